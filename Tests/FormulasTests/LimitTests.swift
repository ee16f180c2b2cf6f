import Formulas
import Testing

@Suite("Limits")
struct LimitTests {
  private func message(_ text: String) throws -> String {
    let parser = try SampleTable.parser()
    let error = #expect(throws: FormulaError.self) { try parser.parse(text) }
    return error?.message ?? ""
  }

  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(
    "depth bombs",
    arguments: [
      ("(", ")"), ("exp(", ")"), ("-", ""), ("2^", ""), ("1 if not ", ""), ("√", ""), ("|", "|"),
      ("x^(1 + ", ")"), ("step(", ")"), ("min(1, ", ")"), ("⌊", "⌋"), ("1 + (1 + ", ")"),
    ])
  func depth(opening: String, closing: String) throws {
    for count in [201, 10_000] {
      let text = repeated(opening, count) + "x" + repeated(closing, count)
      let message = try message(String(text.prefix(99_000)))
      #expect(!message.isEmpty)
    }
  }

  @Test("200 brackets are read, 201 are not")
  func brackets() throws {
    let parser = FormulaParser()
    #expect(try parser.parse(repeated("(", 200) + "x" + repeated(")", 200)).formula == .x)
    #expect(
      try message(repeated("(", 201) + "x" + repeated(")", 201))
        == "the formula nests deeper than 200 levels")
    #expect(try message("x" + repeated("/x", 200)) == "the formula nests deeper than 200 levels")
  }

  @Test("long flat formulas are read up to 20,000 operations")
  func flat() throws {
    let parser = FormulaParser()
    let sum = try parser.parse("x" + repeated("+x", 19_998)).formula
    #expect(sum.nodeCount == 20_000)
    #expect(try message("x" + repeated("+x", 19_999)).hasPrefix("the formula has more than 20000"))
    #expect(try message("x" + repeated("*x", 30_000)).hasPrefix("the formula has more than 20000"))
    let chain = repeated("1 if x < 1 else ", 4_999) + "0"
    #expect(try parser.parse(chain).formula.nodeCount == 4_999 * 3 + 2)
    #expect(try message(repeated("x", 100_001)) == "the formula is longer than 100000 bytes")
  }

  @Test("nested calls of definitions grow, but not without bound")
  func expansion() throws {
    let parser = try SampleTable.parser()
    #expect(try parser.parse(repeated("mish(", 10) + "x" + repeated(")", 10)).formula.depth > 10)
    for count in [20, 60, 190] {
      #expect(
        try message(repeated("mish(", count) + "x" + repeated(")", count))
          .hasPrefix("the formula has more than 20000"))
    }
    // Branches that are dropped leave no trace in the tree, but cost time.
    let doubling = (1...40).map { level in
      FunctionDefinition(
        name: "f\(level)", body: "where(true, 1, f\(level - 1)(x) + f\(level - 1)(x))")
    }
    let error = #expect(throws: FormulaError.self) {
      try FunctionTable([FunctionDefinition(name: "f0", body: "x")] + doubling)
    }
    #expect(error?.message.contains("expand to too much") == true)
  }

  @Test(
    "numbers",
    arguments: [
      "1e10001", "1e-10000", "1e999999999", "1e-99999999999999999999", "0.5e-9999999999",
    ])
  func largeLiterals(text: String) throws {
    #expect(try message(text) == "a number of more than 10000 digits is too large")
  }

  @Test("the largest numbers")
  func largestLiterals() throws {
    let parser = FormulaParser()
    let integer = try parser.parse("1e9999").formula.rational
    #expect(integer?.numerator.magnitude.bitWidth == 33_216)
    #expect(try parser.parse(repeated("9", 10_000)).formula.rational?.isInteger == true)
    #expect(try message(repeated("9", 10_001)).hasPrefix("a number of more than 10000"))
    let many = Array(repeating: "1e9999", count: 10_000).joined(separator: "/")
    #expect(try message(many).contains("too large"))
    let small = "1e9999" + repeated("/3", 40_000)
    #expect(try message(small).contains("too large"))
  }

  @Test(
    "exact powers beyond a million bits",
    arguments: [
      "9^9^9^9", "2^1000001", "(1/2)^1000001", "2^-1000001", "x + 2^(2^40)", "10^(10^10000)",
      "(2^0.5)^100000000", "pi^1e9", "(9^9^9^9)^0", "exp(9^9^9)", "2^600000*2^600000*x",
      "x if x < 9^9^9 else 1", "(x + 9^9^9)^2", "9^-9^9^9",
    ])
  func largePowers(text: String) throws {
    #expect(try message(text).hasPrefix("a constant in the formula has more than a million bits"))
  }

  @Test(
    "powers that are exact or not constant are read",
    arguments: [
      "2^400000", "1^(10^100)", "(-1)^(10^100)", "0^(10^100)", "x^1000000000", "(x + 1)^(10^9)",
      "2^0.30102999566", "2^x^9", "9^9^x", "exp(1000000)*x", "10^100*x",
    ])
  func acceptablePowers(text: String) throws {
    #expect(try FormulaParser().parse(text).formula.nodeCount > 2)
  }
}
