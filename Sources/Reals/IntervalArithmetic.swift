import CFLINT
import Formulas

/// Interval arithmetic with outward rounding and decorations.
///
/// The inclusion law: the result contains every value that the operation takes for operands from
/// the intervals, and its decoration promises no more than what holds. Only an operation that is
/// undefined on all of its operand throws ``EvaluationError/undefined(_:)``.
public struct IntervalArithmetic: RealArithmetic {
  /// The precision of the ends in bits.
  public let precision: Int

  /// Evaluates the elementary functions at the ends.
  let points: BallArithmetic

  /// Arithmetic whose ends have `precision` bits, clamped to 2 … 2²⁰.
  public init(precision: Int) {
    points = BallArithmetic(precision: precision)
    self.precision = points.precision
  }

  /// The number, or the narrowest interval around it.
  public func number(_ value: Rational) throws(EvaluationError) -> Enclosure {
    if let small = value.exactInt, small.magnitude < 1 << 30 { return Enclosure(Interval(small)) }
    return Enclosure(Interval(value, value, precision: precision))
  }

  /// π, e or the special point +∞.
  public func constant(_ value: Formula.Constant) throws(EvaluationError) -> Enclosure {
    guard value != .inf else {
      return Enclosure(.infinity(sign: 1))
    }
    return Enclosure(Interval(try points.constant(value), precision: precision))
  }

  /// a + b.
  public func sum(_ a: Enclosure, _ b: Enclosure) throws(EvaluationError) -> Enclosure {
    try requireReal(a, b)
    let (x, y) = (a.interval, b.interval)
    return decorated(a, b) { lower, upper in
      arf_directed_add(lower, x.lower, y.lower, precision, 0)
      arf_directed_add(upper, x.upper, y.upper, precision, 1)
    }
  }

  /// −a; also of infinity.
  public func negative(_ a: Enclosure) throws(EvaluationError) -> Enclosure {
    let x = a.interval
    return Enclosure(
      Interval(computing: { lower, upper in
        arf_neg(lower, x.upper)
        arf_neg(upper, x.lower)
      }), a.decoration)
  }

  /// a · b; the square, never negative, when both are the same value.
  public func product(_ a: Enclosure, _ b: Enclosure) throws(EvaluationError) -> Enclosure {
    try requireReal(a, b)
    if a.interval === b.interval { return try power(a, 2) }
    let (x, y) = (a.interval, b.interval)
    return decorated(a, b) { lower, upper in
      extremes(
        x, y, lower, upper, isNeutral: { arf_is_zero($0) != 0 || arf_is_zero($1) != 0 },
        arf_directed_mul)
    }
  }

  /// The least and greatest value of `combine` on pairs of ends. A neutral pair, 0 · ∞ or 1/∞,
  /// counts as 0: an infinite end stands for arbitrarily large numbers, never for infinity itself.
  private func extremes(
    _ x: Interval, _ y: Interval,
    _ lower: UnsafeMutablePointer<arf_struct>, _ upper: UnsafeMutablePointer<arf_struct>,
    isNeutral: (UnsafeMutablePointer<arf_struct>, UnsafeMutablePointer<arf_struct>) -> Bool,
    _ combine: (arf_ptr, arf_srcptr, arf_srcptr, Int, Int32) -> Void
  ) {
    let candidate = Interval()
    for index in 0..<4 {
      let u = index < 2 ? x.lower : x.upper
      let v = index % 2 == 0 ? y.lower : y.upper
      if isNeutral(u, v) {
        arf_zero(candidate.lower)
        arf_zero(candidate.upper)
      } else {
        combine(candidate.lower, u, v, precision, 0)
        combine(candidate.upper, u, v, precision, 1)
      }
      if index == 0 || arf_cmp(candidate.lower, lower) < 0 { arf_set(lower, candidate.lower) }
      if index == 0 || arf_cmp(candidate.upper, upper) > 0 { arf_set(upper, candidate.upper) }
    }
  }

