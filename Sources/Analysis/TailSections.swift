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
  private func outermostFormula(_ direction: Int) -> Formula? {
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
    if (minus == nil && below == nil) || (plus == nil && above == nil) {
      section.reason = Reason(.limitAtInfinity)
    }
    return section
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

  var asymptotesSection: Asymptotes {
    let minus = asymptote(-1)
    let plus = asymptote(1)
    return Asymptotes(
      minusInfinity: minus, plusInfinity: plus,
      reason: minus == nil || plus == nil ? Reason(.asymptote) : nil)
  }

  /// y = m·x + b with m the limit of f′ and b the limit of f − m·x.
  private func asymptote(_ direction: Int) -> Asymptotes.Asymptote? {
    guard case .finite(let slope)? = slopeAtInfinity(direction),
      case .finite(let intercept)? = tailLimit(direction, of: { $0 - slope.formula * .x })
    else { return nil }
    return Asymptotes.Asymptote(
      slope: points.describe(slope), intercept: points.describe(intercept))
  }
}
