import Reals

@testable import Analysis
@testable import Proofs

/// Analyses written by hand, so that the prose is tested apart from the code that computes facts.
extension FunctionAnalysis {
  /// An analysis in which nothing is known but what `pieces` and `joints` say.
  static func fixture(
    formula: String, latex: String, variable: String = "z", pieces: [Piece], joints: [Joint] = []
  ) -> FunctionAnalysis {
    let evidence = Evidence(.cases, "by hand")
    let line = IntervalDescription(
      from: .minusInfinity, to: .infinity, fromClosed: false, toClosed: false)
    return FunctionAnalysis(
      function: FunctionDescription(
        name: nil, formula: formula, latex: latex, variable: variable, parameters: [:]),
      domain: Domain(
        intervals: [line], gaps: [], verdict: .proved, reason: nil, evidence: evidence),
      pieces: pieces, joints: joints,
      continuity: Continuity(
        verdict: .proved, onReals: .proved, complete: true, exceptions: [], families: [],
        reason: nil, evidence: evidence),
      differentiability: Differentiability(
        verdict: .proved, onReals: .proved, complete: true, exceptions: [], families: [],
        reason: nil, evidence: evidence),
      smoothness: Smoothness(class: "Cinf", atLeast: nil, reason: nil, evidence: evidence),
      derivative: Derivative(pieces: [], formula: "", latex: ""),
      limits: Limits(minusInfinity: nil, plusInfinity: nil, reason: nil),
      asymptotes: Asymptotes(minusInfinity: nil, plusInfinity: nil, reason: nil),
      monotonicity: Monotonicity(global: nil, pieces: [], reason: nil),
      extrema: Extrema(points: nil, reason: nil),
      convexity: Convexity(convex: nil, concave: nil, reason: nil),
      range: Range(
        infimum: nil, supremum: nil, infimumAttained: nil, supremumAttained: nil, bounds: nil,
        reason: nil),
      lipschitz: Lipschitz(value: nil, attained: nil, upperBound: nil, reason: nil),
      secondDerivative: SecondDerivative(), zeros: Roots(), fixedPoints: Roots(),
      symmetry: Symmetry(kind: "none", reason: nil, evidence: evidence),
      regions: [], cost: Cost(value: [:], derivative: [:], together: [:]), traps: [])
  }

  /// max(0, z).
  static var relu: FunctionAnalysis {
    var analysis = fixture(
      formula: "max(0, z)", latex: "\\max(0, z)",
      pieces: [
        .fixture(from: nil, to: 0, "0", derivative: "0"),
        .fixture(from: 0, to: nil, "z", derivative: "1"),
      ],
      joints: [
        .fixture(
          at: 0, value: 0, left: .fixture("0", "0", limit: 0, derivative: 0),
          right: .fixture("z", "1", limit: 0, derivative: 1), order: 0)
      ])
    analysis.addKink(at: 0, left: 0, right: 1, conventions: [("PyTorch", 0), ("JAX", 0)])
    analysis.derivative.formula = "1 if z > 0 else 0"
    return analysis
  }

  /// z for z ≥ 0, 0.01·z for z < 0.
  static var leakyReLU: FunctionAnalysis {
    var analysis = fixture(
      formula: "z if z >= 0 else 0.01*z",
      latex: "\\begin{cases} z, & z \\ge 0 \\\\ 0.01\\,z, & z < 0 \\end{cases}",
      pieces: [
        .fixture(from: nil, to: 0, "0.01*z", latex: "0.01\\,z", derivative: "0.01"),
        .fixture(from: 0, to: nil, "z", derivative: "1", fromClosed: true),
      ],
      joints: [
        .fixture(
          at: 0, value: 0,
          left: .fixture("0.01*z", latex: "0.01\\,z", "0.01", limit: 0, derivative: "0.01"),
          right: .fixture("z", "1", limit: 0, derivative: 1), order: 0)
      ])
    analysis.addKink(at: 0, left: "0.01", right: 1, conventions: [("PyTorch", "0.01"), ("JAX", 1)])
    analysis.derivative.formula = "1 if z > 0 else 0.01"
    return analysis
  }

