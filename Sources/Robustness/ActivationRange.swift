import Analysis
import Formulas
import Reals

/// All values of an activation: between two ends, which may be values themselves.
///
/// Ends are exact, or moved outward; a missing one is infinite.
struct ActivationRange {
  let lower: Rational?
  let upper: Rational?
  /// Whether the ends count as values; true where it is not known.
  let holdsLower: Bool
  let holdsUpper: Bool

  /// What an analysis proves. Of a curved function, ends that are values or irrational are moved
  /// outward a little more: a check by enclosures cannot show that values touch an end.
  init(_ range: Range, ofCurve isCurved: Bool) {
    let (infimum, supremum) = (
      range.infimum ?? range.bounds?.first, range.supremum ?? range.bounds?.last
    )
    let (isLeast, isGreatest) = (range.infimumAttained ?? true, range.supremumAttained ?? true)
    lower = infimum.flatMap { Self.end($0, outward: 0, isMoved: isCurved && isLeast) }
    upper = supremum.flatMap { Self.end($0, outward: 1, isMoved: isCurved && isGreatest) }
    (holdsLower, holdsUpper) = (isLeast, isGreatest)
  }

  private static func end(
    _ number: ExactNumber, outward side: Int, isMoved: Bool
  ) -> Rational? {
    if let exact = PiecewiseLinearFunction.end(number) {
      return isMoved ? exact.value.map { $0.moved(outward: side) } : exact.value
    }
    guard number.enclosure.indices.contains(side) else { return nil }
    let rounded = number.enclosure[side]
    return PiecewiseLinearFunction.end(
      ExactNumber(exact: rounded, decimal: rounded, enclosure: [rounded, rounded]))?
      .value?.moved(outward: side)
  }
}

extension Rational {
  /// A little less for side 0, a little more for side 1.
  fileprivate func moved(outward side: Int) -> Rational {
    let step = (magnitude + 1) * (Rational(exactly: 0x1p-50) ?? 0)
    return side == 0 ? self - step : self + step
  }
}

extension SearchNetwork {
  /// Whether an input somewhere in ℝⁿ may reach the goal, as far as the ranges of the last hidden
  /// units tell, one for each hidden unit of the network; exact.
  ///
  /// A proof that none does holds everywhere: no search could cover all of ℝⁿ.
  func mayReach(_ goal: AttackGoal, ranges: [ActivationRange]) -> Bool {
    guard hiddenLayerCount > 0 else { return true }
    let units = Array(ranges[offsets[hiddenLayerCount - 1]...])
    return goal.seeds.allSatisfy { seed in
      guard let (greatest, isReached) = supremum(of: seed, units) else { return true }
      return greatest > 0 || (greatest == 0 && isReached)
    }
  }

  /// The least number that Σ seed · output is not above, with the units in their ranges, and whether
  /// it can be equal to it; `nil` where there is none.
  private func supremum(
    of seed: [Double], _ units: [ActivationRange]
  ) -> (value: Rational, isReached: Bool)? {
    let layer = layers[hiddenLayerCount]
    func exact(_ value: Double) -> Rational? { Rational(exactly: value) }
    var (total, isReached) = (Rational(0), true)
    for (row, factor) in seed.enumerated() where factor != 0 {
      guard let factor = exact(factor), let bias = exact(layer.biases[row]) else { return nil }
      total = total + factor * bias
    }
    for column in 0..<layer.inputCount {
      var coefficient = Rational(0)
      for (row, factor) in seed.enumerated() where factor != 0 {
        guard let factor = exact(factor),
          let weight = exact(layer.weights[row * layer.inputCount + column])
        else { return nil }
        coefficient = coefficient + factor * weight
      }
      if coefficient == 0 { continue }
      let unit = units[column]
      guard let end = coefficient > 0 ? unit.upper : unit.lower else { return nil }
      total = total + coefficient * end
      isReached = isReached && (coefficient > 0 ? unit.holdsUpper : unit.holdsLower)
    }
    return (total, isReached)
  }
}
