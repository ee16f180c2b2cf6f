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
  let stencils: [StencilRow]
  let values: [ValueRow]
  let hasValues: Bool
  let largestError: String?
  let experiment: [ExperimentRow]
  let slopeAtMinusInfinity: String?
  let slopeAtPlusInfinity: String?
  let manual: [ManualView]
  let manualRows: [ManualRow]

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
    let experiment = (function.experiment?.rows ?? []).map { ExperimentRow($0, of: analysis) }
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
          differences: function.experiment?.rows.first { $0.at == point.at })
      } : []
    hasValues = !values.isEmpty
    largestError = (function.experiment?.rows ?? []).compactMap(\.methodError).max().flatMap {
      $0 > 0 ? $0.latex(significant: 2) : nil
    }
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
        quotient: quotient(at: row.at), phrases: phrases)
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
