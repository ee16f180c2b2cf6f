import Formulas
import Reals

/// Evaluates a constant formula from the inside out, as a person does with a table of logarithms,
/// and writes every operation down.
struct HandCalculation {
  let evaluator: ConstantEvaluator
  /// The significant digits carried.
  let digits: Int
  /// What was written so far.
  private(set) var steps: [ManualCalculation.Step] = []
  private var known: [Formula: ShownNumber] = [:]

  init(evaluator: ConstantEvaluator, digits: Int) {
    self.evaluator = evaluator
    self.digits = digits
  }

  /// Adds a line.
  mutating func write(_ step: ManualCalculation.Step) { steps.append(step) }

  /// The value of a constant formula without piecewise parts.
  ///
  /// - Throws: where it has no value, or no digit of it can be told.
  mutating func value(of formula: Formula) throws(EvaluationError) -> ShownNumber {
    if let result = known[formula] { return result }
    let result = try compute(formula)
    known[formula] = result
    return result
  }

  private mutating func compute(_ formula: Formula) throws(EvaluationError) -> ShownNumber {
    switch formula.operation {
    case .number(let value): return ShownNumber(value)
    case .negation(let f): return try value(of: f).negative
    case .apply(.softplus, let u): return try expand(formula, .apply(.ln, 1 + .apply(.exp, u)))
    case .apply(.sigmoid, let u): return try expand(formula, 1 / (1 + .apply(.exp, -u)))
    default: break
    }
    if formula.isRationalArithmetic, let rational = try exactly(formula) {
      steps.append(.equal(formula.latex(), Formula.number(rational).latex(), .arithmetic))
      return ShownNumber(rational)
    }
    var operands: [ShownNumber] = []
    for child in formula.operation.children { operands.append(try value(of: child)) }
    var next = operands[...]
    let written = Formula(formula.operation.mapChildren { next.popFirst()?.formula ?? $0 })
    let left = operands.reduce(written.latex()) { $1.withAllDigits($0) }
    let note = formula.operation.note
    let hasExactOperands = operands.allSatisfy { $0.digits == nil }
    if let rational = try exactly(formula) {
      let isExact = hasExactOperands
      steps.append(
        ManualCalculation.Step(
          left: left, right: Formula.number(rational).latex(),
          relation: isExact ? "=" : "\\approx", exact: isExact, digits: nil, note: note))
      return ShownNumber(rational)
    }
    let propagated = try combine(formula.operation, operands.map(\.ball))
    guard
      let shown = ShownNumber(
        formula, propagated: propagated, digits: digits, tolerance: note == .arithmetic ? 2 : 4)
    else {
      throw .undecided(Reason(.carriedDigits))
    }
    steps.append(
      ManualCalculation.Step(
        left: left, right: shown.latex, relation: "\\approx", exact: false,
        digits: shown.digits, note: note))
    return shown
  }

  private mutating func expand(
    _ formula: Formula, _ definition: Formula
  ) throws(EvaluationError) -> ShownNumber {
    steps.append(.equal(formula.latex(), definition.latex(), .definition))
    return try value(of: definition)
  }

  /// The value when it is a rational number short enough to be written down.
  private func exactly(_ formula: Formula) throws(EvaluationError) -> Rational? {
    do throws(EvaluationError) {
      let value = try evaluator.exact.evaluate(formula, at: evaluator.exact.number(0))
      guard let rational = value.rational, rational.bitWidth <= 128,
        Formula.number(rational).latex().count <= 32
      else { return nil }
      return rational
    } catch .undecided {
      return nil
    }
  }

  /// The operation on all numbers that the operands may be.
  private func combine(
    _ operation: Formula.Operation, _ operands: [Ball]
  ) throws(EvaluationError) -> Ball {
    let balls = BallArithmetic(precision: ShownNumber.precision)
    func fold(
      _ combine: (Ball, Ball) throws(EvaluationError) -> Ball
    ) throws(EvaluationError) -> Ball {
      guard var result = operands.first else { throw .undefined(Reason(.missingOperand)) }
      for operand in operands.dropFirst() { result = try combine(result, operand) }
      return result
    }
    switch operation {
    case .sum: return try fold(balls.sum)
    case .product: return try fold(balls.product)
    case .minimum: return try fold(balls.minimum)
    case .maximum: return try fold(balls.maximum)
    case .quotient: return try fold(balls.quotient)
    case .power(_, let exponent):
      if let whole = exponent.rational?.exactInt, let base = operands.first {
        return try balls.power(base, whole)
      }
      return try fold { a, b throws(EvaluationError) in try balls.power(a, b) }
    case .apply(let function, _):
      guard let operand = operands.first else { throw .undefined(Reason(.missingOperand)) }
      return try balls.apply(function, operand)
    case .constant(let value): return try balls.constant(value)
    case .variable, .number, .negation, .piecewise:
      throw .undecided(Reason(.missingOperand))
    }
  }
}

extension Formula {
  /// Whether it is built from numbers by the four operations and integer powers.
  fileprivate var isRationalArithmetic: Bool {
    switch operation {
    case .number: true
    case .sum, .product, .negation, .quotient, .power:
      operation.children.allSatisfy(\.isRationalArithmetic)
    default: false
    }
  }
}

extension Formula.Operation {
  /// What a step that carries out the operation does.
  fileprivate var note: ManualCalculation.Note {
    switch self {
    case .apply(.exp, _), .apply(.expm1, _): .exponential
    case .apply(.ln, _), .apply(.log1p, _): .logarithm
    case .power, .apply(.sqrt, _), .apply(.cbrt, _): .power
    case .apply: .function
    case .minimum, .maximum: .extremum
    default: .arithmetic
    }
  }
}
