import Calculus
import Formulas
import Reals

extension FunctionAnalyzer {
  /// Why some cell is undecided, if one is.
  var undecidedCell: Reason? {
    for cell in cells {
      if case .undecided(let why) = cell.content { return why }
    }
    return nil
  }

  /// Continuity; where ℝ as a whole is undecided, `nearby` joints may refute it, and a formula that is
  /// composed of continuous operations proves it.
  func continuitySection(_ domain: Domain, nearby: [JointFacts] = []) -> Continuity {
    let verdict = verdict(of: \.continuous, nearby)
    if verdict == .undecided, formula.isComposedOf(\.isContinuousOnReals) {
      return Continuity(
        verdict: .proved, onReals: .proved, complete: true, exceptions: [], families: [],
        reason: nil,
        evidence: Evidence(
          .composition, "\(formula.text()) is composed of functions continuous on ℝ"))
    }
    let joints = known(nearby)
    return Continuity(
      verdict: verdict, onReals: verdict.and(domain.isAllReals),
      complete: undecidedCell == nil && definedJoints.allSatisfy { $0.continuous != .undecided },
      exceptions: joints.filter { $0.continuous == .refuted }.map(discontinuity), families: [],
      reason: verdict == .undecided ? firstReason : nil,
      evidence: cases(of: verdict.statement("continuous"), joints) { continuityEvidence($0) })
  }

  /// Differentiability; where ℝ as a whole is undecided, `nearby` joints may refute it.
  func differentiabilitySection(
    _ domain: Domain, _ conventions: [DerivativeConvention], nearby: [JointFacts] = []
  ) -> Differentiability {
    let verdict = verdict(of: \.differentiable, nearby)
    let joints = known(nearby)
    return Differentiability(
      verdict: verdict, onReals: verdict.and(domain.isAllReals),
      complete: undecidedCell == nil
        && definedJoints.allSatisfy { $0.differentiable != .undecided },
      exceptions: joints.filter { $0.differentiable == .refuted && $0.value.exact != nil }.map {
        kink($0, conventions)
      }, families: [], reason: verdict == .undecided ? firstReason : nil,
      evidence: cases(of: verdict.statement("differentiable"), joints) { derivativeEvidence($0) })
  }

  /// The joints that belong to the domain, or may.
  private var definedJoints: [JointFacts] {
    joints.filter { if case .undefined = $0.value { false } else { true } }
  }

  private func verdict(
    of property: KeyPath<JointFacts, Verdict>, _ nearby: [JointFacts]
  ) -> Verdict {
    if undecidedCell != nil {
      return nearby.contains { $0.value.exact != nil && $0[keyPath: property] == .refuted }
        ? .refuted : .undecided
    }
    return definedJoints.reduce(.proved) { $0.and($1[keyPath: property]) }
  }

  /// The joints, with `nearby` ones where ℝ as a whole is undecided, from left to right.
  func known(_ nearby: [JointFacts]) -> [JointFacts] {
    let others = joints.filter { joint in
      !nearby.contains { (try? points.compare($0.point.value, joint.point.value)) == 0 }
    }
    guard undecidedCell != nil, !nearby.isEmpty else { return joints }
    return (others + nearby).sorted { a, b in
      (try? points.compare(a.point.value, b.point.value)) == -1
    }
  }

  private var firstReason: Reason {
    if let undecidedCell { return undecidedCell }
    for joint in joints {
      if case .unknown = joint.value { return joint.obstacle }
      if joint.left?.reason != nil || joint.right?.reason != nil { return joint.obstacle }
    }
    return Reason(.constantComparison)
  }

  private func cases(
    of property: String, _ joints: [JointFacts], at joint: (JointFacts) -> Evidence
  ) -> Evidence {
    let pieces = cells.compactMap { cell in
      cell.formula.map {
        Evidence(.composition, "\($0.text()) is analytic on \(text(cell.interval))")
      }
    }
    return Evidence(.cases, property, premises: pieces + joints.map(joint))
  }

  // MARK: Exceptions

  private func discontinuity(_ joint: JointFacts) -> Continuity.Discontinuity {
    let sides = [joint.left, joint.right].compactMap { $0 }
    let limits = sides.map(\.limit)
    let kind: Continuity.Discontinuity.Kind?
    if sides.contains(where: { $0.limitOscillation != nil }) {
      kind = .oscillating
    } else if limits.contains(where: { $0?.isInfinite == true }) {
      kind = .infinite
    } else if limits.count == 2, points.agreement(limits[0], limits[1]) == .refuted {
      kind = .jump
    } else {
      // One limit that differs from the value refutes continuity, whatever the other is.
      kind = limits.contains { $0 == nil } ? nil : .removable
    }
    return Continuity.Discontinuity(
      at: points.describe(joint.point), kind: kind, left: points.describe(joint.left?.limit),
      right: points.describe(joint.right?.limit),
      value: joint.value.exact.map { points.describe($0) },
      oscillation: oscillation(joint, \.limitOscillation),
      reason: joint.hasUnknown(\.limit, besides: \.limitOscillation) ? joint.obstacle : nil)
  }

