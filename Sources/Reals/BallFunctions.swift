import CFLINT
import Formulas

extension BallArithmetic {
  /// An elementary function.
  ///
  /// Throws ``EvaluationError/undefined(_:)`` when the whole ball is outside the natural domain, and
  /// ``EvaluationError/undecided(_:)`` when it straddles the domain's end or a pole.
  public func apply(
    _ function: ElementaryFunction, _ a: Ball
  ) throws(EvaluationError) -> Ball {
    try requireReal(a)
    try requireDomain(of: function, a)
    if !isNarrow(a) {
      let wide = try intervals.apply(function, enclosure(a))
      return Ball(wide.interval, precision: precision)
    }
    return try checked { result in compute(function, a, into: result) }
  }

  private func requireDomain(
    of function: ElementaryFunction, _ a: Ball
  ) throws(EvaluationError) {
    let inside: Bool
    let outside: Bool
    switch function {
    case .ln:
      inside = arb_is_positive(a.pointer) != 0
      outside = arb_is_nonpositive(a.pointer) != 0
    case .sqrt:
      inside = arb_is_nonnegative(a.pointer) != 0
      outside = arb_is_negative(a.pointer) != 0
    case .log1p:
      let minusOne = Ball(-1)
      inside = arb_gt(a.pointer, minusOne.pointer) != 0
      outside = arb_le(a.pointer, minusOne.pointer) != 0
    default: return
    }
    if outside { throw .undefined(Reason(outsideDomainOf: function)) }
    if !inside { throw .undecided(Reason(.domainMembership, function.rawValue)) }
  }

  private func compute(
    _ function: ElementaryFunction, _ a: Ball, into result: UnsafeMutablePointer<arb_struct>
  ) {
    let argument = a.pointer
    switch function {
    case .exp: exponential(result, argument, precision)
    case .ln: arb_log(result, argument, precision)
    case .log1p: arb_log1p(result, argument, precision)
    case .expm1:
      if isBeyondExponents(argument) {
        exponential(result, argument, precision)
        arb_sub_ui(result, result, 1, precision)
      } else {
        arb_expm1(result, argument, precision)
      }
    case .sqrt: arb_sqrt(result, argument, precision)
    case .cbrt: cubeRoot(a, into: result)
    case .abs: absolute(a, into: result)
    case .sign: arb_sgn(result, argument)
    case .tanh where isFarOut(a): nearSign(of: a, into: result)
    case .tanh: arb_tanh(result, argument, precision)
    case .sinh where isBeyondExponents(argument): arb_zero_pm_inf(result)
    case .sinh: arb_sinh(result, argument, precision)
    case .cosh where isBeyondExponents(argument): arb_zero_pm_inf(result)
    case .cosh: arb_cosh(result, argument, precision)
    case .sigmoid: sigmoid(a, into: result)
    case .softplus: softplus(a, into: result)
    case .erf: errorFunction(a, into: result)
    case .erfc: complementaryErrorFunction(a, into: result)
    case .normalCDF: normalCDF(a, into: result)
    case .sin: arb_sin(result, argument, precision)
    case .cos: arb_cos(result, argument, precision)
    case .tan: arb_tan(result, argument, precision)
    case .atan: arb_atan(result, argument, precision)
    case .floor: arb_floor(result, argument, precision)
    }
  }

  /// Whether the argument is so far out that exp of it is beyond even FLINT's exponents.
  private func isFarOut(_ a: Ball) -> Bool {
    arf_cmpabs_2exp_si(&a.pointer.pointee.mid, 62) > 0
  }

  /// erf(u) and tanh(u) far out, where 1 − |erf(u)| < exp(−u²) and 1 − |tanh(u)| < 2·exp(−2|u|) are
  /// below 2^(−2^60).
  private func nearSign(of a: Ball, into result: UnsafeMutablePointer<arb_struct>) {
    let tail = Ball()
    arb_sgn(result, a.pointer)
    mag_set_ui_2exp_si(&tail.pointer.pointee.rad, 1, -4 * precision - 64)
    arb_add(result, result, tail.pointer, precision)
  }

  /// Whether the exponent of exp(u) has more than 4,096 bits; FLINT works with as many bits as the
  /// exponent of u says, which may fill the memory.
  func isBeyondExponents(_ argument: UnsafeMutablePointer<arb_struct>) -> Bool {
    arf_cmpabs_2exp_si(&argument.pointee.mid, 4096) > 0
  }

  /// exp(u), or what bounds it where its exponent would be too long: nothing above, and a tiny
  /// number below.
  func exponential(
    _ result: UnsafeMutablePointer<arb_struct>, _ argument: UnsafeMutablePointer<arb_struct>,
    _ precision: Int
  ) {
    guard isBeyondExponents(argument) else {
      arb_exp(result, argument, precision)
      return
    }
    let isNegative = arf_sgn(&argument.pointee.mid) < 0
    arb_zero(result)
    if isNegative {
      mag_set_ui_2exp_si(&result.pointee.rad, 1, -(1 << 60))
    } else {
      arb_zero_pm_inf(result)
    }
  }

