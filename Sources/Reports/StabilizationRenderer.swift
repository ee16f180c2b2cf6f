import Accuracy
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
    document.append(
      .line(rules.isEmpty ? writer.phrase("stable.norules") : writer.phrase("stable.rules", rules)))
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
            writer.phrase("stable.row.\(name)"), Self.ulps(error.maxUlp),
            error.at.map { "\(Float($0))" } ?? "—", Self.ulps(error.bulkMaxUlp),
            "\(error.wrongZeros)", "\(error.nans)", "\(error.spuriousInfinities)",
            "\(error.wrongSigns)",
          ]
        }))
    if result.error.undecided > 0 {
      document.append(.line(writer.phrase("stable.undecided", "\(result.error.undecided)")))
    }
    let inaccurate = result.naive.first["inaccurate"]
    let first = [inaccurate?.below, inaccurate?.above].compactMap { $0 }.map {
      "\(Float($0))"
    }
    switch first.count {
    case 0: document.append(.line(writer.phrase("stable.first.none", format)))
    case 1: document.append(.line(writer.phrase("stable.first.one", format, first[0])))
    default: document.append(.line(writer.phrase("stable.first.both", format, first[0], first[1])))
    }
    return document
  }

  /// Three significant digits.
  private static func ulps(_ error: Double) -> String { String(format: "%.3g", error) }
}
