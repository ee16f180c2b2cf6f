/// The lines along which what a network of two inputs decides changes.
///
/// Marching squares over classes, not over heights: each side of a small square whose ends are of
/// different classes is halved until the change is found, so that jumps, corners and several classes
/// are placed as well as smooth lines. What is narrower than a square is not seen.
struct DecisionBoundary {
  private let decision: (Double, Double) -> Int
  private let xs: [Double]
  private let ys: [Double]

  /// Where `decision` changes over squares with the given coordinates of corners, in ascending order.
  init(of decision: @escaping (Double, Double) -> Int, xs: [Double], ys: [Double]) {
    (self.decision, self.xs, self.ys) = (decision, xs, ys)
  }

  private struct Corner {
    let x: Double
    let y: Double
    let decided: Int
  }

  /// The lines, each as the coordinates x₁, y₁, x₂, y₂ of its ends.
  var segments: [[Double]] {
    var result: [[Double]] = []
    var below = corners(ys.first ?? 0)
    for y in ys.dropFirst() {
      let above = corners(y)
      for column in xs.indices.dropLast() {
        let square = [below[column], below[column + 1], above[column + 1], above[column]]
        if Set(square.map(\.decided)).count > 1 { result += segments(in: square) }
      }
      below = above
    }
    return result
  }

  private func corners(_ y: Double) -> [Corner] {
    xs.map { Corner(x: $0, y: y, decided: decision($0, y)) }
  }

  /// The lines in a square, whose corners are given around it.
  private func segments(in square: [Corner]) -> [[Double]] {
    let sides = square.indices.map { crossing(square[$0], square[($0 + 1) % 4]) }
    let crossings = sides.compactMap { $0 }
    if crossings.count == 2 { return [crossings[0] + crossings[1]] }
    let middle = [
      (square[0].x + square[2].x) / 2, (square[0].y + square[2].y) / 2,
    ]
    let isSaddle =
      square[0].decided == square[2].decided && square[1].decided == square[3].decided
    guard isSaddle, let bottom = sides[0], let right = sides[1], let top = sides[2],
      let left = sides[3]
    else {
      // Three classes or more meet.
      let centre = (0...1).map { axis in
        crossings.reduce(0) { $0 + $1[axis] } / Double(crossings.count)
      }
      return crossings.map { $0 + centre }
    }
    return decision(middle[0], middle[1]) == square[0].decided
      ? [bottom + right, top + left] : [left + bottom, right + top]
  }

  /// Where the decision changes between two corners, if it does.
  private func crossing(_ a: Corner, _ b: Corner) -> [Double]? {
    guard a.decided != b.decided else { return nil }
    var (near, far) = (0.0, 1.0)
    func point(_ share: Double) -> [Double] {
      [a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)]
    }
    for _ in 0..<12 {
      let middle = (near + far) / 2
      let place = point(middle)
      if decision(place[0], place[1]) == a.decided { near = middle } else { far = middle }
    }
    return point((near + far) / 2)
  }
}
