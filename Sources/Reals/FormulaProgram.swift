import Formulas

/// Formulas as one list of operations, each different subformula once.
package struct FormulaProgram: Sendable {
  /// An operation on the results of other steps, which are named by their index.
  package enum Step: Sendable {
    case variable
    case number(Rational)
    case constant(Formula.Constant)
    case sum([Int])
    case product([Int])
    case minimum([Int])
    case maximum([Int])
    case negation(Int)
    case quotient(Int, Int)
    case integerPower(Int, exponent: Int)
    case power(Int, Int)
    case apply(ElementaryFunction, Int)
    case piecewise([Branch], otherwise: Int?)
  }

  /// One case of a piecewise formula.
  package struct Branch: Sendable {
    package let condition: Test
    package let value: Int
  }

  /// A condition on the results of other steps.
  package indirect enum Test: Sendable {
    case truth(Bool)
    case comparison(Int, Condition.Relation, Int)
    case conjunction([Test])
    case disjunction([Test])
    case negation(Test)
  }

  package private(set) var steps: [Step] = []
  /// Whether the result of a step does not depend on the variable.
  package private(set) var isConstant: [Bool] = []
  private var indices: [Formula: Int] = [:]

  /// A program without steps.
  package init() {}

  /// The index of the step that computes the formula; its steps are added if they are new.
  package mutating func index(of formula: Formula) -> Int {
    if let known = indices[formula] { return known }
    let step = step(formula.operation)
    steps.append(step)
    isConstant.append(!formula.containsVariable)
    indices[formula] = steps.count - 1
    return steps.count - 1
  }

  private mutating func step(_ operation: Formula.Operation) -> Step {
    switch operation {
    case .variable: return .variable
    case .number(let value): return .number(value)
    case .constant(let value): return .constant(value)
    case .sum(let terms): return .sum(terms.map { index(of: $0) })
    case .product(let factors): return .product(factors.map { index(of: $0) })
    case .minimum(let all): return .minimum(all.map { index(of: $0) })
    case .maximum(let all): return .maximum(all.map { index(of: $0) })
    case .negation(let f): return .negation(index(of: f))
    case .quotient(let f, let g): return .quotient(index(of: f), index(of: g))
    case .power(let f, let g):
      if let exponent = g.rational?.exactInt {
        return .integerPower(index(of: f), exponent: exponent)
      }
      return .power(index(of: f), index(of: g))
    case .apply(let function, let f): return .apply(function, index(of: f))
    case .piecewise(let branches, let otherwise):
      let parts = branches.map { Branch(condition: test($0.condition), value: index(of: $0.value)) }
      return .piecewise(parts, otherwise: otherwise.map { index(of: $0) })
    }
  }

  private mutating func test(_ condition: Condition) -> Test {
    switch condition {
    case .truth(let truth): .truth(truth)
    case .comparison(let f, let relation, let g):
      .comparison(index(of: f), relation, index(of: g))
    case .conjunction(let all): .conjunction(all.map { test($0) })
    case .disjunction(let all): .disjunction(all.map { test($0) })
    case .negation(let inner): .negation(test(inner))
    }
  }
}
