import Calculus
import EvidenceChecker
import Formulas
import Reals

/// The value that a framework's automatic differentiation returns at a point.
public struct DerivativeConvention: Hashable, Sendable {
  /// `PyTorch`, `JAX` or `TensorFlow`.
  public let framework: String
  /// The point, a constant formula.
  public let at: Formula
  /// The value, a constant formula.
  public let value: Formula

  /// The convention of `framework` at a point.
  public init(framework: String, at: Formula, value: Formula) {
    self.framework = framework
    self.at = at
    self.value = value
  }
}

/// A bounded closed interval with rational ends.
public struct Window: Hashable, Sendable {
  /// The left end.
  public let lower: Rational
  /// The right end.
  public let upper: Rational

  /// The interval, or `nil` unless `lower < upper`.
  public init?(from lower: Rational, to upper: Rational) {
    guard lower < upper else { return nil }
    self.lower = lower
    self.upper = upper
  }

  /// [−5, 5], the window of the homework on gradient regions.
  public static let standard = Window(uncheckedFrom: -5, to: 5)

  private init(uncheckedFrom lower: Rational, to upper: Rational) {
    self.lower = lower
    self.upper = upper
  }
}

extension FunctionAnalysis {
  /// Analyses a function on ℝ, with its gradient regions over `window` too.
  ///
  /// Every answer is proved, refuted or undecided; nothing is thrown. `conventions` are compared
  /// with the Clarke subdifferential at the kinks.
  public init(
    of function: ParsedFunction, over window: Window = .standard,
    conventions: [DerivativeConvention] = []
  ) {
    self.init(of: function, over: window, conventions: conventions, tools: AnalysisTools())
  }

  /// An analysis together with the claims about signs that its global answers rest on, each once, for
  /// a check that trusts nothing of the search.
  public static func withClaims(
    of function: ParsedFunction, over window: Window = .standard,
    conventions: [DerivativeConvention] = []
  ) -> (analysis: FunctionAnalysis, claims: [SignClaim]) {
    let tools = AnalysisTools()
    let analysis = FunctionAnalysis(
      of: function, over: window, conventions: conventions, tools: tools)
    return (analysis, tools.signClaims)
  }

  private init(
    of function: ParsedFunction, over window: Window, conventions: [DerivativeConvention],
    tools: AnalysisTools
  ) {
    if let repetition = PeriodFinder(points: tools.points).repetition(of: function.formula),
      let analyzer = PeriodicAnalyzer(function, repetition, over: window, tools: tools)
    {
      self = analyzer.analysis(conventions: conventions)
    } else {
      self = FunctionAnalyzer(function, tools: tools)
        .analysis(over: window, conventions: conventions)
    }
  }
}

/// The exact arithmetic of one analysis and what it remembers.
struct AnalysisTools {
  let points: PointArithmetic
  let oracle: SignOracle
  let charts: SignCharts
}

extension AnalysisTools {
  /// The allocations that exact arithmetic may make in one analysis; the catalogue's entries make
  /// less than an eighth of them.
  private static let workLimit: UInt64 = 8_000_000

  init() {
    let points = PointArithmetic(exact: ExactArithmetic(totalWorkLimit: Self.workLimit))
    let oracle = SignOracle(points: points)
    self.init(
      points: points, oracle: oracle, charts: SignCharts(points: points, oracle: oracle))
  }
}

/// The working state of one analysis: cells, joints and exact arithmetic.
struct FunctionAnalyzer {
  let function: ParsedFunction
  let points: PointArithmetic
  let oracle: SignOracle
  let charts: SignCharts
  /// Cells from left to right, those merged that go over into each other analytically.
  let cells: [Cell]
  /// What happens between neighbouring cells.
  let joints: [JointFacts]
  /// The period that stands for all others, where the function repeats.
  let frame: PeriodFrame?

  var formula: Formula { function.formula }

  /// Divides an open interval, by default ℝ, into cells.
  init(
    _ function: ParsedFunction, tools: AnalysisTools = AnalysisTools(),
    on interval: OpenInterval = .reals,
    frame: PeriodFrame? = nil
  ) {
    self.function = function
    points = tools.points
    oracle = tools.oracle
    charts = tools.charts
    self.frame = frame
    let form = PiecewiseForm(function.formula, on: interval, oracle: oracle)
    let analyzer = JointAnalyzer(points: points, function: function.formula)
    var cells = Array(form.cells.prefix(1))
    var joints: [JointFacts] = []
    for next in form.cells.dropFirst() {
      guard let last = cells.last, let point = last.interval.upper else { break }
      let facts = analyzer.facts(at: point, left: last, right: next)
      if facts.isRegular, let union = Self.merged(last, next, oracle: oracle) {
        cells[cells.count - 1] = union
      } else {
        cells.append(next)
        joints.append(facts)
      }
    }
    self.cells = cells
    self.joints = joints
  }

