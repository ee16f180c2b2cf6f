/// What a search node knows of the hidden units: an interval and the parts of its function for the
/// sum of each.
struct UnitBounds {
  /// Lower bounds of the sums, unit after unit.
  var lower: [Double]
  /// Upper bounds of the sums.
  var upper: [Double]
  /// The parts of the functions that the sums lie in.
  var parts: [ClosedRange<Int>]
  /// The sides from which a branching has cut the sum of a unit: conditions on the input, beyond
  /// those of the region.
  var conditions: [UnitCondition]

  /// Nothing known.
  init(_ network: SearchNetwork) {
    lower = [Double](repeating: -.infinity, count: network.unitCount)
    upper = [Double](repeating: .infinity, count: network.unitCount)
    parts = network.functions.map { 0...$0.partCount - 1 }
    conditions = []
  }

  /// The bounds of the left part of a division.
  func leftOf(_ division: UnitDivision, unit: Int) -> UnitBounds {
    var left = self
    left.parts[unit] = division.leftParts
    left.upper[unit] = min(upper[unit], division.leftEnd)
    left.conditions.append(
      UnitCondition(unit: unit, isLowerBound: false, bound: division.leftEnd))
    return left
  }

  /// The bounds of the right part of a division.
  func rightOf(_ division: UnitDivision, unit: Int) -> UnitBounds {
    var right = self
    right.parts[unit] = division.rightParts
    right.lower[unit] = max(lower[unit], division.rightEnd)
    right.conditions.append(
      UnitCondition(unit: unit, isLowerBound: true, bound: division.rightEnd))
    return right
  }
}

/// The sum of a unit is at least, or at most, a bound.
struct UnitCondition: Hashable {
  let unit: Int
  let isLowerBound: Bool
  let bound: Double
}
