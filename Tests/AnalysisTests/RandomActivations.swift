/// Random formulas of the kind that people type as activation functions, as text.
struct RandomActivations {
  private var source: RandomSource

  init(seed: UInt64) { source = RandomSource(seed: seed) }

  /// A formula in x with switches, roots, quotients and exponentials, nested up to `depth`.
  mutating func formula(depth: Int = 3) -> String {
    guard depth > 0 else { return leaf() }
    switch below(16) {
    case 0, 1, 2: return piecewise(depth)
    case 3: return "(\(formula(depth: depth - 1)) + \(formula(depth: depth - 1)))"
    case 4: return "\(number())*(\(formula(depth: depth - 1)))"
    case 5: return "(\(formula(depth: depth - 1)))*(\(leaf()))"
    case 6: return "max(\(formula(depth: depth - 1)), \(formula(depth: depth - 1)))"
    case 7: return "min(\(formula(depth: depth - 1)), \(formula(depth: depth - 1)))"
    case 8: return "abs(\(formula(depth: depth - 1)))"
    case 9: return "(\(formula(depth: depth - 1)))/(1 + abs(\(formula(depth: depth - 1))))"
    case 10: return "(\(formula(depth: depth - 1)))/(\(linear()))"
    case 11: return "sqrt(\(["abs(\(formula(depth: depth - 1)))", polynomial()][below(2)]))"
    case 12: return "\(smooth())(\(formula(depth: depth - 1)))"
    case 13: return "cbrt(\(linear()))"
    default: return leaf()
    }
  }

  private mutating func below(_ bound: Int) -> Int { source.below(bound) }

  private mutating func number() -> String {
    ["-2", "-1", "-1/2", "0.01", "1/3", "1/2", "1", "2", "3"][below(9)]
  }

  private mutating func linear() -> String { "(\(number()))*x + (\(number()))" }

  private mutating func polynomial() -> String {
    switch below(4) {
    case 0: linear()
    case 1: "x^2 + (\(number()))"
    case 2: "(\(number()))*x^2 + (\(number()))*x"
    default: "(\(number()))*x^3 + (\(number()))*x^2 + (\(number()))"
    }
  }

  private mutating func smooth() -> String { ["tanh", "sigmoid", "exp", "atan"][below(4)] }

  private mutating func leaf() -> String {
    switch below(8) {
    case 0, 1: "x"
    case 2: "(\(number()))"
    case 3, 4: "(\(polynomial()))"
    case 5: "exp((\(number()))*x)"
    case 6: "\(["tanh", "sigmoid", "softplus", "atan"][below(4)])(\(linear()))"
    default: "abs(\(linear()))"
    }
  }

  private mutating func piecewise(_ depth: Int) -> String {
    let relation = ["<", "<=", ">", ">=", "!="][below(5)]
    let condition =
      below(4) == 0 ? "\(polynomial()) \(relation) 0" : "x \(relation) \(number())"
    return "(\(formula(depth: depth - 1)) if \(condition) else \(formula(depth: depth - 1)))"
  }
}
