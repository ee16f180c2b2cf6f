import Analysis
import Calculus
import Formulas
import Reals

extension CoqEmitter {
  /// The greatest order across joints that is proved; each one adds a derivative of every piece.
  private static let greatestOrder = 8

  /// The class: C^∞ by composition, or C^k and not C^(k+1) by the derivatives on both sides.
  mutating func emitSmoothness(_ line: CoqLine) {
    guard let name = analysis.smoothness.class else {
      return omitAll(.smoothness, because: .undecided)
    }
    script.comment("Smoothness.")
    if name == "Cinf" { return emitSmooth(line) }
    if name == "discontinuous" {
      guard
        let point = line.points.first(where: {
          $0.isDefined && $0.joint.continuous == .refuted
            && script.defines("discontinuous\($0.index)")
        })
      else { return omit(.smoothness, "class", ["C^0"], .refuted, because: .irregularSide) }
      let theorem = "discontinuous\(point.index)"
      return claim(
        .smoothness, "class", ["C^0"], .refuted, theorem: "smoothness", "~ smooth_to_order 0 dom f",
        by: "exact (no_order_0 dom f _ (proj1 \(theorem)) (proj2 \(theorem)))")
    }
    guard let order = Int(name.dropFirst()), order <= Self.greatestOrder else {
      return omit(.smoothness, "class", [name], because: .noTactic)
    }
    do throws(CoqObstacle) {
      try emitOrder(order, line)
    } catch {
      omit(.smoothness, "exactClass", ["C^\(order)", "C^\(order + 1)"], because: error.reason)
    }
  }

  private mutating func emitSmooth(_ line: CoqLine) {
    guard line.points.allSatisfy({ !$0.isDefined }) else {
      return omit(.smoothness, "smooth", because: .irregularSide)
    }
    for cell in line.cells where cell.piece != nil {
      script.prove(
        "smooth\(cell.index)",
        "forall n, differentiable_to n (fun x => \(cell.condition())) g\(cell.index)",
        by: "smoothness")
    }
    let proof = line.cases(
      cell: {
        $0.piece == nil ? "nowhere \($0.lemma)" : "smooth_cell \($0.lemma) smooth\($0.index)"
      }, point: { "destruct (point\($0.index) D)" })
    claim(
      .smoothness, "smooth", theorem: "smoothness", "smooth dom f",
      by: "apply smooth_cells. intros x D.\n  " + proof)
  }

  // MARK: Finite orders

  /// The name of the derivative of some order of a piece, and of the function.
  private func name(_ cell: CoqLine.Cell, _ order: Int) -> String {
    order == 0 ? "g\(cell.index)" : order == 1 ? "d\(cell.index)" : "d\(cell.index)_\(order)"
  }
  private func function(_ order: Int) -> String { order == 0 ? "f" : "f\(order)" }
  private func piece(_ cell: CoqLine.Cell, _ order: Int) -> String {
    order == 0 || cell.piece == nil ? cell.lemma : "\(cell.lemma)_\(order)"
  }

  private mutating func emitOrder(_ order: Int, _ line: CoqLine) throws(CoqObstacle) {
    guard
      let point = line.points.first(where: { $0.isDefined && $0.joint.order == order })
    else { throw CoqObstacle(reason: .irregularSide) }
    for step in stride(from: 1, through: order, by: 1) { try emitDerivative(order: step, line) }
    let last = function(order)
    let kink = order == 0 ? "kink\(point.index)" : "kink\(point.index)_\(order)"
    if order > 0 {
      try emitLastDerivative(order, line, at: point, kink)
    } else if !script.defines(kink) || !script.defines("continuity") {
      throw CoqObstacle(reason: .irregularSide)
    }
    let continuity = order == 0 ? "continuity" : "continuity_\(order)"
    let up = (0..<order).map { "apply (order_of_derivative _ dom \(function($0)) _ chain\($0))." }
    let down = (0..<order).map {
      "apply (no_order_of_derivative _ dom \(function($0)) _ chain\($0))."
    }
    claim(
      .smoothness, "exactClass", ["C^\(order)", "C^\(order + 1)"], theorem: "smoothness",
      "smooth_to_order \(order) dom f /\\ ~ smooth_to_order \(order + 1) dom f",
      by: "split.\n  - " + (up + ["exact \(continuity)."]).joined(separator: " ") + "\n  - "
        + (down + ["apply (no_order_1 dom \(last) _ point\(point.index)); by_last_of \(kink)"])
        .joined(
          separator: " "))
  }

