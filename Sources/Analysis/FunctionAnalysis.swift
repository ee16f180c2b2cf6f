import Reals

/// Everything that is known of one function, as `actlab analyze --format json` prints it.
public struct FunctionAnalysis: Codable, Hashable, Sendable {
  /// The name of this format.
  public var schema = "actlab.analysis.v1"
  /// What was analysed.
  public var function: FunctionDescription
  /// How the function repeats; `nil` where no period is known.
  @Nullable public var periodicity: Periodicity? = nil
  /// The natural domain.
  public var domain: Domain
  /// The smooth pieces, from left to right.
  public var pieces: [Piece]
  /// The points where two pieces meet, from left to right.
  public var joints: [Joint]
  /// Continuity on the domain and on ℝ.
  public var continuity: Continuity
  /// Differentiability on the domain and on ℝ.
  public var differentiability: Differentiability
  /// The smoothness class.
  public var smoothness: Smoothness
  /// The derivative, piece by piece.
  public var derivative: Derivative
  /// Limits at −∞ and +∞.
  public var limits: Limits
  /// Straight lines that the graph approaches.
  public var asymptotes: Asymptotes
  /// Where the function increases and decreases.
  public var monotonicity: Monotonicity
  /// Local and global extrema.
  public var extrema: Extrema
  /// Where the function is convex and concave.
  public var convexity: Convexity
  /// The set of values.
  public var range: Range
  /// sup |f(x) − f(y)|/|x − y|.
  public var lipschitz: Lipschitz
  /// sup |f″|.
  public var secondDerivative: SecondDerivative
  /// Where f(x) = 0.
  public var zeros: Roots
  /// Where f(x) = x.
  public var fixedPoints: Roots
  /// Even, odd or neither.
  public var symmetry: Symmetry
  /// The four gradient regions, on the window and on ℝ.
  public var regions: [GradientRegions]
  /// Operation counts.
  public var cost: Cost
  /// What to beware of.
  public var traps: [Trap]
}

/// The name, formula and parameters of a function.
public struct FunctionDescription: Codable, Hashable, Sendable {
  /// The catalogue name, or `nil` for a typed formula.
  @Nullable public var name: String?
  /// The formula in the text form that the parser reads.
  public var formula: String
  /// The formula in LaTeX.
  public var latex: String
  /// The variable's name, x or z.
  public var variable: String
  /// Parameter values, as exact decimals or fractions.
  public var parameters: [String: String]
}

/// A proved repetition f(x + period) = f(x) + drift, which the domain shares.
public struct Periodicity: Codable, Hashable, Sendable {
  /// The period; it need not be the least one.
  public var period: ExactNumber
  /// What is added to the value, 0 for a periodic function.
  public var drift: ExactNumber
  /// Where the joints, the pieces of the function and of its derivative, the exceptions, and the
  /// intervals and gaps of the domain are listed: all that meet this interval, which is at least
  /// one period long. All others are these, shifted by multiples of the period. `nil` where the
  /// function is analytic on ℝ, so that there is nothing to repeat in these lists.
  @Nullable public var over: IntervalDescription? = nil
  /// Why that interval is not the whole window.
  @Nullable public var reason: Reason? = nil
}

/// An interval with open or closed ends.
public struct IntervalDescription: Codable, Hashable, Sendable {
  /// The left end, possibly −∞.
  public var from: ExactNumber
  /// The right end, possibly +∞.
  public var to: ExactNumber
  /// Whether the left end belongs to it.
  public var fromClosed: Bool
  /// Whether the right end belongs to it.
  public var toClosed: Bool
}

/// The natural domain: where the formula, as written, has a finite value.
public struct Domain: Codable, Hashable, Sendable {
  /// Its maximal intervals, from left to right.
  public var intervals: [IntervalDescription]
  /// Points that are missing from it or that bound it.
  public var gaps: [Gap]
  /// Infinite sets of such points.
  public var families: [Family] = []
  /// Where intervals repeat, the period: those that are not listed are these, shifted by multiples
  /// of it.
  @Nullable public var period: ExactNumber? = nil
  /// Whether `intervals` is proved to be the whole domain.
  public var verdict: Verdict
  /// What stood in the way.
  @Nullable public var reason: Reason?
  /// Why.
  public var evidence: Evidence

