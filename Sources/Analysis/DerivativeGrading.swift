import Calculus
import Formulas
import Reals

extension DerivativeGrade {
  /// Grades `answer` as the derivative of a function.
  public init(of function: ParsedFunction, answer: ParsedFunction) {
    let grader = DerivativeGrader(FunctionAnalyzer(function), answer)
    let periodic = grader.isDecided ? nil : try? grader.onPeriod()
    self = periodic?.grader.grade(period: periodic?.period) ?? grader.grade()
  }
}

/// The working state of one grading.
private struct DerivativeGrader {
  let analyzer: FunctionAnalyzer
  let answer: ParsedFunction
  /// The pieces of the answer.
  let form: PiecewiseForm
  /// One period of both functions, where it is looked at instead of ℝ.
  let frame: PeriodFrame?

  private typealias Finding = DerivativeGrade.Finding
  private var points: PointArithmetic { analyzer.points }

  init(_ analyzer: FunctionAnalyzer, _ answer: ParsedFunction) {
    self.analyzer = analyzer
    self.answer = answer
    frame = nil
    form = PiecewiseForm(answer.formula, on: .reals, oracle: analyzer.oracle)
  }

  /// A grader that looks at one period, which begins where some piece does.
  init(
    _ function: ParsedFunction, _ answer: ParsedFunction, repeating repetition: Repetition,
    tools: AnalysisTools
  ) throws(EvaluationError) {
    let points = tools.points
    let middle = try repetition.frame(points)
    analyzer = FunctionAnalyzer(function, tools: tools, on: middle.extent)
    self.answer = answer
    form = PiecewiseForm(answer.formula, on: middle.extent, oracle: tools.oracle)
    let period = OpenInterval(lower: middle.start, upper: middle.end)
    var start = middle.start
    for point in try points.sorted(Self.breaks(analyzer, form))
    where try points.contains(period, point) {
      start = point
      break
    }
    frame = PeriodFrame(
      points: points, start: start,
      end: try points.point((start.formula + repetition.period.formula).simplified),
      extent: middle.extent)
  }

  private static func breaks(_ analyzer: FunctionAnalyzer, _ form: PiecewiseForm) -> [RealPoint] {
    analyzer.cells.dropLast().compactMap(\.interval.upper) + form.breakpoints
  }

  /// Whether both functions have finitely many pieces.
  var isDecided: Bool {
    (analyzer.cells + form.cells).allSatisfy {
      if case .undecided = $0.content { false } else { true }
    }
  }

  /// How many periods of f are tried as a period of the answer.
  private static let multiples: [Rational] = [1, 2, 3, 4, 6, 8, 12]

  /// The grader on one period of f that is a period of the answer too; `nil` where there is none, or
  /// where even one period is not decided.
  func onPeriod() throws(EvaluationError) -> (grader: DerivativeGrader, period: RealPoint)? {
    guard
      let base = PeriodFinder(points: points).repetition(of: analyzer.formula)
        ?? PeriodFinder(points: points).repetition(of: answer.formula)
    else { return nil }
    for multiple in Self.multiples {
      let period = try points.point((.number(multiple) * base.period.formula).simplified)
      let rules = ShiftRules(points: points, shift: period.formula)
      guard case .drift(let rise)? = rules.effect(on: analyzer.formula),
        case .drift(let change)? = rules.effect(on: answer.formula),
        try points.sign(of: change) == 0
      else { continue }
      let grader = try DerivativeGrader(
        analyzer.function, answer,
        repeating: Repetition(period: period, drift: points.point(rise)), tools: analyzer.tools)
      return grader.isDecided ? (grader, period) : nil
    }
    return nil
  }

