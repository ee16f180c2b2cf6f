import Analysis
import Reals

extension CoqEmitter {
  /// The derivative inside every piece, and at every joint that has one.
  mutating func emitDerivative(_ line: CoqLine) {
    script.comment("The derivative.")
    for cell in line.cells {
      guard let piece = cell.piece else { continue }
      emitDerivative(in: cell)
      state(
        .derivative, "derivative",
        [piece.derivative, ClaimInterval(from: piece.from, to: piece.to).text],
        theorem: "derivative\(cell.index)")
    }
    for point in line.points where point.isDefined && point.joint.differentiable == .proved {
      let slope = (point.joint.left ?? point.joint.right)?.derivative
      let arguments = [point.joint.at.text, slope?.text ?? "—"]
      do throws(CoqObstacle) {
        try emitDerivative(at: point, line)
        state(.derivative, "derivativeAt", arguments, theorem: "derivative_at\(point.index)")
      } catch {
        omit(.derivative, "derivativeAt", arguments, because: error.reason)
      }
    }
  }

  /// The theorem about the derivative inside a piece, once.
  mutating func emitDerivative(in cell: CoqLine.Cell) {
    let name = "derivative\(cell.index)"
    guard !script.defines(name) else { return }
    script.prove(
      name, "forall x, \(cell.condition()) -> derivative_at dom f x (d\(cell.index) x)",
      by: "derivative_in \(cell.lemma) derive\(cell.index)", as: "Theorem")
  }

  /// The theorem about the derivative at a joint, once.
  ///
  /// - Throws: ``CoqObstacle`` where its value is not exact, or a side has no rules.
  mutating func emitDerivative(at point: CoqLine.Point, _ line: CoqLine) throws(CoqObstacle) {
    let name = "derivative_at\(point.index)"
    guard !script.defines(name) else { return }
    guard let value = (point.joint.left ?? point.joint.right)?.derivative else {
      throw CoqObstacle(reason: .undecided)
    }
    let slope = try value.coq(atLeast: .application)
    guard CoqSide.both(of: point, line).allSatisfy(\.isDerivable) else {
      throw CoqObstacle(reason: .irregularSide)
    }
    script.prove(
      name, "derivative_at dom f (\(point.at)) \(slope)",
      by: line.bounds
        + "smooth_joint \(line.cells[point.index].lemma) \(line.cells[point.index + 1].lemma)",
      as: "Theorem")
  }
}
