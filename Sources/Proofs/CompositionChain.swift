import Formulas

/// A formula read from the inside out, as the composition of maps of one variable.
///
/// ln(1 + exp(z)) is z ↦ exp z ↦ 1 + exp z ↦ ln(1 + exp z). A formula that branches, such as
/// z·tanh(z), has no such chain.
public struct CompositionChain: Hashable, Sendable {
  /// One map of the chain.
  public struct Link: Hashable, Sendable {
    /// The map, applied to a dot.
    public let map: Formula
    /// Its result so far, a formula in the variable.
    public let result: Formula
  }

  /// The maps in the order in which they are applied; not empty.
  public let links: [Link]

  /// The chain of `formula`, or `nil` where the variable occurs twice or not at all.
  public init?(_ formula: Formula) {
    var links: [Link] = []
    var current = formula
    while true {
      if case .variable = current.operation { break }
      let inner = current.operation.children.filter(\.containsVariable)
      guard inner.count == 1, case .some = current.operation.smoothChildren else { return nil }
      let next = inner[0]
      let map = Formula(current.operation.mapChildren { $0.containsVariable ? .x : $0 })
      links.append(Link(map: map, result: current))
      current = next
    }
    guard !links.isEmpty else { return nil }
    self.links = links.reversed()
  }
}

/// What must hold for an operation of a formula to be infinitely differentiable.
public struct SmoothnessCondition: Hashable, Sendable {
  /// What is demanded of the operand.
  public enum Demand: String, Hashable, Sendable {
    /// The operand is positive.
    case positive
    /// The operand is not 0.
    case nonzero
    /// The operand is above −1.
    case aboveMinusOne
    /// The operand is no odd multiple of π/2.
    case notPole
    /// The operand is no integer.
    case notInteger
  }

  /// The operation that makes the demand, for instance ln.
  public let operation: Formula
  /// The operand, a formula in the variable.
  public let operand: Formula
  /// What is demanded of it.
  public let demand: Demand
  /// Whether the operand's form alone shows it.
  public var isEvident: Bool {
    switch demand {
    case .positive, .nonzero: operand.isEvidentlyPositive
    case .aboveMinusOne: operand.isEvidentlyNonnegative
    case .notPole, .notInteger: false
    }
  }
}

extension Formula {
  /// Every condition under which the operations of the formula are infinitely differentiable,
  /// from the inside out, without repetitions; those on constants are left out.
  public var smoothnessConditions: [SmoothnessCondition] {
    var found: [SmoothnessCondition] = []
    collectConditions(into: &found)
    return found
  }

  private func collectConditions(into found: inout [SmoothnessCondition]) {
    guard containsVariable else { return }
    for child in operation.children { child.collectConditions(into: &found) }
    guard let (operand, demand) = ownDemand, operand.containsVariable else { return }
    let condition = SmoothnessCondition(operation: self, operand: operand, demand: demand)
    if !found.contains(where: { $0.operand == operand && $0.demand == demand }) {
      found.append(condition)
    }
  }

  private var ownDemand: (Formula, SmoothnessCondition.Demand)? {
    switch operation {
    case .quotient(_, let divisor): return (divisor, .nonzero)
    case .power(let base, let exponent):
      guard let value = exponent.rational, value.isInteger else { return (base, .positive) }
      return value.signum < 0 ? (base, .nonzero) : nil
    case .apply(let function, let operand):
      switch function {
      case .ln, .sqrt: return (operand, .positive)
      case .log1p: return (operand, .aboveMinusOne)
      case .cbrt, .abs, .sign: return (operand, .nonzero)
      case .tan: return (operand, .notPole)
      case .floor: return (operand, .notInteger)
      default: return nil
      }
    default: return nil
    }
  }
}

extension Formula.Operation {
  /// The operands, if the operation is smooth wherever its ``Formula/smoothnessConditions`` hold.
  var smoothChildren: [Formula]? {
    switch self {
    case .minimum, .maximum, .piecewise: nil
    default: children
    }
  }
}
