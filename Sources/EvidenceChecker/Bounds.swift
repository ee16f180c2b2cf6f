import BigInt
import CFLINT
import Formulas

/// All real numbers between two ends, which are Arb's floating-point numbers or infinite.
///
/// The inclusion law: what is computed with bounds contains every value that the same computation
/// has for real numbers within the operands.
final class Bounds {
  let lower: UnsafeMutablePointer<arf_struct>
  let upper: UnsafeMutablePointer<arf_struct>
  /// Whether 0 is excluded although it may be an end: exp(u) > 0 has no positive lower bound.
  var excludesZero = false

  /// 0.
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

  /// All numbers from `low` to `high`, which are copied.
  convenience init(_ low: UnsafePointer<arf_struct>, _ high: UnsafePointer<arf_struct>) {
    self.init()
    arf_set(lower, low)
    arf_set(upper, high)
  }

  /// Numbers that a `Double` holds exactly; infinite ends are allowed.
  convenience init(_ low: Double, _ high: Double) {
    self.init()
    arf_set_d(lower, low)
    arf_set_d(upper, high)
  }

  /// The rational number.
  convenience init(_ value: Rational, precision: Int) {
    self.init()
    let ball = BallStorage()
    if let numerator = Int(exactly: value.numerator),
      let denominator = Int(exactly: value.denominator)
    {
      arb_set_si(ball.pointer, numerator)
      arb_div_si(ball.pointer, ball.pointer, denominator, precision)
    } else {
      let (numerator, denominator) = (IntegerStorage(), IntegerStorage())
      numerator.set(value.numerator)
      denominator.set(value.denominator)
      arb_fmpz_div_fmpz(ball.pointer, numerator.pointer, denominator.pointer, precision)
    }
    arb_get_interval_arf(lower, upper, ball.pointer, precision)
  }

  /// 1 or −1 where all numbers have that sign, 0 for 0 alone, else `nil`.
  var sign: Int? {
    let (low, high) = (arf_sgn(lower), arf_sgn(upper))
    if low > 0 || (low == 0 && high > 0 && excludesZero) { return 1 }
    if high < 0 || (high == 0 && low < 0 && excludesZero) { return -1 }
    return low == 0 && high == 0 ? 0 : nil
  }

  /// 1 where no number is negative, −1 where none is positive.
  var weakSign: Int? {
    if arf_sgn(lower) >= 0 { return 1 }
    return arf_sgn(upper) <= 0 ? -1 : nil
  }

  /// Whether 0 is not among the numbers.
  var isNonzero: Bool { excludesZero || arf_sgn(lower) > 0 || arf_sgn(upper) < 0 }

  /// Whether both ends are finite.
  var isBounded: Bool { arf_is_finite(lower) != 0 && arf_is_finite(upper) != 0 }

  /// The ends as `Double`s, rounded outward.
  var doubles: (lower: Double, upper: Double) {
    (arf_directed_double(lower, 0), arf_directed_double(upper, 1))
  }

  /// A finite `Double` near the lower end, for people.
  var nearby: Double { max(-.greatestFiniteMagnitude, doubles.lower) }

  /// The lower end, as bounds of it alone.
  var lowerEnd: Bounds { Bounds(lower, lower) }

  /// The upper end, as bounds of it alone.
  var upperEnd: Bounds { Bounds(upper, upper) }

  /// A number strictly inside, or `nil` where the ends are too close for the precision.
  func midpoint(precision: Int) -> Bounds? {
    let middle = Bounds()
    arf_directed_add(middle.lower, lower, upper, precision, 0)
    arf_mul_2exp_si(middle.lower, middle.lower, -1)
    arf_set(middle.upper, middle.lower)
    let isInside = arf_cmp(middle.lower, lower) > 0 && arf_cmp(middle.lower, upper) < 0
    return isInside ? middle : nil
  }

  /// Whether every number is below every number of `other`, or the two touch.
  func isBelow(_ other: Bounds) -> Bool { arf_cmp(upper, other.lower) <= 0 }

  /// What is in either, and between.
  func hull(_ other: Bounds) -> Bounds {
    let result = Bounds()
    arf_min(result.lower, lower, other.lower)
    arf_max(result.upper, upper, other.upper)
    return result
  }
}

/// An Arb ball with a lifetime.
final class BallStorage {
  let pointer = UnsafeMutablePointer<arb_struct>.allocate(capacity: 1)

  init() { arb_init(pointer) }

  deinit {
    arb_clear(pointer)
    pointer.deallocate()
  }
}

/// An integer of FLINT with a lifetime.
private final class IntegerStorage {
  let pointer = UnsafeMutablePointer<fmpz>.allocate(capacity: 1)

  init() { fmpz_init(pointer) }

  func set(_ value: BigInt) {
    let words = value.magnitude.words.map { UInt($0) }
    fmpz_set_ui_array(pointer, words, words.count)
    if value.sign == .minus { fmpz_neg(pointer, pointer) }
  }

  deinit {
    fmpz_clear(pointer)
    pointer.deallocate()
  }
}
