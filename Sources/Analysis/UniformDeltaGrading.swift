import Calculus
import Formulas
import Reals

extension DeltaGrader {
  /// The grade of the uniform claim: for all pairs x, y of the domain, |x − y| < δ(ε) implies
  /// |f(x) − f(y)| < ε.
  ///
  /// A pair at distance t refutes it for some ε iff δ̂(|f(x) − f(y)|) > t. Hence δ̂(L·t) ≤ t for all t
  /// proves it, where L bounds |f(x) − f(y)|/|x − y|. Where f is monotone on an interval, and convex or
  /// concave, |f(x + t) − f(x)| is greatest for the pair at one end: the claim is then the one at
  /// that end. What neither decides is refuted by a pair, or left undecided.
  func uniformGrade() -> DeltaGrade {
    var grade = blank(at: nil)
    do throws(EvaluationError) {
      try onPeriod().gradeUniformly(into: &grade)
    } catch {
      if grade.verdict == .undecided { grade.reason = error.reason }
    }
    grade.evidence = evidence(for: grade)
    return grade
  }

  private func gradeUniformly(into grade: inout DeltaGrade) throws(EvaluationError) {
    let domain = analyzer.domainSection
    for joint in analyzer.joints where joint.continuous == .refuted {
      if let frame = analyzer.frame, try !frame.contains(.exact(joint.point.value)) { continue }
      grade.verdict = .refuted
      grade.servesBelow = ExactNumber(0)
      grade.findings.append(discontinuity(joint))
    }
    let outcome = try outcome(into: &grade)
    guard let envelope = outcome.envelope else {
      if let limit = outcome.limit, try points.sign(limit.value) == 0 {
        grade.servesBelow = ExactNumber(0)
      }
      return
    }
    let isInterval =
      domain.verdict == .proved && domain.intervals.count == 1
      && analyzer.continuitySection(domain).verdict == .proved
    if isInterval, grade.verdict != .refuted || outcome.finding != nil {
      if let bound = slopeBound {
        grade.findings.append(.init(kind: .slopeBound, value: bound.description))
        if (try? serves(envelope, bound.number)) == true {
          if outcome.finding == nil { grade.verdict = .proved }
          grade.servesBelow = outcome.limit.map { points.describe($0) } ?? .infinity
          return
        }
        grade.servesBelow = tightBound(envelope, bound.number, outcome.limit)
      }
      if let end = steepestEnd(domain) { return adopt(self.grade(at: end), into: &grade) }
    }
    if isOutrunSomewhere(envelope) {
      grade.verdict = .refuted
      grade.servesBelow = ExactNumber(0)
    }
    grade.counterexample = pair()
    if grade.counterexample != nil {
      grade.verdict = .refuted
    } else if grade.verdict == .undecided {
      throw .undecided(
        isInterval ? Reason(.notRefuted) : analyzer.undecidedCell ?? Reason(.notAnInterval))
    }
  }

  private func serves(
    _ envelope: DeltaEnvelope, _ slope: ExactReal
  ) throws(EvaluationError) -> Bool {
    if try points.sign(slope) == 0 { return true }
    var length: RealPoint?
    if repetition == nil,
      let first = analyzer.cells.first(where: { $0.formula != nil })?.interval.lower,
      let last = analyzer.cells.last(where: { $0.formula != nil })?.interval.upper
    {
      length = RealPoint(try points.difference(last.value, first.value))
    }
    var size: RealPoint?
    let range = analyzer.rangeValues
    let isBounded = try repetition.map { repeated throws(EvaluationError) in
      try points.sign(repeated.drift.value) == 0
    }
    if isBounded ?? true, case .finite(let least)? = range.infimum?.value,
      case .finite(let greatest)? = range.supremum?.value,
      let lower = least.exact ?? least.interval(bits: 128)?.lowerBound.flatMap(exactly),
      let upper = greatest.exact ?? greatest.interval(bits: 128)?.upperBound.flatMap(exactly)
    {
      size = RealPoint(try points.difference(upper, lower))
    }
    return try envelope.serves(
      slope: RealPoint(slope), differencesUpTo: size, distancesBelow: length,
      charts: analyzer.charts)
  }

