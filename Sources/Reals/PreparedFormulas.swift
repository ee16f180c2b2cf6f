import Formulas

/// Formulas made ready for many arguments over one arithmetic: for each argument a subformula is
/// computed at most once, whichever of the formulas ask for it, and a constant once for all.
///
/// Not `Sendable`, like the numbers it remembers.
public final class PreparedFormulas<Arithmetic: RealArithmetic> {
  fileprivate let arithmetic: Arithmetic
  fileprivate let program: FormulaProgram
  fileprivate let results: [Int]
  /// The values of the constant steps, as far as they were needed.
  fileprivate var constants: [Arithmetic.Value?]

  /// The formulas, to be asked for by their place in the list.
  public init(_ formulas: [Formula], over arithmetic: Arithmetic) {
    self.arithmetic = arithmetic
    var program = FormulaProgram()
    results = formulas.map { program.index(of: $0) }
    self.program = program
    constants = Array(repeating: nil, count: program.steps.count)
  }

  /// The evaluation where the variable is `argument`.
  public func evaluation(at argument: Arithmetic.Value) -> PreparedEvaluation<Arithmetic> {
    PreparedEvaluation(of: self, at: argument)
  }
}

/// The values of prepared formulas at one argument, computed as they are asked for.
public struct PreparedEvaluation<Arithmetic: RealArithmetic> {
  private let prepared: PreparedFormulas<Arithmetic>
  private let arithmetic: Arithmetic
  private let argument: Arithmetic.Value
  private var values: [Arithmetic.Value?]

  fileprivate init(of prepared: PreparedFormulas<Arithmetic>, at argument: Arithmetic.Value) {
    self.prepared = prepared
    self.argument = argument
    arithmetic = prepared.arithmetic
    values = prepared.constants
  }

  /// The value of the formula at that place in the list.
  ///
  /// Only the branch that a piecewise formula selects needs to be defined.
  public mutating func value(ofFormula place: Int) throws(EvaluationError) -> Arithmetic.Value {
    try value(prepared.results[place])
  }

  private mutating func value(_ index: Int) throws(EvaluationError) -> Arithmetic.Value {
    if let known = values[index] { return known }
    let result = try compute(prepared.program.steps[index])
    values[index] = result
    if prepared.program.isConstant[index] { prepared.constants[index] = result }
    return result
  }

  private mutating func compute(
    _ step: FormulaProgram.Step
  ) throws(EvaluationError) -> Arithmetic.Value {
    switch step {
    case .variable: return argument
    case .number(let value): return try arithmetic.number(value)
    case .constant(let value): return try arithmetic.constant(value)
    case .sum(let terms): return try fold(terms, arithmetic.sum)
    case .product(let factors): return try fold(factors, arithmetic.product)
    case .minimum(let all): return try fold(all, arithmetic.minimum)
    case .maximum(let all): return try fold(all, arithmetic.maximum)
    case .negation(let f): return try arithmetic.negative(value(f))
    case .quotient(let f, let g): return try arithmetic.quotient(value(f), value(g))
    case .integerPower(let f, let exponent): return try arithmetic.power(value(f), exponent)
    case .power(let f, let g): return try arithmetic.power(value(f), value(g))
    case .apply(let function, let f): return try arithmetic.apply(function, value(f))
    case .piecewise(let branches, let otherwise):
      return try select(branches[...], otherwise: otherwise)
    }
  }

  private mutating func fold(
    _ operands: [Int],
    _ combine: (Arithmetic.Value, Arithmetic.Value) throws(EvaluationError) -> Arithmetic.Value
  ) throws(EvaluationError) -> Arithmetic.Value {
    guard let first = operands.first else { throw .undefined(Reason(.missingOperand)) }
    var result = try value(first)
    for operand in operands.dropFirst() { result = try combine(result, value(operand)) }
    return result
  }

  private mutating func select(
    _ branches: ArraySlice<FormulaProgram.Branch>, otherwise: Int?
  ) throws(EvaluationError) -> Arithmetic.Value {
    guard let branch = branches.first else {
      guard let otherwise else { return try arithmetic.valueWithoutBranch() }
      return try value(otherwise)
    }
    switch try holds(branch.condition) {
    case true?: return try value(branch.value)
    case false?: return try select(branches.dropFirst(), otherwise: otherwise)
    case nil:
      let (chosen, rest) = (result(of: branch.value), rest(of: branches, otherwise: otherwise))
      switch (chosen, rest) {
      case (.success(let a), .success(let b)): return try arithmetic.union(a, b)
      case (.failure(.undefined), .failure(.undefined(let reason))): throw .undefined(reason)
      // Undefined in one of two cases, which are open.
      case (.success, .failure(.undefined)), (.failure(.undefined), .success):
        throw .undecided(Reason(.condition))
      case (.failure(.undefined), .failure(let error)), (.failure(let error), _),
        (.success, .failure(let error)):
        throw error
      }
    }
  }

  private mutating func result(of place: Int) -> Result<Arithmetic.Value, EvaluationError> {
    do { return .success(try value(place)) } catch { return .failure(error) }
  }

  private mutating func rest(
    of branches: ArraySlice<FormulaProgram.Branch>, otherwise: Int?
  ) -> Result<Arithmetic.Value, EvaluationError> {
    do { return .success(try select(branches.dropFirst(), otherwise: otherwise)) } catch {
      return .failure(error)
    }
  }

  private mutating func holds(_ test: FormulaProgram.Test) throws(EvaluationError) -> Bool? {
    switch test {
    case .truth(let truth): return truth
    case .comparison(let f, let relation, let g):
      return try arithmetic.relation(value(f), relation, value(g))
    case .negation(let inner): return try holds(inner).map(!)
    case .conjunction(let all): return try decide(all, settledBy: false)
    case .disjunction(let all): return try decide(all, settledBy: true)
    }
  }

  /// The conjunction or disjunction: one condition with the settling value settles it.
  private mutating func decide(
    _ tests: [FormulaProgram.Test], settledBy settling: Bool
  ) throws(EvaluationError) -> Bool? {
    var result: Bool? = !settling
    for test in tests {
      switch try holds(test) {
      case settling: return settling
      case nil: result = nil
      default: continue
      }
    }
    return result
  }
}
