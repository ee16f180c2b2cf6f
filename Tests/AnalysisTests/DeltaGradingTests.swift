import Activations
import Analysis
import Formulas
import Randomness
import Reals
import Testing

/// The grade of δ for a function at a point, or uniformly.
func grade(_ f: String, at point: String?, delta: String) throws -> DeltaGrade {
  let parser = FormulaParser(functions: Catalogue.builtIn.functionTable)
  let function = try parser.parse(f)
  let a = try point.map { try parser.parseConstant($0) }
  let formula = try parser.parse(
    delta, variable: "eps", aliases: ["epsilon"], constants: a.map { ["a": $0] } ?? [:])
  return a.map { DeltaGrade(of: function, delta: formula, at: $0) }
    ?? DeltaGrade(uniformlyOf: function, delta: formula)
}

/// What is true of a δ, derived by hand.
struct DeltaTruth: Sendable, CustomTestStringConvertible {
  let function: String
  /// `nil` for the uniform claim.
  let point: String?
  let delta: String
  /// The greatest bound below which δ serves; `inf` where it serves for all ε, `nil` where the
  /// analysis need not know it.
  let bound: String?
  let finding: DeltaGrade.Finding.Kind?

  var testDescription: String { "\(function), \(point ?? "uniform"), \(delta)" }

  init(
    _ function: String, at point: String?, _ delta: String, servesBelow bound: String?,
    _ finding: DeltaGrade.Finding.Kind? = nil
  ) {
    self.function = function
    self.point = point
    self.delta = delta
    self.bound = bound
    self.finding = finding
  }
}

