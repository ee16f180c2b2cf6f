import Analysis
import Reals

/// The claims about a function with both verdicts, as `actlab prove --format json` prints them.
public struct ProofTable: Codable, Hashable, Sendable {
  /// The name of this format.
  public var schema = "actlab.proof.v1"
  /// The function.
  public var function: FunctionDescription
  /// The version of Coq; `nil` where nothing was checked.
  @Nullable public var coq: String?
  /// The claims.
  public var rows: [Row]
  /// All assumptions that the accepted theorems rest on.
  public var assumptions: [String]

  /// A claim with both verdicts.
  public struct Row: Codable, Hashable, Sendable {
    /// The claim, with the verdict of the analysis.
    public var claim: FormalClaim
    /// The verdict of Coq; `nil` where the claim was not checked.
    @Nullable public var coq: CoqVerdict?
    /// What Coq printed, if it did not accept the claim.
    @Nullable public var message: String?
  }

  /// The claims of a proof, with what Coq says of them if it was asked.
  public init(_ proof: CoqProof, of function: FunctionDescription, checked: CheckedProof? = nil) {
    self.function = function
    coq = checked?.version
    assumptions = checked?.assumptions ?? []
    rows = proof.claims.map { claim in
      Row(
        claim: claim, coq: claim.theorem.flatMap { checked?.verdicts[$0] },
        message: claim.theorem.flatMap { checked?.messages[$0] })
    }
  }

  /// Whether every claim with a theorem is accepted, of which there may be none.
  public var isAccepted: Bool { rows.allSatisfy { $0.claim.theorem == nil || $0.coq == .accepted } }
}