  func grade(period: RealPoint? = nil) -> DerivativeGrade {
    let variable = analyzer.function.variableName
    var grade = DerivativeGrade(
      function: analyzer.description,
      answer: .init(
        formula: answer.formula.text(variable: variable),
        latex: answer.formula.latex(variable: variable)),
      derivative: derivative,
      verdict: .undecided, errors: [], notes: [], factor: nil, reason: nil,
      evidence: Evidence(.cases, "g = f'"))
    do throws(EvaluationError) {
      var merger = FindingMerger(points: points)
      var evidence: [Evidence] = []
      for place in try places() {
        let judgement = try judge(place)
        merger.append(judgement, at: place)
        if case .right(let premise?) = judgement { evidence.append(premise) }
      }
      let isNote: (Finding) -> Bool = {
        [.convention, .conventionAtJump, .outsideDomain].contains($0.kind)
      }
      let findings = merger.findings.map(onReals)
      grade.errors = findings.filter { !isNote($0) }
      grade.notes = findings.filter(isNote)
      grade.period = period.map { points.describe($0) }
      grade.verdict = verdict(of: grade.errors)
      grade.reason = grade.errors.lazy.compactMap(\.reason).first
      if let period {
        evidence.append(
          Evidence(.identity, "f'(x + T) = f'(x), g(x + T) = g(x), T = \(period.formula.text())"))
      }
      let claim = grade.verdict == .refuted ? "g != f'" : "g = f'"
      grade.evidence = Evidence(.cases, claim, premises: evidence)
    } catch {
      grade.reason = error.reason
      grade.evidence = Evidence(obstacle: error.reason)
    }
    if grade.errors.contains(where: { $0.kind == .wrong }) { grade.factor = factor }
    return grade
  }

  private func verdict(of errors: [Finding]) -> Verdict {
    if errors.contains(where: { $0.kind != .undecided }) { return .refuted }
    return errors.isEmpty ? .proved : .undecided
  }

  // MARK: Places

  /// Intervals on which both functions are one formula, and the points between: on ℝ, or in one
  /// period.
  private func places() throws(EvaluationError) -> [DerivativePlace] {
    var breaks = Self.breaks(analyzer, form)
    var result: [DerivativePlace] = []
    var lower: RealPoint?
    if let frame {
      let period = OpenInterval(lower: frame.start, upper: frame.end)
      var inside: [RealPoint] = []
      for point in breaks where try points.contains(period, point) { inside.append(point) }
      breaks = inside
      lower = frame.start
      result.append(.point(frame.start))
    }
    for end in try points.sorted(breaks) {
      result.append(.interval(OpenInterval(lower: lower, upper: end)))
      result.append(.point(end))
      lower = end
    }
    return result + [.interval(OpenInterval(lower: lower, upper: frame?.end))]
  }

  /// The finding, about ℝ where it is about a whole period.
  private func onReals(_ finding: Finding) -> Finding {
    guard let frame, finding.over.from == points.describe(frame.start),
      finding.over.to == points.describe(frame.end), finding.over.fromClosed
    else { return finding }
    var finding = finding
    finding.over = .reals
    return finding
  }

  /// The derivative: the pieces that begin in the period, where there is one.
  private var derivative: Derivative {
    var result = analyzer.derivativeSection(analyzer.derivative, analyzer.pieces)
    guard let frame else { return result }
    result.pieces = result.pieces.compactMap { piece in
      guard !frame.isCovered(from: piece.from, to: piece.to) else {
        var piece = piece
        (piece.from, piece.to) = (.minusInfinity, .infinity)
        return piece
      }
      return (try? frame.contains(piece.from)) == true ? piece : nil
    }
    return result
  }

  private func judge(_ place: DerivativePlace) throws(EvaluationError) -> DerivativeJudgement {
    switch place {
    case .interval(let interval):
      guard let theirs = try cell(of: analyzer.cells, over: interval),
        let own = try cell(of: form.cells, over: interval)
      else { throw .undecided(Reason(.constantComparison)) }
      return judge(interval, theirs, own)
    case .point(let point): return try judge(point)
    }
  }

  private func cell(
    of cells: [Cell], over interval: OpenInterval
  ) throws(EvaluationError) -> Cell? {
    for cell in cells where try points.intersection(cell.interval, interval) != nil { return cell }
    return nil
  }

  // MARK: Intervals

