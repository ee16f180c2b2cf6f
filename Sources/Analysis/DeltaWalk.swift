import Calculus
import Formulas
import Reals

/// A part of the domain beside the point a, with the sign of δ̂(|f(x) − f(a)|) − |x − a| on it.
struct DeltaElement {
  /// What is known of the part.
  enum Status {
    /// The difference is not positive: no x here refutes the claim.
    case serves
    /// The difference is positive: every x here refutes the claim for some ε.
    case violates
    /// Not decided.
    case unknown(Reason)
  }

  /// The ends; `nil` for −∞ and +∞. A point has equal ends.
  let lower: RealValue?
  let upper: RealValue?
  /// An interval with exact ends inside the part, or a single point.
  let sample: Sample
  /// The difference as a formula, where it was charted.
  let margin: Formula?
  let status: Status

  enum Sample {
    case interval(OpenInterval)
    case point(RealPoint)
  }
}

/// Goes over the domain on both sides of a point, and decides where δ serves.
struct DeltaWalk {
  let analyzer: FunctionAnalyzer
  let envelope: DeltaEnvelope
  let point: RealPoint
  /// f at the point.
  let value: ExactReal

  var points: PointArithmetic { analyzer.points }
  var charts: SignCharts { analyzer.charts }

  /// The parts on one side, from left to right; the point itself refutes nothing.
  ///
  /// - Parameter side: 1 for x > a, −1 for x < a.
  func elements(on side: Int) throws(EvaluationError) -> [DeltaElement] {
    let half = OpenInterval(lower: side > 0 ? point : nil, upper: side < 0 ? point : nil)
    var result: [DeltaElement] = []
    for (index, cell) in analyzer.cells.enumerated() {
      if let part = try points.intersection(cell.interval, half) {
        switch cell.content {
        case .outsideDomain: break
        case .undecided(let why): result.append(unknown(why, on: part))
        case .analytic(let formula): result += elements(of: formula, on: part, side: side)
        }
      }
      guard index < analyzer.joints.count else { break }
      let joint = analyzer.joints[index]
      guard try points.contains(half, joint.point) else { continue }
      switch joint.value {
      case .undefined: break
      case .unknown(let why): result.append(single(joint.point, .unknown(why)))
      case .defined(let value):
        result.append(single(joint.point, try status(of: value, at: joint.point)))
      }
    }
    return result
  }

  // MARK: Points

  private func status(
    of value: ExactReal, at x: RealPoint
  ) throws(EvaluationError) -> DeltaElement.Status {
    let s = try points.exact.apply(.abs, points.difference(value, self.value))
    guard try points.sign(s) > 0 else { return .serves }
    let d = try points.exact.apply(.abs, points.difference(x.value, point.value))
    return try envelope.exceeds(d, at: s, points: points) ? .violates : .serves
  }

  private func single(_ x: RealPoint, _ status: DeltaElement.Status) -> DeltaElement {
    DeltaElement(
      lower: .exact(x.value), upper: .exact(x.value), sample: .point(x), margin: nil,
      status: status)
  }

  private func unknown(
    _ reason: Reason, on part: OpenInterval
  ) -> DeltaElement { element(on: part, .unknown(reason)) }

  private func element(
    on part: OpenInterval, _ status: DeltaElement.Status, margin: Formula? = nil
  ) -> DeltaElement {
    DeltaElement(
      lower: part.lower.map { .exact($0.value) }, upper: part.upper.map { .exact($0.value) },
      sample: .interval(part), margin: margin, status: status)
  }

  // MARK: Intervals on which f is analytic

  private func elements(
    of formula: Formula, on part: OpenInterval, side: Int
  ) -> [DeltaElement] {
    do throws(EvaluationError) {
      let rise = (formula - value.formula).simplified
      let chart = try charts.chart(of: rise, on: part)
      // δ̂(0) is 0: where f has the value f(a) nothing is refuted.
      if chart.isZero {
        return [element(on: part, .serves, margin: distance(-side))]
      }
      var result: [DeltaElement] = []
      let intervals = try points.intervals(of: chart, on: part)
      for (index, interval) in intervals.enumerated() {
        let size = chart.signs[index] > 0 ? rise : (value.formula - formula).simplified
        result += try elements(ofSize: size, on: interval, side: side)
        // Where f takes the value f(a) exactly, nothing is refuted.
        if index < chart.zeros.count, chart.zeros[index].at?.exact == nil {
          result.append(try thin(chart.zeros[index].bounds, size: size))
        }
      }
      return result
    } catch {
      if (try? isBoundedBySlope(formula, on: part, side: side)) == true {
        return [element(on: part, .serves)]
      }
      return [unknown(error.reason, on: part)]
    }
  }

  /// The parts of an interval on which |f(x) − f(a)| is the analytic `size`, which is positive.
  private func elements(
    ofSize size: Formula, on part: OpenInterval, side: Int
  ) throws(EvaluationError) -> [DeltaElement] {
    var crossings: [(index: Int, zero: SignChart.Zero)] = []
    for (index, level) in envelope.levels.enumerated() {
      let chart = try charts.chart(of: (size - level.formula).simplified, on: part)
      if chart.isZero {
        return try charted(envelope.steps[index]?.formula, on: part, side: side)
      }
      crossings += chart.zeros.map { (index, $0) }
    }
    crossings.sort { $0.zero.bounds.lowerBound < $1.zero.bounds.lowerBound }
    for (a, b) in zip(crossings, crossings.dropFirst())
    where b.zero.bounds.lowerBound <= a.zero.bounds.upperBound {
      throw .undecided(Reason(.closeZeros))
    }
    let chart = SignChart(zeros: crossings.map(\.zero), signs: [])
    var result: [DeltaElement] = []
    for (index, interval) in try points.intervals(of: chart, on: part).enumerated() {
      let sample = try points.shortRational(in: interval)
      var piece = 0
      for level in envelope.levels
      where try analyzer.oracle.sign(of: size - level.formula, at: sample) > 0 { piece += 1 }
      result += try charted(
        envelope.pieces[piece].formula?.substituting(size), on: interval, side: side)
      guard index < crossings.count else { break }
      if let exact = crossings[index].zero.at?.exact {
        let x = RealPoint(exact)
        result.append(
          single(x, try status(ofStep: crossings[index].index, at: x)))
      } else {
        result.append(try thin(crossings[index].zero.bounds, size: size))
      }
    }
    return result
  }