@Suite("Grades of δ against truth derived by hand")
struct DeltaGradingTests {
  static let atPoints = [
    // Infinitely many pieces. |sin| is 1-Lipschitz, and |sin x| < |x| for x ≠ 0.
    DeltaTruth("abs(sin(x))", at: "0.3", "eps", servesBelow: "inf", .reachBounded),
    DeltaTruth("abs(sin(x))", at: "0", "eps", servesBelow: "inf", .reachBounded),
    DeltaTruth("abs(sin(x))", at: "100*pi", "2*eps", servesBelow: "0"),
    // At the distance 1/2 floor steps by 1: ε/4 < 1/2 for ε ≤ 1, and far out ε/4 < (d + 1)/4 ≤ d.
    DeltaTruth("floor(x)", at: "1/2", "eps/4", servesBelow: "inf", .reachBounded),
    DeltaTruth("floor(x)", at: "1/2", "eps", servesBelow: "1/2"),
    DeltaTruth("floor(x)", at: "1", "eps", servesBelow: "0", .discontinuous),
    // tan x > x for 0 < x < π/2.
    DeltaTruth("tan(x)", at: "0", "eps", servesBelow: "0"),
    // |tan x| ≤ tan(1)·|x| < 2·|x| for |x| < 1.
    DeltaTruth("tan(x)", at: "0", "min(1, eps/2)", servesBelow: "inf", .deltaBounded),
    // |max(0, x)| ≤ |x|, with equality for x > 0.
    DeltaTruth("relu", at: "0", "eps", servesBelow: "inf"),
    DeltaTruth("relu", at: "0", "eps/2", servesBelow: "inf"),
    DeltaTruth("relu", at: "0", "2*eps", servesBelow: "0"),
    DeltaTruth("relu", at: "-1", "eps+1", servesBelow: "inf"),
    DeltaTruth("relu", at: "-1", "2*eps+1", servesBelow: "0"),
    DeltaTruth("leaky_relu", at: "0", "eps", servesBelow: "inf"),
    DeltaTruth("leaky_relu", at: "0", "100*eps", servesBelow: "0"),
    DeltaTruth("leaky_relu", at: "0", "1.000001*eps", servesBelow: "0"),
    // |x² − 9| = t(6 + t) for x = 3 + t, t > 0: t(6 + t) ≤ ε for all t < δ iff δ(6 + δ) ≤ ε.
    DeltaTruth("x^2", at: "3", "min(1, eps/7)", servesBelow: "inf"),
    DeltaTruth("x^2", at: "3", "eps/7", servesBelow: "7"),
    DeltaTruth("x^2", at: "3", "eps/6", servesBelow: "0"),
    DeltaTruth("x^2", at: "3", "eps/8", servesBelow: "16"),
    DeltaTruth("x^2", at: "3", "sqrt(9 + eps) - 3", servesBelow: "inf"),
    DeltaTruth("x^2", at: "3", "min(2, eps/7)", servesBelow: "7"),
    DeltaTruth("x^2", at: "3", "1 if eps > 7 else eps/7", servesBelow: "inf"),
    // δ = 5 at ε = 2 alone: |x² − 9| ≥ 2 for x = √11, well within 5.
    DeltaTruth("x^2", at: "3", "5 if eps == 2 else min(1, eps/7)", servesBelow: "2"),
    // |x² − a²| = t(2a + t) ≤ (2a + 1)·t for t ≤ 1.
    DeltaTruth("x^2", at: "sqrt(2)", "min(1, eps/(2a + 1))", servesBelow: "inf"),
    // |√x| < ε iff x < ε².
    DeltaTruth("sqrt(x)", at: "0", "eps^2", servesBelow: "inf"),
    DeltaTruth("sqrt(x)", at: "0", "eps", servesBelow: "0"),
    // |√x − 2| = |x − 4|/(√x + 2) ≤ |x − 4|/2; the bound 1/k holds for √x ≥ k − 2.
    DeltaTruth("sqrt(x)", at: "4", "2*eps", servesBelow: "inf"),
    DeltaTruth("sqrt(x)", at: "4", "3*eps", servesBelow: "1"),
    DeltaTruth("sqrt(x)", at: "4", "4*eps", servesBelow: "0"),
    DeltaTruth("sqrt(x)", at: "4", "5/2*eps", servesBelow: "3/2"),
    DeltaTruth("step", at: "0", "eps", servesBelow: "0", .discontinuous),
    DeltaTruth("step", at: "0", "eps^3/1000", servesBelow: "0", .discontinuous),
    DeltaTruth("sin(x)", at: "0", "eps", servesBelow: "inf"),
    DeltaTruth("sin(x)", at: "0", "1.1*eps", servesBelow: "0"),
    // |sin x| ≤ min(1, |x|), so that its square is at most |x|.
    DeltaTruth("sin(x)", at: "0", "eps^2", servesBelow: "inf"),
    DeltaTruth("x^2", at: "0", "eps", servesBelow: "1"),
    // |1/x − 1| = |x − 1|/x ≤ 2·|x − 1| for x ≥ 1/2, and for x < 1/2 not.
    DeltaTruth("1/x", at: "1", "min(1/2, eps/2)", servesBelow: "inf"),
    DeltaTruth("1/x", at: "1", "eps/2", servesBelow: "1"),
    // |1/x − 1| < ε iff x lies between 1/(1 + ε) and 1/(1 − ε); the first is nearer.
    DeltaTruth("1/x", at: "1", "eps/(1 + eps)", servesBelow: "inf"),
    DeltaTruth("floor(x)", at: "1/2", "1/2", servesBelow: "inf"),
    DeltaTruth("x*sin(1/x) if x != 0 else 0", at: "0", "eps", servesBelow: "inf"),
    // e^x − 1 < ε iff x < ln(1 + ε); 1 − e^x < ε there too.
    DeltaTruth("exp(x)", at: "0", "log(1 + eps)", servesBelow: "inf"),
    DeltaTruth("exp(x)", at: "0", "eps", servesBelow: "0"),
    DeltaTruth("exp(x)", at: "0", "eps/(1 + eps)", servesBelow: "inf"),
    DeltaTruth("tanh", at: "0", "eps", servesBelow: "inf"),
    // artanh, which ends at ε = 1.
    DeltaTruth("tanh", at: "0", "ln((1 + eps)/(1 - eps))/2", servesBelow: "1", .deltaUndefined),
    DeltaTruth("x", at: "0", "-eps", servesBelow: "0", .deltaNotPositive),
    DeltaTruth("x", at: "0", "eps - 1", servesBelow: "0", .deltaNotPositive),
    DeltaTruth("x", at: "0", "0", servesBelow: "0", .deltaNotPositive),
    DeltaTruth("x", at: "0", "1/0", servesBelow: "0", .deltaUndefined),
    DeltaTruth("x", at: "0", "sqrt(eps - 1)", servesBelow: "0", .deltaUndefined),
    DeltaTruth("x", at: "0", "eps*(1 - eps/4)", servesBelow: "4", .deltaNotPositive),
    DeltaTruth("x/2", at: "0", "1/eps", servesBelow: "0"),
    DeltaTruth("ln(x)", at: "-1", "eps", servesBelow: nil, .outsideDomain),
    // The domain is {0} ∪ [1, ∞); f(x) > x for x > 2.
    DeltaTruth("sqrt(x^2*(x - 1))", at: "0", "eps", servesBelow: "2", .isolatedPoint),
    DeltaTruth("sqrt(x^2*(x - 1))", at: "0", "min(1, eps)", servesBelow: "inf", .isolatedPoint),
  ]

