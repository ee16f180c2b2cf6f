import Accuracy
import Analysis
import Installation
import Proofs
import Reals

/// Several functions side by side, as text or Markdown.
public struct ComparisonRenderer: Sendable {
  private let phrases: Phrases
  private let analysisPhrases: Phrases

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language) throws {
    phrases = try TableWriter.phrases(language)
    analysisPhrases = try Phrases(language: language, module: "Reports")
  }

  /// Plain text of 80 columns, with up to three functions side by side.
  public func text(of table: ComparisonTable) -> String { document(table, .plain).text() }

  /// Markdown with LaTeX formulas.
  public func markdown(of table: ComparisonTable) -> String { document(table, .latex).markdown }

  private func document(_ table: ComparisonTable, _ notation: Notation) -> BlockDocument {
    let writer = TableWriter(notation: notation, phrases: phrases)
    // A column of text needs room for words, so that only some functions fit beside each other.
    let width = notation == .plain ? 3 : max(table.columns.count, 1)
    let groups = stride(from: 0, to: table.columns.count, by: width).map {
      Array(table.columns[$0..<min($0 + width, table.columns.count)])
    }
    var document = BlockDocument()
    for columns in groups {
      document.append(
        .table(
          header: [""] + columns.map { heading($0.function, notation) },
          rows: [
            [writer.phrase("compare.continuity")]
              + columns.map { answer($0.continuity, of: $0, writer) },
            [writer.phrase("compare.differentiability")]
              + columns.map { answer($0.differentiability, of: $0, writer) },
            [writer.phrase("compare.sides")] + columns.map { sides($0, writer) },
            [writer.phrase("compare.smoothness")] + columns.map { smoothness($0, writer) },
            [writer.phrase("compare.cost.value")] + columns.map { cost($0.cost.value, writer) },
            [writer.phrase("compare.cost.derivative")]
              + columns.map { cost($0.cost.derivative, writer) },
            [writer.phrase("compare.traps")] + columns.map { traps($0, writer) },
          ]))
    }
    return document
  }

  private func heading(_ function: FunctionDescription, _ notation: Notation) -> String {
    let formula = notation.formula(text: function.formula, latex: function.latex)
    return function.name ?? formula
  }

  private func answer(
    _ property: ComparisonTable.Property, of column: ComparisonTable.Column, _ writer: TableWriter
  ) -> String {
    switch property.verdict {
    case .proved:
      return writer.phrase(property.onReals == .proved ? "yes.reals" : "yes.domain")
    case .refuted:
      let families = property.families.map { family in
        writer.phrase(
          "family", writer.notation == .plain ? family.at : "$\(family.latex)$")
      }
      let places = families.isEmpty ? property.exceptions.map(writer.place) : families
      let key = (property.complete ? "no.at" : "no.atLeast") + (places.count > 1 ? ".many" : "")
      return writer.phrase(key, places.joined(separator: ", "))
    case .undecided:
      return writer.phrase(
        "undecided", writer.text(property.reason, variable: column.function.variable))
    }
  }

  private func sides(_ column: ComparisonTable.Column, _ writer: TableWriter) -> String {
    let families = column.differentiability.families.map { family in
      let sides = [family.left, family.right].map { side in
        side.map { value($0, writer) } ?? "—"
      }
      let place = writer.notation == .plain ? family.at : "$\(family.latex)$"
      return writer.phrase("compare.side", writer.phrase("family", place), sides[0], sides[1])
    }
    if !families.isEmpty { return families.joined(separator: "; ") }
    let points = column.oneSidedDerivatives.map { point in
      writer.phrase(
        "compare.side", writer.place(point.at), writer.number(point.left),
        writer.number(point.right))
    }
    return points.isEmpty ? "—" : points.joined(separator: "; ")
  }

  /// A one-sided derivative at all points of a family, which is given as text in k.
  private func value(_ text: String, _ writer: TableWriter) -> String {
    switch text {
    case "inf": writer.number(.infinity)
    case "-inf": writer.number(.minusInfinity)
    default: writer.notation == .plain ? text : "$\(Family.latex(of: text))$"
    }
  }

  private func smoothness(_ column: ComparisonTable.Column, _ writer: TableWriter) -> String {
    switch (column.smoothness, column.smoothnessAtLeast) {
    case ("Cinf"?, _): writer.notation == .plain ? "C^∞" : "$C^{\\infty}$"
    case ("discontinuous"?, _): writer.phrase("discontinuous")
    case (let name?, _):
      writer.notation == .plain ? "C^\(name.dropFirst())" : "$C^{\(name.dropFirst())}$"
    case (nil, let k?): writer.phrase("smoothness.atLeast", "\(k)")
    case (nil, nil):
      writer.phrase(
        "undecided", writer.text(column.smoothnessReason, variable: column.function.variable))
    }
  }

  private func cost(_ counts: [String: Int], _ writer: TableWriter) -> String {
    let parts = counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }
      .map { "\(analysisPhrases["cost.\($0.key)"].withoutPrefix("cost.")) × \($0.value)" }
    return parts.isEmpty ? writer.phrase("cost.none") : parts.joined(separator: ", ")
  }

  /// The traps by kind, each with its places or formats.
  private func traps(_ column: ComparisonTable.Column, _ writer: TableWriter) -> String {
    var kinds: [Trap.Kind] = []
    for trap in column.traps where !kinds.contains(trap.kind) { kinds.append(trap.kind) }
    let parts = kinds.map { kind -> String in
      let name = analysisPhrases["trap.\(kind.rawValue)"]
      var details: [String] = []
      for trap in column.traps where trap.kind == kind {
        let place = trap.over.map { over in
          let interval = writer.notation.interval(over)
          guard let period = trap.period else { return interval }
          return writer.phrase("place.repeated", interval, writer.place(period))
        }
        guard let detail = trap.format ?? place, !details.contains(detail)
        else { continue }
        details.append(detail)
      }
      return details.isEmpty ? name : "\(name): \(details.joined(separator: ", "))"
    }
    return parts.isEmpty ? "—" : parts.joined(separator: "; ")
  }
}

extension String {
  /// The text without `prefix` in front of it.
  fileprivate func withoutPrefix(_ prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}
