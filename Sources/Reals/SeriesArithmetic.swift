import Formulas

/// Evaluates formulas over series in t, so that the argument a ± t^q gives the one-sided expansion.
///
/// Throws ``EvaluationError/undecided(_:)`` where a singularity is neither a pole nor algebraic
/// (logarithms, exp of a pole), and where a root needs fractional exponents; the latter leaves the
/// needed denominator in ``requiredRamification``.
final class SeriesArithmetic: RealArithmetic {
  let base: ExactArithmetic
  let terms: Int

  private var taylor: TaylorCoefficients<ExactArithmetic> { TaylorCoefficients(base: base) }

  /// 1, or the factor by which q has to grow for the last root that failed.
  private(set) var requiredRamification = 1

  /// Whether a root of a function that vanishes at t = 0, or a switch, was met: then the series on
  /// the other side may be another one.
  private(set) var metBranchPoint = false

  /// Series with `terms` coefficients each.
  init(base: ExactArithmetic, terms: Int) {
    self.base = base
    self.terms = max(terms, 1)
  }

  /// a + sign·t^q.
  func argument(at a: ExactReal, sign: Int, ramification q: Int) throws(EvaluationError)
    -> LaurentSeries
  {
    var coefficients = [a]
    for n in 1..<max(terms, q + 1) {
      coefficients.append(try base.number(n == q ? Rational(sign) : 0))
    }
    return try normalised(0, coefficients)
  }

  // MARK: Helpers

  /// The sign of a constant, or throws.
  func sign(_ a: ExactReal) throws(EvaluationError) -> Int {
    let signs = try base.comparison(a, base.number(0))
    guard signs.lowerBound == signs.upperBound else {
      throw .undecided(Reason(.constantSign))
    }
    return signs.lowerBound
  }

  func normalised(
    _ valuation: Int, _ coefficients: [ExactReal]
  ) throws(EvaluationError) -> LaurentSeries {
    var skipped = 0
    for coefficient in coefficients {
      if try sign(coefficient) != 0 { break }
      skipped += 1
    }
    return LaurentSeries(
      valuation: valuation + skipped,
      coefficients: Array(coefficients.dropFirst(skipped).prefix(terms)))
  }

  func constant(_ value: ExactReal) throws(EvaluationError) -> LaurentSeries {
    guard try sign(value) != 0 else { return .zero }
    var coefficients = [value]
    for _ in 1..<max(terms, 2) { coefficients.append(try base.number(0)) }
    return LaurentSeries(valuation: 0, coefficients: coefficients)
  }

  /// The coefficients of t⁰ … tⁿ⁻¹ of a series without a pole.
  func regular(
    _ a: LaurentSeries, inside function: ElementaryFunction
  ) throws(EvaluationError) -> [ExactReal] {
    guard a.isZero || a.valuation >= 0 else {
      throw .undecided(Reason(.functionOfInfinity, function.rawValue))
    }
    var result: [ExactReal] = []
    let zero = try base.number(0)
    for n in 0..<min(terms, a.order) { result.append(a.coefficient(n) ?? zero) }
    guard !result.isEmpty else { throw .undecided(Reason(.cancellation)) }
    return result
  }

  // MARK: Field operations

  func number(_ value: Rational) throws(EvaluationError) -> LaurentSeries {
    try constant(base.number(value))
  }

  func constant(_ value: Formula.Constant) throws(EvaluationError) -> LaurentSeries {
    if case .inf = value { throw .undecided(Reason(.infiniteValue)) }
    return try constant(base.constant(value))
  }

  func sum(
    _ a: LaurentSeries, _ b: LaurentSeries
  ) throws(EvaluationError) -> LaurentSeries {
    if a.isZero { return b }
    if b.isZero { return a }
    let valuation = min(a.valuation, b.valuation)
    var coefficients: [ExactReal] = []
    for n in valuation..<max(valuation, min(a.order, b.order)) {
      switch (a.coefficient(n), b.coefficient(n)) {
      case (let c?, let d?): coefficients.append(try base.sum(c, d))
      case (let c?, nil), (nil, let c?): coefficients.append(c)
      case (nil, nil): coefficients.append(try base.number(0))
      }
    }
    return try normalised(valuation, coefficients)
  }

