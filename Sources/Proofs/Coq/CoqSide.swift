import Analysis
import Calculus
import Formulas
import Reals

/// One side of a joint, and the tactics that prove how the function meets the joint there.
struct CoqSide {
  private let cell: CoqLine.Cell
  private let point: CoqLine.Point
  private let isLeft: Bool

  /// What the analysis knows of the side; `nil` outside the domain.
  private var facts: JointSide? { isLeft ? point.joint.left : point.joint.right }
  /// The side in the names of tactics.
  private var name: String { isLeft ? "left" : "right" }
  private var at: Formula? { point.joint.at.exactFormula }

  /// Both sides of a joint, from left to right.
  static func both(of point: CoqLine.Point, _ line: CoqLine) -> [CoqSide] {
    [
      CoqSide(cell: line.cells[point.index], point: point, isLeft: true),
      CoqSide(cell: line.cells[point.index + 1], point: point, isLeft: false),
    ]
  }

  // MARK: Tactics

  /// The tactic for continuity from this side.
  func continuity() throws(CoqObstacle) -> String {
    guard cell.piece != nil, value(cell.formula) == nil else {
      return "\(name)_continuity \(cell.lemma)"
    }
    guard isRemovable else { throw CoqObstacle(reason: .irregularSide) }
    return "\(name)_removable \(cell.lemma)"
  }

  /// The tactic by which this side makes the function discontinuous.
  func discontinuity() throws(CoqObstacle) -> String {
    if value(cell.formula) != nil { return "jump_on_\(name) \(cell.lemma)" }
    return "discontinuous_\(name)_pole \(try pole())"
  }

  /// The tactic for the one-sided derivative.
  func slope() throws(CoqObstacle) -> String {
    guard let facts, let slope = facts.derivative else {
      throw CoqObstacle(reason: .irregularSide)
    }
    if slope.isFinite {
      guard isDerivable else { throw CoqObstacle(reason: .irregularSide) }
      return "\(name)_slope \(cell.lemma)"
    }
    if let limit = facts.limit, !limit.isFinite { return "\(name)_pole_by \(try pole())" }
    if let limit = facts.limit, let value = point.joint.value, limit.isApart(from: value) {
      return "\(name)_leap \(cell.lemma)"
    }
    guard cell.formula.map(isRoot) ?? false else { throw CoqObstacle(reason: .irregularSide) }
    return "\(name)_tangent \(cell.lemma)"
  }

  /// The arguments of the tactics for poles: how far the denominator keeps its sign, and the sign of ∞.
  private func pole() throws(CoqObstacle) -> String {
    guard let limit = facts?.limit, !limit.isFinite, isPole else {
      throw CoqObstacle(reason: .irregularSide)
    }
    let (lower, upper) = isLeft ? (cell.lower, point.at) : (point.at, cell.upper)
    let width = lower.flatMap { lower in upper.map { "(\($0) - (\(lower)))" } } ?? "1"
    return "\(cell.lemma) \(width) \(limit == .infinity ? "1" : "(-1)")"
  }

  // MARK: What the formula is at the point

  /// Whether the formula is a quotient with the denominator 0 here, or the logarithm of 0.
  private var isPole: Bool {
    switch operation {
    case .quotient(let u, let v):
      value(u)?.rational?.isZero == false && value(v)?.rational?.isZero == true
    case .apply(.ln, let u): value(u)?.rational?.isZero == true
    default: false
    }
  }

  private var operation: Formula.Operation? { cell.formula?.operation }

  /// The value of a formula at the joint; `nil` where it has none.
  private func value(_ formula: Formula?) -> ExactNumber? {
    guard let formula, let at else { return nil }
    return ExactNumber(exactly: formula.substituting(at)).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Whether the rules of differentiation hold for the formula at the joint itself.
  var isDerivable: Bool { cell.piece == nil || (cell.formula.map(isDerivable) ?? false) }

  private func isDerivable(_ formula: Formula) -> Bool {
    guard value(formula) != nil else { return false }
    switch formula.operation {
    case .apply(.sqrt, let u), .apply(.cbrt, let u):
      guard value(u)?.rational?.isZero != true else { return false }
    case .power(let u, let exponent) where exponent.rational?.isInteger != true:
      guard value(u)?.rational?.isZero != true else { return false }
    default: break
    }
    return formula.operation.children.allSatisfy(isDerivable)
  }

  /// Whether the formula is a quotient 0/0 here that the derivatives of its parts decide.
  var isRemovable: Bool {
    guard case .quotient(let u, let v)? = operation, isDerivable(u), isDerivable(v) else {
      return false
    }
    return [u, v].allSatisfy { value($0)?.rational?.isZero == true }
      && value(v.derivative).map { $0.rational?.isZero != true } ?? false
  }

  /// Whether the formula is a root of what is 0 here with a slope, the opposite of one, or the sum of
  /// one with terms that the rules differentiate.
  private func isRoot(_ formula: Formula) -> Bool {
    switch formula.operation {
    case .negation(let f): return isRoot(f)
    case .sum(let terms):
      let others = terms.filter { !isRoot($0) }
      return others.count == terms.count - 1 && others.allSatisfy(isDerivable)
    case .apply(.sqrt, let u), .apply(.cbrt, let u):
      return isSimpleZero(u)
    case .power(let u, let exponent):
      return exponent.rational.map { 0 < $0 && $0 < 1 } ?? false && isSimpleZero(u)
    default: return false
    }
  }

  private func isSimpleZero(_ formula: Formula) -> Bool {
    isDerivable(formula) && value(formula)?.rational?.isZero == true
      && value(formula.derivative).map { $0.rational?.isZero != true } ?? false
  }
}
