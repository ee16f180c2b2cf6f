import Accuracy
import Foundation
import Installation
import Proofs

/// The accuracy of a catalogue's stable forms as a table.
public struct CatalogueAccuracyRenderer: Sendable {
  private let phrases: Phrases

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language) throws { phrases = try TableWriter.phrases(language) }

  /// Plain text of 80 columns.
  public func text(of result: CatalogueAccuracy) -> String { document(result, .plain).text() }

  /// Markdown.
  public func markdown(of result: CatalogueAccuracy) -> String {
    document(result, .latex).markdown
  }

  private func document(_ result: CatalogueAccuracy, _ notation: Notation) -> BlockDocument {
    let writer = TableWriter(notation: notation, phrases: phrases)
    var document = BlockDocument()
    document.append(.line(writer.phrase("list.accuracy.target", result.dtype.rawValue)))
    document.append(
      .table(
        header: ["name", "of", "max", "bulk", "wrong", "verdict"].map {
          writer.phrase("list.accuracy.column.\($0)")
        },
        rows: result.entries.map { entry in
          [
            entry.name, writer.phrase("list.accuracy.of.\(entry.of.rawValue)"),
            entry.error.map { UlpText.text(of: $0.maxUlp) } ?? "—",
            entry.error.map { UlpText.text(of: $0.bulkMaxUlp) } ?? "—",
            entry.error.map { "\($0.wrongResults)" } ?? "—",
            writer.phrase("list.accuracy.\(entry.meetsTarget ? "met" : "missed")"),
          ]
        }))
    document.append(
      .line(
        writer.phrase(
          "list.accuracy.summary", "\(result.entries.count - result.missed.count)",
          "\(result.entries.count)")))
    return document
  }
}
