import Analysis
import Reals

extension CoqEmitter {
  /// One-sided derivatives at every joint of the domain, and whether they make a derivative.
  mutating func emitKinks(_ line: CoqLine) {
    script.comment("Joints: one-sided derivatives.")
    for point in line.points where point.isDefined {
      do throws(CoqObstacle) {
        try emitKink(point, line)
      } catch {
        let verdict = point.joint.differentiable
        omit(.kinks, "joint", [point.joint.at.text], verdict, because: error.reason)
      }
    }
    emitDifferentiability(line)
  }

  private mutating func emitKink(
    _ point: CoqLine.Point, _ line: CoqLine
  ) throws(CoqObstacle) {
    let joint = point.joint
    let (left, right) = (line.cells[point.index], line.cells[point.index + 1])
    let sides = "\(left.lemma) \(right.lemma)"
    let at = "(\(point.at))"
    let name = "kink\(point.index)"
    let place = joint.at.text
    switch joint.differentiable {
    case .undecided: throw CoqObstacle(reason: .undecided)
    case .proved:
      // The derivative at a joint belongs to the claims about the derivative.
      return
    case .refuted: break
    }
    guard joint.left != nil || joint.right != nil else {
      return claim(
        .kinks, "isolated", [place], .refuted, theorem: name,
        "dom \(at) /\\ ~ differentiable_at dom f \(at)",
        by: line.bounds + "isolated_point \(sides)")
    }
    let tactics = CoqSide.both(of: point, line)
    if let l = joint.left?.derivative, let r = joint.right?.derivative, l.isFinite, r.isFinite {
      guard tactics.allSatisfy(\.isDerivable) else { throw CoqObstacle(reason: .irregularSide) }
      return claim(
        .kinks, "corner", [place, l.text, r.text], .refuted, theorem: name,
        "left_derivative dom f \(at) \(try l.coq(atLeast: .application)) /\\\n"
          + "  right_derivative dom f \(at) \(try r.coq(atLeast: .application)) /\\\n"
          + "  ~ differentiable_at dom f \(at)",
        by: line.bounds + "corner_joint \(sides)")
    }
    let statements = [
      try Self.slope("left", joint.left?.derivative, at),
      try Self.slope("right", joint.right?.derivative, at),
    ].compactMap { $0 }
    let known = [joint.left?.derivative, joint.right?.derivative].map { $0?.text ?? "—" }
    let proof = try Self.steepProof(joint, left: tactics[0], right: tactics[1])
    claim(
      .kinks, joint.left == nil ? "leftEnd" : joint.right == nil ? "rightEnd" : "corner",
      [place] + known, .refuted, theorem: name,
      (statements + ["~ differentiable_at dom f \(at)"]).joined(separator: " /\\\n  "),
      by: line.bounds + proof)
  }

  /// The proof at a joint with an infinite slope, from that slope and the other one if it is known.
  private static func steepProof(
    _ joint: Joint, left: CoqSide, right: CoqSide
  ) throws(CoqObstacle) -> String {
    let (l, r) = (joint.left?.derivative, joint.right?.derivative)
    let isLeft = l?.isFinite == false
    guard isLeft || r?.isFinite == false else { throw CoqObstacle(reason: .irregularSide) }
    let steep = try (isLeft ? left : right).slope()
    let lemma = isLeft ? "steep_left" : "steep_right"
    guard l != nil, r != nil else { return "apply \(lemma)_only; [ by_abs | \(steep) ]" }
    return "apply \(lemma); [ by_abs | \(steep) | \(try (isLeft ? right : left).slope()) ]"
  }

  /// The statement about the derivative from one side.
  private static func slope(
    _ side: String, _ value: ExactNumber?, _ at: String
  ) throws(CoqObstacle) -> String? {
    guard let value else { return nil }
    guard !value.isFinite else {
      return "\(side)_derivative dom f \(at) \(try value.coq(atLeast: .application))"
    }
    return "\(side)_derivative_infinite dom f \(at) \(value == .infinity ? "1" : "(-1)")"
  }

  /// Differentiability on the domain, or its negation.
  private mutating func emitDifferentiability(_ line: CoqLine) {
    let verdict = analysis.differentiability.verdict
    switch verdict {
    case .undecided:
      omit(.kinks, "differentiable", [], verdict, because: .undecided)
    case .refuted:
      let proved = Set(claims.compactMap { $0.kind == .kinks ? $0.theorem : nil })
      guard
        let point = line.points.first(where: {
          $0.isDefined && $0.joint.differentiable == .refuted && proved.contains("kink\($0.index)")
        })
      else { return omit(.kinks, "differentiable", [], verdict, because: .irregularSide) }
      claim(
        .kinks, "differentiable", [], .refuted, theorem: "not_differentiable",
        "~ forall x, dom x -> differentiable_at dom f x",
        by: "intros H. by_last_of kink\(point.index). apply H, point\(point.index)")
    case .proved:
      for cell in line.cells where cell.piece != nil { emitDerivative(in: cell) }
      do throws(CoqObstacle) {
        for point in line.points where point.isDefined { try emitDerivative(at: point, line) }
      } catch {
        return omit(.kinks, "differentiable", because: error.reason)
      }
      let proof = line.cases(
        cell: {
          $0.piece == nil
            ? "nowhere \($0.lemma)"
            : "exists (d\($0.index) x); apply derivative\($0.index); in_range"
        },
        point: {
          $0.isDefined
            ? "eexists; exact derivative_at\($0.index)" : "destruct (point\($0.index) D)"
        })
      claim(
        .kinks, "differentiable", theorem: "differentiability",
        "forall x, dom x -> differentiable_at dom f x", by: "intros x D.\n  " + proof)
    }
  }
}
