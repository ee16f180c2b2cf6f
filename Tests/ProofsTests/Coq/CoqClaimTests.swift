import Analysis
import Formulas
import Reals
import Testing

@testable import Proofs

@Suite("Claims proved by Coq")
struct CoqClaimTests {
  @Test(
    "the case study: every claim is attempted and accepted",
    arguments: ["relu", "leaky-relu", "softplus"])
  func caseStudy(name: String) async throws {
    let proof = try CoqFixtures.proof(name)
    #expect(proof.claims.allSatisfy { $0.theorem != nil })
    #expect(Set(proof.claims.map(\.kind)) == CoqFixtures.allKinds)
    let result = try await CoqChecker().check(proof)
    #expect(result.isAccepted, "\(result.messages)")
    #expect(Set(result.assumptions).isSubset(of: CoqChecker.allowedAssumptions))
  }

  @Test(
    "other functions: every theorem is accepted",
    arguments: [
      // Pieces with two corners, a jump, one-sided ends, a removable gap, an isolated point.
      "plu", "jump-relu", "hard-swish", "sqrt(x)^2", "x/x", "sqrt(-x^2)", "1/x", "ln(x)",
      // C¹ and C² across joints, a power that is not an integer, an inner branch.
      "elu", "max(0, x)^3", "(x^1.5 if x > 1 else x)", "ln(1 + max(0, x))",
      "sign(x)*ln(1 + abs(x))",
    ])
  func others(text: String) async throws {
    let proof = try CoqFixtures.proof(text, [.continuity, .kinks, .derivative, .smoothness])
    let result = try await CoqChecker().check(proof)
    #expect(result.isAccepted, "\(result.messages)")
  }

  @Test("JumpReLU: every claim, monotonicity across the jump too", arguments: ["1", "1/3"])
  func jump(threshold: String) async throws {
    let proof = try CoqFixtures.proof("jump_relu(x, k=\(threshold))")
    #expect(proof.claims.allSatisfy { $0.theorem != nil })
    #expect(proof.claims.count { $0.kind == .monotonicity } == 3)
    let result = try await CoqChecker().check(proof)
    #expect(result.isAccepted, "\(result.messages)")
  }

  /// The constants are Φ(√2) + √2·φ(√2) = 1.12890414… and the value of the derivative of x·σ(x) where
  /// x·(2σ(x) − 1) = 2, 1.09983931….
  @Test(
    "GELU and Swish: Lipschitz constants, regions and the zero of f′ to the sixth decimal",
    arguments: [("gelu", "1128903 / 1000000", 7), ("swish", "1099839 / 1000000", 6)])
  func gated(name: String, constant: String, regions: Int) async throws {
    let proof = try CoqFixtures.proof(name, [.lipschitz, .regions])
    #expect(proof.claims.allSatisfy { $0.theorem != nil })
    #expect(proof.claims.count { $0.kind == .regions } == regions)
    #expect(proof.text.contains("forall M, lipschitz dom f M -> \(constant) <= M"))
    let result = try await CoqChecker().check(proof)
    #expect(result.isAccepted, "\(result.messages)")
  }

  @Test("the sigmoid: Lipschitz constant 1/4, and the regions up to the sixth decimal")
  func sigmoid() async throws {
    let proof = try CoqFixtures.proof("sigmoid")
    #expect(proof.text.contains("lipschitz_constant dom f (1 / 4)"))
    #expect(proof.claims.count { $0.kind == .regions && $0.theorem != nil } == 3)
    let result = try await CoqChecker().check(proof)
    #expect(result.isAccepted, "\(result.messages)")
  }

