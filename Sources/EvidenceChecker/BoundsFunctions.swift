import CFLINT
import Formulas

/// The least `Double` above π/2.
private let aboveHalfPi = (Double.pi / 2).nextUp

extension BoundsArithmetic {
  typealias BallFunction = (
    _ result: UnsafeMutablePointer<arb_struct>, _ argument: UnsafePointer<arb_struct>,
    _ precision: Int
  ) -> Void

  /// An elementary function; `nil` where it is not known to be defined on all of a.
  func apply(_ function: ElementaryFunction, _ a: Bounds) -> Bounds? {
    switch function {
    case .exp: return nonzero(increasing(a, 0, .infinity, arb_exp))
    case .ln: return a.sign == 1 ? increasing(a, -.infinity, .infinity, arb_log) : nil
    case .log1p:
      guard arf_cmp_d(a.lower, -1) > 0 else { return nil }
      return vanishing(with: a, increasing(a, -.infinity, .infinity, arb_log1p))
    case .expm1: return vanishing(with: a, increasing(a, -1, .infinity, arb_expm1))
    case .sqrt:
      guard arf_sgn(a.lower) >= 0 else { return nil }
      return vanishing(with: a, increasing(a, 0, .infinity, arb_sqrt))
    case .cbrt: return vanishing(with: a, increasing(a, -.infinity, .infinity, cubeRoot))
    case .abs: return magnitude(a)
    case .sign: return a.sign.map { Bounds(Double($0), Double($0)) }
    case .tanh: return vanishing(with: a, increasing(a, -1, 1, arb_tanh))
    case .sinh: return vanishing(with: a, increasing(a, -.infinity, .infinity, arb_sinh))
    case .cosh: return nonzero(increasing(magnitude(a), 1, .infinity, arb_cosh))
    case .sigmoid: return nonzero(increasing(a, 0, 1, sigmoid))
    case .softplus: return nonzero(increasing(a, 0, .infinity, softplus))
    case .erf: return vanishing(with: a, increasing(a, -1, 1, arb_hypgeom_erf))
    case .erfc: return nonzero(increasing(negative(a), 0, 2, reflectedComplement))
    case .normalCDF: return nonzero(increasing(a, 0, 1, normalDistribution))
    case .sin: return oscillating(a, arb_sin)
    case .cos: return oscillating(a, arb_cos)
    case .tan:
      guard a.isBounded, let cosine = apply(.cos, a)?.sign, cosine != 0 else { return nil }
      return increasing(a, -.infinity, .infinity, arb_tan)
    case .atan: return vanishing(with: a, increasing(a, -aboveHalfPi, aboveHalfPi, arb_atan))
    case .floor: return nil
    }
  }

  /// π or e.
  func constant(_ value: Formula.Constant) -> Bounds? {
    let ball = BallStorage()
    switch value {
    case .pi: arb_const_pi(ball.pointer, precision)
    case .e: arb_const_e(ball.pointer, precision)
    case .inf: return nil
    }
    return bounds(of: ball)
  }

  private func bounds(of ball: BallStorage) -> Bounds {
    let result = Bounds()
    arb_get_interval_arf(result.lower, result.upper, ball.pointer, precision)
    return result
  }

  private func nonzero(_ value: Bounds) -> Bounds {
    value.excludesZero = true
    return value
  }

  private func vanishing(with argument: Bounds, _ value: Bounds) -> Bounds {
    value.excludesZero = argument.isNonzero
    return value
  }

  // MARK: Monotone functions

  /// An increasing function with values between `least` and `greatest`.
  private func increasing(
    _ a: Bounds, _ least: Double, _ greatest: Double, _ function: BallFunction
  ) -> Bounds {
    let result = Bounds(least, greatest)
    let ball = BallStorage()
    if let end = end(a.lower, isUpper: false) {
      arb_set_arf(ball.pointer, end.lower)
      function(ball.pointer, ball.pointer, precision)
      raise(result.lower, to: ball)
    }
    if let end = end(a.upper, isUpper: true) {
      arb_set_arf(ball.pointer, end.upper)
      function(ball.pointer, ball.pointer, precision)
      lower(result.upper, to: ball)
    }
    return result
  }

  /// The argument that serves for an end of the values; `nil` where none does, far out. Beyond
  /// ±2^48 a number nearer to 0 stands for it, so that exponents stay short.
  private func end(_ x: UnsafeMutablePointer<arf_struct>, isUpper: Bool) -> Bounds? {
    guard arf_cmpabs_2exp_si(x, 48) > 0 else { return Bounds(x, x) }
    let isPositive = arf_sgn(x) > 0
    if isPositive == isUpper { return nil }
    let far = isPositive ? 0x1p48 : -0x1p48
    return Bounds(far, far)
  }

  private func raise(_ end: UnsafeMutablePointer<arf_struct>, to ball: BallStorage) {
    guard arb_is_finite(ball.pointer) != 0 else { return }
    let bound = Bounds()
    arb_get_lbound_arf(bound.lower, ball.pointer, precision)
    arf_max(end, end, bound.lower)
  }

  private func lower(_ end: UnsafeMutablePointer<arf_struct>, to ball: BallStorage) {
    guard arb_is_finite(ball.pointer) != 0 else { return }
    let bound = Bounds()
    arb_get_ubound_arf(bound.upper, ball.pointer, precision)
    arf_min(end, end, bound.upper)
  }

  /// The sine or cosine, from one ball around the whole argument.
  private func oscillating(_ a: Bounds, _ function: BallFunction) -> Bounds {
    let result = Bounds(-1, 1)
    guard a.isBounded else { return result }
    let ball = BallStorage()
    arb_set_interval_arf(ball.pointer, a.lower, a.upper, precision)
    function(ball.pointer, ball.pointer, precision)
    raise(result.lower, to: ball)
    lower(result.upper, to: ball)
    return result
  }
}

// The functions that Arb has not, of an argument that is one number.

private func cubeRoot(
  _ result: UnsafeMutablePointer<arb_struct>, _ u: UnsafePointer<arb_struct>,
  _ precision: Int
) {
  let isNegative = arb_is_negative(u) != 0
  arb_abs(result, u)
  arb_root_ui(result, result, 3, precision)
  if isNegative { arb_neg(result, result) }
}

private func sigmoid(
  _ result: UnsafeMutablePointer<arb_struct>, _ u: UnsafePointer<arb_struct>,
  _ precision: Int
) {
  arb_neg(result, u)
  arb_exp(result, result, precision)
  arb_add_ui(result, result, 1, precision)
  arb_inv(result, result, precision)
}

private func softplus(
  _ result: UnsafeMutablePointer<arb_struct>, _ u: UnsafePointer<arb_struct>,
  _ precision: Int
) {
  arb_exp(result, u, precision)
  arb_log1p(result, result, precision)
}

/// erfc(−u).
private func reflectedComplement(
  _ result: UnsafeMutablePointer<arb_struct>, _ u: UnsafePointer<arb_struct>,
  _ precision: Int
) {
  arb_neg(result, u)
  arb_hypgeom_erfc(result, result, precision)
}

/// erfc(−u/√2)/2.
private func normalDistribution(
  _ result: UnsafeMutablePointer<arb_struct>, _ u: UnsafePointer<arb_struct>,
  _ precision: Int
) {
  let root = BallStorage()
  arb_sqrt_ui(root.pointer, 2, precision + 64)
  arb_div(result, u, root.pointer, precision + 64)
  reflectedComplement(result, result, precision)
  arb_mul_2exp_si(result, result, -1)
}
