import Formulas

// Formulas for exact values: like the operators, without terms 0 and factors ±1.

extension Formula {
  static func simplifiedSum(_ f: Formula, _ g: Formula) -> Formula {
    if f.rational?.isZero == true { return g }
    if g.rational?.isZero == true { return f }
    return f + g
  }

  static func simplifiedNegative(_ f: Formula) -> Formula {
    if case .negation(let inner) = f.operation { return inner }
    return -f
  }

  static func simplifiedProduct(_ f: Formula, _ g: Formula) -> Formula {
    if f.rational == 1 { return g }
    if g.rational == 1 { return f }
    if f.rational == -1 { return simplifiedNegative(g) }
    if g.rational == -1 { return simplifiedNegative(f) }
    return f * g
  }

  static func simplifiedQuotient(_ f: Formula, _ g: Formula) -> Formula {
    g.rational == 1 ? f : f / g
  }
}
