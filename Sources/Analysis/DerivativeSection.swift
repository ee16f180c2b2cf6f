import Formulas
import Reals

extension FunctionAnalyzer {
  /// The derivative from the pieces of f and from the joints at which f is differentiable.
  func derivativeSection(_ derivative: Formula, _ pieces: [Piece]) -> Derivative {
    let variable = function.variableName
    var result: [DerivativePiece] = []
    var remaining = pieces[...]
    var startsClosed = false
    for (index, cell) in cells.enumerated() {
      if cell.formula != nil, let piece = remaining.popFirst() {
        result.append(
          DerivativePiece(
            from: piece.from, to: piece.to, fromClosed: startsClosed, toClosed: false,
            formula: piece.derivative))
      }
      startsClosed = false
      guard index < joints.count, let slope = slope(at: joints[index]) else { continue }
      let point = joints[index].point
      if gives(cells[index + 1].derivative, slope, at: point) {
        startsClosed = true
      } else if gives(cell.derivative, slope, at: point) {
        result[result.count - 1].toClosed = true
      } else {
        let at = points.describe(point)
        result.append(
          DerivativePiece(
            from: at, to: at, fromClosed: true, toClosed: true,
            formula: slope.formula.text(variable: variable)))
      }
    }
    let whole = completed(derivative)
    return Derivative(
      pieces: result, formula: whole.text(variable: variable),
      latex: whole.latex(variable: variable))
  }

  /// The derivative with the values of f′ at joints where the formula, made term by term, has others or none.
  func completed(_ derivative: Formula) -> Formula {
    joints.reversed().reduce(derivative) { whole, joint in
      guard let slope = slope(at: joint), !gives(derivative, slope, at: joint.point) else {
        return whole
      }
      let condition = Condition.comparison(.x, .equal, joint.point.formula)
      return Formula(
        .piecewise([Formula.Branch(slope.formula, if: condition)], otherwise: whole))
    }
  }

  /// f′ at a joint where f is proved to be differentiable, one-sided at an end of the domain.
  private func slope(at joint: JointFacts) -> ExactReal? {
    guard joint.differentiable == .proved, joint.value.exact != nil,
      case .finite(let slope)? = (joint.left ?? joint.right)?.derivative
    else { return nil }
    return slope
  }

  /// Whether the derivative of a cell's formula, as it is written, has this value at the cell's end.
  private func gives(_ derivative: Formula?, _ slope: ExactReal, at point: RealPoint) -> Bool {
    guard let derivative,
      let value = try? points.exact.evaluate(derivative, at: point.value)
    else { return false }
    return (try? points.compare(value, slope)) == 0
  }
}
