import Analysis
import Formulas

/// The derivative worked out piece by piece, as templates show it.
struct DerivationView {
  let function: FunctionView
  let derivations: [PieceDerivationView]

  init(_ analysis: FunctionAnalysis, function: FunctionView, phrases: Phrases) {
    self.function = function
    derivations = analysis.formulaPieces.map {
      PieceDerivationView($0, variable: function.z, phrases: phrases)
    }
  }
}

/// The steps on one piece.
struct PieceDerivationView {
  let condition: String
  let pieceDerivative: String
  /// Whether the piece is affine, so that there is nothing to work out.
  let isLinear: Bool
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

  init(_ piece: FormulaPiece, variable: String, phrases: Phrases) {
    condition = piece.interior(variable: variable, phrases: phrases)
    pieceDerivative = piece.derivativeLatex
    isLinear = Formula(parsing: piece.formula)?.affineSlope != nil
    let derivation = Formula(parsing: piece.formula).flatMap {
      DerivationSteps($0, variable: variable)
    }
    isWorkedOut = derivation != nil
    start = derivation?.start ?? ""
    let all = derivation?.steps ?? []
    steps = all.enumerated().map { index, step in
      StepView(
        stepLatex: step.latex,
        rules: step.rules.map { phrases["rule.\($0.rawValue)"] }.joined(separator: "; "),
        isLast: index + 1 == all.count)
    }
    isRestated = derivation != nil && !all.contains { $0.latex == piece.derivativeLatex }
  }
}
