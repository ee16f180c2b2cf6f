import Analysis
import Reals

/// The properties of several functions side by side.
public struct ComparisonTable: Codable, Hashable, Sendable {
  /// The name of this format.
  public var schema = "actlab.comparison.v1"
  /// One a function, in the order asked for.
  public var columns: [Column]

  /// The table of the functions that were analysed.
  public init(of analyses: [FunctionAnalysis]) { columns = analyses.map(Column.init) }

  /// The properties of one function.
  public struct Column: Codable, Hashable, Sendable {
    /// The function.
    public var function: FunctionDescription
    /// Whether it is continuous, and where not.
    public var continuity: Property
    /// Whether it is differentiable, and where not.
    public var differentiability: Property
    /// The one-sided derivatives at the points where it is not differentiable.
    public var oneSidedDerivatives: [ProblemPoint]
    /// The smoothness class, `nil` when not decided.
    @Nullable public var smoothness: String?
    /// When the class is not decided, a k such that C^k is proved.
    @Nullable public var smoothnessAtLeast: Int?
    /// Why neither is known.
    @Nullable public var smoothnessReason: Reason?
    /// Operation counts of f and of f′.
    public var cost: Cost
    /// What to beware of.
    public var traps: [Trap]

    /// The column of one function.
    public init(_ analysis: FunctionAnalysis) {
      let continuity = analysis.continuity
      let differentiability = analysis.differentiability
      function = analysis.function
      self.continuity = Property(
        verdict: continuity.verdict, onReals: continuity.onReals, complete: continuity.complete,
        exceptions: continuity.exceptions.map(\.at), families: continuity.families,
        reason: continuity.reason)
      self.differentiability = Property(
        verdict: differentiability.verdict, onReals: differentiability.onReals,
        complete: differentiability.complete, exceptions: differentiability.exceptions.map(\.at),
        families: differentiability.families, reason: differentiability.reason)
      oneSidedDerivatives = differentiability.exceptions.map {
        ProblemPoint(at: $0.at, kind: $0.kind, left: $0.left, right: $0.right)
      }
      smoothness = analysis.smoothness.class
      smoothnessAtLeast = analysis.smoothness.atLeast
      smoothnessReason = analysis.smoothness.reason
      cost = analysis.cost
      traps = analysis.traps
    }
  }

  /// Continuity or differentiability.
  public struct Property: Codable, Hashable, Sendable {
    /// On the domain.
    public var verdict: Verdict
    /// For all real numbers.
    public var onReals: Verdict
    /// Whether the exceptions are proved to be all.
    public var complete: Bool
    /// Where it fails.
    public var exceptions: [ExactNumber]
    /// Infinite sets where it fails.
    public var families: [Family]
    /// What stood in the way.
    @Nullable public var reason: Reason?
  }

  /// A point where the function is not differentiable.
  public struct ProblemPoint: Codable, Hashable, Sendable {
    /// Where.
    public var at: ExactNumber
    /// What happens there; `nil` when not decided.
    @Nullable public var kind: Differentiability.Kink.Kind?
    /// The derivative from the left.
    @Nullable public var left: ExactNumber?
    /// The derivative from the right.
    @Nullable public var right: ExactNumber?
  }
}
