import Analysis
import Installation
import Proofs

/// Claims with the verdicts of the analysis and of Coq, as text or Markdown.
public struct ProofTableRenderer: Sendable {
  private let phrases: Phrases

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language) throws {
    phrases = try Phrases(language: language, module: "Reports", file: "proofs")
  }

  /// Plain text of 80 columns.
  public func text(of table: ProofTable) -> String { document(table, .plain).text() }

  /// Markdown.
  public func markdown(of table: ProofTable) -> String { document(table, .latex).markdown }

  private func document(_ table: ProofTable, _ notation: Notation) -> BlockDocument {
    let writer = TableWriter(notation: notation, phrases: phrases)
    var document = BlockDocument()
    document.append(.definition(writer.definition(of: table.function)))
    document.append(
      .table(
        header: ["claim", "analysis", "coq"].map { phrases["column.\($0)"] },
        rows: table.rows.map { row($0, writer) }))
    let remarks = table.rows.compactMap { remark($0, writer) }
    if !remarks.isEmpty { document.append(.items(remarks)) }
    document.append(.line(summary(table, writer)))
    return document
  }

  private func row(_ row: ProofTable.Row, _ writer: TableWriter) -> [String] {
    return [
      phrases.claim(row.claim, writer),
      row.claim.verdict.map { phrases["verdict.\($0.rawValue)"] } ?? "—",
      phrases[Self.verdict(row)],
    ]
  }

  /// The key of what Coq says: of a claim that is refuted it accepts the negation, or does not.
  private static func verdict(_ row: ProofTable.Row) -> String {
    guard let coq = row.coq else {
      return row.claim.theorem == nil ? "coq.notAttempted" : "coq.notChecked"
    }
    let isNegation = row.claim.verdict == .refuted && [.accepted, .rejected].contains(coq)
    return isNegation ? "coq.negation.\(coq.rawValue)" : "coq.\(coq.rawValue)"
  }

  private func remark(_ row: ProofTable.Row, _ writer: TableWriter) -> String? {
    if let obstacle = row.claim.obstacle {
      return "\(phrases.claim(row.claim, writer)): \(phrases["obstacle.\(obstacle.rawValue)"])"
    }
    return row.message.map { "\(phrases.claim(row.claim, writer)): \($0)" }
  }

  private func summary(_ table: ProofTable, _ writer: TableWriter) -> String {
    let attempted = table.rows.count { $0.claim.theorem != nil }
    guard attempted > 0 else { return writer.phrase("summary.none", "\(table.rows.count)") }
    guard let version = table.coq else {
      return writer.phrase("summary.notChecked", "\(attempted)", "\(table.rows.count)")
    }
    let accepted = table.rows.count { $0.coq == .accepted }
    let key = attempted == accepted ? "summary.accepted" : "summary.rejected"
    return writer.phrase(key, version, "\(accepted)", "\(attempted)", "\(table.rows.count)")
  }
}

extension Phrases {
  /// The sentence of a claim, in which a rounded number is not said to be equal.
  func claim(_ claim: FormalClaim, _ writer: TableWriter) -> String {
    var text = self["claim.\(claim.wording)"]
    for (index, argument) in claim.arguments.enumerated() {
      let place = "%\(index + 1)"
      if argument.hasPrefix("≈") { text = text.replacing("= \(place)", with: place) }
      text = text.replacing(place, with: writer.code(argument))
    }
    return text
  }
}
