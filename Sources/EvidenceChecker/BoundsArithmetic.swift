import CFLINT
import Formulas

/// Arithmetic on bounds, rounded outward to a number of bits.
struct BoundsArithmetic {
  let precision: Int

  typealias Number = UnsafeMutablePointer<arf_struct>

  func number(_ value: Rational) -> Bounds { Bounds(value, precision: precision) }

  func sum(_ a: Bounds, _ b: Bounds) -> Bounds {
    let result = Bounds()
    arf_directed_add(result.lower, a.lower, b.lower, precision, 0)
    arf_directed_add(result.upper, a.upper, b.upper, precision, 1)
    let isOneSided =
      (arf_sgn(a.lower) >= 0 && arf_sgn(b.lower) >= 0)
      || (arf_sgn(a.upper) <= 0 && arf_sgn(b.upper) <= 0)
    result.excludesZero = isOneSided && (a.isNonzero || b.isNonzero)
    return result
  }

  func negative(_ a: Bounds) -> Bounds {
    let result = Bounds()
    arf_neg(result.lower, a.upper)
    arf_neg(result.upper, a.lower)
    result.excludesZero = a.excludesZero
    return result
  }

  func product(_ a: Bounds, _ b: Bounds) -> Bounds {
    let result = Bounds()
    result.excludesZero = a.isNonzero && b.isNonzero
    if arf_sgn(a.lower) >= 0, arf_sgn(b.lower) >= 0 {
      multiply(a.lower, b.lower, up: 0, into: result.lower)
      multiply(a.upper, b.upper, up: 1, into: result.upper)
      return result
    }
    let candidate = Bounds()
    for (index, pair) in [
      (a.lower, b.lower), (a.lower, b.upper), (a.upper, b.lower), (a.upper, b.upper),
    ].enumerated() {
      multiply(pair.0, pair.1, up: 0, into: candidate.lower)
      multiply(pair.0, pair.1, up: 1, into: candidate.upper)
      if index == 0 || arf_cmp(candidate.lower, result.lower) < 0 {
        arf_set(result.lower, candidate.lower)
      }
      if index == 0 || arf_cmp(candidate.upper, result.upper) > 0 {
        arf_set(result.upper, candidate.upper)
      }
    }
    return result
  }

  /// The numbers are real and only bounded by infinities, so 0 times one of them is 0.
  private func multiply(_ x: Number, _ y: Number, up: Int32, into result: Number) {
    if arf_is_zero(x) != 0 || arf_is_zero(y) != 0 {
      arf_zero(result)
    } else {
      arf_directed_mul(result, x, y, precision, up)
    }
  }

  /// 1/a, or `nil` where a may be 0 or changes its sign.
  func reciprocal(_ a: Bounds) -> Bounds? {
    guard let sign = a.sign, sign != 0 else { return nil }
    if sign < 0 { return reciprocal(negative(a)).map(negative) }
    let (result, one) = (Bounds(), Bounds(1, 1))
    // A quotient by ∞ is 0.
    arf_directed_div(result.lower, one.lower, a.upper, precision, 0)
    if arf_is_zero(a.lower) != 0 {
      arf_pos_inf(result.upper)
    } else {
      arf_directed_div(result.upper, one.upper, a.lower, precision, 1)
    }
    result.excludesZero = true
    return result
  }

  /// |a|.
  func magnitude(_ a: Bounds) -> Bounds {
    if arf_sgn(a.lower) >= 0 { return a }
    let opposite = negative(a)
    if arf_sgn(a.upper) <= 0 { return opposite }
    let result = Bounds()
    arf_max(result.upper, a.upper, opposite.upper)
    result.excludesZero = a.excludesZero
    return result
  }

  /// a to a constant power, over the reals; `nil` where it is not defined on all of a.
  func power(_ a: Bounds, _ exponent: Rational) -> Bounds? {
    if exponent.isZero { return Bounds(1, 1) }
    if exponent.signum < 0 { return power(a, -exponent).flatMap(reciprocal) }
    guard let integer = exponent.exactInt else {
      guard arf_sgn(a.lower) >= 0 else { return nil }
      let constant = number(exponent)
      guard a.sign == 1 else {
        let top = a.upperEnd.sign == 1 ? power(a.upperEnd, exponent) : Bounds()
        return top.map { Bounds().hull($0) }
      }
      return apply(.ln, a).flatMap { apply(.exp, product(constant, $0)) }
    }
    guard integer <= 1 << 16 else { return nil }
    let base = integer.isMultiple(of: 2) ? magnitude(a) : a
    let result = Bounds()
    raise(base.lower, UInt(integer), up: false, into: result.lower)
    raise(base.upper, UInt(integer), up: true, into: result.upper)
    result.excludesZero = a.isNonzero
    return result
  }

  private func raise(_ x: Number, _ exponent: UInt, up: Bool, into result: Number) {
    if arf_is_finite(x) == 0 {
      arf_set(result, x)
      return
    }
    let ball = BallStorage()
    arb_set_arf(ball.pointer, x)
    arb_pow_ui(ball.pointer, ball.pointer, exponent, precision)
    if up {
      arb_get_ubound_arf(result, ball.pointer, precision)
    } else {
      arb_get_lbound_arf(result, ball.pointer, precision)
    }
  }
}
