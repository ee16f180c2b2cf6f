import Analysis
import Formulas
import Proofs
import Reals

/// The facts of the comparison table as templates show them.
struct FactsView {
  /// Whether the function is proved to be defined nowhere; then nothing else is shown.
  let isEmpty: Bool
  let isContinuous: Bool
  let isContinuousOnReals: Bool
  let isDiscontinuous: Bool
  let isContinuityUndecided: Bool
  let discontinuities: String
  let delta: String?
  let domain: String
  let isDifferentiable: Bool
  let isDifferentiableOnReals: Bool
  let isNotDifferentiable: Bool
  let isDifferentiabilityUndecided: Bool
  let isInfinitelySmooth: Bool
  let smoothnessClass: String?
  let exceptions: String
  let problems: [ProblemView]
  let hasProblems: Bool
  let valueCost: [CostView]
  let derivativeCost: [CostView]
  let hasValueCost: Bool
  let hasDerivativeCost: Bool
  let isTranscendental: Bool
  let traps: [TrapView]
  let hasTraps: Bool

  /// One-sided derivatives at a point without derivative.
  struct ProblemView {
    let at: String
    let left: String?
    let right: String?
    /// Whether there is neither, at an isolated point or where the quotient oscillates.
    let hasNone: Bool

    init(_ kink: Differentiability.Kink) {
      at = kink.at.latex
      left = kink.left?.latex
      right = kink.right?.latex
      hasNone = left == nil && right == nil
    }

    /// The same derivatives at all points of a family.
    init(_ family: Family) {
      at = family.latex
      left = family.left.map(Family.latex(of:))
      right = family.right.map(Family.latex(of:))
      hasNone = left == nil && right == nil
    }
  }

  /// How often an operation occurs.
  struct CostView {
    let times: Int
    let operation: String
  }

  init(_ analysis: FunctionAnalysis, delta: String?, phrases: Phrases) {
    isEmpty = analysis.domain.isEmpty
    let continuity = analysis.continuity
    isContinuous = continuity.verdict == .proved
    isContinuousOnReals = continuity.onReals == .proved
    isDiscontinuous = continuity.verdict == .refuted
    isContinuityUndecided = continuity.verdict == .undecided
    discontinuities = Self.places(continuity.exceptions.map(\.at), continuity.families)
    self.delta = delta
    domain =
      analysis.domain.intervals.isEmpty
      ? "\\varnothing" : analysis.domain.latex
    let differentiability = analysis.differentiability
    isDifferentiable = differentiability.verdict == .proved
    isDifferentiableOnReals = differentiability.onReals == .proved
    isNotDifferentiable = differentiability.verdict == .refuted
    isDifferentiabilityUndecided = differentiability.verdict == .undecided
    isInfinitelySmooth = analysis.smoothness.class == "Cinf"
    smoothnessClass = analysis.smoothness.class.flatMap {
      $0.hasPrefix("C") && $0 != "Cinf" ? "C^{\($0.dropFirst())}" : nil
    }
    exceptions = Self.places(differentiability.exceptions.map(\.at), differentiability.families)
    problems =
      differentiability.families.isEmpty
      ? differentiability.exceptions.map { ProblemView($0) }
      : differentiability.families.map { ProblemView($0) }
    hasProblems = !problems.isEmpty
    valueCost = CostView.list(analysis.cost.value, phrases: phrases)
    derivativeCost = CostView.list(analysis.cost.derivative, phrases: phrases)
    hasValueCost = !valueCost.isEmpty
    hasDerivativeCost = !derivativeCost.isEmpty
    isTranscendental = analysis.function.formula.mentionsTranscendental
    traps = TrapView.list(analysis.traps)
    hasTraps = !traps.isEmpty
  }
}

extension FactsView {
  /// The points in LaTeX, or the families where there are infinitely many.
  private static func places(_ points: [ExactNumber], _ families: [Family]) -> String {
    families.isEmpty
      ? points.map(\.latex).joined(separator: ",\\ ")
      : families.map(\.latex).joined(separator: ",\\ ") + "\\ (k \\in \\mathbb{Z})"
  }
}

