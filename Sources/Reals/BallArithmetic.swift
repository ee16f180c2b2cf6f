import BigInt
import CFLINT
import Formulas

/// Arithmetic on balls at a working precision.
///
/// Results contain every true value. For exact operands they are tight: the error is a few units
/// in the last place of the precision, relative to the result, at any magnitude.
public struct BallArithmetic: RealArithmetic {
  /// The working precision in bits, at least 2.
  public let precision: Int

  /// Arithmetic at `precision` bits, clamped to 2 … 2²⁰.
  public init(precision: Int) { self.precision = Swift.min(Swift.max(2, precision), 1 << 20) }

  /// The number, exactly or rounded with the error in the radius.
  public func number(_ value: Rational) throws(EvaluationError) -> Ball {
    Ball(value, precision: precision)
  }

  /// π, e or the special ball +∞.
  public func constant(_ value: Formula.Constant) throws(EvaluationError) -> Ball {
    Ball { result in
      switch value {
      case .pi: arb_const_pi(result, precision)
      case .e: arb_const_e(result, precision)
      case .inf: arb_pos_inf(result)
      }
    }
  }

  /// a + b.
  public func sum(_ a: Ball, _ b: Ball) throws(EvaluationError) -> Ball {
    try requireReal(a, b)
    return Ball { arb_add($0, a.pointer, b.pointer, precision) }
  }

  /// −a; also of infinity.
  public func negative(_ a: Ball) throws(EvaluationError) -> Ball {
    Ball { arb_neg($0, a.pointer) }
  }

  /// a · b.
  public func product(_ a: Ball, _ b: Ball) throws(EvaluationError) -> Ball {
    try requireReal(a, b)
    if arb_is_zero(a.pointer) != 0 || arb_is_zero(b.pointer) != 0 { return Ball() }
    return try checked { arb_mul($0, a.pointer, b.pointer, precision) }
  }

  /// a / b; undefined for b = 0, undecided when b may be 0.
  public func quotient(_ a: Ball, _ b: Ball) throws(EvaluationError) -> Ball {
    try requireReal(a, b)
    try requireNonzero(b)
    if arb_is_zero(a.pointer) != 0 { return Ball() }
    return try checked { arb_div($0, a.pointer, b.pointer, precision) }
  }

  /// aⁿ, with a⁰ = 1; undefined for 0 to a negative power.
  public func power(_ a: Ball, _ exponent: Int) throws(EvaluationError) -> Ball {
    try requireReal(a)
    if exponent == 0 { return Ball(1) }
    if exponent < 0 { try requireNonzero(a) }
    let working = precision + 16 + 2 * (Int.bitWidth - exponent.magnitude.leadingZeroBitCount)
    if !isNarrow(a) {
      let wide = try intervals.power(enclosure(a), exponent)
      return Ball(wide.interval, precision: precision)
    }
    return try checked { result in
      arb_pow_ui(result, a.pointer, exponent.magnitude, working)
      if exponent < 0 { arb_inv(result, result, working) }
      arb_set_round(result, result, precision)
    }
  }

  /// a^b over the reals: a > 0, or b an integer, or a = 0 < b.
  public func power(_ a: Ball, _ b: Ball) throws(EvaluationError) -> Ball {
    try requireReal(a, b)
    if let exponent = b.exactInt { return try power(a, exponent) }
    switch a.sign {
    case 1...1: return try positivePower(a, b)
    case 0...0:
      if b.sign == 1...1 { return Ball() }
      if b.sign == -1 ... -1 { throw .undefined(Reason(.zeroToNegativePower)) }
      throw .undecided(Reason(.exponentSign))
    case -1 ... -1 where arb_contains_int(b.pointer) == 0:
      throw .undefined(Reason(.negativeBase))
    // An integer that is no Int.
    case -1 ... -1 where arb_is_int(b.pointer) != 0:
      let half = Ball { arb_mul_2exp_si($0, b.pointer, -1) }
      let size = try positivePower(Ball { arb_neg($0, a.pointer) }, b)
      return arb_is_int(half.pointer) != 0 ? size : Ball { arb_neg($0, size.pointer) }
    default: throw .undecided(Reason(.baseSign))
    }
  }

