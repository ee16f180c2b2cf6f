import Formulas
import Reals

/// The grade of a typed derivative, as `actlab check-derivative --format json` prints it.
///
/// The claim is: wherever f has a derivative (at ends of the domain a one-sided one), the typed
/// formula g has a value, and that value is f′. Where f has no derivative, g may have none, or a value
/// between the one-sided limits of f′ if these are finite, as frameworks take one by convention; and
/// nothing is asked of g outside the domain of f.
public struct DerivativeGrade: Codable, Hashable, Sendable {
  /// The name of this format.
  public var schema = "actlab.check-derivative.v1"
  /// The function.
  public var function: FunctionDescription
  /// The formula that is graded.
  public var answer: Answer
  /// The derivative.
  public var derivative: Derivative
  /// Whether the answer is right everywhere.
  public var verdict: Verdict
  /// Where it is wrong or doubtful, from left to right.
  public var errors: [Finding]
  /// What is worth knowing, and no error.
  public var notes: [Finding]
  /// Where f and g repeat and have too many pieces on ℝ, a period of both: what is told of one period
  /// is met in all others.
  @Nullable public var period: ExactNumber? = nil
  /// The number c ≠ 1 with g = c·f′ wherever both are defined, if there is one.
  @Nullable public var factor: ExactNumber?
  /// What stood in the way.
  @Nullable public var reason: Reason?
  /// Why.
  public var evidence: Evidence

  /// The typed formula.
  public struct Answer: Codable, Hashable, Sendable {
    /// The text form.
    public var formula: String
    /// LaTeX.
    public var latex: String
  }

  /// Something about an interval or a point.
  public struct Finding: Codable, Hashable, Sendable {
    /// What it is.
    public enum Kind: String, Codable, Hashable, Sendable {
      /// g is not f′, except at single points that are named.
      case wrong
      /// g has no value where f′ has one.
      case missing
      /// g has a value where f has no derivative, and no convention explains it.
      case noDerivative
      /// g has a value within the Clarke subdifferential at a kink of f.
      case convention
      /// g has a value between the finite one-sided limits of f′, which are `left` and `right`, where f is
      /// not continuous.
      case conventionAtJump
      /// g has a value outside the domain of f.
      case outsideDomain
      /// Whether g is f′ is not decided.
      case undecided
    }
    /// What it is.
    public var kind: Kind
    /// Where; a point has equal ends.
    public var over: IntervalDescription
    /// Single points of `over` at which g is right all the same.
    public var except: [ExactNumber] = []
    /// A point of `over` with both values.
    @Nullable public var witness: Witness? = nil
    /// The derivative from the left where f has none.
    @Nullable public var left: ExactNumber? = nil
    /// The derivative from the right where f has none.
    @Nullable public var right: ExactNumber? = nil
    /// What stood in the way.
    @Nullable public var reason: Reason? = nil
  }

  /// A point at which f′ and g are compared.
  public struct Witness: Codable, Hashable, Sendable {
    /// The point.
    public var x: ExactNumber
    /// f′(x); `nil` where there is none.
    @Nullable public var derivative: ExactNumber?
    /// g(x); `nil` where there is none.
    @Nullable public var value: ExactNumber?
    /// g(x) − f′(x), which may be less than the digits of both show.
    @Nullable public var difference: ExactNumber? = nil
  }
}
