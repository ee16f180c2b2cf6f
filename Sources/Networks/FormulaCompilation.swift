import Formulas
import Reals

/// Turns the steps of a program into operations on two operands; what does not depend on the
/// variable is computed now.
struct FormulaCompilation {
  /// Where the result of a step will be.
  enum Node {
    case variable
    case constant(Int)
    case operation(Int)
  }

  private(set) var constants: [Double] = []
  private(set) var operations: [CompiledFormula.Operation] = []
  /// A node for each step of the program.
  private(set) var nodes: [Node] = []

  private var pending: [(kind: Kind, operands: [Node])] = []
  private var constantPlaces: [UInt64: Int] = [:]
  private let arithmetic = FloatArithmetic()

  /// An operation whose operands have no slots yet.
  private enum Kind {
    case sum, product, quotient, negation, minimum, maximum, power
    case integerPower(Int)
    case apply(ElementaryFunction)
    case comparison(Condition.Relation)
    case conjunction, disjunction, not, selection
  }

  init(_ program: FormulaProgram) {
    for step in program.steps { nodes.append(node(step)) }
  }

  /// Gives the operations their slots, once all constants are known.
  mutating func finish() {
    operations = pending.map { kind, operands in
      let slots = operands.map(slot)
      switch kind {
      case .sum: return .sum(slots[0], slots[1])
      case .product: return .product(slots[0], slots[1])
      case .quotient: return .quotient(slots[0], slots[1])
      case .negation: return .negation(slots[0])
      case .minimum: return .minimum(slots[0], slots[1])
      case .maximum: return .maximum(slots[0], slots[1])
      case .power: return .power(slots[0], slots[1])
      case .integerPower(let exponent): return .integerPower(slots[0], exponent)
      case .apply(let function): return .apply(function, slots[0])
      case .comparison(let relation): return .comparison(slots[0], relation, slots[1])
      case .conjunction: return .conjunction(slots[0], slots[1])
      case .disjunction: return .disjunction(slots[0], slots[1])
      case .not: return .not(slots[0])
      case .selection: return .selection(slots[0], slots[1], slots[2])
      }
    }
  }

  /// The slot of a node, once all constants are known.
  func slot(_ node: Node) -> Int {
    switch node {
    case .variable: 0
    case .constant(let index): 1 + index
    case .operation(let index): 1 + constants.count + index
    }
  }

  private mutating func node(_ step: FormulaProgram.Step) -> Node {
    switch step {
    case .variable: return .variable
    case .number(let value): return constant(arithmetic.number(value))
    case .constant(let value): return constant(arithmetic.constant(value))
    case .sum(let terms): return chain(.sum, terms)
    case .product(let factors): return chain(.product, factors)
    case .minimum(let all): return chain(.minimum, all)
    case .maximum(let all): return chain(.maximum, all)
    case .negation(let f): return add(.negation, [nodes[f]])
    case .quotient(let f, let g): return add(.quotient, [nodes[f], nodes[g]])
    case .integerPower(let f, let exponent): return add(.integerPower(exponent), [nodes[f]])
    case .power(let f, let g): return add(.power, [nodes[f], nodes[g]])
    case .apply(let function, let f): return add(.apply(function), [nodes[f]])
    case .piecewise(let branches, let otherwise):
      let last = otherwise.map { nodes[$0] } ?? constant(.nan)
      return branches.reversed().reduce(last) { rest, branch in
        add(.selection, [test(branch.condition), nodes[branch.value], rest])
      }
    }
  }

  private mutating func test(_ test: FormulaProgram.Test) -> Node {
    switch test {
    case .truth(let truth): return constant(truth ? 1 : 0)
    case .comparison(let f, let relation, let g):
      return add(.comparison(relation), [nodes[f], nodes[g]])
    case .conjunction(let all): return combine(.conjunction, all, neutral: 1)
    case .disjunction(let all): return combine(.disjunction, all, neutral: 0)
    case .negation(let inner): return add(.not, [self.test(inner)])
    }
  }

  private mutating func combine(
    _ kind: Kind, _ all: [FormulaProgram.Test], neutral: Double
  ) -> Node {
    let tests = all.map { test($0) }
    guard let first = tests.first else { return constant(neutral) }
    return tests.dropFirst().reduce(first) { add(kind, [$0, $1]) }
  }

  private mutating func chain(_ kind: Kind, _ steps: [Int]) -> Node {
    guard let first = steps.first else { return constant(.nan) }
    return steps.dropFirst().reduce(nodes[first]) { add(kind, [$0, nodes[$1]]) }
  }

  private mutating func constant(_ value: Double) -> Node {
    if let known = constantPlaces[value.bitPattern] { return .constant(known) }
    constants.append(value)
    constantPlaces[value.bitPattern] = constants.count - 1
    return .constant(constants.count - 1)
  }

  /// The operation, or its value where all operands are constants.
  private mutating func add(_ kind: Kind, _ operands: [Node]) -> Node {
    let values = operands.compactMap { node -> Double? in
      if case .constant(let index) = node { constants[index] } else { nil }
    }
    if values.count == operands.count { return constant(value(kind, values)) }
    pending.append((kind, operands))
    return .operation(pending.count - 1)
  }

  private func value(_ kind: Kind, _ a: [Double]) -> Double {
    switch kind {
    case .sum: a[0] + a[1]
    case .product: a[0] * a[1]
    case .quotient: a[0] / a[1]
    case .negation: -a[0]
    case .minimum: arithmetic.minimum(a[0], a[1])
    case .maximum: arithmetic.maximum(a[0], a[1])
    case .power: arithmetic.power(a[0], a[1])
    case .integerPower(let exponent): arithmetic.power(a[0], exponent)
    case .apply(let function): StableFunctions.value(of: function, at: a[0])
    case .comparison(let relation):
      arithmetic.relation(a[0], relation, a[1]) == true ? 1 : 0
    case .conjunction: a[0] != 0 && a[1] != 0 ? 1 : 0
    case .disjunction: a[0] != 0 || a[1] != 0 ? 1 : 0
    case .not: a[0] == 0 ? 1 : 0
    case .selection: a[0] != 0 ? a[1] : a[2]
    }
  }
}
