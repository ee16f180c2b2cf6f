import Analysis
import Formulas
import Reals

/// Compares the analysis of a built formula with its truth: what is claimed must be right, and what
/// is not claimed is counted.
struct BuiltComparison {
  let built: BuiltFormula
  let analysis: FunctionAnalysis
  /// Claims that the truth contradicts.
  private(set) var wrong: [String] = []
  /// Questions without an answer.
  private(set) var undecided: [String] = []

  /// 10⁻⁴⁰ is far above the 10⁻³⁰⁰ that these balls resolve.
  private let balls = BallArithmetic(precision: 1000)

  init(_ built: BuiltFormula, _ analysis: FunctionAnalysis) {
    self.built = built
    self.analysis = analysis
    domain()
    for joint in built.joints { compare(joint) }
    exceptions()
    verdicts()
    smoothness()
  }

  private mutating func expect(_ holds: Bool, _ claim: String) {
    if !holds { wrong.append(claim) }
  }

  private mutating func require(_ isDecided: Bool, _ question: String) {
    if !isDecided { undecided.append(question) }
  }

  // MARK: Numbers

  private func ball(_ text: String) -> Ball? {
    guard let formula = try? FormulaParser().parseConstant(text) else { return nil }
    return try? balls.evaluate(formula, at: Ball(0))
  }

  /// Whether a number that the analysis gives is the constant; where it gives no closed form, the
  /// constant lies in its enclosure.
  private func isEqual(_ claimed: ExactNumber, to truth: String) -> Bool {
    if let sign = infiniteSign(truth) {
      return claimed == (sign > 0 ? .infinity : .minusInfinity)
    }
    guard let truth = ball(truth) else { return false }
    func sign(_ text: String) -> ClosedRange<Int>? {
      ball(text).flatMap { try? balls.sum($0, balls.negative(truth)).sign }
    }
    if let exact = claimed.exact { return sign(exact)?.contains(0) == true }
    guard let low = claimed.enclosure.first, let high = claimed.enclosure.last else { return false }
    let isAbove = infiniteSign(low) == -1 || sign(low)?.lowerBound ?? 1 <= 0
    return isAbove && (infiniteSign(high) == 1 || sign(high)?.upperBound ?? -1 >= 0)
  }

  private func infiniteSign(_ text: String) -> Int? {
    text == "inf" ? 1 : (text == "-inf" ? -1 : nil)
  }

  /// A claim of a number; `nil` is no claim.
  private mutating func expect(_ claimed: ExactNumber?, is truth: String, _ name: String) {
    guard let claimed else { return undecided.append(name) }
    expect(isEqual(claimed, to: truth), "\(name) is \(claimed.decimal), not \(truth)")
  }

  // MARK: Joints

  private mutating func domain() {
    require(analysis.domain.verdict == .proved, "the domain")
    expect(analysis.domain.verdict != .refuted, "the domain is refuted")
    expect(analysis.domain.gaps.isEmpty, "gaps of a domain without gaps")
    if analysis.domain.verdict == .proved {
      let ends = analysis.domain.intervals.map { [$0.from, $0.to] }
      expect(ends == [[.minusInfinity, .infinity]], "the domain is ℝ")
    }
  }

  /// The one-sided derivative with the actual value, as text.
  private func derivative(_ joint: BuiltJoint, side: Int) -> String {
    let piece = side < 0 ? joint.left : joint.right
    let limit = piece.derivative(0, at: joint.at)
    if limit == joint.value { return piece.derivative(1, at: joint.at).text }
    let miss = limit + ConstantSum(-1) * joint.value
    let sign = ball(miss.text)?.sign.lowerBound ?? 0
    return sign * side > 0 ? "inf" : "-inf"
  }

  private mutating func compare(_ joint: BuiltJoint) {
    let found = analysis.joints.first { isEqual($0.at, to: joint.at.text) }
    guard let order = joint.order else {
      // The same function on both sides: no joint, or one of which nothing bad is said.
      if let found {
        expect(found.order == nil, "order \(found.order ?? 0) at \(joint.at.text), analytic")
        expect(found.continuous != .refuted, "not continuous at \(joint.at.text), analytic")
        expect(found.differentiable != .refuted, "no derivative at \(joint.at.text), analytic")
      }
      return
    }
    guard let found else {
      expect(!analysis.continuity.complete, "no joint at \(joint.at.text)")
      return undecided.append("the joint at \(joint.at.text)")
    }
    let name = "at \(joint.at.text)"
    expect(found.value, is: joint.value.text, "value \(name)")
    for (side, piece, sign) in [(found.left, joint.left, -1), (found.right, joint.right, 1)] {
      guard let side else {
        wrong.append("side \(sign) \(name) is missing")
        continue
      }
      let place = "side \(sign) \(name)"
      expect(side.limit, is: piece.derivative(0, at: joint.at).text, "limit, \(place)")
      expect(side.slope, is: piece.derivative(1, at: joint.at).text, "slope, \(place)")
      expect(side.derivative, is: derivative(joint, side: sign), "derivative, \(place)")
      if order >= 1, let next = side.nextDerivative {
        let truth = piece.derivative(order + 1, at: joint.at).text
        expect(next, is: truth, "derivative of order \(order + 1), \(place)")
      }
    }
    require(found.order != nil, "order \(name)")
    expect(found.order ?? order == order, "order \(found.order ?? 0) \(name), not \(order)")
    compare(found.continuous, order >= 0, "continuous \(name)")
    compare(found.differentiable, order >= 1, "differentiable \(name)")
  }