  /// ln(1 + exp(z)).
  static var softplus: FunctionAnalysis {
    var analysis = fixture(
      formula: "ln(1 + exp(z))", latex: "\\ln\\left(1 + e^{z}\\right)",
      pieces: [
        .fixture(
          from: nil, to: nil, "ln(1 + exp(z))", latex: "\\ln\\left(1 + e^{z}\\right)",
          derivative: "exp(z)/(1 + exp(z))", derivativeLatex: "\\frac{e^{z}}{1 + e^{z}}")
      ])
    analysis.lipschitz = Lipschitz(value: 1, attained: false, upperBound: 1, reason: nil)
    analysis.derivative.formula = "exp(z)/(1 + exp(z))"
    return analysis
  }

  /// 1 for z > 0, 0 otherwise: a jump with the value of the left side.
  static var step: FunctionAnalysis {
    var analysis = fixture(
      formula: "1 if z > 0 else 0",
      latex: "\\begin{cases} 1, & z > 0 \\\\ 0, & \\text{otherwise} \\end{cases}",
      pieces: [
        .fixture(from: nil, to: 0, "0", derivative: "0", toClosed: true),
        .fixture(from: 0, to: nil, "1", derivative: "0"),
      ],
      joints: [
        .fixture(
          at: 0, value: 0, left: .fixture("0", "0", limit: 0, derivative: 0),
          right: .fixture("1", "0", limit: 1, derivative: .infinity, slope: 0), order: -1)
      ])
    analysis.addKink(at: 0, left: 0, right: .infinity, kind: .discontinuity, conventions: [])
    analysis.joints[0].continuous = .refuted
    analysis.continuity.verdict = .refuted
    analysis.continuity.onReals = .refuted
    analysis.continuity.exceptions = [.init(at: 0, kind: .jump, left: 0, right: 1, value: 0)]
    analysis.differentiability.exceptions[0].clarke = nil
    analysis.lipschitz = Lipschitz(value: .infinity, attained: false, upperBound: nil, reason: nil)
    analysis.smoothness.class = "discontinuous"
    analysis.derivative.formula = "0*z"
    return analysis
  }

  /// Makes the joint at `at` a kink of a function with Lipschitz constant 1.
  private mutating func addKink(
    at: ExactNumber, left: ExactNumber, right: ExactNumber,
    kind: Differentiability.Kink.Kind = .corner, conventions: [(String, ExactNumber)]
  ) {
    differentiability.verdict = .refuted
    differentiability.onReals = .refuted
    differentiability.exceptions = [
      .init(
        at: at, kind: kind, left: left, right: right, slopeLeft: left, slopeRight: right,
        clarke: [left, right],
        conventions: conventions.map { .init(framework: $0.0, value: $0.1, inClarke: .proved) })
    ]
    for index in joints.indices where joints[index].at == at {
      joints[index].differentiable = .refuted
    }
    smoothness.class = "C0"
    lipschitz = Lipschitz(value: 1, attained: true, upperBound: 1, reason: nil)
  }
}

extension ExactNumber: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  /// The integer `value`.
  public init(integerLiteral value: Int) { self.init(stringLiteral: "\(value)") }

  /// The number with the exact decimal or fraction `value`.
  public init(stringLiteral value: String) {
    self.init(exact: value, decimal: value, enclosure: [value, value])
  }
}

extension Piece {
  static func fixture(
    from: ExactNumber?, to: ExactNumber?, _ formula: String, latex: String? = nil,
    derivative: String, derivativeLatex: String? = nil, fromClosed: Bool = false,
    toClosed: Bool = false
  ) -> Piece {
    Piece(
      from: from ?? .minusInfinity, to: to ?? .infinity, fromClosed: fromClosed,
      toClosed: toClosed, formula: formula, latex: latex ?? formula, derivative: derivative,
      derivativeLatex: derivativeLatex ?? derivative, analytic: .proved)
  }
}

extension Joint {
  static func fixture(
    at: ExactNumber, value: ExactNumber?, left: JointSide?, right: JointSide?, order: Int?
  ) -> Joint {
    Joint(
      at: at, latex: at.decimal, value: value, left: left, right: right, continuous: .proved,
      differentiable: .proved, order: order, evidence: Evidence(.cases, "by hand"))
  }
}

extension JointSide {
  static func fixture(
    _ formula: String, latex: String? = nil, _ derivativeLatex: String, limit: ExactNumber?,
    derivative: ExactNumber?, slope: ExactNumber? = nil
  ) -> JointSide {
    JointSide(
      formula: formula, latex: latex ?? formula, derivativeLatex: derivativeLatex, limit: limit,
      derivative: derivative, slope: slope ?? derivative, reason: nil)
  }
}
