import Foundation
import Installation

/// Loss and dead units against the epoch of training, for several activations, one plot above the
/// other; the second is left out where no unit was ever dead.
public struct TrainingFigure: Hashable, Codable, Sendable {
  /// One run of training.
  public struct Run: Hashable, Codable, Sendable {
    /// The name in the legend: the activation.
    public var name: String
    /// The loss after each epoch, from epoch 0, before training; gaps where it is not finite.
    public var losses: [Double]
    /// The number of dead units after each epoch, from epoch 0; may be empty.
    public var deadUnits: [Int]
    /// The loss right after the event, or `nil`.
    public var lossAfterEvent: Double?
    /// The number of dead units right after the event, or `nil`.
    public var deadUnitsAfterEvent: Int?

    /// One run of training.
    public init(
      name: String, losses: [Double], deadUnits: [Int], lossAfterEvent: Double? = nil,
      deadUnitsAfterEvent: Int? = nil
    ) {
      (self.name, self.losses, self.deadUnits) = (name, losses, deadUnits)
      (self.lossAfterEvent, self.deadUnitsAfterEvent) = (lossAfterEvent, deadUnitsAfterEvent)
    }
  }

  /// Something that happened to all runs at once.
  public struct Event: Hashable, Codable, Sendable {
    /// After which epoch.
    public var epoch: Int
    /// What.
    public var label: String

    /// Something that happened after an epoch.
    public init(epoch: Int, label: String) {
      (self.epoch, self.label) = (epoch, label)
    }
  }

  /// The headline.
  public var title: String
  /// The language of the axes.
  public var language: Language
  /// The runs.
  public var runs: [Run]
  /// What is marked by a vertical line, or `nil`.
  public var event: Event?
  /// Whether the loss is drawn on a logarithmic axis; only if every finite loss is positive.
  public var isLogarithmic = true
  /// The width of the plots, in pixels.
  public var width: Double = 640
  /// The height of each plot, in pixels.
  public var height: Double = 210

  /// A figure of some runs.
  public init(title: String, language: Language, runs: [Run]) {
    (self.title, self.language, self.runs) = (title, language, runs)
  }

  /// The figure as a Vega-Lite chart.
  public var specification: VegaLiteSpecification {
    var headline: JSON = ["text": .string(title)]
    if !hasDead, runs.contains(where: { !$0.deadUnits.isEmpty }) {
      headline = headline.merging([
        "subtitle": .string(
          language.choose(en: "no unit was ever dead", ru: "мёртвых нейронов не было"))
      ])
    }
    return VegaLiteSpecification([
      "title": headline, "vconcat": .array(hasDead ? [lossPlot, deadPlot] : [lossPlot]),
      "spacing": 14,
    ])
  }

  private var lossPlot: JSON {
    plot(
      language.choose(en: "loss", ru: "функция потерь"), runs.map(\.losses),
      afterEvent: runs.map(\.lossAfterEvent), scale: lossScale,
      axis: ["tickCount": 5, "format": ".6~g"], interpolation: "linear")
  }

  private var deadPlot: JSON {
    plot(
      language.choose(en: "dead units", ru: "мёртвые нейроны"),
      runs.map { $0.deadUnits.map { Double($0) } },
      afterEvent: runs.map { $0.deadUnitsAfterEvent.map { Double($0) } },
      scale: ["domain": [0, .init(Double(greatestCount) * 1.25)]],
      axis: ["values": .array(countTicks.map { JSON(Double($0)) }), "format": "d"],
      interpolation: "step-after")
  }

  /// Whether there is something to count.
  private var hasDead: Bool { greatestCount > 0 }

  /// The greatest number of dead units.
  private var greatestCount: Int {
    (runs.flatMap(\.deadUnits) + runs.compactMap(\.deadUnitsAfterEvent)).max() ?? 0
  }

  /// Whole numbers for the axis of the dead units, at most seven.
  private var countTicks: [Int] {
    Array(stride(from: 0, through: greatestCount * 5 / 4, by: (greatestCount + 4) / 5))
  }

  /// The axis of the losses, with a margin below them, and one above for the event's label.
  private var lossScale: JSON {
    let losses = (runs.flatMap(\.losses) + runs.compactMap(\.lossAfterEvent)).filter(\.isFinite)
    guard let low = losses.min(), let high = losses.max() else { return [:] }
    let isLogarithmic = isLogarithmic && low > 0
    let margin = 0.08 * (high - low)
    let domain =
      isLogarithmic
      ? [low / 1.2, high * 2.5] : [low - margin, high + (margin > 0 ? 2 * margin : 1)]
    return [
      "type": isLogarithmic ? "log" : "linear", "domain": .array(domain.map { JSON($0) }),
      "zero": false, "nice": false,
    ]
  }