  static let uniform = [
    DeltaTruth("softplus", at: nil, "eps", servesBelow: "inf"),
    DeltaTruth("softplus", at: nil, "2*eps", servesBelow: "0"),
    DeltaTruth("softplus", at: nil, "1.01*eps", servesBelow: "0"),
    DeltaTruth("relu", at: nil, "eps", servesBelow: "inf"),
    DeltaTruth("tanh", at: nil, "eps", servesBelow: "inf"),
    DeltaTruth("tanh", at: nil, "1.0001*eps", servesBelow: "0"),
    DeltaTruth("sigmoid", at: nil, "4*eps", servesBelow: "inf"),
    DeltaTruth("sigmoid", at: nil, "4.01*eps", servesBelow: "0"),
    // |σ(x) − σ(y)| ≤ min(1, |x − y|/4).
    DeltaTruth("sigmoid", at: nil, "eps^2", servesBelow: "inf"),
    // sup |f(x + t) − f(x)| = t, and ε² ≤ ε only up to 1.
    DeltaTruth("relu", at: nil, "eps^2", servesBelow: "1"),
    DeltaTruth("softplus", at: nil, "eps^2", servesBelow: "1"),
    DeltaTruth("relu", at: nil, "min(1, eps^2)", servesBelow: "inf"),
    DeltaTruth("sin(x)", at: nil, "eps", servesBelow: "inf"),
    // |1 + sin(2x)| ≤ 2, reached at π/4 alone in each period.
    DeltaTruth("snake", at: nil, "eps/2", servesBelow: "inf"),
    // sup |gelu′| is 1.1289…, at √2.
    DeltaTruth("gelu", at: nil, "eps/1.129", servesBelow: "inf"),
    DeltaTruth("gelu", at: nil, "eps/1.128", servesBelow: "0"),
    DeltaTruth("x^2", at: nil, "eps", servesBelow: "0"),
    DeltaTruth("x^2", at: nil, "eps/1000000", servesBelow: "0"),
    DeltaTruth("exp(x)", at: nil, "ln(1 + eps)", servesBelow: "0"),
    // √y − √x ≤ √(y − x).
    DeltaTruth("sqrt(x)", at: nil, "eps^2", servesBelow: "inf", .steepestEnd),
    DeltaTruth("sqrt(x)", at: nil, "2*eps^2", servesBelow: "0", .steepestEnd),
    DeltaTruth("-sqrt(x)", at: nil, "eps^2", servesBelow: "inf", .steepestEnd),
    DeltaTruth("sqrt(1 - x)", at: nil, "eps^2", servesBelow: "inf", .steepestEnd),
    DeltaTruth("step", at: nil, "eps", servesBelow: "0", .discontinuous),
    DeltaTruth("1/x", at: nil, "eps", servesBelow: "0"),
  ]

