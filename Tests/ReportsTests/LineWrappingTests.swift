import Formulas
import Testing

@testable import Reports

@Suite("Lines of text and of formulas")
struct LineWrappingTests {
  @Test("prose is filled, and its brackets are torn only where that saves a part of a line")
  func prose() {
    #expect(LineWrapping.lines("one two three four", width: 9) == ["one two", "three", "four"])
    #expect(
      LineWrapping.lines("the function grows on (-5, 0) and falls", width: 27, indentation: 2)
        == ["the function grows on", "  (-5, 0) and falls"])
    #expect(LineWrapping.lines("  a \t b\n", width: 80) == ["a b"])
    #expect(LineWrapping.lines("", width: 80) == [""])
    #expect(
      LineWrapping.lines("addition × 12, division × 1", width: 16) == [
        "addition × 12,", "division × 1",
      ])
  }

  @Test("operators begin lines, at the outermost place")
  func operators() {
    #expect(
      LineWrapping.lines("f(x) = 0.25*(1 + x) + 0.75*(1 - x)", width: 30, indentation: 4)
        == ["f(x) = 0.25*(1 + x)", "    + 0.75*(1 - x)"])
    #expect(
      LineWrapping.lines("1.2345678901234567890*x if x >= 0 else 0.5*x", width: 36)
        == ["1.2345678901234567890*x if x >= 0", "else 0.5*x"])
    #expect(
      LineWrapping.lines("1.23456789012345678*0.98765432109876543*x**2", width: 30)
        == ["1.23456789012345678", "*0.98765432109876543*x**2"])
    #expect(
      LineWrapping.lines("the ratio 12345/67890 is", width: 18) == [
        "the ratio", "12345/67890 is",
      ])
  }

  @Test("no line ends between the bars of an absolute value")
  func bars() {
    #expect(
      LineWrapping.lines("for every x of the domain |x − a| < δ(ε)", width: 29)
        == ["for every x of the domain", "|x − a| < δ(ε)"])
    #expect(
      LineWrapping.lines("so |f(x) − f(a)| ≤ |x − a| holds", width: 22)
        == ["so |f(x) − f(a)|", "≤ |x − a| holds"])
    // A bar by itself stands for nothing.
    #expect(LineWrapping.lines("one | two | three", width: 11) == ["one | two |", "three"])
  }

  @Test("what has no place for an end of line is cut", arguments: [1, 7, 40])
  func cut(width: Int) {
    let text = String(repeating: "7", count: 100)
    let lines = LineWrapping.lines(text, width: width)
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(lines.joined() == text)
  }

  @Test("a number of a formula is never cut")
  func longNumber() throws {
    let number = "0." + String(repeating: "7", count: 38)
    let formula = try FormulaParser().parse("x + \(number)*x + 1").formula
    #expect(formula.text(variable: "z", width: 20) == "z\n  +\n  \(number)\n  *z + 1")
  }

  @Test("a broken formula reads back as itself", arguments: [24, 33, 50, 79])
  func readsBack(width: Int) throws {
    let text =
      "1.0507009873554804934*x if x >= 0 and x < 1e6 else "
      + "1.0507009873554804934*1.6732632423543772848*(exp(x) - 1)/max(2, abs(x)**2, 3)"
    let lines = LineWrapping.lines(text, width: width, indentation: 2)
    #expect(lines.count > 1)
    #expect(lines.allSatisfy { $0.count <= width })
    let formula = try FormulaParser().parse(lines.joined(separator: "\n")).formula
    #expect(formula == (try FormulaParser().parse(text).formula))
  }
}
