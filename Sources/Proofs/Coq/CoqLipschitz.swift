import Analysis
import Formulas
import Reals

extension CoqEmitter {
  /// The Lipschitz constant: an upper bound by the derivative, and least because it is reached.
  mutating func emitLipschitz(_ line: CoqLine) {
    script.comment("The Lipschitz constant.")
    do throws(CoqObstacle) {
      guard let value = analysis.lipschitz.value else { throw CoqObstacle(reason: .undecided) }
      if value == .infinity { return try emitUnbounded(line) }
      guard line.isConnected, analysis.continuity.verdict == .proved else {
        throw CoqObstacle(reason: .noTactic)
      }
      try emitConstant(value, line)
    } catch {
      let value = analysis.lipschitz.value.map { [$0.text] } ?? []
      omit(
        .lipschitz, value.isEmpty ? "lipschitz.all" : "lipschitz", value,
        value.isEmpty ? .undecided : .proved, because: error.reason)
    }
  }

  private mutating func emitUnbounded(_ line: CoqLine) throws(CoqObstacle) {
    for point in line.points where script.defines("kink\(point.index)") {
      let name = "kink\(point.index)"
      for (side, value) in [
        ("left", point.joint.left?.derivative), ("right", point.joint.right?.derivative),
      ] where value.map({ !$0.isFinite }) ?? false {
        claim(
          .lipschitz, "lipschitz", ["+∞"], theorem: "lipschitz_unbounded",
          "forall L, ~ lipschitz dom f L",
          by: "refine (not_lipschitz_\(side) dom f _ _ point\(point.index) _ _);"
            + " [ | apply \(name) ]; by_abs")
        return
      }
    }
    throw CoqObstacle(reason: .noTactic)
  }

  private mutating func emitConstant(
    _ value: ExactNumber, _ line: CoqLine
  ) throws(CoqObstacle) {
    let constant = try value.coq(atLeast: .application)
    guard let attainment = attainment(value, line) else { throw CoqObstacle(reason: .noTactic) }
    for cell in line.cells where cell.piece != nil {
      emitDerivative(in: cell)
      script.prove(
        "bound\(cell.index)",
        "forall x, \(cell.condition()) -> Rabs (d\(cell.index) x) <= \(constant)", by: "bound")
    }
    let proof = line.cases(
      cell: {
        $0.piece == nil
          ? "nowhere \($0.lemma)"
          : "exists (d\($0.index) x); split; [ apply derivative\($0.index); in_range | apply bound\($0.index); in_range ]"
      },
      point: { $0.isDefined ? "exfalso; not_among N" : "destruct (point\($0.index) D)" })
    claim(
      .lipschitz, "lipschitz", [value.text], theorem: "lipschitz_best",
      "lipschitz_constant dom f \(constant)",
      by:
        "split.\n  - apply (lipschitz_by dom f _ \(line.joints)); [ no_holes_by domain | exact continuity | ].\n"
        + "    intros x D N. \(proof).\n  - intros M H. \(attainment)")
  }

  /// Why no lesser constant serves: a piece, a joint or an end at which the slope is ± the constant.
  private func attainment(_ value: ExactNumber, _ line: CoqLine) -> String? {
    for cell in line.cells {
      guard let derivative = cell.derivative, !derivative.containsVariable || cell.contains(0),
        let sample = cell.sample,
        let slope = ExactNumber(exactly: derivative.substituting(.number(sample))),
        slope.magnitudeIs(value)
      else { continue }
      let at = CoqTerm(sample).text
      return "apply (reached_inside dom f d\(cell.index) (\(at)) _ M H);"
        + " [ apply \(cell.lemma); in_range | apply derivative\(cell.index); in_range | slope_value ]"
    }
    for point in line.points where point.isDefined {
      let name = "kink\(point.index)"
      if script.defines(name), point.joint.left?.derivative?.magnitudeIs(value) == true {
        return
          "apply (reached_left dom f _ _ _ M H point\(point.index) (proj1 \(name))); slope_value"
      }
      if script.defines(name), point.joint.right?.derivative?.magnitudeIs(value) == true {
        return
          "apply (reached_right dom f _ _ _ M H point\(point.index) (proj1 (proj2 \(name)))); slope_value"
      }
      let slope = (point.joint.left ?? point.joint.right)?.derivative
      if point.joint.differentiable == .proved, slope?.magnitudeIs(value) == true,
        script.defines("derivative_at\(point.index)")
      {
        return
          "apply (reached_at dom f _ _ _ M H point\(point.index) derivative_at\(point.index)); slope_value"
      }
    }
    if let cell = line.cells.last, cell.upper == nil, value.rational == 1,
      cell.derivative == .apply(.sigmoid, .x)
    {
      let start = cell.lower ?? "0"
      return "reached_at_right \(cell.lemma) derivative\(cell.index) (\(start)) limit_sigmoid_right"
    }
    return nil
  }
}

extension CoqLine {
  /// The joints as a list of Coq.
  var joints: String {
    "(" + points.map { "(\($0.at)) :: " }.joined() + "nil)"
  }

  /// Whether the domain is one interval.
  var isConnected: Bool {
    guard let first = cells.firstIndex(where: { $0.piece != nil }),
      let last = cells.lastIndex(where: { $0.piece != nil })
    else { return false }
    return cells[first...last].allSatisfy { $0.piece != nil }
      && points.allSatisfy { $0.index < first || $0.index >= last || $0.isDefined }
  }
}

extension CoqLine.Cell {
  /// Whether a rational number lies inside; `false` where that is not seen at once.
  func contains(_ number: Rational) -> Bool {
    guard let piece else { return false }
    let above = piece.from == .minusInfinity || piece.from.rational.map { $0 < number } ?? false
    let below = piece.to == .infinity || piece.to.rational.map { number < $0 } ?? false
    return above && below
  }

  /// A rational number inside, 0 if possible.
  var sample: Rational? {
    guard let piece else { return nil }
    if contains(0) { return 0 }
    switch (piece.from.rational, piece.to.rational) {
    case (let from?, let to?): return (from + to) / 2
    case (let from?, nil): return piece.to == .infinity ? from + 1 : nil
    case (nil, let to?): return piece.from == .minusInfinity ? to - 1 : nil
    case (nil, nil): return nil
    }
  }
}

extension ExactNumber {
  /// Whether the absolute value is this rational number.
  func magnitudeIs(_ value: ExactNumber) -> Bool {
    guard let a = rational?.magnitude, let b = value.rational else { return false }
    return a == b
  }
}
