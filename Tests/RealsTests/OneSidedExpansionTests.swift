import Formulas
import Reals
import Testing

@Suite("One-sided expansions")
struct OneSidedExpansionTests {
  let exact = ExactArithmetic()

  func expansion(
    _ text: String, at point: String = "0", side: Int, terms: Int = 8
  ) throws -> OneSidedExpansion {
    let parser = FormulaParser(functions: FunctionTable())
    let at = try exact.evaluate(parser.parseConstant(point), at: exact.number(0))
    return try OneSidedExpansion(
      of: parser.parse(text).formula, at: at, side: side, terms: terms, over: exact)
  }

  /// Taylor coefficients from the tables of series.
  @Test(
    "coefficients at 0",
    arguments: [
      ("exp(x)", ["1", "1", "1/2", "1/6", "1/24"]),
      ("sin(x)/x", ["1", "0", "-1/6", "0", "1/120"]),
      ("(exp(x)-1)/x", ["1", "1/2", "1/6", "1/24", "1/120"]),
      ("ln(1+x)", ["0", "1", "-1/2", "1/3", "-1/4"]),
      ("sqrt(1+x)", ["1", "1/2", "-1/8", "1/16", "-5/128"]),
      ("tanh(x)", ["0", "1", "0", "-1/3", "0"]), ("tan(x)", ["0", "1", "0", "1/3", "0"]),
      ("atan(x)", ["0", "1", "0", "-1/3", "0"]), ("cos(x)", ["1", "0", "-1/2", "0", "1/24"]),
      ("sinh(x)", ["0", "1", "0", "1/6", "0"]), ("cosh(x)", ["1", "0", "1/2", "0", "1/24"]),
      ("sigmoid(x)", ["1/2", "1/4", "0", "-1/48", "0"]), ("1/(1-x)", ["1", "1", "1", "1", "1"]),
      ("softplus(x) - ln(2)", ["0", "1/2", "1/8", "0", "-1/192"]),
      ("x^2*exp(x)", ["0", "0", "1", "1", "1/2"]), ("(1+x)^(-3)", ["1", "-3", "6", "-10", "15"]),
      ("erf(x)*sqrt(pi)/2", ["0", "1", "0", "-1/3", "0"]),
      ("cbrt(1+x)", ["1", "1/3", "-1/9", "5/81", "-10/243"]),
    ], [1, -1])
  func coefficients(row: (String, [String]), side: Int) throws {
    let expansion = try expansion(row.0, side: side)
    for (n, text) in row.1.enumerated() {
      let coefficient = try #require(try expansion.coefficient(n))
      let expected = try exact.evaluate(
        FormulaParser(functions: FunctionTable()).parseConstant(text), at: exact.number(0))
      #expect(coefficient.isEqual(to: expected) == true, "order \(n): \(coefficient)")
    }
    #expect(expansion.isMeromorphic)
  }

  @Test("|x|^(3/2) has its first irregular exponent at 3/2, from both sides", arguments: [1, -1])
  func fractional(side: Int) throws {
    let expansion = try expansion("abs(x)^1.5", side: side)
    #expect(expansion.ramification == 2)
    #expect(try expansion.firstIrregularExponent() == Rational(3, over: 2))
    #expect(!expansion.isMeromorphic)
  }

  @Test("poles have infinite limits with the sign of the side", arguments: [1, -1])
  func poles(side: Int) throws {
    guard case .infinite(let sign) = try expansion("1/x", side: side).limit() else {
      Issue.record("finite")
      return
    }
    #expect(sign == side)
    guard case .infinite(1) = try expansion("1/x^2", side: side).limit() else {
      Issue.record("not +inf")
      return
    }
  }

  @Test("the derivative takes the actual value, the slope the limit of f'")
  func derivativeAndSlope() throws {
    let expansion = try expansion("x", at: "1", side: 1)
    guard case .infinite(1) = try expansion.derivative(value: exact.number(0)),
      case .finite(let slope) = try expansion.slope()
    else {
      Issue.record("a jump has an infinite derivative and a finite slope")
      return
    }
    #expect(slope.rational == 1)
  }

  @Test("square roots at their end: vertical tangents")
  func verticalTangent() throws {
    let expansion = try expansion("(2 - sqrt(1 - 2*x))/4", at: "1/2", side: -1)
    guard
      case .infinite(1) = try expansion.derivative(value: exact.number(Rational(1, over: 2) ?? 0))
    else {
      Issue.record("not +inf")
      return
    }
  }

  @Test("outside the domain and beyond algebraic singularities")
  func refusals() throws {
    #expect(throws: EvaluationError.self) { try expansion("sqrt(x)", side: -1) }
    #expect(throws: EvaluationError.self) { try expansion("ln(x)", side: 1) }
    #expect(throws: EvaluationError.self) { try expansion("exp(-1/x)", side: 1) }
  }

  @Test("cancellation is not mistaken for zero")
  func cancellation() throws {
    let expansion = try expansion("sin(x) - x + x^3/6", side: 1, terms: 8)
    #expect(try expansion.coefficient(3)?.rational == 0)
    #expect(try expansion.coefficient(5)?.rational == Rational(1, over: 120))
    #expect(throws: EvaluationError.self) {
      try self.expansion("1/(sin(x) - x + x^3/6)", side: 1, terms: 4).limit()
    }
  }
}
