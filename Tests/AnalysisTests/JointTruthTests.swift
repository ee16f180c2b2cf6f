import Activations
import Analysis
import Calculus
import Formulas
import Testing

/// The analysis of a typed formula or a catalogue name.
func analysis(_ text: String, over window: Window = .standard) throws -> FunctionAnalysis {
  let parser = FormulaParser(functions: Catalogue.builtIn.functionTable)
  return FunctionAnalysis(of: try parser.parse(text), over: window)
}

/// What is true at one joint, derived by hand.
struct JointTruth: Sendable, CustomTestStringConvertible {
  let formula: String
  let at: String
  let limits: [String?]
  let value: String?
  let derivatives: [String?]
  let smoothness: String?

  var testDescription: String { formula }

  init(
    _ formula: String, at: String, limits: [String?], value: String?, derivatives: [String?],
    class smoothness: String?
  ) {
    self.formula = formula
    self.at = at
    self.limits = limits
    self.value = value
    self.derivatives = derivatives
    self.smoothness = smoothness
  }
}

@Suite("Joints against truth derived by hand")
struct JointTruthTests {
  /// Formulas from open threads on computer algebra, and hard joints.
  static let truths = [
    JointTruth(
      "max(0, x)", at: "0", limits: ["0", "0"], value: "0", derivatives: ["0", "1"], class: "C0"),
    JointTruth(
      "x if x >= 0 else 0.01x", at: "0", limits: ["0", "0"], value: "0",
      derivatives: ["1/100", "1"], class: "C0"),
    JointTruth(
      "min(x, 1/2)", at: "1/2", limits: ["1/2", "1/2"], value: "1/2", derivatives: ["1", "0"],
      class: "C0"),
    JointTruth(
      "1 if x < 1/2 else 0", at: "1/2", limits: ["1", "0"], value: "0",
      derivatives: ["-inf", "0"], class: "discontinuous"),
    JointTruth(
      "(2 - sqrt(1 - 2x))/4 if x < 1/2 else (sqrt(2x - 1) + 2)/4", at: "1/2",
      limits: ["1/2", "1/2"], value: "1/2", derivatives: ["inf", "inf"], class: "C0"),
    JointTruth(
      "sin(x) if x < 0 else 1/2", at: "0", limits: ["0", "1/2"], value: "1/2",
      derivatives: ["inf", "0"], class: "discontinuous"),
    JointTruth(
      "x^3 if x < 3 else (-x^2 if x > 3 else 2)", at: "3", limits: ["27", "-9"], value: "2",
      derivatives: ["-inf", "-inf"], class: "discontinuous"),
    JointTruth(
      "x if x < 0 else x + 1e-12", at: "0", limits: ["0", "1/1000000000000"],
      value: "1/1000000000000", derivatives: ["inf", "1"], class: "discontinuous"),
    JointTruth(
      "x if x < 0 else x + 1e-30", at: "0",
      limits: ["0", "1/1000000000000000000000000000000"],
      value: "1/1000000000000000000000000000000", derivatives: ["inf", "1"],
      class: "discontinuous"),
    JointTruth(
      "x if x < 0 else (1 + 1e-15)*x", at: "0", limits: ["0", "0"], value: "0",
      derivatives: ["1", "1000000000000001/1000000000000000"], class: "C0"),
    JointTruth(
      "x^3*sign(x)", at: "0", limits: ["0", "0"], value: "0", derivatives: ["0", "0"], class: "C2"),
    JointTruth(
      "sqrt(x^2)", at: "0", limits: ["0", "0"], value: "0", derivatives: ["-1", "1"], class: "C0"),
    JointTruth(
      "1 if x >= 0.1 + 0.2 else 0", at: "3/10", limits: ["0", "1"], value: "1",
      derivatives: ["inf", "0"], class: "discontinuous"),
    JointTruth(
      "max(0, x)^10", at: "0", limits: ["0", "0"], value: "0", derivatives: ["0", "0"], class: "C9"),
    JointTruth(
      "abs(x)^1.5", at: "0", limits: ["0", "0"], value: "0", derivatives: ["0", "0"], class: "C1"),
    JointTruth(
      "cbrt(x)", at: "0", limits: ["0", "0"], value: "0", derivatives: ["inf", "inf"], class: "C0"),
    JointTruth(
      "sqrt(abs(x))", at: "0", limits: ["0", "0"], value: "0", derivatives: ["-inf", "inf"],
      class: "C0"),
    JointTruth(
      "x if x > 1 else 0", at: "1", limits: ["0", "1"], value: "0", derivatives: ["0", "inf"],
      class: "discontinuous"),
    JointTruth(
      "1/x", at: "0", limits: ["-inf", "inf"], value: nil, derivatives: [nil, nil], class: "Cinf"),
    JointTruth(
      "exp(x) - 1 if x < 0 else x", at: "0", limits: ["0", "0"], value: "0",
      derivatives: ["1", "1"], class: "C1"),
    JointTruth(
      "abs(x - pi)", at: "pi", limits: ["0", "0"], value: "0", derivatives: ["-1", "1"],
      class: "C0"),
    JointTruth(
      "abs(x^2 - 2)", at: "sqrt(2)", limits: ["0", "0"], value: "0",
      derivatives: ["-2*sqrt(2)", "2*sqrt(2)"], class: "C0"),
  ]

