import Accuracy
import Foundation
import Installation

/// The error of an implementation against its input, on a logarithmic axis of units in the last place.
public struct AccuracyFigure: Hashable, Sendable {
  private let profile: ErrorProfile
  private let title: String
  private let language: Language

  /// Errors below this are drawn at the lower edge.
  private static let least = 0x1p-10

  /// A figure of a profile.
  public init(_ profile: ErrorProfile, title: String, language: Language) {
    (self.profile, self.title, self.language) = (profile, title, language)
  }

  /// The figure as a Vega-Lite chart.
  public var specification: VegaLiteSpecification {
    let hasWrong = profile.points.contains(where: \.isWrong)
    let remarks = [
      language.choose(
        en: "the largest of 24 errors beside each point; dashed: half a unit",
        ru: "наибольшая из 24 погрешностей у каждой точки; штрихи: половина единицы"),
      hasWrong
        ? language.choose(
          en: "crosses at the upper edge: NaN, infinity, zero or sign is wrong",
          ru: "крестики у верхнего края: неверны NaN, бесконечность, нуль или знак") : "",
    ].filter { !$0.isEmpty }
    return VegaLiteSpecification([
      "width": 640, "height": 380,
      "title": ["text": .string(title), "subtitle": .array(remarks.map { .string($0) })],
      "layer": .array([half, errors, wrong].compactMap { $0 }),
    ])
  }

  private var top: Double {
    let largest = profile.points.compactMap(\.maxUlp).max() ?? 1
    return pow(10, (log10(max(largest, 1)) + 0.5).rounded(.up))
  }

  private var position: JSON {
    [
      "x": [
        "field": "x", "type": "quantitative", "title": "x",
        "scale": [
          "domain": [.init(profile.from), .init(profile.to)], "nice": false, "zero": false,
        ],
      ],
      "y": [
        "field": "error", "type": "quantitative",
        "title": .string(language.choose(en: "error, ulp", ru: "погрешность, ulp")),
        "scale": ["type": "log", "domain": [.init(Self.least), .init(top)], "nice": false],
        "axis": ["format": "~g", "tickCount": 8],
      ],
    ]
  }

  private var errors: JSON? {
    var part = 0.0
    let rows = profile.points.compactMap { point -> JSON? in
      guard let error = point.maxUlp else {
        part += 1
        return nil
      }
      return [
        "x": .init(point.x), "error": .init(max(error, Self.least)), "part": .init(part),
      ]
    }
    guard !rows.isEmpty else { return nil }
    return [
      "data": ["values": .array(rows)],
      "mark": ["type": "line", "color": "#0B3C7D", "strokeWidth": 1.6, "clip": true],
      "encoding": position.merging(["detail": ["field": "part"]]),
    ]
  }

  private var half: JSON? {
    [
      "data": [
        "values": [
          ["x": .init(profile.from), "error": 0.5], ["x": .init(profile.to), "error": 0.5],
        ]
      ],
      "mark": ["type": "line", "color": "#777777", "strokeWidth": 1, "strokeDash": [5, 4]],
      "encoding": position,
    ]
  }

  private var wrong: JSON? {
    let rows = profile.points.filter(\.isWrong).map { point -> JSON in
      ["x": .init(point.x), "error": .init(top / 1.3)]
    }
    guard !rows.isEmpty else { return nil }
    return [
      "data": ["values": .array(rows)],
      "mark": ["type": "point", "shape": "cross", "color": "#B22222", "size": 30, "angle": 45],
      "encoding": position,
    ]
  }
}
