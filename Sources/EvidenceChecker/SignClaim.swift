/// What a search has found about a function on an open interval, as this checker reads it: all of
/// its zeros, and its sign between them.
///
/// The function is analytic on the interval. All texts are read by `FormulaParser`; numbers are
/// constant formulas.
public struct SignClaim: Codable, Hashable, Sendable {
  /// A zero inside the interval, or a place where there may be some.
  public struct Zero: Codable, Hashable, Sendable {
    /// What is claimed of it.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
      /// The only zero within the bounds; the derivative does not vanish there.
      case simple
      /// The only zero within the bounds; it has a closed form, and any order.
      case exact
      /// The only zero within the bounds, of any order.
      case multiple
      /// Nothing is claimed within the bounds.
      case inDoubt
    }

    /// What is claimed.
    public var kind: Kind
    /// The closed form of an exact zero.
    public var at: String?
    /// A rational lower bound.
    public var lower: String
    /// A rational upper bound.
    public var upper: String

    /// A zero within bounds.
    public init(_ kind: Kind, at: String? = nil, from lower: String, to upper: String) {
      self.kind = kind
      self.at = at
      self.lower = lower
      self.upper = upper
    }
  }

  /// The function, a formula in x.
  public var formula: String
  /// The left end, possibly `-inf`.
  public var from: String
  /// The right end, possibly `inf`.
  public var to: String
  /// The zeros from left to right.
  public var zeros: [Zero]
  /// The signs that the zeros leave between them, −1 or 1, one more than there are zeros; 0 alone
  /// for the function that vanishes everywhere.
  public var signs: [Int]

  /// A claim of a function on an open interval.
  public init(
    _ formula: String, from: String, to: String, zeros: [Zero] = [], signs: [Int]
  ) {
    self.formula = formula
    self.from = from
    self.to = to
    self.zeros = zeros
    self.signs = signs
  }
}
