import Activations
import FloatFormats
import Formulas
import Testing

@testable import Accuracy

@Suite("Values far out")
struct FarValuesTests {
  private func formula(_ text: String) throws -> Formula {
    try Catalogue.builtIn.parser.parse(text).formula
  }

  private func truth(_ text: String, at x: Double, in format: FloatFormat) throws -> Truth? {
    FarValues.all(of: try formula(text), format: format).lazy.compactMap { $0.truth(at: x) }.first
  }

  /// A formula with its value at a point, which is beyond exponents of any size.
  struct Case: Sendable {
    let text: String
    let x: Double
    let nearest: Double
    var sign: Int?
  }

  private static let cases = [
    Case(text: "x*tanh(exp(x))", x: 1e30, nearest: 1e30),
    Case(text: "tanh(exp(x))", x: 1e30, nearest: 1),
    Case(text: "exp(x - exp(x))", x: 1e30, nearest: 0, sign: 1),
    Case(text: "-exp(x - exp(x))", x: 1e30, nearest: 0, sign: -1),
    Case(text: "sqrt(ln(1 + exp(x)))", x: -1e30, nearest: 0, sign: 1),
    Case(text: "1/(2*sqrt(ln(1 + exp(x))))", x: 0x1p100, nearest: 0x1p-51),
    Case(text: "(x - 1)^2*tanh(exp(-x))/x", x: -0x1p100, nearest: -0x1p100),
    Case(text: "-1/(x - 5)^2", x: -0x1p100, nearest: -0x1p-200),
    Case(text: "exp(exp(x))", x: 1e30, nearest: .infinity),
    Case(text: "-exp(-exp(x)) - x*exp(-x)", x: -1e30, nearest: .infinity),
    Case(text: "pi*tanh(exp(x))", x: 1e30, nearest: .pi),
    Case(text: "x + sin(x)", x: 1e30, nearest: 1e30),
    Case(text: "-x*tanh(exp(-x))/4", x: -1e30, nearest: 2.5e29),
  ]

  @Test("numbers, zero, infinity and multiples of the variable", arguments: cases)
  func values(_ expected: Case) throws {
    let far = try #require(try truth(expected.text, at: expected.x, in: .float32))
    #expect(far.nearest == expected.nearest)
    #expect(far.sign == expected.sign ?? (expected.nearest < 0 ? -1 : 1) && far.isSideKnown)
    let enclosures = EnclosedValues(of: try formula(expected.text), format: .float32)
    guard case .known(let known) = enclosures.value(at: expected.x) else {
      Issue.record("undecided")
      return
    }
    #expect(known.nearest == expected.nearest && known.sign == far.sign)
  }

  @Test("π is told apart from the nearest double")
  func remainder() throws {
    let far = try #require(try truth("pi*tanh(exp(x))", at: 1e30, in: .float32))
    #expect(abs(far.deviation - 1.2246467991473532e-16) < 1e-30)
  }

  @Test("nothing is claimed of what oscillates, grows otherwise, or is not defined")
  func nothing() throws {
    for text in ["sin(x)", "x*ln(x)", "ln(x)", "x*sin(x)"] {
      #expect(try truth(text, at: 1e30, in: .float32) == nil, "\(text)")
    }
    #expect(try truth("sqrt(-1 - x^2)*0", at: 1e30, in: .float32) == nil)
    #expect(try truth("tanh(x)", at: 3, in: .float32) == nil)
  }

  @Test(
    "every bfloat16 number has a true value",
    arguments: [
      ("tanh-exp", true), ("complementary-log-log", true), ("sqrt(ln(1 + exp(x)))", false),
      ("sqrt(ln(1 + exp(x)))", true),
    ])
  func decided(_ text: String, isDerivative: Bool) throws {
    let value = try formula(text)
    let report = AccuracySweep(
      of: isDerivative ? value.derivative : value, in: .bfloat16, coverage: .exhaustive
    ).naiveReport
    #expect(report.undecided == 0 && report.inputs == 65_280)
  }
}
