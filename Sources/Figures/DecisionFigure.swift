import Foundation
import Installation
import Networks

/// What a network of two inputs decides, as a coloured plane with the points of the data on it.
public struct DecisionFigure: Hashable, Codable, Sendable {
  /// The headline.
  public var title: String
  /// The language of axes and legend.
  public var language: Language
  /// What is drawn.
  public var map: DecisionMap
  /// What is proved around some points.
  public var balls: [Ball] = []
  /// The width and height of the plot, in pixels.
  public var size: Double = 460

  /// A point with the inputs around it that are proved to be of its class, and the nearest one that
  /// is not.
  public struct Ball: Hashable, Codable, Sendable {
    /// The outline of the inputs, closed.
    public var outline: [FigurePoint]
    /// The point.
    public var center: FigurePoint
    /// The nearest input of another class.
    public var witness: FigurePoint?

    /// A ball.
    public init(outline: [FigurePoint], center: FigurePoint, witness: FigurePoint?) {
      (self.outline, self.center, self.witness) = (outline, center, witness)
    }
  }

  /// A figure of a map.
  public init(_ map: DecisionMap, title: String, language: Language) {
    (self.map, self.title, self.language) = (map, title, language)
  }

  /// The figure as a Vega-Lite chart.
  public var specification: VegaLiteSpecification {
    VegaLiteSpecification([
      "title": .string(title), "width": .init(size), "height": .init(size),
      "layer": .array([cells] + border + ballLayers + [points]),
    ])
  }

  private var classNames: [String] {
    (0..<map.classes).map { language.choose(en: "class \($0)", ru: "класс \($0)") }
  }

  private var decisionTitle: String {
    map.labels == nil
      ? language.choose(en: "decision", ru: "решение")
      : language.choose(en: "decision and points", ru: "решение и точки")
  }

  /// Colours of decisions and points that mean the same have one legend, which is one title.
  private var pointTitle: String {
    map.areProbabilities ? language.choose(en: "points", ru: "точки") : decisionTitle
  }

  private func axis(_ name: String, _ range: ClosedRange<Double>) -> JSON {
    [
      "field": .string(name), "type": "quantitative",
      "title": .string(name == "x" ? "x1" : "x2"),
      "scale": [
        "domain": [.init(range.lowerBound), .init(range.upperBound)], "nice": false, "zero": false,
      ],
      "axis": ["grid": false, "tickCount": 7],
    ]
  }

  /// The cells, in paler colours than the points.
  ///
  /// Each reaches a little under those to its right and above, which are drawn later: no seam shows.
  private var cells: JSON {
    let (xScale, yScale) = (PixelScale(map.xRange, size), PixelScale(map.yRange, size))
    let rows = map.cells.map { cell -> JSON in
      [
        "x": xScale.rounded(cell.left), "x2": xScale.rounded(cell.right, pixels: 0.5),
        "y": yScale.rounded(cell.bottom), "y2": yScale.rounded(cell.top, pixels: 0.5),
        "value": map.areProbabilities
          ? .init((cell.value * 1000).rounded() / 1000)
          : .string(classNames[min(max(Int(cell.value), 0), map.classes - 1)]),
      ]
    }
    let colors = Theme.colors(map.classes).map { JSON.string(Theme.paler($0)) }
    let fill: JSON =
      map.areProbabilities
      ? [
        "field": "value", "type": "quantitative",
        "title": .string(language.choose(en: "P(class 1)", ru: "P(класс 1)")),
        "scale": [
          "domain": [0, 0.5, 1], "range": [colors[0], "#FFFFFF", colors[1]], "type": "linear",
          "interpolate": "rgb",
        ],
        "legend": ["orient": "right", "values": [0, 0.25, 0.5, 0.75, 1], "format": ".2f"],
      ]
      : [
        "field": "value", "type": "nominal",
        "title": .string(decisionTitle),
        "scale": [
          "domain": .init(classNames), "range": .array(colors),
        ],
        "legend": ["orient": "right"],
      ]
    return [
      "data": ["values": .array(rows)],
      "mark": ["type": "rect", "clip": true, "aria": false],
      "encoding": [
        "x": axis("x", map.xRange), "x2": ["field": "x2"], "y": axis("y", map.yRange),
        "y2": ["field": "y2"], "fill": fill,
      ],
    ]
  }

  /// Where the decision changes.
  private var border: [JSON] {
    let segments = map.boundary.map { ends -> JSON in
      ["x": .init(ends[0]), "y": .init(ends[1]), "x2": .init(ends[2]), "y2": .init(ends[3])]
    }
    guard !segments.isEmpty else { return [] }
    return [
      [
        "data": ["values": .array(segments)],
        "mark": [
          "type": "rule", "color": .string(Theme.ink), "strokeWidth": 1.5, "strokeCap": "round",
        ],
        "encoding": [
          "x": axis("x", map.xRange), "x2": ["field": "x2"], "y": axis("y", map.yRange),
          "y2": ["field": "y2"],
        ],
      ]
    ]
  }

