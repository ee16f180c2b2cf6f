import BigInt
import CFLINT
import Formulas

/// A closed interval of real numbers with binary floating-point ends, or one that has no bound on
/// one side or on both.
///
/// It is never empty, and an infinite end is a bound that is not a member. The one interval that
/// is not a set of reals is the point +∞ or −∞, which serves comparisons.
///
/// Not `Sendable`: FLINT's memory belongs to one task at a time.
public final class Interval {
  let lower: UnsafeMutablePointer<arf_struct>
  let upper: UnsafeMutablePointer<arf_struct>

  /// The point 0.
  init() {
    lower = .allocate(capacity: 2)
    upper = lower + 1
    arf_init(lower)
    arf_init(upper)
  }

  deinit {
    arf_clear(lower)
    arf_clear(upper)
    lower.deallocate()
  }

  /// The interval whose ends `compute` stores; the whole line when one of them is not a number.
  convenience init(
    computing compute: (UnsafeMutablePointer<arf_struct>, UnsafeMutablePointer<arf_struct>) -> Void
  ) {
    self.init()
    compute(lower, upper)
    if arf_is_nan(lower) != 0 || arf_is_nan(upper) != 0 || arf_cmp(lower, upper) > 0 {
      arf_neg_inf(lower)
      arf_pos_inf(upper)
    }
  }

  /// The numbers from `a` to `b`, in either order, rounded outward to the precision in bits.
  public convenience init(_ a: Rational, _ b: Rational, precision: Int) {
    self.init()
    lower.store(Swift.min(a, b), precision: precision, roundingUp: false)
    upper.store(Swift.max(a, b), precision: precision, roundingUp: true)
  }

  /// The numbers from `a` to `b`, where `nil` stands for no bound, rounded outward to the precision
  /// in bits; two finite ends may come in either order.
  public convenience init(from a: Rational?, to b: Rational?, precision: Int) {
    switch (a, b) {
    case (let a?, let b?): self.init(a, b, precision: precision)
    case (let a?, nil):
      self.init()
      lower.store(a, precision: precision, roundingUp: false)
      arf_pos_inf(upper)
    case (nil, let b?):
      self.init()
      arf_neg_inf(lower)
      upper.store(b, precision: precision, roundingUp: true)
    case (nil, nil):
      self.init()
      arf_neg_inf(lower)
      arf_pos_inf(upper)
    }
  }

  /// The numbers of the ball, with ends rounded outward.
  public convenience init(_ ball: Ball, precision: Int) {
    self.init(computing: { lower, upper in
      arb_get_lbound_arf(lower, ball.pointer, precision)
      arb_get_ubound_arf(upper, ball.pointer, precision)
    })
  }

  /// The integer `value`.
  public convenience init(_ value: Int) {
    self.init()
    arf_set_si(lower, value)
    arf_set_si(upper, value)
  }

  /// The numbers from `a` to `b`, which is not less, or without an upper bound.
  convenience init(integersFrom a: Int, to b: Int?) {
    self.init()
    arf_set_si(lower, a)
    if let b { arf_set_si(upper, b) } else { arf_pos_inf(upper) }
  }

  /// All real numbers.
  public static var line: Interval { Interval(from: nil, to: nil, precision: 2) }

  /// The point +∞ or −∞, which is no set of real numbers.
  static func infinity(sign: Int) -> Interval {
    Interval(computing: { lower, upper in
      for end in [lower, upper] { sign > 0 ? arf_pos_inf(end) : arf_neg_inf(end) }
    })
  }

  /// From the lower end of `a` to the upper end of `b`.
  convenience init(from a: Interval, through b: Interval) {
    self.init(computing: { lower, upper in
      arf_set(lower, a.lower)
      arf_set(upper, b.upper)
    })
  }
}

extension Interval {
  /// The lower end, exactly; `nil` when there is none, or when its exponent is beyond 2¹⁶.
  public var lowerBound: Rational? { lower.reading.rational }

  /// The upper end, exactly; `nil` when there is none, or when its exponent is beyond 2¹⁶.
  public var upperBound: Rational? { upper.reading.rational }

  /// The lower end as a decimal rounded down, `-inf` without one.
  public func lowerDecimal(digits: Int) -> String {
    lower.reading.decimal(digits: digits, roundingUp: false)
  }

  /// The upper end as a decimal rounded up, `inf` without one.
  public func upperDecimal(digits: Int) -> String {
    upper.reading.decimal(digits: digits, roundingUp: true)
  }

  /// Floating-point bounds, rounded outward.
  public var doubleBounds: ClosedRange<Double> {
    let least = arf_directed_double(lower, 0)
    return least...Swift.max(least, arf_directed_double(upper, 1))
  }

  /// Whether both ends are finite.
  public var isBounded: Bool { arf_is_finite(lower) != 0 && arf_is_finite(upper) != 0 }

  /// Whether it consists of a single real number.
  public var isPoint: Bool { arf_is_finite(lower) != 0 && arf_equal(lower, upper) != 0 }

  /// Whether it is +∞ or −∞, not a set of real numbers.
  public var isInfinity: Bool { arf_is_inf(lower) != 0 && arf_equal(lower, upper) != 0 }

  /// The signs (−1, 0, 1) of its numbers.
  public var sign: ClosedRange<Int> {
    let least = Int(arf_sgn(lower))
    return least...Swift.max(least, Int(arf_sgn(upper)))
  }

  /// Whether 0 is a member.
  public var containsZero: Bool { arf_sgn(lower) <= 0 && arf_sgn(upper) >= 0 }

