import Foundation

/// The graphs of functions and of their derivatives, with jumps, kinks and finite differences.
///
/// The figure is plain data: whoever analysed the functions says where they break.
public struct FunctionFigure: Hashable, Codable, Sendable {
  /// What a curve shows, which decides how it is drawn.
  public enum Role: String, Codable, Sendable {
    /// A function: a solid line.
    case function
    /// A derivative: a dashed line.
    case derivative
  }

  /// A graph in connected segments.
  public struct Curve: Hashable, Codable, Sendable {
    /// The name in the legend, such as `ReLU` or `ReLU′`.
    public var name: String
    /// What it shows.
    public var role: Role
    /// The function it belongs to: curves and differences of one function share a colour.
    public var family: Int
    /// The connected parts, each from left to right.
    public var segments: [[FigurePoint]]
    /// The ends of segments at jumps.
    public var dots: [Dot]
    /// Whether the curve falls beyond all bounds beside a point of the window.
    public var runsDown = false
    /// Whether the curve rises beyond all bounds beside a point of the window.
    public var runsUp = false
    /// Whether the curve is drawn wherever it has values: a derivative may have some where its
    /// existence is not proved.
    public var isComplete = true

    /// A graph in connected segments.
    public init(
      name: String, role: Role, family: Int, segments: [[FigurePoint]], dots: [Dot] = []
    ) {
      (self.name, self.role, self.family) = (name, role, family)
      (self.segments, self.dots) = (segments, dots)
    }
  }

  /// The end of a segment at a jump.
  public struct Dot: Hashable, Codable, Sendable {
    /// Where.
    public var at: FigurePoint
    /// Whether the function takes this value (a full dot) or only tends to it (a hollow one).
    public var isClosed: Bool

    /// The end of a segment.
    public init(at: FigurePoint, isClosed: Bool) {
      (self.at, self.isClosed) = (at, isClosed)
    }
  }

  /// A point with words beside it.
  public struct Mark: Hashable, Codable, Sendable {
    /// Where.
    public var at: FigurePoint
    /// The words; empty for none.
    public var label: String

    /// A point with words beside it.
    public init(at: FigurePoint, label: String) {
      (self.at, self.label) = (at, label)
    }
  }

  /// Finite differences of one function, drawn as points.
  public struct Differences: Hashable, Codable, Sendable {
    /// The name in the legend.
    public var name: String
    /// The function they belong to.
    public var family: Int
    /// The points; a label is usually the value.
    public var points: [Mark]

    /// Finite differences of one function.
    public init(name: String, family: Int, points: [Mark]) {
      (self.name, self.family, self.points) = (name, family, points)
    }
  }

  /// An interval of the window with a name, drawn as a grey background.
  public struct Band: Hashable, Codable, Sendable {
    /// The left end.
    public var from: Double
    /// The right end.
    public var to: Double
    /// The place of its name in the list of names.
    public var kind: Int

    /// An interval.
    public init(from: Double, to: Double, kind: Int) {
      (self.from, self.to, self.kind) = (from, to, kind)
    }
  }

  /// Intervals of the background, if any.
  public var bands: [Band] = []
  /// The names of the kinds of bands, from the palest to the darkest.
  public var bandNames: [String] = []
  /// The title of the legend of bands.
  public var bandTitle = ""

  /// The headline, or empty.
  public var title: String
  /// The lines below it, or empty.
  public var subtitle: String
  /// The title of the horizontal axis.
  public var xTitle: String
  /// The title of the vertical axis.
  public var yTitle: String
  /// The window: the curves are clipped to it.
  public var xFrom: Double
  /// The right end of the window.
  public var xTo: Double
  /// The lower end of the window, chosen from the curves if `nil`.
  public var yFrom: Double?
  /// The upper end of the window, chosen from the curves if `nil`.
  public var yTo: Double?
  /// The curves; later ones are drawn over earlier ones.
  public var curves: [Curve] = []
  /// The places of curves that have finer details than points were spent on.
  public var unresolved: Set<Int> = []
  /// The kinks, marked by rings.
  public var kinks: [Mark] = []
  /// The finite differences.
  public var differences: [Differences] = []
  /// The width of the plot, without axes, in pixels.
  public var width: Double = 640
  /// The height of the plot, without axes, in pixels.
  public var height: Double = 380

  /// A figure without curves.
  public init(
    title: String, subtitle: String = "", xTitle: String, yTitle: String,
    over interval: ClosedRange<Double>
  ) {
    (self.title, self.subtitle, self.xTitle, self.yTitle) = (title, subtitle, xTitle, yTitle)
    (xFrom, xTo) = (interval.lowerBound, interval.upperBound)
  }

  /// Whether an interval can be a window: its ends are far enough apart for the float64 numbers that
  /// place the points of a curve and the labels of an axis, and not too far.
  public static func canShow(_ interval: ClosedRange<Double>) -> Bool {
    let width = interval.upperBound - interval.lowerBound
    let spacing = max(abs(interval.lowerBound), abs(interval.upperBound)).ulp
    return width.isFinite && width >= leastLength && width >= 4096 * spacing
  }