  /// The outlines, lines to the witnesses, and the witnesses.
  private var ballLayers: [JSON] {
    guard !balls.isEmpty else { return [] }
    let outlines = balls.enumerated().flatMap { index, ball in
      ball.outline.enumerated().map { place, point -> JSON in
        [
          "x": .init(point.x), "y": .init(point.y), "place": .init(Double(place)),
          "ball": .init(Double(index)),
          "what": .string(language.choose(en: "certified ball", ru: "доказанный шар")),
        ]
      }
    }
    let witnesses = balls.compactMap { ball -> JSON? in
      ball.witness.map { witness in
        [
          "x": .init(witness.x), "y": .init(witness.y), "x2": .init(ball.center.x),
          "y2": .init(ball.center.y),
          "what": .string(language.choose(en: "witness", ru: "свидетель")),
        ]
      }
    }
    let position: JSON = ["x": axis("x", map.xRange), "y": axis("y", map.yRange)]
    return [
      [
        "data": ["values": .array(outlines)],
        "mark": ["type": "line", "strokeWidth": 1.6, "strokeDash": [6, 3], "clip": true],
        "encoding": position.merging([
          "order": ["field": "place", "type": "quantitative"],
          "detail": ["field": "ball", "type": "nominal"],
          "stroke": [
            "field": "what", "type": "nominal", "title": nil,
            "scale": ["range": [.string(Theme.ink)]],
            "legend": ["symbolType": "stroke", "symbolSize": 400, "symbolDash": [6, 3]],
          ],
        ]),
      ],
      [
        "data": ["values": .array(witnesses)],
        "mark": ["type": "rule", "color": .string(Theme.ink), "strokeWidth": 1],
        "encoding": position.merging(["x2": ["field": "x2"], "y2": ["field": "y2"]]),
      ],
      [
        "data": ["values": .array(witnesses)],
        "mark": [
          "type": "point", "shape": "cross", "filled": true, "clip": true, "opacity": 1,
          "color": .string(Theme.ink),
        ],
        "encoding": position.merging([
          // A channel that no other layer uses, for the sake of the legend.
          "size": [
            "field": "what", "type": "nominal", "title": nil,
            "scale": ["type": "ordinal", "range": [90]],
            "legend": [
              "symbolType": "cross", "symbolFillColor": .string(Theme.ink),
              "symbolStrokeColor": .string(Theme.ink),
            ],
          ]
        ]),
      ],
    ]
  }

  private var points: JSON {
    let colors = Theme.colors(map.classes)
    let rows = map.points.enumerated().map { index, point -> JSON in
      let label = map.labels.map { Int($0[index].rounded()) } ?? 0
      let isClass = map.labels != nil && classNames.indices.contains(label)
      return [
        "x": .init(point[0]), "y": .init(point[1]),
        "class": .string(isClass ? classNames[label] : "—"),
      ]
    }
    return [
      "data": ["values": .array(rows)],
      "mark": [
        "type": "point", "filled": true, "opacity": 1, "size": map.points.count > 100 ? 28 : 60,
        "stroke": "#FFFFFF", "strokeWidth": 0.8,
      ],
      "encoding": [
        "x": axis("x", map.xRange), "y": axis("y", map.yRange),
        "color": [
          "field": "class", "type": "nominal",
          "title": .string(pointTitle),
          "scale": [
            "domain": .init(map.labels == nil ? ["—"] : classNames),
            "range": .array(
              map.labels == nil ? [.string(Theme.ink)] : colors.map { .string($0) }),
          ],
          "legend": map.labels == nil ? nil : ["orient": "right"],
        ],
        "shape": [
          "field": "class", "type": "nominal",
          "title": .string(pointTitle),
          "scale": ["domain": .init(map.labels == nil ? ["—"] : classNames)],
          "legend": map.labels == nil ? nil : ["orient": "right"],
        ],
      ],
    ]
  }
}

/// The numbers of an axis, with the few digits that tell hundredths of a pixel apart.
private struct PixelScale {
  private let pixel: Double
  private let power: Double

  init(_ range: ClosedRange<Double>, _ pixels: Double) {
    pixel = (range.upperBound - range.lowerBound) / pixels
    power = pow(10, 2 - log10(pixel).rounded(.down))
  }

  /// The number that lies so many pixels beyond `value`.
  func rounded(_ value: Double, pixels: Double = 0) -> JSON {
    .init(((value + pixels * pixel) * power).rounded() / power)
  }
}
