import Accuracy
import Analysis
import Formulas
import Installation
import Proofs
import Reals

/// One function's sections as the templates of the document show them.
struct SectionView {
  let number: Int
  let identifier: String
  let title: String
  let symbol: String
  let variable: String
  let definition: String
  let continuity: String
  let differentiability: String
  let smoothness: String
  let derivation: String
  /// What Coq has checked, for each of the proofs.
  let badges: Badges
  /// Whether the proof of continuity names its δ, or its ε₀.
  let isExplicit: Bool
  let facts: FactsView
  let isSmooth: Bool
  let isPiecewiseLinear: Bool
  let isSigmoidDerivative: Bool
  /// Another function of the study, whose units may die while those of this one do not.
  let deadRival: ComparedView?
  let kinks: [CornerRow]
  let hasKinks: Bool
  let isSingleKink: Bool
  let kinkList: String
  /// Whether central differences at some point of the experiments are unbounded, or misleading.
  let hasUnbounded: Bool
  let hasFiniteBreaks: Bool
  let hasBreaks: Bool
  let hasSteep: Bool
  let hasCusps: Bool
  /// The points at which a one-sided derivative is infinite and the function continuous.
  let steepList: String?
  let isSingleSteep: Bool
  /// Whether difference quotients oscillate at some point.
  let hasOscillation: Bool
  /// The joints at which f″ parts.
  let weakJoints: [WeakJoint]
  let hasWeakJoints: Bool
  /// The points outside the domain near which the function is unbounded.
  let poles: [PoleView]
  let hasPoles: Bool
  let stencils: [StencilRow]
  let values: [ValueRow]
  let hasValues: Bool
  let largestError: String?
  let experiment: [ExperimentRow]
  let slopeAtMinusInfinity: String?
  let slopeAtPlusInfinity: String?
  let manual: [ManualView]
  let manualRows: [ManualRow]

  /// The lines below the proofs that say whether Coq has checked them.
  struct Badges {
    let continuity: String
    let differentiability: String
    let smoothness: String
    let derivation: String
  }

  /// A joint at which f′ exists and is continuous while f″ has two limits, or an infinite one.
  struct WeakJoint {
    let at: String
    let secondLeft: String
    let secondRight: String
    let isFinite: Bool
    /// (f″(c+) − f″(c−))/4, the coefficient of ε in the error of the central difference.
    let coefficient: String?

    init?(_ joint: Joint) {
      guard joint.order == 1, let left = joint.left?.nextDerivative,
        let right = joint.right?.nextDerivative
      else { return nil }
      at = joint.at.latex
      secondLeft = left.latex
      secondRight = right.latex
      isFinite = left.isFinite && right.isFinite
      let coefficient = left.exactFormula.flatMap { a in
        right.exactFormula.flatMap { b in ExactNumber(exactly: (b - a) / 4) }
      }
      self.coefficient = isFinite ? coefficient?.latex : nil
    }
  }

  /// A point outside the domain near which the function is unbounded.
  struct PoleView {
    let at: String
    /// Whether the function tends to opposite infinities, so that a quotient taken across the point
    /// has the sign that the derivative beside it has not.
    let isOdd: Bool

    init?(_ gap: Domain.Gap) {
      guard gap.kind == .infinite else { return nil }
      at = gap.at.latex
      let sides = [gap.left, gap.right].compactMap { $0 }
      isOdd = sides.count == 2 && sides.allSatisfy { !$0.isFinite } && sides[0] != sides[1]
    }
  }

  /// Another function of the study whose derivative vanishes on an interval.
  struct ComparedView {
    let otherTitle: String
    let deadInterval: String
    let leastSlope: String
    /// The steps of the derivative at the corners.
    let stepList: String
  }

