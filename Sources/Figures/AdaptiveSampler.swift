import Foundation

/// Chooses the arguments at which a graph is drawn: many where it bends, few where it is straight.
///
/// The function may be undefined (`nil`) or not finite anywhere; the graph is broken there. It is
/// broken at the given joints too, and each side is followed up to its one-sided limit.
public struct AdaptiveSampler: Sendable {
  /// How far a chord may be from the graph, as a part of the graph's height.
  public var tolerance: Double

  /// The greatest number of points in one call's result.
  public var maximumPoints: Int

  /// Whether the graph is broken where it steps from one flat part to another within the finest
  /// interval: for functions that are not known to be continuous, and whose joints are not known.
  public var breaksAtSteps: Bool

  /// The points before refinement, shared by the pieces between joints in proportion to width.
  static let initialPoints = 96

  /// How far from a joint its one-sided limits are read off, as a part of the interval's width:
  /// not to be seen in a figure, and far above the rounding errors of formulas such as
  /// (1 − cos x)/x².
  static let closeness = 1e-6

  /// The narrowest interval that is still halved, as a part of the whole.
  static let finest = 1e-5

  /// A sampler; the defaults serve a figure some hundred pixels high.
  public init(
    tolerance: Double = 3e-4, maximumPoints: Int = 1500, breaksAtSteps: Bool = false
  ) {
    self.tolerance = tolerance
    self.breaksAtSteps = breaksAtSteps
    self.maximumPoints = max(maximumPoints, 2)
  }

  /// The graph of a function as connected pieces, from left to right.
  ///
  /// - Parameters:
  ///   - interval: where; an empty or infinite one has no graph.
  ///   - joints: where the graph may jump or bend sharply; those outside are ignored.
  ///   - function: the value, or `nil` where there is none.
  /// - Returns: segments of at least one point each, no two of which share a point's argument
  ///   except at joints.
  public func segments(
    over interval: ClosedRange<Double>, joints: [Double] = [], of function: (Double) -> Double?
  ) -> [[FigurePoint]] {
    let (low, high) = (interval.lowerBound, interval.upperBound)
    let width = high - low
    guard width > 0, width.isFinite else { return [] }
    let inner = Set(joints.filter { $0 > low && $0 < high }).sorted()
    let ends = [low] + inner + [high]
    let pieces = zip(ends, ends.dropFirst()).map { from, to in
      // At a joint the value belongs to one side only, and the ends of the interval may be joints:
      // all are approached from inside.
      let margin = min(width * Self.closeness, (to - from) / 4)
      return Piece(
        from: from, to: to, evaluatedFrom: from + margin, evaluatedTo: to - margin)
    }
    var samples = pieces.map { piece in
      let share = Int(Double(Self.initialPoints) * (piece.to - piece.from) / width)
      return initialSamples(of: function, on: piece, count: max(share, 12))
    }
    let scale = scale(of: samples, trimming: 20, enlarging: 2)
    // A figure that cuts off more than its farthest tenth shows the rest larger.
    let core = self.scale(of: samples, trimming: 10, enlarging: 1)
    for (index, piece) in pieces.enumerated() {
      let budget = maximumPoints / pieces.count
      for scale in core.height < scale.height / 5 ? [scale, core] : [scale] {
        refine(
          &samples[index], of: function, on: piece, scale: scale, width: width, budget: budget)
      }
    }
    return samples.flatMap { broken($0, scale: scale, width: width) }
  }

  /// One piece between joints, and the arguments at which its ends are read off.
  private struct Piece {
    var from: Double
    var to: Double
    var evaluatedFrom: Double
    var evaluatedTo: Double
  }

  /// An argument with the value, if there is a finite one.
  private struct Sample {
    var x: Double
    var y: Double?
  }

  private func initialSamples(
    of function: (Double) -> Double?, on piece: Piece, count: Int
  ) -> [Sample] {
    (0...count).map { step in
      switch step {
      case 0: return Sample(x: piece.from, y: finite(function(piece.evaluatedFrom)))
      case count: return Sample(x: piece.to, y: finite(function(piece.evaluatedTo)))
      default:
        let x = piece.from + (piece.to - piece.from) * Double(step) / Double(count)
        return Sample(x: x, y: finite(function(x)))
      }
    }
  }

  /// What of the graph is likely to be seen: its farthest tenth may belong to a pole.
  private struct Scale {
    var height: Double
    var middle: Double