  @Test("at a point", arguments: atPoints)
  func pointwise(truth: DeltaTruth) throws { try check(truth) }

  @Test("uniformly", arguments: uniform)
  func uniformly(truth: DeltaTruth) throws { try check(truth) }

  private func check(_ truth: DeltaTruth) throws {
    let grade = try grade(truth.function, at: truth.point, delta: truth.delta)
    #expect(grade.verdict == (truth.bound == "inf" ? .proved : .refuted), "\(grade)")
    if let bound = truth.bound { #expect(grade.servesBelow?.exact == bound) }
    if let finding = truth.finding { #expect(grade.findings.map(\.kind).contains(finding)) }
    let explained: Set<DeltaGrade.Finding.Kind> = [
      .deltaUndefined, .deltaNotPositive, .outsideDomain,
    ]
    if grade.verdict == .refuted, explained.isDisjoint(with: grade.findings.map(\.kind)) {
      #expect(grade.counterexample != nil)
    }
    try DeltaSampling(truth).check(grade)
  }

  @Test("a bound that is not exact is given to 20 digits")
  func enclosedBound() throws {
    // δ = ε serves at 1 while f(1 + ε) − f(1) ≤ ε; by mpmath 1.3: findroot(f(1+e) − f(1) − e).
    let grade = try grade("swish", at: "1", delta: "eps")
    #expect(grade.verdict == .refuted)
    #expect(grade.servesBelow?.decimal == "0.59691841236252530846")
  }

  @Test("equal distances on both sides, known by enclosures only, give one bound")
  func symmetricBound() throws {
    // 2·(x − tanh x) > x from x = 2·tanh(x) on; by mpmath 1.3: findroot(x − 2·tanh(x))/2.
    let grade = try grade("tanh_shrink", at: "0", delta: "2*eps")
    #expect(grade.servesBelow?.decimal == "0.95750402407726874068")
  }

  @Test("the gap of a discontinuity gives an ε that no δ serves")
  func gap() throws {
    let jump = try grade("3 if x >= 0 else 0", at: "0", delta: "eps")
    let finding = try #require(jump.findings.first { $0.kind == .discontinuous })
    #expect(finding.epsilon?.exact == "3/2")
    let pole = try grade("1/x if x != 0 else 0", at: "0", delta: "eps")
    #expect(pole.findings.contains { $0.kind == .discontinuous && $0.epsilon?.exact == "1" })
  }

  @Test("what neither way decides stays undecided, with a reason")
  func undecided() throws {
    let grade = try grade("cbrt(x)", at: nil, delta: "eps^3/4")
    #expect(grade.verdict == .undecided)
    #expect(grade.reason == Reason(.notRefuted))
    #expect(grade.servesBelow == nil)
  }
}

/// Tries a grade on pairs of an ε and a point, with values from ball arithmetic alone.
struct DeltaSampling {
  private let function: SampledFunction
  private let delta: SampledFunction
  private let point: Ball?

  init(_ truth: DeltaTruth) throws {
    let parser = FormulaParser(functions: Catalogue.builtIn.functionTable)
    function = SampledFunction(try parser.parse(truth.function).formula)
    let a = try truth.point.map { try parser.parseConstant($0) }
    delta = SampledFunction(
      try parser.parse(truth.delta, variable: "eps", constants: a.map { ["a": $0] } ?? [:]).formula)
    point = try a.map { try BallArithmetic(precision: 320).evaluate($0, at: Ball(0)) }
  }

  /// Checks a counterexample, and that none is met where there should be none.
  func check(_ grade: DeltaGrade) throws {
    if let found = grade.counterexample { try checkCounterexample(found) }
    guard grade.verdict == .proved || (grade.servesBelow?.double ?? 0) > 0 else { return }
    let limit = grade.servesBelow?.double ?? .infinity
    var generator = SampleGenerator(seed: 7)
    for _ in 0..<300 {
      let epsilon = generator.positive()
      guard epsilon.approximation < limit, let reach = delta(epsilon).ball else { continue }
      for part in [Rational(-999_999, over: 1_000_000), generator.fraction(), 1].compactMap({ $0 })
      {
        let (x, y) = place(near: generator.centre(), at: part, of: reach)
        let isRefuted = refutes(x, y, epsilon: Ball(epsilon, precision: 320), reach)
        #expect(!isRefuted, "ε = \(epsilon), part \(part)")
      }
    }
  }

  private func place(near centre: Rational, at part: Rational, of reach: Ball) -> (Ball, Ball) {
    let y = point ?? Ball(centre, precision: 320)
    let step = try? function.balls.product(reach, Ball(part, precision: 320))
    return (step.flatMap { try? function.balls.sum(y, $0) } ?? y, y)
  }

  /// Whether the pair surely refutes the claim for ε.
  private func refutes(_ x: Ball, _ y: Ball, epsilon: Ball, _ reach: Ball) -> Bool {
    guard let first = function(x).ball, let second = function(y).ball,
      let gap = magnitude(first, second), let distance = magnitude(x, y)
    else { return false }
    return sign(gap, minus: epsilon) == 1 && sign(reach, minus: distance) == 1
  }

  private func checkCounterexample(_ found: DeltaGrade.Counterexample) throws {
    let epsilon = try #require(function.constant(found.epsilon))
    let x = try #require(function.constant(found.x))
    let y = try #require(function.constant(found.y))
    let reach = try #require(delta(epsilon).ball)
    let distance = try #require(magnitude(x, y))
    #expect(sign(reach, minus: distance) == 1)
    let values = (try #require(function(x).ball), try #require(function(y).ball))
    let gap = try #require(magnitude(values.0, values.1))
    // The gap may equal ε: enclosures then cannot separate them.
    let excess = try #require(function.difference(gap, epsilon))
    #expect(
      excess.sign.lowerBound == 1 || (excess.containsZero && abs(excess.approximation) < 1e-60))
    if let point { #expect(sign(point, minus: y) == nil) }
  }

  private func magnitude(_ a: Ball, _ b: Ball) -> Ball? {
    function.difference(a, b).flatMap { try? function.balls.apply(.abs, $0) }
  }

  /// The sign of a − b where it is certain and not 0.
  private func sign(_ a: Ball, minus b: Ball) -> Int? {
    guard let signs = function.difference(a, b)?.sign, signs.lowerBound == signs.upperBound,
      signs.lowerBound != 0
    else { return nil }
    return signs.lowerBound
  }
}

/// Numbers to try.
struct SampleGenerator {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// A number below `bound`.
  mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

  /// A positive number of any size, often a simple one.
  mutating func positive() -> Rational {
    let scale = Rational(10).power(below(9) - 4) ?? 1
    return Rational(1 + below(below(2) == 0 ? 10 : 10_000), over: below(2) == 0 ? 1 : 1000)
      .map { $0 * scale } ?? scale
  }

  /// A number in (−1, 1).
  mutating func fraction() -> Rational {
    Rational(below(1_999_999) - 999_999, over: 1_000_000) ?? 0
  }

  /// A number of either sign.
  mutating func centre() -> Rational { below(2) == 0 ? positive() : -positive() }
}

extension Rational {
  /// The nearest double.
  var approximation: Double { Ball(self, precision: 64).approximation }
}
