import ActivationLab
import ArgumentParser

/// `actlab analyze`.
struct AnalyzeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Say what is true of a function: continuity, derivatives, regions, traps.",
    discussion: "Each answer is proved, refuted or undecided, and carries its evidence.")

  @Argument(help: .init("A name of the catalogue, or a formula.", valueName: "F"))
  var function: TextArgument

  @Option(help: .init("The window of the gradient regions.", valueName: "from:to"))
  var over = TextArgument("-5:5")

  @Flag(
    help: """
      Check the signs of functions that the answers rest on again, by a checker that shares no code \
      with the search. Exit code 1 if it contradicts one.
      """)
  var verify = false

  @OptionGroup var catalogue: CatalogueOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  mutating func run() async throws {
    try output.check()
    let catalogue = try catalogue.load()
    let window = try NumberReader().window(over)
    let function = try catalogue.function(function)
    guard verify else {
      let analysis = catalogue.analysis(of: function, over: window)
      return try document.write(
        analysis, to: output,
        text: { try AnalysisTextRenderer(language: $0).text(of: analysis) },
        markdown: { try AnalysisMarkdownRenderer(language: $0).markdown(of: analysis) })
    }
    let verified = catalogue.verifiedAnalysis(of: function, over: window)
    try document.write(
      verified, to: output,
      text: { try AnalysisTextRenderer(language: $0).text(of: verified) },
      markdown: { try AnalysisMarkdownRenderer(language: $0).markdown(of: verified) })
    if verified.verification.hasContradiction { throw Findings() }
  }
}
