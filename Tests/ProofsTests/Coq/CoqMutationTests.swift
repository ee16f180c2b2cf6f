import Analysis
import Formulas
import Reals
import Testing

@testable import Proofs

/// False claims, made by changing what the analysis says; Coq must accept none of them.
@Suite("False claims")
struct CoqMutationTests {
  private func verdicts(
    _ text: String, _ kinds: Set<ClaimKind>, within seconds: Int = 120,
    _ change: (inout FunctionAnalysis) throws -> Void
  ) async throws -> [String: CoqVerdict] {
    let proof = try CoqFixtures.proof(text, kinds, change: change)
    #expect(proof.isAttempted)
    return try await CoqChecker(limits: .init(time: .seconds(seconds))).check(proof).verdicts
  }

  private func number(_ value: Rational) -> ExactNumber { ExactNumber(value) }
  private let half = ExactNumber(exact: "1/2", decimal: "0.5", enclosure: ["0.5", "0.5"])

  @Test("a wrong slope at a corner", arguments: ["relu", "leaky-relu", "hard-tanh", "plu"])
  func slope(text: String) async throws {
    let verdicts = try await verdicts(text, [.kinks]) { analysis in
      analysis.joints[0].left?.derivative = half
    }
    #expect(verdicts["kink0"] == .rejected)
    #expect(verdicts["domain"] == .accepted)
  }

  @Test("a wrong derivative inside a piece", arguments: ["relu", "softplus", "gelu", "elu"])
  func derivative(text: String) async throws {
    let verdicts = try await verdicts(text, [.derivative]) { analysis in
      analysis.pieces[0].derivative = "1/2*x"
    }
    #expect(verdicts["derivative0"] == .rejected)
  }

  @Test(
    "a wrong breakpoint",
    arguments: [
      "relu", "leaky-relu", "soft-shrink", "elu", "x if tanh(x) > 1/2 else 0",
      "x if x^3 > 2 else 0",
    ])
  func breakpoint(text: String) async throws {
    let moved = try #require(Rational(1, over: 1000))
    let verdicts = try await verdicts(text, [.continuity, .kinks]) { analysis in
      let old = analysis.joints[0].at
      let new = number((old.rational ?? 0) + moved)
      analysis.joints[0].at = new
      for index in analysis.pieces.indices {
        if analysis.pieces[index].from == old { analysis.pieces[index].from = new }
        if analysis.pieces[index].to == old { analysis.pieces[index].to = new }
      }
    }
    // What is said of another joint stays true, and so does the domain.
    for theorem in ["continuity", "kink0", "differentiability"] {
      #expect(verdicts[theorem] != .accepted, "\(theorem)")
    }
  }

  @Test("continuity of a jump", arguments: ["jump-relu", "step", "sign", "hard-shrink"])
  func jump(text: String) async throws {
    let verdicts = try await verdicts(text, [.continuity]) { analysis in
      for index in analysis.joints.indices { analysis.joints[index].continuous = .proved }
    }
    #expect(verdicts["continuity"] == .rejected)
  }

  @Test("a jump where there is none", arguments: ["relu", "softsign"])
  func noJump(text: String) async throws {
    let verdicts = try await verdicts(text, [.continuity]) { analysis in
      analysis.joints[0].continuous = .refuted
    }
    #expect(verdicts["discontinuous0"] == .rejected)
  }

  @Test(
    "a vertical tangent, and a slope towards a pole, with the wrong sign",
    arguments: ["cbrt(x)", "sqrt(x)", "1/x if x > 0 else 1"])
  func steepness(text: String) async throws {
    let verdicts = try await verdicts(text, [.kinks]) { analysis in
      analysis.joints[0].right?.derivative = .minusInfinity
    }
    #expect(verdicts["kink0"] == .rejected)
    #expect(verdicts["domain"] == .accepted)
  }

  @Test("a value that does not fill a gap")
  func gap() async throws {
    let verdicts = try await verdicts("2 if x == 0 else sin(x)/x", [.continuity]) { analysis in
      analysis.joints[0].continuous = .proved
    }
    #expect(verdicts["continuity"] == .rejected)
  }

  @Test("wrong values: exact ones, and bounds", arguments: ["relu", "softplus", "x^2"])
  func value(text: String) async throws {
    let verdicts = try await verdicts(text, [.values]) { analysis in
      analysis.function.formula = "(\(analysis.function.formula)) + 1/1000"
    }
    let values = verdicts.filter { $0.key.hasPrefix("value") }
    #expect(values.count == 5)
    #expect(values.values.allSatisfy { $0 == .rejected })
  }

