import Analysis
import Foundation
import Reals

/// The segments of proved curvature of a function, from its analysis.
enum CurvatureRecognition {
  /// How many periods of a function that repeats are told apart on each side of 0.
  private static let periods = 40

  /// The segments from left to right, which cover ℝ; a single unknown one where nothing is proved.
  static func segments(of convexity: Convexity) -> [CurvedUnit.Segment] {
    let unknown = [CurvedUnit.Segment(curvature: .unknown, end: .infinity ... .infinity)]
    guard let convex = convexity.convex, let concave = convexity.concave else { return unknown }
    let shifts = convexity.period.flatMap(bounds).map { period in
      (-periods...periods).map { shift in
        shift == 0 ? 0...0 : scaled(period, by: Double(shift))
      }
    }
    let bends = (convex.map { ($0, true) } + concave.map { ($0, false) }).flatMap {
      interval, isConvex in
      (shifts ?? [0...0]).compactMap { shift -> Bend? in
        guard let from = bounds(interval.from), let to = bounds(interval.to) else { return nil }
        return Bend(from: sum(from, shift), to: sum(to, shift), isConvex: isConvex)
      }
    }
    // Boundaries that cannot be told apart count as one.
    var ends: [ClosedRange<Double>] = []
    for end in bends.flatMap({ [$0.from, $0.to] }).filter({ $0.lowerBound.isFinite })
      .sorted(by: { $0.lowerBound < $1.lowerBound })
    {
      if let last = ends.last, end.lowerBound <= last.upperBound {
        ends[ends.count - 1] =
          last.lowerBound...max(last.upperBound, end.upperBound)
      } else {
        ends.append(end)
      }
    }
    var segments: [CurvedUnit.Segment] = []
    for index in 0...ends.count {
      let from = index == 0 ? -Double.infinity : ends[index - 1].upperBound
      let to = index == ends.count ? Double.infinity : ends[index].lowerBound
      let isConvex = bends.contains { $0.isConvex && $0.covers(from, to) }
      let isConcave = bends.contains { !$0.isConvex && $0.covers(from, to) }
      let curvature: CurvedUnit.Curvature =
        isConvex ? (isConcave ? .affine : .convex) : (isConcave ? .concave : .unknown)
      segments.append(
        CurvedUnit.Segment(
          curvature: curvature, end: index == ends.count ? .infinity ... .infinity : ends[index]))
    }
    return segments
  }

  private struct Bend {
    let from: ClosedRange<Double>
    let to: ClosedRange<Double>
    let isConvex: Bool

    func covers(_ lower: Double, _ upper: Double) -> Bool {
      from.lowerBound <= lower && to.upperBound >= upper
    }
  }

  /// The enclosure of a number, rounded outward; `nil` where there is none.
  private static func bounds(_ number: ExactNumber) -> ClosedRange<Double>? {
    guard number.enclosure.count == 2, let lower = Double(number.enclosure[0]),
      let upper = Double(number.enclosure[1]), lower <= upper
    else { return nil }
    if lower.isInfinite || lower == upper && isShort(number.decimal) { return lower...upper }
    return lower.nextDown...upper.nextUp
  }

  /// Whether a decimal is so short that a `Double` of it that prints the same is exact enough:
  /// integers and halves, which are.
  private static func isShort(_ decimal: String) -> Bool {
    guard let value = Double(decimal) else { return false }
    return value.magnitude < 0x1p50 && (2 * value).rounded() == 2 * value
      && (decimal.hasSuffix(".5") || !decimal.contains("."))
  }

  private static func scaled(
    _ range: ClosedRange<Double>, by factor: Double
  ) -> ClosedRange<Double> {
    let ends = [factor * range.lowerBound, factor * range.upperBound]
    return min(ends[0], ends[1]).nextDown...max(ends[0], ends[1]).nextUp
  }

  private static func sum(
    _ a: ClosedRange<Double>, _ b: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    if a.lowerBound.isInfinite || b == 0...0 { return a }
    return (a.lowerBound + b.lowerBound).nextDown...(a.upperBound + b.upperBound).nextUp
  }
}