  /// The derivative of one order as a function, and the proof that it is the derivative of the last.
  private mutating func emitDerivative(order: Int, _ line: CoqLine) throws(CoqObstacle) {
    for cell in line.cells where cell.piece != nil && order > 1 {
      let formula = cell.formula?.derivative(order: order)
      guard let formula else { throw CoqObstacle(reason: .irregularSide) }
      script.define(name(cell, order), "(x : R)", "R", try CoqTerm(formula).text)
      script.prove(
        "derive\(cell.index)_\(order)",
        "forall x, \(cell.condition()) -> is_derive \(name(cell, order - 1)) x (\(name(cell, order)) x)",
        by: "derivation")
    }
    script.define(function(order), "(x : R)", "R", selection(line, order))
    for cell in line.cells where cell.piece != nil {
      script.prove(
        piece(cell, order),
        "forall x, \(cell.condition()) -> dom x /\\ \(function(order)) x = \(name(cell, order)) x",
        by: "piece")
    }
    for point in line.points where point.isDefined {
      let (left, right) = sides(point, line, order - 1)
      script.prove(
        "derivative_at\(point.index)_\(order)",
        "derivative_at dom \(function(order - 1)) (\(point.at)) (\(function(order)) (\(point.at)))",
        by: line.bounds + "smooth_joint \(left) \(right)")
    }
    let proof = line.cases(
      cell: { cell in
        let derive = order == 1 ? "derive\(cell.index)" : "derive\(cell.index)_\(order)"
        return cell.piece == nil
          ? "nowhere \(cell.lemma)"
          : "chain_in \(piece(cell, order - 1)) \(derive) \(piece(cell, order))"
      },
      point: {
        $0.isDefined
          ? "exact derivative_at\($0.index)_\(order)" : "destruct (point\($0.index) D)"
      })
    script.prove(
      "chain\(order - 1)",
      "forall x, dom x -> derivative_at dom \(function(order - 1)) x (\(function(order)) x)",
      by: "intros x D.\n  " + proof)
  }

  /// The derivative by cases; a joint goes with the piece on its right, if there is one.
  private func selection(_ line: CoqLine, _ order: Int) -> String {
    func value(_ cell: CoqLine.Cell) -> String {
      cell.piece == nil ? "0" : "\(name(cell, order)) x"
    }
    var text = value(line.cells[line.cells.count - 1])
    for point in line.points.reversed() {
      let goesLeft = line.cells[point.index + 1].piece == nil
      let test = goesLeft ? "at_most" : "below"
      text = "if \(test) x (\(point.at)) then \(value(line.cells[point.index])) else \(text)"
    }
    return text
  }

  private func sides(
    _ point: CoqLine.Point, _ line: CoqLine, _ order: Int
  ) -> (String, String) {
    (piece(line.cells[point.index], order), piece(line.cells[point.index + 1], order))
  }

  /// The last derivative is continuous, and has none at the joint.
  private mutating func emitLastDerivative(
    _ order: Int, _ line: CoqLine, at corner: CoqLine.Point, _ kink: String
  ) throws(CoqObstacle) {
    guard let l = corner.joint.left?.nextDerivative, let r = corner.joint.right?.nextDerivative,
      l.isFinite, r.isFinite
    else { throw CoqObstacle(reason: .irregularSide) }
    for cell in line.cells where cell.piece != nil {
      script.prove(
        "continuous\(cell.index)_\(order)",
        "forall x, \(cell.condition()) -> continuous_at dom \(function(order)) x",
        by: "continuous_in \(piece(cell, order))")
    }
    for point in line.points where point.isDefined {
      let (left, right) = sides(point, line, order)
      script.prove(
        "continuous_at\(point.index)_\(order)",
        "continuous_at dom \(function(order)) (\(point.at))",
        by: line.bounds + "continuous_joint \(left) \(right)")
    }
    let proof = line.cases(
      cell: {
        $0.piece == nil
          ? "nowhere \($0.lemma)" : "apply continuous\($0.index)_\(order); in_range"
      },
      point: {
        $0.isDefined ? "exact continuous_at\($0.index)_\(order)" : "destruct (point\($0.index) D)"
      })
    script.prove(
      "continuity_\(order)", "forall x, dom x -> continuous_at dom \(function(order)) x",
      by: "intros x D.\n  " + proof)
    let at = "(\(corner.at))"
    let (left, right) = sides(corner, line, order)
    script.prove(
      kink,
      "left_derivative dom \(function(order)) \(at) \(try l.coq(atLeast: .application)) /\\\n"
        + "  right_derivative dom \(function(order)) \(at) \(try r.coq(atLeast: .application)) /\\\n"
        + "  ~ differentiable_at dom \(function(order)) \(at)",
      by: line.bounds + "corner_joint \(left) \(right)")
  }
}