  @Test("a number stands in a claim exactly, however long it is, or is marked as rounded")
  func exactNumbers() throws {
    let proof = try CoqFixtures.proof(
      "abs(x - sqrt(2) - sqrt(3) + sqrt(5))", [.kinks, .monotonicity])
    let corner = try #require(proof.claims.first { $0.wording == "corner" })
    #expect(corner.arguments[0] == "sqrt(3) + sqrt(2) - sqrt(5)")
    #expect(!proof.claims.flatMap(\.arguments).contains { $0.contains("0.91") })
    let power = try CoqFixtures.proof("(x/7)^30", [.values])
    #expect(power.claims.contains { $0.arguments == ["1", "1/22539340290692258087863249"] })
    let long = try #require(Rational(7).power(-400))
    #expect(ExactNumber(long).text.hasPrefix("≈ "))
    #expect(ExactNumber(exact: nil, decimal: "0.5", enclosure: ["0.4", "0.6"]).text == "≈ 0.5")
  }

  @Test(
    "what the library cannot say is listed as not attempted",
    arguments: [
      "floor(x)", "x^x", "abs(sin(x))", "x if erf(x) > 1/2 else 1", "x^100000000000000000000",
    ])
  func notAttempted(text: String) throws {
    let proof = try CoqFixtures.proof(text)
    #expect(!proof.isAttempted)
    #expect(proof.claims.map(\.kind) == ClaimKind.allCases)
    #expect(proof.claims.allSatisfy { $0.obstacle != nil })
    // Nothing is said to be proved that nobody looked at.
    #expect(proof.claims.allSatisfy { $0.verdict == nil })
  }

  @Test(
    "typed formulas: every claim with a theorem is accepted",
    arguments: [
      "1/x", "x^2", "x^3 - 3*x", "2^x", "1/(1/x)", "log(x) - log(x)", "atan(x)",
    ])
  func typed(text: String) async throws {
    let proof = try CoqFixtures.proof(text)
    #expect(proof.theorems.count > 5)
    let result = try await CoqChecker().check(proof)
    #expect(result.isAccepted, "\(result.messages)")
  }

  @Test(
    "a power that is not an integer: continuity at 0, and monotonicity", arguments: ["0.5", "1/3"])
  func power(exponent: String) async throws {
    let proof = try CoqFixtures.proof("x^(\(exponent))", [.continuity, .derivative, .monotonicity])
    #expect(proof.claims.contains { $0.kind == .monotonicity && $0.theorem != nil })
    let result = try await CoqChecker().check(proof)
    #expect(result.isAccepted, "\(result.messages)")
  }

  @Test(
    "vertical tangents, poles, gaps, irrational joints and a zero of f′: all claims but these",
    arguments: [
      ("sqrt(x)", []), ("x^0.5", []), ("x^(1/3)", []), ("cbrt(x)", []),
      ("sign(x)*sqrt(abs(x))", []), ("x if ln(x) > 1 else 1", []), ("x if exp(x) > 2 else 0", []),
      ("x*exp(-x)", []), ("1/(x^2 - 2)", [.lipschitz]),
      ("1/x if x > 0 else 1", [.monotonicity]), ("x*log(x)", [.lipschitz, .regions]),
      ("exp(1/x)", [.lipschitz, .regions]), ("1/x + 1/(x - 1)", [.lipschitz, .regions]),
      ("sqrt(1 - x^2)", []), ("x if tanh(x) > 1/2 else 0", []), ("x if x^3 > 2 else 0", []),
      ("x if sigmoid(-x) < 1/3 else 0", []), ("x if sinh(x) > 1 else 0", []),
      ("sin(x)/x", [.lipschitz, .monotonicity, .regions]),
      // Roots of squares, odd powers of negative numbers, poles on the left, ln of ln, roots that
      // settle a maximum, ln of −x, and quotients in a denominator.
      ("sqrt(4 - x^2)", []), ("sqrt(x + 4)", []), ("sqrt(x^2 + 9)", [.lipschitz]), ("1/x^2", []),
      ("tan(x) if abs(x) < 1 else 0", [.monotonicity]), ("ln(ln(x))", [.lipschitz]),
      ("1/(x - 1) if x != 1 else 3", [.monotonicity]), ("atan(1/x)", [.lipschitz]),
      ("max(0, 17*x - 13/7, x^2 - 17/19)", []), ("x*ln(abs(x))", [.lipschitz, .regions]),
      (
        "1 if x == 0 else sin(x)/x",
        [.kinks, .derivative, .smoothness, .lipschitz, .monotonicity, .regions]
      ),
    ] as [(String, Set<ClaimKind>)])
  func singular(text: String, omitted: Set<ClaimKind>) async throws {
    let proof = try CoqFixtures.proof(text)
    #expect(Set(proof.claims.filter { $0.theorem == nil }.map(\.kind)) == omitted)
    let result = try await CoqChecker().check(proof)
    #expect(result.isAccepted, "\(result.messages)")
  }