  /// a / b. A divisor with 0 as an end gives a half-infinite, `trivial` result; with 0 inside,
  /// ``EvaluationError/undecided(_:)``; the divisor 0 is undefined.
  public func quotient(_ a: Enclosure, _ b: Enclosure) throws(EvaluationError) -> Enclosure {
    try requireReal(a, b)
    let (x, y) = (a.interval, b.interval)
    if y.containsZero { return try product(a, reciprocal(b)) }
    return decorated(a, b) { lower, upper in
      extremes(
        x, y, lower, upper, isNeutral: { arf_is_zero($0) != 0 || arf_is_inf($1) != 0 },
        arf_directed_div)
    }
  }

  /// 1 / b for a divisor that has 0 as an end.
  private func reciprocal(_ b: Enclosure) throws(EvaluationError) -> Enclosure {
    let y = b.interval
    if y.sign == 0...0 { throw .undefined(Reason(.divisionByZero)) }
    if y.containsZeroInside { throw .undecided(Reason(.zeroDivisor)) }
    let one = Interval(1)
    return Enclosure(
      Interval(computing: { lower, upper in
        if arf_is_zero(y.upper) != 0 {
          arf_neg_inf(lower)
        } else {
          arf_directed_div(lower, one.lower, y.upper, precision + 8, 0)
        }
        if arf_is_zero(y.lower) != 0 {
          arf_pos_inf(upper)
        } else {
          arf_directed_div(upper, one.lower, y.lower, precision + 8, 1)
        }
      }), .trivial)
  }

  /// The lesser of the two; continuous.
  public func minimum(_ a: Enclosure, _ b: Enclosure) throws(EvaluationError) -> Enclosure {
    let (x, y) = (a.interval, b.interval)
    return decorated(a, b) { lower, upper in
      arf_min(lower, x.lower, y.lower)
      arf_min(upper, x.upper, y.upper)
    }
  }

  /// The greater of the two; continuous.
  public func maximum(_ a: Enclosure, _ b: Enclosure) throws(EvaluationError) -> Enclosure {
    let (x, y) = (a.interval, b.interval)
    return decorated(a, b) { lower, upper in
      arf_max(lower, x.lower, y.lower)
      arf_max(upper, x.upper, y.upper)
    }
  }

  /// The signs that a − b may have; every real number is below +∞.
  public func comparison(
    _ a: Enclosure, _ b: Enclosure
  ) throws(EvaluationError) -> ClosedRange<Int> {
    let (x, y) = (a.interval, b.interval)
    if x.isInfinity || y.isInfinity {
      let left = x.isInfinity ? Int(arf_sgn(x.lower)) : 0
      let right = y.isInfinity ? Int(arf_sgn(y.lower)) : 0
      let order = (left - right).signum()
      return order...order
    }
    if x === y { return 0...0 }
    let least = Int(arf_cmp(x.lower, y.upper)).signum()
    // An infinite end is no member: the two infinities are not equal numbers.
    let greatest = Int(arf_cmp(x.upper, y.lower)).signum()
    return least...Swift.max(least, greatest)
  }

  /// The hull; a formula that changes its branch is not known to be continuous.
  public func union(_ a: Enclosure, _ b: Enclosure) throws(EvaluationError) -> Enclosure {
    try requireReal(a, b)
    return Enclosure(
      a.interval.hull(b.interval), Swift.min(.defined, Swift.min(a.decoration, b.decoration)))
  }
}

extension IntervalArithmetic {
  /// Infinity is no real number: formulas that compute with it have no value.
  func requireReal(_ a: Enclosure, _ b: Enclosure? = nil) throws(EvaluationError) {
    if a.interval.isInfinity || b?.interval.isInfinity == true {
      throw .undefined(Reason(.infiniteValue))
    }
  }

  /// The interval that `compute` stores, for an operation that is continuous everywhere.
  private func decorated(
    _ a: Enclosure, _ b: Enclosure,
    _ compute: (UnsafeMutablePointer<arf_struct>, UnsafeMutablePointer<arf_struct>) -> Void
  ) -> Enclosure {
    Enclosure(Interval(computing: compute), Swift.min(a.decoration, b.decoration))
  }
}
