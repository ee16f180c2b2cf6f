import Formulas
import Testing

@testable import Reals

@Suite("Expansions on half-lines")
struct TailExpansionTests {
  let exact = ExactArithmetic()
  let parser = FormulaParser(functions: FunctionTable())

  func expansion(
    _ text: String, from start: Rational = 16, terms: Int = 6
  ) throws -> TailExpansion {
    try TailExpansion(
      of: parser.parse(text).formula, toward: .plusInfinity, terms: terms, from: start, over: exact)
  }

  /// By hand, or from tables of asymptotic series.
  @Test(
    "leading terms",
    arguments: [
      ("sqrt(x^2+x)-x-1/2", "-1/8", "x^(-1)"), ("x*tanh(x)-x", "-2", "x*exp(-2*x)"),
      ("ln(1+exp(-x))", "1", "exp(-x)"), ("x*Phi(-x)", "1/sqrt(2*pi)", "exp(-1/2*x^2)"),
      ("erfc(x)", "1/sqrt(pi)", "x^(-1)*exp(-x^2)"), ("x^x", "1", "exp(x*ln(x))"),
      ("(1+1/x)^x-e", "-e/2", "x^(-1)"), ("atan(x)-pi/2", "-1", "x^(-1)"),
      ("ln(x^2+1)", "2", "ln(x)"), ("1/ln(x)^2", "1", "ln(x)^(-2)"), ("cosh(x)", "1/2", "exp(x)"),
      ("exp(x+1/x)-exp(x)", "1", "x^(-1)*exp(x)"), ("x^pi*x^2", "1", "x^(pi+2)"),
    ])
  func leadingTerm(row: (String, String, String)) throws {
    let (coefficient, monomial) = try #require(try expansion(row.0).leadingTerm())
    let truth = try exact.evaluate(parser.parseConstant(row.1), at: exact.number(0))
    #expect(coefficient.isEqual(to: truth) == true, "\(coefficient)")
    // The monomials are the same function: compare their values at 20.
    let balls = BallArithmetic(precision: 200)
    let found = try balls.evaluate(monomial, at: Ball(20))
    let expected = try balls.evaluate(parser.parse(row.2).formula, at: Ball(20))
    let ratio = try balls.quotient(found, expected)
    #expect(ratio.contains(1) && ratio.relativeAccuracyBits > 100, "\(monomial)")
  }

  @Test(
    "flat functions",
    arguments: [
      ("exp(-x)", true), ("x^10*exp(-sqrt(x))", true), ("erfc(x)", true), ("1/x^100", false),
      ("exp(-x)*sin(x)", false), ("exp(-ln(x)^2)", true), ("exp(-sqrt(ln(x)))", false),
      ("1-tanh(x)", true), ("x-x", true), ("exp(-ln(x))", false), ("exp(-x)+1/x", false),
      ("exp(-exp(x)/(1-1/x))", true), ("1/exp(exp(x)/(1-1/x))", true), ("exp(x)", false),
      ("exp(-x)*sin(1/x)", true), ("exp(-x)*max(1/x,2)", true),
      ("exp(-x)*max(sin(x),0)", false), ("exp(exp(x)/(1-1/x))*exp(-exp(2*x))", false),
    ])
  func flat(row: (String, Bool)) throws {
    #expect(try expansion(row.0).isFlat == row.1)
  }

  @Test("oscillation is recognised")
  func oscillation() throws {
    #expect(try expansion("exp(-x)*sin(x)").isOscillating)
    #expect(try !expansion("sin(1/x)").isOscillating)
    #expect(try expansion("sin(2+sin(x))").isOscillating)
    #expect(try expansion("sign(sin(x))/x").isOscillating)
  }

  /// For these the sign changes before R, or does not.
  @Test("a sign holds from the start of the half-line on")
  func strictSign() throws {
    #expect(try expansion("x-10", from: 16).strictSign == 1)
    #expect((try? expansion("x-10", from: 4))?.strictSign == nil)
    #expect(try expansion("ln(x)-2", from: 8).strictSign == 1)
    #expect((try? expansion("ln(x)-2", from: 7))?.strictSign == nil)
    #expect(try expansion("exp(-x)*(x-3)-exp(-2*x)", from: 4).strictSign == 1)
    #expect(try expansion("1/x-sin(x)").strictSign == nil)
    #expect(try expansion("2+sin(x)").strictSign == 1)
    #expect(try expansion("0*x").strictSign == 0)
    #expect(try expansion("-erfc(x)").strictSign == -1)
  }

  @Test("a range contains the values, and little more")
  func range() throws {
    let decaying = try expansion("x*exp(-x)", from: 4).range()
    // 4·exp(−4) = 0.0732626.
    #expect(decaying.doubleBounds.lowerBound == 0)
    #expect((0.0732625...0.0732627).contains(decaying.doubleBounds.upperBound))
    let growing = try expansion("x-1/x", from: 4).range()
    #expect((3.74...3.76).contains(growing.doubleBounds.lowerBound))
    #expect(growing.upperBound == nil)
  }

