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
    case isolated
    /// f′ may touch the level in the enclosure.
    case doubtful(Reason)
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
    case .isolated:
      guard let number = ExactNumber(enclosedBy: Interval(lower, upper, precision: 256)) else {
        throw .undecided(Reason(.pointBounds))
      }
      return number
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

  /// How many intervals are examined for one level; ordinary functions take a few dozen.
  private let evaluationBudget = 1500

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
      throw .undecided(Reason(.closeThresholds))
    }
    return result
  }

  private func zeros(
    of g: Formula, level: Rational, on open: OpenInterval
  ) throws(EvaluationError) -> [LevelCrossing] {
    if oracle.enclosedSign(of: g, on: open) != nil { return [] }
    switch oracle.candidates(g) {
    case .everywhere: throw .undecided(Reason(.constantThreshold))
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
    let derivative = g.derivative
    let finder = RootFinder(
      function: g, derivative: derivative, secondDerivative: derivative.derivative)
    let isolation = finder.isolateRoots(in: lower...upper, budget: evaluationBudget)
    var result: [LevelCrossing] = []
    for root in isolation.roots
    where root.location.upperBound > lower && root.location.lowerBound < upper {
      switch root.kind {
      case .exact:
        result.append(try exact(points.point(.number(root.location.lowerBound)), level))
      case .simple:
        let location = finder.refine(root, digits: 40)
        if let point = closedForm(in: location, zeroOf: g) {
          result.append(try exact(point, level))
        } else {
          result.append(crossing(level, .isolated, location))
        }
      case .possibleDouble:
        result += try touching(g, derivative, level: level, in: root.location)
      }
    }
    return result + isolation.undecided.map { doubtful(level, $0) }
  }

  private func crossing(
    _ level: Rational, _ certainty: LevelCrossing.Certainty, _ location: ClosedRange<Rational>
  ) -> LevelCrossing {
    LevelCrossing(
      level: level, certainty: certainty, lower: location.lowerBound, upper: location.upperBound)
  }

  private func exact(
    _ point: RealPoint, _ level: Rational
  ) throws(EvaluationError) -> LevelCrossing {
    let (lower, upper) = try points.rationalBounds(point)
    return crossing(level, .exact(point), lower...upper)
  }

  private func doubtful(_ level: Rational, _ location: ClosedRange<Rational>) -> LevelCrossing {
    let place = location.lowerBound.decimal(significantDigits: 12, rounding: .nearest)
    let reason = Reason(.touchedThreshold, "\(level)", place)
    return crossing(level, .doubtful(reason), location)
  }

  /// A closed form for the only zero of g in the interval, guessed from its digits and proved.
  private func closedForm(in location: ClosedRange<Rational>, zeroOf g: Formula) -> RealPoint? {
    let ball = Ball(spanning: location, precision: 256)
    for guess in ball.closedFormCandidates() {
      guard let point = try? points.point(guess), isInside(point, location),
        let value = try? points.exact.evaluate(g, at: point.value), (try? points.sign(value)) == 0
      else { continue }
      return point
    }
    return nil
  }

  private func isInside(_ point: RealPoint, _ location: ClosedRange<Rational>) -> Bool {
    guard
      let left = try? points.compare(
        point.value, points.exact.number(location.lowerBound)),
      let right = try? points.compare(
        point.value, points.exact.number(location.upperBound))
    else { return false }
    return left >= 0 && right <= 0
  }

  /// Where g has an extremum near zero: its sign there decides whether g touches zero.
  private func touching(
    _ g: Formula, _ derivative: Formula, level: Rational, in location: ClosedRange<Rational>
  ) throws(EvaluationError) -> [LevelCrossing] {
    let finder = RootFinder(function: derivative, derivative: derivative.derivative)
    guard let root = finder.isolateRoots(in: location).roots.first else {
      return [doubtful(level, location)]
    }
    let narrow = finder.refine(root, digits: 40)
    let point: RealPoint?
    if case .exact = root.kind {
      point = try? points.point(.number(narrow.lowerBound))
    } else {
      point = closedForm(in: narrow, zeroOf: derivative)
    }
    guard let point, let value = try? points.exact.evaluate(g, at: point.value),
      let sign = try? points.sign(value)
    else { return [doubtful(level, narrow)] }
    if sign == 0 { return [try exact(point, level)] }
    let outside = try oracle.sign(of: g, at: location.lowerBound)
    return sign == outside ? [] : [doubtful(level, location)]
  }
}

extension Ball {
  /// The smallest ball around an interval with rational ends.
  fileprivate convenience init(spanning range: ClosedRange<Rational>, precision: Int) {
    self.init(
      Interval(range.lowerBound, range.upperBound, precision: precision), precision: precision)
  }
}
