/// A point of a graph.
public struct FigurePoint: Hashable, Codable, Sendable {
  /// The argument.
  public var x: Double
  /// The value.
  public var y: Double

  /// The point (x, y).
  public init(x: Double, y: Double) {
    (self.x, self.y) = (x, y)
  }
}