  private func positivePower(_ a: Ball, _ b: Ball) throws(EvaluationError) -> Ball {
    guard isNarrow(a), isNarrow(b) else {
      let wide = try intervals.power(enclosure(a), enclosure(b))
      return Ball(wide.interval, precision: precision)
    }
    // The relative error of exp(t) is the absolute error of t = b·ln a.
    let exponent = Ball { result in
      arb_log(result, a.pointer, 64)
      arb_mul(result, result, b.pointer, 64)
    }
    let working = precision + 16 + exponentBits(exponent)
    return try checked { result in
      if isBeyondExponents(exponent.pointer) {
        exponential(result, exponent.pointer, precision)
        return
      }
      arb_pow(result, a.pointer, b.pointer, working)
      arb_set_round(result, result, precision)
    }
  }

  /// The lesser of the two.
  public func minimum(_ a: Ball, _ b: Ball) throws(EvaluationError) -> Ball {
    if let order = orderOfInfinity(a, b) { return order < 0 ? a : b }
    return Ball { arb_min($0, a.pointer, b.pointer, precision) }
  }

  /// The greater of the two.
  public func maximum(_ a: Ball, _ b: Ball) throws(EvaluationError) -> Ball {
    if let order = orderOfInfinity(a, b) { return order < 0 ? b : a }
    return Ball { arb_max($0, a.pointer, b.pointer, precision) }
  }

  /// The signs that a − b may have; every real number is below +∞.
  public func comparison(_ a: Ball, _ b: Ball) throws(EvaluationError) -> ClosedRange<Int> {
    if let order = orderOfInfinity(a, b) { return order...order }
    let least = arb_gt(a.pointer, b.pointer) != 0 ? 1 : arb_ge(a.pointer, b.pointer) != 0 ? 0 : -1
    let greatest =
      arb_lt(a.pointer, b.pointer) != 0 ? -1 : arb_le(a.pointer, b.pointer) != 0 ? 0 : 1
    return least...Swift.max(least, greatest)
  }

  /// A ball that contains both.
  public func union(_ a: Ball, _ b: Ball) throws(EvaluationError) -> Ball {
    try requireReal(a, b)
    return Ball { arb_union($0, a.pointer, b.pointer, precision) }
  }
}

extension BallArithmetic {
  /// The sign of a − b when one of them is an infinity, else `nil`.
  private func orderOfInfinity(_ a: Ball, _ b: Ball) -> Int? {
    guard a.isInfinity || b.isInfinity else { return nil }
    let signs = [a, b].map { $0.isInfinity ? Int(arf_sgn(&$0.pointer.pointee.mid)) : 0 }
    return (signs[0] - signs[1]).signum()
  }

  /// Infinity is no real number: formulas that compute with it have no value.
  func requireReal(_ a: Ball, _ b: Ball? = nil) throws(EvaluationError) {
    if a.isInfinity || b?.isInfinity == true { throw .undefined(Reason(.infiniteValue)) }
  }

  private func requireNonzero(_ a: Ball) throws(EvaluationError) {
    if arb_is_zero(a.pointer) != 0 { throw .undefined(Reason(.divisionByZero)) }
    if arb_contains_zero(a.pointer) != 0 { throw .undecided(Reason(.zeroDivisor)) }
  }

  /// Whether the radius is at most 1, so that a formula's own error analysis serves; wide balls
  /// are evaluated at their ends.
  func isNarrow(_ a: Ball) -> Bool { mag_cmp_2exp_si(&a.pointer.pointee.rad, 0) <= 0 }

  /// Interval arithmetic at the same precision.
  var intervals: IntervalArithmetic { IntervalArithmetic(precision: precision) }

  /// The ball as an argument of interval arithmetic.
  func enclosure(_ a: Ball) -> Enclosure {
    Enclosure(Interval(a, precision: precision + 32))
  }

  /// What `compute` stores; anything that is not a bounded ball becomes the whole line.
  func checked(
    _ compute: (UnsafeMutablePointer<arb_struct>) -> Void
  ) throws(EvaluationError) -> Ball {
    let result = Ball(computing: compute)
    if arf_is_nan(&result.pointer.pointee.mid) != 0 {
      throw .undecided(Reason(.notEnclosed))
    }
    if arb_is_finite(result.pointer) == 0 { arb_zero_pm_inf(result.pointer) }
    return result
  }

  /// The bits before the binary point of a number, bounded: what exp adds to the working precision.
  func exponentBits(_ a: Ball) -> Int {
    let limit = 2 * precision + 128
    if arf_cmpabs_2exp_si(&a.pointer.pointee.mid, limit) >= 0 { return limit }
    return Swift.max(0, arf_abs_bound_lt_2exp_si(&a.pointer.pointee.mid))
  }
}