  /// A point outside the domain.
  public struct Gap: Codable, Hashable, Sendable {
    /// What happens there.
    public enum Kind: String, Codable, Hashable, Sendable {
      /// Both one-sided limits exist, are finite and equal.
      case removable
      /// A one-sided limit is infinite.
      case infinite
      /// A one-sided limit does not exist.
      case oscillating
      /// The one-sided limits are finite and differ.
      case jump
      /// The domain ends here.
      case end
    }
    /// Where.
    public var at: ExactNumber
    /// What happens; `nil` when not decided.
    @Nullable public var kind: Kind?
    /// The limit from the left.
    @Nullable public var left: ExactNumber?
    /// The limit from the right.
    @Nullable public var right: ExactNumber?
    /// Limits inferior and superior where a limit does not exist.
    @Nullable public var oscillation: Oscillation? = nil
    /// What stood in the way.
    @Nullable public var reason: Reason? = nil
  }
}

/// A maximal open interval on which one smooth formula gives the function.
public struct Piece: Codable, Hashable, Sendable {
  /// The left end, possibly −∞.
  public var from: ExactNumber
  /// The right end, possibly +∞.
  public var to: ExactNumber
  /// Whether the formula also gives the value at the left end.
  public var fromClosed: Bool
  /// Whether the formula also gives the value at the right end.
  public var toClosed: Bool
  /// The formula, in text form.
  public var formula: String
  /// The same in LaTeX.
  public var latex: String
  /// The derivative inside the piece, in text form.
  public var derivative: String
  /// The same in LaTeX.
  public var derivativeLatex: String
  /// Whether the formula is analytic on the whole open piece.
  public var analytic: Verdict
}

/// A point where two pieces meet, with everything that is known there.
public struct Joint: Codable, Hashable, Sendable {
  /// Where.
  public var at: ExactNumber
  /// The same in LaTeX.
  public var latex: String
  /// f(at), or `nil` where the function is not defined or the value not known.
  @Nullable public var value: ExactNumber?
  /// What the left side does; `nil` where the domain ends.
  @Nullable public var left: JointSide?
  /// What the right side does; `nil` where the domain ends.
  @Nullable public var right: JointSide?
  /// Whether f is continuous here.
  public var continuous: Verdict
  /// Whether f is differentiable here.
  public var differentiable: Verdict
  /// The largest k found such that f is C^k here; −1 when not continuous; `nil` when undecided.
  @Nullable public var order: Int?
  /// Why.
  public var evidence: Evidence
}

/// One side of a joint.
public struct JointSide: Codable, Hashable, Sendable {
  /// The formula on this side, in text form.
  public var formula: String
  /// The same in LaTeX.
  public var latex: String
  /// Its derivative, in LaTeX.
  public var derivativeLatex: String
  /// The one-sided limit of f.
  @Nullable public var limit: ExactNumber?
  /// The one-sided derivative: the limit of the difference quotient with the actual value.
  @Nullable public var derivative: ExactNumber?
  /// The one-sided limit of f′.
  @Nullable public var slope: ExactNumber?
  /// At a joint of order k ≥ 1, the one-sided limit of the derivative of order k + 1, if there is
  /// one.
  @Nullable public var nextDerivative: ExactNumber? = nil
  /// What stood in the way of the above.
  @Nullable public var reason: Reason?
}

/// An infinite set of points, exceptions or gaps, given by a formula in an integer.
public struct Family: Codable, Hashable, Sendable {
  /// The points, as text in `k`.
  public var at: String
  /// What k runs over.
  public var k: String
  /// What happens there, as the kind of the single exceptions or gaps; `nil` when not decided.
  @Nullable public var kind: String? = nil
  /// The limit from the left, or for exceptions to differentiability the derivative from the left,
  /// as text in `k`.
  @Nullable public var left: String? = nil
  /// The same from the right.
  @Nullable public var right: String? = nil
}