  init(
    _ function: StudiedFunction, number: Int, others: [StudiedFunction], step: String,
    language: Language, writer: ProofWriter, phrases: Phrases
  ) throws {
    self.number = number
    identifier = function.identifier
    let title = function.title(in: language)
    self.title = title
    symbol = function.symbol
    let analysis = function.analysis
    variable = analysis.function.variable
    let proof = try writer.proof(of: analysis, symbol: function.symbol)
    definition = proof.definition
    continuity = proof.continuity
    differentiability = proof.differentiability
    smoothness = proof.smoothness
    derivation = proof.derivation
    let badge = try ProofBadge(language: language)
    func line(_ kinds: ClaimKind...) -> String { badge.text(of: function.formal, Set(kinds)) }
    badges = Badges(
      continuity: line(.domain, .continuity, .lipschitz),
      differentiability: line(.kinks, .derivative),
      smoothness: line(.smoothness), derivation: line(.derivative))
    isExplicit = proof.isExplicit
    facts = FactsView(analysis, delta: proof.uniformDelta, phrases: phrases)
    isSmooth = analysis.smoothness.class == "Cinf" && !facts.isEmpty
    isPiecewiseLinear =
      !analysis.pieces.isEmpty && analysis.pieces.allSatisfy { $0.constantSlope != nil }
    isSigmoidDerivative = analysis.hasLogisticDerivative
    let exceptions = analysis.differentiability.exceptions
    let kinks = exceptions.compactMap { CornerRow($0) }
    self.kinks = kinks
    hasKinks = !kinks.isEmpty
    isSingleKink = kinks.count == 1
    kinkList = kinks.map(\.at).joined(separator: ",\\ ")
    let least = analysis.leastSlope
    let isAlive =
      hasKinks && facts.isContinuous && least.map { $0.rational?.isZero != true } ?? false
    let dead = others.filter { isAlive && $0.identifier != function.identifier }.lazy.compactMap {
      other in other.analysis.deadIntervals.first.map { (other, $0) }
    }.first
    deadRival = dead.map { other, interval in
      ComparedView(
        otherTitle: other.title(in: language), deadInterval: interval.latex,
        leastSlope: least?.latex ?? "",
        stepList: kinks.map { "$\($0.step)$" }.joined(separator: ", "))
    }
    let steep = exceptions.filter {
      [.cusp, .verticalTangent].contains($0.kind) || ($0.kind == .corner && CornerRow($0) == nil)
    }
    steepList = steep.isEmpty ? nil : steep.map(\.at.latex).joined(separator: ",\\ ")
    isSingleSteep = steep.count == 1
    hasOscillation = exceptions.contains { $0.kind == .oscillating }
    let weak = analysis.jointsInDomain.compactMap { WeakJoint($0) }
    weakJoints = weak
    hasWeakJoints = !weak.isEmpty
    let poles = analysis.domain.gaps.compactMap { PoleView($0) }
    self.poles = poles
    hasPoles = !poles.isEmpty
    func script(at x: Double) -> ScriptedPoint? { function.scripted.first { $0.at == x } }
    let experiment = (function.experiment?.rows ?? []).map {
      ExperimentRow($0, of: analysis, script: script(at: $0.float64.value))
    }
    self.experiment = experiment
    hasUnbounded = experiment.contains(where: \.isUnbounded)
    hasBreaks = experiment.contains(where: \.isBreak)
    hasFiniteBreaks = experiment.contains { $0.limit != nil }
    hasSteep = experiment.contains(where: \.isSteep)
    hasCusps = experiment.contains(where: \.isCusp)
    stencils = (function.theory?.rows ?? []).map { StencilRow($0) }
    let isSmooth = self.isSmooth
    values =
      isSmooth
      ? function.values.points.map { point in
        ValueRow(
          value: point, slope: function.slopes.points.first { $0.at == point.at },
          differences: function.experiment?.rows.first { $0.at == point.at },
          script: point.at.double.flatMap(script))
      } : []
    hasValues = !values.isEmpty
    largestError = (function.experiment?.rows ?? []).compactMap {
      $0.methodError(of: script(at: $0.float64.value))
    }.max().flatMap { $0 > 0 ? $0.latex(significant: 2) : nil }
    slopeAtMinusInfinity = analysis.asymptotes.minusInfinity?.slope.latex
    slopeAtPlusInfinity = analysis.asymptotes.plusInfinity?.slope.latex
    func quotient(at point: ExactNumber) -> Evaluation.Point? {
      function.quotients.points.first { $0.at == point }
    }
    manual = function.calculations.points.map { point in
      ManualView(
        point, quotient: quotient(at: point.at), symbol: function.symbol, phrases: phrases)
    }
    manualRows = (function.byHand?.rows ?? []).map { row in
      ManualRow(
        row, value: function.calculations.points.first { $0.at == row.at },
        quotient: quotient(at: row.at), script: script(at: row.float64.value), phrases: phrases)
    }
  }
}

extension StudiedFunction {
  /// The name in a heading.
  func title(in language: Language) -> String { titles[language.rawValue] ?? identifier }
}

extension FunctionAnalysis {
  /// Whether the derivative is the logistic function of the variable.
  var hasLogisticDerivative: Bool {
    guard pieces.count == 1, let piece = pieces.first,
      let tree = Formula(text: piece.formula)
    else { return false }
    return DerivationSteps(tree, variable: function.variable)?.isLogistic ?? false
  }
}
