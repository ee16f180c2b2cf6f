import Formulas
import Reals

/// A continuous activation whose curvature is proved: tangents and chords bound it.
///
/// Each part is an interval on which the function is convex, concave, or both. Values and slopes at
/// single points are enclosures.
final class CurvedUnit: UnitFunction {
  /// How the graph bends on a segment.
  enum Curvature {
    case convex
    case concave
    case affine
    /// Not proved: intervals are all that bounds it.
    case unknown
  }

  /// An interval between two boundaries.
  struct Segment {
    var curvature: Curvature
    /// The right end, between two numbers; +∞ for the last segment.
    var end: ClosedRange<Double>
  }

  private let segments: [Segment]
  /// Enclosures of the function over the boundaries, each as wide as what is known of it.
  private let boundaryValues: [ClosedRange<Double>]
  private let floatValue: (Double) -> Double
  private let floatDerivative: (Double) -> Double
  private let balls: PreparedFormulas<BallArithmetic>
  private let intervals: PreparedFormulas<IntervalArithmetic>
  private var remembered: [UInt64: Enclosures] = [:]

  private struct Enclosures {
    var value: ClosedRange<Double>
    var slope: ClosedRange<Double>?
  }

  /// - Parameters:
  ///   - formula: the function, continuous and defined on ℝ.
  ///   - derivative: its derivative, where it has one.
  ///   - value: the function in `Double`, for guesses only.
  ///   - slope: the derivative in `Double`, for guesses only.
  init(
    _ formula: Formula, derivative: Formula, segments: [Segment],
    value: @escaping (Double) -> Double, slope: @escaping (Double) -> Double
  ) {
    self.segments = segments
    floatValue = value
    floatDerivative = slope
    balls = PreparedFormulas([formula, derivative], over: BallArithmetic(precision: 96))
    let intervals = PreparedFormulas([formula], over: IntervalArithmetic(precision: 96))
    self.intervals = intervals
    boundaryValues = segments.dropLast().map { Self.range(of: intervals, over: $0.end) }
  }

  private static let anything = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude

  private static func range(
    of formulas: PreparedFormulas<IntervalArithmetic>, over range: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    guard let lower = Rational(exactly: range.lowerBound),
      let upper = Rational(exactly: range.upperBound)
    else { return anything }
    var evaluation = formulas.evaluation(
      at: Enclosure(Interval(lower, upper, precision: 1100)))
    guard let value = try? evaluation.value(ofFormula: 0), value.decoration >= .defined else {
      return anything
    }
    let bounds = value.interval.doubleBounds
    return max(
      bounds.lowerBound, anything.lowerBound)...min(
        bounds.upperBound, anything.upperBound)
  }

  private func enclosures(at z: Double) -> Enclosures {
    if let known = remembered[z.bitPattern] { return known }
    var result = Enclosures(value: Self.anything, slope: nil)
    if let point = Ball(exactly: z) {
      var evaluation = balls.evaluation(at: point)
      if let value = try? evaluation.value(ofFormula: 0), value.isBounded {
        result.value = value.doubleBounds
      }
      if let slope = try? evaluation.value(ofFormula: 1), slope.isBounded {
        result.slope = slope.doubleBounds
      }
    }
    if remembered.count >= 4096 { remembered.removeAll(keepingCapacity: true) }
    remembered[z.bitPattern] = result
    return result
  }

  // MARK: Parts

  var isCurved: Bool { true }

  var partCount: Int { segments.count }

  func ends(ofPart part: Int) -> (lower: Double, upper: Double) {
    (
      part == 0 ? -.infinity : segments[part - 1].end.lowerBound,
      segments[part].end.upperBound
    )
  }

  /// The function is continuous: both sides of a boundary have it.
  func part(_ part: Int, containsLowerEnd isLower: Bool) -> Bool { true }

  func parts(
    _ range: ClosedRange<Int>, within lower: Double, _ upper: Double
  ) -> ClosedRange<Int> {
    var (first, last) = (range.lowerBound, range.upperBound)
    while first < last, segments[first].end.upperBound <= lower { first += 1 }
    while first < last, segments[last - 1].end.lowerBound >= upper { last -= 1 }
    return first...last
  }

  func isAffine(on range: ClosedRange<Int>) -> Bool {
    range.count == 1 && segments[range.lowerBound].curvature == .affine
  }

  // MARK: Lines

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

  /// A line above `sign` times the function, times `sign`.
  private func line(
    on range: ClosedRange<Int>, from lower: Double, to upper: Double, near reference: Double,
    sign: Double
  ) -> Line {
    let touching = min(max(reference, lower), upper)
    let slope = slope(on: range, lower, upper, touching, sign)
    let height = greatest(slope, on: range, lower, upper, touching, sign)
    // A little more, so that a check by other means need not be as tight.
    let size = height.magnitude + slope.magnitude * max(lower.magnitude, upper.magnitude)
    // Where the function is next to nothing a relative margin would be too.
    return Line(slope: slope, intercept: sign * (height + 0x1p-44 * size + 0x1p-70))
  }

