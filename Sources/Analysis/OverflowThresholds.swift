import BigInt
import Calculus
import FloatFormats
import Formulas
import Reals

/// Where intermediate values of a formula as written leave the range or the precision of a
/// floating-point format.
///
/// An operation is told where its exact result is rounded to an infinity, to nearest, while its
/// operands stay inside the range; that their own rounding moves the place a little is left aside.
struct OverflowThresholds {
  let points: PointArithmetic
  let oracle: SignOracle

  /// The pieces of the function, which tell whether an operation belongs to the branch that is
  /// selected where it overflows; none where that does not matter.
  let cells: [Cell]

  /// How many operations are examined, and how many nodes each may have.
  private static let limits = (operations: 32, nodes: 100)

  /// Overflow of every operation in which it begins, and absorption of exp(u) by 1 inside a logarithm.
  func traps(of formula: Formula) -> [Trap] {
    var found = Operations()
    found.collect(formula, isInBranch: false)
    let overflows = found.operations.prefix(Self.limits.operations).flatMap { operation in
      exactOverflows(of: operation, in: found) ?? searchedOverflows(of: operation, in: found)
    }
    return overflows
      + found.logarithms.flatMap { u in FloatFormat.arithmetic.flatMap { absorption(of: u, in: $0) }
      }
  }

  /// The operations of a formula that can overflow.
  private struct Operations {
    private(set) var operations: [FloatOperation] = []
    /// The arguments of exponentials that are added to 1 under a logarithm.
    private(set) var logarithms: [Formula] = []
    /// The nodes that occur outside of branches, or in conditions: they are always computed.
    private(set) var unconditional: Set<Formula> = []
    private var seen: Set<Formula> = []

    mutating func collect(_ f: Formula, isInBranch: Bool) {
      guard f.containsVariable else { return }
      let isNew = seen.insert(f).inserted
      guard isNew || (!isInBranch && !unconditional.contains(f)) else { return }
      if !isInBranch { unconditional.insert(f) }
      if isNew {
        operations += FloatOperation.growing(at: f)
        if case .apply(.ln, let argument) = f.operation, let u = argument.exponentInOnePlusExp,
          !logarithms.contains(u)
        {
          logarithms.append(u)
        }
      }
      guard case .piecewise(let branches, let otherwise) = f.operation else {
        return f.operation.children.forEach { collect($0, isInBranch: isInBranch) }
      }
      for branch in branches {
        branch.condition.formulas.forEach { collect($0, isInBranch: isInBranch) }
        collect(branch.value, isInBranch: true)
      }
      if let otherwise { collect(otherwise, isInBranch: true) }
    }
  }

  /// The overflows of exp(u), exp(u) − 1 and e^u, for u whose crossings have a closed form.
  private func exactOverflows(of operation: FloatOperation, in found: Operations) -> [Trap]? {
    guard operation.value.exponent != nil else { return nil }
    let traps = FloatFormat.arithmetic.flatMap { overflow(of: operation.value, in: $0, found) }
    return traps.isEmpty ? nil : traps
  }

  /// The overflows on half-lines that a search finds and enclosures prove.
  private func searchedOverflows(of operation: FloatOperation, in found: Operations) -> [Trap] {
    guard operation.value.nodeCount <= Self.limits.nodes else { return [] }
    let search = OverflowSearch(operation)
    return FloatFormat.arithmetic.flatMap { format in
      [-1, 1].compactMap { side -> Trap? in
        guard let line = search.halfLine(side: side, in: format),
          let threshold = ExactNumber(enclosedBy: line.threshold),
          let end = try? points.point(.number(line.inside))
        else { return nil }
        let interval = OpenInterval(lower: side > 0 ? end : nil, upper: side < 0 ? end : nil)
        guard isInDomain(interval) else { return nil }
        return Trap(
          kind: .overflow,
          over: IntervalDescription(
            from: side > 0 ? threshold : .minusInfinity, to: side > 0 ? .infinity : threshold,
            // At the threshold a tie goes to infinity.
            fromClosed: side > 0, toClosed: side < 0),
          format: format.rawValue, operation: operation.value.text(), threshold: threshold,
          isSelected: isSelected(operation.node, on: interval, found))
      }
    }
  }

  private func overflow(
    of operation: Formula, in format: FloatFormat, _ found: Operations
  ) -> [Trap] {
    guard let u = operation.exponent else { return [] }
    let limit = Formula.apply(.ln, .number(Rational(format.overflowThreshold)))
    return halfLines(where: u, exceeds: limit).compactMap { interval, threshold in
      guard isInDomain(interval) else { return nil }
      return Trap(
        kind: .overflow, over: closed(interval), format: format.rawValue,
        operation: operation.text(), threshold: threshold,
        isSelected: isSelected(operation, on: interval, found))
    }
  }

  /// Whether the function is defined somewhere on the interval; so where that is in doubt.
  private func isInDomain(_ interval: OpenInterval) -> Bool {
    guard !cells.isEmpty else { return true }
    return cells(meeting: interval).contains { cell in
      if case .outsideDomain = cell.content { false } else { true }
    }
  }

  /// Whether a program that follows the conditions computes the node somewhere on the interval; so
  /// where that is in doubt.
  private func isSelected(
    _ node: Formula, on interval: OpenInterval, _ found: Operations
  ) -> Bool {
    guard !cells.isEmpty, !found.unconditional.contains(node), !node.hasSwitch else { return true }
    return cells(meeting: interval).contains { cell in
      switch cell.content {
      case .analytic(let formula): formula.contains(node)
      case .outsideDomain: false
      case .undecided: true
      }
    }
  }

  private func cells(meeting interval: OpenInterval) -> [Cell] {
    cells.filter { cell in
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
      return true
    }
  }

  /// 1 + exp(u) rounds to 1 when exp(u) ≤ 2^(−p).
  private func absorption(of u: Formula, in format: FloatFormat) -> [Trap] {
    let limit = Formula.number(Rational(format.precision)) * .apply(.ln, 2)
    return halfLines(where: -u, exceeds: limit).map { interval, threshold in
      Trap(
        kind: .absorption, over: closed(interval), format: format.rawValue,
        operation: (1 + Formula.apply(.exp, u)).text(), threshold: threshold)
    }
  }

  /// The interval with its finite ends, where a tie is rounded as on the inside.
  private func closed(_ interval: OpenInterval) -> IntervalDescription {
    var result = points.describe(interval)
    result.fromClosed = interval.lower != nil
    result.toClosed = interval.upper != nil
    return result
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
