import Calculus
import Formulas
import Reals

/// A point where f′ takes one of the levels that separate the gradient regions.
struct LevelCrossing {
  let level: Rational
  let zero: SignChart.Zero

  /// Why it is not known whether f′ takes the level within the bounds, unless it is.
  var doubt: Reason? {
    guard zero.at == nil else { return nil }
    let place = zero.bounds.lowerBound.decimal(significantDigits: 12, rounding: .nearest)
    return Reason(.touchedThreshold, "\(level)", place)
  }

  /// Where it is, or where the doubt begins.
  func location(_ points: PointArithmetic) -> ExactNumber {
    zero.at.map(points.describe) ?? ExactNumber(zero.bounds.lowerBound)
  }

  /// The doubt about two crossings of which it is not known which comes first.
  func joined(with other: LevelCrossing) -> LevelCrossing {
    let (a, b) = (zero.bounds, other.zero.bounds)
    let bounds = min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
    return LevelCrossing(level: level, zero: SignChart.Zero(at: nil, bounds: bounds))
  }

  /// The kind of region to which the point itself belongs.
  var kind: GradientRegions.Region.Kind { level.isZero ? .inactive : .active }
}

/// Finds where an analytic function takes given values on an interval.
struct LevelCrossings {
  let charts: SignCharts

  /// All crossings in increasing order, their bounds disjoint; those whose bounds overlap are one
  /// crossing in doubt.
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
    return result.reduce(into: []) { disjoint, next in
      guard let last = disjoint.last,
        next.zero.bounds.lowerBound <= last.zero.bounds.upperBound
      else {
        disjoint.append(next)
        return
      }
      disjoint[disjoint.count - 1] = last.joined(with: next)
    }
  }
}
