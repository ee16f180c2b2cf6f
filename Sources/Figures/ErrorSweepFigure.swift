import Foundation
import Installation

/// The error of finite differences against the step, both on logarithmic axes.
///
/// Truncation makes the right branch of each curve, rounding the left one; the best step between
/// them is marked. An error of exactly 0 has no logarithm: it is drawn as a triangle at the lower
/// edge.
public struct ErrorSweepFigure: Hashable, Codable, Sendable {
  /// The errors of one scheme.
  public struct Scheme: Hashable, Codable, Sendable {
    /// The name in the legend.
    public var name: String
    /// Steps (x) with absolute errors (y); points that are not finite or negative are left out.
    public var errors: [FigurePoint]
    /// The step that is marked as best, or `nil` to mark none.
    public var bestStep: Double?

    /// The errors of one scheme.
    public init(name: String, errors: [FigurePoint], bestStep: Double?) {
      (self.name, self.errors, self.bestStep) = (name, errors, bestStep)
    }
  }

  /// The headline.
  public var title: String
  /// The language of the axes and of the remarks.
  public var language: Language
  /// The schemes.
  public var schemes: [Scheme]
  /// The width of the plot, in pixels.
  public var width: Double = 640
  /// The height of the plot, in pixels.
  public var height: Double = 380

  /// A figure of some schemes.
  public init(title: String, language: Language, schemes: [Scheme]) {
    (self.title, self.language, self.schemes) = (title, language, schemes)
  }

  /// The figure as a Vega-Lite chart.
  public var specification: VegaLiteSpecification {
    let hasZeros = schemes.contains { usable($0).contains { $0.y == 0 } }
    var lines: JSON = ["text": .string(title)]
    let remarks = [
      language.choose(en: "rings: the best step", ru: "кольца: лучший шаг"),
      hasZeros
        ? language.choose(
          en: "triangles at the lower edge: the error is exactly 0",
          ru: "треугольники у нижнего края: ошибка в точности равна 0") : "",
    ].filter { !$0.isEmpty }
    lines = lines.merging(["subtitle": .string(remarks.joined(separator: "; "))])
    return VegaLiteSpecification([
      "width": .init(width), "height": .init(height), "title": lines,
      "layer": .array([curves, zeros, best, bestHalo, bestLabels].compactMap { $0 }),
    ])
  }

  private func usable(_ scheme: Scheme) -> [FigurePoint] {
    scheme.errors.filter { $0.x > 0 && $0.x.isFinite && $0.y >= 0 && $0.y.isFinite }
      .sorted { $0.x < $1.x }
  }

  /// Whole decades that contain all values.
  private func decades(_ values: [Double]) -> (low: Double, high: Double) {
    let exponents = values.filter { $0 > 0 }.map { log10($0) }
    let low = (exponents.min() ?? -1).rounded(.down)
    let high = (exponents.max() ?? 0).rounded(.up)
    let bounded = min(max(low, -324), 307)
    return (bounded, max(high, bounded + 1))
  }

  private var stepDecades: (low: Double, high: Double) {
    decades(schemes.flatMap { usable($0).map(\.x) })
  }

  private var errorDecades: (low: Double, high: Double) {
    let (low, high) = decades(schemes.flatMap { usable($0).map(\.y) })
    return (low - 1, high)
  }

  /// The channels of the position: decimal logarithms, labelled as powers of ten, such as 1e-8.
  private var position: JSON {
    func axis(_ field: String, _ title: String, _ range: (low: Double, high: Double)) -> JSON {
      let stride = max(1, ((range.high - range.low) / 9).rounded(.up))
      let first = (range.low / stride).rounded(.up) * stride
      let ticks = Swift.stride(from: first, through: range.high, by: stride).map { JSON($0) }
      return [
        "field": .string(field), "type": "quantitative", "title": .string(title),
        "scale": ["domain": [.init(range.low), .init(range.high)], "nice": false, "zero": false],
        "axis": ["values": .array(ticks), "labelExpr": "'1e' + datum.value"],
      ]
    }
    return [
      "x": axis("x", language.choose(en: "step ε", ru: "шаг ε"), stepDecades),
      "y": axis(
        "y", language.choose(en: "absolute error", ru: "абсолютная ошибка"), errorDecades),
    ]
  }

  private func layer(_ rows: [JSON], mark: JSON, encoding: JSON) -> JSON? {
    rows.isEmpty
      ? nil
      : ["data": ["values": .array(rows)], "mark": mark, "encoding": position.merging(encoding)]
  }

  private func row(_ x: Double, _ y: Double, _ scheme: Scheme) -> JSON {
    ["x": .init(x), "y": .init(y), "scheme": .string(scheme.name)]
  }