  private mutating func compare(_ verdict: Verdict, _ truth: Bool, _ name: String) {
    require(verdict != .undecided, name)
    expect(verdict != (truth ? .refuted : .proved), "\(verdict): \(name)")
  }

  // MARK: Lists

  private mutating func exceptions() {
    let breaks = built.joints.filter { $0.order == -1 }
    for point in analysis.continuity.exceptions {
      guard let joint = breaks.first(where: { isEqual(point.at, to: $0.at.text) }) else {
        wrong.append("continuous at \(point.at.decimal)")
        continue
      }
      let name = "break at \(joint.at.text)"
      require(point.kind != nil, "kind of \(name)")
      expect(point.kind ?? kind(joint) == kind(joint), "kind of \(name)")
      expect(point.left, is: joint.left.derivative(0, at: joint.at).text, "left of \(name)")
      expect(point.right, is: joint.right.derivative(0, at: joint.at).text, "right of \(name)")
      expect(point.value, is: joint.value.text, "value at \(name)")
    }
    let kinks = built.joints.filter { $0.order.map { $0 <= 0 } ?? false }
    for point in analysis.differentiability.exceptions {
      guard let joint = kinks.first(where: { isEqual(point.at, to: $0.at.text) }) else {
        wrong.append("differentiable at \(point.at.decimal)")
        continue
      }
      let name = "kink at \(joint.at.text)"
      let kind: Differentiability.Kink.Kind = joint.order == 0 ? .corner : .discontinuity
      require(point.kind != nil, "kind of \(name)")
      expect(point.kind ?? kind == kind, "kind of \(name)")
      expect(point.left, is: derivative(joint, side: -1), "left of \(name)")
      expect(point.right, is: derivative(joint, side: 1), "right of \(name)")
    }
    require(analysis.continuity.complete, "all breaks")
    require(analysis.differentiability.complete, "all kinks")
    if analysis.continuity.complete {
      expect(analysis.continuity.exceptions.count == breaks.count, "all breaks are listed")
    }
    if analysis.differentiability.complete {
      expect(analysis.differentiability.exceptions.count == kinks.count, "all kinks are listed")
    }
    if analysis.continuity.complete && analysis.differentiability.complete {
      let places = built.joints.map(\.at.text)
      for joint in analysis.joints where joint.order != nil {
        expect(places.contains { isEqual(joint.at, to: $0) }, "a joint at \(joint.at.decimal)")
      }
    }
  }

  private func kind(_ joint: BuiltJoint) -> Continuity.Discontinuity.Kind {
    joint.isRemovable ? .removable : .jump
  }

  private mutating func verdicts() {
    let least = built.joints.compactMap(\.order).min() ?? .max
    compare(analysis.continuity.verdict, least >= 0, "continuous")
    compare(analysis.continuity.onReals, least >= 0, "continuous on ℝ")
    compare(analysis.differentiability.verdict, least >= 1, "differentiable")
    compare(analysis.differentiability.onReals, least >= 1, "differentiable on ℝ")
  }

  private mutating func smoothness() {
    guard let name = analysis.smoothness.class else {
      undecided.append("smoothness")
      let least = built.joints.compactMap(\.order).min() ?? .max
      expect(analysis.smoothness.atLeast ?? least <= least, "smoothness is at least")
      expect(analysis.smoothness.reason != nil, "smoothness without a reason")
      return
    }
    expect(name == built.smoothness, "smoothness is \(name), not \(built.smoothness)")
  }

  // MARK: Pieces

  /// Compares the pieces that the analysis lists, and the formula as written, with the truth at
  /// rational arguments.
  mutating func comparePieces(with formula: Formula, at arguments: [Rational]) {
    let places = built.joints.compactMap { joint in ball(joint.at.text).map { (joint, $0) } }
    for x in arguments {
      let argument = Ball(x, precision: 1000)
      let after = places.last {
        (try? balls.sum(argument, balls.negative($0.1)).sign) == 1...1
      }
      guard let piece = after?.0.right ?? built.joints.first?.left,
        let truth = ball(piece.derivative(0, at: Place("\(x)")).text),
        let value = try? balls.evaluate(formula, at: argument)
      else {
        wrong.append("no value at \(x)")
        continue
      }
      expect(value.overlaps(truth), "the built formula at \(x)")
      for listed in analysis.pieces
      where listed.from.double < Double(nearestTo: x)
        && Double(nearestTo: x) < listed.to.double
      {
        guard let own = try? FormulaParser().parse(listed.formula).formula,
          let found = try? balls.evaluate(own, at: argument)
        else {
          wrong.append("no value of \(listed.formula) at \(x)")
          continue
        }
        expect(found.overlaps(truth), "the piece \(listed.formula) at \(x)")
      }
    }
  }
}