  /// Between what the sides of a joint go to and fro, where that is proved.
  func oscillation(
    _ joint: JointFacts, _ range: KeyPath<SideFacts, OscillationRange?>
  ) -> Oscillation? {
    let (left, right) = (joint.left?[keyPath: range], joint.right?[keyPath: range])
    if left == nil && right == nil { return nil }
    func pair(_ end: KeyPath<OscillationRange, ExactReal>) -> Oscillation.Sides {
      Oscillation.Sides(
        left: left.map { points.describe($0[keyPath: end]) },
        right: right.map { points.describe($0[keyPath: end]) })
    }
    return Oscillation(liminf: pair(\.lower), limsup: pair(\.upper))
  }

  private func kink(
    _ joint: JointFacts, _ conventions: [DerivativeConvention]
  ) -> Differentiability.Kink {
    let clarke = clarke(joint)
    return Differentiability.Kink(
      at: points.describe(joint.point), kind: kinkKind(joint),
      left: points.describe(joint.left?.derivative),
      right: points.describe(joint.right?.derivative),
      slopeLeft: points.describe(joint.left?.slope),
      slopeRight: points.describe(joint.right?.slope),
      clarke: clarke.map { [points.describe($0.0), points.describe($0.1)] },
      oscillation: oscillation(joint, \.derivativeOscillation),
      conventions: conventions.compactMap { convention($0, at: joint, clarke) },
      reason: joint.hasUnknown(\.derivative, besides: \.derivativeOscillation)
        || joint.hasUnknown(\.slope, besides: \.derivativeOscillation) ? joint.obstacle : nil)
  }

  /// What happens at a point without derivative; `nil` where that depends on a side not known.
  private func kinkKind(_ joint: JointFacts) -> Differentiability.Kink.Kind? {
    if joint.continuous == .refuted { return .discontinuity }
    if oscillation(joint, \.derivativeOscillation) != nil { return .oscillating }
    if joint.hasUnknown(\.derivative, besides: \.derivativeOscillation) { return nil }
    switch (joint.left?.derivative, joint.right?.derivative) {
    case (nil, nil): return .isolated
    case (.infinite(let a)?, .infinite(let b)?): return a == b ? .verticalTangent : .cusp
    case (.infinite?, nil), (nil, .infinite?): return .verticalTangent
    default: return .corner
    }
  }

  /// The least and greatest element of the Clarke subdifferential, where f is Lipschitz.
  func clarke(_ joint: JointFacts) -> (ExactReal, ExactReal)? {
    guard joint.continuous == .proved, case .finite(let left)? = joint.left?.slope,
      case .finite(let right)? = joint.right?.slope, let order = try? points.compare(left, right)
    else { return nil }
    return order <= 0 ? (left, right) : (right, left)
  }

  private func convention(
    _ convention: DerivativeConvention, at joint: JointFacts, _ clarke: (ExactReal, ExactReal)?
  ) -> Differentiability.Convention? {
    guard let at = try? points.point(convention.at),
      let value = try? points.point(convention.value),
      (try? points.compare(at.value, joint.point.value)) == 0
    else { return nil }
    var inClarke = Verdict.undecided
    if let clarke, let low = try? points.compare(clarke.0, value.value),
      let high = try? points.compare(value.value, clarke.1)
    {
      inClarke = low <= 0 && high <= 0 ? .proved : .refuted
    }
    return Differentiability.Convention(
      framework: convention.framework, value: points.describe(value.value), inClarke: inClarke)
  }

  // MARK: Smoothness

  var smoothnessSection: Smoothness {
    let inside = definedJoints
    let evidence = cases(of: "smoothness", joints) { smoothnessEvidence($0) }
    if let undecidedCell {
      return Smoothness(class: nil, atLeast: nil, reason: undecidedCell, evidence: evidence)
    }
    let least = inside.map(\.smoothness.atLeast).min() ?? .max
    let exact = inside.contains { $0.smoothness.isExact && $0.smoothness.atLeast == least }
    guard inside.isEmpty || exact else {
      let reason = inside.compactMap(\.smoothness.reason).first
      return Smoothness(
        class: nil, atLeast: least < 0 ? nil : least, reason: reason, evidence: evidence)
    }
    let name = least < 0 ? "discontinuous" : (least == .max ? "Cinf" : "C\(least)")
    return Smoothness(class: name, atLeast: nil, reason: nil, evidence: evidence)
  }

  // MARK: Evidence

  private func continuityEvidence(_ joint: JointFacts) -> Evidence {
    let at = joint.point.formula.text()
    var parts: [String] = []
    if let limit = joint.left?.limit { parts.append("f(\(at)-) = \(text(limit))") }
    if let value = joint.value.exact { parts.append("f(\(at)) = \(value.formula.text())") }
    if let limit = joint.right?.limit { parts.append("f(\(at)+) = \(text(limit))") }
    let statement = parts.joined(separator: ", ")
    return switch joint.continuous {
    case .proved: Evidence(.equalLimits, statement)
    case .refuted: Evidence(.differentLimits, statement)
    case .undecided: Evidence(obstacle: firstReason)
    }
  }

