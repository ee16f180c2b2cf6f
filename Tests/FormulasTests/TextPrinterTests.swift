import BigInt
import Formulas
import Randomness
import Testing

@Suite("Formulas as text")
struct TextPrinterTests {
  @Test(
    "text that is printed as it was written",
    arguments: canonicalTexts)
  func fixedPoints(text: String) throws {
    let formula = try FormulaParser().parse(text).formula
    let expected = text == "x if 0 < x > -1 else 0" ? "x if 0 < x and x > -1 else 0" : text
    #expect(formula.text() == expected)
    #expect(try FormulaParser().parse(expected).formula == formula)
  }

  static let canonicalTexts: [String] = [
    "x + 1 - x", "x - (1 + x)", "-x^2", "(-x)^2", "(-2)^x", "2^-x", "x^x^x", "(x^x)^x",
    "x*(x + 1)", "x/(2*x)", "x/2*x", "x*(x/2)", "1/3*x", "x*(1/3)", "0.01*x", "x^(1/3)",
    "x^0.5", "-(x*x)", "-x*x", "-(-x)", "x - 0.5", "x + x*(-2)", "1/0", "x/(-x)",
    "exp(-x)", "ln(1 + exp(x))", "abs(x)", "Phi(x)", "pi*e", "max(0, x)", "min(x, 1, -1)",
    "x if x >= 0 else 0.01*x", "1 if x > 0 else 2 if x < 0 else 3",
    "piecewise((x, x > 0), (1, x < 0))", "1 + (x if x > 0 else 0)",
    "(1 if x > 0 else 2) if x < 1 else 3", "x if -1 <= x <= 1 else 0",
    "x if x < 0 or x > 1 and not x == 2 else 0", "x if not (x < 0 or x > 1) else 0",
    "x if (x < 0 or x > 1) and x != 2 else 0", "x if 0 < x > -1 else 0",
    "exp(x if x < 1 else 1)", "1 if (x if x > 0 else 1) > 0 else 0", "1 if x < inf else 0",
  ]

  @Test("the variable has the name it is given")
  func variableName() throws {
    #expect(try FormulaParser().parse("z exp(z)").formula.text(variable: "z") == "z*exp(z)")
    #expect(Condition.comparison(.x, .less, 1).text(variable: "z") == "z < 1")
    let sum: Formula = .x + 1
    #expect(sum.description == "x + 1")
  }

  private static func parsed(_ text: String, by parser: FormulaParser) -> Formula? {
    try? parser.parse(text).formula
  }

  @Test("random trees of every operation come back the same")
  func roundTrip() throws {
    var random = RandomFormulas(generator: SplitMix64(seed: 20))
    let parser = FormulaParser()
    var deepest = 0
    for index in 0..<5_000 {
      let formula = random.formula(depth: 1 + index % 5)
      let text = formula.text()
      let parsed = Self.parsed(text, by: parser)
      #expect(parsed == formula, "\(text)")
      guard parsed != nil else { return }
      deepest = max(deepest, formula.depth)
    }
    #expect(deepest >= 6)
  }

  @Test("rational numbers", arguments: rationalTable)
  func rationals(text: String, expected: String) throws {
    #expect(try FormulaParser().parse(text).formula.text() == expected)
  }

  static let rationalTable: [(String, String)] = [
    ("0.5", "0.5"), ("1/3", "1/3"), ("-0.000", "0"), ("3/8", "0.375"), ("-2.50", "-2.5"),
    ("1e3", "1000"), ("1e-12", "0.000000000001"),
  ]

  @Test("a decimal beyond 100 places is a fraction; a gigantic number is not spelled out")
  func largeRationals() throws {
    let small = try FormulaParser().parse("1e-100").formula.text()
    #expect(small == "0." + String(repeating: "0", count: 99) + "1")
    let tiny = try FormulaParser().parse("1e-101").formula.text()
    #expect(tiny == "1/1" + String(repeating: "0", count: 101))
    let huge = Rational(BigInt(1) << 200_000)
    #expect(huge.description == "(integer of 200001 bits)")
    #expect(huge.decimal == nil)
    #expect((-huge).reciprocal?.description == "-1/(integer of 200001 bits)")
  }
}