  @Test(
    "formulas as they are typed: kinks at irrational points, ln and quotients in choices, roots",
    arguments: [
      ("abs(x^2 - 2)", []), ("max(x^2 - 3, 0)", []), ("abs(x^3 - 2)", []), ("abs(exp(x) - 2)", []),
      ("max(exp(x), 3)", []), ("max(0, log(x))", []), ("min(x, 1/x)", []),
      ("log(1 + exp(-abs(x))) + max(x, 0)", []), ("2^-x", []),
      ("x if x > pi else sin(x)", [.monotonicity, .regions]),
      // Derivatives of shifted exponentials.
      ("exp(2*x + 1)", []), ("exp(1 - 2*x)", []), ("2*exp(2*x + 1)", []), ("elu(2*x + 1)", []),
    ] as [(String, Set<ClaimKind>)])
  func ordinary(text: String, omitted: Set<ClaimKind>) async throws {
    let proof = try CoqFixtures.proof(text)
    #expect(Set(proof.claims.filter { $0.theorem == nil }.map(\.kind)) == omitted)
    let result = try await CoqChecker().check(proof)
    #expect(result.isAccepted, "\(result.messages)")
  }

  @Test(
    "choices by an increasing function, roots of squares, negative logarithms, irrational ends",
    arguments: [
      // The sign of an increasing function, from where the variable is.
      "relu(tanh(x))", "max(tanh(x), 0)", "max(atan(x), 0)", "max(sinh(x), 0)", "max(erf(x), 0)",
      "max(cbrt(x), 0)", "abs(erf(x))", "abs(cbrt(x))", "max(sigmoid(x), 1/2)",
      "abs(sigmoid(x) - 1/2)", "abs(tanh(x) - 1/2)", "relu(tanh(x) - 1/2)",
      "x if tanh(x) > 0 else 0",
      // Its value at a joint that is a logarithm.
      "max(sigmoid(x), 1/3)", "max(sigmoid(x), 0.3)", "min(softplus(x), 1)",
      "where(x < 1/e, 0, 1 + log(x))",
      // Roots of even powers.
      "sqrt(x^2)", "sqrt((x - 1)^2)", "sqrt((2*x + 1)^2)", "sqrt(x^2) + 1", "(x + sqrt(x^2))/2",
      "x/sqrt(x^2)", "sqrt(x^2)/x", "max(x, -x) - sqrt(x^2)", "sqrt(x^4)", "(x^3)^(1/3)",
      // Logarithms below 1.
      "abs(log(x))", "1/log(x)", "abs(log(x) - 1)", "1/(1 + log(x))",
      // Ends at irrational points.
      "sqrt(2 - x^2)", "sqrt(x^2 - 2)", "sqrt(x^2 - 3)", "sqrt(x^2 - x - 1)",
      // An even function of the absolute value, a sine that settles a maximum.
      "cos(abs(x))", "max(sin(x), 0) if abs(x) < 1 else x",
    ])
  func signs(text: String) async throws {
    let proof = try CoqFixtures.proof(text, CoqFixtures.basicKinds)
    let result = try await CoqChecker().check(proof)
    #expect(result.isAccepted, "\(result.messages)")
  }

