import Reals

/// The answer to a mathematical question.
///
/// There is no Boolean here on purpose: what an enclosure cannot separate stays ``undecided``, and
/// no caller can mistake that for "no".
public enum Verdict: String, Codable, Hashable, Sendable {
  /// The statement holds.
  case proved
  /// The statement is false.
  case refuted
  /// Neither could be shown.
  case undecided

  /// The conjunction: one refutation refutes, otherwise one doubt leaves a doubt.
  public func and(_ other: Verdict) -> Verdict {
    switch (self, other) {
    case (.refuted, _), (_, .refuted): .refuted
    case (.undecided, _), (_, .undecided): .undecided
    case (.proved, .proved): .proved
    }
  }
}

/// Why an answer is what it is: a rule, the statement it establishes, and what it rests on.
public struct Evidence: Codable, Hashable, Sendable {
  /// How the statement follows from its premises.
  public enum Rule: String, Codable, Hashable, Sendable {
    /// Exact arithmetic on constants (Calcium).
    case exactArithmetic
    /// Outward-rounded interval arithmetic (Arb).
    case enclosure
    /// Compositions of continuous, or of analytic, functions are of the same kind.
    case composition
    /// Both one-sided limits and the value agree.
    case equalLimits
    /// The one-sided limits or the value differ.
    case differentLimits
    /// Coefficients of the expansions on both sides, compared one by one.
    case expansions
    /// Both sides are the same function.
    case identity
    /// The natural domain, condition by condition.
    case domain
    /// A case distinction over all pieces and joints.
    case cases
    /// Structural symmetry under x → −x.
    case symmetry
    /// Nothing decided: the statement says what stood in the way.
    case obstacle
  }

  /// How it follows.
  public let rule: Rule
  /// What is established, as mathematics in text form, without prose.
  public let statement: String
  /// What it rests on.
  public let premises: [Evidence]

  /// Evidence for `statement`.
  public init(_ rule: Rule, _ statement: String, premises: [Evidence] = []) {
    self.rule = rule
    self.statement = statement
    self.premises = premises
  }

  /// Evidence that nothing is decided.
  init(obstacle reason: Reason) { self.init(.obstacle, reason.description) }
}

/// An optional that is written as `null` in JSON instead of being left out.
@propertyWrapper
public struct Nullable<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
  /// The value, or `nil` where nothing is decided.
  public var wrappedValue: Value?

  /// Wraps `wrappedValue`.
  public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  /// Reads the value or null.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
  }

  /// Writes the value or null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
  }
}
