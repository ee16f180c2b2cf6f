import Formulas
import Foundation
import Reals

/// Formulas as functions of `Double`s that can be called millions of times, for one number or for a
/// buffer of them.
///
/// The formulas become one list of operations, each different subformula once; an operation is
/// carried out for a block of numbers before the next one begins. It computes what
/// `FloatArithmetic` computes, operation by operation, but for the three primitives that lose
/// digits or overflow in their naive form: `sigmoid`, `softplus` and `Phi` are evaluated stably.
public struct CompiledFormula: Sendable {
  /// An operation on the results of other ones, which are named by their slot.
  enum Operation: Sendable {
    case sum(Int, Int)
    case product(Int, Int)
    case quotient(Int, Int)
    case negation(Int)
    case minimum(Int, Int)
    case maximum(Int, Int)
    case integerPower(Int, Int)
    case power(Int, Int)
    case apply(ElementaryFunction, Int)
    /// 1 where the relation holds, else 0; so are the results of the three after it.
    case comparison(Int, Condition.Relation, Int)
    case conjunction(Int, Int)
    case disjunction(Int, Int)
    case not(Int)
    /// The second where the first is not 0, else the third.
    case selection(Int, Int, Int)
  }

  /// Slot 0 holds the argument, the next ones the constants, then come the results.
  let constants: [Double]
  let operations: [Operation]
  let results: [Int]

  /// So many numbers go through an operation at once.
  static let block = 256

  /// The number of slots that an evaluation needs for each number.
  var slotCount: Int { 1 + constants.count + operations.count }

  /// The function that `formula` is.
  public init(_ formula: Formula) { self.init([formula]) }

  /// The functions that `formulas` are; what they have in common is computed once.
  init(_ formulas: [Formula]) {
    var program = FormulaProgram()
    let roots = formulas.map { program.index(of: $0) }
    var compilation = FormulaCompilation(program)
    let nodes = roots.map { compilation.nodes[$0] }
    compilation.finish()
    constants = compilation.constants
    operations = compilation.operations
    results = nodes.map { compilation.slot($0) }
  }

  /// The value of the first formula at `x`; NaN where there is none.
  public func value(_ x: Double) -> Double { value(x, of: 0) }

  /// The value of the formula at that place in the list; NaN where there is none.
  func value(_ x: Double, of index: Int) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: slotCount) { slots in
      guard let base = slots.baseAddress else { return .nan }
      prepare(base, stride: 1)
      base[0] = x
      run(base, stride: 1, count: 1)
      return base[results[index]]
    }
  }

  /// Fills in the constants, for `stride` numbers.
  func prepare(_ slots: UnsafeMutablePointer<Double>, stride: Int) {
    for (index, constant) in constants.enumerated() {
      (slots + (index + 1) * stride).update(repeating: constant, count: stride)
    }
  }
}

/// The buffer of one task that evaluates a compiled formula again and again.
final class CompiledFormulaWorkspace {
  private let formula: CompiledFormula
  private let slots: UnsafeMutablePointer<Double>

  /// A buffer for `formula`.
  init(_ formula: CompiledFormula) {
    self.formula = formula
    slots = .allocate(capacity: formula.slotCount * CompiledFormula.block)
    slots.initialize(repeating: 0, count: formula.slotCount * CompiledFormula.block)
    formula.prepare(slots, stride: CompiledFormula.block)
  }

  deinit { slots.deallocate() }

  /// The values of the first formulas of the list at `count` numbers, each into a buffer.
  func evaluate(
    _ x: UnsafePointer<Double>, count: Int, into first: UnsafeMutablePointer<Double>,
    _ second: UnsafeMutablePointer<Double>
  ) {
    let block = CompiledFormula.block
    var start = 0
    while start < count {
      let size = min(block, count - start)
      slots.update(from: x + start, count: size)
      formula.run(slots, stride: block, count: size)
      (first + start).update(from: slots + formula.results[0] * block, count: size)
      (second + start).update(from: slots + formula.results[1] * block, count: size)
      start += size
    }
  }
}
