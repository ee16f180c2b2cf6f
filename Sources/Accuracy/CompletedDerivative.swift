import Analysis
import Formulas

extension ParsedFunction {
  /// The derivative as a formula, with the values of f′ at joints where the formula that is made term by
  /// term has others: sign(x)²/(|x| + 1) is 0 at 0, where the derivative of sign(x)·ln(|x| + 1) is 1.
  public func derivative(by analysis: FunctionAnalysis) -> Formula {
    let written = formula.derivative
    guard analysis.derivative.formula != written.text(variable: variableName),
      let completed = try? FormulaParser().parse(analysis.derivative.formula)
    else { return written }
    return completed.formula
  }
}
