import Reals

/// The four gradient regions over a window.
public struct GradientRegions: Codable, Hashable, Sendable {
  /// The window, or ℝ.
  public var over: IntervalDescription
  /// Maximal regions from left to right; `nil` when nothing is decided.
  @Nullable public var pieces: [Region]? = nil
  /// Where the regions are those of one period, its length; all else is them, shifted by multiples of it.
  @Nullable public var period: ExactNumber? = nil
  /// Where the regions never end and no period repeats them, how they go on.
  @Nullable public var continuation: Continuation? = nil
  /// Where f′ is not defined: points, and whole intervals outside the domain, from left to right.
  public var undefinedAt: [Place]
  /// What is not decided, from left to right; `pieces`, `undefinedAt` and these make up the window.
  public var undecided: [Stretch]
  /// What stood in the way.
  @Nullable public var reason: Reason? = nil

  /// A maximal interval, or a single point, on which |f′| is of one kind.
  public struct Region: Codable, Hashable, Sendable {
    /// g = |f′|: fast g > 0.99, active 0.01 ≤ g ≤ 0.99, slow 0 < g < 0.01, inactive g = 0.
    public enum Kind: String, Codable, Hashable, Sendable {
      /// g > 99/100.
      case fast
      /// 1/100 ≤ g ≤ 99/100.
      case active
      /// 0 < g < 1/100.
      case slow
      /// g = 0.
      case inactive
    }
    /// Which.
    public var kind: Kind
    /// The left end.
    public var from: ExactNumber
    /// The right end.
    public var to: ExactNumber
    /// Whether the left end belongs to it.
    public var fromClosed: Bool
    /// Whether the right end belongs to it.
    public var toClosed: Bool
  }
}

extension GradientRegions {
  /// A point or an interval: in JSON a number, or an object with `from`, `to`, `fromClosed` and
  /// `toClosed`.
  public enum Place: Hashable, Sendable {
    /// A single point.
    case point(ExactNumber)
    /// An interval with different ends.
    case interval(IntervalDescription)
  }

  /// An interval or a point on which the kind of |f′| is not decided.
  public struct Stretch: Codable, Hashable, Sendable {
    /// The left end.
    public var from: ExactNumber
    /// The right end.
    public var to: ExactNumber
    /// Whether the left end belongs to it.
    public var fromClosed: Bool
    /// Whether the right end belongs to it.
    public var toClosed: Bool
    /// What stood in the way.
    public var reason: Reason
  }
}

extension GradientRegions.Place: Codable {
  /// Reads a number or an interval.
  public init(from decoder: any Decoder) throws {
    if let interval = try? IntervalDescription(from: decoder) {
      self = .interval(interval)
    } else {
      self = .point(try ExactNumber(from: decoder))
    }
  }

  /// Writes the number or the interval.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .point(let number): try number.encode(to: encoder)
    case .interval(let interval): try interval.encode(to: encoder)
    }
  }
}
