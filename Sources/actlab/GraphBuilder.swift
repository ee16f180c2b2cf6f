import ActivationLab

/// Where finite differences are drawn.
struct GraphDifferences {
  let points: [Formula]
  let step: Rational
}

/// Puts the graphs of functions into one figure.
struct GraphBuilder {
  /// The figure so far.
  private(set) var figure: FunctionFigure
  private let language: Language
  private let hasDerivatives: Bool
  private let differences: GraphDifferences?
  private let count: Int
  private let heights = GraphHeights()

  /// So many values of differences can be read in one figure.
  private static let mostLabels = 12

  /// A figure without graphs for `count` functions.
  ///
  /// - Throws: `CommandError` if float64 numbers are too coarse for the window, or do not reach it.
  init(
    over window: Window, language: Language, hasDerivatives: Bool,
    differences: GraphDifferences?, count: Int
  ) throws {
    let ends = (heights.arithmetic.number(window.lower), heights.arithmetic.number(window.upper))
    guard (ends.1 - ends.0).isFinite else {
      throw CommandError.usage(
        "the window is too wide for the floating-point numbers of a chart",
        remedy: "Draw a smaller one with --over.")
    }
    guard ends.0 < ends.1, FunctionFigure.canShow(ends.0...ends.1) else {
      throw CommandError.usage(
        "the window is too narrow for the floating-point numbers of a chart",
        remedy: "Draw a wider one with --over.")
    }
    figure = FunctionFigure(
      title: "", xTitle: "x", yTitle: language.choose(en: "value", ru: "значение"),
      over: ends.0...ends.1)
    self.language = language
    self.hasDerivatives = hasDerivatives
    self.differences = differences
    self.count = count
  }

  /// Adds a function with what is drawn besides.
  mutating func add(
    _ function: ParsedFunction, analysis: FunctionAnalysis, parameters: [String]
  ) {
    let family = figure.curves.filter { $0.role == .function }.count
    let values = parameters.isEmpty ? "" : " (\(parameters.joined(separator: ", ")))"
    let name = unique((function.name ?? function.source.trimmed) + values)
    if family == 0 { figure.xTitle = function.variableName }
    figure.title += (family == 0 ? "" : ", ") + name
    figure.addGraph(
      of: analysis, named: name, family: family, values: heights.values(of: function.formula))
    if hasDerivatives {
      figure.addDerivative(
        of: analysis,
        named: function.name == nil ? "(\(name))′" : "\(function.name ?? "")′\(values)",
        family: family,
        values: heights.values)
    }
    figure.markKinks(of: analysis, language: language)
    if let differences,
      let table = DifferenceTable(
        of: function, analysis: analysis, at: differences.points, step: differences.step,
        schemes: [.central])
    {
      figure.addDifferences(
        of: table, function: count > 1 ? name : nil, family: family,
        areLabelled: count * differences.points.count <= Self.mostLabels, language: language)
    }
  }

  /// Says in the figure what it has no values of.
  mutating func finish() { figure.noteMissingValues(language: language) }

  /// The name with a number behind it if another curve has it: the legend tells curves by name.
  private func unique(_ name: String) -> String {
    let taken = Set(figure.curves.map(\.name))
    guard taken.contains(name) else { return name }
    var number = 2
    while taken.contains("\(name) (\(number))") { number += 1 }
    return "\(name) (\(number))"
  }
}

/// The heights of graphs.
private struct GraphHeights {
  let arithmetic = FloatArithmetic()
  private let balls = BallArithmetic(precision: 96)

  /// A formula in text form as a function; `nil` for a text that is none.
  func values(of text: String) -> ((Double) -> Double?)? {
    (try? FormulaParser().parse(text)).map { values(of: $0.formula) }
  }

  /// A formula as a function.
  func values(of formula: Formula) -> (Double) -> Double? {
    { x in height(of: formula, at: x) }
  }

  /// A height of a graph: the true one, where a float64 program may overflow on its way to it.
  private func height(of formula: Formula, at x: Double) -> Double? {
    guard let point = Ball(exactly: x) else { return nil }
    do throws(EvaluationError) {
      let ball = try balls.evaluate(formula, at: point)
      if ball.isExact || ball.relativeAccuracyBits > 40 { return ball.approximation }
    } catch {
      if case .undefined = error { return nil }
    }
    // Where nothing is decided, the program's value is the best guess that a picture can have.
    let value = arithmetic.value(of: formula, at: x)
    return value.isFinite ? value : nil
  }
}

extension String {
  /// The text without white space at its ends, cut where it would be too long for a legend.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text.count > 60 ? text.prefix(59) + "…" : String(text)
  }
}
