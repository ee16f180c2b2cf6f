import Formulas
import Reals

extension FiniteDifferenceScheme {
  /// What the difference quotient tends to as ε → 0 at a point with the given behaviour, possibly
  /// ±∞, or `nil` where that is not known.
  ///
  /// With the one-sided limits f(z±) and the slopes s₋, s₊ beside the point, f(z + n·ε) is
  /// f(z±) + n·ε·s± + o(ε). The weights of the limits decide whether the quotient grows without
  /// bound (at a jump); if they cancel, it tends to λ·s₋ + ρ·s₊ with the ``shares`` λ and ρ.
  func limit(at point: LocalBehaviour, evaluator: ConstantEvaluator) -> ExactNumber? {
    let sides = (left: nodes.contains { $0.offset < 0 }, right: nodes.contains { $0.offset > 0 })
    if let pole = pole(at: point) { return pole }
    if point.continuous == .proved {
      return weightedSlope(
        left: sides.left ? .some(point.derivative.left) : nil,
        right: sides.right ? .some(point.derivative.right) : nil, evaluator)
    }
    guard let rise = rise(at: point, evaluator) else { return nil }
    switch evaluator.comparison(rise, 0) {
    case .some(1): return .infinity
    case .some(-1): return .minusInfinity
    case .some(0):
      return weightedSlope(
        left: sides.left ? .some(point.slopes.left) : nil,
        right: sides.right ? .some(point.slopes.right) : nil, evaluator)
    default: return nil
    }
  }

  /// ±∞ where some values that the nodes tend to are infinite, and all those push the same way.
  private func pole(at point: LocalBehaviour) -> ExactNumber? {
    var signs: Set<Int> = []
    for node in nodes {
      guard let value = target(of: node, at: point) else { return nil }
      if !value.isFinite { signs.insert(node.weight.signum * (value == .infinity ? 1 : -1)) }
    }
    guard signs.count == 1, let sign = signs.first else { return nil }
    return sign > 0 ? .infinity : .minusInfinity
  }

  /// What the value at a node tends to.
  private func target(of node: Node, at point: LocalBehaviour) -> ExactNumber? {
    switch node.offset.signum {
    case -1: point.limits.left
    case 1: point.limits.right
    default: point.value
    }
  }

  /// The sum of the weights times the values that the nodes tend to.
  private func rise(at point: LocalBehaviour, _ evaluator: ConstantEvaluator) -> Formula? {
    var terms: [Formula] = []
    for node in nodes {
      guard let formula = evaluator.formula(target(of: node, at: point)) else { return nil }
      terms.append(.number(node.weight) * formula)
    }
    return Formula(.sum(terms))
  }

  /// λ·L + ρ·R; a side that the scheme does not use is passed as `nil`, one that is not known as
  /// `.some(nil)`.
  private func weightedSlope(
    left: ExactNumber??, right: ExactNumber??, _ evaluator: ConstantEvaluator
  ) -> ExactNumber? {
    var terms: [Formula] = []
    var infinities: Set<ExactNumber> = []
    for (side, share) in [(left, shares.left), (right, shares.right)] {
      guard let side else { continue }
      guard let slope = side else { return nil }
      if !slope.isFinite {
        infinities.insert(slope)
      } else if case .some(let other) = left, case .some(let another) = right, other == another {
        return slope
      } else {
        guard let formula = evaluator.formula(slope) else {
          return share == 1 ? slope : nil
        }
        terms.append(.number(share) * formula)
      }
    }
    guard infinities.isEmpty else {
      // Quotients over different steps may cancel unless every node pushes the same way.
      let isMonotone = nodes.allSatisfy { ($0.weight * $0.offset).signum >= 0 }
      return infinities.count == 1 && isMonotone ? infinities.first : nil
    }
    return try? evaluator.number(terms.reduce(0, +))
  }
}