    /// A value, brought near if it is far out of sight.
    func clamped(_ value: Double) -> Double {
      min(max(value, middle - 4 * height), middle + 4 * height)
    }
  }

  private func scale(
    of samples: [[Sample]], trimming part: Int, enlarging factor: Double
  ) -> Scale {
    let values = samples.joined().compactMap(\.y).sorted()
    guard let lowest = values.first, let highest = values.last else {
      return Scale(height: 1, middle: 0)
    }
    let low = values[values.count / part]
    let high = values[values.count - 1 - values.count / part]
    let height = high > low ? min(highest - lowest, factor * (high - low)) : highest - lowest
    let isUsable = height > 0 && height.isFinite
    return Scale(height: isUsable ? height : 1, middle: values[values.count / 2])
  }

  /// Halves intervals, pass by pass, as long as the middle is off the chord.
  private func refine(
    _ samples: inout [Sample], of function: (Double) -> Double?, on piece: Piece, scale: Scale,
    width: Double, budget: Int
  ) {
    // An interval whose middle was on the chord is not looked at again.
    var unsettled = [Bool](repeating: true, count: max(samples.count - 1, 0))
    while samples.count < budget, unsettled.contains(true) {
      var refined: [Sample] = []
      var open: [Bool] = []
      for index in unsettled.indices {
        let (left, right) = (samples[index], samples[index + 1])
        refined.append(left)
        let isWide = right.x - left.x > width * Self.finest
        guard unsettled[index], isWide, refined.count + samples.count - index < budget else {
          open.append(false)
          continue
        }
        let x = left.x + (right.x - left.x) / 2
        guard left.x < x, x < right.x else {
          open.append(false)
          continue
        }
        let middle = Sample(x: x, y: finite(function(x)))
        let bends =
          switch (left.y, middle.y, right.y) {
          case (let a?, let m?, let b?):
            abs(scale.clamped(m) - (scale.clamped(a) + scale.clamped(b)) / 2)
              > tolerance * scale.height
          case (nil, nil, nil): false
          default: true
          }
        if bends {
          refined.append(middle)
          open += [true, true]
        } else {
          open.append(false)
        }
      }
      if let last = samples.last { refined.append(last) }
      (samples, unsettled) = (refined, open)
    }
  }

  /// Connected runs of samples: broken where there is no value, across poles, and at steps.
  private func broken(_ samples: [Sample], scale: Scale, width: Double) -> [[FigurePoint]] {
    var segments: [[FigurePoint]] = []
    var current: [FigurePoint] = []
    for (index, sample) in samples.enumerated() {
      guard let y = sample.y else {
        if !current.isEmpty { segments.append(current) }
        current = []
        continue
      }
      if let previous = current.last,
        crossesPole(previous.y, y, scale) || isStep(samples, at: index, scale, width)
      {
        segments.append(current)
        current = []
      }
      current.append(FigurePoint(x: sample.x, y: y))
    }
    if !current.isEmpty { segments.append(current) }
    return segments
  }

  /// Whether the graph steps just before a sample, and is flat beside that.
  private func isStep(_ samples: [Sample], at index: Int, _ scale: Scale, _ width: Double) -> Bool {
    guard breaksAtSteps, index >= 2, index + 1 < samples.count,
      samples[index].x - samples[index - 1].x <= 2 * width * Self.finest,
      let before = slope(samples, index - 1), let rise = slope(samples, index),
      let after = slope(samples, index + 1)
    else { return false }
    let height = abs(rise) * (samples[index].x - samples[index - 1].x)
    return height > 0.004 * scale.height && abs(rise) > 20 * (abs(before) + abs(after))
  }

  /// The slope of the chord that ends at a sample.
  private func slope(_ samples: [Sample], _ index: Int) -> Double? {
    guard let left = samples[index - 1].y, let right = samples[index].y else { return nil }
    return (right - left) / (samples[index].x - samples[index - 1].x)
  }

  /// From far below to far above, or back, in one step of a refined graph.
  private func crossesPole(_ first: Double, _ second: Double, _ scale: Scale) -> Bool {
    (first < 0) != (second < 0) && min(abs(first), abs(second)) > 2 * scale.height
  }

  private func finite(_ value: Double?) -> Double? {
    value.flatMap { $0.isFinite ? $0 : nil }
  }
}