  private func status(
    ofStep index: Int, at x: RealPoint
  ) throws(EvaluationError) -> DeltaElement.Status {
    guard let step = envelope.steps[index] else { return .violates }
    let d = try points.exact.apply(.abs, points.difference(x.value, point.value))
    return try points.compare(step, d) > 0 ? .violates : .serves
  }

  /// |x − a| on one side.
  private func distance(_ side: Int) -> Formula {
    (side > 0 ? .x - point.formula : point.formula - .x).simplified
  }

  /// The parts of an interval by the sign of δ̂(|f(x) − f(a)|) − |x − a|, given the first term.
  private func charted(
    _ reach: Formula?, on part: OpenInterval, side: Int
  ) throws(EvaluationError) -> [DeltaElement] {
    guard let reach else { return [element(on: part, .violates)] }
    let distance = distance(side)
    // Not `- -x`.
    let margin: Formula
    if case .negation(let opposite) = distance.operation {
      margin = reach.simplified + opposite
    } else {
      margin = reach.simplified - distance
    }
    let chart: SignChart
    do throws(EvaluationError) {
      chart = try charts.chart(of: resolved(margin.simplified, on: part), on: part)
    } catch {
      return [
        DeltaElement(
          lower: part.lower.map { .exact($0.value) }, upper: part.upper.map { .exact($0.value) },
          sample: .interval(part), margin: margin, status: .unknown(error.reason))
      ]
    }
    let zeros = try chart.provedZeros()
    return try points.intervals(of: chart, on: part).enumerated().map {
      index, interval throws(EvaluationError) in
      DeltaElement(
        lower: index == 0 ? part.lower.map { .exact($0.value) } : zeros[index - 1],
        upper: index < zeros.count ? zeros[index] : part.upper.map { .exact($0.value) },
        sample: .interval(interval), margin: margin,
        status: chart.signs[index] > 0 ? .violates : .serves)
    }
  }

  /// The formula with roots of squares drawn, where that is possible: δ is often the inverse of f.
  private func resolved(_ margin: Formula, on part: OpenInterval) -> Formula {
    var resolver = CellResolver(oracle: analyzer.oracle, interval: part)
    return (try? resolver.resolve(margin))?.simplified ?? margin
  }

  // MARK: Bounds in place of charts

  /// A narrow interval, by enclosures of |f(x) − f(a)|: δ̂ does not decrease.
  private func thin(
    _ bounds: ClosedRange<Rational>, size: Formula
  ) throws(EvaluationError) -> DeltaElement {
    let ends = OpenInterval(
      lower: try points.point(.number(bounds.lowerBound)),
      upper: try points.point(.number(bounds.upperBound)))
    let (left, right) = (
      try points.difference(try points.exact.number(bounds.lowerBound), point.value),
      try points.difference(try points.exact.number(bounds.upperBound), point.value)
    )
    guard
      let range = try? IntervalArithmetic(precision: 256).evaluate(
        size, at: Enclosure(Interval(bounds.lowerBound, bounds.upperBound, precision: 256))),
      range.decoration >= .defined, let least = range.interval.lowerBound,
      let greatest = range.interval.upperBound
    else { throw .undecided(Reason(.closeZeros)) }
    let distances = (try points.exact.apply(.abs, left), try points.exact.apply(.abs, right))
    let isLeftNearer = try points.compare(distances.0, distances.1) < 0
    let (near, far) = isLeftNearer ? distances : (distances.1, distances.0)
    func exceeds(_ d: ExactReal, at s: Rational) throws(EvaluationError) -> Bool {
      guard s.signum > 0 else { return false }
      return try envelope.exceeds(d, at: points.exact.number(s), points: points)
    }
    if try !exceeds(near, at: greatest) { return element(on: ends, .serves) }
    if try exceeds(far, at: least) { return element(on: ends, .violates) }
    throw .undecided(Reason(.closeZeros))
  }
}

extension PointArithmetic {
  /// a − b.
  func difference(_ a: ExactReal, _ b: ExactReal) throws(EvaluationError) -> ExactReal {
    try exact.sum(a, exact.negative(b))
  }

  /// What two open intervals have in common; `nil` when that is empty.
  func intersection(
    _ a: OpenInterval, _ b: OpenInterval
  ) throws(EvaluationError) -> OpenInterval? {
    var (lower, upper) = (a.lower ?? b.lower, a.upper ?? b.upper)
    if let first = a.lower, let second = b.lower {
      lower = try compare(first.value, second.value) < 0 ? second : first
    }
    if let first = a.upper, let second = b.upper {
      upper = try compare(first.value, second.value) > 0 ? second : first
    }
    if let lower, let upper, try compare(lower.value, upper.value) >= 0 { return nil }
    return OpenInterval(lower: lower, upper: upper)
  }
}
