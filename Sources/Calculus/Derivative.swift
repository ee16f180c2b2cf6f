import Formulas

extension Formula {
  /// The derivative with respect to the variable, simplified.
  ///
  /// It is the derivative wherever the formula is differentiable and none of its switches (the
  /// zeros of |u|, sign and max, the ends of branches) is met; at those points the analysis decides.
  public var derivative: Formula {
    var derivation = Derivation()
    return derivation.derivative(of: simplified).simplified
  }

  /// The `order`-th derivative, simplified; the formula itself for order 0.
  public func derivative(order: Int) -> Formula {
    (0..<max(order, 0)).reduce(self) { formula, _ in formula.derivative }
  }
}

extension ElementaryFunction {
  /// The derivative at `u`: one rule a line.
  func derivative(at u: Formula) -> Formula {
    let value = Formula.apply(self, u)
    return switch self {
    case .exp: value
    case .ln: 1 / u
    case .log1p: 1 / (1 + u)
    case .expm1: .apply(.exp, u)
    case .sqrt: 1 / (2 * value)
    case .cbrt: 1 / (3 * value.raised(to: 2))
    case .abs: .apply(.sign, u)
    case .sign, .floor: 0
    case .tanh: 1 - value.raised(to: 2)
    case .sinh: .apply(.cosh, u)
    case .cosh: .apply(.sinh, u)
    case .sigmoid: value * (1 - value)
    case .softplus: .apply(.sigmoid, u)
    case .erf: 2 / .apply(.sqrt, .constant(.pi)) * .apply(.exp, -u.raised(to: 2))
    case .erfc: -2 / .apply(.sqrt, .constant(.pi)) * .apply(.exp, -u.raised(to: 2))
    case .normalCDF: .apply(.exp, -u.raised(to: 2) / 2) / .apply(.sqrt, 2 * .constant(.pi))
    case .sin: .apply(.cos, u)
    case .cos: -.apply(.sin, u)
    case .tan: 1 + value.raised(to: 2)
    case .atan: 1 / (1 + u.raised(to: 2))
    }
  }
}

/// One differentiation: remembers the derivatives of subformulas that occur several times.
private struct Derivation {
  var known: [Formula: Formula] = [:]

  mutating func derivative(of f: Formula) -> Formula {
    guard f.containsVariable else { return 0 }
    if let result = known[f] { return result }
    let result = compute(f.operation)
    known[f] = result
    return result
  }

  private mutating func compute(_ operation: Formula.Operation) -> Formula {
    switch operation {
    case .variable: return 1
    case .number, .constant: return 0
    case .sum(let terms): return Formula(.sum(terms.map { derivative(of: $0) })).simplified
    case .negation(let f): return -derivative(of: f)
    case .product(let factors): return productRule(factors)
    case .quotient(let f, let g):
      if !g.containsVariable { return derivative(of: f) / g }
      if !f.containsVariable { return -(f * derivative(of: g)) / g.raised(to: 2) }
      return (derivative(of: f) * g - f * derivative(of: g)) / g.raised(to: 2)
    case .power(let f, let g): return powerRule(f, g)
    case .apply(let function, let f):
      return (function.derivative(at: f) * derivative(of: f)).simplified
    case .minimum(let all): return selection(all, .lessOrEqual)
    case .maximum(let all): return selection(all, .greaterOrEqual)
    case .piecewise(let branches, let otherwise):
      return Formula(
        .piecewise(
          branches.map { Formula.Branch(derivative(of: $0.value), if: $0.condition) },
          otherwise: otherwise.map { derivative(of: $0) }))
    }
  }

  private mutating func productRule(_ factors: [Formula]) -> Formula {
    let terms = factors.indices.compactMap { index -> Formula? in
      guard factors[index].containsVariable else { return nil }
      var product = factors
      product[index] = derivative(of: factors[index])
      return Formula(.product(product)).simplified
    }
    return terms.count == 1 ? terms[0] : Formula(.sum(terms))
  }

  private mutating func powerRule(_ f: Formula, _ g: Formula) -> Formula {
    if !g.containsVariable {
      return g * f.raised(to: (g - 1).simplified) * derivative(of: f)
    }
    let logarithm = Formula.apply(.ln, f)
    if !f.containsVariable { return f.raised(to: g) * logarithm * derivative(of: g) }
    return f.raised(to: g) * (derivative(of: g) * logarithm + g * derivative(of: f) / f)
  }

  /// The derivative of the operand that the minimum or maximum takes.
  private mutating func selection(
    _ all: [Formula], _ relation: Condition.Relation
  ) -> Formula {
    let derivatives = all.map { derivative(of: $0) }
    let branches = zip(all, derivatives).dropLast().enumerated().map { index, pair in
      let wins = all[(index + 1)...].map { Condition.comparison(pair.0, relation, $0) }
      return Formula.Branch(pair.1, if: wins.count == 1 ? wins[0] : .conjunction(wins))
    }
    return Formula(.piecewise(branches, otherwise: derivatives.last))
  }
}
