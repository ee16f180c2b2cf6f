import Calculus
import Formulas
import Reals

extension DeltaGrade {
  /// Grades δ for the continuity of a function at the point that a constant formula names.
  public init(of function: ParsedFunction, delta: ParsedFunction, at point: Formula) {
    self = DeltaGrader(function, delta).grade(at: point)
  }

  /// Grades δ for the uniform continuity of a function on its domain.
  public init(uniformlyOf function: ParsedFunction, delta: ParsedFunction) {
    self = DeltaGrader(function, delta).uniformGrade()
  }
}

/// The working state of one grading.
struct DeltaGrader {
  /// The function on ℝ; of one that repeats and has too many pieces there, a part.
  var analyzer: FunctionAnalyzer
  /// Of such a function the period.
  let repetition: Repetition?
  let delta: ParsedFunction
  let counterexamples: DeltaCounterexamples

  var points: PointArithmetic { analyzer.points }

  init(_ function: ParsedFunction, _ delta: ParsedFunction) {
    analyzer = FunctionAnalyzer(function)
    repetition =
      analyzer.undecidedCell == nil
      ? nil : PeriodFinder(points: analyzer.points).repetition(of: function.formula)
    self.delta = delta
    counterexamples = DeltaCounterexamples(
      points: analyzer.points, function: function.formula, delta: delta.formula)
  }

  /// A grade that says nothing yet.
  func blank(at point: ExactNumber?) -> DeltaGrade {
    DeltaGrade(
      function: analyzer.description,
      delta: .init(
        formula: delta.formula.text(variable: delta.variableName),
        latex: delta.formula.latex(variable: "\\varepsilon")),
      at: point, uniform: point == nil, verdict: .undecided, servesBelow: nil, counterexample: nil,
      findings: [], steps: [], reason: nil, evidence: Evidence(.cases, "delta"))
  }

  /// What is known of δ itself: it refutes the claim where it is no distance.
  func outcome(
    into grade: inout DeltaGrade
  ) throws(EvaluationError) -> DeltaEnvelope.Outcome {
    let outcome = try DeltaEnvelope.outcome(of: delta.formula)
    if let finding = outcome.finding {
      grade.findings.append(finding)
      grade.verdict = .refuted
    }
    return outcome
  }

  // MARK: At a point

  func grade(at point: Formula) -> DeltaGrade {
    var grade = blank(at: ExactNumber.infinity)
    do throws(EvaluationError) {
      let point = try points.point(point)
      grade.at = points.describe(point)
      try around(point).judge(point, into: &grade)
    } catch {
      grade.reason = error.reason
    }
    grade.evidence = evidence(for: grade)
    return grade
  }

  private func judge(
    _ point: RealPoint, into grade: inout DeltaGrade
  ) throws(EvaluationError) {
    let value: ExactReal
    do throws(EvaluationError) {
      value = try points.exact.evaluate(analyzer.formula, at: point.value)
    } catch .undefined(let why) {
      grade.verdict = .refuted
      return grade.findings.append(
        .init(kind: .outsideDomain, at: points.describe(point), reason: why))
    }
    try judgeContinuity(at: point, into: &grade)
    let outcome = try outcome(into: &grade)
    guard let envelope = outcome.envelope else {
      grade.servesBelow =
        outcome.limit.flatMap { try? points.sign($0.value) } == 0
        ? ExactNumber(0) : nil
      return
    }
    let window = try window(of: envelope, around: point, value, into: &grade)
    let walk = DeltaWalk(
      analyzer: window.analyzer, envelope: envelope, point: point, value: value)
    let (left, right) = (try walk.elements(on: -1), try walk.elements(on: 1))
    grade.steps = (left + right).map(describe)
    let outward = [Array(left.reversed()), right]
    if outward.joined().contains(where: \.violates) {
      grade.verdict = .refuted
      grade.counterexample = counterexample(in: outward, from: point)
    } else if let reason = outward.joined().lazy.compactMap(\.doubt).first {
      grade.counterexample = sampledCounterexample(around: point)
      if grade.counterexample != nil { grade.verdict = .refuted }
      if grade.verdict == .undecided { grade.reason = reason }
    } else if !window.isWhole, grade.verdict == .undecided {
      grade.reason = Reason(.manyPeriods, "2")
    } else if grade.verdict == .undecided {
      grade.verdict = .proved
    }
    if window.isWhole || outward.joined().contains(where: \.violates) {
      grade.servesBelow = try? bound(outward, from: point, envelope, outcome.limit)
    }
    if grade.servesBelow == nil,
      [-1, 1].contains(where: { (try? isOutrun(at: point, $0, value, envelope)) == true })
    {
      grade.servesBelow = ExactNumber(0)
      grade.verdict = .refuted
      grade.reason = nil
    }
  }

  /// The function where |x − a| is less than all values of δ that matter, or the whole function for an
  /// unbounded δ; of a function that repeats without a bound a part that is not all that matters.
  private func window(
    of envelope: DeltaEnvelope, around point: RealPoint, _ value: ExactReal,
    into grade: inout DeltaGrade
  ) throws(EvaluationError) -> (analyzer: FunctionAnalyzer, isWhole: Bool) {
    let bound: ExactReal
    if let limit = envelope.bound(points) {
      grade.findings.append(.init(kind: .deltaBounded, value: points.describe(limit)))
      bound = limit
    } else if let repetition {
      guard let reach = try? reach(of: envelope, around: point, value, repetition) else {
        return (analyzer, false)
      }
      grade.findings.append(.init(kind: .reachBounded, value: points.describe(reach)))
      bound = reach
    } else {
      return (analyzer, true)
    }
    let condition = Condition.conjunction([
      .comparison(point.formula - bound.formula, .less, .x),
      .comparison(.x, .less, point.formula + bound.formula),
    ])
    let formula = Formula(
      .piecewise([Formula.Branch(analyzer.formula, if: condition)], otherwise: nil))
    return (FunctionAnalyzer(analyzer.function.replacing(formula)), true)
  }