  private func channel(_ range: [JSON]) -> JSON {
    [
      "field": "scheme", "type": "nominal", "title": nil,
      "scale": ["type": "ordinal", "domain": .init(schemes.map(\.name)), "range": .array(range)],
      "legend": ["symbolSize": 900, "symbolType": "stroke", "columns": 5],
    ]
  }

  private var color: JSON {
    channel(Theme.colors(schemes.count).map { .string($0) })
  }

  private var curves: JSON? {
    let rows = schemes.flatMap { scheme in
      // A curve is broken where the error is 0.
      usable(scheme).split { $0.y == 0 }.enumerated().flatMap { index, run in
        run.map { point in
          row(log10(point.x), log10(point.y), scheme).merging(["part": .init(Double(index))])
        }
      }
    }
    let dashes = schemes.indices.map { index -> JSON in
      .array(index == 0 ? [1, 0] : Theme.cycled(Theme.dashes, index - 1).map { JSON($0) })
    }
    // Earlier curves are wider, so that they show beneath later ones that coincide.
    let widths = schemes.indices.map { index -> JSON in
      .init(3.4 - 1.8 * Double(index) / Double(max(schemes.count - 1, 1)))
    }
    return layer(
      rows, mark: ["type": "line", "strokeJoin": "round"],
      encoding: [
        "color": color, "strokeDash": channel(dashes), "strokeWidth": channel(widths),
        "detail": ["field": "part"],
      ])
  }

  private var zeros: JSON? {
    let rows = schemes.flatMap { scheme in
      usable(scheme).filter { $0.y == 0 }.map { row(log10($0.x), errorDecades.low + 0.3, scheme) }
    }
    return layer(
      rows, mark: ["type": "point", "shape": "triangle-down", "size": 55, "opacity": 1],
      encoding: ["color": color])
  }

  /// The marked points, with the texts and places of their labels.
  private var bestPoints: [(scheme: Scheme, point: FigurePoint, label: FigurePoint, text: String)] {
    let (steps, errors) = (stepDecades, errorDecades)
    func pixel(_ point: FigurePoint) -> (x: Double, y: Double) {
      (
        x: (point.x - steps.low) / (steps.high - steps.low) * width,
        y: (errors.high - point.y) / (errors.high - errors.low) * height
      )
    }
    let logarithms = schemes.map { scheme in
      usable(scheme).map { point in
        FigurePoint(x: log10(point.x), y: point.y > 0 ? log10(point.y) : errors.low + 0.3)
      }
    }
    var placement = LabelPlacement(width: width, height: height, fontSize: 12)
    for curve in logarithms { placement.avoid(polyline: curve.map(pixel)) }
    let marked = zip(schemes, logarithms).compactMap { scheme, curve -> (Scheme, FigurePoint)? in
      guard let step = scheme.bestStep, step > 0 else { return nil }
      let nearest = curve.min { abs($0.x - log10(step)) < abs($1.x - log10(step)) }
      return nearest.map { (scheme, $0) }
    }
    for (_, point) in marked { placement.avoid(symbolAt: pixel(point), radius: 8) }
    var labelled: Set<FigurePoint> = []
    return marked.map { scheme, point in
      // Schemes that coincide here share one label.
      let isFirst = labelled.insert(point).inserted
      let text = isFirst ? "ε ≈ \(Self.scientific(pow(10, point.x)))" : ""
      guard isFirst else { return (scheme, point, point, text) }
      let box = placement.place(text, at: pixel(point))
      let label = FigurePoint(
        x: steps.low + box.x / width * (steps.high - steps.low),
        y: errors.high - box.y / height * (errors.high - errors.low))
      return (scheme, point, label, text)
    }
  }

  /// One significant digit and a power of ten, such as `6e-6`: raised digits are not in every font.
  static func scientific(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return "0" }
    let parts = String(format: "%.0e", value).split(separator: "e")
    guard let digit = parts.first, let exponent = parts.last.flatMap({ Int($0) }) else { return "" }
    return "\(digit)e\(exponent)"
  }

  private var best: JSON? {
    layer(
      bestPoints.map { row($0.point.x, $0.point.y, $0.scheme) },
      mark: [
        "type": "point", "shape": "circle", "size": 170, "strokeWidth": 2.4, "filled": false,
        "opacity": 1,
      ],
      encoding: ["color": color])
  }

  private func labels(_ style: JSON) -> JSON? {
    let text: JSON = ["type": "text", "fontSize": 12, "align": "center", "baseline": "middle"]
    return layer(
      bestPoints.filter { !$0.text.isEmpty }.map {
        row($0.label.x, $0.label.y, $0.scheme).merging(["text": .string($0.text)])
      },
      mark: text.merging(style),
      encoding: ["text": ["field": "text", "type": "nominal"]])
  }

  private var bestHalo: JSON? { labels(["stroke": "white", "strokeWidth": 4]) }

  private var bestLabels: JSON? { labels(["color": .string(Theme.ink)]) }
}