  /// The analyzer of a function that one analytic formula gives on the interval.
  init(
    _ function: ParsedFunction, tools: AnalysisTools, analytic formula: Formula,
    on interval: OpenInterval
  ) {
    self.function = function
    points = tools.points
    oracle = tools.oracle
    charts = tools.charts
    frame = nil
    cells = [Cell(interval: interval, content: .analytic(formula))]
    joints = []
  }

  /// One cell for two whose formulas continue each other, if one of them serves on the union.
  private static func merged(_ a: Cell, _ b: Cell, oracle: SignOracle) -> Cell? {
    let union = OpenInterval(lower: a.interval.lower, upper: b.interval.upper)
    for formula in [a.formula, b.formula] {
      var resolver = CellResolver(oracle: oracle, interval: union)
      if let formula, let resolved = try? resolver.resolve(formula) {
        return Cell(interval: union, content: .analytic(resolved))
      }
    }
    return nil
  }

  func analysis(over window: Window, conventions: [DerivativeConvention]) -> FunctionAnalysis {
    let domain = domainSection
    // Where ℝ has too many cells, the window may still show exceptions.
    let local = undecidedCell == nil ? nil : local(window)
    let nearby = (local?.joints ?? []).filter { isInside($0, window) }
    let continuity = continuitySection(domain, nearby: nearby)
    let regions = regions(over: window, (local ?? self).regionFinder)
    let values = rangeValues
    let range = rangeSection(values)
    let pieces = pieces
    let derivative = derivative
    let lists = EndlessLists(analyzer: self, window: window)
    return FunctionAnalysis(
      function: description, domain: domain, pieces: pieces, joints: known(nearby).map(describe),
      continuity: continuity,
      differentiability: differentiabilitySection(domain, conventions, nearby: nearby),
      smoothness: smoothnessSection, derivative: derivativeSection(derivative, pieces),
      limits: limitsSection, asymptotes: asymptotesSection,
      monotonicity: lists.monotonicitySection(domain), extrema: lists.extremaSection(values),
      convexity: lists.convexitySection, range: range,
      lipschitz: lipschitzSection(domain, continuity), secondDerivative: secondDerivativeSection,
      zeros: lists.zerosSection, fixedPoints: lists.fixedPointsSection, symmetry: symmetrySection,
      regions: regions, cost: cost(derivative), traps: traps(domain, range, regions.last))
  }

  var description: FunctionDescription {
    FunctionDescription(
      name: function.name, formula: formula.text(variable: function.variableName),
      latex: formula.latex(variable: function.variableName), variable: function.variableName,
      parameters: Dictionary(
        function.parameters.map { ($0.name, $0.value.description) }, uniquingKeysWith: { $1 }))
  }

  private func regions(over window: Window, _ finder: RegionFinder) -> [GradientRegions] {
    let onReals = EndlessLists(analyzer: self, window: window).realRegions
    guard let inside = try? points.interval(window) else { return [onReals] }
    return [finder.regions(over: inside), onReals]
  }

  /// The analyzer of an interval around the window alone.
  private func local(_ window: Window) -> FunctionAnalyzer? {
    guard let lower = try? points.point(.number(window.lower - 1)),
      let upper = try? points.point(.number(window.upper + 1))
    else { return nil }
    return FunctionAnalyzer(function, tools: tools, on: OpenInterval(lower: lower, upper: upper))
  }

  private func isInside(_ joint: JointFacts, _ window: Window) -> Bool {
    guard let inside = try? points.interval(window) else { return false }
    return (try? points.contains(inside, joint.point)) ?? false
  }

  var tools: AnalysisTools {
    AnalysisTools(points: points, oracle: oracle, charts: charts)
  }

  var regionFinder: RegionFinder {
    RegionFinder(points: points, charts: charts, cells: cells, joints: joints)
  }

  func cost(_ derivative: Formula) -> Cost {
    Cost(
      value: OperationCount(of: [formula]).byKind,
      derivative: OperationCount(of: [derivative]).byKind,
      together: OperationCount(of: [formula, derivative]).byKind)
  }
}

extension PointArithmetic {
  /// The window as an interval.
  func interval(_ window: Window) throws(EvaluationError) -> OpenInterval {
    OpenInterval(lower: try point(.number(window.lower)), upper: try point(.number(window.upper)))
  }
}
