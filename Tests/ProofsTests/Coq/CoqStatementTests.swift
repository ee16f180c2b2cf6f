import Testing

@testable import Proofs

/// What the statements of the library say of a point outside the domain: each of them is false there,
/// and so is each denial that a theorem may contain.
@Suite("Statements outside the domain")
struct CoqStatementTests {
  /// x²/x, which Coq's division makes 0 at 0, as if the gap were filled.
  private var quotient: CoqScript {
    var script = CoqScript()
    script.sentence("From ActivationLab Require Import All.\nOpen Scope R_scope.")
    script.define("f", "(x : R)", "R", "x ^ 2 / x")
    script.define("dom", "(x : R)", "Prop", "x <> 0")
    return script
  }

  @Test("claims over a domain that is too large are false")
  func falseOutside() async throws {
    var script = quotient
    let outside = "intros H. exact (proj1 H eq_refl)"
    let statements: [(name: String, statement: String, proof: String)] = [
      ("continuous", "~ continuous_at dom f 0", outside),
      ("derivative", "~ derivative_at dom f 0 1", outside),
      ("left", "~ left_derivative dom f 0 1", outside),
      ("right", "~ right_derivative dom f 0 1", outside),
      (
        "left_infinite", "forall s, ~ left_derivative_infinite dom f 0 s",
        "intros s H. exact (proj1 H eq_refl)"
      ),
      (
        "right_infinite", "forall s, ~ right_derivative_infinite dom f 0 s",
        "intros s H. exact (proj1 H eq_refl)"
      ),
      ("valued", "~ value_at dom f 0 0", outside),
      ("jump", "~ (dom 0 /\\ ~ continuous_at dom f 0)", outside),
      ("kink", "~ (dom 0 /\\ ~ differentiable_at dom f 0)", outside),
      ("flat", "~ inactive dom f 0", outside),
    ]
    for (name, statement, proof) in statements {
      script.prove(name, statement, by: proof, as: "Theorem")
    }
    for region in ["fast", "active", "slow"] {
      script.prove(
        "region_\(region)", "~ forall x, -5 <= x <= 5 -> \(region) dom f x",
        by: "intros H. destruct (H 0 ltac:(lra)) as [l [K _]]. exact (proj1 K eq_refl)",
        as: "Theorem")
    }
    script.prove(
      "rising", "~ increasing dom (fun x => -5 <= x) f",
      by: "intros [H _]. exact (H 0 ltac:(lra) eq_refl)", as: "Theorem")
    let theorems =
      statements.map(\.name) + ["fast", "active", "slow"].map { "region_\($0)" } + ["rising"]
    let result = try await CoqChecker().check(script, theorems: theorems)
    #expect(result.isAccepted, "\(result.messages)")
  }

  @Test("at points of the domain the same statements are true")
  func trueInside() async throws {
    var script = quotient
    script.prove("defined", "forall x, 0 < x -> dom x", by: "inside")
    script.prove("piece", "forall x, 0 < x -> dom x /\\ f x = x", by: "piece defined")
    script.prove(
      "derivative", "forall x, 0 < x -> derivative_at dom f x 1",
      by:
        "intros x H. eapply (cell_derivative _ _ (fun y => y)); [ in_cell piece | apply derive_variable ]",
      as: "Theorem")
    script.prove(
      "region", "forall x, 1 <= x <= 5 -> fast dom f x",
      by: "intros x H. exists 1. split; [ apply derivative; lra | rewrite Rabs_R1; lra ]",
      as: "Theorem")
    let result = try await CoqChecker().check(script, theorems: ["derivative", "region"])
    #expect(result.isAccepted, "\(result.messages)")
  }

  @Test("a kink at an isolated point says that the point is in the domain")
  func isolated() throws {
    let text = try CoqFixtures.proof("sqrt(-x^2)", [.kinks]).text
    #expect(text.contains("dom (0) /\\ ~ differentiable_at dom f (0)"))
  }
}
