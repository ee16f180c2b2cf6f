import Calculus
import Formulas
import Reals

/// A point where f′ takes one of the levels that separate the gradient regions.
struct LevelCrossing {
  let level: Rational
  let zero: SignChart.Zero

  /// The kind of region to which the point itself belongs.
  var kind: GradientRegions.Region.Kind { level.isZero ? .inactive : .active }
}

/// Finds where an analytic function takes given values on an interval.
struct LevelCrossings {
  let charts: SignCharts

  /// All crossings in increasing order; their bounds are disjoint.
  func crossings(
    of g: Formula, levels: [Rational], on open: OpenInterval
  ) throws(EvaluationError) -> [LevelCrossing] {
    var result: [LevelCrossing] = []
    for level in levels {
      let shifted = level.isZero ? g : (g - .number(level)).simplified
      let chart = try charts.chart(of: shifted, on: open)
      if chart.isZero { throw .undecided(Reason(.constantThreshold)) }
      result += chart.zeros.map { LevelCrossing(level: level, zero: $0) }
    }
    result.sort { $0.zero.bounds.lowerBound < $1.zero.bounds.lowerBound }
    for (a, b) in zip(result, result.dropFirst())
    where b.zero.bounds.lowerBound <= a.zero.bounds.upperBound {
      throw .undecided(Reason(.closeThresholds))
    }
    return result
  }
}
