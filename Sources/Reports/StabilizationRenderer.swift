import Accuracy
import FloatFormats
import Foundation
import Installation
import Proofs

/// A stable form with its errors beside those of the formula as written, as text or Markdown.
public struct StabilizationRenderer: Sendable {
  private let phrases: Phrases

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language) throws { phrases = try TableWriter.phrases(language) }

  /// Plain text of 80 columns; the steps are never broken.
  public func text(of result: Stabilization) -> String { document(result, .plain).text() }

  /// Markdown.
  public func markdown(of result: Stabilization) -> String { document(result, .latex).markdown }

  private func document(_ result: Stabilization, _ notation: Notation) -> BlockDocument {
    let writer = TableWriter(notation: notation, phrases: phrases)
    let format = result.dtype.rawValue
    var document = BlockDocument()
    document.append(.line(writer.code(result.function)))
    document.append(
      .line(writer.phrase("stable.\(result.of.rawValue)", format)))
    document.append(.line(writer.phrase("stable.program")))
    document.append(.verbatim(result.program))
    let rules = result.rules.map(\.rawValue).joined(separator: ", ")
    if !rules.isEmpty {
      document.append(.line(writer.phrase("stable.rules", rules)))
    } else if result.error.meetsTarget {
      document.append(.line(writer.phrase("stable.norules")))
    }
    document.append(
      .line(
        writer.phrase("stable.coverage.\(result.error.coverage.rawValue)", "\(result.error.inputs)")
      ))
    document.append(
      .table(
        header: ["form", "max", "at", "bulk", "zeros", "nan", "infinities", "signs"].map {
          writer.phrase("stable.column.\($0)")
        },
        rows: [("stable", result.error), ("naive", result.naive)].map { name, error in
          [
            writer.phrase("stable.row.\(name)"), UlpText.text(of: error.maxUlp),
            error.at.map { Self.place($0, result.dtype) } ?? "—",
            UlpText.text(of: error.bulkMaxUlp), "\(error.wrongZeros)", "\(error.nans)",
            "\(error.spuriousInfinities)",
            "\(error.wrongSigns)",
          ]
        }))
    if !result.error.meetsTarget { document.append(.line(writer.phrase("stable.missed"))) }
    if result.error.undecided > 0 {
      document.append(.line(writer.phrase("stable.undecided", "\(result.error.undecided)")))
    }
    let breaks = breakingPoints(result, writer)
    document.append(
      .line(
        writer.phrase(
          "stable.\(breaks == nil ? "unbroken" : "breaks").\(result.error.coverage.rawValue)",
          format)))
    breaks.map { document.append($0) }
    return document
  }

  /// A table of where the formula as written first breaks; `nil` if it does not.
  private func breakingPoints(
    _ result: Stabilization, _ writer: TableWriter
  ) -> BlockDocument.Block? {
    let kinds = result.breakingPoints.map(\.finding)
    guard !kinds.isEmpty else { return nil }
    let distinct = kinds.enumerated().filter { kinds.firstIndex(of: $1) == $0 }.map(\.element)
    return .table(
      header: ["finding", "below", "above"].map { writer.phrase("accuracy.\($0)") },
      rows: distinct.map { kind in
        let places = result.breakingPoints.filter { $0.finding == kind }.map(\.at)
        func place(_ isWanted: (Double) -> Bool) -> String {
          places.first(where: isWanted).map { Self.place($0, result.dtype) } ?? "—"
        }
        return [
          writer.phrase("accuracy.\(kind)"), place { $0.sign == .minus },
          place { $0.sign == .plus },
        ]
      })
  }

  /// An input, in the fewest digits that name it in its format.
  private static func place(_ x: Double, _ format: FloatFormat) -> String {
    format == .float64 ? "\(x)" : "\(Float(x))"
  }
}
