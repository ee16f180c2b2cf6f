/// Rectangles that shade a part of the plane by what a network decides there.
///
/// Where the value changes by more than a tenth, rectangles are halved both ways until they are an
/// eighth as wide: narrower than the line that is drawn where classes meet.
struct DecisionShading {
  /// The value that is shown at a point: a probability or a class.
  let value: (Double, Double) -> Double

  private static let greatestDepth = 3
  private static let tolerance = 0.1

  /// The rectangles, those that lie to the right and above after others.
  func cells(xs: [Double], ys: [Double]) -> [DecisionMap.Cell] {
    var result: [DecisionMap.Cell] = []
    for (bottom, top) in zip(ys, ys.dropFirst()) {
      for (left, right) in zip(xs, xs.dropFirst()) {
        append(left, right, bottom, top, depth: 0, to: &result)
      }
    }
    return result
  }

  private func append(
    _ left: Double, _ right: Double, _ bottom: Double, _ top: Double, depth: Int,
    to result: inout [DecisionMap.Cell]
  ) {
    let (x, y) = ((left + right) / 2, (bottom + top) / 2)
    let around = [bottom, y, top].flatMap { y in [left, x, right].map { value($0, y) } }
    let isEven = (around.max() ?? 0) - (around.min() ?? 0) <= Self.tolerance
    guard !isEven, depth < Self.greatestDepth else {
      result.append(
        DecisionMap.Cell(left: left, right: right, bottom: bottom, top: top, value: value(x, y)))
      return
    }
    for (bottom, top) in [(bottom, y), (y, top)] {
      for (left, right) in [(left, x), (x, right)] {
        append(left, right, bottom, top, depth: depth + 1, to: &result)
      }
    }
  }
}