  private func judge(
    _ interval: OpenInterval, _ cell: Cell, _ own: Cell
  ) -> DerivativeJudgement {
    let over = points.describe(interval)
    switch (cell.content, own.content) {
    case (.outsideDomain, .outsideDomain): return .irrelevant
    case (.outsideDomain, _): return .finding(Finding(kind: .outsideDomain, over: over))
    case (.undecided(let why), _), (.analytic, .undecided(let why)):
      return .finding(Finding(kind: .undecided, over: over, reason: why))
    case (.analytic, .outsideDomain(let why)):
      let witness = points.shortSamples(in: interval).first.map { self.witness(at: $0) }
      return .finding(Finding(kind: .missing, over: over, witness: witness, reason: why))
    case (.analytic, .analytic(let g)):
      let derivative = cell.derivative ?? 0
      if g.withSingleAngles.isIdentical(to: derivative.withSingleAngles) {
        return .right(Evidence(.identity, "\(g.text()) = \(derivative.text())"))
      }
      return compare(g, derivative, on: interval, over)
    }
  }

  /// Compares two analytic formulas that are not known to be identical.
  private func compare(
    _ g: Formula, _ derivative: Formula, on interval: OpenInterval, _ over: IntervalDescription
  ) -> DerivativeJudgement {
    let error = (g - derivative).simplified
    do throws(EvaluationError) {
      let chart = try analyzer.charts.chart(of: error, on: interval)
      if chart.isZero { return .right(Evidence(.identity, "\(g.text()) = \(derivative.text())")) }
      let zeros = try chart.provedZeros()
      let regions = try points.intervals(of: chart, on: interval)
      let witness = regions.lazy.flatMap { points.shortSamples(in: $0) }.first
        .map { self.witness(at: $0) }
      return .finding(
        Finding(kind: .wrong, over: over, except: zeros.map(points.describe), witness: witness))
    } catch {
      // A point at which they differ refutes the identity of analytic functions; where they agree
      // by chance stays open.
      let different = points.shortSamples(in: interval).first { x in
        let difference = try? points.exact.evaluate(g - derivative, at: x.value)
        return difference.flatMap { try? points.sign($0) }.map { $0 != 0 } ?? false
      }
      if let x = different {
        return .finding(
          Finding(kind: .wrong, over: over, witness: witness(at: x), reason: error.reason))
      }
      return .finding(Finding(kind: .undecided, over: over, reason: error.reason))
    }
  }

  private func witness(at x: RealPoint) -> DerivativeGrade.Witness {
    let slope = (try? slope(at: x)) ?? nil
    let value = try? points.exact.evaluate(answer.formula, at: x.value)
    let difference = slope.flatMap { slope in
      value.flatMap { try? points.exact.sum($0, points.exact.negative(slope)) }
    }
    return DerivativeGrade.Witness(
      x: points.describe(x), derivative: slope.map { points.describe($0) },
      value: value.map { points.describe($0) },
      difference: difference.map { points.describe($0) })
  }

  // MARK: Points

  /// f′ at a point, one-sided at an end of the domain; `nil` where it is proved not to exist.
  private func slope(at x: RealPoint) throws(EvaluationError) -> ExactReal? {
    if let joint = try joint(at: x) {
      switch joint.differentiable {
      case .undecided: throw .undecided(joint.obstacle)
      case .refuted: return nil
      case .proved:
        guard joint.value.exact != nil,
          case .finite(let slope)? = (joint.left ?? joint.right)?.derivative
        else { return nil }
        return slope
      }
    }
    for cell in analyzer.cells where try points.contains(cell.interval, x) {
      guard let derivative = cell.derivative else { return nil }
      return try points.exact.evaluate(derivative, at: x.value)
    }
    return nil
  }

  private func joint(at x: RealPoint) throws(EvaluationError) -> JointFacts? {
    for joint in analyzer.joints where try points.compare(joint.point.value, x.value) == 0 {
      return joint
    }
    return nil
  }