  private func exactly(_ value: Rational) -> ExactReal? { try? points.exact.number(value) }

  /// The greatest bound below which δ serves, where |f′| reaches or tends to its supremum L on a
  /// half-line: then sup |f(x + t) − f(x)| is L·t for every t, and δ fails at the distances t with
  /// δ̂(L·t) > t, or arbitrarily close to them.
  private func tightBound(
    _ envelope: DeltaEnvelope, _ slope: ExactReal, _ limit: RealPoint?
  ) -> ExactNumber? {
    let limits = LimitFinder(points: points)
    let isTight = [(analyzer.cells.first, 1), (analyzer.cells.last, -1)].contains { cell, side in
      guard let cell, (side > 0 ? cell.interval.lower : cell.interval.upper) == nil,
        let derivative = cell.derivative,
        case .finite(let end)? = try? limits.limit(of: derivative, at: nil, side: side),
        let steepness = try? points.exact.apply(.abs, end)
      else { return false }
      return (try? points.compare(steepness, slope)) == 0
    }
    guard isTight, (try? points.sign(slope)) == 1,
      let distance = try? envelope.firstDistance(
        outrunAtSlope: RealPoint(slope), below: nil, charts: analyzer.charts),
      let first = try? envelope.firstArgument(above: distance, charts: analyzer.charts)
    else { return nil }
    if let limit, (try? points.compare(first, .exact(limit.value))) != -1 { return nil }
    return points.describe(first)
  }

  /// A bound of |f′|: the least one where that is known exactly, or within 2⁻¹⁰⁰ of it.
  private var slopeBound: (number: ExactReal, description: ExactNumber)? {
    for part in [analyzer, period].compactMap({ $0 }) {
      guard let bound = try? part.supremumOfMagnitude(part.charts.derivative),
        case .finite(let value) = bound.value
      else { continue }
      let number =
        value.exact
        ?? value.interval(bits: 128)?.upperBound.flatMap(exactly)
      return number.map { ($0, points.describe(value)) }
    }
    guard let bound = try? enclosedSlope(), let number = exactly(bound) else { return nil }
    return (number, ExactNumber(bound))
  }

  /// The function on a period, where it repeats and is decided there: |f′| is bounded on ℝ as there.
  private var period: FunctionAnalyzer? {
    guard let repetition = PeriodFinder(points: points).repetition(of: analyzer.formula),
      let part = try? FunctionAnalyzer(
        analyzer.function, tools: analyzer.tools, onPeriodOf: repetition),
      part.undecidedCell == nil
    else { return nil }
    return part
  }

  /// A bound of |f′| by enclosures on short intervals around 0 and on the half-lines beyond.
  private func enclosedSlope() throws(EvaluationError) -> Rational? {
    let marks = (-64...64).compactMap { Rational($0, over: 8) }
    var bound: Rational = 0
    for cell in analyzer.cells {
      switch cell.content {
      case .outsideDomain: continue
      case .undecided: return nil
      case .analytic: break
      }
      guard let derivative = cell.derivative else { return nil }
      for (lower, upper) in zip([nil] + marks, marks + [nil]) {
        let ends = OpenInterval(
          lower: try lower.map { end throws(EvaluationError) in try points.point(.number(end)) },
          upper: try upper.map { end throws(EvaluationError) in try points.point(.number(end)) })
        guard let part = try points.intersection(cell.interval, ends) else { continue }
        guard let range = analyzer.oracle.range(of: derivative, on: part),
          let magnitude = range.magnitude?.upperBound
        else { return nil }
        bound = max(bound, magnitude)
      }
    }
    return bound
  }

  /// Whether |f′| is large enough somewhere for δ to fail for arbitrarily small ε.
  private func isOutrunSomewhere(_ envelope: DeltaEnvelope) -> Bool {
    guard let bound = try? analyzer.supremumOfMagnitude(analyzer.charts.derivative) else {
      return false
    }
    switch bound.value {
    case .infinite(let sign): return envelope.outruns(.infinite(sign: sign), points)
    case .finite(let value):
      // Less than sup |f′|, so that |f′| exceeds it somewhere.
      guard
        let number = value.exact
          ?? value.interval(bits: 128)?.lowerBound.flatMap(exactly)
      else { return false }
      return envelope.outruns(.finite(number), points)
    }
  }

