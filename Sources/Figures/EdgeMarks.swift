import Foundation

// Difference points outside of the window: an arrow at the figure's edge says where they are.

extension FunctionFigure {
  /// A point outside of the window, as it is shown at the edge.
  struct EdgeMark: Equatable {
    /// The side that the arrow points to.
    enum Side: String {
      case up = "triangle-up"
      case down = "triangle-down"
      case left = "triangle-left"
      case right = "triangle-right"
    }

    /// Where the arrow is drawn, inside the window.
    let at: FigurePoint
    /// Where it points to.
    let side: Side
    /// The value; with the argument where that is outside of the window.
    let label: String
  }

  /// How far the arrows are from the edge, in pixels: they lie in the drawing as a whole.
  private static let inset = 9.0

  /// Whether the point lies in the drawing: a symbol outside of it would make the picture grow.
  func isVisible(_ point: FigurePoint) -> Bool {
    xFrom <= point.x && point.x <= xTo && window.contains(point.y)
  }

  /// The arrows for the points of a series that are not visible.
  func edgeMarks(of series: Differences) -> [EdgeMark] {
    series.points.filter { !isVisible($0.at) }.map(edgeMark)
  }

  private func edgeMark(of mark: Mark) -> EdgeMark {
    let window = window
    let insetX = Self.inset / width * (xTo - xFrom)
    let insetY = Self.inset / height * (window.upperBound - window.lowerBound)
    let at = FigurePoint(
      x: min(max(mark.at.x, xFrom + insetX), xTo - insetX),
      y: min(max(mark.at.y, window.lowerBound + insetY), window.upperBound - insetY))
    let value = mark.label.isEmpty ? Self.short(mark.at.y) : mark.label
    if xFrom <= mark.at.x, mark.at.x <= xTo {
      return EdgeMark(at: at, side: mark.at.y > at.y ? .up : .down, label: value)
    }
    return EdgeMark(
      at: at, side: mark.at.x > at.x ? .right : .left,
      label: "\(xTitle) = \(Self.short(mark.at.x)): \(value)")
  }

  /// Four significant digits, with a proper minus sign.
  static func short(_ value: Double) -> String {
    String(format: "%.4g", value).replacing("-", with: "−")
  }
}
