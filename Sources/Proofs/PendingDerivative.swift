import Formulas

/// A formula in which some derivatives are still to be worked out.
indirect enum PendingDerivative: Hashable, Sendable {
  /// Nothing left to do.
  case done(Formula)
  /// d/dz of a formula.
  case derivative(Formula)
  /// The sum.
  case sum([PendingDerivative])
  /// The product.
  case product([PendingDerivative])
  /// The quotient.
  case quotient(PendingDerivative, PendingDerivative)
  /// The negative.
  case negation(PendingDerivative)

  /// Whether no derivative is left.
  var isDone: Bool {
    switch self {
    case .done: true
    case .derivative: false
    case .sum(let all), .product(let all): all.allSatisfy(\.isDone)
    case .quotient(let f, let g): f.isDone && g.isDone
    case .negation(let f): f.isDone
    }
  }

  /// The formula, once no derivative is left; factors 1 and terms 0 are dropped on the way.
  var formula: Formula? {
    switch self {
    case .done(let formula): return formula
    case .derivative: return nil
    case .sum(let all):
      let terms = all.compactMap(\.formula)
      guard terms.count == all.count, let first = terms.first else { return nil }
      return terms.dropFirst().reduce(first, +)
    case .product(let all):
      let factors = all.compactMap(\.formula)
      guard factors.count == all.count else { return nil }
      return Self.collectedProduct(factors)
    case .quotient(let f, let g):
      guard let f = f.formula, let g = g.formula else { return nil }
      return f / g
    case .negation(let f): return f.formula.map { -$0 }
    }
  }

  /// The same without terms 0 and factors 1, and 0 for a product with a factor 0.
  var simplified: PendingDerivative {
    switch self {
    case .done, .derivative: return self
    case .sum(let all):
      let terms = all.map(\.simplified).filter { $0 != .done(0) }
      switch terms.count {
      case 0: return .done(0)
      case 1: return terms[0]
      default: return .sum(terms)
      }
    case .product(let all):
      let factors = all.map(\.simplified).filter { $0 != .done(1) }
      if factors.contains(.done(0)) { return .done(0) }
      switch factors.count {
      case 0: return .done(1)
      case 1: return factors[0]
      default: return .product(factors)
      }
    case .quotient(let f, let g):
      let numerator = f.simplified
      return numerator == .done(0) ? numerator : .quotient(numerator, g.simplified)
    case .negation(let f):
      let inner = f.simplified
      return inner == .done(0) ? inner : .negation(inner)
    }
  }

  /// A product whose quotients are gathered under one fraction bar.
  private static func collectedProduct(_ factors: [Formula]) -> Formula {
    var above: [Formula] = []
    var below: [Formula] = []
    for factor in factors where factor != 1 {
      if case .quotient(let f, let g) = factor.operation {
        if f != 1 { above.append(f) }
        below.append(g)
      } else {
        above.append(factor)
      }
    }
    func joined(_ factors: [Formula]) -> Formula {
      guard let first = factors.first else { return 1 }
      return factors.dropFirst().reduce(first, *)
    }
    return below.isEmpty ? joined(above) : Formula(.quotient(joined(above), joined(below)))
  }

  /// LaTeX, with `\frac{d}{dz}` before what is still to be differentiated.
  func latex(variable: String) -> String {
    switch self {
    case .done(let formula): return formula.latex(variable: variable)
    case .derivative(let formula):
      return "\\frac{d}{d\(variable)}\\left(\(formula.latex(variable: variable))\\right)"
    case .sum(let all):
      var text = ""
      for term in all {
        let part = term.latex(variable: variable)
        if text.isEmpty {
          text = part
        } else {
          text += part.hasPrefix("-") ? " - \(part.dropFirst())" : " + \(part)"
        }
      }
      return text
    case .product(let all):
      return all.map { $0.factorLatex(variable: variable) }.joined(separator: " \\cdot ")
    case .quotient(let f, let g):
      return "\\frac{\(f.latex(variable: variable))}{\(g.latex(variable: variable))}"
    case .negation(let f): return "-\(f.factorLatex(variable: variable))"
    }
  }

  private func factorLatex(variable: String) -> String {
    let text = latex(variable: variable)
    switch self {
    case .sum, .negation: return "\\left(\(text)\\right)"
    case .done(let formula):
      switch formula.operation {
      case .sum, .negation, .piecewise: return "\\left(\(text)\\right)"
      case .number(let value) where value.signum < 0: return "\\left(\(text)\\right)"
      default: return text
      }
    default: return text
    }
  }
}
