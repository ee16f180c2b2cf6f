import Calculus
import Formulas
import Reals

// Grading δ for a function that repeats, f(x + T) = f(x) + c, and has too many pieces on ℝ.

extension DeltaGrader {
  /// The grader that looks at the function near the point: more than two periods on both sides.
  func around(_ point: RealPoint) throws(EvaluationError) -> DeltaGrader {
    guard let repetition else { return self }
    let (lower, upper) = try points.rationalBounds(point)
    let reach = try repetition.step(points) * 2
    var local = self
    local.analyzer = FunctionAnalyzer(
      analyzer.function, tools: analyzer.tools,
      on: OpenInterval(
        lower: try points.point(.number(lower - reach)),
        upper: try points.point(.number(upper + reach))))
    return local
  }

  /// The grader that looks at the function on a period and more, which stands for ℝ.
  func onPeriod() throws(EvaluationError) -> DeltaGrader {
    guard let repetition else { return self }
    var local = self
    local.analyzer = try FunctionAnalyzer(
      analyzer.function, tools: analyzer.tools, onPeriodOf: repetition)
    return local
  }

  /// A distance R > 0, a number of few digits, such that no x with |x − a| ≥ R refutes the claim; `nil` where none is found.
  ///
  /// With the slope k = c/T the function f(x) − k·x repeats exactly. If its values differ from that at
  /// a by K at most, |f(x) − f(a)| ≤ |k|·d + K at distance d, and R is such that δ̂(|k|·d + K) ≤ d for
  /// all d ≥ R.
  func reach(
    of envelope: DeltaEnvelope, around point: RealPoint, _ value: ExactReal,
    _ repetition: Repetition
  ) throws(EvaluationError) -> ExactReal? {
    let slope = (repetition.drift.formula / repetition.period.formula).simplified
    let periodic = try FunctionAnalyzer(
      analyzer.function.replacing(
        slope.rational?.isZero == true ? analyzer.formula : analyzer.formula - slope * .x),
      tools: analyzer.tools, onPeriodOf: repetition)
    let range = periodic.rangeValues
    guard case .finite(let least)? = range.infimum?.value,
      case .finite(let greatest)? = range.supremum?.value,
      let lower = try bound(least, above: false), let upper = try bound(greatest, above: true)
    else { return nil }
    let shift = try points.exact.evaluate(slope * .x, at: point.value)
    let center = try points.difference(value, shift)
    let (above, below) = (
      try points.difference(upper, center), try points.difference(center, lower)
    )
    let size = try points.compare(above, below) < 0 ? below : above
    let period = repetition.period.value
    if try points.sign(of: slope) == 0 {
      // A constant function refutes nothing.
      guard try points.sign(size) > 0 else { return period }
      guard let reach = try envelope.value(at: size, points: points) else { return nil }
      return try points.sign(reach) > 0 ? rounded(reach) : period
    }
    guard let last = envelope.pieces.last, let formula = last.formula else { return nil }
    let steepness = (Formula.apply(.abs, slope)).simplified
    let start = try points.point(((last.lower.formula - size.formula) / steepness).simplified)
    let from = try points.sign(start.value) > 0 ? start : try points.point(0)
    let margin = (formula.substituting(steepness * .x + size.formula) - .x).simplified
    let chart = try analyzer.charts.chart(of: margin, on: OpenInterval(lower: from, upper: nil))
    guard chart.isZero || chart.signs.last == -1 else { return nil }
    var reach = try points.compare(from.value, period) < 0 ? period : from.value
    if let end = chart.zeros.last?.bounds.upperBound {
      let end = try points.exact.number(end)
      if try points.compare(reach, end) < 0 { reach = end }
    }
    let limit = try points.exact.product(period, points.exact.number(100))
    return try points.compare(reach, limit) < 0 ? rounded(reach) : nil
  }

  /// The number, or one of few digits that is a little greater.
  private func rounded(_ reach: ExactReal) throws(EvaluationError) -> ExactReal {
    if reach.rational != nil { return reach }
    let start = RealPoint(reach)
    let end = try points.point(
      (Formula.number(Rational(5, over: 4) ?? 2) * start.formula).simplified)
    return try points.exact.number(
      points.shortRational(in: OpenInterval(lower: start, upper: end)))
  }

  /// The value, or a rational bound close to it.
  private func bound(
    _ value: RealValue, above: Bool
  ) throws(EvaluationError) -> ExactReal? {
    if let exact = value.exact { return exact }
    guard let interval = value.interval(bits: 128),
      let end = above ? interval.upperBound : interval.lowerBound
    else { return nil }
    return try points.exact.number(end)
  }
}

extension ParsedFunction {
  /// The function with another formula.
  func replacing(_ formula: Formula) -> ParsedFunction {
    ParsedFunction(source: source, formula: formula, variableName: variableName)
  }
}
