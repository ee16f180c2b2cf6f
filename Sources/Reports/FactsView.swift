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
  /// Whether all points without derivative are known.
  let areKinksKnown: Bool
  let isInfinitelySmooth: Bool
  let smoothnessClass: String?
  let exceptions: String
  let problems: [ProblemView]
  let hasProblems: Bool
  let valueCost: [CostView]
  let derivativeCost: [CostView]
  let hasValueCost: Bool
  let hasDerivativeCost: Bool
  /// Whether a transcendental function, or a power with an exponent that is no integer, is computed.
  let isTranscendental: Bool
  /// Whether such a power is all that is dear.
  let isPower: Bool
  /// Whether the most that is computed is roots.
  let isAlgebraic: Bool
  /// The points near which the derivative is unbounded.
  let unboundedAt: String?
  let traps: [TrapView]
  let hasTraps: Bool

  /// One-sided derivatives at a point without derivative.
  struct ProblemView {
    let at: String
    let left: String?
    let right: String?
    /// Whether there is neither, at an isolated point or where the quotient oscillates.
    let hasNone: Bool
    /// Between what the quotient oscillates.
    let oscillation: OscillationView?

    init(_ kink: Differentiability.Kink) {
      at = kink.at.latex
      left = kink.left?.latex
      right = kink.right?.latex
      hasNone = left == nil && right == nil
      oscillation = OscillationView(kink)
    }

    /// The same derivatives at all points of a family.
    init(_ family: Family) {
      at = family.latex
      left = family.left.map(Family.latex(of:))
      right = family.right.map(Family.latex(of:))
      hasNone = left == nil && right == nil
      oscillation = nil
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
    areKinksKnown = differentiability.complete
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
    let tree = Formula(text: analysis.function.formula)
    let hasPower = tree?.mentionsPower ?? false
    let isTranscendental = hasPower || tree?.mentionsTranscendental ?? false
    self.isTranscendental = isTranscendental
    isPower = hasPower && !(tree?.mentionsTranscendental ?? false)
    isAlgebraic = !isTranscendental && tree?.mentionsRoot ?? false
    let unbounded = analysis.unboundedSlopes.map(\.latex)
    unboundedAt = unbounded.isEmpty ? nil : unbounded.joined(separator: ",\\ ")
    traps = TrapView.list(analysis)
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

extension FunctionAnalysis {
  /// The points near which f′ is proved to be unbounded: those of the domain where it tends to an
  /// infinity, and those outside where f does.
  fileprivate var unboundedSlopes: [ExactNumber] {
    let joints = jointsInDomain.filter { joint in
      [joint.left, joint.right].contains { $0?.slope.map { !$0.isFinite } ?? false }
    }
    return (joints.map(\.at) + domain.gaps.filter { $0.kind == .infinite }.map(\.at)).sorted {
      ($0.double ?? 0) < ($1.double ?? 0)
    }
  }
}

extension Formula {
  /// Whether it applies an elementary function that takes more than a few operations.
  fileprivate var mentionsTranscendental: Bool {
    if case .apply(let function, _) = operation,
      ![.abs, .sign, .floor, .sqrt, .cbrt].contains(function)
    {
      return true
    }
    return operation.children.contains { $0.mentionsTranscendental }
  }

  /// Whether it takes a power whose exponent is not a fixed integer.
  fileprivate var mentionsPower: Bool {
    if containsVariable, case .power(_, let exponent) = operation,
      !(exponent.rational?.isInteger ?? false)
    {
      return true
    }
    return operation.children.contains { $0.mentionsPower }
  }

  /// Whether it takes a square root or a cube root.
  fileprivate var mentionsRoot: Bool {
    if case .apply(let function, _) = operation, [.sqrt, .cbrt].contains(function) { return true }
    return operation.children.contains { $0.mentionsRoot }
  }
}