  /// Findings about the point itself.
  private func judgeContinuity(
    at point: RealPoint, into grade: inout DeltaGrade
  ) throws(EvaluationError) {
    for joint in analyzer.joints where try points.compare(joint.point.value, point.value) == 0 {
      if joint.isIsolated {
        grade.findings.append(.init(kind: .isolatedPoint, at: points.describe(point)))
      }
      if joint.continuous == .refuted {
        grade.verdict = .refuted
        grade.findings.append(discontinuity(joint))
      }
    }
  }

  /// The finding that no δ serves, with an ε for which that is so: half of a gap between f(a) and
  /// what f comes near to on one side, again and again, in every neighbourhood of a.
  func discontinuity(_ joint: JointFacts) -> DeltaGrade.Finding {
    var gaps: [ExactReal] = []
    if let value = joint.value.exact {
      for side in [joint.left, joint.right].compactMap({ $0 }) {
        var near = [side.limitOscillation?.lower, side.limitOscillation?.upper].compactMap { $0 }
        if case .finite(let limit)? = side.limit { near.append(limit) }
        for limit in near {
          guard let gap = try? points.exact.apply(.abs, points.difference(limit, value)),
            (try? points.sign(gap)) == 1
          else { continue }
          gaps.append(gap)
        }
      }
    }
    let half = gaps.first.flatMap { gap in
      Rational(1, over: 2).flatMap { try? points.exact.product(gap, points.exact.number($0)) }
    }
    // Beside a gap that is not finite every ε will do.
    return .init(
      kind: .discontinuous, at: points.describe(joint.point),
      epsilon: half.map { points.describe($0) } ?? ExactNumber(1))
  }

  // MARK: Counterexamples

  private func counterexample(
    in outward: [[DeltaElement]], from point: RealPoint
  ) -> DeltaGrade.Counterexample? {
    // The part that comes nearest to the point first.
    let center = counterexamples.double(point.formula)
    let violating = zip(outward, [-1, 1]).flatMap { elements, side in
      elements.filter(\.violates).map { element in
        let near = (side > 0 ? element.lower : element.upper)?.rationalBounds?.lowerBound
        let place = near.map { counterexamples.double(.number($0)) } ?? .infinity
        return (element: element, distance: abs(place - center))
      }
    }.sorted { $0.distance < $1.distance }
    for (element, _) in violating {
      for x in samples(of: element) {
        if let found = counterexamples.counterexample(x, point) { return found }
      }
    }
    return nil
  }

  /// A few points of a part, those with few digits first.
  private func samples(of element: DeltaElement) -> [RealPoint] {
    switch element.sample {
    case .point(let point): [point]
    case .interval(let interval): points.shortSamples(in: interval)
    }
  }

  /// A counterexample among points around the given one, where charts fail.
  private func sampledCounterexample(around point: RealPoint) -> DeltaGrade.Counterexample? {
    guard let center = RealValue.exact(point.value).rationalBounds?.lowerBound,
      let rounded = Rational(decimal: center)
    else { return nil }
    let steps =
      (1...12).compactMap { Rational($0, over: 4) }
      + (2...20).compactMap { Rational(2).power($0) }
      + (3...20).compactMap { Rational(2).power(-$0) }
    let a = counterexamples.double(point.formula)
    for x in steps.flatMap({ [rounded + $0, rounded - $0] }) {
      guard counterexamples.isPromising(counterexamples.double(.number(x)), a),
        let x = try? points.point(.number(x)),
        let found = counterexamples.counterexample(x, point)
      else { continue }
      return found
    }
    return nil
  }

  // MARK: Description

  private func describe(_ element: DeltaElement) -> DeltaGrade.Step {
    let variable = analyzer.function.variableName
    return DeltaGrade.Step(
      over: IntervalDescription(
        from: points.describe(element.lower, orInfinite: -1),
        to: points.describe(element.upper, orInfinite: 1), fromClosed: element.isPoint,
        toClosed: element.isPoint),
      margin: element.margin?.text(variable: variable),
      latex: element.margin?.latex(variable: variable), verdict: element.verdict)
  }

  /// The evidence that the parts and findings give.
  func evidence(for grade: DeltaGrade) -> Evidence {
    let (y, point) = grade.uniform ? ("f(y)", "y") : ("f(a)", "a")
    let margin = "sup {delta(eps): 0 < eps <= |f(x) - \(y)|} - |x - \(point)|"
    let premises = grade.steps.map { step in
      let place =
        "\(step.over.from.exact ?? step.over.from.decimal), "
        + "\(step.over.to.exact ?? step.over.to.decimal)"
      let relation =
        switch step.verdict {
        case .proved: "<= 0"
        case .refuted: "> 0"
        case .undecided: "?"
        }
      return Evidence(
        step.margin == nil ? .enclosure : .cases,
        "\(step.margin ?? margin) \(relation) on (\(place))")
    }
    if let reason = grade.reason { return Evidence(obstacle: reason) }
    let claim = grade.verdict == .refuted ? "not always \(margin) <= 0" : "\(margin) <= 0"
    return Evidence(.cases, claim, premises: premises)
  }
}

extension Rational {
  /// The number rounded to 8 decimals.
  init?(decimal value: Rational) {
    self.init((value * 100_000_000).floor, over: 100_000_000)
  }
}
