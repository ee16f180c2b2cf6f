import Formulas
import Reals

/// The grade of a formula δ(ε), as `actlab check-delta --format json` prints it.
///
/// At a point a the claim is: for all ε > 0 and all x of the domain with |x − a| < δ(ε),
/// |f(x) − f(a)| < ε. Uniformly: the same for all pairs x, y of the domain. In both, δ(ε) has to be
/// defined and positive for every ε > 0.
public struct DeltaGrade: Codable, Hashable, Sendable {
  /// The name of this format.
  public var schema = "actlab.check-delta.v1"
  /// The function.
  public var function: FunctionDescription
  /// The formula that is graded.
  public var delta: DeltaDescription
  /// The point a; `nil` where the claim is the uniform one.
  @Nullable public var at: ExactNumber?
  /// Whether the claim is about all pairs of points.
  public var uniform: Bool
  /// Whether δ serves for all ε > 0.
  public var verdict: Verdict
  /// The greatest number, possibly `inf`, such that δ serves for every ε below it; 0 where δ fails
  /// for some arbitrarily small ε, `nil` where that is not known.
  @Nullable public var servesBelow: ExactNumber?
  /// One ε for which δ does not serve.
  @Nullable public var counterexample: Counterexample?
  /// What else is wrong, or worth knowing.
  public var findings: [Finding]
  /// The inequalities that were decided, from left to right.
  public var steps: [Step]
  /// What stood in the way.
  @Nullable public var reason: Reason?
  /// Why.
  public var evidence: Evidence

  /// A formula in ε.
  public struct DeltaDescription: Codable, Hashable, Sendable {
    /// The text form, in `eps`.
    public var formula: String
    /// LaTeX.
    public var latex: String
  }

  /// Two points of the domain that are closer than δ(ε), with values that differ by ε or more.
  public struct Counterexample: Codable, Hashable, Sendable {
    /// ε.
    public var epsilon: ExactNumber
    /// δ(ε).
    public var delta: ExactNumber
    /// x.
    public var x: ExactNumber
    /// a, or in the uniform claim the other point.
    public var y: ExactNumber
    /// |x − y|, which is less than δ(ε).
    public var distance: ExactNumber
    /// f(x).
    public var valueAtX: ExactNumber
    /// f(y).
    public var valueAtY: ExactNumber
    /// |f(x) − f(y)|, which is ε or more.
    public var difference: ExactNumber
  }

  /// Something beyond the claim's inequality.
  public struct Finding: Codable, Hashable, Sendable {
    /// What it is.
    public enum Kind: String, Codable, Hashable, Sendable {
      /// δ has no value for an ε.
      case deltaUndefined
      /// δ is zero or negative for an ε.
      case deltaNotPositive
      /// This number bounds δ, so that only points closer than it matter.
      case deltaBounded
      /// The function repeats, and so stays so near to its value at the point, or to a line, that only
      /// points closer than this number matter.
      case reachBounded
      /// f(a) does not exist.
      case outsideDomain
      /// The point is a part of the domain by itself: every small δ serves.
      case isolatedPoint
      /// f is not continuous there: for this ε no δ serves.
      case discontinuous
      /// f is monotone, and convex or concave: its increments are greatest at this end.
      case steepestEnd
      /// This number bounds |f(x) − f(y)|/|x − y|.
      case slopeBound
    }
    /// What it is.
    public var kind: Kind
    /// The point it is about.
    @Nullable public var at: ExactNumber? = nil
    /// The ε it is about.
    @Nullable public var epsilon: ExactNumber? = nil
    /// The value it is about.
    @Nullable public var value: ExactNumber? = nil
    /// More about it.
    @Nullable public var reason: Reason? = nil
  }

  /// The sign of δ̂(|f(x) − f(a)|) − |x − a|, which must not be positive, on an interval. δ̂(s) is the
  /// supremum of δ(ε) over 0 < ε ≤ s, and δ̂(0) = 0.
  public struct Step: Codable, Hashable, Sendable {
    /// Where; a point has equal ends.
    public var over: IntervalDescription
    /// The difference, as text; `nil` where it was bounded without a formula.
    @Nullable public var margin: String?
    /// The same in LaTeX.
    @Nullable public var latex: String?
    /// Whether it is proved not to be positive.
    public var verdict: Verdict
  }
}
