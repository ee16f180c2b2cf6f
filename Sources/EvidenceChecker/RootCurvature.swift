import Formulas

extension Formula {
  /// The sign of the second derivative on all of ℝ, 0 for an affine function, of a sum of multiples of
  /// √(a·x² + b·x + c), where the radicand is positive everywhere, and of affine functions; `nil` for any
  /// other formula, and where signs differ.
  ///
  /// (√q)″ = (4ac − b²)/(4·√q³), in whose computation on intervals nearly everything would cancel.
  var signOfRootCurvature: Int? {
    if let q = quadratic, q[2].isZero { return 0 }
    switch operation {
    case .negation(let f): return f.signOfRootCurvature.map { -$0 }
    case .sum(let terms):
      var result = 0
      for term in terms {
        guard let sign = term.signOfRootCurvature, sign * result >= 0 else { return nil }
        if sign != 0 { result = sign }
      }
      return result
    case .product(let factors):
      let others = factors.filter { $0.rational == nil }
      guard others.count == 1, let sign = others[0].signOfRootCurvature else { return nil }
      return factors.compactMap(\.rational).reduce(sign) { $0 * $1.signum }
    case .quotient(let f, let g):
      guard let divisor = g.rational else { return nil }
      return f.signOfRootCurvature.map { $0 * divisor.signum }
    case .apply(.sqrt, let radicand): return radicand.signOfRootAsRadicand
    case .power(let radicand, let exponent) where exponent.rational == Rational(1, over: 2):
      return radicand.signOfRootAsRadicand
    default: return nil
    }
  }

  private var signOfRootAsRadicand: Int? {
    guard let q = quadratic, q[2].signum > 0, (4 * q[0] * q[2] - q[1] * q[1]).signum > 0 else {
      return nil
    }
    return 1
  }

  /// The coefficients of a polynomial of degree 2 or less, the constant first.
  private var quadratic: [Rational]? {
    switch operation {
    case .variable: return [0, 1, 0]
    case .number(let value): return [value, 0, 0]
    case .negation(let f): return f.quadratic.map { $0.map { -$0 } }
    case .sum(let terms):
      var result: [Rational] = [0, 0, 0]
      for term in terms {
        guard let q = term.quadratic else { return nil }
        result = zip(result, q).map { $0 + $1 }
      }
      return result
    case .product(let factors):
      return factors.reduce([1, 0, 0]) { result, factor in
        result.flatMap { a in factor.quadratic.flatMap { Self.product(a, $0) } }
      }
    case .power(let f, let exponent) where exponent.rational == 2:
      return f.quadratic.flatMap { Self.product($0, $0) }
    case .quotient(let f, let g):
      guard let divisor = g.rational, !divisor.isZero, let q = f.quadratic else { return nil }
      return q.compactMap { $0 / divisor }
    default: return nil
    }
  }

  private static func product(_ a: [Rational], _ b: [Rational]) -> [Rational]? {
    guard (a[1] * b[2] + a[2] * b[1]).isZero, (a[2] * b[2]).isZero else { return nil }
    return [a[0] * b[0], a[0] * b[1] + a[1] * b[0], a[0] * b[2] + a[1] * b[1] + a[2] * b[0]]
  }
}
