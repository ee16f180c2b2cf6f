import Analysis
import Formulas
import Proofs
import Reals

/// The facts of the comparison table as templates show them.
struct FactsView {
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
    let left: String
    let right: String
  }

  /// How often an operation occurs.
  struct CostView {
    let times: Int
    let operation: String
  }

  init(_ analysis: FunctionAnalysis, phrases: Phrases) {
    let continuity = analysis.continuity
    isContinuous = continuity.verdict == .proved
    isContinuousOnReals = continuity.onReals == .proved
    isDiscontinuous = continuity.verdict == .refuted
    isContinuityUndecided = continuity.verdict == .undecided
    discontinuities = continuity.exceptions.map(\.at.latex).joined(separator: ",\\ ")
    if let bound = analysis.lipschitz.value?.rational, bound.signum > 0, isContinuous {
      delta = bound == 1 ? "\\varepsilon" : "\\varepsilon/\(bound.latex)"
    } else {
      delta = nil
    }
    domain =
      analysis.domain.intervals.isEmpty
      ? "\\varnothing" : analysis.domain.intervals.map(\.latex).joined(separator: " \\cup ")
    let differentiability = analysis.differentiability
    isDifferentiable = differentiability.verdict == .proved
    isDifferentiableOnReals = differentiability.onReals == .proved
    isNotDifferentiable = differentiability.verdict == .refuted
    isDifferentiabilityUndecided = differentiability.verdict == .undecided
    isInfinitelySmooth = analysis.smoothness.class == "Cinf"
    smoothnessClass = analysis.smoothness.class.flatMap {
      $0.hasPrefix("C") && $0 != "Cinf" ? "C^{\($0.dropFirst())}" : nil
    }
    exceptions = differentiability.exceptions.map(\.at.latex).joined(separator: ",\\ ")
    problems = differentiability.exceptions.map {
      ProblemView(
        at: $0.at.latex, left: $0.left?.latex ?? "\\text{—}",
        right: $0.right?.latex ?? "\\text{—}")
    }
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

extension FactsView.CostView {
  /// The operations, the most frequent first.
  static func list(_ counts: [String: Int], phrases: Phrases) -> [Self] {
    counts.filter { $0.value > 0 }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { Self(times: $0.value, operation: phrases.operation($0.key)) }
  }
}

extension Phrases {
  /// The name of an operation; elementary functions without a name of their own go by their symbol.
  func operation(_ kind: String) -> String {
    let key = "cost.\(kind)"
    let name = self[key]
    return name == key ? kind : name
  }
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

/// A trap as templates show it.
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
  let over: String?
  let point: String?
  let trapThreshold: String?
  /// The formats that an overflow concerns, each with its threshold.
  let limits: [LimitView]

  /// The threshold of one format.
  struct LimitView {
    let format: String
    let threshold: String
    let isAbove: Bool
  }

  private init(_ trap: Trap, limits: [LimitView]) {
    isDeadZone = trap.kind == .deadZone
    isVanishingGradient = trap.kind == .vanishingGradient
    isNotZeroCentred = trap.kind == .notZeroCentred
    isJump = trap.kind == .jump
    isExplodingGradient = trap.kind == .explodingGradient
    isKink = trap.kind == .kink
    isOverflow = trap.kind == .overflow
    isAbsorption = trap.kind == .absorption
    isDomain = trap.kind == .domain
    let isPoint = trap.over.map { $0.from == $0.to } ?? false
    let isLine = trap.over.map { $0.from == .minusInfinity && $0.to == .infinity } ?? false
    over = isPoint || isLine ? nil : trap.over?.latex
    point = isPoint ? trap.over?.from.latex : nil
    trapThreshold = trap.threshold?.latex(significantDigits: 4)
    self.limits = limits
  }

  /// The traps, those that differ in the float format only gathered into one.
  static func list(_ traps: [Trap]) -> [TrapView] {
    var views: [TrapView] = []
    var seen: Set<String> = []
    for trap in traps {
      guard trap.format != nil else {
        views.append(TrapView(trap, limits: []))
        continue
      }
      let key = "\(trap.kind.rawValue) \(trap.operation ?? "")"
      guard seen.insert(key).inserted else { continue }
      let same = traps.filter { $0.kind == trap.kind && $0.operation == trap.operation }
      views.append(
        TrapView(
          trap,
          limits: same.compactMap { other in
            guard let format = other.format, let threshold = other.threshold else { return nil }
            return LimitView(
              format: format, threshold: threshold.latex(significantDigits: 5),
              isAbove: other.over.map { $0.to == .infinity }
                ?? !threshold.decimal.hasPrefix("-"))
          }))
    }
    return views
  }
}