  func negative(_ a: LaurentSeries) throws(EvaluationError) -> LaurentSeries {
    try map(a) { c throws(EvaluationError) in try self.base.negative(c) }
  }

  private func map(
    _ a: LaurentSeries, _ transform: (ExactReal) throws(EvaluationError) -> ExactReal
  ) throws(EvaluationError) -> LaurentSeries {
    if a.isZero { return a }
    var coefficients: [ExactReal] = []
    for c in a.coefficients { coefficients.append(try transform(c)) }
    return LaurentSeries(valuation: a.valuation, coefficients: coefficients)
  }

  func product(
    _ a: LaurentSeries, _ b: LaurentSeries
  ) throws(EvaluationError) -> LaurentSeries {
    if a.isZero || b.isZero { return .zero }
    return LaurentSeries(
      valuation: a.valuation + b.valuation,
      coefficients: try taylor.product(a.coefficients, b.coefficients))
  }

  func quotient(
    _ a: LaurentSeries, _ b: LaurentSeries
  ) throws(EvaluationError) -> LaurentSeries {
    if b.isZero { throw .undefined(Reason(.divisionByZero)) }
    guard !b.coefficients.isEmpty else { throw .undecided(Reason(.cancellation)) }
    if a.isZero { return a }
    return LaurentSeries(
      valuation: a.valuation - b.valuation,
      coefficients: try taylor.quotient(a.coefficients, b.coefficients))
  }

  func power(_ a: LaurentSeries, _ exponent: Int) throws(EvaluationError) -> LaurentSeries {
    if exponent == 0 { return try number(1) }
    if exponent < 0 { return try quotient(number(1), power(a, -exponent)) }
    if a.isZero { return a }
    guard a.coefficients.first != nil else {
      let valuation = try valuation(a, times: Rational(exponent))
      return LaurentSeries(valuation: valuation.exactInt ?? 0, coefficients: [])
    }
    return try rationalPower(a, Rational(exponent))
  }

  func power(
    _ a: LaurentSeries, _ b: LaurentSeries
  ) throws(EvaluationError) -> LaurentSeries {
    if let exponent = try constantRational(b) { return try rationalPower(a, exponent) }
    return try apply(.exp, product(b, apply(.ln, a)))
  }

  private func constantRational(_ b: LaurentSeries) throws(EvaluationError) -> Rational? {
    if b.isZero { return 0 }
    guard b.valuation == 0, let exponent = b.coefficients[0].rational else { return nil }
    for c in b.coefficients.dropFirst() where try sign(c) != 0 { return nil }
    return exponent
  }

  /// Valuations beyond it are refused, so that sums of them are always integers of the machine.
  private static let largestValuation: Rational = 1_099_511_627_776

  /// The valuation of the power, which need not be an integer.
  private func valuation(
    _ a: LaurentSeries, times exponent: Rational
  ) throws(EvaluationError) -> Rational {
    let valuation = exponent * Rational(a.valuation)
    guard valuation.magnitude <= Self.largestValuation else {
      throw .undecided(Reason(.exponentSize))
    }
    return valuation
  }

