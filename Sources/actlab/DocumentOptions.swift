import ActivationLab
import ArgumentParser

/// The formats of documents.
enum DocumentFormat: String, CaseIterable, ExpressibleByArgument {
  /// For people, at 80 columns.
  case text
  /// For programs.
  case json
  /// Markdown with LaTeX.
  case md
}

/// The format of a document, and the language of its prose.
struct DocumentOptions: ParsableArguments {
  @Option(help: "The format. JSON is not translated.")
  var format = DocumentFormat.text

  @OptionGroup var language: LanguageOptions

  /// Writes a result in the chosen format and language.
  func write(
    _ value: some Encodable, to output: OutputOptions, text: (Language) throws -> String,
    markdown: (Language) throws -> String
  ) throws {
    switch format {
    case .json: try output.write(JSONOutput.data(value))
    case .text: try output.write(text(language.language))
    case .md: try output.write(markdown(language.language))
    }
  }
}
