import BigInt
import CFLINT
import Formulas

/// A real number known up to an error: all numbers within a radius of a midpoint.
///
/// The inclusion law: whatever is computed with balls contains every value that the same
/// computation has for numbers in the operands. A ball of infinite radius is the whole real line.
/// The one ball that is not a set of reals is +∞ or −∞ itself, which serves comparisons.
///
/// Not `Sendable`: FLINT's memory belongs to one task at a time.
public final class Ball {
  let pointer: UnsafeMutablePointer<arb_struct>

  init() {
    pointer = .allocate(capacity: 1)
    arb_init(pointer)
  }

  deinit {
    arb_clear(pointer)
    pointer.deallocate()
  }

  /// A ball that `compute` stores into the pointer it is given.
  @inline(__always)
  convenience init(computing compute: (UnsafeMutablePointer<arb_struct>) -> Void) {
    self.init()
    compute(pointer)
  }

  /// The integer `value`, exactly.
  public convenience init(_ value: Int) {
    self.init()
    arb_set_si(pointer, value)
  }

  /// The integer `value`, exactly.
  public convenience init(_ value: BigInt) {
    self.init()
    let integer = FlintInteger()
    value.store(in: integer.pointer)
    arb_set_fmpz(pointer, integer.pointer)
  }

  /// The rational number, exactly where its denominator is a power of two that fits the precision
  /// in bits, else rounded with the error in the radius.
  public convenience init(_ value: Rational, precision: Int) {
    self.init()
    if let numerator = Int(exactly: value.numerator),
      let denominator = Int(exactly: value.denominator)
    {
      arb_set_si(pointer, numerator)
      if denominator != 1 { arb_div_si(pointer, pointer, denominator, precision) }
      return
    }
    let numerator = FlintInteger()
    let denominator = FlintInteger()
    value.numerator.store(in: numerator.pointer)
    value.denominator.store(in: denominator.pointer)
    arb_fmpz_div_fmpz(pointer, numerator.pointer, denominator.pointer, precision)
  }

  /// The rational number when its denominator is a power of two, else `nil`.
  public convenience init?(exactly value: Rational) {
    let magnitude = value.denominator.magnitude
    guard magnitude.trailingZeroBitCount + 1 == magnitude.bitWidth else { return nil }
    self.init(value, precision: Swift.max(2, value.numerator.magnitude.bitWidth))
  }

  /// The floating-point number, exactly, or `nil` for NaN and infinities.
  public convenience init?(exactly value: Double) {
    guard value.isFinite else { return nil }
    self.init()
    arb_set_d(pointer, value)
  }

  /// The smallest ball, at this precision, that contains the interval; the whole line for an
  /// unbounded one.
  public convenience init(_ interval: Interval, precision: Int) {
    self.init()
    if interval.isBounded {
      arb_set_interval_arf(pointer, interval.lower, interval.upper, precision)
    } else if interval.isInfinity {
      arb_set_arf(pointer, interval.lower)
    } else {
      arb_zero_pm_inf(pointer)
    }
  }

  /// A copy of an endpoint.
  convenience init(endpoint: UnsafePointer<arf_struct>) {
    self.init()
    arb_set_arf(pointer, endpoint)
  }
}

extension Ball {
  /// Whether the radius is zero and the midpoint finite.
  public var isExact: Bool { arb_is_exact(pointer) != 0 && arb_is_finite(pointer) != 0 }

  /// Whether it is bounded.
  public var isBounded: Bool { arb_is_finite(pointer) != 0 }

  /// Whether it is +∞ or −∞, not a set of real numbers.
  public var isInfinity: Bool { arf_is_inf(&pointer.pointee.mid) != 0 }

  /// Whether it contains 0.
  public var containsZero: Bool { arb_contains_zero(pointer) != 0 }

