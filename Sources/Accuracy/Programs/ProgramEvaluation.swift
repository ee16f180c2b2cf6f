import CKernels
import FloatFormats
import Formulas
import Foundation

/// Evaluates a straight-line program on blocks of inputs, with memory of its own.
///
/// With bounds, each value comes with a bound of its distance from the real number that the steps define,
/// numbers that are approximations included. Not `Sendable`: one task uses it at a time.
final class ProgramEvaluation {
  /// The longest block; by default a sixteenth of a block of a sweep and some more, for the one that follows.
  let capacity: Int
  private let program: StraightLineProgram
  private let format: FloatFormat?
  private let values: UnsafeMutablePointer<Double>
  private let bounds: UnsafeMutablePointer<Double>?
  private let operands: [[Int]]
  private let states: UnsafeMutablePointer<State>

  /// What is known of a step in the present block.
  private struct State {
    /// Whether it has been computed.
    var isKnown = false
    /// Whether all its values and bounds are the same, as those of exp(−|x|) are where x is large or small:
    /// what is made of them needs computing only once.
    var isUniform = false
    /// Where its values are: those of a selection may be those of what is selected.
    var home: Int
  }

  /// An evaluation of `program`; each operation is rounded to `format` if there is one.
  init(
    of program: StraightLineProgram, roundingTo format: FloatFormat? = nil,
    withBounds: Bool = false, capacity: Int = 544
  ) {
    self.program = program
    self.format = format == .float64 ? nil : format
    self.capacity = capacity
    let count = program.steps.count * capacity
    operands = program.steps.map { ProgramBuilder.operands(of: $0) }
    states = .allocate(capacity: program.steps.count)
    values = .allocate(capacity: count)
    bounds = withBounds ? .allocate(capacity: count) : nil
    for (place, step) in program.steps.enumerated() {
      (states + place).initialize(to: State(home: place))
      switch step {
      case .input:
        bounds.map { ($0 + place * capacity).initialize(repeating: 0, count: capacity) }
      case .number(let value, let error):
        (states[place].isKnown, states[place].isUniform) = (true, true)
        (values + place * capacity).initialize(repeating: value, count: capacity)
        bounds.map { ($0 + place * capacity).initialize(repeating: error, count: capacity) }
      // The others are computed before they are used.
      default: break
      }
    }
  }

  deinit {
    states.deallocate()
    values.deallocate()
    bounds?.deallocate()
  }

  /// The values for `inputs`, at most ``capacity`` of them; overwritten by the next call.
  func values(at inputs: UnsafeBufferPointer<Double>) -> UnsafeBufferPointer<Double> {
    let count = min(inputs.count, capacity)
    guard let source = inputs.baseAddress else { return UnsafeBufferPointer(start: nil, count: 0) }
    for (place, step) in program.steps.enumerated() {
      switch step {
      case .number: break
      case .input:
        let target = value(place)
        let limit = program.largestInput
        for i in 0..<count { target[i] = Swift.min(Swift.max(source[i], -limit), limit) }
        (states[place].isKnown, states[place].isUniform) = (true, agree(at: place, count))
      default: states[place].isKnown = false
      }
    }
    evaluate(program.steps.count - 1, count)
    return UnsafeBufferPointer(start: value(program.steps.count - 1), count: count)
  }

  /// Computes a step after those that it needs: of a selection that is the same for the whole block, only what is
  /// selected.
  private func evaluate(_ place: Int, _ count: Int) {
    guard !states[place].isKnown else { return }
    states[place] = State(isKnown: true, home: place)
    let step = program.steps[place]
    if case .select(let relation, let a, let b, let yes, let no) = step {
      evaluate(a, count)
      evaluate(b, count)
      let decision = ck_decision(
        relation.code, value(a), bound(a), value(b), bound(b), count)
      if decision >= 0 {
        let chosen = decision == 1 ? yes : no
        evaluate(chosen, count)
        states[place] = states[chosen]
        return
      }
    }
    for operand in operands[place] { evaluate(operand, count) }
    if operands[place].allSatisfy({ states[$0].isUniform }) {
      compute(step, at: place, 1)
      spread(place, count)
      states[place].isUniform = true
    } else {
      compute(step, at: place, count)
      states[place].isUniform = agree(at: place, count)
    }
  }

