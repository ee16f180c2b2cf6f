import Formulas

/// A function of one variable that is affine on each of finitely many intervals covering ℝ, with
/// rational data.
public struct PiecewiseLinearFunction: Hashable, Sendable {
  /// slope · z + intercept between two ends; a piece may be a single point, `from` = `to`.
  public struct Piece: Hashable, Sendable {
    /// The left end, or `nil` for −∞.
    public let from: Rational?
    /// The right end, or `nil` for +∞.
    public let to: Rational?
    /// Whether the left end belongs to the piece; `false` at −∞.
    public let fromClosed: Bool
    /// Whether the right end belongs to the piece; `false` at +∞.
    public let toClosed: Bool
    /// The slope.
    public let slope: Rational
    /// The value that the line has at 0.
    public let intercept: Rational

    /// A piece.
    public init(
      from: Rational?, to: Rational?, fromClosed: Bool, toClosed: Bool, slope: Rational,
      intercept: Rational
    ) {
      self.from = from
      self.to = to
      self.fromClosed = fromClosed
      self.toClosed = toClosed
      self.slope = slope
      self.intercept = intercept
    }

    /// slope · z + intercept, wherever z is.
    public func callAsFunction(_ z: Rational) -> Rational { slope * z + intercept }

    /// Whether z lies in the piece.
    public func contains(_ z: Rational) -> Bool {
      if let from, fromClosed ? z < from : z <= from { return false }
      if let to, toClosed ? z > to : z >= to { return false }
      return true
    }
  }

  /// The pieces from left to right. Where two meet, the point belongs to one of them, or to both
  /// when the function is continuous there.
  public let pieces: [Piece]

  /// A function of the given pieces, or `nil` when they do not cover ℝ from left to right, a point
  /// belongs to no piece, or two pieces disagree where both contain a point.
  public init?(pieces: [Piece]) {
    guard let first = pieces.first, let last = pieces.last, first.from == nil, last.to == nil
    else { return nil }
    for (left, right) in zip(pieces, pieces.dropFirst()) {
      guard let end = left.to, end == right.from, left.toClosed || right.fromClosed else {
        return nil
      }
      if left.toClosed, right.fromClosed, left(end) != right(end) { return nil }
    }
    for piece in pieces {
      guard let from = piece.from, let to = piece.to else { continue }
      guard from < to || (from == to && piece.fromClosed && piece.toClosed) else { return nil }
    }
    self.pieces = pieces
  }

  /// The value at z.
  public func callAsFunction(_ z: Rational) -> Rational {
    // The pieces cover ℝ, so that one is found.
    (pieces.first { $0.contains(z) } ?? pieces[0])(z)
  }

  /// Whether the function is continuous.
  public var isContinuous: Bool {
    zip(pieces, pieces.dropFirst()).allSatisfy { left, right in
      guard let end = left.to else { return false }
      return left(end) == right(end)
    }
  }
}
