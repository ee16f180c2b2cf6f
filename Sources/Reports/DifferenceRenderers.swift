import Accuracy
import Analysis
import Installation
import Proofs
import Reals

/// Tables of difference quotients, and errors against the step, as text or Markdown.
public struct DifferenceRenderer: Sendable {
  private let phrases: Phrases

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language) throws { phrases = try TableWriter.phrases(language) }

  /// Plain text of 80 columns.
  public func text(of table: DifferenceTable) -> String { document(table, .plain).text() }

  /// Markdown with LaTeX formulas.
  public func markdown(of table: DifferenceTable) -> String { document(table, .latex).markdown }

  /// Plain text of 80 columns; of the steps the powers of ten.
  public func text(of sweep: StepSweep) -> String { document(sweep, .plain).text() }

  /// Markdown with LaTeX formulas; of the steps the powers of ten.
  public func markdown(of sweep: StepSweep) -> String { document(sweep, .latex).markdown }

  // MARK: Differences

  private func document(_ table: DifferenceTable, _ notation: Notation) -> BlockDocument {
    let writer = TableWriter(notation: notation, phrases: phrases)
    let z = table.function.variable
    func place(_ sign: String) -> String {
      notation == .plain ? "f(\(z) \(sign) ε)" : "$f(\(z) \(sign) \\varepsilon)$"
    }
    let value = notation == .plain ? "f(\(z))" : "$f(\(z))$"
    let stencil = [z, place(notation == .plain ? "−" : "-"), value, place("+")]
    var document = BlockDocument()
    document.append(.definition(writer.definition(of: table.function)))
    document.append(.line(writer.phrase("step", writer.number(table.step))))
    document.append(.line(writer.phrase("values.exact")))
    document.append(
      .table(
        header: stencil,
        rows: table.rows.map { row in
          [writer.place(row.at)]
            + [row.before.exact, row.centre.exact, row.after.exact].map(writer.number)
        }))
    document.append(.line(writer.phrase("values.float64")))
    document.append(
      .table(
        header: stencil,
        rows: table.rows.map { row in
          [row.float64, row.before.float64, row.centre.float64, row.after.float64]
            .map(writer.float)
        }))
    document.append(.line(writer.phrase("quotients")))
    document.append(
      .table(
        header: [z]
          + ["scheme", "exact", "float64", "error"].map { writer.phrase("column.\($0)") },
        rows: table.rows.flatMap { row in
          row.estimates.map { estimate in
            [
              writer.place(row.at), writer.name(estimate.scheme), writer.number(estimate.exact),
              writer.float(estimate.float64), errors(estimate.float64Error, writer),
            ]
          }
        }))
    document.append(.items(remarks(on: table, writer)))
    return document
  }

  private func errors(_ errors: DifferenceTable.SignedErrors, _ writer: TableWriter) -> String {
    switch (errors.left, errors.right) {
    case (nil, nil): "—"
    case (let left?, let right?) where left == right: writer.error(left)
    case (let left, let right):
      [left, right].map { $0.map(writer.error) ?? "—" }.joined(separator: " / ")
    }
  }

  /// The derivatives, the kinks that stencils straddle, and what is missing.
  private func remarks(on table: DifferenceTable, _ writer: TableWriter) -> [String] {
    let variable = table.function.variable
    return table.rows.flatMap { row -> [String] in
      let kinks = row.straddled.map { point -> String in
        let kind = point.kind
        let limits = zip(table.schemes, point.limits).map { scheme, limit in
          "\(writer.name(scheme)) → \(writer.number(limit))"
        }.joined(separator: ", ")
        return point.isCentre
          ? writer.phrase("straddle.\(kind).centre", writer.place(point.at), limits)
          : writer.phrase(
            "straddle.\(kind).beside", writer.place(row.at), writer.place(point.at), limits)
      }
      let missing = [row.before, row.centre, row.after].compactMap { value in
        value.reason.map {
          writer.phrase(
            "novalue", writer.place(value.at), writer.text($0, variable: variable))
        }
      }
      return [writer.derivative(row.derivative, at: row.at, variable: variable)] + kinks + missing
    }
  }

  // MARK: Sweeps

  private func document(_ sweep: StepSweep, _ notation: Notation) -> BlockDocument {
    let writer = TableWriter(notation: notation, phrases: phrases)
    var document = BlockDocument()
    document.append(.definition(writer.definition(of: sweep.function)))
    let variable = sweep.function.variable
    document.append(.line(writer.derivative(sweep.derivative, at: sweep.at, variable: variable)))
    document.append(.line(writer.phrase("sweep.errors")))
    let steps = sweep.curves.first?.points ?? []
    let decades = steps.indices.filter { steps[$0].stepFloat64.isPowerOfTen }
    document.append(
      .table(
        header: ["ε"] + sweep.curves.map { writer.name($0.scheme) },
        rows: decades.map { index in
          [writer.error(steps[index].stepFloat64)]
            + sweep.curves.map { curve in
              curve.points.indices.contains(index)
                ? writer.error(curve.points[index].error) : "—"
            }
        }))
    document.append(.line(writer.phrase("sweep.best")))
    document.append(
      .table(
        header: ["scheme", "best", "least", "predicted"].map { writer.phrase("column.\($0)") },
        rows: sweep.curves.map { curve in
          [
            writer.name(curve.scheme), writer.error(curve.best?.stepFloat64),
            writer.error(curve.best?.error), writer.error(curve.predictedStep),
          ]
        }))
    let remarks = sweep.curves.compactMap { curve -> String? in
      if curve.reference == nil {
        return writer.phrase(
          "sweep.noreference", writer.name(curve.scheme),
          writer.text(curve.reason, variable: variable))
      }
      guard !curve.referenceIsDerivative else { return nil }
      return writer.phrase(
        "sweep.limit", writer.name(curve.scheme), writer.number(curve.reference))
    }
    if !remarks.isEmpty { document.append(.items(remarks)) }
    return document
  }
}

extension StraddledPoint {
  /// What the stencil straddles, as the phrases name it.
  fileprivate var kind: String {
    switch derivative.reason?.kind {
    case .outsideDomain: "gap"
    case .domainEnd: "end"
    default: continuous == .refuted ? "jump" : "kink"
    }
  }
}

extension PrintedDouble {
  /// Whether the number is 10ⁿ, as exactly as float64 has it.
  fileprivate var isPowerOfTen: Bool {
    let text = description.lowercased()
    let digits = text.prefix { $0 != "e" }.filter { $0 != "." && $0 != "0" }
    return digits == "1"
  }
}
