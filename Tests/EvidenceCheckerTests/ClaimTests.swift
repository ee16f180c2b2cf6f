import EvidenceChecker
import Testing

// Truths by hand; what is wrong is wrong by hand too.

/// A zero with a closed form at a rational point.
private func exact(_ at: String, _ lower: String? = nil, _ upper: String? = nil) -> SignClaim.Zero {
  .init(.exact, at: at, from: lower ?? at, to: upper ?? at)
}

private let gelu = "2*exp(-x^2/2)/sqrt(2*pi) - x^2*exp(-x^2/2)/sqrt(2*pi)"
private let rootOfTwo = ["1.41421356", "1.41421357"]

@Suite("Claims that are right")
struct RightClaimTests {
  @Test(
    "are verified",
    arguments: [
      SignClaim("sin(x)", from: "0", to: "pi", signs: [1]),
      SignClaim(
        "sin(x)", from: "0", to: "2*pi", zeros: [exact("pi", "3.14", "3.15")], signs: [1, -1]),
      SignClaim("cos(x) - 1", from: "-1", to: "1", zeros: [exact("0")], signs: [-1, -1]),
      SignClaim(
        "x^2 - 2", from: "0", to: "inf",
        zeros: [.init(.simple, from: rootOfTwo[0], to: rootOfTwo[1])],
        signs: [-1, 1]),
      SignClaim(
        "x^2 - 2", from: "-inf", to: "inf",
        zeros: [
          exact("-sqrt(2)", "-1.41421357", "-1.41421356"),
          exact("sqrt(2)", rootOfTwo[0], rootOfTwo[1]),
        ], signs: [1, -1, 1]),
      SignClaim("exp(x) - 1", from: "-inf", to: "inf", zeros: [exact("0")], signs: [-1, 1]),
      SignClaim("sigmoid(x)", from: "-inf", to: "inf", signs: [1]),
      SignClaim("exp(-1/x)", from: "0", to: "inf", signs: [1]),
      SignClaim("ln(x)", from: "0", to: "inf", zeros: [exact("1")], signs: [-1, 1]),
      SignClaim("x - tanh(x)", from: "-2", to: "2", zeros: [exact("0")], signs: [-1, 1]),
      SignClaim("x^4", from: "-inf", to: "inf", zeros: [exact("0")], signs: [1, 1]),
      SignClaim("x^2 - 2*x + 1", from: "0", to: "3", zeros: [exact("1")], signs: [1, 1]),
      SignClaim(gelu, from: "-sqrt(2)", to: "sqrt(2)", signs: [1]),
      SignClaim(
        gelu, from: "0", to: "inf",
        zeros: [.init(.simple, from: rootOfTwo[0], to: rootOfTwo[1])], signs: [1, -1]),
      SignClaim("tan(x)", from: "-1.5", to: "0", signs: [-1]),
      SignClaim("1 - erf(x)", from: "-3", to: "3", signs: [1]),
      SignClaim("sqrt(2) - 7/5", from: "-inf", to: "inf", signs: [1]),
      SignClaim("0", from: "0", to: "1", signs: [0]),
      // Within the bounds of a doubtful zero nothing is claimed.
      SignClaim(
        "x^2", from: "-1", to: "1", zeros: [.init(.inDoubt, from: "-0.01", to: "0.01")],
        signs: [1, 1]),
    ])
  func verified(claim: SignClaim) {
    #expect(ClaimOutcome(of: claim) == .verified)
  }

  @Test("are verified up to a bound next to a singular end without exact value")
  func singularEnd() throws {
    let claim = SignClaim("tan(x)", from: "-pi/2", to: "0", signs: [-1])
    guard case .verifiedWithin(let from?, to: nil) = ClaimOutcome(of: claim) else {
      Issue.record("\(ClaimOutcome(of: claim))")
      return
    }
    #expect(from > -.pi / 2 - 1e-15 && from < -1.57)
  }

  @Test("are not verified where they are identities")
  func identities() {
    let claim = SignClaim("cosh(x)^2 - sinh(x)^2 - 1", from: "0", to: "1", signs: [0])
    #expect(ClaimOutcome(of: claim) == .notVerified(.identity))
  }
}

