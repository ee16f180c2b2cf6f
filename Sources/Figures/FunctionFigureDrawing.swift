import Foundation

extension FunctionFigure {
  /// The figure as a Vega-Lite chart.
  public var specification: VegaLiteSpecification {
    let layers =
      [bandLayer, referenceLines, curveLayer, differenceLayer, edgeLayer, dotLayer, kinkLayer]
      + labelLayers
    var chart: JSON = [
      "width": .init(width), "height": .init(height), "layer": .array(layers.compactMap { $0 }),
    ]
    if !title.isEmpty || !subtitle.isEmpty {
      var lines: JSON = ["text": .string(title)]
      if !subtitle.isEmpty {
        lines = lines.merging(["subtitle": .init(subtitle.components(separatedBy: "\n"))])
      }
      chart = chart.merging(["title": lines])
    }
    return VegaLiteSpecification(chart)
  }

  /// The background.
  private var bandLayer: JSON? {
    let greys = ["#FFFFFF", "#EFEFEF", "#DADADA", "#C0C0C0"]
    let rows = bands.map { band -> JSON in
      [
        "from": .init(max(band.from, xFrom)), "to": .init(min(band.to, xTo)),
        "kind": .string(bandNames[band.kind]),
      ]
    }
    guard !rows.isEmpty else { return nil }
    let window = window
    return [
      "data": ["values": .array(rows)],
      "mark": ["type": "rect", "clip": true, "stroke": "#999999", "strokeWidth": 0.5],
      "encoding": [
        "x": ["field": "from", "type": "quantitative"], "x2": ["field": "to"],
        "y": ["datum": .init(window.lowerBound)], "y2": ["datum": .init(window.upperBound)],
        "fill": [
          "field": "kind", "type": "nominal", "title": .string(bandTitle),
          "scale": [
            "domain": .init(bandNames),
            "range": .array(bandNames.indices.map { .string(Theme.cycled(greys, $0)) }),
          ],
          "legend": ["symbolStrokeColor": "#999999", "symbolType": "square"],
        ],
      ],
    ]
  }

  private var families: [Int] {
    Set(curves.map(\.family) + differences.map(\.family)).sorted()
  }

  /// The place of a family among those of the figure, which its style depends on.
  private func rank(_ family: Int) -> Int { families.firstIndex(of: family) ?? 0 }

  /// The colour of a curve. A lone function and its derivative differ in colour too.
  private func color(_ family: Int, _ role: Role) -> String {
    if families.count == 1 { return role == .function ? "#08306B" : "#D55E00" }
    return Theme.cycled(Theme.colors(families.count), rank(family))
  }

  /// Earlier curves are drawn wider, so that they show beneath later ones that coincide.
  private func strokeWidth(_ curve: Curve) -> Double {
    let isOnly = families.count == 1
    let step = families.count > 1 ? Double(rank(curve.family)) / Double(families.count - 1) : 0
    switch curve.role {
    case .function: return isOnly ? 2.6 : 6.5 - 4.7 * step
    case .derivative: return isOnly ? 2.2 : 4.4 - 2.6 * step
    }
  }

  /// Earlier points are drawn larger, for the same reason.
  private func pointSize(_ family: Int) -> Double {
    families.count == 1 ? 95 : 420 * pow(0.17, Double(rank(family)) / Double(families.count - 1))
  }

  private func dashes(_ curve: Curve) -> JSON {
    switch curve.role {
    case .function: [1, 0]
    case .derivative: .array(Theme.cycled(Theme.dashes, rank(curve.family)).map { JSON($0) })
    }
  }

  /// The channels of the position; the window is exact.
  private var position: JSON {
    let window = window
    return [
      "x": [
        "field": "x", "type": "quantitative", "title": .string(xTitle),
        "scale": ["domain": [.init(xFrom), .init(xTo)], "nice": false, "zero": false],
        "axis": Self.axis(xFrom...xTo, ticks: 9),
      ],
      "y": [
        "field": "y", "type": "quantitative", "title": .string(yTitle),
        "scale": [
          "domain": [.init(window.lowerBound), .init(window.upperBound)], "nice": false,
          "zero": false,
        ],
        "axis": Self.axis(window, ticks: 7),
      ],
    ]
  }

  /// An axis with enough digits to tell its labels apart, and fewer labels where they are long.
  private static func axis(_ range: ClosedRange<Double>, ticks: Double) -> JSON {
    let magnitude = max(abs(range.lowerBound), abs(range.upperBound))
    let step = (range.upperBound - range.lowerBound) / ticks
    let needed = step > 0 ? log10(magnitude / step).rounded(.up) + 2 : 6
    let digits = Int(min(max(needed, 6), 17))
    return [
      "format": .string(".\(digits)~g"), "tickCount": .init(digits > 8 ? min(ticks, 4) : ticks),
    ]
  }

