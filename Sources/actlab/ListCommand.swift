import ActivationLab
import ArgumentParser
import Foundation

/// `actlab list`.
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the functions of the catalogue.",
    discussion: """
      The JSON can be edited and given to --catalogue, with names of its own.

      With --accuracy the stable forms of all functions and their derivatives are measured, which \
      takes some seconds; the exit code is 1 if one misses the target.
      """)

  @Flag(help: "Tell how accurate the stable forms of all are, and which miss the target.")
  var accuracy = false

  @Option(help: "The format, with --accuracy (default: float32).")
  var dtype: StabilizeCommand.Precision?

  @OptionGroup var catalogue: CatalogueOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if dtype != nil && !accuracy { throw ValidationError("--dtype is for --accuracy.") }
  }

  mutating func run() async throws {
    try output.check()
    let catalogue = try catalogue.load()
    guard accuracy else {
      return try document.write(
        catalogue, to: output,
        text: { try CatalogueRenderer(language: $0).text(of: catalogue) },
        markdown: { try CatalogueRenderer(language: $0).markdown(of: catalogue) })
    }
    let reporter = ProgressReporter(of: "forms")
    let result = try await CatalogueAccuracy(
      of: catalogue, in: (dtype ?? .float32).format,
      tasks: ProcessInfo.processInfo.activeProcessorCount
    ) { reporter.show(done: $0, total: $1) }
    try output.keeping {
      try document.write(
        result, to: $0,
        text: { try CatalogueAccuracyRenderer(language: $0).text(of: result) },
        markdown: { try CatalogueAccuracyRenderer(language: $0).markdown(of: result) })
    }
    if !result.missed.isEmpty { throw Findings() }
  }
}
