import Analysis
import Reals

/// The error of difference quotients at one point against the step.
public struct StepSweep: Codable, Hashable, Sendable {
  /// The name of this format.
  public var schema = "actlab.sweep.v1"
  /// The function.
  public var function: FunctionDescription
  /// z.
  public var at: ExactNumber
  /// z in LaTeX.
  public var latex: String
  /// The derivatives at z.
  public var derivative: OneSidedDerivatives
  /// One curve a scheme.
  public var curves: [Curve]

  /// One scheme's errors.
  public struct Curve: Codable, Hashable, Sendable {
    /// The scheme.
    public var scheme: FiniteDifferenceScheme
    /// What the errors are measured against: the derivative where there is one, else what the
    /// scheme tends to; `nil` where that is not a known finite number.
    @Nullable public var reference: ExactNumber?
    /// Whether ``reference`` is the derivative.
    public var referenceIsDerivative: Bool
    /// From the least step to the greatest.
    public var points: [Point]
    /// The point of the least float64 error, the greatest step of equals.
    @Nullable public var best: Point?
    /// Where truncation and rounding are predicted to balance: for the central difference
    /// (3u|f|/|f‴|)^(1/3) with u = 2⁻⁵³; `nil` where the prediction does not apply.
    @Nullable public var predictedStep: PrintedDouble?
    /// Why something is missing.
    @Nullable public var reason: Reason?
  }

  /// The error at one step.
  public struct Point: Codable, Hashable, Sendable {
    /// ε, exactly.
    public var step: ExactNumber
    /// ε rounded to float64.
    public var stepFloat64: PrintedDouble
    /// What the float64 program computes.
    public var float64: PrintedDouble
    /// Its distance from the reference, rounded to float64.
    @Nullable public var error: PrintedDouble?
    /// The distance of the quotient in exact arithmetic from the reference, rounded to float64: the
    /// truncation error.
    @Nullable public var truncation: PrintedDouble?
  }
}
