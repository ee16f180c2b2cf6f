import Formulas

/// Where an expansion is made: at ±∞, or on one side of a point.
public enum TailDirection {
  /// x = t.
  case plusInfinity
  /// x = −t.
  case minusInfinity
  /// x = a + side/t, where side is 1 or −1.
  case point(ExactReal, side: Int)

  /// +∞ for a positive sign, −∞ for a negative one.
  public static func infinity(_ sign: Int) -> TailDirection {
    sign > 0 ? .plusInfinity : .minusInfinity
  }

  /// x as a formula in t, which is the variable.
  var argument: Formula {
    switch self {
    case .plusInfinity: .x
    case .minusInfinity: -.x
    case .point(let a, let side):
      .simplifiedSum(a.formula, side < 0 ? -1 / Formula.x : 1 / Formula.x)
    }
  }
}

/// The behaviour of a formula on a half-line t ≥ R, proved on the whole of it.
///
/// With x = t, x = −t or x = a ± 1/t the half-line reaches +∞, −∞ or one side of the point a. The
/// formula is written as finitely many exact terms of Hardy's scale (t^a, (ln t)^b, exp(c·t), …) and
/// a remainder whose size is bounded at every t ≥ R.
public struct TailExpansion {
  /// R.
  public let start: Rational

  /// Whether the formula as it was given is proved to be defined at every t ≥ R. Otherwise a
  /// normal form was expanded, and every statement concerns the points where it is defined.
  public let isDefinedThroughout: Bool

  /// Whether sin or cos of a function that tends to infinity occurs, or a switch that is not
  /// decided.
  public let isOscillating: Bool

  let series: TailSeries
  private let arithmetic: TailArithmetic

  /// Expands `formula` on t ≥ `start` with at most `terms` terms.
  ///
  /// - Throws: ``EvaluationError/undefined(_:)`` where the formula is not defined on the half-line,
  ///   ``EvaluationError/undecided(_:)`` where it leaves the scale, where `start` is too small, or
  ///   where too few terms are kept.
  public init(
    of formula: Formula, toward direction: TailDirection, terms: Int, from start: Rational,
    over exact: ExactArithmetic
  ) throws(EvaluationError) {
    try self.init(
      of: formula, toward: direction, isDefinedThroughout: true, terms: terms, from: start,
      over: exact, budget: TailBudget(operations: 200_000))
  }

  init(
    of formula: Formula, toward direction: TailDirection, isDefinedThroughout: Bool, terms: Int,
    from start: Rational, over exact: ExactArithmetic, budget: TailBudget
  ) throws(EvaluationError) {
    arithmetic = try TailArithmetic(base: exact, start: start, terms: terms, budget: budget)
    series = try arithmetic.evaluate(formula, at: arithmetic.argument(direction))
    isOscillating = arithmetic.isOscillating
    self.start = arithmetic.bounds.start
    self.isDefinedThroughout = isDefinedThroughout
  }

  /// Whether the function is 0 at every t ≥ R.
  public var isZero: Bool { series.isZero }

  /// The limit for t → ∞.
  ///
  /// - Throws: ``EvaluationError/undecided(_:)`` where all terms cancel or the function oscillates.
  public func limit() throws(EvaluationError) -> ExtendedReal {
    let exact = arithmetic.coefficients.exact
    switch try arithmetic.behaviour(of: series) {
    case .zero, .vanishing: return .finite(try exact.number(0))
    case .finite(let c): return .finite(try arithmetic.coefficients.exactReal(c))
    case .infinite(let sign): return .infinite(sign: sign)
    case .bounded:
      if let remainder = series.remainder,
        try arithmetic.order.comparison(remainder.monomial, .one) > 0
      {
        let signs = remainder.factor.sign
        if signs.lowerBound == signs.upperBound { return .infinite(sign: signs.lowerBound) }
      }
      throw arithmetic.budget.failure(.fewTerms, isOscillating ? .oscillation : .cancellation)
    }
  }

  /// The sign that the function has at every t ≥ R, or `nil` where none is proved.
  public var strictSign: Int? { try? sign() }

  func sign() throws(EvaluationError) -> Int { try arithmetic.sign(series) }

  /// An interval that contains every value for t ≥ R; it has no bound on a side where the values
  /// may be unbounded.
  public func range() throws(EvaluationError) -> Interval { try arithmetic.range(series) }

  /// The leading term c·m, with m a formula in t; `nil` where only a bound is known, and for the
  /// zero function.
  public func leadingTerm() throws(EvaluationError) -> (coefficient: ExactReal, monomial: Formula)?
  {
    guard let term = series.terms.first else { return nil }
    return (try arithmetic.coefficients.exactReal(term.coefficient), term.monomial.formula)
  }

  /// Whether the function tends to 0 faster than every power of t, and with it all its derivatives:
  /// it belongs to a Hardy field, as no oscillation was met.
  public var isFlat: Bool {
    guard !isOscillating, series.remainder?.factor.isBounded ?? true else { return false }
    guard let m = series.leadingMonomial else { return true }
    guard let terms = try? arithmetic.order.logarithm(m), let leading = terms.first,
      let sign = try? arithmetic.coefficients.sign(leading.coefficient), sign < 0,
      let order = try? arithmetic.order.comparison(leading.monomial, .logarithm(1))
    else { return false }
    return order > 0
  }
}

extension TailArithmetic {
  /// x as a series in t.
  fileprivate func argument(_ direction: TailDirection) throws(EvaluationError) -> TailSeries {
    switch direction {
    case .plusInfinity: return try monomial(TailCoefficient(1), .logarithm(0))
    case .minusInfinity: return try monomial(TailCoefficient(-1), .logarithm(0))
    case .point(let a, let side):
      let reciprocal = try order.power(.logarithm(0), TailCoefficient(-1))
      return try sum(
        constant(coefficients.coefficient(a)),
        monomial(TailCoefficient(side < 0 ? -1 : 1), reciprocal))
    }
  }
}
