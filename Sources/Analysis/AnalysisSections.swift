import Reals

/// Continuity relative to the domain.
public struct Continuity: Codable, Hashable, Sendable {
  /// On the domain.
  public var verdict: Verdict
  /// On ℝ: additionally the domain is ℝ.
  public var onReals: Verdict
  /// Whether the list of exceptions is proved to be exhaustive.
  public var complete: Bool
  /// Where it fails.
  public var exceptions: [Discontinuity]
  /// Infinite sets where it fails.
  public var families: [Family]
  /// What stood in the way.
  @Nullable public var reason: Reason? = nil
  /// Why.
  public var evidence: Evidence

  /// A point of the domain where the function is not continuous.
  public struct Discontinuity: Codable, Hashable, Sendable {
    /// What happens there.
    public enum Kind: String, Codable, Hashable, Sendable {
      /// Finite one-sided limits that differ.
      case jump
      /// Equal one-sided limits that differ from the value.
      case removable
      /// An infinite one-sided limit.
      case infinite
      /// A one-sided limit does not exist.
      case oscillating
    }
    /// Where.
    public var at: ExactNumber
    /// What happens; `nil` when not decided.
    @Nullable public var kind: Kind?
    /// The limit from the left.
    @Nullable public var left: ExactNumber? = nil
    /// The limit from the right.
    @Nullable public var right: ExactNumber? = nil
    /// The value.
    @Nullable public var value: ExactNumber? = nil
    /// Limits inferior and superior where a limit does not exist.
    @Nullable public var oscillation: Oscillation? = nil
    /// What stood in the way.
    @Nullable public var reason: Reason? = nil
  }
}

/// The limits inferior and superior on the sides of a point, where the limit does not exist.
public struct Oscillation: Codable, Hashable, Sendable {
  /// Values on the two sides; `nil` for a side with a limit, or of which nothing is proved.
  public struct Sides: Codable, Hashable, Sendable {
    /// From the left.
    @Nullable public var left: ExactNumber?
    /// From the right.
    @Nullable public var right: ExactNumber?
  }
  /// The limits inferior.
  public var liminf: Sides
  /// The limits superior.
  public var limsup: Sides
}

/// Differentiability.
public struct Differentiability: Codable, Hashable, Sendable {
  /// On the domain, one-sided at its ends.
  public var verdict: Verdict
  /// On ℝ: additionally the domain is ℝ.
  public var onReals: Verdict
  /// Whether the list of exceptions is proved to be exhaustive.
  public var complete: Bool
  /// Where it fails.
  public var exceptions: [Kink]
  /// Infinite sets where it fails.
  public var families: [Family]
  /// What stood in the way.
  @Nullable public var reason: Reason? = nil
  /// Why.
  public var evidence: Evidence

  /// A point of the domain where the function has no finite derivative.
  public struct Kink: Codable, Hashable, Sendable {
    /// What happens there.
    public enum Kind: String, Codable, Hashable, Sendable {
      /// Unequal one-sided derivatives, at least one of them finite.
      case corner
      /// Opposite infinite one-sided derivatives.
      case cusp
      /// Equal infinite one-sided derivatives.
      case verticalTangent
      /// The function is not continuous.
      case discontinuity
      /// A one-sided derivative does not exist.
      case oscillating
      /// An isolated point of the domain.
      case isolated
    }
    /// Where.
    public var at: ExactNumber
    /// What happens; `nil` when not decided.
    @Nullable public var kind: Kind?
    /// The derivative from the left.
    @Nullable public var left: ExactNumber? = nil
    /// The derivative from the right.
    @Nullable public var right: ExactNumber? = nil
    /// The limit of f′ from the left.
    @Nullable public var slopeLeft: ExactNumber? = nil
    /// The limit of f′ from the right.
    @Nullable public var slopeRight: ExactNumber? = nil
    /// The Clarke subdifferential [min, max] where f is Lipschitz there.
    @Nullable public var clarke: [ExactNumber]? = nil
    /// Limits inferior and superior of a difference quotient that has no limit.
    @Nullable public var oscillation: Oscillation? = nil
    /// What the frameworks take for the derivative here.
    public var conventions: [Convention]
    /// What stood in the way.
    @Nullable public var reason: Reason? = nil
  }

