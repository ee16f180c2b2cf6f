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
  let hasComparison: Bool
  let comparedWith: [ComparedView]
  let firstStep: String
  let kinks: [KinkRow]
  let hasKinks: Bool
  let isSingleKink: Bool
  let kinkList: String
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
    facts = FactsView(analysis, phrases: phrases)
    isSmooth = analysis.smoothness.class == "Cinf"
    isPiecewiseLinear = analysis.pieces.allSatisfy { $0.constantSlope != nil }
    isSigmoidDerivative = analysis.hasLogisticDerivative
    let kinks = analysis.differentiability.exceptions.compactMap { KinkRow($0) }
    self.kinks = kinks
    hasKinks = !kinks.isEmpty
    isSingleKink = kinks.count == 1
    kinkList = kinks.map(\.at).joined(separator: ",\\ ")
    let least = kinks.isEmpty ? nil : analysis.leastSlope
    comparedWith =
      (least.map { $0.signum > 0 } ?? false)
      ? others.compactMap { other in
        guard other.identifier != function.identifier, let dead = other.analysis.deadInterval
        else { return nil }
        return ComparedView(
          otherTitle: other.title(in: language), deadInterval: dead,
          leastSlope: least?.latex ?? "")
      } : []
    hasComparison = !comparedWith.isEmpty
    firstStep = kinks.first?.step ?? ""
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
    experiment = (function.experiment?.rows ?? []).map { ExperimentRow($0) }
    slopeAtMinusInfinity = analysis.asymptotes.minusInfinity?.slope.latex
    slopeAtPlusInfinity = analysis.asymptotes.plusInfinity?.slope.latex
    manual = function.calculations.points.map { point in
      ManualView(
        point, quotient: function.quotients.points.first { $0.at == point.at },
        symbol: function.symbol)
    }
    manualRows = (function.byHand?.rows ?? []).map { ManualRow($0) }
  }
}

extension StudiedFunction {
  /// The name in a heading.
  func title(in language: Language) -> String { titles[language.rawValue] ?? identifier }
}

extension FunctionAnalysis {
  /// Whether the derivative is the logistic function of the variable.
  var hasLogisticDerivative: Bool {
    guard pieces.count == 1, let piece = asWritten.pieces.first,
      let tree = Formula(text: piece.formula)
    else { return false }
    return DerivationSteps(tree, variable: function.variable)?.isLogistic ?? false
  }
}
