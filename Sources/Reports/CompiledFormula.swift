import Formulas
import Foundation
import Reals

/// A formula as a function of `Double`s that can be called millions of times.
///
/// It computes what `FloatArithmetic` computes, operation by operation.
struct CompiledFormula: Sendable {
  /// The value at an argument; NaN where there is none.
  let value: @Sendable (Double) -> Double

  /// The function that `formula` is.
  init(_ formula: Formula) {
    let arithmetic = FloatArithmetic()
    func operands(_ formulas: [Formula]) -> [@Sendable (Double) -> Double] {
      formulas.map { CompiledFormula($0).value }
    }
    func fold(
      _ formulas: [Formula], _ combine: @escaping @Sendable (Double, Double) -> Double
    ) -> @Sendable (Double) -> Double {
      let all = operands(formulas)
      guard let first = all.first else { return { _ in .nan } }
      let rest = Array(all.dropFirst())
      return { x in rest.reduce(first(x)) { combine($0, $1(x)) } }
    }
    switch formula.operation {
    case .variable: value = { $0 }
    case .number, .constant:
      let constant = arithmetic.value(of: formula, at: 0)
      value = { _ in constant }
    case .sum(let terms): value = fold(terms) { $0 + $1 }
    case .product(let factors): value = fold(factors) { $0 * $1 }
    case .minimum(let all): value = fold(all) { arithmetic.minimum($0, $1) }
    case .maximum(let all): value = fold(all) { arithmetic.maximum($0, $1) }
    case .negation(let f):
      let f = CompiledFormula(f).value
      value = { -f($0) }
    case .quotient(let f, let g):
      let (f, g) = (CompiledFormula(f).value, CompiledFormula(g).value)
      value = { f($0) / g($0) }
    case .power(let f, let g):
      let base = CompiledFormula(f).value
      if let exponent = g.rational?.exactInt {
        value = { arithmetic.power(base($0), exponent) }
      } else {
        let exponent = CompiledFormula(g).value
        value = { arithmetic.power(base($0), exponent($0)) }
      }
    case .apply(let function, let f):
      let f = CompiledFormula(f).value
      value = { arithmetic.apply(function, f($0)) }
    case .piecewise(let branches, let otherwise):
      let cases = branches.map {
        (CompiledCondition($0.condition).holds, CompiledFormula($0.value).value)
      }
      let otherwise = otherwise.map { CompiledFormula($0).value }
      value = { x in
        for (holds, value) in cases where holds(x) { return value(x) }
        return otherwise?(x) ?? .nan
      }
    }
  }
}

extension Formula {
  /// The formula with the branches that are selected at `x` in place of all distinctions of cases.
  func selected(at x: Double) -> Formula {
    if case .piecewise(let branches, let otherwise) = operation {
      let chosen = branches.first { CompiledCondition($0.condition).holds(x) }
      return (chosen?.value ?? otherwise)?.selected(at: x) ?? self
    }
    return Formula(operation.mapChildren { $0.selected(at: x) })
  }
}

/// A condition as a predicate on `Double`s.
private struct CompiledCondition: Sendable {
  let holds: @Sendable (Double) -> Bool

  init(_ condition: Condition) {
    switch condition {
    case .truth(let truth): holds = { _ in truth }
    case .comparison(let f, let relation, let g):
      let (f, g) = (CompiledFormula(f).value, CompiledFormula(g).value)
      switch relation {
      case .less: holds = { f($0) < g($0) }
      case .lessOrEqual: holds = { f($0) <= g($0) }
      case .greater: holds = { f($0) > g($0) }
      case .greaterOrEqual: holds = { f($0) >= g($0) }
      case .equal: holds = { f($0) == g($0) }
      case .notEqual: holds = { f($0) != g($0) }
      }
    case .conjunction(let all):
      let all = all.map { CompiledCondition($0).holds }
      holds = { x in all.allSatisfy { $0(x) } }
    case .disjunction(let all):
      let all = all.map { CompiledCondition($0).holds }
      holds = { x in all.contains { $0(x) } }
    case .negation(let condition):
      let inner = CompiledCondition(condition).holds
      holds = { !inner($0) }
    }
  }
}