  /// The value that a framework's automatic differentiation returns at a kink.
  public struct Convention: Codable, Hashable, Sendable {
    /// `PyTorch`, `JAX` or `TensorFlow`.
    public var framework: String
    /// The value.
    public var value: ExactNumber
    /// Whether it lies in the Clarke subdifferential.
    public var inClarke: Verdict
  }
}

/// The smoothness class on the domain, one-sided at its ends.
public struct Smoothness: Codable, Hashable, Sendable {
  /// `discontinuous`, `C0`, `C1`, …, `Cinf`, or `nil` when not decided.
  @Nullable public var `class`: String? = nil
  /// When the class is not decided, a k such that C^k is proved.
  @Nullable public var atLeast: Int? = nil
  /// What stood in the way.
  @Nullable public var reason: Reason? = nil
  /// Why.
  public var evidence: Evidence
}

/// The derivative, piece by piece.
public struct Derivative: Codable, Hashable, Sendable {
  /// From left to right: disjoint intervals and points that make up the set where f′ is proved to
  /// exist, one-sided at the ends of the domain.
  public var pieces: [DerivativePiece]
  /// The whole derivative as one formula in text form.
  public var formula: String
  /// The same in LaTeX.
  public var latex: String
}

/// The derivative on one interval, or at one point where no neighbouring formula gives it.
public struct DerivativePiece: Codable, Hashable, Sendable {
  /// The left end.
  public var from: ExactNumber
  /// The right end.
  public var to: ExactNumber
  /// Whether the formula gives f′ at the left end too.
  public var fromClosed: Bool
  /// Whether the formula gives f′ at the right end too.
  public var toClosed: Bool
  /// The formula, in text form.
  public var formula: String
}

/// Limits at infinity.
public struct Limits: Codable, Hashable, Sendable {
  /// At −∞.
  @Nullable public var minusInfinity: ExactNumber? = nil
  /// At +∞.
  @Nullable public var plusInfinity: ExactNumber? = nil
  /// Limits inferior and superior where it is proved that there is no limit.
  @Nullable public var oscillation: Oscillation? = nil
  /// What stood in the way.
  @Nullable public var reason: Reason? = nil

  /// Limits inferior and superior at −∞ and +∞, `nil` at an end with a limit, or of which nothing is
  /// proved.
  public struct Oscillation: Codable, Hashable, Sendable {
    /// At −∞.
    @Nullable public var minusInfinity: Ends?
    /// At +∞.
    @Nullable public var plusInfinity: Ends?
  }

  /// The limits inferior and superior at one end.
  public struct Ends: Codable, Hashable, Sendable {
    /// The least value that the function comes near to again and again.
    public var liminf: ExactNumber
    /// The greatest such value.
    public var limsup: ExactNumber
  }
}

/// Lines y = slope·x + intercept that the graph approaches; one that is missing where no reason is
/// given is proved not to exist.
public struct Asymptotes: Codable, Hashable, Sendable {
  /// At −∞.
  @Nullable public var minusInfinity: Asymptote? = nil
  /// At +∞.
  @Nullable public var plusInfinity: Asymptote? = nil
  /// What stood in the way.
  @Nullable public var reason: Reason? = nil

  /// One line.
  public struct Asymptote: Codable, Hashable, Sendable {
    /// The slope.
    public var slope: ExactNumber
    /// The intercept.
    public var intercept: ExactNumber
    /// Where the graph lies far out; `nil` where it is not known to stay on one side.
    @Nullable public var side: Side?
  }

  /// A side of a line.
  public enum Side: String, Codable, Hashable, Sendable {
    /// The graph lies above the line.
    case above
    /// The graph lies below the line.
    case below
    /// The graph runs along the line.
    case on
  }
}