  // MARK: Monotone and convex or concave

  /// The end of the domain at which the increments of f are greatest.
  private func steepestEnd(_ domain: Domain) -> Formula? {
    guard repetition == nil, let interval = domain.intervals.first,
      let kind = analyzer.monotonicitySection(domain).global
    else { return nil }
    let convexity = analyzer.convexitySection
    let isConvex = convexity.convex?.contains { $0.covers(interval) } == true
    let isConcave = convexity.concave?.contains { $0.covers(interval) } == true
    let isLeft: Bool
    switch kind {
    case .increasing, .nondecreasing:
      guard isConvex || isConcave else { return nil }
      isLeft = isConcave
    case .decreasing, .nonincreasing:
      guard isConvex || isConcave else { return nil }
      isLeft = isConvex
    default: return nil
    }
    let end = isLeft ? interval.from : interval.to
    guard isLeft ? interval.fromClosed : interval.toClosed, let exact = end.exact else {
      return nil
    }
    return try? FormulaParser().parseConstant(exact)
  }

  private func adopt(_ pointwise: DeltaGrade, into grade: inout DeltaGrade) {
    grade.findings.append(.init(kind: .steepestEnd, at: pointwise.at))
    grade.verdict = pointwise.verdict
    grade.servesBelow = pointwise.servesBelow
    grade.counterexample = pointwise.counterexample
    grade.steps = pointwise.steps
    grade.reason = pointwise.reason
  }

  // MARK: Pairs

  /// Two points that refute the claim: near joints and where f is steepest, and far out.
  private func pair() -> DeltaGrade.Counterexample? {
    let widths =
      (1...12).compactMap { Rational($0, over: 2) }
      + (1...20).compactMap { Rational(2).power(-$0) }
      + (3...12).compactMap { Rational(2).power($0) }
    // What float64 takes for a counterexample may be a case of equality.
    var attempts = 60
    for center in centers {
      for width in widths where attempts > 0 {
        guard let half = width / 2 else { continue }
        for (x, y) in [
          (center, center + width), (center - width, center), (center - half, center + half),
        ] {
          guard
            counterexamples.isPromising(
              counterexamples.double(.number(x)), counterexamples.double(.number(y))),
            let x = try? points.point(.number(x)), let y = try? points.point(.number(y))
          else { continue }
          attempts -= 1
          if let found = counterexamples.counterexample(x, y) { return found }
        }
      }
    }
    return nil
  }

  /// Points worth looking around: joints, zeros of f″, samples of the cells, and powers of two.
  private var centers: [Rational] {
    var result: [Rational] = [0]
    for joint in analyzer.joints {
      let place = RealValue.exact(joint.point.value)
      guard let at = place.rationalBounds?.lowerBound else { continue }
      result.append(place.exact?.rational ?? Rational(decimal: at) ?? at)
    }
    for cell in analyzer.cells {
      guard let formula = cell.formula else { continue }
      if let sample = try? points.shortRational(in: cell.interval) { result.append(sample) }
      guard
        let chart = try? analyzer.charts.chart(
          of: analyzer.charts.secondDerivative(of: formula), on: cell.interval)
      else { continue }
      result += chart.zeros.compactMap { Rational(decimal: $0.bounds.lowerBound) }
    }
    let near = (1...20).compactMap { Rational(2).power(-$0) }
    result += result.prefix(20).flatMap { center in near.flatMap { [center + $0, center - $0] } }
    result += (0...40).compactMap { Rational(2).power($0) }.flatMap { [$0, -$0] }
    return result
  }
}

extension IntervalDescription {
  /// Whether the interval contains all inner points of the other.
  fileprivate func covers(_ other: IntervalDescription) -> Bool {
    from == other.from && to == other.to
  }
}
