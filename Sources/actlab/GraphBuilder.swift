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
  private let language: FigureLanguage
  private let hasDerivatives: Bool
  private let differences: GraphDifferences?
  private let count: Int
  private let arithmetic = FloatArithmetic()

  /// A figure without graphs for `count` functions.
  ///
  /// - Throws: `CommandError` if the window has no width in float64.
  init(
    over window: Window, language: FigureLanguage, hasDerivatives: Bool,
    differences: GraphDifferences?, count: Int
  ) throws {
    let ends = (arithmetic.number(window.lower), arithmetic.number(window.upper))
    guard ends.0 < ends.1, (ends.1 - ends.0).isFinite else {
      throw CommandError.usage("the window cannot be drawn: its ends are too near or too far")
    }
    figure = FunctionFigure(
      title: "", xTitle: "x", yTitle: language == .russian ? "значение" : "value",
      over: ends.0...ends.1)
    self.language = language
    self.hasDerivatives = hasDerivatives
    self.differences = differences
    self.count = count
  }

  /// Adds a function with what is drawn besides.
  mutating func add(_ function: ParsedFunction, analysis: FunctionAnalysis) {
    let family = figure.curves.filter { $0.role == .function }.count
    let name = function.name ?? function.source.trimmed
    if family == 0 { figure.xTitle = function.variableName }
    figure.title += (family == 0 ? "" : ", ") + name
    figure.addGraph(
      of: analysis, named: name, role: .function, family: family, values: values(function.formula))
    if hasDerivatives, let derivative = derivative(of: analysis) {
      figure.addGraph(
        of: analysis, named: function.name == nil ? "(\(name))′" : "\(name)′", role: .derivative,
        family: family, values: values(derivative))
    }
    figure.markKinks(of: analysis, language: language)
    if let differences,
      let table = DifferenceTable(
        of: function, analysis: analysis, at: differences.points, step: differences.step,
        schemes: [.central])
    {
      figure.addDifferences(
        of: table, function: count > 1 ? name : nil, family: family, areLabelled: count == 1,
        language: language)
    }
  }

  /// The derivative that the analysis found, as a formula.
  private func derivative(of analysis: FunctionAnalysis) -> Formula? {
    (try? FormulaParser().parse(analysis.derivative.formula))?.formula
  }

  private func values(_ formula: Formula) -> (Double) -> Double? {
    { [arithmetic] x in
      let value = arithmetic.value(of: formula, at: x)
      return value.isFinite ? value : nil
    }
  }
}

extension String {
  /// The text without white space at its ends, cut where it would be too long for a legend.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text.count > 40 ? text.prefix(39) + "…" : String(text)
  }
}
