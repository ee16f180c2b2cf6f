import ActivationLab
import ArgumentParser

/// `actlab plot`.
struct PlotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot", abstract: "Draw functions, derivatives and finite differences.",
    discussion: """
      The ending of the file's name is the format: .svg, .png, .pdf, or .vl.json for the Vega-Lite \
      specification. Standard output, -, takes SVG.
      """)

  @Argument(help: .init("Names of the catalogue, or formulas.", valueName: "F"))
  var functions: [TextArgument]

  @Option(help: .init("The window.", valueName: "from:to"))
  var over = TextArgument("-5:5")

  @Option(
    name: .customLong("with"),
    help: .init(
      "What to draw besides the functions: derivative, differences, or both with a comma.",
      valueName: "what"))
  var additions = TextArgument("")

  @Option(help: .init("The points of the differences (default: -1,0,1).", valueName: "points"))
  var at: TextArgument?

  @Option(help: .init("The step ε of the differences (default: 1e-3).", valueName: "h"))
  var step: TextArgument?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: .init("The file to write: .svg, .png, .pdf or .vl.json.", valueName: "file"),
    completion: .file())
  var output: TextArgument

  @Flag(help: "Replace a file that exists.")
  var force = false

  @OptionGroup var catalogue: CatalogueOptions
  @OptionGroup var language: LanguageOptions

  mutating func run() async throws {
    let file = try FigureFile(output, replacing: force)
    let catalogue = try catalogue.load()
    let reader = NumberReader()
    let parts = try GraphParts(additions)
    if !parts.differences && (at != nil || step != nil) {
      throw CommandError.usage(
        "--at and --step say where differences are drawn, and there are none",
        remedy: "Add --with differences.")
    }
    let window = try reader.window(over)
    let differences = try parts.differences ? self.differences(reader, in: window) : nil
    var graph = try GraphBuilder(
      over: window, language: language.language, hasDerivatives: parts.derivative,
      differences: differences, count: functions.count)
    let parsed = try functions.map { try catalogue.function($0) }
    for function in parsed {
      graph.add(
        function, analysis: catalogue.analysis(of: function, over: window),
        parameters: catalogue.changedParameters(of: function))
    }
    graph.finish()
    try await file.write(graph.figure.specification)
  }
}

extension PlotCommand {
  /// The differences to draw; those asked for must lie in the window.
  private func differences(_ reader: NumberReader, in window: Window) throws -> GraphDifferences {
    let points = try reader.points(at ?? TextArgument("-1,0,1"))
    let arithmetic = FloatArithmetic()
    let (low, high) = (arithmetic.number(window.lower), arithmetic.number(window.upper))
    if at != nil,
      let point = points.first(where: { point in
        let x = arithmetic.value(of: point, at: 0)
        return x < low || x > high
      })
    {
      throw CommandError.usage(
        "the point \(point.text()) of the differences is outside the window",
        remedy: "Choose points within --over.")
    }
    return GraphDifferences(points: points, step: try reader.step(step ?? TextArgument("1e-3")))
  }
}

/// What is drawn besides the functions.
private struct GraphParts {
  private(set) var derivative = false
  private(set) var differences = false

  init(_ argument: TextArgument) throws {
    for part in argument.text.split(separator: ",").map({ $0.filter { !$0.isWhitespace } }) {
      switch part {
      case "derivative": derivative = true
      case "differences": differences = true
      default:
        throw CommandError.usage(
          "'\(part)' is nothing that can be drawn",
          remedy: "Write --with derivative, --with differences, or --with derivative,differences.")
      }
    }
  }
}
