/// The look that all figures share: colours, strokes and type.
///
/// The colours can be told apart with colour-blind eyes, and their greys differ, so that a figure
/// survives a black-and-white printer. Every series differs in a second way too: by its dashes,
/// its width or the shape of its points.
enum Theme {
  /// One font and one weight: the order of several fonts in a PDF is not reproducible.
  static let font = "Liberation Sans, Arial, Helvetica, sans-serif"

  /// Colours of series, the first four from light to dark.
  static let colors = ["#E69F00", "#009E73", "#A01C6E", "#08306B", "#7CC4EE", "#5E3C00"]

  /// Dashes of dashed series.
  static let dashes: [[Double]] = [[8, 4], [2, 3], [12, 3, 2, 3], [5, 2], [1, 4], [14, 5]]

  /// Shapes of the points of series.
  static let shapes = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]

  /// The colour of text and axes.
  static let ink = "#222222"

  /// The element of a list of styles for a series; the list is repeated.
  static func cycled<Style>(_ styles: [Style], _ index: Int) -> Style {
    styles[((index % styles.count) + styles.count) % styles.count]
  }

  /// The colours of `count` series: with few of them, the most distant ones.
  static func colors(_ count: Int) -> [String] {
    switch count {
    case ...1: ["#08306B"]
    case 2: ["#E69F00", "#08306B"]
    case 3: ["#E69F00", "#009E73", "#08306B"]
    default: (0..<count).map { cycled(colors, $0) }
    }
  }

  /// The colour, such as `#08306B`, as it looks at less than half its strength on white.
  static func paler(_ color: String) -> String {
    let digits = Array(color.dropFirst())
    let parts = stride(from: 0, to: digits.count, by: 2).map { place -> String in
      let strength = Int(String(digits[place...place + 1]), radix: 16) ?? 255
      return String(255 - (255 - strength) * 45 / 100, radix: 16, uppercase: true)
    }
    return "#\(parts.joined())"
  }

  /// Vega-Lite's configuration object.
  static let configuration: JSON = [
    "font": .string(font),
    "view": ["stroke": "#999999"],
    "title": [
      "fontSize": 15, "fontWeight": "normal", "subtitleFontSize": 12, "subtitleColor": "#444444",
      "anchor": "start", "offset": 10, "limit": 700, "color": .string(ink),
    ],
    "axis": [
      "labelFontSize": 12, "titleFontSize": 13, "titleFontWeight": "normal",
      "gridColor": "#EBEBEB", "domainColor": "#999999", "tickColor": "#999999",
      "labelColor": .string(ink), "titleColor": .string(ink), "titlePadding": 8,
    ],
    "legend": [
      "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelLimit": 0,
      "labelColor": .string(ink), "titleColor": .string(ink), "symbolSize": 110,
      "orient": "bottom", "direction": "horizontal", "columnPadding": 18, "symbolStrokeWidth": 2,
      "layout": ["bottom": ["direction": "vertical", "anchor": "start", "margin": 8]],
    ],
  ]
}