  /// Pixels divided by a length below this one may overflow.
  private static let leastLength = 1e-290

  /// The heights that are shown.
  ///
  /// If they are not given, the curves fit with a margin; but a far pole is cut off, and so are
  /// differences that would flatten the curves, so that the rest can be seen. A curve beyond all
  /// bounds leaves through the edge.
  var window: ClosedRange<Double> {
    let sorted = (heights(where: { _ in true }) + kinks.map(\.at.y).filter(\.isFinite)).sorted()
    var (low, high) = (sorted.first ?? .infinity, sorted.last ?? -.infinity)
    if let core, high - low > 5 * (core.upperBound - core.lowerBound) {
      low = max(low, core.lowerBound)
      high = min(high, core.upperBound)
    }
    let runs = (down: curves.contains(where: \.runsDown), up: curves.contains(where: \.runsUp))
    if let core, runs.down {
      low = max(low, min(core.lowerBound, heights(where: { !$0.runsDown }).min() ?? .infinity))
    }
    if let core, runs.up {
      high = min(high, max(core.upperBound, heights(where: { !$0.runsUp }).max() ?? -.infinity))
    }
    let near = nearDifferences(to: (low, high))
    let isLowest = low <= near.first ?? low
    let isHighest = high >= near.last ?? high
    low = min(low, near.first ?? low)
    high = max(high, near.last ?? high)
    if !(2 * (high - low)).isFinite {
      (low, high) = (max(low, -Self.greatestHeight), min(high, Self.greatestHeight))
    }
    let margin =
      high - low >= Self.leastLength ? 0.09 * (high - low) : min(max(abs(high), 1) / 2, 1e307)
    let from = yFrom ?? (runs.down && isLowest && low < high ? low : low - margin)
    let to = yTo ?? (runs.up && isHighest && low < high ? high : high + margin)
    return from < to && from.isFinite && to.isFinite ? from...to : -1...1
  }

  /// The greatest height that is shown together with its negative.
  private static let greatestHeight = 4e307

  /// The sorted heights of differences that curves between two heights have room for: at most the
  /// curves' height away from them. Without curves, all of them.
  private func nearDifferences(to ends: (low: Double, high: Double)) -> [Double] {
    let heights = differences.flatMap { series in
      series.points.filter { xFrom <= $0.at.x && $0.at.x <= xTo }.map(\.at.y)
    }.filter(\.isFinite).sorted()
    guard ends.low <= ends.high else { return heights }
    let reach = ends.high > ends.low ? ends.high - ends.low : max(abs(ends.high), 1)
    return heights.filter { ends.low - reach <= $0 && $0 <= ends.high + reach }
  }

  /// The heights of some of the curves.
  private func heights(where isMeant: (Curve) -> Bool) -> [Double] {
    curves.filter(isMeant).flatMap { curve in
      curve.segments.joined().map(\.y) + curve.dots.map(\.at.y)
    }.filter(\.isFinite)
  }

  /// The heights of all but the outer fifth of the graphs, by arc of the horizontal axis, three
  /// times enlarged; `nil` if they have no height.
  private var core: ClosedRange<Double>? {
    let step = (xTo - xFrom) / 256
    let heights = curves.flatMap { curve in
      curve.segments.flatMap { Self.heights(along: $0, every: step) }
    }.filter(\.isFinite).sorted()
    guard heights.count >= 40 else { return nil }
    let low = heights[heights.count / 10]
    let high = heights[heights.count - 1 - heights.count / 10]
    let margin = high - low
    return margin > 0 && margin.isFinite ? (low - margin)...(high + margin) : nil
  }

  /// The parts of a polyline whose heights are in a range, ending on its edges.
  static func cut(_ segment: [FigurePoint], to range: ClosedRange<Double>) -> [[FigurePoint]] {
    var parts: [[FigurePoint]] = []
    var current: [FigurePoint] = []
    for (index, point) in segment.enumerated() {
      let isInside = range.contains(point.y)
      if index > 0, isInside != range.contains(segment[index - 1].y) {
        let outside = isInside ? segment[index - 1] : point
        let inside = isInside ? point : segment[index - 1]
        let edge = outside.y > range.upperBound ? range.upperBound : range.lowerBound
        let part = (edge - inside.y) / (outside.y - inside.y)
        current.append(FigurePoint(x: inside.x + part * (outside.x - inside.x), y: edge))
      }
      if isInside {
        current.append(point)
      } else if !current.isEmpty {
        parts.append(current)
        current = []
      }
    }
    if !current.isEmpty { parts.append(current) }
    return parts
  }

  /// The heights of a polyline at evenly spaced arguments.
  private static func heights(along segment: [FigurePoint], every step: Double) -> [Double] {
    guard step > 0, var next = segment.first?.x else { return [] }
    var heights: [Double] = []
    for (left, right) in zip(segment, segment.dropFirst()) where right.x > left.x {
      while next <= right.x, heights.count < 1024 {
        let part = (next - left.x) / (right.x - left.x)
        heights.append(left.y + part * (right.y - left.y))
        next += step
      }
    }
    return heights
  }
}
