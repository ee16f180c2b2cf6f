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
      guard line.isConnected, script.defines("continuity"),
        analysis.continuity.verdict == .proved
      else {
        throw CoqObstacle(reason: .noTactic)
      }
      if let bounds = lipschitzBounds {
        try emitBounds(bounds, line)
      } else {
        try emitConstant(value, line)
      }
    } catch {
      guard let value = analysis.lipschitz.value else {
        return omitAll(.lipschitz, because: error.reason)
      }
      omit(.lipschitz, "lipschitz", [value.text], because: error.reason)
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
            + " [ | part_of \(name) ]; by_abs")
        return
      }
    }
    for cell in line.cells {
      guard let growth = SteepEnd(of: cell) else { continue }
      emitDerivative(in: cell)
      return claim(
        .lipschitz, "lipschitz", ["+∞"], theorem: "lipschitz_unbounded",
        "forall L, ~ lipschitz dom f L",
        by: line.bounds
          + "unbounded_by (\(growth.lemma) dom f d\(cell.index) \(growth.arguments)) "
          + "derivative\(cell.index)")
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
    claim(
      .lipschitz, "lipschitz", [value.text], theorem: "lipschitz_best",
      "lipschitz_constant dom f \(constant)",
      by: line.bounds + "split.\n  - \(Self.sufficiency(line)).\n  - intros M H. \(attainment)")
    emitUniformDelta(value, constant)
  }

  /// What the proof of continuity says of all points at once, where the function is not constant.
  private mutating func emitUniformDelta(_ value: ExactNumber, _ constant: String) {
    guard value.rational?.isZero != true else { return }
    claim(
      .lipschitz, "uniform", [value.text], theorem: "uniform_continuity",
      "uniform_delta dom f (fun eps => eps / \(constant))",
      by: "apply lipschitz_uniform; [ positive | apply lipschitz_best ]")
  }

  /// Why the constant serves: the derivatives of the pieces are bounded by it.
  private static func sufficiency(_ line: CoqLine) -> String {
    let proof = line.cases(
      cell: {
        $0.piece == nil
          ? "nowhere \($0.lemma)"
          : "exists (d\($0.index) x); split; [ apply derivative\($0.index); in_range | apply bound\($0.index); in_range ]"
      },
      point: { $0.isDefined ? "exfalso; not_among N" : "destruct (point\($0.index) D)" })
    return
      "apply (lipschitz_by dom f _ \(line.joints)); [ no_holes_by domain | exact continuity | ].\n"
      + "    intros x D N. \(proof)"
  }

  /// Decimals with six places between which an irrational constant lies, well apart from it.
  var lipschitzBounds: (lower: Rational, upper: Rational)? {
    guard let value = analysis.lipschitz.value, value.isFinite, value.rational == nil,
      let lower = value.rounded(up: false, places: 6)?.rational,
      let upper = value.rounded(up: true, places: 6)?.rational,
      let number = Double(value.decimal), let unit = Rational(1, over: 1_000_000)
    else { return nil }
    let room = 2e-7
    return (
      number - Double(nearestTo: lower) < room ? lower - unit : lower,
      Double(nearestTo: upper) - number < room ? upper + unit : upper
    )
  }

  /// A constant between two decimals, of a function on the whole line: by the ranges of its derivative,
  /// and on the half-lines beyond them because it is monotone there.
  private mutating func emitBounds(
    _ bounds: (lower: Rational, upper: Rational), _ line: CoqLine
  ) throws(CoqObstacle) {
    guard line.cells.count == 1, let cell = line.cells.first, cell.piece != nil,
      let ranges = emitRanges(in: cell), let before = ranges.before, let beyond = ranges.beyond,
      let from = ranges.parts.first?.from, let to = ranges.parts.last?.to,
      let first = ranges.values[from], let last = ranges.values[to],
      let steepest = ranges.values[ranges.steepest],
      let middle = ranges.proof(from: from, to: to, { "bound_by \($0)" })
    else { throw CoqObstacle(reason: .noTactic) }
    let (index, second) = (cell.index, "second\(cell.index)")
    let (lower, upper) = (CoqTerm(bounds.lower).text, CoqTerm(bounds.upper).text)
    let (start, end) = (CoqTerm(from).text, CoqTerm(to).text)
    let range = "\(CoqTerm(-bounds.upper).text) <= d\(index) x <= \(upper)"
    emitDerivative(in: cell)
    script.prove(
      "before\(index)", "forall x, x <= \(start) -> \(range)",
      by: before == .rising
        ? "two_sides; [ half_line | by_end before_rising \(second) \(first) ]"
        : "two_sides; [ by_end before_falling \(second) \(first) | half_line ]")
    script.prove(
      "beyond\(index)", "forall x, \(end) <= x -> \(range)",
      by: beyond == .rising
        ? "two_sides; [ by_end beyond_rising \(second) \(last) | half_line ]"
        : "two_sides; [ half_line | by_end beyond_falling \(second) \(last) ]")
    script.prove(
      "bound\(index)", "forall x, \(cell.condition()) -> Rabs (d\(index) x) <= \(upper)",
      by: "intros x _. destruct (Rle_dec x (\(start))); [ bound_by before\(index) | ].\n"
        + "  destruct (Rle_dec (\(end)) x); [ bound_by beyond\(index) | ].\n  \(middle)")
    let least =
      "apply (reached_beyond dom f d\(index) (\(CoqTerm(ranges.steepest).text)) _ M H);"
      + " [ apply \(cell.lemma); in_range | apply derivative\(index); in_range | modulus_by \(steepest) ]"
    claim(
      .lipschitz, "lipschitzBetween",
      [ExactNumber(bounds.lower).decimalText, ExactNumber(bounds.upper).decimalText],
      theorem: "lipschitz_between",
      "lipschitz dom f (\(upper)) /\\ forall M, lipschitz dom f M -> \(lower) <= M",
      by: "split.\n  - \(Self.sufficiency(line)).\n  - intros M H. \(least)")
  }

  /// Why no lesser constant serves: a piece, a joint or an end at which the slope is ± the constant.
  private func attainment(_ value: ExactNumber, _ line: CoqLine) -> String? {
    for cell in line.cells {
      let derivative = cell.derivative
      let samples =
        derivative?.containsVariable == false
        ? [cell.sample].compactMap { $0 } : [0, 1, -1].filter(cell.contains)
      let steepest = samples.first { sample in
        derivative.flatMap { ExactNumber(exactly: $0.substituting(.number(sample))) }?
          .magnitudeIs(value) ?? false
      }
      guard let sample = steepest else { continue }
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
  /// Whether the cell and the interval have points in common, but for ends.
  func meets(_ from: Double, _ to: Double) -> Bool {
    guard let piece, let lower = Double(piece.from.decimal), let upper = Double(piece.to.decimal)
    else { return false }
    return lower < to && from < upper
  }

  /// Whether a transcendental derivative has to be bounded beside a quotient 0/0.
  var isCancelling: Bool {
    guard let piece, let formula, derivative?.isTranscendental == true else { return false }
    return [piece.from, piece.to].compactMap(\.exactFormula).contains(where: formula.hasGap)
  }

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