  private func derivativeEvidence(_ joint: JointFacts) -> Evidence {
    let at = joint.point.formula.text()
    var parts: [String] = []
    if let limit = joint.left?.derivative { parts.append("f'_-(\(at)) = \(text(limit))") }
    if let limit = joint.right?.derivative { parts.append("f'_+(\(at)) = \(text(limit))") }
    let statement = parts.joined(separator: ", ")
    return joint.differentiable == .undecided
      ? Evidence(obstacle: firstReason) : Evidence(.expansions, statement)
  }

  private func smoothnessEvidence(_ joint: JointFacts) -> Evidence {
    let at = joint.point.formula.text()
    let local = joint.smoothness
    guard local.isExact else {
      return Evidence(obstacle: Reason(.at, at, cause: local.reason))
    }
    switch local.atLeast {
    case .max: return Evidence(.identity, "both sides continue each other at \(at)")
    case ..<0: return Evidence(.differentLimits, "discontinuous at \(at)")
    default:
      return Evidence(
        .expansions, "the expansions at \(at) agree to order \(local.atLeast) and no further")
    }
  }

  private func text(_ value: ExtendedReal) -> String {
    switch value {
    case .finite(let value): value.formula.text()
    case .infinite(let sign): sign > 0 ? "inf" : "-inf"
    }
  }

  // MARK: Pieces and joints

  var pieces: [Piece] {
    let variable = function.variableName
    return cells.enumerated().compactMap { index, cell in
      guard let formula = cell.formula?.tidied else { return nil }
      let derivative = formula == cell.formula ? cell.derivative ?? 0 : formula.derivative
      return Piece(
        from: points.describe(cell.interval.lower) ?? .minusInfinity,
        to: points.describe(cell.interval.upper) ?? .infinity,
        fromClosed: index > 0 && extends(joints[index - 1].right, joints[index - 1]),
        toClosed: index < joints.count && extends(joints[index].left, joints[index]),
        formula: formula.text(variable: variable), latex: formula.latex(variable: variable),
        derivative: derivative.text(variable: variable),
        derivativeLatex: derivative.latex(variable: variable), analytic: .proved)
    }
  }

  /// Whether a side's formula gives the value at the joint too.
  private func extends(_ side: SideFacts?, _ joint: JointFacts) -> Bool {
    guard let side, let value = joint.value.exact,
      let own = try? points.exact.evaluate(side.formula, at: joint.point.value)
    else { return false }
    return (try? points.compare(own, value)) == 0
  }

  func describe(_ joint: JointFacts) -> Joint {
    let smoothness = joint.smoothness
    return Joint(
      at: points.describe(joint.point), latex: joint.point.formula.latex(),
      value: joint.value.exact.map { points.describe($0) },
      left: joint.left.map { describe($0, next: nextDerivative(of: $0, at: joint, side: -1)) },
      right: joint.right.map { describe($0, next: nextDerivative(of: $0, at: joint, side: 1)) },
      continuous: joint.continuous,
      differentiable: joint.differentiable,
      order: smoothness.isExact && smoothness.atLeast != .max ? smoothness.atLeast : nil,
      evidence: Evidence(
        .cases, joint.point.formula.text(),
        premises: [
          continuityEvidence(joint), derivativeEvidence(joint), smoothnessEvidence(joint),
        ]))
  }

  /// The limit of the derivative of order k + 1 where the function is C^k and no better, k ≥ 1.
  private func nextDerivative(
    of side: SideFacts, at joint: JointFacts, side direction: Int
  ) -> ExtendedReal? {
    let order = joint.smoothness.atLeast
    guard joint.smoothness.isExact, 1...8 ~= order else { return nil }
    return try? LimitFinder(points: points).limit(
      of: side.formula.derivative(order: order + 1), at: joint.point, side: direction)
  }

  /// - Parameter next: the limit of the first derivative that makes a difference at the joint.
  private func describe(_ side: SideFacts, next: ExtendedReal?) -> JointSide {
    let variable = function.variableName
    let formula = side.formula.tidied
    return JointSide(
      formula: formula.text(variable: variable), latex: formula.latex(variable: variable),
      derivativeLatex: formula.derivative.latex(variable: variable),
      limit: points.describe(side.limit), derivative: points.describe(side.derivative),
      slope: points.describe(side.slope), nextDerivative: points.describe(next),
      reason: side.reason)
  }
}

extension Formula {
  /// The simplified formula, unless that names functions which this one spells out: a proof by
  /// composition is to show ln(1 + exp(x)), not softplus(x).
  fileprivate var tidied: Formula {
    let result = simplified
    return result.functions.isSubset(of: functions) ? result : self
  }

  private var functions: Set<ElementaryFunction> {
    let below = operation.children.reduce(into: Set()) { $0.formUnion($1.functions) }
    if case .apply(let function, _) = operation { return below.union([function]) }
    return below
  }
}

extension Verdict {
  /// What a verdict says of a property.
  fileprivate func statement(_ property: String) -> String {
    self == .refuted ? "not \(property)" : property
  }
}
