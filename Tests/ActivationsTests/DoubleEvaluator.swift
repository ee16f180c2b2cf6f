import Foundation
import Formulas

/// The value of a formula in `Double`, as written.
func value(of formula: Formula, at x: Double) -> Double {
  func at(_ f: Formula) -> Double { value(of: f, at: x) }
  switch formula.operation {
  case .variable: return x
  case .number(let number):
    return Double(number.numerator) / Double(number.denominator)
  case .constant(let constant):
    switch constant {
    case .pi: return .pi
    case .e: return M_E
    case .inf: return .infinity
    }
  case .sum(let terms): return terms.dropFirst().reduce(at(terms[0])) { $0 + at($1) }
  case .product(let factors): return factors.dropFirst().reduce(at(factors[0])) { $0 * at($1) }
  case .negation(let f): return -at(f)
  case .quotient(let f, let g): return at(f) / at(g)
  case .power(let f, let g): return pow(at(f), at(g))
  case .minimum(let all): return all.map(at).min() ?? .nan
  case .maximum(let all): return all.map(at).max() ?? .nan
  case .apply(let function, let f): return apply(function, to: at(f))
  case .piecewise(let branches, let otherwise):
    if let branch = branches.first(where: { holds($0.condition, at: x) }) {
      return at(branch.value)
    }
    return otherwise.map(at) ?? .nan
  }
}

private func holds(_ condition: Condition, at x: Double) -> Bool {
  switch condition {
  case .truth(let truth): return truth
  case .comparison(let f, let relation, let g):
    let (a, b) = (value(of: f, at: x), value(of: g, at: x))
    return relation.holds(forSignOfDifference: a < b ? -1 : (a > b ? 1 : 0))
  case .conjunction(let all): return all.allSatisfy { holds($0, at: x) }
  case .disjunction(let all): return all.contains { holds($0, at: x) }
  case .negation(let condition): return !holds(condition, at: x)
  }
}

private func apply(_ function: ElementaryFunction, to u: Double) -> Double {
  switch function {
  case .exp: exp(u)
  case .ln: log(u)
  case .log1p: log1p(u)
  case .expm1: expm1(u)
  case .sqrt: u.squareRoot()
  case .cbrt: cbrt(u)
  case .abs: u.magnitude
  case .sign: u > 0 ? 1 : (u < 0 ? -1 : 0)
  case .tanh: tanh(u)
  case .sinh: sinh(u)
  case .cosh: cosh(u)
  case .sigmoid: 1 / (1 + exp(-u))
  case .softplus: log1p(exp(u))
  case .erf: erf(u)
  case .erfc: erfc(u)
  case .normalCDF: erfc(-u / 2.0.squareRoot()) / 2
  case .sin: sin(u)
  case .cos: cos(u)
  case .tan: tan(u)
  case .atan: atan(u)
  case .floor: u.rounded(.down)
  }
}
