import Analysis
import Reals

/// Difference quotients of a function at several points, in exact arithmetic and in float64.
public struct DifferenceTable: Codable, Hashable, Sendable {
  /// The name of this format.
  public var schema = "actlab.differences.v1"
  /// The function.
  public var function: FunctionDescription
  /// ε.
  public var step: ExactNumber
  /// ε rounded to float64.
  public var stepFloat64: PrintedDouble
  /// The schemes, in the order of every row's estimates.
  public var schemes: [FiniteDifferenceScheme]
  /// One row a point, in the order asked for.
  public var rows: [Row]

  /// What happens at one point.
  public struct Row: Codable, Hashable, Sendable {
    /// z.
    public var at: ExactNumber
    /// z in LaTeX.
    public var latex: String
    /// z rounded to float64.
    public var float64: PrintedDouble
    /// f(z − ε).
    public var before: StencilValue
    /// f(z).
    public var centre: StencilValue
    /// f(z + ε).
    public var after: StencilValue
    /// What the differences approximate.
    public var derivative: OneSidedDerivatives
    /// The approximations, one a scheme.
    public var estimates: [Estimate]
    /// The points within the widest stencil at which the function is not known to be
    /// differentiable, from left to right.
    public var straddled: [StraddledPoint]
  }

  /// A value of the function near a point.
  public struct StencilValue: Codable, Hashable, Sendable {
    /// The argument.
    public var at: ExactNumber
    /// The value in exact arithmetic; `nil` where the function is not defined or nothing is known.
    @Nullable public var exact: ExactNumber?
    /// The value of the float64 program at the argument that it computes.
    public var float64: PrintedDouble
    /// Why there is no exact value.
    @Nullable public var reason: Reason?
  }

  /// One scheme's approximation.
  public struct Estimate: Codable, Hashable, Sendable {
    /// The scheme.
    public var scheme: FiniteDifferenceScheme
    /// The quotient in exact arithmetic; `nil` where a value is missing.
    @Nullable public var exact: ExactNumber?
    /// What the float64 program computes.
    public var float64: PrintedDouble
    /// The exact quotient minus the one-sided derivatives.
    public var exactError: SignedErrors
    /// The float64 result minus the one-sided derivatives, exactly.
    public var float64Error: SignedErrors
    /// The arguments of `straddled` points that lie inside this scheme's stencil or at z.
    public var straddles: [ExactNumber]
    /// What the quotient tends to as ε → 0, possibly ±∞; `nil` where that is not known.
    @Nullable public var limit: ExactNumber?
    /// Why `exact` or `limit` is missing.
    @Nullable public var reason: Reason?
  }

  /// An approximation minus the derivative from each side; `nil` where either is not a number.
  public struct SignedErrors: Codable, Hashable, Sendable {
    /// Against the derivative from the left.
    @Nullable public var left: ExactNumber?
    /// Against the derivative from the right.
    @Nullable public var right: ExactNumber?
  }
}

/// The derivatives of a function at a point, from each side.
public struct OneSidedDerivatives: Codable, Hashable, Sendable {
  /// From the left, possibly ±∞.
  @Nullable public var left: ExactNumber?
  /// From the right, possibly ±∞.
  @Nullable public var right: ExactNumber?
  /// Whether the function is differentiable at the point.
  public var differentiable: Verdict
  /// Why a side is missing.
  @Nullable public var reason: Reason?
}

extension OneSidedDerivatives {
  /// f′ where it is known: the finite value that both sides share, or at an end of the domain that
  /// of the one side there is.
  public var value: ExactNumber? {
    switch (left, right) {
    case (let left?, let right?): left == right && left.isFinite ? left : nil
    case (let side?, nil), (nil, let side?):
      differentiable == .proved && side.isFinite ? side : nil
    case (nil, nil): nil
    }
  }
}

/// A point inside a stencil at which the function is not known to be differentiable.
public struct StraddledPoint: Codable, Hashable, Sendable {
  /// Where.
  public var at: ExactNumber
  /// The same in LaTeX.
  public var latex: String
  /// Whether it is the point of the difference itself, and not one beside it.
  public var isCentre: Bool
  /// The derivatives there.
  public var derivative: OneSidedDerivatives
  /// Whether the function is continuous there.
  public var continuous: Verdict
  /// What each scheme tends to when this is the point of the difference; in the order of the
  /// table's schemes, `nil` where not known.
  public var limits: [ExactNumber?]
}