extension FactsView.CostView {
  /// The operations, the most frequent first.
  static func list(_ counts: [String: Int], phrases: Phrases) -> [Self] {
    counts.filter { $0.value > 0 }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { Self(times: $0.value, operation: phrases.operation($0.key)) }
  }
}

extension Phrases {
  /// The name of an operation.
  func operation(_ kind: String) -> String { self["cost.\(kind)"] }
}

extension String {
  /// Whether the formula applies an elementary function that takes more than a few operations.
  fileprivate var mentionsTranscendental: Bool {
    guard let tree = try? FormulaParser().parse(self).formula else { return false }
    return tree.mentionsTranscendental
  }
}

extension Formula {
  fileprivate var mentionsTranscendental: Bool {
    if case .apply(let function, _) = operation,
      ![.abs, .sign, .floor, .sqrt].contains(function)
    {
      return true
    }
    return operation.children.contains { $0.mentionsTranscendental }
  }
}

/// Traps of one kind as templates show them.
struct TrapView {
  let isDeadZone: Bool
  let isVanishingGradient: Bool
  let isNotZeroCentred: Bool
  let isJump: Bool
  let isExplodingGradient: Bool
  let isKink: Bool
  let isOverflow: Bool
  let isAbsorption: Bool
  let isDomain: Bool
  /// The intervals where it lies in wait, in LaTeX, where they are known and not the whole line.
  let intervalList: String?
  /// The points where it does.
  let pointList: String?
  /// The formats that an overflow concerns, each with its threshold.
  let limits: [LimitView]

  /// The threshold of one format.
  struct LimitView {
    let format: String
    let threshold: String
    let isAbove: Bool
  }

  private init(_ traps: [Trap], kind: Trap.Kind) {
    isDeadZone = kind == .deadZone
    isVanishingGradient = kind == .vanishingGradient
    isNotZeroCentred = kind == .notZeroCentred
    isJump = kind == .jump
    isExplodingGradient = kind == .explodingGradient
    isKink = kind == .kink
    isOverflow = kind == .overflow
    isAbsorption = kind == .absorption
    isDomain = kind == .domain
    let places = traps.compactMap { trap in trap.over.map { (over: $0, period: trap.period) } }
    let points = places.filter { $0.over.from == $0.over.to }.map {
      Self.repeated($0.over.from.latex, $0.period)
    }
    let intervals = places.filter {
      $0.over.from != $0.over.to
        && !($0.over.from == .minusInfinity && $0.over.to == .infinity)
    }
    let hasAllIntervals = !intervals.isEmpty && intervals.count == traps.count
    let index = traps.contains { $0.period != nil } ? "\\ (k \\in \\mathbb{Z})" : ""
    intervalList =
      hasAllIntervals
      ? intervals.map { Self.repeated($0.over.latex, $0.period) }.joined(separator: ",\\ ") + index
      : nil
    pointList = points.isEmpty ? nil : points.joined(separator: ",\\ ") + index
    limits = traps.compactMap { trap in
      guard let format = trap.format, let threshold = trap.threshold else { return nil }
      return LimitView(
        format: format, threshold: threshold.latex(significantDigits: 5),
        isAbove: trap.over.map { $0.to == .infinity } ?? !threshold.decimal.hasPrefix("-"))
    }
  }

  /// A place with all its shifts by multiples of the period.
  private static func repeated(_ place: String, _ period: ExactNumber?) -> String {
    guard let period else { return place }
    let multiple = period.exact == "1" ? "k" : "\(period.latex) k"
    return place == "0" ? multiple : "\(place) + \(multiple)"
  }

  /// The traps: those of one kind together, those of different operations apart.
  static func list(_ traps: [Trap]) -> [TrapView] {
    var order: [String] = []
    var groups: [String: [Trap]] = [:]
    for trap in traps {
      let key = "\(trap.kind.rawValue) \(trap.operation ?? "")"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(trap)
    }
    return order.compactMap { key in
      groups[key].flatMap { group in group.first.map { TrapView(group, kind: $0.kind) } }
    }
  }
}