  private func absolute(_ a: Ball, into result: UnsafeMutablePointer<arb_struct>) {
    if arb_contains_zero(a.pointer) == 0 {
      arb_abs(result, a.pointer)
    } else {
      let range = Interval()
      arb_get_abs_ubound_arf(range.upper, a.pointer, precision)
      arb_set_interval_arf(result, range.lower, range.upper, precision)
    }
  }

  /// |u|^(1/3) with the sign of u; from both ends where the ball reaches 0.
  private func cubeRoot(_ a: Ball, into result: UnsafeMutablePointer<arb_struct>) {
    guard arb_contains_zero(a.pointer) != 0 else {
      oddCubeRoot(a.pointer, into: result)
      return
    }
    let ends = Interval(a, precision: precision)
    let low = Ball(endpoint: ends.lower)
    let high = Ball(endpoint: ends.upper)
    oddCubeRoot(low.pointer, into: low.pointer)
    oddCubeRoot(high.pointer, into: high.pointer)
    arb_union(result, low.pointer, high.pointer, precision)
  }

  private func oddCubeRoot(
    _ a: UnsafeMutablePointer<arb_struct>, into result: UnsafeMutablePointer<arb_struct>
  ) {
    if arb_is_zero(a) != 0 {
      arb_zero(result)
    } else if arb_is_positive(a) != 0 {
      arb_root_ui(result, a, 3, precision)
    } else {
      arb_neg(result, a)
      arb_root_ui(result, result, 3, precision)
      arb_neg(result, result)
    }
  }

  /// 1/(1 + exp(−u)): the argument occurs once, so no error is counted twice.
  private func sigmoid(_ a: Ball, into result: UnsafeMutablePointer<arb_struct>) {
    if isFarOut(a), arb_is_negative(a.pointer) != 0 {
      // 0 < σ(u) < exp(u).
      exponential(result, a.pointer, precision)
      return
    }
    arb_neg(result, a.pointer)
    exponential(result, result, precision + 8)
    arb_add_ui(result, result, 1, precision + 8)
    arb_inv(result, result, precision)
  }

  /// ln(1 + exp(u)), which is u + ln(1 + exp(−u)).
  private func softplus(_ a: Ball, into result: UnsafeMutablePointer<arb_struct>) {
    if arf_cmpabs_2exp_si(&a.pointer.pointee.mid, 5) > 0, arb_is_positive(a.pointer) != 0 {
      // The second term is small enough not to count the argument's error twice.
      let rest = Ball()
      arb_neg(rest.pointer, a.pointer)
      exponential(rest.pointer, rest.pointer, precision)
      arb_log1p(rest.pointer, rest.pointer, precision)
      arb_add(result, a.pointer, rest.pointer, precision)
    } else {
      exponential(result, a.pointer, precision + 8)
      arb_log1p(result, result, precision)
    }
  }

  private func errorFunction(_ a: Ball, into result: UnsafeMutablePointer<arb_struct>) {
    if isFarOut(a) {
      nearSign(of: a, into: result)
    } else {
      arb_hypgeom_erf(result, a.pointer, precision + 8)
      arb_set_round(result, result, precision)
    }
  }

  /// 1 − erf(u), with the relative accuracy kept in the right tail.
  private func complementaryErrorFunction(
    _ a: Ball, into result: UnsafeMutablePointer<arb_struct>
  ) {
    if isFarOut(a) {
      // exp(−u²)/(2u) < erfc(u) < exp(−u²)/u for u > 2, and 2 − erfc(u) = erfc(−u).
      let tail = Ball()
      let magnitude = Ball()
      arb_abs(magnitude.pointer, a.pointer)
      arb_sqr(tail.pointer, a.pointer, precision)
      arb_neg(tail.pointer, tail.pointer)
      exponential(tail.pointer, tail.pointer, precision)
      arb_div(tail.pointer, tail.pointer, magnitude.pointer, precision)
      let range = Interval()
      arb_get_ubound_arf(range.upper, tail.pointer, precision)
      arb_get_lbound_arf(range.lower, tail.pointer, precision)
      arf_mul_2exp_si(range.lower, range.lower, -1)
      arb_set_interval_arf(result, range.lower, range.upper, precision)
      if arb_is_negative(a.pointer) != 0 {
        arb_sub_ui(result, result, 2, precision)
        arb_neg(result, result)
      }
    } else {
      arb_hypgeom_erfc(result, a.pointer, precision + 8 + 2 * exponentBits(a))
      arb_set_round(result, result, precision)
    }
  }

  /// erfc(−u/√2)/2, with the relative accuracy kept in the left tail.
  private func normalCDF(_ a: Ball, into result: UnsafeMutablePointer<arb_struct>) {
    let working = precision + 16 + 2 * Swift.min(exponentBits(a), 128)
    let scaled = Ball()
    arb_sqrt_ui(scaled.pointer, 2, working)
    arb_div(scaled.pointer, a.pointer, scaled.pointer, working)
    arb_neg(scaled.pointer, scaled.pointer)
    complementaryErrorFunction(scaled, into: result)
    arb_mul_2exp_si(result, result, -1)
  }
}
