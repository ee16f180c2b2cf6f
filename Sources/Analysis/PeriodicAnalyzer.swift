import Calculus
import Formulas
import Reals

/// The analysis of a function with f(x + T) = f(x) + c on its domain.
///
/// All questions that concern ℝ are answered on a bounded interval of more than three periods, with
/// the methods for bounded intervals: see ``PeriodFrame``. What is enumerated in full, joints and
/// exceptions for instance, is listed as far as it meets the window.
struct PeriodicAnalyzer {
  let function: ParsedFunction
  let tools: AnalysisTools
  let repetition: Repetition
  let window: OpenInterval
  /// The middle one of the periods of ``core``.
  let frame: PeriodFrame
  /// The function on more than three periods.
  let core: FunctionAnalyzer
  /// The function on an interval that covers ``listed`` and more than a period on both sides, or on
  /// ℝ where it is analytic there.
  let shown: FunctionAnalyzer
  /// The part of the window in which joints and exceptions are listed, or an interval around it that
  /// is a period long.
  let listed: Window

  /// How many periods are gone through at most: more where all pieces are affine, for then their
  /// slopes need no search.
  let periodLimit: Int

  var points: PointArithmetic { tools.points }

  /// The analyzer, or `nil` where the function is not decided even on one period.
  init?(
    _ function: ParsedFunction, _ repetition: Repetition, over window: Window, tools: AnalysisTools
  ) {
    do {
      let points = tools.points
      self.function = function
      self.tools = tools
      self.repetition = repetition
      self.window = try points.interval(window)
      let middle = try repetition.frame(points)
      let core = FunctionAnalyzer(function, tools: tools, on: middle.extent, frame: middle)
      guard core.undecidedCell == nil else { return nil }
      self.core = core
      frame = middle
      let step = try repetition.step(points)
      periodLimit = core.isPiecewiseAffine ? 100 : 20
      listed = window.limited(toPeriod: step, count: periodLimit) ?? window
      // An analytic function on more than a period that repeats is analytic on ℝ, and the same
      // formula gives it there.
      if core.joints.isEmpty, let formula = core.cells.first?.formula {
        shown = FunctionAnalyzer(function, tools: tools, analytic: formula, on: .reals)
      } else {
        let around = OpenInterval(
          lower: try points.point(.number(listed.lower - step)),
          upper: try points.point(.number(listed.upper + step)))
        shown = FunctionAnalyzer(function, tools: tools, on: around)
        guard shown.undecidedCell == nil else { return nil }
      }
    } catch {
      return nil
    }
  }

  /// Whether one analytic formula gives the function on ℝ.
  var isAnalytic: Bool { core.joints.isEmpty }

  var period: ExactNumber { points.describe(repetition.period) }

  func analysis(conventions: [DerivativeConvention]) -> FunctionAnalysis {
    let local = core.domainSection
    let domain = domainSection(local)
    let continuity = core.continuitySection(local)
    let bounds = rangeValues
    let range = core.rangeSection(bounds)
    let pieces = shown.pieces
    let derivative = shown.derivative
    let regions = [windowRegions, realRegions]
    var slope = shown.derivativeSection(derivative, pieces)
    slope.pieces = slope.pieces.filter { meets(from: $0.from, to: $0.to) }
    return FunctionAnalysis(
      function: core.description, periodicity: periodicity, domain: domain,
      pieces: pieces.filter { meets(from: $0.from, to: $0.to) },
      joints: shown.joints.map(shown.describe).filter { meets($0.at) },
      continuity: continuitySection(continuity, domain),
      differentiability: differentiabilitySection(domain, conventions),
      smoothness: core.smoothnessSection, derivative: slope, limits: limitsSection,
      asymptotes: asymptotesSection, monotonicity: monotonicitySection(local),
      extrema: extremaSection(bounds), convexity: convexitySection, range: range,
      lipschitz: core.lipschitzSection(local, continuity),
      secondDerivative: core.secondDerivativeSection, zeros: zerosSection,
      fixedPoints: fixedPointsSection, symmetry: core.symmetrySection, regions: regions,
      cost: core.cost(derivative), traps: traps(domain, range))
  }

  private var periodicity: Periodicity {
    var result = Periodicity(period: period, drift: points.describe(repetition.drift))
    guard !isAnalytic else { return result }
    let bounds = [listed.lower, listed.upper].map { ExactNumber($0) }
    result.over = IntervalDescription(
      from: bounds[0], to: bounds[1], fromClosed: true, toClosed: true)
    if !listedIsWhole { result.reason = tooManyPeriods }
    return result
  }

  var tooManyPeriods: Reason { Reason(.manyPeriods, "\(periodLimit)") }

  /// Whether the window is not too long to list all that it holds.
  var listedIsWhole: Bool {
    guard let lower = window.lower?.value.rational, let upper = window.upper?.value.rational else {
      return false
    }
    return listed.lower <= lower && listed.upper >= upper
  }

  // MARK: What meets the listed interval

  /// Whether an interval and the listed one have a point in common; so where that is in doubt.
  func meets(from: ExactNumber, to: ExactNumber) -> Bool {
    order(from, listed.upper) <= 0 && order(to, listed.lower) >= 0
  }

  func meets(_ point: ExactNumber) -> Bool { meets(from: point, to: point) }

  private func order(_ a: ExactNumber, _ b: Rational) -> Int {
    (try? points.exact.number(b)).map { points.order(a, $0) } ?? 0
  }
}

extension FunctionAnalyzer {
  /// Whether the derivative is constant on every cell.
  fileprivate var isPiecewiseAffine: Bool {
    cells.allSatisfy { $0.derivative?.simplified.containsVariable != true }
  }
}

extension Repetition {
  /// The period from −T/2 to T/2, in an interval between rational numbers that reaches more than a
  /// period beyond it.
  func frame(_ points: PointArithmetic) throws(EvaluationError) -> PeriodFrame {
    func multiple(_ numerator: Int, _ denominator: Int) throws(EvaluationError) -> RealPoint {
      let factor = Formula.number(Rational(numerator, over: denominator) ?? 0)
      return try points.point((factor * period.formula).simplified)
    }
    let reach = try points.sample(in: OpenInterval(lower: multiple(3, 2), upper: multiple(7, 4)))
    return PeriodFrame(
      points: points, start: try multiple(-1, 2), end: try multiple(1, 2),
      extent: OpenInterval(
        lower: try points.point(.number(-reach)), upper: try points.point(.number(reach))))
  }

  /// A rational number a little greater than T.
  func step(_ points: PointArithmetic) throws(EvaluationError) -> Rational {
    let beyond = (Formula.number(Rational(5, over: 4) ?? 2) * period.formula).simplified
    return try points.sample(in: OpenInterval(lower: period, upper: points.point(beyond)))
  }
}

extension Window {
  /// The window, or the part in its middle that holds `count` steps of the length; one step from its
  /// lower end where it is shorter than that.
  fileprivate func limited(toPeriod step: Rational, count: Int) -> Window? {
    if upper - lower < step { return Window(from: lower, to: lower + step) }
    let reach = Rational(count) * step
    guard upper - lower > reach, let center = (lower + upper) / 2, let half = reach / 2 else {
      return self
    }
    return Window(from: center - half, to: center + half)
  }
}