  @Test("a normal form says so, for it may be defined at more points")
  func definedness() throws {
    let formula = try parser.parse("sin(x)^2+cos(x)^2+ln(sin(x))-ln(sin(x))").formula
    var search = TailSearch(of: formula, toward: .plusInfinity, over: exact)
    let isDefined = try search.first { expansion throws(EvaluationError) in
      _ = try expansion.limit()
      return expansion.isDefinedThroughout
    }
    #expect(!isDefined)
    #expect(try expansion("1/x").isDefinedThroughout)
  }

  static let ugly: [Formula] = {
    let tower = (0..<150).reduce(Formula.x) { f, _ in .exp(f) }
    let logs = (0..<150).reduce(Formula.x) { f, _ in .ln(f) }
    let nested = (0..<60).reduce(Formula.x) { f, _ in .tanh(f) + .softplus(f * f) }
    let long = (1..<1000).reduce(Formula(1)) { f, n in f + .sin(.x / .rational(n, 7)) }
    let product = (1..<500).reduce(Formula(1)) { f, n in f * (.x + .exp(.x / .rational(n, 3))) }
    let quotients = (1..<200).reduce(Formula.x) { f, n in .rational(n, 3) + 1 / f }
    let roots = (1..<150).reduce(Formula.x) { f, _ in .sqrt(1 + f) }
    let powers = (0..<40).reduce(Formula.x) { f, _ in .x.raised(to: f) }
    let huge = Formula.number(Rational(1 << 62))
    return [
      tower, logs, nested, long, product, quotients, roots, powers, .x.raised(to: huge),
      .exp(huge * .x), .exp(.exp(huge)) * .x, (1 + 1 / .x).raised(to: huge), huge.raised(to: .x),
      .x.raised(to: -huge), .sin(.x * huge), .floor(.x / huge), .erfc(.exp(.exp(.x))),
      .constant(.inf), .x * .constant(.inf), .phi(.exp(.x) / .sqrt(2)), .erf(.ln(.ln(.x))),
      Formula(0).raised(to: .x), Formula(-1).raised(to: .x), (.x - .x).raised(to: 0), 0 / (.x - .x),
    ]
  }()

  @Test("every question ends: an answer, or a reason", arguments: ugly.indices)
  func ends(index: Int) {
    let clock = ContinuousClock()
    let start = clock.now
    for direction in [TailDirection.plusInfinity, .minusInfinity] {
      _ = try? TailExpansion.limit(of: Self.ugly[index], toward: direction, over: exact)
      _ = TailExpansion.sign(of: Self.ugly[index], toward: direction, over: exact)
    }
    // A second each on an idle machine.
    #expect(clock.now - start < .seconds(60))
  }

  /// 2·cos is odd about π/2, and so on: amplitudes by hand.
  @Test(
    "the limits of bounded oscillations",
    arguments: [
      ("sin(x)", "-1", "1"), ("2*sin(x)+3*cos(x)+1/x", "-sqrt(13)", "sqrt(13)"),
      ("1+2*sin(x)*cos(x)", "0", "2"), ("sin(3*x)^2/3+atan(x)", "pi/2", "pi/2+1/3"),
      ("(2+1/x)*cos(x^2)*atan(x)+exp(-x)", "-pi", "pi"), ("sin(x)/x", "0", "0"),
      ("cos(ln(x))", "-1", "1"), ("sin(x+1/x)", "-1", "1"), ("sin(x)*cos(1/x)-2", "-3", "-1"),
    ])
  func limitRange(row: (String, String, String)) throws {
    let found = try #require(
      TailExpansion.limitRange(
        of: parser.parse(row.0).formula, toward: .plusInfinity, over: exact))
    for (value, text) in [(found.lower, row.1), (found.upper, row.2)] {
      let truth = try exact.evaluate(parser.parseConstant(text), at: exact.number(0))
      #expect(value.isEqual(to: truth) == true, "\(value)")
    }
  }

  @Test(
    "other oscillations have no known limits",
    arguments: [
      "x*sin(x)", "sqrt(sin(x))^2", "sin(x)+sin(2*x)", "tan(x)", "sin(x+2*sign(sin(x)))",
      "sin(floor(x))", "sin(x)/sin(x)*cos(x)", "sin(x)^3", "sin(x)+cos(x)^2", "ln(sin(x))",
    ])
  func noLimitRange(text: String) throws {
    let found = TailExpansion.limitRange(
      of: try parser.parse(text).formula, toward: .plusInfinity, over: exact)
    #expect(found == nil)
  }

  @Test("a one-sided oscillation at a point")
  func limitRangeAtPoint() throws {
    let found = try #require(
      TailExpansion.limitRange(
        of: parser.parse("x*exp(x)+5*sin(1/x)").formula,
        toward: .point(exact.number(0), side: -1), over: exact))
    #expect(found.lower.rational == -5 && found.upper.rational == 5)
  }
}
