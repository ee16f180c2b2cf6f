import ActivationLab
import ArgumentParser

/// `actlab differentiate`.
struct DifferentiateCommand: AsyncParsableCommand {
  /// One scheme, or all of them.
  enum SchemeChoice: String, CaseIterable, ExpressibleByArgument {
    case central, forward, backward
    case fivePoint = "five-point"
    case richardson, all

    /// The schemes.
    var schemes: [FiniteDifferenceScheme] {
      FiniteDifferenceScheme(rawValue: rawValue).map { [$0] } ?? FiniteDifferenceScheme.allCases
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "differentiate",
    abstract: "Approximate derivatives by differences, exactly and in float64.",
    discussion: "Without --at, the derivative itself is printed, piece by piece.")

  @Argument(help: .init("A name of the catalogue, or a formula.", valueName: "F"))
  var function: TextArgument

  @Option(help: .init("The points, such as -1,0,1.", valueName: "points"))
  var at: TextArgument?

  @Option(help: .init("The step ε (default: 1e-3).", valueName: "h"))
  var step: TextArgument?

  @Option(
    help: .init(
      "The scheme: central (the default), forward, backward, five-point, richardson or all.",
      valueName: "scheme"))
  var scheme: SchemeChoice?

  @Flag(help: "Show the error against the step, from 1e-16 to 1, at one point.")
  var sweep = false

  @Option(
    help: .init(
      "Draw the errors of --sweep to FILE (.svg, .png, .pdf or .vl.json).", valueName: "file"))
  var figure: TextArgument?

  @OptionGroup var catalogue: CatalogueOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if sweep && at == nil { throw ValidationError("--sweep needs a point: --at.") }
    if at == nil && (step != nil || scheme != nil) {
      throw ValidationError("--step and --scheme need points: --at.")
    }
    if sweep && step != nil {
      throw ValidationError("--sweep goes through all steps; leave out --step.")
    }
    if figure != nil && !sweep { throw ValidationError("--figure needs --sweep.") }
    if figure?.text == "-" && output.isStandardOutput {
      throw ValidationError("--figure - needs -o: standard output takes the table otherwise.")
    }
  }

  mutating func run() async throws {
    try output.check()
    let file = try figure.map { try FigureFile($0, replacing: output.force) }
    let catalogue = try catalogue.load()
    let function = try catalogue.function(function)
    let reader = NumberReader()
    let points = try at.map(reader.points) ?? []
    let step = try reader.step(step ?? TextArgument("1e-3"))
    if sweep, points.count != 1 {
      throw CommandError.usage("--sweep takes one point, not \(points.count)")
    }
    let analysis = catalogue.analysis(of: function)
    if points.isEmpty { return try writeDerivative(analysis) }
    if sweep {
      try await writeSweep(of: function, analysis, at: points[0], to: file)
    } else {
      try writeDifferences(of: function, analysis, at: points, step: step)
    }
  }

  private var schemes: [FiniteDifferenceScheme] { (scheme ?? .central).schemes }

  private func writeDerivative(_ analysis: FunctionAnalysis) throws {
    let result = DerivativeResult(function: analysis.function, derivative: analysis.derivative)
    try document.write(
      result, to: output,
      text: { try DerivativeRenderer(language: $0).text(of: analysis) },
      markdown: { try DerivativeRenderer(language: $0).markdown(of: analysis) })
  }

  private func writeDifferences(
    of function: ParsedFunction, _ analysis: FunctionAnalysis, at points: [Formula], step: Rational
  ) throws {
    let table = DifferenceTable(
      of: function, analysis: analysis, at: points, step: step, schemes: schemes)
    try NumberReader.check(table?.rows.count ?? 0, of: points)
    guard let table else { return }
    try document.write(
      table, to: output,
      text: { try DifferenceRenderer(language: $0).text(of: table) },
      markdown: { try DifferenceRenderer(language: $0).markdown(of: table) })
  }

  private func writeSweep(
    of function: ParsedFunction, _ analysis: FunctionAnalysis, at point: Formula,
    to file: FigureFile?
  ) async throws {
    let sweep = StepSweep(
      of: function, analysis: analysis, at: point, schemes: schemes)
    try NumberReader.check(sweep == nil ? 0 : 1, of: [point])
    guard let sweep else { return }
    if let file {
      let name = function.name ?? "f"
      let title = "\(name)′, \(analysis.function.variable) = \(point.text())"
      let language = document.language.language
      try await file.write(ErrorSweepFigure(sweep, title: title, language: language).specification)
    }
    try document.write(
      sweep, to: output,
      text: { try DifferenceRenderer(language: $0).text(of: sweep) },
      markdown: { try DifferenceRenderer(language: $0).markdown(of: sweep) })
  }
}

/// The derivative of a function, as JSON.
private struct DerivativeResult: Encodable {
  let schema = "actlab.derivative.v1"
  let function: FunctionDescription
  let derivative: Derivative
}
