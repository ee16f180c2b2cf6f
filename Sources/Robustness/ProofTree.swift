/// What a search writes down of a node, so that its bound can be checked.
struct ProofNode {
  /// How a node was divided.
  enum Division {
    /// Perturbations of an input up to a value, and from it on.
    case input(Int, at: Double, left: Int, right: Int)
    /// Sums of a unit in two sets.
    case unit(Int, UnitDivision, left: Int, right: Int)
  }

  /// Intervals of sums that are narrower than those of the node above.
  var intervals: [UnitInterval]
  /// The slopes of the lines that the intervals of later layers were computed with.
  var slopes: [UnitSlopes]
  /// No perturbation of the node that reaches the goal is shorter.
  var distance: Double
  /// The inequalities, with multipliers, that show the distance; none where the region is empty.
  var proof: [ProofStep]
  /// How it was divided, if it was.
  var division: Division?

  /// Whether all numbers are finite, so that they can be written down.
  var isFinite: Bool {
    intervals.allSatisfy { $0.lower.isFinite && $0.upper.isFinite }
      && (slopes + proof.flatMap(\.slopes)).allSatisfy { $0.above.isFinite && $0.below.isFinite }
      && proof.allSatisfy(\.multiplier.isFinite)
  }

  /// Nothing known yet.
  static var unknown: ProofNode {
    ProofNode(intervals: [], slopes: [], distance: 0, proof: [], division: nil)
  }
}

extension [ProofNode] {
  /// The trees below the first `rootCount` nodes, cut where a node alone shows `distance`; the roots
  /// stay in front.
  func pruned(rootCount: Int, distance: Double) -> [ProofNode] {
    var result = Array(prefix(rootCount))
    var next = 0
    while next < result.count {
      if result[next].distance >= distance {
        result[next].division = nil
      } else {
        result[next].proof = []
        let (left, right) = (result.count, result.count + 1)
        switch result[next].division {
        case .input(let index, let at, let oldLeft, let oldRight):
          result += [self[oldLeft], self[oldRight]]
          result[next].division = .input(index, at: at, left: left, right: right)
        case .unit(let index, let division, let oldLeft, let oldRight):
          result += [self[oldLeft], self[oldRight]]
          result[next].division = .unit(index, division, left: left, right: right)
        case nil: break
        }
      }
      next += 1
    }
    return result
  }
}

/// An interval for the sum of a unit.
struct UnitInterval {
  var unit: Int
  var lower: Double
  var upper: Double
}

/// The lines above and below the function of a unit.
struct UnitSlopes {
  var unit: Int
  var above: Line
  var below: Line
  /// Whether the intercepts have to be written down too.
  var isCurved: Bool
}

extension LinearBounding {
  /// What is to be written down of the node, compared with what the node above knew.
  func proofNode(comparedWith known: UnitBounds, _ answer: NodeAnswer) -> ProofNode {
    var node = ProofNode(
      intervals: [], slopes: slopes(of: lines), distance: answer.distance, proof: answer.proof,
      division: nil)
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
      let function = network.functions[unit]
      guard function.isCurved || !function.isAffine(on: bounds.parts[unit]) else { return nil }
      return UnitSlopes(
        unit: unit, above: lines.above[unit], below: lines.below[unit],
        isCurved: function.isCurved)
    }
  }
}