  @Test("x/√(1 + x²) has the Lipschitz constant 1, ln(1 + x²) too, and the first one increases")
  func roots() async throws {
    for (text, kinds) in [
      ("x/sqrt(1 + x^2)", [.lipschitz, .monotonicity]), ("log(1 + x^2)", [.lipschitz]),
    ] as [(String, Set<ClaimKind>)] {
      let proof = try CoqFixtures.proof(text, kinds)
      #expect(proof.text.contains("lipschitz_constant dom f 1"))
      let result = try await CoqChecker().check(proof)
      #expect(result.isAccepted, "\(result.messages)")
    }
  }

  @Test(
    "a jump to the logarithm of 0, and roots in sums",
    arguments: ["where(x > 0, log(x), 0)", "sqrt(x - 1) + sqrt(2 - x)", "x - sqrt(x)"])
  func steepSides(text: String) async throws {
    let proof = try CoqFixtures.proof(text, [.continuity, .kinks])
    #expect(proof.claims.allSatisfy { $0.theorem != nil })
    let result = try await CoqChecker().check(proof)
    #expect(result.isAccepted, "\(result.messages)")
  }

  @Test(
    "no Lipschitz constant where the derivative grows towards infinity or a pole",
    arguments: ["x^3 - 3*x", "x*exp(-x)", "exp(x)", "2^-x", "1/x", "log(x)", "x^2 if x < 1 else 1"])
  func unbounded(text: String) async throws {
    let proof = try CoqFixtures.proof(text, [.lipschitz])
    #expect(proof.theorems.contains("lipschitz_unbounded"))
    let result = try await CoqChecker().check(proof)
    #expect(result.isAccepted, "\(result.messages)")
  }

  @Test(
    "a gap in a joint is continuous by its limit, a pole is not, and both tangents are vertical")
  func sides() throws {
    #expect(try CoqFixtures.proof("1 if x == 0 else sin(x)/x").theorems.contains("continuity"))
    for (text, statement) in [
      ("1/x if x > 0 else 1", "dom (0) /\\ ~ continuous_at dom f (0)"),
      (
        "cbrt(x)",
        "left_derivative_infinite dom f (0) 1 /\\\n  right_derivative_infinite dom f (0) 1 /\\"
      ),
    ] {
      #expect(try CoqFixtures.proof(text).text.contains(statement))
    }
  }

  @Test("0 to a power is 1 where the exponent is 0, and 0 where it is positive")
  func powersOfZero() async throws {
    let proof = try CoqFixtures.proof("sqrt(0)^x", [.continuity, .kinks, .derivative, .values])
    #expect(proof.theorems.contains("discontinuous0"))
    #expect(proof.text.contains("value_at dom f (0) (1)"))
    let result = try await CoqChecker().check(proof)
    #expect(result.isAccepted, "\(result.messages)")
  }

  @Test("the ends of a domain are told apart")
  func ends() throws {
    for (text, wording, arguments) in [
      ("sqrt(x)", "leftEnd", ["0", "—", "+∞"]), ("sqrt(1-x)", "rightEnd", ["1", "−∞", "—"]),
    ] {
      let kink = try CoqFixtures.proof(text, [.kinks]).claims.first { $0.theorem == "kink0" }
      #expect(kink?.wording == wording)
      #expect(kink?.arguments == arguments)
    }
  }

  @Test("conditions decide from left to right, also in the domain")
  func conditions() throws {
    for (text, domain) in [
      ("x if x > 0 and log(x) > 1 else 0", "(if below 0 x then 0 < x else True)"),
      ("x if x <= 0 or log(x) > 1 else 0", "(if at_most x 0 then True else 0 < x)"),
      ("x if log(x) > 1 and x > 0 else 0", "0 < x"),
    ] {
      #expect(
        try CoqFixtures.proof(text, []).text.contains("Definition dom (x : R) : Prop := \(domain).")
      )
    }
  }

  @Test("values and monotonicity are about points of the domain")
  func domains() throws {
    let text = try CoqFixtures.proof("ln(x)").text
    #expect(text.contains("increasing dom (fun x => 0 < x) f"))
    #expect(text.contains("value_at dom f (1) (0)"))
    #expect(!text.contains("f (-5)"))
  }
}