  @Test("what is said of points outside the domain, though Coq's functions are total")
  func outside() async throws {
    var proof = try CoqFixtures.proof("ln(x) - ln(x)", []).script
    proof.prove("value", "value_at dom f (-5) 0", by: "split; [ inside | value ]", as: "Theorem")
    proof.prove(
      "flat", "constant dom (fun x => x < 0) f",
      by: "split; [ in_domain domain | intros x y _ _; open_formulas; lra ]", as: "Theorem")
    // The functions themselves are equal there.
    proof.prove("total", "forall x, f x = 0", by: "intros x. open_formulas. lra", as: "Theorem")
    let result = try await CoqChecker().check(proof, theorems: ["value", "flat", "total"])
    #expect(
      result.verdicts == ["value": .rejected, "flat": .rejected, "total": .accepted])
  }

  @Test("a domain that is too large", arguments: ["sqrt(x)", "ln(x)", "1/x", "x/x"])
  func domain(text: String) async throws {
    let reals = try CoqFixtures.analysed("x").analysis
    let verdicts = try await verdicts(text, [.continuity]) { analysis in
      analysis.domain = reals.domain
    }
    #expect(verdicts["domain"] == .rejected)
    // The pieces claimed on all of ℝ.
    let whole = try await self.verdicts(text, [.continuity, .derivative]) { analysis in
      analysis.domain = reals.domain
      analysis.joints = []
      analysis.pieces = [analysis.pieces[0]]
      (analysis.pieces[0].from, analysis.pieces[0].to) = (.minusInfinity, .infinity)
    }
    #expect(whole.filter { $0.value == .accepted }.isEmpty, "\(whole)")
  }

  @Test("smoothness that is too high or too low", arguments: ["elu", "squared-relu"])
  func smoothness(text: String) async throws {
    let verdicts = try await verdicts(text, [.smoothness]) { analysis in
      analysis.smoothness.class = "C2"
      analysis.joints[0].order = 2
      analysis.joints[0].left?.nextDerivative = number(0)
      analysis.joints[0].right?.nextDerivative = number(1)
    }
    #expect(verdicts["smoothness"] == .rejected)
  }

  @Test(
    "Lipschitz constants that are too small or too large",
    arguments: ["relu", "leaky-relu", "tanh", "x/sqrt(1 + x^2)"])
  func lipschitz(text: String) async throws {
    let small = try await verdicts(text, [.lipschitz]) { $0.lipschitz.value = half }
    #expect(small["lipschitz_best"] != .accepted)
    let large = try await verdicts(text, [.lipschitz]) { $0.lipschitz.value = number(2) }
    #expect(large["lipschitz_best"] != .accepted)
  }

  @Test("a derivative that is said to grow, and does not")
  func growth() async throws {
    for text in ["x", "tanh(x)"] {
      let verdicts = try await verdicts(text, [.lipschitz]) { analysis in
        analysis.lipschitz.value = .infinity
        analysis.pieces[0].derivative = "x^2"
      }
      #expect(verdicts["lipschitz_unbounded"] == .rejected)
    }
  }

  @Test("a wrong slope, and a jump, at an irrational corner", arguments: ["abs(x^2 - 2)"])
  func irrational(text: String) async throws {
    let verdicts = try await verdicts(text, [.continuity, .kinks]) { analysis in
      analysis.joints[0].left?.derivative = half
      analysis.joints[1].continuous = .refuted
    }
    #expect(verdicts["kink0"] == .rejected)
    #expect(verdicts["kink1"] == .accepted)
    #expect(verdicts["discontinuous1"] == .rejected)
  }

  @Test("a uniform δ that is too wide", arguments: ["relu", "tanh"])
  func uniformDelta(text: String) async throws {
    let proof = try CoqFixtures.proof(text, [.lipschitz])
    #expect(proof.theorems.contains("uniform_continuity"))
    var script = proof.script
    script.prove(
      "wide", "uniform_delta dom f (fun eps => eps / (1 / 2))",
      by: "apply lipschitz_uniform; [ positive | apply lipschitz_best ]", as: "Theorem")
    let theorems = ["uniform_continuity", "wide"]
    let result = try await CoqChecker().check(script, theorems: theorems)
    #expect(result.verdicts == ["uniform_continuity": .accepted, "wide": .rejected])
  }

  @Test("a wrong direction", arguments: ["relu", "softplus", "sigmoid"])
  func direction(text: String) async throws {
    let verdicts = try await verdicts(text, [.monotonicity], within: 10) { analysis in
      let last = analysis.monotonicity.pieces.count - 1
      analysis.monotonicity.pieces[last].kind = .decreasing
      analysis.monotonicity.global = nil
    }
    let last = try #require(verdicts.keys.filter { $0.hasPrefix("monotone") }.max())
    #expect(verdicts[last] != .accepted)
  }

  @Test("an increase where there is none", arguments: ["exp(1/x)", "1/x + 1/(x - 1)", "x*log(x)"])
  func increase(text: String) async throws {
    let verdicts = try await verdicts(text, [.monotonicity], within: 30) { analysis in
      analysis.monotonicity.pieces[0].kind = .increasing
    }
    #expect(verdicts["monotone0"] != .accepted)
    #expect(verdicts["monotone1"] == .accepted)
  }

  @Test("bounds of an irrational Lipschitz constant that miss it", arguments: ["1.0997", "1.0999"])
  func lipschitzBounds(constant: String) async throws {
    let wrong = ExactNumber(
      exact: nil, decimal: constant + "5", enclosure: [constant + "5", constant + "51"])
    let verdicts = try await verdicts("swish", [.lipschitz]) { $0.lipschitz.value = wrong }
    #expect(verdicts["lipschitz_between"] == .rejected)
    #expect(verdicts["domain"] == .accepted)
  }

  @Test("regions that reach too far", arguments: ["relu", "leaky-relu", "sqrt(1 - x^2)"])
  func regions(text: String) async throws {
    let verdicts = try await verdicts(text, [.regions]) { analysis in
      analysis.regions[0].pieces?[0].to = half
    }
    #expect(verdicts["region0"] == .rejected)
  }
}
