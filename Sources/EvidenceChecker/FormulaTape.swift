import Formulas

/// A formula as a list of steps, equal subformulas once, and logistic forms by their functions.
struct FormulaTape {
  enum Step {
    case variable
    case number(Rational)
    case constant(Formula.Constant)
    case sum([Int])
    case product([Int])
    case negation(Int)
    case quotient(Int, Int)
    case constantPower(Int, Rational)
    case power(Int, Int)
    case apply(ElementaryFunction, Int)
  }

  private(set) var steps: [Step] = []
  /// The subformulas without the variable, by their steps.
  private(set) var constants: [Int: Formula] = [:]
  private var known: [Formula: Int] = [:]

  /// The steps, or `nil` for a formula with cases.
  init?(_ formula: Formula) { guard append(formula) != nil else { return nil } }

  private mutating func append(_ formula: Formula) -> Int? {
    if let index = known[formula] { return index }
    if let form = formula.logisticForm {
      let index = append(form)
      known[formula] = index
      return index
    }
    guard let step = step(formula.operation) else { return nil }
    steps.append(step)
    if !formula.containsVariable { constants[steps.count - 1] = formula }
    known[formula] = steps.count - 1
    return steps.count - 1
  }

  private mutating func step(_ operation: Formula.Operation) -> Step? {
    switch operation {
    case .variable: return .variable
    case .number(let value): return .number(value)
    case .constant(let value): return .constant(value)
    case .sum(let terms): return append(terms).map(Step.sum)
    case .product(let factors): return append(factors).map(Step.product)
    case .negation(let f): return append(f).map(Step.negation)
    case .quotient(let f, let g):
      guard let operands = append([f, g]) else { return nil }
      return .quotient(operands[0], operands[1])
    case .power(let f, let g):
      if let exponent = g.rational { return append(f).map { .constantPower($0, exponent) } }
      guard let operands = append([f, g]) else { return nil }
      return .power(operands[0], operands[1])
    case .apply(let function, let f): return append(f).map { .apply(function, $0) }
    case .minimum, .maximum, .piecewise: return nil
    }
  }

  private mutating func append(_ formulas: [Formula]) -> [Int]? {
    var result: [Int] = []
    for formula in formulas {
      guard let index = append(formula) else { return nil }
      result.append(index)
    }
    return result
  }
}

/// Evaluates one formula with one precision; constants are computed once.
final class TapeEvaluator {
  let bounds: BoundsArithmetic
  private let tape: FormulaTape
  private var constants: [Jet?]

  init(_ tape: FormulaTape, precision: Int) {
    self.tape = tape
    bounds = BoundsArithmetic(precision: precision)
    constants = Array(repeating: nil, count: tape.steps.count)
  }

  /// How many intervals one search may examine: the fewer, the longer the formula.
  var pieces: Int { min(2000, max(200, 80_000 / tape.steps.count)) }

  /// The value and the derivatives up to an order on all of `argument`; `nil` where they are not
  /// known to exist.
  func expansion(on argument: Bounds, order: Int) -> Jet? {
    let arithmetic = JetArithmetic(bounds: bounds, order: order)
    let variable = order == 0 ? Jet(argument) : Jet([argument, Bounds(1, 1)])
    var values: [Jet] = []
    values.reserveCapacity(tape.steps.count)
    for (index, step) in tape.steps.enumerated() {
      if let constant = constants[index] {
        values.append(constant)
        continue
      }
      guard let value = value(of: step, variable, values, arithmetic) else { return nil }
      values.append(value)
      if tape.constants[index] != nil { constants[index] = value }
    }
    return values.last
  }

  /// The value on all of `argument`.
  func value(on argument: Bounds) -> Bounds? { expansion(on: argument, order: 0)?.value }

  private func value(
    of step: FormulaTape.Step, _ variable: Jet, _ values: [Jet], _ arithmetic: JetArithmetic
  ) -> Jet? {
    switch step {
    case .variable: variable
    case .number(let value): Jet(bounds.number(value))
    case .constant(let value): bounds.constant(value).map { Jet($0) }
    case .sum(let terms): fold(terms, values, arithmetic.sum)
    case .product(let factors): fold(factors, values, arithmetic.product)
    case .negation(let f): arithmetic.negative(values[f])
    case .quotient(let f, let g):
      arithmetic.power(values[g], -1).map { arithmetic.product(values[f], $0) }
    case .constantPower(let f, let exponent): arithmetic.power(values[f], exponent)
    case .power(let f, let g): arithmetic.power(values[f], values[g])
    case .apply(let function, let f): arithmetic.apply(function, values[f])
    }
  }

  private func fold(_ operands: [Int], _ values: [Jet], _ combine: (Jet, Jet) -> Jet) -> Jet? {
    guard let first = operands.first else { return nil }
    return operands.dropFirst().reduce(values[first]) { combine($0, values[$1]) }
  }
}
