import Foundation

/// Puts labels beside the points they name, clear of curves and of one another.
///
/// All lengths are pixels, with y growing downwards. Greedy: a label takes the best of the places
/// around its point, and keeps it.
struct LabelPlacement {
  /// The size of the drawing.
  let width: Double
  let height: Double

  /// The size of the type.
  let fontSize: Double

  /// What labels should not cover.
  private var obstacles: [(x: Double, y: Double)] = []

  /// Labels that are placed already.
  private var taken: [Box] = []

  /// A rectangle around its centre.
  struct Box: Equatable {
    var x: Double
    var y: Double
    var halfWidth: Double
    var halfHeight: Double

    func overlaps(_ other: Box) -> Bool {
      abs(x - other.x) < halfWidth + other.halfWidth
        && abs(y - other.y) < halfHeight + other.halfHeight
    }

    func contains(_ point: (x: Double, y: Double)) -> Bool {
      abs(x - point.x) < halfWidth && abs(y - point.y) < halfHeight
    }
  }

  init(width: Double, height: Double, fontSize: Double) {
    (self.width, self.height, self.fontSize) = (width, height, fontSize)
  }

  /// An estimate of a text's width: exact metrics belong to the font.
  static func width(of text: String, fontSize: Double) -> Double {
    0.58 * fontSize * Double(text.count)
  }

  /// Keeps labels off a polyline.
  mutating func avoid(polyline: [(x: Double, y: Double)]) {
    for (start, end) in zip(polyline, polyline.dropFirst()) {
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      let length = (dx * dx + dy * dy).squareRoot()
      guard length.isFinite else { continue }
      // Parts beyond the drawing are clipped, however long they are.
      let steps = Int(min(max(length / 4, 1), 400))
      for step in 0...steps {
        let part = Double(step) / Double(steps)
        let point = (x: start.x + dx * part, y: start.y + dy * part)
        if (0...width).contains(point.x), (0...height).contains(point.y) {
          obstacles.append(point)
        }
      }
    }
  }

  /// Keeps labels off a point's symbol.
  mutating func avoid(symbolAt point: (x: Double, y: Double), radius: Double) {
    taken.append(Box(x: point.x, y: point.y, halfWidth: radius, halfHeight: radius))
  }

  /// The place of the label of a point.
  mutating func place(_ text: String, at point: (x: Double, y: Double)) -> Box {
    let box = best(text, at: point, distances: [9, 16, 26, 40, 58]).box
    taken.append(box)
    return box
  }

  /// The place of a label that may be left out: `nil` unless there is room near the point, clear of
  /// all but a few strokes.
  mutating func placeIfClear(_ text: String, at point: (x: Double, y: Double)) -> Box? {
    let (cost, box) = best(text, at: point, distances: [9, 16])
    guard cost < Self.costOfLabel / 4 else { return nil }
    taken.append(box)
    return box
  }

  /// The best of the places around a point, and what is wrong with it.
  private func best(
    _ text: String, at point: (x: Double, y: Double), distances: [Double]
  ) -> (cost: Double, box: Box) {
    let halfWidth = Self.width(of: text, fontSize: fontSize) / 2 + 3
    let halfHeight = fontSize * 0.62
    var best = (
      cost: Double.infinity,
      box: Box(x: point.x, y: point.y, halfWidth: halfWidth, halfHeight: halfHeight)
    )
    for distance in distances {
      for (dx, dy) in [(0.0, -1.0), (1, 0), (-1, 0), (0, 1), (1, 1), (-1, -1), (1, -1), (-1, 1)] {
        let box = Box(
          x: point.x + dx * (distance + halfWidth), y: point.y + dy * (distance + halfHeight),
          halfWidth: halfWidth, halfHeight: halfHeight)
        let cost = cost(of: box) + distance / 12
        if cost < best.cost { best = (cost, box) }
      }
    }
    return best
  }

  /// What covering another label counts, in points of curves.
  private static let costOfLabel = 100.0

  /// What is wrong with a place: leaving the drawing is worst, then labels, then curves.
  private func cost(of box: Box) -> Double {
    let inside =
      box.x - box.halfWidth >= 2 && box.x + box.halfWidth <= width - 2
      && box.y - box.halfHeight >= 2 && box.y + box.halfHeight <= height - 2
    let labels = taken.count { $0.overlaps(box) }
    let points = obstacles.count { box.contains($0) }
    return (inside ? 0 : 1000) + Self.costOfLabel * Double(labels) + Double(min(points, 90))
  }
}
