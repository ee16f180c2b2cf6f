import Formulas

/// A real number, +∞ or −∞.
public enum ExtendedReal {
  /// A number.
  case finite(ExactReal)
  /// +∞ for 1, −∞ for −1.
  case infinite(sign: Int)
}

/// The behaviour of a formula on one side of a point: a series in t with x = a ± t^q.
public struct OneSidedExpansion {
  /// 1 for the right side, −1 for the left.
  public let side: Int

  /// q; above 1 where roots of x − a occur.
  public let ramification: Int

  /// The series in t > 0.
  let series: LaurentSeries

  /// Whether the formula is meromorphic near the point, so that both sides share one series.
  public let isMeromorphic: Bool

  /// Whether the formula is zero on that side.
  public var isZero: Bool { series.isZero }

  private let arithmetic: SeriesArithmetic

  /// Expands `formula`, which must not switch between branches on that side, to `terms` terms.
  ///
  /// Throws ``EvaluationError/undecided(_:)`` at logarithmic and essential singularities and where
  /// a constant's sign is not decided, ``EvaluationError/undefined(_:)`` where the formula is not
  /// defined on that side.
  public init(
    of formula: Formula, at point: ExactReal, side: Int, terms: Int, over exact: ExactArithmetic
  ) throws(EvaluationError) {
    var q = 1
    while true {
      let arithmetic = SeriesArithmetic(base: exact, terms: terms * q + 1)
      do {
        let t = try arithmetic.argument(at: point, sign: side, ramification: q)
        series = try arithmetic.evaluate(formula, at: t)
        self.side = side
        ramification = q
        isMeromorphic = q == 1 && !arithmetic.metBranchPoint
        self.arithmetic = arithmetic
        return
      } catch {
        guard arithmetic.requiredRamification > 1, q * arithmetic.requiredRamification <= 12 else {
          throw error
        }
        q *= arithmetic.requiredRamification
      }
    }
  }

  /// The one-sided limit.
  public func limit() throws(EvaluationError) -> ExtendedReal {
    try leadingBehaviour(of: series, scale: 1)
  }

  /// The limit of (f(a + h) − value)/h.
  public func derivative(value: ExactReal) throws(EvaluationError) -> ExtendedReal {
    let difference = try arithmetic.sum(
      series, arithmetic.negative(arithmetic.constant(value)))
    let quotient = difference.shifted(by: -ramification)
    let signed = side < 0 ? try arithmetic.negative(quotient) : quotient
    return try leadingBehaviour(of: signed, scale: 1)
  }

  /// The limit of f′.
  public func slope() throws(EvaluationError) -> ExtendedReal {
    let derivative = try arithmetic.derivative(of: series).shifted(by: 1 - ramification)
    let scale = Rational(Int(side), over: ramification)
    return try leadingBehaviour(of: derivative, scale: scale ?? 1)
  }

  /// The coefficient of (x − a)ⁿ, or `nil` when it is beyond the known terms.
  public func coefficient(_ n: Int) throws(EvaluationError) -> ExactReal? {
    let exponent = n * ramification
    guard exponent < series.order else { return nil }
    guard let c = series.coefficient(exponent) else { return try arithmetic.base.number(0) }
    return side < 0 && n % 2 == 1 ? try arithmetic.base.negative(c) : c
  }

  /// The least exponent of x − a, if any is known, that is negative or not an integer.
  public func firstIrregularExponent() throws(EvaluationError) -> Rational? {
    if series.isZero { return nil }
    for (index, c) in series.coefficients.enumerated() {
      let exponent = series.valuation + index
      guard exponent < 0 || exponent % ramification != 0 else { continue }
      if try arithmetic.sign(c) != 0 { return Rational(exponent, over: ramification) }
    }
    return nil
  }

  private func leadingBehaviour(
    of series: LaurentSeries, scale: Rational
  ) throws(EvaluationError) -> ExtendedReal {
    let base = arithmetic.base
    if series.isZero { return .finite(try base.number(0)) }
    guard let leading = series.coefficients.first else {
      guard series.valuation > 0 else {
        throw .undecided(Reason(.cancellation))
      }
      return .finite(try base.number(0))
    }
    if series.valuation > 0 { return .finite(try base.number(0)) }
    if series.valuation < 0 {
      return .infinite(sign: try arithmetic.sign(leading) * scale.signum)
    }
    return .finite(try base.product(base.number(scale), leading))
  }
}