  private func row(_ point: FigurePoint) -> JSON { ["x": .init(point.x), "y": .init(point.y)] }

  private func layer(_ rows: [JSON], mark: JSON, encoding: JSON = [:]) -> JSON? {
    rows.isEmpty
      ? nil
      : ["data": ["values": .array(rows)], "mark": mark, "encoding": position.merging(encoding)]
  }

  /// The lines x = 0 and y = 0, if they are in the window.
  private var referenceLines: JSON? {
    let window = window
    var rows: [JSON] = []
    if xFrom < 0, 0 < xTo {
      rows += [window.lowerBound, window.upperBound].map { ["x": 0, "y": .init($0), "line": "x"] }
    }
    if window.contains(0) {
      rows += [xFrom, xTo].map { ["x": .init($0), "y": 0, "line": "y"] }
    }
    return layer(
      rows, mark: ["type": "line", "strokeWidth": 1, "color": "#A6A6A6"],
      encoding: ["detail": ["field": "line"]])
  }

  private var curveLayer: JSON? {
    let (window, height) = (window, window.upperBound - window.lowerBound)
    // Renderers drop paths that leave the drawing by millions of pixels.
    let range = (window.lowerBound - height)...(window.upperBound + height)
    let rows = curves.flatMap { curve in
      curve.segments.flatMap { Self.cut($0, to: range) }.enumerated().flatMap { index, segment in
        segment.map { point in
          row(point).merging(["curve": .string(curve.name), "part": .init(Double(index))])
        }
      }
    }
    let names = curves.map(\.name)
    func scale(_ range: [JSON]) -> JSON {
      [
        "field": "curve", "type": "nominal", "title": nil,
        "scale": ["type": "ordinal", "domain": .init(names), "range": .array(range)],
        "legend": [
          "columns": .init(legendColumns(names)), "symbolSize": 900, "symbolType": "stroke",
          "rowPadding": -8,
        ],
      ]
    }
    return layer(
      rows, mark: ["type": "line", "clip": true, "strokeCap": "butt", "strokeJoin": "round"],
      encoding: [
        "detail": ["field": "part"],
        "color": scale(curves.map { .string(color($0.family, $0.role)) }),
        "strokeDash": scale(curves.map(dashes)),
        "strokeWidth": scale(curves.map { .init(strokeWidth($0)) }),
      ])
  }

  private var differenceLayer: JSON? {
    let rows = differences.flatMap { series in
      series.points.filter { isVisible($0.at) }
        .map { row($0.at).merging(["points": .string(series.name)]) }
    }
    let names = differences.map(\.name)
    func scale(_ range: [JSON]) -> JSON {
      [
        "field": "points", "type": "nominal", "title": nil,
        "scale": ["type": "ordinal", "domain": .init(names), "range": .array(range)],
        "legend": ["columns": .init(legendColumns(names))],
      ]
    }
    // A series that lies outside of the window as a whole still has its place in the legend.
    guard differences.contains(where: { !$0.points.isEmpty }) else { return nil }
    return [
      "data": ["values": .array(rows)],
      "mark": ["type": "point", "opacity": 1, "strokeWidth": 1.2, "stroke": "#FFFFFF"],
      "encoding": position.merging([
        "size": scale(differences.map { .init(pointSize($0.family)) }),
        "shape": scale(
          differences.map {
            .string(families.count == 1 ? "diamond" : Theme.cycled(Theme.shapes, rank($0.family)))
          }),
        "fill": scale(differences.map { .string(pointColor($0.family)) }),
      ]),
    ]
  }

  private func pointColor(_ family: Int) -> String {
    families.count == 1 ? "#000000" : color(family, .derivative)
  }

  /// Arrows at the edge for the differences outside of the window.
  private var edgeLayer: JSON? {
    let rows = differences.flatMap { series in
      edgeMarks(of: series).map { mark in
        row(mark.at).merging([
          "arrow": .string(mark.side.rawValue), "inside": .string(pointColor(series.family)),
        ])
      }
    }
    return layer(
      rows,
      mark: [
        "type": "point", "size": 110, "opacity": 1, "strokeWidth": 1.2, "stroke": "#FFFFFF",
      ],
      encoding: [
        "shape": ["field": "arrow", "type": "nominal", "scale": nil, "legend": nil],
        "fill": ["field": "inside", "type": "nominal", "scale": nil, "legend": nil],
      ])
  }

