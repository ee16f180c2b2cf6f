import Calculus
import Formulas
import Reals

extension FunctionAnalyzer {
  /// The lines that the graph approaches at −∞ and +∞; where one is missing without a reason, it is
  /// proved that there is none.
  var asymptotesSection: Asymptotes {
    var reason: Reason?
    func line(_ direction: Int) -> Asymptotes.Asymptote? {
      do throws(EvaluationError) {
        return try asymptote(direction)
      } catch {
        reason = error.reason
        return nil
      }
    }
    let (minus, plus) = (line(-1), line(1))
    return Asymptotes(minusInfinity: minus, plusInfinity: plus, reason: reason)
  }

  /// y = m·x + b with m the limit of f/x and b the limit of f − m·x; `nil` where one of these is
  /// infinite or oscillates, or the domain is bounded on that side.
  private func asymptote(_ direction: Int) throws(EvaluationError) -> Asymptotes.Asymptote? {
    let formula: Formula
    switch (direction < 0 ? cells.first : cells.last)?.content {
    case .analytic(let f)?: formula = f
    case .undecided(let why)?: throw .undecided(why)
    case .outsideDomain?, nil: return nil
    }
    guard let slope = try finiteLimit(of: formula / .x, direction),
      let intercept = try finiteLimit(of: formula - slope.formula * .x, direction)
    else { return nil }
    let distance = formula - slope.formula * .x - intercept.formula
    return Asymptotes.Asymptote(
      slope: points.describe(slope), intercept: points.describe(intercept),
      side: side(of: distance, direction))
  }

  /// The limit at −∞ or +∞; `nil` where it is proved to be infinite or not to exist.
  private func finiteLimit(of f: Formula, _ direction: Int) throws(EvaluationError) -> ExactReal? {
    do throws(EvaluationError) {
      let limit = try LimitFinder(points: points).limit(of: f, at: nil, side: -direction)
      if case .finite(let value) = limit { return value }
      return nil
    } catch {
      guard
        let range = TailExpansion.limitRange(
          of: f, toward: .infinity(direction), over: points.exact),
        try points.compare(range.lower, range.upper) < 0
      else { throw error }
      return nil
    }
  }

  /// The side of the line on which the graph lies, from the sign of their distance far out.
  private func side(of distance: Formula, _ direction: Int) -> Asymptotes.Side? {
    if distance.isIdentical(to: 0) { return .on }
    let sign = TailExpansion.sign(of: distance, toward: .infinity(direction), over: points.exact)?
      .sign
    return sign.map { $0 == 0 ? .on : ($0 > 0 ? .above : .below) }
  }
}