  private func judge(_ x: RealPoint) throws(EvaluationError) -> DerivativeJudgement {
    let at = points.describe(x)
    let over = IntervalDescription(from: at, to: at, fromClosed: true, toClosed: true)
    func finding(_ kind: Finding.Kind, _ reason: Reason? = nil) -> DerivativeJudgement {
      .finding(Finding(kind: kind, over: over, witness: witness(at: x), reason: reason))
    }
    let value: ExactReal?
    var missing: Reason?
    do throws(EvaluationError) {
      value = try points.exact.evaluate(answer.formula, at: x.value)
    } catch {
      guard case .undefined(let why) = error else { return finding(.undecided, error.reason) }
      value = nil
      missing = why
    }
    guard try isInDomain(x) else { return value == nil ? .irrelevant : finding(.outsideDomain) }
    let slope: ExactReal?
    do throws(EvaluationError) {
      slope = try self.slope(at: x)
    } catch {
      return value == nil ? .irrelevant : finding(.undecided, error.reason)
    }
    switch (slope, value) {
    case (nil, nil): return .irrelevant
    case (_?, nil): return finding(.missing, missing)
    case (let slope?, let value?):
      guard let order = try? points.compare(slope, value) else {
        return finding(.undecided, Reason(.constantComparison))
      }
      return order == 0 ? .right(nil) : finding(.wrong)
    case (nil, let value?):
      let joint = try joint(at: x)
      if let joint, let limits = limitsOfSlope(joint), isBetween(value, limits) {
        return .finding(
          Finding(
            kind: .conventionAtJump, over: over, witness: witness(at: x),
            left: points.describe(joint.left?.slope), right: points.describe(joint.right?.slope)))
      }
      let isConvention = joint.flatMap(analyzer.clarke).map { isBetween(value, $0) } ?? false
      return .finding(
        Finding(
          kind: isConvention ? .convention : .noDerivative, over: over, witness: witness(at: x),
          left: points.describe(joint?.left?.derivative),
          right: points.describe(joint?.right?.derivative)))
    }
  }

  /// Whether the point belongs to the domain of f.
  private func isInDomain(_ x: RealPoint) throws(EvaluationError) -> Bool {
    if let joint = try joint(at: x) {
      switch joint.value {
      case .defined: return true
      case .undefined: return false
      case .unknown(let why): throw .undecided(why)
      }
    }
    for cell in analyzer.cells where try points.contains(cell.interval, x) {
      switch cell.content {
      case .analytic: return true
      case .outsideDomain: return false
      case .undecided(let why): throw .undecided(why)
      }
    }
    return false
  }

  private func isBetween(_ value: ExactReal, _ ends: (ExactReal, ExactReal)) -> Bool {
    guard let below = try? points.compare(ends.0, value),
      let above = try? points.compare(value, ends.1)
    else { return false }
    return below <= 0 && above <= 0
  }

  /// The lesser and the greater one-sided limit of f′ at a point where f is not continuous.
  private func limitsOfSlope(_ joint: JointFacts) -> (ExactReal, ExactReal)? {
    guard joint.continuous == .refuted, case .finite(let left)? = joint.left?.slope,
      case .finite(let right)? = joint.right?.slope,
      let order = try? points.compare(left, right)
    else { return nil }
    return order > 0 ? (right, left) : (left, right)
  }

  // MARK: A constant factor

  /// The number c ≠ 1 with g = c·f′ on all intervals where both are defined.
  private var factor: ExactNumber? {
    var common: Formula?
    for place in (try? places()) ?? [] {
      guard case .interval(let interval) = place,
        let derivative = (try? cell(of: analyzer.cells, over: interval))??.derivative,
        let g = (try? cell(of: form.cells, over: interval))??.formula
      else { continue }
      if g.isIdentical(to: 0), derivative.isIdentical(to: 0) { continue }
      guard let ratio = NormalForm(g / derivative)?.formula, !ratio.containsVariable else {
        return nil
      }
      if let common, !common.isIdentical(to: ratio) { return nil }
      common = ratio
    }
    guard let common, let value = try? points.point(common).value,
      let order = try? points.compare(value, points.exact.number(1)), order != 0,
      (try? points.sign(value)).map({ $0 != 0 }) == true
    else { return nil }
    return points.describe(value)
  }
}
