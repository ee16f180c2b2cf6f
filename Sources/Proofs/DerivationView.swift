import Analysis
import Formulas

/// The derivative worked out piece by piece, as templates show it.
struct DerivationView {
  let function: FunctionView
  let derivations: [PieceDerivationView]
  /// The derivation for the whole formula, where the pieces are not known and it has one.
  let general: PieceDerivationView?
  /// Whether nothing can be derived.
  let isMissing: Bool
  /// Whether there are joints, which the derivations say nothing of.
  let hasJoints: Bool

  init(_ analysis: FunctionAnalysis, function: FunctionView, phrases: Phrases) {
    self.function = function
    derivations = analysis.formulaPieces.map {
      PieceDerivationView(
        $0.shownTree, derivative: $0.derivativeLatex,
        condition: $0.interior(variable: function.z, phrases: phrases), variable: function.z,
        phrases: phrases)
    }
    let general =
      derivations.isEmpty
      ? PieceDerivationView(
        Formula(parsing: analysis.function.formula), derivative: analysis.derivative.latex,
        condition: "",
        variable: function.z, phrases: phrases) : nil
    self.general = general.flatMap { $0.isWorkedOut ? $0 : nil }
    hasJoints = !analysis.jointsInDomain.isEmpty
    isMissing = derivations.isEmpty && self.general == nil
  }
}

/// The steps on one piece.
struct PieceDerivationView {
  let condition: String
  let pieceDerivative: String
  /// Whether the piece is affine, so that there is nothing to work out.
  let isLinear: Bool
  /// Whether it does not even depend on the argument.
  let isConstant: Bool
  let isWorkedOut: Bool
  let start: String
  let steps: [StepView]
  /// Whether the last step looks different from the derivative as it was simplified.
  let isRestated: Bool

  /// One line.
  struct StepView {
    let stepLatex: String
    let rules: String
    let isLast: Bool
  }

  init(
    _ tree: Formula?, derivative: String, condition: String, variable: String, phrases: Phrases
  ) {
    self.condition = condition
    pieceDerivative = derivative
    isLinear = tree?.affineSlope != nil
    isConstant = tree?.containsVariable == false
    let derivation = tree.flatMap { DerivationSteps($0, variable: variable) }
    isWorkedOut = derivation != nil
    start = derivation?.start ?? ""
    let all = derivation?.steps ?? []
    steps = all.enumerated().map { index, step in
      StepView(
        stepLatex: step.latex,
        rules: step.rules.map { phrases["rule.\($0.rawValue)"] }.joined(separator: "; "),
        isLast: index + 1 == all.count)
    }
    isRestated =
      derivation != nil && !all.contains { $0.latex.withoutSpacing == derivative.withoutSpacing }
  }
}
