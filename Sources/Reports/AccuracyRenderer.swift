import Accuracy
import Foundation
import Installation
import Proofs

/// The report of a sweep, as text or Markdown.
public struct AccuracyRenderer: Sendable {
  private let phrases: Phrases

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language) throws { phrases = try TableWriter.phrases(language) }

  /// Plain text of 80 columns.
  public func text(of report: AccuracyReport) -> String { document(report, .plain).text() }

  /// Markdown.
  public func markdown(of report: AccuracyReport) -> String { document(report, .latex).markdown }

  private func document(_ report: AccuracyReport, _ notation: Notation) -> BlockDocument {
    let writer = TableWriter(notation: notation, phrases: phrases)
    var document = BlockDocument()
    document.append(.line(writer.code(report.function)))
    document.append(
      .line(
        writer.phrase(
          "accuracy.\(report.of.rawValue)", report.dtype.rawValue, name(report, writer))))
    if !report.isComplete { document.append(.line(writer.phrase("accuracy.incomplete"))) }
    document.append(.line(coverage(report, writer)))
    document.append(regions(report, writer))
    document.append(.line(writer.phrase("accuracy.findings")))
    document.append(findings(report, writer))
    if !report.kinks.isEmpty {
      document.append(.line(writer.phrase("accuracy.kinks")))
      document.append(kinks(report, writer))
    }
    document.append(.line(writer.phrase("accuracy.histogram")))
    document.append(histogram(report, writer))
    document.append(.items(notes(report, writer)))
    return document
  }

  private func name(_ report: AccuracyReport, _ writer: TableWriter) -> String {
    ["naive", "stable"].contains(report.implementation)
      ? writer.phrase("accuracy.implementation.\(report.implementation)")
      : writer.code(report.implementation)
  }

  private func coverage(_ report: AccuracyReport, _ writer: TableWriter) -> String {
    let coverage = report.isComplete ? report.coverage.rawValue : "partial"
    let parts = [
      writer.phrase("accuracy.coverage.\(coverage)", grouped(report.inputs)),
      report.range.map { writer.phrase("accuracy.range", writer.code($0)) },
      report.shard.map { writer.phrase("accuracy.shard", $0) },
    ]
    return parts.compactMap { $0 }.joined(separator: "; ") + "."
  }

  private func regions(_ report: AccuracyReport, _ writer: TableWriter) -> BlockDocument.Block {
    let all = [
      ("bulk", report.bulk), ("tails", report.tails), ("roots", report.roots),
    ]
    return .table(
      header: ["region", "max", "at", "mean", "inputs"].map { writer.phrase("accuracy.\($0)") },
      rows: all.map { name, region in
        func ulps(_ error: Double) -> String { region.inputs == 0 ? "—" : UlpText.text(of: error) }
        return [
          writer.phrase("accuracy.\(name)"), ulps(region.maxUlp), place(region.at, report),
          ulps(region.meanUlp), grouped(region.inputs),
        ]
      })
  }

  private func findings(_ report: AccuracyReport, _ writer: TableWriter) -> BlockDocument.Block {
    let kinds = [
      "inaccurate", "wrongZero", "wrongSign", "nan", "spuriousInfinity", "missedInfinity",
      "monotonicity", "overflow",
    ]
    return .table(
      header: ["finding", "count", "below", "above"].map { writer.phrase("accuracy.\($0)") },
      rows: kinds.map { kind in
        let found = report.first[kind]
        return [
          writer.phrase("accuracy.\(kind)"), grouped(found?.count ?? 0),
          place(found?.below, report), place(found?.above, report),
        ]
      })
  }

  private func kinks(_ report: AccuracyReport, _ writer: TableWriter) -> BlockDocument.Block {
    .table(
      header: ["at", "kink.left", "kink.right", "kink.result", "kink.within"].map {
        writer.phrase("accuracy.\($0)")
      },
      rows: report.kinks.map { kink in
        [
          place(kink.at, report), kink.left.map { "\($0)" } ?? "—",
          kink.right.map { "\($0)" } ?? "—", place(kink.result, report),
          kink.within.map { writer.phrase("accuracy.kink.within.\($0)") } ?? "—",
        ]
      })
  }

  private func histogram(_ report: AccuracyReport, _ writer: TableWriter) -> BlockDocument.Block {
    let total = max(1, report.histogram.reduce(0) { $0 + $1.count })
    let last = report.histogram.lastIndex { $0.count > 0 } ?? 0
    let longest = report.histogram.map(\.count).max() ?? 1
    return .table(
      header: ["upTo", "inputs", "share"].map { writer.phrase("accuracy.\($0)") } + [""],
      rows: report.histogram[...last].map { bar in
        let length = 24 * Double(bar.count) / Double(max(1, longest))
        return [
          bar.upTo.map(UlpText.text) ?? writer.phrase("accuracy.more"), grouped(bar.count),
          String(format: "%.3g %%", 100 * Double(bar.count) / Double(total)),
          String(repeating: "#", count: bar.count == 0 ? 0 : max(1, Int(length))),
        ]
      })
  }

  private func notes(_ report: AccuracyReport, _ writer: TableWriter) -> [String] {
    var notes = [writer.phrase("accuracy.escalations", grouped(report.escalations))]
    if report.outside > 0 {
      notes.append(writer.phrase("accuracy.outside", grouped(report.outside)))
    }
    if report.undecided > 0 {
      notes.append(writer.phrase("accuracy.undecided", grouped(report.undecided)))
    }
    if report.undecidedSigns > 0 {
      notes.append(writer.phrase("accuracy.undecidedSigns", grouped(report.undecidedSigns)))
    }
    return notes
  }

  /// An input, in the fewest digits that name it in its format.
  private func place(_ x: Double?, _ report: AccuracyReport) -> String {
    guard let x else { return "—" }
    return report.dtype == .float64 ? "\(x)" : "\(Float(x))"
  }

  /// Digits in groups of three.
  private func grouped(_ count: UInt64) -> String {
    var digits = Substring("\(count)")
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    return ([digits] + groups).joined(separator: "\u{202F}")
  }
}
