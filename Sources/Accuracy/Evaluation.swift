import Analysis
import Reals

/// Values of a function or of its derivative at several points.
public struct Evaluation: Codable, Hashable, Sendable {
  /// The name of this format.
  public var schema = "actlab.evaluation.v1"
  /// The function.
  public var function: FunctionDescription
  /// What is evaluated.
  public var quantity: Quantity
  /// The significant digits asked for.
  public var digits: Int
  /// One a point, in the order asked for.
  public var points: [Point]

  /// What is evaluated.
  public enum Quantity: String, Codable, Hashable, Sendable, CaseIterable {
    /// f(z).
    case value
    /// f′(z).
    case derivative
  }

  /// The result at one point.
  public struct Point: Codable, Hashable, Sendable {
    /// z.
    public var at: ExactNumber
    /// z in LaTeX.
    public var latex: String
    /// The value; `nil` where there is none or it is not known.
    @Nullable public var value: ExactNumber?
    /// The value to the digits asked for, all of them correct (rounded to nearest).
    @Nullable public var decimal: String?
    /// What a float64 program of the formula computes: NaN where it has no value.
    public var float64: PrintedDouble
    /// For the derivative: from each side.
    @Nullable public var oneSided: OneSidedDerivatives?
    /// Why the value is missing.
    @Nullable public var reason: Reason?
    /// The calculations that a person writes down, when asked for.
    public var calculations: [ManualCalculation]
  }
}
