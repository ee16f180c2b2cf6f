import Calculus
import Formulas
import Reals

extension FunctionAnalyzer {
  /// The limit of a function derived from the outermost cell, in the given direction.
  private func tailLimit(
    _ direction: Int, of transform: (Formula) -> Formula
  ) -> ExtendedReal? {
    guard let formula = (direction < 0 ? cells.first : cells.last)?.formula else { return nil }
    return try? LimitFinder(points: points).limit(of: transform(formula), at: nil, side: -direction)
  }

  /// The limit of f.
  func limitAtInfinity(_ direction: Int) -> ExtendedReal? { tailLimit(direction) { $0 } }

  /// The limit of f′.
  func slopeAtInfinity(_ direction: Int) -> ExtendedReal? { tailLimit(direction, of: \.derivative) }

  var limitsSection: Limits {
    let minus = points.describe(limitAtInfinity(-1))
    let plus = points.describe(limitAtInfinity(1))
    return Limits(
      minusInfinity: minus, plusInfinity: plus,
      reason: minus == nil || plus == nil ? Reason(.limitAtInfinity) : nil)
  }
}
