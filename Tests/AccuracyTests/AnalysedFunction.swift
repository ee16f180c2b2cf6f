import Analysis
import Formulas

@testable import Accuracy

/// A function with its analysis.
struct AnalysedFunction {
  let function: ParsedFunction
  let analysis: FunctionAnalysis

  init(_ text: String) throws {
    function = try FormulaParser().parse(text)
    analysis = FunctionAnalysis(of: function)
  }

  func table(
    at points: [String], step: Rational = .thousandth,
    schemes: [FiniteDifferenceScheme] = FiniteDifferenceScheme.allCases
  ) throws -> DifferenceTable? {
    DifferenceTable(
      of: function, analysis: analysis,
      at: try points.map { try FormulaParser().parseConstant($0) },
      step: step, schemes: schemes)
  }

  func evaluation(
    _ quantity: Evaluation.Quantity, at points: [String], digits: Int = 20,
    isExplained: Bool = false
  ) throws -> Evaluation {
    Evaluation(
      of: function, analysis: analysis, quantity: quantity,
      at: try points.map { try FormulaParser().parseConstant($0) }, digits: digits,
      isExplained: isExplained)
  }
}

extension DifferenceTable {
  /// The estimate of one scheme in one row.
  func estimate(_ scheme: FiniteDifferenceScheme, row: Int = 0) -> Estimate? {
    guard rows.indices.contains(row) else { return nil }
    return rows[row].estimates.first { $0.scheme == scheme }
  }
}
