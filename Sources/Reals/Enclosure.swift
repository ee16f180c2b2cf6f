/// What is known of a function on an interval besides its range, from least to most, as in the
/// decorations of IEEE Std 1788-2015; a composition knows the minimum of what its parts know.
public enum Decoration: Int, Comparable, Hashable, Sendable {
  /// Nothing: it may be undefined somewhere, and the range covers the part where it is defined.
  case trivial
  /// It is defined at every point.
  case defined
  /// It is defined at every point, and its restriction to the interval is continuous.
  case continuous

  /// Less is known of `a` than of `b`.
  public static func < (a: Decoration, b: Decoration) -> Bool { a.rawValue < b.rawValue }
}

/// The range of a formula on an interval: every value lies in `interval`, and `decoration` says
/// whether the formula is defined and continuous on the whole of it.
public struct Enclosure {
  /// Contains every value.
  public let interval: Interval

  /// What is known of definedness and continuity.
  public let decoration: Decoration

  /// An enclosure; an interval on which the identity is to be evaluated is `continuous`.
  public init(_ interval: Interval, _ decoration: Decoration = .continuous) {
    self.interval = interval
    self.decoration = decoration
  }
}
