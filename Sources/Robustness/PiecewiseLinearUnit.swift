import Formulas

/// A piecewise linear activation in `Double`: each part is a piece.
struct PiecewiseLinearUnit: UnitFunction {
  private struct Part {
    /// The ends, rounded to nearest, and whether they are exact.
    var from: Double
    var to: Double
    var slope: Double
    var intercept: Double
    /// Sums from here on cannot lie in the part, as far as its right end is concerned.
    var leavesAt: Double
    /// Sums up to here cannot lie in the part, as far as its left end is concerned.
    var entersAt: Double
    var fromClosed: Bool
    var toClosed: Bool

    func value(_ z: Double) -> Double { slope * z + intercept }
  }

  private let parts: [Part]

  init(_ function: PiecewiseLinearFunction) {
    let pieces = function.pieces
    parts = pieces.indices.map { index in
      let piece = pieces[index]
      let to = piece.to.map(Double.init(nearestTo:)) ?? .infinity
      let from = piece.from.map(Double.init(nearestTo:)) ?? -.infinity
      // A point that the next piece has too, or has alone, need not be looked at here.
      let mayLeaveAtEnd =
        piece.to.map { Self.isExact($0, to) && Self.next(pieces, index, contains: $0) } ?? false
      let mayEnterAtEnd =
        piece.from.map { Self.isExact($0, from) && Self.previous(pieces, index, contains: $0) }
        ?? false
      return Part(
        from: from, to: to, slope: Double(nearestTo: piece.slope),
        intercept: Double(nearestTo: piece.intercept),
        leavesAt: mayLeaveAtEnd ? to : to.nextUp.nextUp,
        entersAt: mayEnterAtEnd ? from : from.nextDown.nextDown,
        fromClosed: piece.fromClosed, toClosed: piece.toClosed)
    }
  }

  private static func isExact(_ value: Rational, _ rounded: Double) -> Bool {
    Rational(exactly: rounded) == value
  }

  private static func next(
    _ pieces: [PiecewiseLinearFunction.Piece], _ index: Int, contains end: Rational
  ) -> Bool {
    index + 1 < pieces.count && pieces[index + 1].contains(end)
  }

  private static func previous(
    _ pieces: [PiecewiseLinearFunction.Piece], _ index: Int, contains end: Rational
  ) -> Bool {
    index > 0 && pieces[index - 1].contains(end)
  }

  var isCurved: Bool { false }

  var partCount: Int { parts.count }

  func ends(ofPart part: Int) -> (lower: Double, upper: Double) {
    (parts[part].from.nextDown, parts[part].to.nextUp)
  }

  func part(_ part: Int, containsLowerEnd isLower: Bool) -> Bool {
    isLower ? parts[part].fromClosed : parts[part].toClosed
  }

  func parts(
    _ range: ClosedRange<Int>, within lower: Double, _ upper: Double
  ) -> ClosedRange<Int> {
    var (first, last) = (range.lowerBound, range.upperBound)
    while first < last, parts[first].leavesAt <= lower { first += 1 }
    while first < last, parts[last].entersAt >= upper { last -= 1 }
    return first...last
  }

  func isAffine(on range: ClosedRange<Int>) -> Bool { range.lowerBound == range.upperBound }

  func lineAbove(
    on range: ClosedRange<Int>, from lower: Double, to upper: Double, near reference: Double
  ) -> Line {
    line(on: range, from: lower, to: upper, near: reference, sign: 1)
  }

  func lineBelow(
    on range: ClosedRange<Int>, from lower: Double, to upper: Double, near reference: Double
  ) -> Line {
    line(on: range, from: lower, to: upper, near: reference, sign: -1)
  }

  /// The edge of the convex hull of the graph that lies over `reference`: the upper edge for sign
  /// 1, the lower for −1.
  ///
  /// Among all segments between two corners of the graph, the edge is the highest over
  /// `reference`. The intercept is then taken from all corners, and rounded outward.
  private func line(
    on range: ClosedRange<Int>, from lower: Double, to upper: Double, near reference: Double,
    sign: Double
  ) -> Line {
    if range.lowerBound == range.upperBound {
      let part = parts[range.lowerBound]
      let error =
        0x1p-51 * (part.intercept.magnitude + part.slope.magnitude * largest(lower, upper))
      return Line(slope: part.slope, intercept: part.intercept + sign * error)
    }
    let reference = min(max(reference, lower), upper)
    return withUnsafeTemporaryAllocation(
      of: (z: Double, y: Double, size: Double).self, capacity: 2 * range.count
    ) { corners in
      var count = 0
      for index in range {
        let part = parts[index]
        let from = min(max(lower, part.from), upper)
        let to = max(min(upper, part.to), from)
        for z in [from, to] {
          let product = part.slope * z
          corners[count] = (
            z, product + part.intercept, product.magnitude + part.intercept.magnitude
          )
          count += 1
        }
      }
      var slope = 0.0
      var best = -Double.infinity
      for left in 0..<count where corners[left].z <= reference {
        for right in 0..<count where corners[right].z >= reference {
          let width = corners[right].z - corners[left].z
          guard width > 0 else { continue }
          let candidate = (corners[right].y - corners[left].y) / width
          let height = sign * (corners[left].y + candidate * (reference - corners[left].z))
          if height > best { (best, slope) = (height, candidate) }
        }
      }
      var intercept = -Double.infinity
      for index in 0..<count {
        let (z, y, size) = corners[index]
        let product = slope * z
        let error = 0x1p-50 * (size + product.magnitude)
        intercept = max(intercept, sign * (y - product) + error)
      }
      return Line(slope: slope, intercept: sign * intercept)
    }
  }

  private func largest(_ lower: Double, _ upper: Double) -> Double {
    max(lower.magnitude, upper.magnitude)
  }

  func division(
    of range: ClosedRange<Int>, from lower: Double, to upper: Double, near reference: Double
  ) -> UnitDivision {
    // The boundary nearest to the reference, among those between parts of the range.
    var best = range.lowerBound
    var distance = Double.infinity
    for index in range.dropLast() {
      let candidate = (parts[index].to - reference).magnitude
      if candidate < distance { (best, distance) = (index, candidate) }
    }
    return UnitDivision(
      leftParts: range.lowerBound...best, rightParts: best + 1...range.upperBound,
      leftEnd: ends(ofPart: best).upper, rightEnd: ends(ofPart: best + 1).lower)
  }

  func value(_ z: Double) -> Double { part(at: z).value(z) }

  func derivative(_ z: Double) -> Double { part(at: z).slope }

  private func part(at z: Double) -> Part {
    for part in parts where z < part.leavesAt && z <= part.to { return part }
    return parts[parts.count - 1]
  }
}
