import Formulas
import Reals

/// The middle one [s, s + T) of the periods in a longer open interval.
///
/// Lists that are made on the longer interval are cut down to the members that begin in this
/// period; all others are these, shifted by multiples of T.
struct PeriodFrame {
  let points: PointArithmetic
  /// s and s + T.
  let start: RealPoint
  let end: RealPoint
  /// The longer interval, which reaches at least T beyond the frame on both sides.
  let extent: OpenInterval

  /// Whether a number lies in the period; throws where that is not decided.
  func contains(_ value: RealValue) throws(EvaluationError) -> Bool {
    if try points.compare(value, .exact(start.value)) < 0 { return false }
    return try points.compare(value, .exact(end.value)) < 0
  }

  func contains(_ number: ExactNumber) throws(EvaluationError) -> Bool {
    guard let value = points.value(of: number) else { return false }
    return try contains(value)
  }

  /// Whether an interval is the whole of the longer one: then it is ℝ.
  ///
  /// An interval of monotonicity, of curvature, of the domain or of one kind of gradient that is
  /// longer than a period meets translates of itself in more than a point, and so goes on for ever.
  /// All others begin and end inside the longer interval if they begin in the frame.
  func isCovered(from: ExactNumber, to: ExactNumber) -> Bool {
    from == points.describe(extent.lower) && to == points.describe(extent.upper)
  }

  /// The intervals that begin in the period; ℝ where one is the whole of the longer interval.
  func members(_ intervals: [IntervalDescription]) throws(EvaluationError) -> [IntervalDescription]
  {
    var result: [IntervalDescription] = []
    for interval in intervals {
      if isCovered(from: interval.from, to: interval.to) { return [.reals] }
      if try contains(interval.from) { result.append(interval) }
    }
    return result
  }
}

extension FunctionAnalyzer {
  /// The analyzer of a function on a period of it and more, which stands for ℝ.
  init(
    _ function: ParsedFunction, tools: AnalysisTools, onPeriodOf repetition: Repetition
  ) throws(EvaluationError) {
    let frame = try repetition.frame(tools.points)
    self.init(function, tools: tools, on: frame.extent, frame: frame)
  }
}

extension IntervalDescription {
  /// ℝ.
  static let reals = IntervalDescription(
    from: .minusInfinity, to: .infinity, fromClosed: false, toClosed: false)
}

extension PointArithmetic {
  /// The number that a description stands for; `nil` for infinities.
  func value(of number: ExactNumber) -> RealValue? {
    if number == .infinity || number == .minusInfinity { return nil }
    if let text = number.exact, let formula = try? FormulaParser().parse(text).formula,
      let point = try? point(formula)
    {
      return .exact(point.value)
    }
    let ends = number.enclosure.compactMap {
      try? FormulaParser().parse($0).formula.simplified.rational
    }
    guard let lower = ends.first, let upper = ends.last, ends.count == 2 else { return nil }
    let interval = Interval(lower, upper, precision: 256)
    return .enclosed(EnclosedReal { _ in interval })
  }

  /// The sign of a − b, 0 where it is in doubt; `a` may be infinite.
  func order(_ a: ExactNumber, _ b: ExactReal) -> Int {
    guard let value = value(of: a) else { return a == .infinity ? 1 : -1 }
    return (try? compare(value, .exact(b))) ?? 0
  }
}
