import BigInt
import Calculus
import FloatFormats
import Formulas
import Reals

/// Where intermediate values of a formula as written leave the range or the precision of a
/// floating-point format.
struct OverflowThresholds {
  let points: PointArithmetic
  let oracle: SignOracle

  /// The pieces of the function, which tell whether an operation belongs to the branch that is
  /// selected where it overflows; none where that does not matter.
  let cells: [Cell]

  /// Overflow of every exponential, and absorption of exp(u) by 1 inside a logarithm.
  func traps(of formula: Formula) -> [Trap] {
    var exponentials: [Formula] = []
    var logarithms: [Formula] = []
    collect(formula, &exponentials, &logarithms)
    return exponentials.flatMap { operation in
      FloatFormat.allCases.flatMap { overflow(of: operation, in: $0) }
    } + logarithms.flatMap { u in FloatFormat.allCases.flatMap { absorption(of: u, in: $0) } }
  }

  /// Exponentials, and the arguments of those added to 1 under a logarithm.
  private func collect(
    _ f: Formula, _ exponentials: inout [Formula], _ logarithms: inout [Formula]
  ) {
    guard f.containsVariable else { return }
    if f.exponent != nil, !exponentials.contains(f) { exponentials.append(f) }
    if case .apply(.ln, let argument) = f.operation, let u = argument.exponentInOnePlusExp,
      !logarithms.contains(u)
    {
      logarithms.append(u)
    }
    for child in f.operation.children { collect(child, &exponentials, &logarithms) }
  }

  private func overflow(of operation: Formula, in format: FloatFormat) -> [Trap] {
    guard let u = operation.exponent else { return [] }
    let limit = Formula.apply(.ln, .number(Rational(format.overflowThreshold)))
    return halfLines(where: u, exceeds: limit).map { interval, threshold in
      Trap(
        kind: .overflow, over: points.describe(interval), format: format.rawValue,
        operation: operation.text(), threshold: threshold,
        isSelected: isSelected(operation, on: interval))
    }
  }

  /// Whether a program that follows the conditions computes the operation somewhere on the interval;
  /// so where that is in doubt.
  private func isSelected(_ operation: Formula, on interval: OpenInterval) -> Bool {
    guard !cells.isEmpty, !operation.hasSwitch else { return true }
    return cells.contains { cell in
      guard case .analytic(let formula) = cell.content else { return false }
      if let end = cell.interval.upper, let start = interval.lower,
        let order = try? points.compare(end.value, start.value), order <= 0
      {
        return false
      }
      if let start = cell.interval.lower, let end = interval.upper,
        let order = try? points.compare(start.value, end.value), order >= 0
      {
        return false
      }
      return formula.contains(operation)
    }
  }

  /// 1 + exp(u) rounds to 1 when exp(u) ≤ 2^(−p).
  private func absorption(of u: Formula, in format: FloatFormat) -> [Trap] {
    let limit = Formula.number(Rational(format.precision)) * .apply(.ln, 2)
    return halfLines(where: -u, exceeds: limit).map { interval, threshold in
      Trap(
        kind: .absorption, over: points.describe(interval), format: format.rawValue,
        operation: (1 + Formula.apply(.exp, u)).text(), threshold: threshold)
    }
  }

  /// Where u > limit, for u whose crossings have a closed form.
  private func halfLines(
    where u: Formula, exceeds limit: Formula
  ) -> [(OpenInterval, ExactNumber)] {
    guard case .points(let crossings) = oracle.candidates((u - limit).simplified),
      !crossings.isEmpty
    else { return [] }
    var result: [(OpenInterval, ExactNumber)] = []
    for index in 0...crossings.count {
      let interval = OpenInterval(
        lower: index > 0 ? crossings[index - 1] : nil,
        upper: index < crossings.count ? crossings[index] : nil)
      guard let sample = try? points.sample(in: interval),
        (try? oracle.sign(of: u - limit, at: sample)) == 1
      else { continue }
      let finite = index > 0 ? crossings[index - 1] : crossings[0]
      result.append((interval, points.describe(finite)))
    }
    return result
  }
}

extension Formula {
  /// u for exp(u), exp(u) − 1 and e^u, which overflow alike.
  fileprivate var exponent: Formula? {
    switch operation {
    case .apply(.exp, let u), .apply(.expm1, let u): u
    case .power(let base, let u) where base == .constant(.e): u
    default: nil
    }
  }

  /// Whether a condition, or a function that acts like one, occurs.
  fileprivate var hasSwitch: Bool {
    switch operation {
    case .piecewise, .minimum, .maximum, .apply(.abs, _), .apply(.sign, _), .apply(.floor, _): true
    default: operation.children.contains(where: \.hasSwitch)
    }
  }

  fileprivate func contains(_ part: Formula) -> Bool {
    self == part || operation.children.contains { $0.contains(part) }
  }
}
