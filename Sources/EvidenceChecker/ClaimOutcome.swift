/// What the checker found of a claim.
///
/// Ball arithmetic proves inequalities, not equations. That a function vanishes exactly where a
/// closed form says is therefore checked to more than a hundred digits, and taken as true together
/// with the vanishing of the derivatives below the first that does not; the signs around it follow
/// by Taylor's formula. A simple zero within rational bounds needs nothing of the kind.
public enum ClaimOutcome: Hashable, Sendable {
  /// Why a claim could be neither confirmed nor contradicted.
  public enum Obstacle: String, Codable, Hashable, Sendable, CaseIterable {
    /// A formula is too long for the parser, or has operations that are not analytic.
    case formula
    /// The parts of the claim do not fit together.
    case structure
    /// The function may vanish everywhere: an identity, which no enclosure shows.
    case identity
    /// A zero could not be told from two, or from none.
    case zero
    /// The sign could not be shown.
    case sign
  }

  /// All of it holds.
  case verified
  /// It holds from `from` to `to`, `nil` where the end of the claim itself is reached; beyond, it was
  /// not checked.
  case verifiedWithin(from: Double?, to: Double?)
  /// It is false near this point.
  case contradicted(at: Double)
  /// Nothing is known of the whole, because of a place near `at` if that is given.
  case notVerified(Obstacle, at: Double? = nil)
}

/// A claim with what the checker found of it.
public struct CheckedClaim: Encodable, Hashable, Sendable {
  /// The claim.
  public let claim: SignClaim
  /// What was found.
  public let outcome: ClaimOutcome

  private enum CodingKeys: String, CodingKey { case claim, outcome, from, to, at, obstacle }

  /// Writes the outcome by name, and what it carries beside it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(claim, forKey: .claim)
    switch outcome {
    case .verified: try container.encode("verified", forKey: .outcome)
    case .verifiedWithin(let from, let to):
      try container.encode("verifiedWithin", forKey: .outcome)
      try container.encode(from, forKey: .from)
      try container.encode(to, forKey: .to)
    case .contradicted(let at):
      try container.encode("contradicted", forKey: .outcome)
      try container.encode(at, forKey: .at)
    case .notVerified(let obstacle, let at):
      try container.encode("notVerified", forKey: .outcome)
      try container.encode(obstacle, forKey: .obstacle)
      try container.encode(at, forKey: .at)
    }
  }
}

/// The outcomes of all claims of an analysis.
public struct Verification: Encodable, Hashable, Sendable {
  /// How many claims hold entirely.
  public let verified: Int
  /// How many hold on a part of their interval and were not checked beyond.
  public let partly: Int
  /// How many are contradicted, or could not be verified.
  public let failed: Int
  /// The claims in the order in which they were made.
  public let claims: [CheckedClaim]

  /// Checks the claims one by one.
  public init(of claims: [SignClaim]) {
    let checked = claims.map { CheckedClaim(claim: $0, outcome: ClaimOutcome(of: $0)) }
    verified = checked.count { $0.outcome == .verified }
    partly = checked.count { if case .verifiedWithin = $0.outcome { true } else { false } }
    failed = checked.count - verified - partly
    self.claims = checked
  }

  /// Whether a claim is false.
  public var hasContradiction: Bool {
    claims.contains { if case .contradicted = $0.outcome { true } else { false } }
  }
}
