import ActivationLab
import ArgumentParser

/// `actlab compare`.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Put functions side by side: continuity, derivatives, cost, traps.")

  @Argument(help: .init("Names of the catalogue, or formulas.", valueName: "F"))
  var functions: [TextArgument]

  @OptionGroup var catalogue: CatalogueOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  mutating func run() async throws {
    try output.check()
    let catalogue = try catalogue.load()
    let parsed = try functions.map { try catalogue.function($0) }
    let table = ComparisonTable(of: parsed.map { catalogue.analysis(of: $0) })
    try document.write(
      table, to: output,
      text: { try ComparisonRenderer(language: $0).text(of: table) },
      markdown: { try ComparisonRenderer(language: $0).markdown(of: table) })
  }
}
