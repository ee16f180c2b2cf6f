import Accuracy
import Analysis
import Installation
import Proofs
import Reals

/// Values at points, and how they are calculated by hand, as text or Markdown.
public struct EvaluationRenderer: Sendable {
  private let phrases: Phrases

  /// The longest decimal that is put into a table.
  private static let longest = 45

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language) throws { phrases = try TableWriter.phrases(language) }

  /// Plain text of 80 columns.
  public func text(of evaluation: Evaluation) -> String { document(evaluation, .plain).text() }

  /// Markdown with LaTeX formulas.
  public func markdown(of evaluation: Evaluation) -> String {
    document(evaluation, .latex).markdown
  }

  private func document(_ evaluation: Evaluation, _ notation: Notation) -> BlockDocument {
    let writer = TableWriter(notation: notation, phrases: phrases)
    let z = evaluation.function.variable
    let symbol = evaluation.quantity == .value ? "f" : "f'"
    var document = BlockDocument()
    document.append(.definition(writer.definition(of: evaluation.function)))
    if evaluation.points.contains(where: { $0.decimal?.count ?? 0 > Self.longest }) {
      document.append(
        .verbatim(
          evaluation.points.map { point in
            let place = TableWriter(notation: .plain, phrases: phrases).place(point.at)
            return "\(symbol)(\(place)) = \(point.decimal ?? "—")"
          }))
    } else {
      document.append(
        .table(
          header: [z, notation.symbol("\(symbol)(\(z))"), writer.phrase("column.float64")],
          rows: evaluation.points.map { point in
            [
              writer.place(point.at), point.decimal.map(writer.code) ?? writer.number(point.value),
              writer.float(point.float64),
            ]
          }))
    }
    let remarks = evaluation.points.flatMap { self.remarks(on: $0, variable: z, writer) }
    if !remarks.isEmpty { document.append(.items(remarks)) }
    for point in evaluation.points {
      for calculation in point.calculations where !calculation.steps.isEmpty {
        document.append(
          .heading(
            writer.phrase("calculation.\(calculation.subject.rawValue)", writer.place(point.at))))
        document.append(.items(calculation.steps.map { line($0, writer) }))
      }
    }
    return document
  }

  private func remarks(
    on point: Evaluation.Point, variable: String, _ writer: TableWriter
  ) -> [String] {
    if point.value == nil, let sides = point.oneSided, sides.left != sides.right {
      return [writer.derivative(sides, at: point.at, variable: variable)]
    }
    if point.value == nil {
      return [
        writer.phrase(
          "novalue", writer.place(point.at), writer.text(point.reason, variable: variable))
      ]
    }
    return []
  }

  /// `left = right`, with a word about what the step does.
  private func line(_ step: ManualCalculation.Step, _ writer: TableWriter) -> String {
    let equation =
      step.note == .undefined ? step.left : "\(step.left) \(step.relation) \(step.right)"
    return "\(writer.mathematics(equation)) (\(writer.phrase("note.\(step.note.rawValue)")))"
  }
}