  /// The bounds of the values that the last call of ``values(at:)`` gave; only of an evaluation with bounds.
  var lastBounds: UnsafePointer<Double>? {
    bound(program.steps.count - 1).map { UnsafePointer($0) }
  }

  private func value(_ place: Int) -> UnsafeMutablePointer<Double> {
    values + states[place].home * capacity
  }

  private func bound(_ place: Int) -> UnsafeMutablePointer<Double>? {
    bounds.map { $0 + states[place].home * capacity }
  }

  /// Whether the first `count` values and bounds of a step are the same to the bit.
  private func agree(at place: Int, _ count: Int) -> Bool {
    func agree(_ numbers: UnsafeMutablePointer<Double>) -> Bool {
      memcmp(numbers, numbers + 1, (count - 1) * MemoryLayout<Double>.stride) == 0
    }
    return count > 0 && agree(value(place)) && (bound(place).map(agree) ?? true)
  }

  /// Gives the first `count` places of a step the value and bound of the first.
  private func spread(_ place: Int, _ count: Int) {
    for numbers in [value(place), bound(place)] {
      numbers?.update(repeating: numbers?.pointee ?? 0, count: count)
    }
  }

  private func compute(_ step: StraightLineProgram.Step, at place: Int, _ count: Int) {
    switch step {
    case .input, .number: break
    case .sum(let a, let b): operate(CK_SUM, a, b, place, count)
    case .product(let a, let b): operate(CK_PRODUCT, a, b, place, count)
    case .quotient(let a, let b): operate(CK_QUOTIENT, a, b, place, count)
    case .power(let a, let b): operate(CK_POWER, a, b, place, count)
    case .negation(let a): operate(CK_NEGATION, a, a, place, count)
    case .call(let function, let a): operate(function.code, a, a, place, count)
    case .select(let relation, let a, let b, let yes, let no):
      ck_select_values(
        relation.code, value(a), value(b), value(yes), value(no), value(place), count)
      if let e = bound(place), let ea = bound(a), let eb = bound(b), let eyes = bound(yes),
        let eno = bound(no)
      {
        ck_select_bounds(
          relation.code, value(a), ea, value(b), eb, value(yes), eyes, value(no), eno, e, count)
      }
    }
  }

  private func operate(_ code: ck_step, _ a: Int, _ b: Int, _ place: Int, _ count: Int) {
    ck_step_values(code, value(a), value(b), value(place), count)
    format?.round(UnsafeMutableBufferPointer(start: value(place), count: count))
    if let e = bound(place), let ea = bound(a), let eb = bound(b) {
      ck_step_bounds(code, value(a), ea, value(b), eb, value(place), e, count)
    }
  }
}

extension StraightLineProgram.Function {
  fileprivate var code: ck_step {
    switch self {
    case .exp: CK_EXP
    case .expm1: CK_EXPM1
    case .log: CK_LOG
    case .log1p: CK_LOG1P
    case .tanh: CK_TANH
    case .sinh: CK_SINH
    case .cosh: CK_COSH
    case .erf: CK_ERF
    case .erfc: CK_ERFC
    case .erfcx: CK_ERFCX
    case .sin: CK_SIN
    case .cos: CK_COS
    case .tan: CK_TAN
    case .atan: CK_ATAN
    case .cbrt: CK_CBRT
    case .sign: CK_SIGN
    case .sqrt: CK_SQRT
    case .abs: CK_ABS
    case .floor: CK_FLOOR
    }
  }
}

extension Condition.Relation {
  fileprivate var code: ck_relation {
    switch self {
    case .less: CK_LESS
    case .lessOrEqual: CK_LESS_EQUAL
    case .greater: CK_GREATER
    case .greaterOrEqual: CK_GREATER_EQUAL
    case .equal: CK_EQUAL
    case .notEqual: CK_NOT_EQUAL
    }
  }
}
