import Analysis

/// What can be claimed of a function and proved in Coq.
public enum ClaimKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// The natural domain; part of every file.
  case domain
  /// Continuity, or its failure.
  case continuity
  /// One-sided derivatives at joints, and where there is no derivative.
  case kinks
  /// The derivative inside pieces and at joints.
  case derivative
  /// The class C^k, exactly.
  case smoothness
  /// The Lipschitz constant.
  case lipschitz
  /// Where the function increases and decreases.
  case monotonicity
  /// The gradient regions over the window.
  case regions
  /// Values at points.
  case values
}

/// One statement of the analysis, with the theorem that says the same in Coq.
public struct FormalClaim: Codable, Hashable, Sendable {
  /// Why a claim has no theorem.
  public enum Obstacle: String, Codable, Hashable, Sendable {
    /// The analysis leaves it undecided, so that there is nothing to prove.
    case undecided
    /// The pieces of the function are not known.
    case unknownPieces
    /// The formula uses ∞.
    case infinity
    /// The formula uses floor.
    case floor
    /// An exponent is too large.
    case largeExponent
    /// The base of a power may be 0 or negative, and its exponent is no rational number.
    case variablePower
    /// A branch depends on a comparison that the library cannot decide.
    case branchCondition
    /// The function has infinitely many pieces.
    case infinitelyManyPieces
    /// A number is known by an enclosure only.
    case enclosureOnly
    /// The library has no lemma for a side that is not analytic at the point.
    case irregularSide
    /// Interval arithmetic loses its digits beside a gap that a limit would fill.
    case cancellation
    /// No tactic for this kind of statement, or for this case of it.
    case noTactic
  }

  /// What it is about.
  public let kind: ClaimKind
  /// The key of its wording among the phrases.
  public let wording: String
  /// What the wording speaks of: formulas and numbers, in text form.
  public let arguments: [String]
  /// What the analysis says of it: proved, or refuted, and then the theorem is its negation; `nil`
  /// for all statements of a kind together, none of which is attempted.
  @Nullable public var verdict: Verdict?
  /// The theorem's name in the file; `nil` where none is attempted.
  public let theorem: String?
  /// Why none is attempted.
  public let obstacle: Obstacle?
}