@Suite("Claims that are wrong")
struct WrongClaimTests {
  @Test(
    "are contradicted where an inequality is false",
    arguments: [
      // A wrong sign.
      SignClaim("sin(x)", from: "0", to: "pi", signs: [-1]),
      SignClaim("exp(x) - 1", from: "-inf", to: "inf", zeros: [exact("0")], signs: [1, -1]),
      SignClaim("sqrt(2) - 3/2", from: "-inf", to: "inf", signs: [1]),
      SignClaim("x + 1", from: "-inf", to: "inf", signs: [0]),
      SignClaim("x", from: "0", to: "1", signs: [-1]),
      // A zero left out.
      SignClaim("sin(x)", from: "0", to: "7", signs: [1]),
      SignClaim("x^2 - 2", from: "0", to: "inf", signs: [1]),
      SignClaim("x - 500", from: "-inf", to: "inf", signs: [-1]),
      SignClaim("x^2", from: "-1", to: "1", signs: [1]),
      // A zero too many.
      SignClaim("exp(x)", from: "-inf", to: "inf", zeros: [exact("0")], signs: [1, 1]),
      SignClaim(
        "exp(x)", from: "-1", to: "1", zeros: [.init(.simple, from: "0", to: "0.1")],
        signs: [1, -1]),
      SignClaim(
        "x^2 + 1/1000000000000", from: "-1", to: "1", zeros: [exact("0")], signs: [1, 1]),
      // Bounds shifted.
      SignClaim(
        "x^2 - 2", from: "0", to: "3", zeros: [.init(.simple, from: "1.4142136", to: "1.42")],
        signs: [-1, 1]),
      SignClaim(
        "x^2 - 2", from: "0", to: "3", zeros: [exact("1.4142135623730951")], signs: [-1, 1]),
      // The order of a zero.
      SignClaim("x^3", from: "-1", to: "1", zeros: [exact("0")], signs: [1, 1]),
      SignClaim("x^2", from: "-1", to: "1", zeros: [exact("0")], signs: [-1, 1]),
    ])
  func contradicted(claim: SignClaim) {
    guard case .contradicted = ClaimOutcome(of: claim) else {
      Issue.record("\(ClaimOutcome(of: claim))")
      return
    }
  }

  @Test(
    "are not verified where nothing shows them false",
    arguments: [
      // A double zero called simple.
      SignClaim(
        "(x - 1/3)^2*(x + 5)", from: "-1", to: "1",
        zeros: [.init(.simple, from: "0.3", to: "0.4")], signs: [1, -1]),
      SignClaim(
        "(x - 1/3)^2*(x + 5)", from: "-1", to: "1",
        zeros: [.init(.simple, from: "0.3", to: "0.4")], signs: [1, 1]),
      // Two zeros taken for one, three for one.
      SignClaim(
        "(x - 0.31)*(x - 0.32)", from: "-1", to: "1",
        zeros: [.init(.multiple, from: "0.3", to: "0.4")], signs: [1, -1]),
      SignClaim(
        "(x - 0.31)*(x - 0.32)*(x - 0.33)", from: "-1", to: "1",
        zeros: [.init(.simple, from: "0.3", to: "0.4")], signs: [-1, 1]),
      // A double zero left out, at a place that bisection does not meet.
      SignClaim("(3*x - 1)^2", from: "-1", to: "1", signs: [1]),
      // Parts that do not fit together.
      SignClaim("x", from: "-1", to: "1", zeros: [exact("0")], signs: [-1]),
      SignClaim("x", from: "1", to: "-1", signs: [1]),
      SignClaim("x", from: "-1", to: "1", zeros: [exact("2")], signs: [-1, 1]),
      SignClaim("x", from: "-1", to: "1", zeros: [exact("0", "0.1", "0.2")], signs: [-1, 1]),
      SignClaim(
        "x^3 - x", from: "-2", to: "2", zeros: [exact("1"), exact("0"), exact("-1")],
        signs: [-1, 1, -1, 1]),
      SignClaim("x", from: "-1", to: "1", signs: [2]),
      SignClaim("x +", from: "0", to: "1", signs: [1]),
      SignClaim("max(x, 1)", from: "0", to: "1", signs: [1]),
      SignClaim("x", from: "0", to: "1", zeros: [exact("0.5")], signs: [0]),
      // A function that is not defined.
      SignClaim("1/(3*x - 1)^2", from: "-1", to: "1", signs: [1]),
      SignClaim("ln(x)^2 + 1", from: "-1", to: "1", signs: [1]),
    ])
  func neverVerified(claim: SignClaim) {
    switch ClaimOutcome(of: claim) {
    case .verified: Issue.record("verified")
    case .contradicted, .notVerified: break
    case .verifiedWithin(let from, let to):
      // What was left out lies beyond.
      #expect((from ?? -2) >= 1.0 / 3 || (to ?? 2) <= 1.0 / 3 || (from ?? -2) >= 0)
    }
  }
}
