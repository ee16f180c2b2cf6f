import Calculus
import Formulas
import Reals

extension FunctionAnalyzer {
  /// The limit of a function derived from the outermost cell, in the given direction.
  private func tailLimit(
    _ direction: Int, of transform: (Formula) -> Formula
  ) -> ExtendedReal? {
    guard let formula = outermostFormula(direction) else { return nil }
    return try? LimitFinder(points: points).limit(of: transform(formula), at: nil, side: -direction)
  }

  /// The formula of the cell that reaches infinity in the direction.
  func outermostFormula(_ direction: Int) -> Formula? {
    guard let cell = direction < 0 ? cells.first : cells.last,
      (direction < 0 ? cell.interval.lower : cell.interval.upper) == nil
    else { return nil }
    return cell.formula
  }

  /// The limit of f.
  func limitAtInfinity(_ direction: Int) -> ExtendedReal? { tailLimit(direction) { $0 } }

  /// The limit of f′.
  func slopeAtInfinity(_ direction: Int) -> ExtendedReal? { tailLimit(direction, of: \.derivative) }

  var limitsSection: Limits {
    let minus = points.describe(limitAtInfinity(-1))
    let plus = points.describe(limitAtInfinity(1))
    var section = Limits(minusInfinity: minus, plusInfinity: plus)
    let (below, above) = (minus == nil ? oscillation(-1) : nil, plus == nil ? oscillation(1) : nil)
    if below != nil || above != nil {
      section.oscillation = Limits.Oscillation(minusInfinity: below, plusInfinity: above)
    }
    if (minus == nil && below == nil && mayReachInfinity(-1))
      || (plus == nil && above == nil && mayReachInfinity(1))
    {
      section.reason = Reason(.limitAtInfinity)
    }
    return section
  }

  /// Whether the domain is not proved to be bounded in the direction.
  private func mayReachInfinity(_ direction: Int) -> Bool {
    if case .outsideDomain? = (direction < 0 ? cells.first : cells.last)?.content { return false }
    return true
  }

  /// The limits inferior and superior where they are known and differ.
  private func oscillation(_ direction: Int) -> Limits.Ends? {
    guard let formula = outermostFormula(direction),
      let limits = EndBehaviour(points: points, function: formula, direction: direction).limits,
      (try? points.order(limits.inferior, limits.superior)) == -1,
      let inferior = points.describe(limits.inferior),
      let superior = points.describe(limits.superior)
    else { return nil }
    return Limits.Ends(liminf: inferior, limsup: superior)
  }
}
