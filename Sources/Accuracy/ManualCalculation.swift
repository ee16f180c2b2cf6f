import Analysis

/// A calculation as a person writes it down, step by step.
public struct ManualCalculation: Codable, Hashable, Sendable {
  /// What is calculated.
  public enum Subject: String, Codable, Hashable, Sendable, CaseIterable {
    /// f(z).
    case value
    /// f′(z), from the formula of the derivative.
    case derivative
    /// The derivative from the left, as a limit.
    case leftDerivative
    /// The derivative from the right, as a limit.
    case rightDerivative
    /// The central difference.
    case centralDifference
  }

  /// What is calculated.
  public var subject: Subject
  /// In order.
  public var steps: [Step]

  /// What a step does; renderers put it into words.
  public enum Note: String, Codable, Hashable, Sendable, CaseIterable {
    /// The definition of what is calculated.
    case definition
    /// The argument is put in for the variable.
    case substitute
    /// The comparison that selects a branch.
    case compare
    /// The branch that is selected.
    case selectBranch
    /// Arithmetic.
    case arithmetic
    /// An exponential.
    case exponential
    /// A logarithm.
    case logarithm
    /// A power or a root.
    case power
    /// Another elementary function.
    case function
    /// The greatest or least of several values.
    case extremum
    /// Two expressions for the same thing.
    case simplify
    /// A limit.
    case limit
    /// A formula does not give a value here; the right side is empty.
    case undefined
    /// The result.
    case result
  }

  /// One line: `left` = `right`, or ≈ where digits are cut.
  public struct Step: Codable, Hashable, Sendable {
    /// LaTeX of the left side.
    public var left: String
    /// LaTeX of the right side.
    public var right: String
    /// LaTeX of the relation between them: `=`, `\approx`, or that of a comparison.
    public var relation: String
    /// Whether the two sides are exactly equal (or the comparison exactly true).
    public var exact: Bool
    /// The significant digits of the right side where digits were cut.
    @Nullable public var digits: Int?
    /// What the step does.
    public var note: Note
  }
}
