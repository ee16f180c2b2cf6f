import Testing

@testable import Reports

@Suite("Tables in plain text")
struct TextTableTests {
  @Test("columns are as wide as their widest cell")
  func natural() {
    let table = TextTable(header: ["x", "value"], rows: [["-1", "0"], ["0.5", "0.25"]])
    #expect(
      table.text(width: 80) == """
        x    value
        ---  -----
        -1   0
        0.5  0.25
        """)
  }

  @Test("the widest column is broken into lines")
  func broken() {
    let table = TextTable(header: ["name", "words"], rows: [["a", "one two three four"]])
    #expect(
      table.text(width: 18) == """
        name  words
        ----  ------------
        a     one two
              three four
        """)
  }

  @Test("long words are broken too", arguments: [20, 30, 40, 79])
  func width(width: Int) {
    let table = TextTable(
      header: ["a", "b"],
      rows: [[String(repeating: "x", count: 50), String(repeating: "y", count: 70)]])
    let lines = table.text(width: width).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(lines.joined().filter { $0 == "x" }.count == 50)
    #expect(lines.joined().filter { $0 == "y" }.count == 70)
  }

  @Test("a number is cut only where nothing else is left to be cut")
  func numbers() {
    let number = "5.764607522e-139"
    let table = TextTable(
      header: ["point", "number"], rows: [[String(repeating: "word ", count: 12), number]])
    #expect(table.text(width: 40).contains(number))
    #expect(!table.text(width: 20).contains(number))
    #expect(table.text(width: 20).split(separator: "\n").allSatisfy { $0.count <= 20 })
  }

  @Test("no rows, and empty cells")
  func empty() {
    #expect(TextTable(header: ["a"], rows: []).text(width: 80) == "a\n-")
    #expect(TextTable(header: ["", "b"], rows: [["", "c"]]).text(width: 80) == "  b\n  -\n  c")
  }
}