  /// Whether 0 is a member and not an end.
  public var containsZeroInside: Bool { arf_sgn(lower) < 0 && arf_sgn(upper) > 0 }

  /// Whether the rational number is a member.
  public func contains(_ value: Rational) -> Bool {
    Self.comparison(lower, value) <= 0 && Self.comparison(upper, value) >= 0
  }

  /// The sign of end − value, exactly.
  private static func comparison(
    _ end: UnsafeMutablePointer<arf_struct>, _ value: Rational
  ) -> Int {
    // At a precision that holds the end, a value that is not binary lies strictly between two
    // neighbours, and the end does not.
    let point = Interval(value, value, precision: Swift.max(value.bitWidth, arf_bits(end)) + 2)
    if point.isPoint { return Int(arf_cmp(end, point.lower)).signum() }
    return arf_cmp(end, point.lower) <= 0 ? -1 : 1
  }

  /// Whether every number of `other` is a member.
  public func contains(_ other: Interval) -> Bool {
    arf_cmp(lower, other.lower) <= 0 && arf_cmp(upper, other.upper) >= 0
  }

  /// Whether every number of it is less than every number of `other`.
  public func isBelow(_ other: Interval) -> Bool { arf_cmp(upper, other.lower) < 0 }

  /// Whether it reaches lower than `other`.
  func startsBelow(_ other: Interval) -> Bool { arf_cmp(lower, other.lower) < 0 }

  /// Whether it reaches higher than `other`.
  func endsAbove(_ other: Interval) -> Bool { arf_cmp(upper, other.upper) > 0 }

  /// Whether the two have a number in common.
  public func overlaps(_ other: Interval) -> Bool {
    arf_cmp(lower, other.upper) <= 0 && arf_cmp(other.lower, upper) <= 0
  }
}

extension Interval {
  /// The lower and the upper end as points, `nil` for an infinite one.
  var ends: [Interval?] {
    [lower, upper].map { end in
      guard arf_is_finite(end) != 0 else { return nil }
      return Interval(computing: { low, high in
        arf_set(low, end)
        arf_set(high, end)
      })
    }
  }

  /// The common part, or `nil` when there is none.
  public func intersection(_ other: Interval) -> Interval? {
    guard overlaps(other) else { return nil }
    return Interval(
      from: arf_cmp(lower, other.lower) >= 0 ? self : other,
      through: arf_cmp(upper, other.upper) <= 0 ? self : other)
  }

  /// The smallest interval that contains both.
  public func hull(_ other: Interval) -> Interval {
    Interval(
      from: arf_cmp(lower, other.lower) <= 0 ? self : other,
      through: arf_cmp(upper, other.upper) >= 0 ? self : other)
  }

  /// The width, rounded outward; `nil` for an unbounded interval.
  public func width(precision: Int) -> Interval? {
    guard isBounded else { return nil }
    return Interval(computing: { low, high in
      arf_directed_sub(low, upper, lower, precision, 0)
      arf_directed_sub(high, upper, lower, precision, 1)
    })
  }

  /// A point inside, the exact middle of a bounded interval; finite always: for a half-infinite
  /// interval twice the end away from zero (at least 1 beyond it), and 0 for the whole line.
  public var midpoint: Interval {
    let exact = Int.max  // FLINT's "no rounding".
    let result = Interval()
    switch (arf_is_finite(lower) != 0, arf_is_finite(upper) != 0) {
    case (true, true):
      // Ends of very different size would need as many bits as their exponents differ.
      let precision = Swift.min(1 << 20, arf_bits(lower) + arf_bits(upper) + 4096)
      arf_directed_add(result.lower, lower, upper, precision, 0)
      arf_mul_2exp_si(result.lower, result.lower, -1)
      if arf_cmp(result.lower, lower) < 0 { arf_set(result.lower, lower) }
    case (true, false): Self.stepOut(result.lower, from: lower, sign: 1, precision: exact)
    case (false, true): Self.stepOut(result.lower, from: upper, sign: -1, precision: exact)
    case (false, false): break
    }
    arf_set(result.upper, result.lower)
    return result
  }

  private static func stepOut(
    _ result: UnsafeMutablePointer<arf_struct>, from end: UnsafeMutablePointer<arf_struct>,
    sign: Int, precision: Int
  ) {
    if Int(arf_sgn(end)) == sign, arf_cmpabs_2exp_si(end, 0) >= 0 {
      arf_mul_2exp_si(result, end, 1)
    } else if Int(arf_sgn(end)) == -sign, arf_cmpabs_2exp_si(end, 1) >= 0 {
      arf_mul_2exp_si(result, end, -1)
    } else {
      arf_set_si(result, sign)
      if Int(arf_sgn(end)) == -sign { arf_zero(result) }
      if Int(arf_sgn(end)) == sign { arf_mul_2exp_si(result, result, 1) }
    }
  }

  /// The two halves, which share ``midpoint``.
  public var bisection: (left: Interval, right: Interval) {
    let middle = midpoint
    return (Interval(from: self, through: middle), Interval(from: middle, through: self))
  }

  /// The greatest absolute value, or `nil` without a bound; as a point.
  public var magnitude: Interval? {
    guard isBounded else { return nil }
    let result = Interval()
    arf_abs(result.lower, arf_cmpabs(lower, upper) >= 0 ? lower : upper)
    arf_set(result.upper, result.lower)
    return result
  }

  /// The least absolute value, as a point.
  public var mignitude: Interval {
    let result = Interval()
    if !containsZero, !isInfinity {
      arf_abs(result.lower, arf_sgn(lower) > 0 ? lower : upper)
      arf_set(result.upper, result.lower)
    }
    return result
  }
}