/// Where the function increases and decreases.
public struct Monotonicity: Codable, Hashable, Sendable {
  /// Direction and strictness.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// Strictly increasing.
    case increasing
    /// Weakly increasing.
    case nondecreasing
    /// Strictly decreasing.
    case decreasing
    /// Weakly decreasing.
    case nonincreasing
    /// Constant.
    case constant
    /// None of these.
    case none
  }
  /// On the whole domain.
  @Nullable public var global: Kind? = nil
  /// Maximal intervals on which the sign of f′ is known.
  public var pieces: [MonotonePiece]
  /// Where the lists are those of one period, its length; all else is them, shifted by multiples of it.
  @Nullable public var period: ExactNumber? = nil
  /// Where the lists never end and no period repeats them, how they go on.
  @Nullable public var continuation: Continuation? = nil
  /// What stood in the way.
  @Nullable public var reason: Reason? = nil

  /// An interval on which f is monotone.
  public struct MonotonePiece: Codable, Hashable, Sendable {
    /// The left end.
    public var from: ExactNumber
    /// The right end.
    public var to: ExactNumber
    /// Whether the left end belongs to it.
    public var fromClosed: Bool
    /// Whether the right end belongs to it.
    public var toClosed: Bool
    /// How.
    public var kind: Kind
  }
}

/// Local extrema.
public struct Extrema: Codable, Hashable, Sendable {
  /// All of them, from left to right; `nil` when not decided.
  @Nullable public var points: [Extremum]? = nil
  /// Where the lists are those of one period, its length; all else is them, shifted by multiples of it.
  @Nullable public var period: ExactNumber? = nil
  /// Where the lists never end and no period repeats them, how they go on.
  @Nullable public var continuation: Continuation? = nil
  /// What stood in the way.
  @Nullable public var reason: Reason? = nil

  /// A local extremum: a point, or an interval on which f is constant.
  public struct Extremum: Codable, Hashable, Sendable {
    /// Which.
    public enum Kind: String, Codable, Hashable, Sendable {
      /// No value near it is less.
      case minimum
      /// No value near it is greater.
      case maximum
    }
    /// Where; the left end of a plateau.
    public var at: ExactNumber
    /// The right end of a plateau; equal to `at` for a point.
    public var through: ExactNumber
    /// The value.
    public var value: ExactNumber
    /// Whether the left end of a plateau belongs to it.
    public var atClosed: Bool
    /// Whether the right end does.
    public var throughClosed: Bool
    /// Which.
    public var kind: Kind
    /// Whether all values near it are greater, or all less: a single point.
    public var isStrict: Bool
    /// Whether it is the least, or the greatest, value of all; `nil` when not decided.
    @Nullable public var isGlobal: Bool?

    private enum CodingKeys: String, CodingKey {
      case at, through, value, atClosed, throughClosed, kind
      case isStrict = "strict"
      case isGlobal = "global"
    }
  }
}

/// Convex and concave intervals.
public struct Convexity: Codable, Hashable, Sendable {
  /// Maximal convex intervals; `nil` when not decided.
  @Nullable public var convex: [IntervalDescription]? = nil
  /// Maximal concave intervals; `nil` when not decided. Affine pieces belong to both.
  @Nullable public var concave: [IntervalDescription]? = nil
  /// Points with a tangent at which strict convexity and concavity meet; `nil` when not decided.
  @Nullable public var inflections: [ExactNumber]? = nil
  /// Where the lists are those of one period, its length; all else is them, shifted by multiples of it.
  @Nullable public var period: ExactNumber? = nil
  /// Where the lists never end and no period repeats them, how they go on.
  @Nullable public var continuation: Continuation? = nil
  /// What stood in the way.
  @Nullable public var reason: Reason? = nil
}

/// The set of values.
public struct Range: Codable, Hashable, Sendable {
  /// The infimum.
  @Nullable public var infimum: ExactNumber? = nil
  /// The supremum.
  @Nullable public var supremum: ExactNumber? = nil
  /// Whether the infimum is a value.
  @Nullable public var infimumAttained: Bool? = nil
  /// Whether the supremum is a value.
  @Nullable public var supremumAttained: Bool? = nil
  /// A proved enclosure of all values, even where the ends are not known exactly.
  @Nullable public var bounds: [ExactNumber]? = nil
  /// What stood in the way.
  @Nullable public var reason: Reason? = nil
}

