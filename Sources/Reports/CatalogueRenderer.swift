import Activations
import Formulas
import Installation
import Proofs

/// The catalogue as a table.
public struct CatalogueRenderer: Sendable {
  private let language: Language
  private let phrases: Phrases

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language) throws {
    self.language = language
    phrases = try Phrases(language: language, module: "Reports", file: "tables")
  }

  /// Plain text of at most 80 columns: names, titles and formulas.
  public func text(of catalogue: Catalogue) -> String {
    var document = BlockDocument()
    document.append(
      .table(
        header: [phrases["name"], phrases["title"], phrases["formula"]],
        rows: catalogue.activations.map { activation in
          [activation.name, title(activation), activation.formula]
        }))
    return document.text()
  }

  /// Markdown with LaTeX formulas, parameters and citations.
  public func markdown(of catalogue: Catalogue) -> String {
    var document = BlockDocument()
    document.append(
      .table(
        header: ["name", "title", "formula", "parameters", "citation"].map { phrases[$0] },
        rows: catalogue.activations.map { activation in
          [
            "`\(activation.name)`", title(activation), formula(activation, in: catalogue),
            activation.parameters.map { "\($0.symbol) = \($0.defaultValue)" }
              .joined(separator: ", "),
            activation.citation.map(Self.text) ?? "",
          ]
        }))
    return document.markdown
  }

  private func title(_ activation: Activation) -> String {
    language == .ru ? activation.title.russian : activation.title.english
  }

  /// The formula with the default values of the parameters.
  private func formula(_ activation: Activation, in catalogue: Catalogue) -> String {
    guard let function = try? catalogue.function(of: activation) else { return activation.formula }
    return "$\(function.formula.latex())$"
  }

  private static func text(_ citation: Citation) -> String {
    let first = citation.authors.first ?? ""
    let authors =
      citation.authors.count > 2
      ? "\(first) et al."
      : citation.authors.joined(
        separator: ", ")
    return "\(authors), “\(citation.title)”, \(citation.year)"
      + (citation.identifier.map { ", \($0)" } ?? "")
  }
}
