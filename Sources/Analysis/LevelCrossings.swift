import Calculus
import Formulas
import Reals

/// A point where f′ takes one of the levels that separate the gradient regions.
struct LevelCrossing {
  /// How sure it is.
  enum Certainty {
    /// f′ equals the level at this point.
    case exact(RealPoint)
    /// f′ equals the level at exactly one point of the enclosure.
    case isolated(IsolatedRoot)
    /// f′ may touch the level in the enclosure.
    case doubtful(String)
  }

  let level: Rational
  let certainty: Certainty
  /// A closed enclosure with rational ends.
  let lower: Rational
  let upper: Rational

  /// The kind of region to which the point itself belongs.
  var kind: GradientRegions.Region.Kind { level.isZero ? .inactive : .active }

  /// Where it is, to 20 digits or exactly.
  func location(_ points: PointArithmetic) throws(EvaluationError) -> ExactNumber {
    switch certainty {
    case .exact(let point): return points.describe(point)
    case .isolated(let root): return root.number
    case .doubtful: return points.describe(try points.point(.number(lower)))
    }
  }

  /// The right end of a doubtful enclosure.
  func upperEnd(_ points: PointArithmetic) throws(EvaluationError) -> ExactNumber {
    points.describe(try points.point(.number(upper)))
  }

  /// One point strictly inside each of the intervals that the crossings leave.
  static func samples(
    between crossings: [LevelCrossing], on open: OpenInterval, _ points: PointArithmetic
  ) throws(EvaluationError) -> [RealPoint] {
    var result: [RealPoint] = []
    var lower = open.lower
    for crossing in crossings {
      let next = try points.point(.number(crossing.lower))
      result.append(
        try points.point(.number(points.sample(in: OpenInterval(lower: lower, upper: next)))))
      lower = try points.point(.number(crossing.upper))
    }
    result.append(
      try points.point(.number(points.sample(in: OpenInterval(lower: lower, upper: open.upper)))))
    return result
  }
}

/// Finds where an analytic function takes given values on an interval.
struct LevelCrossings {
  let points: PointArithmetic
  let oracle: SignOracle

  /// All crossings in increasing order; their enclosures are disjoint.
  func crossings(
    of g: Formula, levels: [Rational], on open: OpenInterval
  ) throws(EvaluationError) -> [LevelCrossing] {
    var result: [LevelCrossing] = []
    for level in levels {
      let shifted = level.isZero ? g : (g - .number(level)).simplified
      result += try zeros(of: shifted, level: level, on: open)
    }
    result.sort { $0.lower < $1.lower }
    for (a, b) in zip(result, result.dropFirst()) where b.lower <= a.upper {
      throw .undecided("two thresholds are met too close to each other")
    }
    return result
  }

  private func zeros(
    of g: Formula, level: Rational, on open: OpenInterval
  ) throws(EvaluationError) -> [LevelCrossing] {
    if oracle.enclosedSign(of: g, on: open) != nil { return [] }
    switch oracle.candidates(g) {
    case .everywhere: throw .undecided("a derivative that stays at a threshold")
    case .points(let all):
      var result: [LevelCrossing] = []
      for point in all where try points.contains(open, point) {
        guard try points.sign(points.exact.evaluate(g, at: point.value)) == 0 else { continue }
        let (lower, upper) = try points.rationalBounds(point)
        result.append(
          LevelCrossing(level: level, certainty: .exact(point), lower: lower, upper: upper))
      }
      return result
    case .unknown(let reason):
      guard let lower = open.lower?.value.rational, let upper = open.upper?.value.rational else {
        throw .undecided(reason)
      }
      return try isolated(g, level: level, from: lower, to: upper)
    }
  }

  private func isolated(
    _ g: Formula, level: Rational, from lower: Rational, to upper: Rational
  ) throws(EvaluationError) -> [LevelCrossing] {
    let isolation = RootIsolation(of: g, from: lower, to: upper)
    var result: [LevelCrossing] = []
    for root in isolation.roots where root.upper > lower && root.lower < upper {
      result.append(
        LevelCrossing(
          level: level, certainty: .isolated(root), lower: root.lower, upper: root.upper))
    }
    for doubt in isolation.doubtful {
      result += try settle(doubt, g, level: level)
    }
    return result
  }

  /// A place where g may touch zero: a closed form of the extremum decides, if one is found.
  private func settle(
    _ doubt: DoubtfulInterval, _ g: Formula, level: Rational
  ) throws(EvaluationError) -> [LevelCrossing] {
    for candidate in doubt.closedForms {
      guard let point = try? points.point(candidate),
        let value = try? points.exact.evaluate(g, at: point.value),
        let slope = try? points.exact.evaluate(g.derivative, at: point.value),
        (try? points.sign(slope)) == 0, let sign = try? points.sign(value)
      else { continue }
      if sign != 0 { return [] }
      let (lower, upper) = try points.rationalBounds(point)
      return [LevelCrossing(level: level, certainty: .exact(point), lower: lower, upper: upper)]
    }
    return [
      LevelCrossing(
        level: level,
        certainty: .doubtful("the gradient may touch \(level) near \(doubt.lower)"),
        lower: doubt.lower, upper: doubt.upper)
    ]
  }
}
