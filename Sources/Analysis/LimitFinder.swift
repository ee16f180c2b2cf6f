import Formulas
import Reals

/// One-sided limits of analytic formulas at points and at infinity.
struct LimitFinder {
  let points: PointArithmetic

  /// The limit at the end of an open interval: at `end` from the right (`side` 1) or from the left
  /// (−1), or where `end` is `nil` at −∞ (1) or +∞ (−1).
  ///
  /// Throws ``EvaluationError/undecided(_:)`` where no limit was decided.
  func limit(
    of f: Formula, at end: RealPoint?, side: Int
  ) throws(EvaluationError) -> ExtendedReal {
    guard f.containsVariable else { return .finite(try points.point(f).value) }
    guard let end else {
      return try TailExpansion.limit(
        of: f, toward: .infinity(-side), over: points.exact)
    }
    if let expansion = try? OneSidedExpansion(
      of: f, at: end.value, side: side, terms: 3, over: points.exact),
      let limit = try? expansion.limit()
    {
      return limit
    }
    return try TailExpansion.limit(
      of: f, toward: .point(end.value, side: side), over: points.exact)
  }
}
