import CFLINT

@testable import Reals

/// A function of t in −1 … 1, as a polynomial whose coefficients are balls.
///
/// For each t there are numbers in the coefficients for which the polynomial has exactly the function's value at
/// t. What a product has beyond the degree is added to the radius of the constant term, so the law of inclusion
/// holds for sums, products and quotients.
final class TaylorPolynomial {
  static let degree = 14
  static let precision = 160

  let pointer: UnsafeMutablePointer<arb_poly_struct>

  private init() {
    pointer = .allocate(capacity: 1)
    arb_poly_init(pointer)
  }

  deinit {
    arb_poly_clear(pointer)
    pointer.deallocate()
  }

  private convenience init(_ compute: (UnsafeMutablePointer<arb_poly_struct>) -> Void) {
    self.init()
    compute(pointer)
  }

  convenience init(coefficients: [Ball]) {
    self.init()
    for (index, ball) in coefficients.enumerated() {
      arb_poly_set_coeff_arb(pointer, index, ball.pointer)
    }
  }

  /// A constant.
  convenience init(_ value: Double) {
    self.init(coefficients: [Ball(exactly: value) ?? Ball.line])
  }

  /// The numbers from `lower` to `upper`, in proportion to t.
  convenience init(from lower: Double, to upper: Double) {
    let low = Ball(exactly: lower) ?? .line
    let high = Ball(exactly: upper) ?? .line
    let sum = Ball()
    let difference = Ball()
    arb_add(sum.pointer, high.pointer, low.pointer, 4000)
    arb_sub(difference.pointer, high.pointer, low.pointer, 4000)
    arb_mul_2exp_si(sum.pointer, sum.pointer, -1)
    arb_mul_2exp_si(difference.pointer, difference.pointer, -1)
    self.init(coefficients: [sum, difference])
  }

  var count: Int { pointer.pointee.length }

  subscript(index: Int) -> UnsafeMutablePointer<arb_struct> { pointer.pointee.coeffs + index }

  /// Makes room for a constant term and returns it.
  private var constantTerm: UnsafeMutablePointer<arb_struct> {
    if count == 0 {
      arb_poly_one(pointer)
      arb_zero(self[0])
    }
    return self[0]
  }

  /// The same, known less well by `amount`.
  func blurred(by amount: Ball) -> TaylorPolynomial {
    let result = TaylorPolynomial { arb_poly_set($0, pointer) }
    arb_add_error(result.constantTerm, amount.pointer)
    return result
  }

  func blurred(by amount: Double) -> TaylorPolynomial {
    amount == 0 ? self : blurred(by: Ball(exactly: amount) ?? Ball.line)
  }

  static func + (a: TaylorPolynomial, b: TaylorPolynomial) -> TaylorPolynomial {
    TaylorPolynomial { arb_poly_add($0, a.pointer, b.pointer, precision) }
  }

  static func - (a: TaylorPolynomial, b: TaylorPolynomial) -> TaylorPolynomial {
    TaylorPolynomial { arb_poly_sub($0, a.pointer, b.pointer, precision) }
  }

  static prefix func - (a: TaylorPolynomial) -> TaylorPolynomial {
    TaylorPolynomial { arb_poly_neg($0, a.pointer) }
  }

  static func * (a: TaylorPolynomial, b: TaylorPolynomial) -> TaylorPolynomial {
    let result = TaylorPolynomial { arb_poly_mul($0, a.pointer, b.pointer, precision) }
    if result.count > degree + 1 {
      let beyond = result.magnitude(from: degree + 1)
      arb_poly_truncate(result.pointer, degree + 1)
      arb_add_error(result.constantTerm, beyond.pointer)
    }
    return result
  }

  /// 1/a, or `nil` where a is not known to keep away from 0: from a truncated series w and the rest 1 − a·w,
  /// by 1/a = w/(1 − rest).
  var reciprocal: TaylorPolynomial? {
    guard count > 0, arb_contains_zero(self[0]) == 0 else { return nil }
    let series = TaylorPolynomial {
      arb_poly_inv_series($0, pointer, count == 1 ? 1 : Self.degree + 1, Self.precision)
    }
    let rest = TaylorPolynomial(coefficients: [Ball.one]) - self * series
    let size = rest.magnitude(from: 0)
    let left = Ball { arb_sub_ui($0, size.pointer, 1, Self.precision) }
    arb_neg(left.pointer, left.pointer)
    guard arb_is_positive(left.pointer) != 0 else { return nil }
    let error = Ball { arb_div($0, size.pointer, left.pointer, Self.precision) }
    let whole = series.magnitude(from: 0)
    arb_mul(error.pointer, error.pointer, whole.pointer, Self.precision)
    return series.blurred(by: error)
  }

  /// A bound of the sum of the terms from one on.
  func magnitude(from first: Int) -> Ball {
    let sum = Ball()
    let term = Ball()
    for index in first..<max(count, first) {
      arb_abs(term.pointer, self[index])
      arb_add(sum.pointer, sum.pointer, term.pointer, 4000)
    }
    return sum
  }

  /// What lies around the values: the constant term and the sum of the magnitudes of the others.
  private var ends: Interval {
    let constant = Ball()
    if count > 0 { arb_set(constant.pointer, self[0]) }
    let spread = magnitude(from: 1)
    let low = Ball { arb_sub($0, constant.pointer, spread.pointer, 4000) }
    let high = Ball { arb_add($0, constant.pointer, spread.pointer, 4000) }
    let interval = Interval()
    arb_get_lbound_arf(interval.lower, low.pointer, 4000)
    arb_get_ubound_arf(interval.upper, high.pointer, 4000)
    return interval
  }

  /// All values lie in it.
  var span: Span {
    let ends = ends
    return Span(
      lower: arf_directed_double(ends.lower, 0), upper: arf_directed_double(ends.upper, 1))
  }

  /// All values lie in it; wide, not a midpoint with a rounding error.
  var range: Ball { Ball(ends, precision: Self.precision) }
}

extension Ball {
  static var one: Ball { Ball(1) }
  static var line: Ball { Ball { arb_zero_pm_inf($0) } }
}
