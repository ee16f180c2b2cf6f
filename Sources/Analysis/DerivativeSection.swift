import Formulas
import Reals

extension ParsedFunction {
  /// f′ as a formula that has its values also at joints where the formula that is made term by term has
  /// others.
  public var derivative: Formula { FunctionAnalyzer(self).derivative }
}

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
    return Derivative(
      pieces: result, formula: derivative.text(variable: variable),
      latex: derivative.latex(variable: variable))
  }

  /// f′ as a formula, with its values at joints where the formula that is made term by term has others or
  /// none: sign(x)²/(|x| + 1) is 0 at 0, where the derivative of sign(x)·ln(|x| + 1) is 1.
  var derivative: Formula {
    let written = formula.derivative
    return joints.reversed().reduce(written) { whole, joint in
      guard let slope = slope(at: joint), !gives(written, slope, at: joint.point) else {
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