  /// aʳ.
  private func rationalPower(
    _ a: LaurentSeries, _ r: Rational
  ) throws(EvaluationError) -> LaurentSeries {
    if a.isZero {
      guard r.signum >= 0 else { throw .undefined(Reason(.zeroToNegativePower)) }
      return r.isZero ? try number(1) : a
    }
    guard let leading = a.coefficients.first else {
      throw .undecided(Reason(.cancellation))
    }
    if !r.isInteger, try sign(leading) < 0 { throw .undefined(Reason(.negativeBase)) }
    if !r.isInteger && a.valuation != 0 { metBranchPoint = true }
    let exponent = try valuation(a, times: r)
    guard let valuation = exponent.exactInt else {
      if let factor = Rational(exponent.denominator).exactInt, factor <= 12 {
        requiredRamification = factor
      }
      throw .undecided(Reason(.fractionalExponents))
    }
    let first: ExactReal
    if let integer = r.exactInt {
      first = try base.power(leading, integer)
    } else {
      first = try base.power(leading, base.number(r))
    }
    return LaurentSeries(
      valuation: valuation, coefficients: try taylor.power(a.coefficients, r, first: first))
  }

  /// dF/dt.
  func derivative(of a: LaurentSeries) throws(EvaluationError) -> LaurentSeries {
    if a.isZero { return a }
    var coefficients: [ExactReal] = []
    for (index, c) in a.coefficients.enumerated() {
      coefficients.append(try base.product(base.number(Rational(a.valuation + index)), c))
    }
    return try normalised(a.valuation - 1, coefficients)
  }

  // MARK: Order

  /// The sign for small t > 0.
  private func sign(_ a: LaurentSeries) throws(EvaluationError) -> Int {
    if a.isZero { return 0 }
    if a.valuation != 0 { metBranchPoint = true }
    guard let leading = a.coefficients.first else {
      throw .undecided(Reason(.cancellation))
    }
    return try sign(leading)
  }

  func comparison(
    _ a: LaurentSeries, _ b: LaurentSeries
  ) throws(EvaluationError) -> ClosedRange<Int> {
    let sign = try sign(sum(a, negative(b)))
    return sign...sign
  }

  func minimum(
    _ a: LaurentSeries, _ b: LaurentSeries
  ) throws(EvaluationError) -> LaurentSeries {
    try comparison(a, b).lowerBound <= 0 ? a : b
  }

  func maximum(
    _ a: LaurentSeries, _ b: LaurentSeries
  ) throws(EvaluationError) -> LaurentSeries {
    try comparison(a, b).lowerBound >= 0 ? a : b
  }

  func union(
    _ a: LaurentSeries, _ b: LaurentSeries
  ) throws(EvaluationError) -> LaurentSeries {
    throw .undecided(Reason(.condition))
  }

  // MARK: Elementary functions

  func apply(
    _ function: ElementaryFunction, _ u: LaurentSeries
  ) throws(EvaluationError) -> LaurentSeries {
    switch function {
    case .abs: return try sign(u) < 0 ? negative(u) : u
    case .sign: return try number(Rational(sign(u)))
    case .sqrt: return try rationalPower(u, Rational(1, over: 2) ?? 0)
    case .cbrt:
      guard try sign(u) < 0 else { return try rationalPower(u, Rational(1, over: 3) ?? 0) }
      return try negative(rationalPower(negative(u), Rational(1, over: 3) ?? 0))
    case .expm1: return try sum(apply(.exp, u), number(-1))
    case .log1p: return try apply(.ln, sum(number(1), u))
    case .floor: return try floor(u)
    case .ln, .exp, .tanh, .sinh, .cosh, .sigmoid, .softplus, .erf, .erfc, .normalCDF, .sin, .cos,
      .tan, .atan:
      let inner = try regular(u, inside: function)
      if function == .ln, try sign(inner[0]) == 0 {
        throw .undecided(Reason(.logarithmicSingularity))
      }
      return try normalised(0, taylor.apply(function, inner))
    }
  }

  private func floor(_ u: LaurentSeries) throws(EvaluationError) -> LaurentSeries {
    let start = try regular(u, inside: .floor)[0]
    let integer = try base.apply(.floor, start)
    let value = try constant(integer)
    guard try sign(base.sum(start, base.negative(integer))) == 0 else { return value }
    return try sign(sum(u, negative(value))) < 0 ? sum(value, number(-1)) : value
  }
}