  private var dotLayer: JSON? {
    // Values last: no open dot of a derivative may cover the closed dot of a value.
    let ordered =
      curves.filter { $0.role == .derivative } + curves.filter { $0.role != .derivative }
    let rows = ordered.flatMap { curve in
      curve.dots.filter { isVisible($0.at) }.map { dot in
        let color = color(curve.family, curve.role)
        return row(dot.at).merging([
          "edge": .string(color), "inside": .string(dot.isClosed ? color : "#FFFFFF"),
        ])
      }
    }
    return layer(
      rows, mark: ["type": "point", "shape": "circle", "size": 62, "strokeWidth": 2, "opacity": 1],
      encoding: [
        "stroke": ["field": "edge", "type": "nominal", "scale": nil, "legend": nil],
        "fill": ["field": "inside", "type": "nominal", "scale": nil, "legend": nil],
      ])
  }

  private var kinkLayer: JSON? {
    layer(
      kinks.filter { isVisible($0.at) }.map { row($0.at) },
      mark: [
        "type": "point", "shape": "circle", "size": 230, "strokeWidth": 1.4, "filled": false,
        "color": .string(Theme.ink), "opacity": 1,
      ])
  }

  /// As many columns as the names leave room for.
  private func legendColumns(_ names: [String]) -> Double {
    let widest = names.map { LabelPlacement.width(of: $0, fontSize: 12) }.max() ?? 0
    let columns = (width / (widest + 64)).rounded(.down)
    return max(1, min(columns, Double(names.count)))
  }

  /// The marks without repetitions: those of several functions may coincide, so far as can be seen.
  private func unique(
    _ marks: [Mark], at pixel: (FigurePoint) -> (x: Double, y: Double)
  ) -> [Mark] {
    var result: [Mark] = []
    for mark in marks {
      let place = pixel(mark.at)
      let isKnown = result.contains { other in
        let (x, y) = pixel(other.at)
        return other.label == mark.label && abs(x - place.x) < 2 && abs(y - place.y) < 2
      }
      if !isKnown { result.append(mark) }
    }
    return result
  }

  /// The labels, on a white halo.
  private var labelLayers: [JSON?] {
    let fontSize = 12.0
    let window = window
    func pixel(_ point: FigurePoint) -> (x: Double, y: Double) {
      (
        x: (point.x - xFrom) / (xTo - xFrom) * width,
        y: (window.upperBound - point.y) / (window.upperBound - window.lowerBound) * height
      )
    }
    let edges = differences.flatMap(edgeMarks).map { Mark(at: $0.at, label: $0.label) }
    let values = unique(
      differences.flatMap(\.points).filter { isVisible($0.at) } + edges, at: pixel)
    let kinks = unique(kinks.filter { isVisible($0.at) }, at: pixel)
    var placement = LabelPlacement(width: width, height: height, fontSize: fontSize)
    let origin = pixel(FigurePoint(x: 0, y: 0))
    placement.avoid(polyline: [(x: 0, y: origin.y), (x: width, y: origin.y)])
    placement.avoid(polyline: [(x: origin.x, y: 0), (x: origin.x, y: height)])
    for segment in curves.flatMap(\.segments) { placement.avoid(polyline: segment.map(pixel)) }
    for mark in values + kinks { placement.avoid(symbolAt: pixel(mark.at), radius: 6) }
    func row(_ mark: Mark, in box: LabelPlacement.Box) -> JSON {
      let place = FigurePoint(
        x: xFrom + box.x / width * (xTo - xFrom),
        y: window.upperBound - box.y / height * (window.upperBound - window.lowerBound))
      return self.row(place).merging(["text": .string(mark.label)])
    }
    var labels: [JSON] = []
    for mark in values where !mark.label.isEmpty {
      labels.append(row(mark, in: placement.place(mark.label, at: pixel(mark.at))))
    }
    // A kink has its ring; its label only repeats the argument, and may be left out.
    for mark in kinks where !mark.label.isEmpty {
      let box = placement.placeIfClear(mark.label, at: pixel(mark.at))
      if let box { labels.append(row(mark, in: box)) }
    }
    let text: JSON = [
      "type": "text", "fontSize": .init(fontSize), "align": "center", "baseline": "middle",
    ]
    let channel: JSON = ["text": ["field": "text", "type": "nominal"]]
    return [
      layer(
        labels,
        mark: text.merging(["stroke": "white", "strokeWidth": 4, "strokeJoin": "round"]),
        encoding: channel),
      layer(labels, mark: text.merging(["color": .string(Theme.ink)]), encoding: channel),
    ]
  }
}
