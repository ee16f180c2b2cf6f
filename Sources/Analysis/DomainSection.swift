import Formulas
import Reals

extension FunctionAnalyzer {
  /// The domain from the cells inside it and the points between them.
  var domainSection: Domain {
    var intervals: [IntervalDescription] = []
    var gaps: [Domain.Gap] = []
    var reasons: [Reason] = []
    var premises: [Evidence] = []
    var current: IntervalDescription?
    for (index, cell) in cells.enumerated() {
      switch cell.content {
      case .analytic(let formula):
        if current == nil {
          current = points.describe(cell.interval)
          current?.fromClosed = index > 0 && joints[index - 1].value.exact != nil
        }
        current?.to = points.describe(cell.interval.upper) ?? .infinity
        current?.toClosed = false
        premises.append(
          Evidence(.composition, "\(formula.text()) on \(text(cell.interval))"))
      case .outsideDomain(let why):
        premises.append(Evidence(.domain, "\(why) on \(text(cell.interval))"))
      case .undecided(let why): reasons.append(why)
      }
      guard index < joints.count else { break }
      let joint = joints[index]
      switch joint.value {
      case .unknown(let why): reasons.append(why)
      case .undefined:
        if joint.left != nil || joint.right != nil { gaps.append(gap(joint)) }
        premises.append(Evidence(.domain, "not defined at \(joint.point.formula.text())"))
      case .defined:
        premises.append(Evidence(.domain, "defined at \(joint.point.formula.text())"))
        if joint.left == nil && joint.right == nil { intervals.append(isolated(joint)) }
      }
      let continues = joint.value.exact != nil && joint.right != nil
      if var finished = current, !continues || joint.left == nil {
        finished.toClosed = joint.value.exact != nil
        intervals.append(finished)
        current = nil
      }
    }
    if let current { intervals.append(current) }
    if !reasons.isEmpty, formula.isComposedOf(\.isDefinedOnReals) {
      let reals = IntervalDescription(
        from: .minusInfinity, to: .infinity, fromClosed: false, toClosed: false)
      return Domain(
        intervals: [reals], gaps: [], verdict: .proved, reason: nil,
        evidence: Evidence(
          .composition, "\(formula.text()) is composed of functions defined on ℝ"))
    }
    let verdict: Verdict = reasons.isEmpty ? .proved : .undecided
    return Domain(
      intervals: intervals, gaps: gaps, verdict: verdict, reason: reasons.first,
      evidence: Evidence(.domain, "the natural domain", premises: premises))
  }

  private func isolated(_ joint: JointFacts) -> IntervalDescription {
    let at = points.describe(joint.point)
    return IntervalDescription(from: at, to: at, fromClosed: true, toClosed: true)
  }

  private func gap(_ joint: JointFacts) -> Domain.Gap {
    let (left, right) = (joint.left?.limit, joint.right?.limit)
    let kind: Domain.Gap.Kind?
    if [left, right].contains(where: { $0?.isInfinite == true }) {
      kind = .infinite
    } else if oscillation(joint, \.limitOscillation) != nil {
      kind = .oscillating
    } else if joint.left == nil || joint.right == nil {
      kind = .end
    } else {
      kind =
        switch points.agreement(left, right) {
        case .proved: .removable
        case .refuted: .jump
        case .undecided: nil
        }
    }
    return Domain.Gap(
      at: points.describe(joint.point), kind: kind, left: points.describe(left),
      right: points.describe(right), oscillation: oscillation(joint, \.limitOscillation),
      reason: joint.hasUnknown(\.limit, besides: \.limitOscillation) ? joint.obstacle : nil)
  }

  /// The interval as text, for statements.
  func text(_ interval: OpenInterval) -> String {
    "(\(interval.lower?.formula.text() ?? "-inf"), \(interval.upper?.formula.text() ?? "inf"))"
  }
}

extension Domain {
  /// Whether the domain is ℝ.
  public var isAllReals: Verdict {
    if intervals.count == 1, gaps.isEmpty, intervals[0].from == .minusInfinity,
      intervals[0].to == .infinity
    {
      return verdict
    }
    return gaps.isEmpty && verdict == .undecided ? .undecided : .refuted
  }
}

extension ExtendedReal {
  var isInfinite: Bool { if case .infinite = self { true } else { false } }
}
