import ActivationLab
import ArgumentParser

extension Evaluation.Quantity: ExpressibleByArgument {}

/// `actlab evaluate`.
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Evaluate a function or its derivative, to any number of correct digits.")

  @Argument(help: .init("A name of the catalogue, or a formula.", valueName: "F"))
  var function: TextArgument

  @Option(help: .init("The points, such as -0.5,0,1/3,pi.", valueName: "points"))
  var at: TextArgument

  @Option(name: .customLong("of"), help: "What to evaluate.")
  var quantity = Evaluation.Quantity.value

  @Option(help: .init("Significant digits, 1 to 1000.", valueName: "n"))
  var digits = 20

  @Flag(help: "Write down the calculation by hand, step by step.")
  var explain = false

  @Option(
    help: .init(
      "The step of the difference that --explain works out (default: 1e-3).", valueName: "h"))
  var step: TextArgument?

  @OptionGroup var catalogue: CatalogueOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if step != nil && !explain { throw ValidationError("--step needs --explain.") }
    guard (1...1000).contains(digits) else {
      throw ValidationError("The number of digits must be between 1 and 1000, not \(digits).")
    }
  }

  mutating func run() async throws {
    try output.check()
    let catalogue = try catalogue.load()
    let function = try catalogue.function(function)
    let reader = NumberReader()
    let (points, step) = (try reader.points(at), try reader.step(step ?? TextArgument("1e-3")))
    let evaluation = Evaluation(
      of: function, analysis: catalogue.analysis(of: function), quantity: quantity, at: points,
      digits: digits, isExplained: explain, step: step)
    try NumberReader.check(evaluation.points.count, of: points)
    try document.write(
      evaluation, to: output,
      text: { try EvaluationRenderer(language: $0).text(of: evaluation) },
      markdown: { try EvaluationRenderer(language: $0).markdown(of: evaluation) })
  }
}

extension NumberReader {
  /// Checks that a result has all points: one whose value cannot be enclosed is left out.
  static func check(_ count: Int, of points: [Formula]) throws {
    guard count < points.count else { return }
    throw CommandError.usage(
      "\(points.count - count) of the points cannot be computed",
      remedy: "Write them as simpler constants.")
  }
}