  @Test("limits, value, one-sided derivatives and class", arguments: truths)
  func joint(truth: JointTruth) throws {
    let analysis = try analysis(truth.formula)
    let joint = try #require(
      analysis.joints.first { sameNumber($0.at.exact, truth.at) }, "\(analysis.joints)")
    #expect(sameNumber(joint.left?.limit?.exact, truth.limits[0]))
    #expect(sameNumber(joint.right?.limit?.exact, truth.limits[1]))
    #expect(sameNumber(joint.value?.exact, truth.value))
    #expect(sameNumber(joint.left?.derivative?.exact, truth.derivatives[0]))
    #expect(sameNumber(joint.right?.derivative?.exact, truth.derivatives[1]))
    #expect(analysis.smoothness.class == truth.smoothness)
  }

  @Test("a removable singularity that is filled is smooth")
  func sinc() throws {
    let analysis = try analysis("sin(x)/x if x != 0 else 1")
    #expect(analysis.smoothness.class == "Cinf")
    #expect(analysis.continuity.verdict == .proved)
    #expect(analysis.differentiability.verdict == .proved)
  }

  @Test("the natural domain keeps its gaps")
  func gaps() throws {
    let quotient = try analysis("x/x")
    #expect(quotient.domain.gaps.map(\.kind) == [.removable])
    #expect(quotient.continuity.verdict == .proved)
    #expect(quotient.continuity.onReals == .refuted)
    let difference = try analysis("log(x) - log(x)")
    #expect(difference.domain.intervals.map(\.from.decimal) == ["0"])
    #expect(difference.domain.intervals.map(\.fromClosed) == [false])
  }

  @Test("a closed end of the domain is an end, however smooth the function is there")
  func closedEnd() throws {
    for formula in [
      "x*ln(2 if x <= 1/2 else -2)", "x^2 if x <= 1/2 else sqrt(-1)", "sqrt(1 - 2*x)^2",
      "piecewise((1, x <= 1/2))",
    ] {
      let analysis = try analysis(formula)
      let interval = try #require(analysis.domain.intervals.first)
      #expect(analysis.domain.intervals.count == 1)
      #expect(interval.from == .minusInfinity)
      #expect(interval.to.exact == "1/2")
      #expect(interval.toClosed)
      #expect(analysis.continuity.verdict == .proved)
      #expect(analysis.continuity.onReals == .refuted)
      #expect(analysis.smoothness.class == "Cinf")
    }
  }

  @Test("zero to an exponent that is identically zero is 1")
  func zeroToTheZero() throws {
    let found = try analysis("(x - x)^(x - x)")
    #expect(found.domain.intervals.map(\.to) == [.infinity])
    #expect(found.range.infimum?.exact == "1")
    #expect(found.range.supremum?.exact == "1")
  }

  @Test("cells are merged only where one formula serves on both")
  func mergedFormula() throws {
    let found = try analysis("exp(log(1 - x)) if x < 0 else 1 - x")
    #expect(found.smoothness.class == "Cinf")
    #expect(found.derivative.pieces.map(\.formula) == ["-1"])
  }

  @Test("both sides zero: no joint, and an end to the comparison")
  func zeroSides() throws {
    let found = try analysis("(x^2 + cbrt(1 - x))*(0*(1.1 - x))")
    #expect(found.smoothness.class == "Cinf")
  }

  @Test("one limit that differs from the value refutes continuity, and the kind stays open")
  func openKind() throws {
    // sin(1/x) has no limit from the right; the analysis may not know that, but may not guess.
    let found = try analysis("1 if x < 0 else (sin(1/x) if x > 0 else 0)")
    let point = try #require(found.continuity.exceptions.first)
    #expect(point.kind == nil || point.kind == .oscillating)
    #expect(point.left?.exact == "1")
    #expect(point.right == nil)
    #expect(point.reason != nil || point.kind != nil)
  }

  @Test("a root of a square is an absolute value")
  func rootOfSquare() throws {
    let found = try analysis("sqrt((x - 1)^2)")
    #expect(found.pieces.map(\.formula) == ["-(x - 1)", "x - 1"])
    #expect(found.lipschitz.value?.exact == "1")
    #expect(found.regions.map { $0.undecided.count } == [0, 0])
  }

  @Test("pieces of one direction are one piece")
  func monotonePieces() throws {
    func pieces(_ formula: String) throws -> [String] {
      try analysis(formula).monotonicity.pieces.map {
        "\($0.from.decimal) \($0.to.decimal) \($0.kind)"
      }
    }
    #expect(try pieces("x^3") == ["-inf inf increasing"])
    #expect(
      try pieces("max(x, 2*x) + x^3") == ["-inf inf increasing"])
    #expect(
      try pieces("x if x < 0 else (x - 1 if x < 1 else 2*x - 2)")
        == ["-inf 0 increasing", "0 inf increasing"])
    #expect(try pieces("-(1/x)") == ["-inf 0 increasing", "0 inf increasing"])
  }

  @Test("equal pieces are no joint")
  func equalPieces() throws {
    let analysis = try analysis("(x+1)^2 if x < 1 else x^2 + 2x + 1")
    #expect(analysis.joints.isEmpty)
    #expect(analysis.smoothness.class == "Cinf")
  }
}

/// Whether two exact numbers, given as text, are the same constant; `nil` equals `nil` only.
func sameNumber(_ a: String?, _ b: String?) -> Bool {
  guard let a, let b else { return a == nil && b == nil }
  if a == b { return true }
  let parser = FormulaParser(functions: FunctionTable())
  guard let left = try? parser.parseConstant(a), let right = try? parser.parseConstant(b) else {
    return false
  }
  return left.isIdentical(to: right)
}
