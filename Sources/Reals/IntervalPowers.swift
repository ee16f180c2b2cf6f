import CFLINT
import Formulas

extension IntervalArithmetic {
  /// aⁿ, with a⁰ = 1. For n < 0 the base 0 is undefined; a base with 0 as an end (or inside, for
  /// even n) gives a half-infinite, `trivial` result; inside, for odd n, it is undecided.
  public func power(_ a: Enclosure, _ exponent: Int) throws(EvaluationError) -> Enclosure {
    try requireReal(a)
    if exponent == 0 { return Enclosure(Interval(1), a.decoration) }
    if exponent == 1 { return a }
    let x = a.interval
    let isEven = exponent.isMultiple(of: 2)
    if exponent < 0, x.containsZero {
      if x.sign == 0...0 { throw .undefined(Reason(.zeroToNegativePower)) }
      if !isEven, x.containsZeroInside { throw .undecided(Reason(.zeroDivisor)) }
      let unbounded = isEven ? evenReach(x, exponent) : oddReach(x, exponent)
      return Enclosure(unbounded, .trivial)
    }
    let isMonotone = !isEven || !x.containsZeroInside
    let first = endPower(x.lower, exponent)
    if x.isPoint { return Enclosure(first, a.decoration) }
    let last = endPower(x.upper, exponent)
    let hull = first.hull(last)
    return Enclosure(isMonotone ? hull : hull.hull(Interval(0)), a.decoration)
  }

  /// From the value at the end farther from 0 to +∞.
  private func evenReach(_ x: Interval, _ exponent: Int) -> Interval {
    let far = arf_cmpabs(x.lower, x.upper) > 0 ? x.lower : x.upper
    return Interval(from: endPower(far, exponent), through: .line)
  }

  /// From the value at the end that is not 0 to ±∞.
  private func oddReach(_ x: Interval, _ exponent: Int) -> Interval {
    arf_is_zero(x.lower) != 0
      ? Interval(from: endPower(x.upper, exponent), through: .line)
      : Interval(from: .line, through: endPower(x.lower, exponent))
  }

  /// The power of an end, or the limit there.
  private func endPower(_ end: UnsafeMutablePointer<arf_struct>, _ exponent: Int) -> Interval {
    if arf_is_inf(end) != 0 {
      if exponent < 0 { return Interval(0) }
      return .infinity(sign: arf_sgn(end) > 0 || exponent.isMultiple(of: 2) ? 1 : -1)
    }
    let point = Ball(endpoint: end)
    guard let ball = try? points.power(point, exponent) else { return .line }
    return Interval(ball, precision: precision)
  }

  /// a^b over the reals. A negative part of the base is cut off where the exponent is no integer,
  /// and the result is `trivial`; undecided where the exponent may be one.
  public func power(_ a: Enclosure, _ b: Enclosure) throws(EvaluationError) -> Enclosure {
    try requireReal(a, b)
    let x = a.interval
    let y = b.interval
    if y.isPoint {
      let point = Ball(endpoint: y.lower)
      if let exponent = point.exactInt {
        let result = try power(a, exponent)
        return Enclosure(result.interval, Swift.min(result.decoration, b.decoration))
      }
    }
    var decoration = Swift.min(a.decoration, b.decoration)
    if arf_sgn(x.lower) < 0 {
      if containsInteger(y) { throw .undecided(Reason(.baseSign)) }
      if arf_sgn(x.upper) < 0 {
        throw .undefined(Reason(.negativeBase))
      }
      decoration = .trivial
    }
    if arf_sgn(x.lower) <= 0, arf_sgn(y.lower) <= 0 {
      if arf_sgn(x.upper) <= 0 {
        if arf_sgn(y.upper) < 0 { throw .undefined(Reason(.zeroToNegativePower)) }
        throw .undecided(Reason(.exponentSign))
      }
      decoration = Swift.min(decoration, arf_sgn(y.lower) == 0 ? .defined : .trivial)
    }
    return Enclosure(try nonnegativePower(x, y), decoration)
  }

  /// exp(b · ln a) from its values at the corners, for the part of the base that is not negative.
  private func nonnegativePower(_ x: Interval, _ y: Interval) throws(EvaluationError) -> Interval {
    var result: Interval?
    for base in [x.lower, x.upper] {
      for exponent in [y.lower, y.upper] {
        let corner = try cornerPower(base, exponent)
        result = result?.hull(corner) ?? corner
      }
    }
    guard let result else { return .line }
    let zero = Interval(from: 0, to: nil, precision: 64)
    return result.intersection(zero) ?? result
  }

  private func cornerPower(
    _ base: UnsafeMutablePointer<arf_struct>, _ exponent: UnsafeMutablePointer<arf_struct>
  ) throws(EvaluationError) -> Interval {
    let isZeroBase = arf_sgn(base) <= 0
    let one = Interval(1)
    // The sign of ln a, and whether the product with b is infinite.
    let logSign = isZeroBase ? -1 : Int(arf_cmp(base, one.lower)).signum()
    let sign = logSign * Int(arf_sgn(exponent)).signum()
    if sign == 0 { return one }
    if isZeroBase || arf_is_inf(base) != 0 || arf_is_inf(exponent) != 0 {
      return sign > 0 ? .infinity(sign: 1) : Interval(0)
    }
    let ball = Ball(endpoint: base)
    let power = Ball(endpoint: exponent)
    return Interval(try points.power(ball, power), precision: precision)
  }

  private func containsInteger(_ x: Interval) -> Bool {
    guard x.isBounded else { return true }
    let floor = Interval()
    arf_floor(floor.lower, x.upper)
    return arf_cmp(floor.lower, x.lower) >= 0
  }
}