/// The Lipschitz constant over the domain.
public struct Lipschitz: Codable, Hashable, Sendable {
  /// The least constant, possibly `inf`; `nil` when not decided.
  @Nullable public var value: ExactNumber? = nil
  /// Whether a difference quotient reaches it.
  @Nullable public var attained: Bool? = nil
  /// A proved upper bound, even where the least constant is not known.
  @Nullable public var upperBound: ExactNumber? = nil
  /// What stood in the way.
  @Nullable public var reason: Reason? = nil
}

/// sup |f″| over the points where f″ exists.
public struct SecondDerivative: Codable, Hashable, Sendable {
  /// The supremum, possibly `inf`; `nil` when not decided.
  @Nullable public var supremum: ExactNumber? = nil
  /// Whether |f″| takes it; `nil` when not decided.
  @Nullable public var attained: Bool? = nil
  /// What stood in the way.
  @Nullable public var reason: Reason? = nil
}

/// The solutions of an equation.
public struct Roots: Codable, Hashable, Sendable {
  /// Points, as intervals with equal ends, and whole intervals, from left to right; `nil` when not
  /// decided.
  @Nullable public var sets: [IntervalDescription]? = nil
  /// Where the lists are those of one period, its length; all else is them, shifted by multiples of it.
  @Nullable public var period: ExactNumber? = nil
  /// Where the lists never end and no period repeats them, how they go on.
  @Nullable public var continuation: Continuation? = nil
  /// What stood in the way.
  @Nullable public var reason: Reason? = nil
}

/// Symmetry under x → −x.
public struct Symmetry: Codable, Hashable, Sendable {
  /// `even`, `odd`, `both` (the zero function), `none`, or `nil` when not decided.
  @Nullable public var kind: String? = nil
  /// What stood in the way.
  @Nullable public var reason: Reason? = nil
  /// Why.
  public var evidence: Evidence
}

/// Operation counts by kind, shared subexpressions once.
public struct Cost: Codable, Hashable, Sendable {
  /// For the value.
  public var value: [String: Int]
  /// For the derivative alone.
  public var derivative: [String: Int]
  /// For both together, sharing what they share.
  public var together: [String: Int]
}

/// Something to beware of, derived from the analysis.
public struct Trap: Codable, Hashable, Sendable {
  /// Which kind.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// f′ = 0 on an interval: a unit there learns nothing.
    case deadZone
    /// f′ tends to 0 at infinity.
    case vanishingGradient
    /// f never takes a sign: its outputs have one sign only.
    case notZeroCentred
    /// f jumps.
    case jump
    /// f′ is unbounded.
    case explodingGradient
    /// f is not differentiable at a point: the framework's convention decides.
    case kink
    /// An intermediate value of the formula as written overflows: the exact result of an operation is
    /// rounded to an infinity, while its operands are finite.
    case overflow
    /// The formula as written loses a small value against a large one.
    case absorption
    /// The formula is not defined on all of ℝ.
    case domain
  }
  /// Which.
  public var kind: Kind
  /// Where: an interval, or a point as an interval with equal ends.
  @Nullable public var over: IntervalDescription? = nil
  /// Where it is met again and again, shifted by multiples of a period, that period.
  @Nullable public var period: ExactNumber? = nil
  /// The float format it concerns: `float64`, `float32`, `float16`, `bfloat16`.
  @Nullable public var format: String? = nil
  /// The operation it concerns, as formula text.
  @Nullable public var operation: String? = nil
  /// A number that belongs to it: the overflow threshold, the limit of f′.
  @Nullable public var threshold: ExactNumber? = nil
  /// For what happens far out: −∞ or +∞.
  @Nullable public var toward: ExactNumber? = nil
  /// For an overflow: whether the operation belongs to the branch that is selected there; if not,
  /// only a program that computes all branches, as NumPy's `where` does, falls into it.
  @Nullable public var isSelected: Bool? = nil

  private enum CodingKeys: String, CodingKey {
    case kind, over, period, format, operation, threshold, toward
    case isSelected = "selected"
  }
}
