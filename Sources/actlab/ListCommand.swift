import ActivationLab
import ArgumentParser

/// `actlab list`.
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the functions of the catalogue.",
    discussion: "The JSON can be edited and given to --catalogue, with names of its own.")

  @OptionGroup var catalogue: CatalogueOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  mutating func run() async throws {
    try output.check()
    let catalogue = try catalogue.load()
    try document.write(
      catalogue, to: output,
      text: { try CatalogueRenderer(language: $0).text(of: catalogue) },
      markdown: { try CatalogueRenderer(language: $0).markdown(of: catalogue) })
  }
}
