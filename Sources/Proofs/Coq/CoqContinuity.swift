import Analysis
import Reals

extension CoqEmitter {
  /// Continuity on the domain; where it fails, each failure and continuity at all other points.
  mutating func emitContinuity(_ line: CoqLine) {
    script.comment("Continuity.")
    for cell in line.cells where cell.piece != nil {
      script.prove(
        "continuous\(cell.index)", "forall x, \(cell.condition()) -> continuous_at dom f x",
        by: "continuous_in \(cell.lemma)")
    }
    var exceptions: [String] = []
    var isWhole = true
    for point in line.points where point.isDefined {
      let sides = "\(line.cells[point.index].lemma) \(line.cells[point.index + 1].lemma)"
      switch point.joint.continuous {
      case .proved:
        script.prove(
          "continuous_at\(point.index)", "continuous_at dom f (\(point.at))",
          by: "continuous_joint \(sides)")
      case .refuted:
        exceptions.append("x <> \(point.at)")
        claim(
          .continuity, "discontinuous", [point.joint.at.text], .refuted,
          theorem: "discontinuous\(point.index)",
          "dom (\(point.at)) /\\ ~ continuous_at dom f (\(point.at))",
          by: jumpsOnLeft(point.joint)
            ? "jump_on_left \(line.cells[point.index].lemma)"
            : "jump_on_right \(line.cells[point.index + 1].lemma)")
      case .undecided: isWhole = false
      }
    }
    let wording = exceptions.isEmpty ? "continuous" : "continuousElsewhere"
    guard isWhole else {
      return omit(.continuity, wording, [], .undecided, because: .undecided)
    }
    let conditions = (["dom x"] + exceptions).joined(separator: " -> ")
    let proof = line.cases(
      cell: {
        $0.piece == nil ? "nowhere \($0.lemma)" : "apply continuous\($0.index); in_range"
      },
      point: { point in
        if !point.isDefined { return "destruct (point\(point.index) D)" }
        return point.joint.continuous == .refuted ? "lra" : "exact continuous_at\(point.index)"
      })
    claim(
      .continuity, wording, theorem: "continuity",
      "forall x, \(conditions) -> continuous_at dom f x", by: "intros x D. intros.\n  " + proof)
  }

  /// Whether the limit from the left is known to differ from the value.
  private func jumpsOnLeft(_ joint: Joint) -> Bool {
    guard let limit = joint.left?.limit else { return false }
    return limit != joint.value
  }
}