  private func slope(
    on range: ClosedRange<Int>, _ lower: Double, _ upper: Double, _ touching: Double,
    _ sign: Double
  ) -> Double {
    func tangent() -> Double {
      let slope = floatDerivative(touching)
      return slope.isFinite ? slope : 0
    }
    guard upper > lower, (upper - lower).isFinite else { return tangent() }
    func chord(_ a: Double, _ b: Double) -> Double {
      let slope = (floatValue(b) - floatValue(a)) / (b - a)
      return slope.isFinite ? slope : 0
    }
    if range.count == 1 {
      switch segments[range.lowerBound].curvature {
      case .affine, .unknown: return chord(lower, upper)
      case .convex: return sign > 0 ? chord(lower, upper) : tangent()
      case .concave: return sign > 0 ? tangent() : chord(lower, upper)
      }
    }
    // The edge of the hull of sampled points over the place where the line is to touch.
    let count = 16
    let points = (0...count).map { lower + (upper - lower) * Double($0) / Double(count) }
    let heights = points.map { sign * floatValue($0) }
    var (best, edge) = (-Double.infinity, (0, count))
    for left in 0..<count where points[left] <= touching {
      for right in left + 1...count where points[right] >= touching {
        let share = (touching - points[left]) / (points[right] - points[left])
        let height = heights[left] + share * (heights[right] - heights[left])
        if height > best { (best, edge) = (height, (left, right)) }
      }
    }
    return edge.1 - edge.0 <= 1 ? tangent() : chord(points[edge.0], points[edge.1])
  }

  /// An upper bound of sign · (f(z) − slope · z) for z in the interval.
  private func greatest(
    _ slope: Double, on range: ClosedRange<Int>, _ lower: Double, _ upper: Double,
    _ touching: Double, _ sign: Double
  ) -> Double {
    var result = -Double.infinity
    func include(_ value: ClosedRange<Double>, _ z: ClosedRange<Double>) {
      let height = sign > 0 ? value.upperBound : -value.lowerBound
      for end in [z.lowerBound, z.upperBound] {
        let product = sign * slope * end
        result = max(result, height - product + 0x1p-50 * (height.magnitude + product.magnitude))
      }
    }
    for part in range {
      let ends = ends(ofPart: part)
      let (from, to) = (max(lower, ends.lower), min(upper, ends.upper))
      guard from <= to else { continue }
      if part > 0, lower <= segments[part - 1].end.upperBound {
        include(boundaryValues[part - 1], segments[part - 1].end)
      }
      if part + 1 < segments.count, upper >= segments[part].end.lowerBound {
        include(boundaryValues[part], segments[part].end)
      }
      switch (segments[part].curvature, sign > 0) {
      case (.affine, _), (.convex, true), (.concave, false):
        // The greatest value is at an end; ends at boundaries are included already.
        include(enclosures(at: from).value, from...from)
        include(enclosures(at: to).value, to...to)
      case (.concave, true), (.convex, false):
        let place =
          from <= touching && touching <= to && floatDerivative(touching) == slope
          ? touching : stationary(slope, from, to, sign)
        result = max(result, belowTangent(at: place, slope, from, to, sign))
      case (.unknown, _):
        let count = 8
        var left = from
        for index in 1...count {
          let right =
            index == count ? to : max(left, from + (to - from) * Double(index) / Double(count))
          include(Self.range(of: intervals, over: left...right), left...right)
          left = right
        }
      }
    }
    return result
  }

  /// A bound of sign · (f(z) − slope · z) between `from` and `to`, where sign · f is concave: by
  /// the tangent at `place`.
  private func belowTangent(
    at place: Double, _ slope: Double, _ from: Double, _ to: Double, _ sign: Double
  ) -> Double {
    let known = enclosures(at: place)
    let range = known.slope ?? Self.anything
    let height = sign > 0 ? known.value.upperBound : -known.value.lowerBound
    var result = -Double.infinity
    for end in [from, to] {
      let run = end - place
      // The tangent rises by slope′ · run; what rises most is taken.
      let rise = max(sign * range.lowerBound * run, sign * range.upperBound * run)
      let product = sign * slope * end
      let size = height.magnitude + rise.magnitude + product.magnitude
      result = max(result, height + rise - product + 0x1p-49 * size)
    }
    return result
  }

  /// Where the derivative is near `slope`, between `from` and `to`, where sign · f is concave.
  private func stationary(
    _ slope: Double, _ from: Double, _ to: Double, _ sign: Double
  ) -> Double {
    var (left, right) = (from, to)
    for _ in 0..<30 {
      let middle = left + (right - left) / 2
      if sign * (floatDerivative(middle) - slope) > 0 { left = middle } else { right = middle }
    }
    return left + (right - left) / 2
  }

  // MARK: Division

  func division(
    of range: ClosedRange<Int>, from lower: Double, to upper: Double, near reference: Double
  ) -> UnitDivision {
    let margin = (upper - lower) / 8
    // A boundary between two segments, if one is not too near an end.
    for part in range.dropLast() {
      let end = segments[part].end
      if end.lowerBound > lower + margin, end.upperBound < upper - margin {
        return UnitDivision(
          leftParts: range.lowerBound...(end.lowerBound < end.upperBound ? part + 1 : part),
          rightParts: part + 1...range.upperBound,
          leftEnd: end.upperBound, rightEnd: end.upperBound, isCurved: true)
      }
    }
    let at = min(max(reference, lower + margin), upper - margin)
    return UnitDivision(
      leftParts: parts(range, within: lower, at), rightParts: parts(range, within: at, upper),
      leftEnd: at, rightEnd: at, isCurved: true)
  }

  func value(_ z: Double) -> Double { floatValue(z) }
  func derivative(_ z: Double) -> Double { floatDerivative(z) }
}
