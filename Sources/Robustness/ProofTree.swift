/// What a search writes down of a node, so that its bound can be checked.
struct ProofNode {
  /// How the node was dealt with.
  enum Outcome {
    /// It is still to be looked at: nothing is proved.
    case open
    /// The inequalities, with multipliers, show the distance; none where the region is empty.
    case proved([ProofStep])
    /// Perturbations of an input up to a value, and from it on.
    case input(Int, at: Double, left: Int, right: Int)
    /// Sums of a unit in two sets.
    case unit(Int, UnitDivision, left: Int, right: Int)
  }

  /// Intervals of sums that are narrower than those of the node above.
  var intervals: [UnitInterval]
  /// The slopes of the lines that the intervals of later layers were computed with.
  var slopes: [UnitSlopes]
  var outcome: Outcome

  /// Nothing known yet.
  static var unknown: ProofNode { ProofNode(intervals: [], slopes: [], outcome: .open) }
}

/// An interval for the sum of a unit.
struct UnitInterval {
  var unit: Int
  var lower: Double
  var upper: Double
}

/// The slopes of the lines above and below the function of a unit.
struct UnitSlopes {
  var unit: Int
  var above: Double
  var below: Double
}

extension LinearBounding {
  /// What is to be written down of the node, compared with what the node above knew.
  func proofNode(comparedWith known: UnitBounds) -> ProofNode {
    var node = ProofNode(intervals: [], slopes: slopes(of: lines), outcome: .open)
    for unit in bounds.lower.indices
    where bounds.lower[unit] != known.lower[unit] || bounds.upper[unit] != known.upper[unit] {
      node.intervals.append(
        UnitInterval(unit: unit, lower: bounds.lower[unit], upper: bounds.upper[unit]))
    }
    return node
  }

  /// The slopes for the units whose function is not affine on what is left of it.
  func slopes(of lines: UnitLines) -> [UnitSlopes] {
    network.functions.indices.compactMap { unit in
      guard !network.functions[unit].isAffine(on: bounds.parts[unit]) else { return nil }
      return UnitSlopes(
        unit: unit, above: lines.above[unit].slope, below: lines.below[unit].slope)
    }
  }
}
