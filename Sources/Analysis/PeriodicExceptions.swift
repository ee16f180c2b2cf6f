import Formulas
import Reals

/// Domain, continuity and differentiability: lists within the window, and families on ℝ.
extension PeriodicAnalyzer {
  func domainSection(_ local: Domain) -> Domain {
    var domain = local
    if local.intervals.contains(where: { frame.isCovered(from: $0.from, to: $0.to) }) {
      domain.intervals = [.reals]
      return domain
    }
    let section = shown.domainSection
    domain.intervals = section.intervals.filter { meets(from: $0.from, to: $0.to) }
    domain.gaps = section.gaps.filter { meets($0.at) }
    domain.families = families(of: local.gaps) {
      Exception(at: $0.at, kind: $0.kind?.rawValue, left: $0.left, right: $0.right)
    }
    domain.period = domain.intervals.isEmpty ? nil : period
    domain.evidence = section.evidence
    return domain
  }

  func continuitySection(_ local: Continuity, _ domain: Domain) -> Continuity {
    var section = local
    section.onReals = section.verdict.and(domain.isAllReals)
    let whole = shown.continuitySection(domain)
    section.evidence = whole.evidence
    section.exceptions = whole.exceptions.filter { meets($0.at) }
    section.families = families(of: local.exceptions) {
      Exception(at: $0.at, kind: $0.kind?.rawValue, left: $0.left, right: $0.right)
    }
    return section
  }

  func differentiabilitySection(
    _ domain: Domain, _ conventions: [DerivativeConvention]
  ) -> Differentiability {
    var section = core.differentiabilitySection(domain, [])
    let whole = shown.differentiabilitySection(domain, conventions)
    section.evidence = whole.evidence
    section.families = families(of: section.exceptions, drift: false) {
      Exception(at: $0.at, kind: $0.kind?.rawValue, left: $0.left, right: $0.right)
    }
    section.exceptions = whole.exceptions.filter { meets($0.at) }
    return section
  }

  // MARK: Families

  /// A member of a family, in the frame.
  private struct Exception {
    let at: ExactNumber
    let kind: String?
    let left: ExactNumber?
    let right: ExactNumber?

    /// Whether the same happens at both.
    func isLike(_ other: Exception) -> Bool {
      kind == other.kind && left == other.left && right == other.right
    }
  }

  /// The families of those of the members that lie in the frame, their first points from 0 to T;
  /// `drift` says whether the one-sided quantities move with the function.
  private func families<Member>(
    of members: [Member], drift: Bool = true, _ exception: (Member) -> Exception
  ) -> [Family] {
    var all: [(point: RealPoint, turns: Int, exception: Exception)] = []
    for member in members.map(exception) {
      guard (try? frame.contains(member.at)) == true, let text = member.at.exact,
        let formula = try? FormulaParser().parse(text).formula,
        let point = try? points.point(formula), let sign = try? points.sign(point.value)
      else { continue }
      if sign >= 0 {
        all.append((point, 0, member))
      } else if let next = try? points.point((formula + repetition.period.formula).simplified) {
        all.append((next, 1, member))
      }
    }
    let order = (try? points.sorted(all.map(\.point))) ?? []
    all = order.compactMap { point in all.first { $0.point.formula == point.formula } }
    let moves = drift && repetition.drift.value.rational?.isZero != true
    if !moves, let step = commonStep(all.map(\.point)),
      let first = all.first, all.allSatisfy({ $0.exception.isLike(first.exception) })
    {
      return [family(first.point, step: step, turns: 0, first.exception, drift: 0)]
    }
    return all.map {
      family(
        $0.point, step: repetition.period.formula, turns: $0.turns, $0.exception,
        drift: moves ? repetition.drift.formula : 0)
    }
  }

  /// T/n for n points that lie at this distance from each other.
  private func commonStep(_ all: [RealPoint]) -> Formula? {
    guard let first = all.first else { return nil }
    let step = (repetition.period.formula / .number(Rational(all.count))).simplified
      .withFractionsOfPi
    for (index, point) in all.enumerated() {
      let expected = first.formula + .number(Rational(index)) * step
      guard (try? points.sign(of: (point.formula - expected).simplified)) == 0 else { return nil }
    }
    return step
  }

  private func family(
    _ first: RealPoint, step: Formula, turns: Int, _ exception: Exception, drift: Formula
  ) -> Family {
    func progression(_ start: Formula, _ step: Formula) -> String {
      Formula.progression(from: start, step: step).text(variable: "k")
    }
    func moved(_ number: ExactNumber?) -> String? {
      guard let number else { return nil }
      guard drift != 0, let text = number.exact, number != .infinity, number != .minusInfinity,
        let formula = try? FormulaParser().parse(text).formula
      else { return number.exact }
      let start = (formula + .number(Rational(turns)) * drift).simplified
      return progression(start, drift)
    }
    return Family(
      at: progression(first.formula, step), k: "integer", kind: exception.kind,
      left: moved(exception.left), right: moved(exception.right))
  }
}

extension Formula {
  /// start + step·k, with k as the variable, products as they are written by hand.
  fileprivate static func progression(from start: Formula, step: Formula) -> Formula {
    let multiple: Formula
    switch step.operation {
    case .quotient(let numerator, let denominator):
      multiple = progression(from: 0, step: numerator) / denominator
    case .number(let value) where value == 1: multiple = .x
    default: multiple = step * .x
    }
    if start == 0 { return multiple }
    return start.rational.map { $0.signum < 0 } ?? false ? multiple + start : start + multiple
  }
}