  private var lastEpoch: Int {
    max(runs.map { max($0.losses.count, $0.deadUnits.count) }.max() ?? 0, 2) - 1
  }

  private func plot(
    _ title: String, _ series: [[Double]], afterEvent: [Double?], scale: JSON, axis: JSON,
    interpolation: String
  ) -> JSON {
    var rows: [JSON] = []
    for (run, (values, after)) in zip(runs, zip(series, afterEvent)) {
      var points = values.enumerated().map { (epoch: $0, value: $1) }
      // The same epoch twice: before the event and after it.
      if let event, let after, let place = points.firstIndex(where: { $0.epoch == event.epoch }) {
        points.insert((event.epoch, after), at: place + 1)
      }
      rows += points.enumerated().map { order, point -> JSON in
        [
          "epoch": .init(Double(point.epoch)), "value": .init(point.value),
          "order": .init(Double(order)), "run": .string(run.name),
        ]
      }
    }
    let dashes = runs.indices.map { index -> JSON in
      .array(index == 0 ? [1, 0] : Theme.cycled(Theme.dashes, index - 1).map { JSON($0) })
    }
    let widths = runs.indices.map { index -> JSON in
      runs.count == 1 ? 2 : .init(4 - 2 * Double(index) / Double(runs.count - 1))
    }
    func channel(_ range: [JSON]) -> JSON {
      [
        "field": "run", "type": "nominal", "title": nil,
        "scale": ["type": "ordinal", "domain": .init(runs.map(\.name)), "range": .array(range)],
        "legend": ["symbolSize": 900, "symbolType": "stroke", "columns": 4],
      ]
    }
    let epochs: JSON = [
      "field": "epoch", "type": "quantitative",
      "title": .string(language.choose(en: "epoch", ru: "эпоха")),
      "scale": ["domain": [0, .init(Double(lastEpoch))], "nice": false],
      "axis": ["tickMinStep": 1, "format": "d", "tickCount": 10],
    ]
    let lines: JSON = [
      "data": ["values": .array(rows)],
      "mark": [
        "type": "line", "interpolate": .string(interpolation), "clip": true, "strokeJoin": "round",
      ],
      "encoding": [
        "x": epochs,
        "y": [
          "field": "value", "type": "quantitative", "title": .string(title), "scale": scale,
          "axis": axis,
        ],
        "order": ["field": "order", "type": "quantitative"],
        "color": channel(Theme.colors(runs.count).map { .string($0) }),
        "strokeDash": channel(dashes), "strokeWidth": channel(widths),
      ],
    ]
    return [
      "width": .init(width), "height": .init(height),
      "layer": .array(eventLayers(epochs) + [lines] + eventPoints(afterEvent, epochs, scale)),
    ]
  }

  /// Points for the values right after the event.
  private func eventPoints(_ values: [Double?], _ epochs: JSON, _ scale: JSON) -> [JSON] {
    guard let event else { return [] }
    let colors = Theme.colors(runs.count)
    let rows = values.enumerated().compactMap { index, value -> JSON? in
      guard let value, value.isFinite else { return nil }
      return [
        "epoch": .init(Double(event.epoch)), "value": .init(value),
        "shade": .string(Theme.cycled(colors, index)),
      ]
    }
    guard !rows.isEmpty else { return [] }
    return [
      [
        "data": ["values": .array(rows)],
        "mark": [
          "type": "point", "shape": "circle", "size": 55, "opacity": 1, "strokeWidth": 1,
          "stroke": "#FFFFFF",
        ],
        "encoding": [
          "x": epochs, "y": ["field": "value", "type": "quantitative", "scale": scale],
          "fill": ["field": "shade", "type": "nominal", "scale": nil, "legend": nil],
        ],
      ]
    ]
  }

  /// A vertical line with its name at the top.
  private func eventLayers(_ epochs: JSON) -> [JSON] {
    guard let event, (0...lastEpoch).contains(event.epoch) else { return [] }
    let data: JSON = [
      "values": [["epoch": .init(Double(event.epoch)), "label": .string(event.label)]]
    ]
    return [
      [
        "data": data, "mark": ["type": "rule", "color": "#777777", "strokeDash": [3, 3]],
        "encoding": ["x": epochs],
      ],
      [
        "data": data,
        "mark": [
          "type": "text", "align": "right", "baseline": "top", "dx": -5, "dy": 5, "fontSize": 12,
          "color": .string(Theme.ink),
        ],
        "encoding": [
          "x": epochs, "y": ["value": 0], "text": ["field": "label", "type": "nominal"],
        ],
      ],
    ]
  }
}
