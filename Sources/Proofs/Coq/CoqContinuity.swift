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
    var obstacle: (verdict: Verdict, reason: FormalClaim.Obstacle)?
    for point in line.points where point.isDefined {
      switch point.joint.continuous {
      case .proved:
        do throws(CoqObstacle) {
          try emitContinuity(at: point, line)
        } catch {
          obstacle = (.proved, error.reason)
        }
      case .refuted:
        exceptions.append("x <> \(point.at)")
        emitDiscontinuity(at: point, line)
      case .undecided: obstacle = (.undecided, .undecided)
      }
    }
    let wording = exceptions.isEmpty ? "continuous" : "continuousElsewhere"
    if let obstacle {
      return omit(.continuity, wording, [], obstacle.verdict, because: obstacle.reason)
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

  private mutating func emitContinuity(
    at point: CoqLine.Point, _ line: CoqLine
  ) throws(CoqObstacle) {
    let sides = CoqSide.both(of: point, line)
    let (left, right) = (try sides[0].continuity(), try sides[1].continuity())
    script.prove(
      "continuous_at\(point.index)", "continuous_at dom f (\(point.at))",
      by: line.bounds + "apply continuous_sides; [ here | \(left) | \(right) ]")
  }

  private mutating func emitDiscontinuity(at point: CoqLine.Point, _ line: CoqLine) {
    let place = [point.joint.at.text]
    do throws(CoqObstacle) {
      let side = CoqSide.both(of: point, line)[jumpsOnLeft(point.joint) ? 0 : 1]
      claim(
        .continuity, "discontinuous", place, .refuted, theorem: "discontinuous\(point.index)",
        "dom (\(point.at)) /\\ ~ continuous_at dom f (\(point.at))",
        by: line.bounds + (try side.discontinuity()))
    } catch {
      omit(.continuity, "discontinuous", place, .refuted, because: error.reason)
    }
  }

  /// Whether the limit from the left is known to differ from the value.
  private func jumpsOnLeft(_ joint: Joint) -> Bool {
    guard let limit = joint.left?.limit, let value = joint.value else { return false }
    return limit.isApart(from: value)
  }
}