  /// Whether it contains the rational number.
  public func contains(_ value: Rational) -> Bool {
    let rational = FlintRational(value)
    return arb_contains_fmpq(pointer, rational.pointer) != 0
  }

  /// Whether it contains every number of `other`.
  public func contains(_ other: Ball) -> Bool { arb_contains(pointer, other.pointer) != 0 }

  /// Whether the two have a number in common.
  public func overlaps(_ other: Ball) -> Bool { arb_overlaps(pointer, other.pointer) != 0 }

  /// The signs (−1, 0, 1) that its numbers have.
  public var sign: ClosedRange<Int> {
    let least = arb_is_positive(pointer) != 0 ? 1 : arb_is_nonnegative(pointer) != 0 ? 0 : -1
    let greatest = arb_is_negative(pointer) != 0 ? -1 : arb_is_nonpositive(pointer) != 0 ? 0 : 1
    return least...Swift.max(least, greatest)
  }

  /// The bits to which the midpoint is accurate relative to its size: negative when nothing is
  /// known, and very large for an exact ball.
  public var relativeAccuracyBits: Int { arb_rel_accuracy_bits(pointer) }

  /// The value of an exact ball that is an integer below 2⁶² in magnitude, else `nil`.
  var exactInt: Int? {
    guard arb_is_int(pointer) != 0, arf_cmpabs_2exp_si(midpoint, 62) < 0 else { return nil }
    return arf_get_si(midpoint, ARF_RND_DOWN)
  }

  /// The exact value of an exact ball whose digits are not beyond all measure, else `nil`.
  public var exactRational: Rational? {
    isExact ? UnsafePointer(midpoint).rational : nil
  }

  private var midpoint: UnsafeMutablePointer<arf_struct> {
    withUnsafeMutablePointer(to: &pointer.pointee.mid) { $0 }
  }
}

extension Ball {
  /// A decimal of at most `digits` significant digits that is not above any number of the ball.
  public func lowerDecimal(digits: Int) -> String {
    bounds(for: digits).lowerDecimal(digits: digits)
  }

  /// A decimal of at most `digits` significant digits that is not below any number of the ball.
  public func upperDecimal(digits: Int) -> String {
    bounds(for: digits).upperDecimal(digits: digits)
  }

  /// The decimal of `digits` significant digits that is nearest to every number of the ball, or
  /// `nil` when the ball is too wide to tell it.
  public func decimal(digits: Int) -> String? {
    if let exactRational {
      return exactRational.decimal(significantDigits: digits, rounding: .nearest)
    }
    let bounds = bounds(for: digits)
    guard let lower = bounds.lowerBound, let upper = bounds.upperBound,
      lower.signum == upper.signum,
      !lower.isZero
    else { return nil }
    let text = lower.decimal(significantDigits: digits, rounding: .nearest, keepingZeros: true)
    let other = upper.decimal(significantDigits: digits, rounding: .nearest, keepingZeros: true)
    return text == other ? text : nil
  }

  private func bounds(for digits: Int) -> Interval {
    let relevant = Swift.min(Swift.max(1, digits), 1 << 30) * 4 + 64
    return Interval(
      self, precision: Swift.max(relevant, Swift.min(arb_bits(pointer) + 64, 1 << 32)))
  }

  /// The floating-point number nearest to the midpoint; ±infinity beyond the range of `Double`.
  public var approximation: Double { arf_nearest_double(midpoint) }

  /// The floating-point number nearest to every number of the ball, or `nil` when the ball is too
  /// wide to tell it.
  public var nearestDouble: Double? {
    if isExact { return approximation }
    let bounds = Interval(self, precision: 128)
    let lower = arf_nearest_double(bounds.lower)
    return lower == arf_nearest_double(bounds.upper) ? lower : nil
  }

  /// Floating-point bounds of the ball, rounded outward; `-infinity...infinity` for the whole line.
  public var doubleBounds: ClosedRange<Double> { Interval(self, precision: 64).doubleBounds }
}
