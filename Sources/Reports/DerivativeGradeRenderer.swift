import Analysis
import Installation
import Proofs
import Reals

/// The grade of a typed derivative as text or Markdown.
public struct DerivativeGradeRenderer: Sendable {
  private let phrases: Phrases

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language) throws { phrases = try TableWriter.phrases(language) }

  /// Plain text of 80 columns.
  public func text(of grade: DerivativeGrade) -> String { document(grade, .plain).text() }

  /// Markdown with LaTeX formulas.
  public func markdown(of grade: DerivativeGrade) -> String { document(grade, .latex).markdown }

  private func document(_ grade: DerivativeGrade, _ notation: Notation) -> BlockDocument {
    let writer = TableWriter(notation: notation, phrases: phrases)
    let variable = grade.function.variable
    var document = BlockDocument()
    document.append(.definition(writer.definition(of: grade.function)))
    document.append(
      .definition(
        notation == .plain
          ? "g(\(variable)) = \(grade.answer.formula)"
          : "$g(\(variable)) = \(grade.answer.latex)$"))
    document.append(.line(verdict(grade, writer)))
    var remarks = (grade.errors + grade.notes).map { finding($0, grade, writer) }
    if let factor = grade.factor {
      remarks.append(
        factor.rational == -1
          ? writer.phrase("answer.sign") : writer.phrase("answer.factor", writer.equality(factor)))
    }
    if let period = grade.period, grade.verdict != .proved || !remarks.isEmpty {
      remarks.append(writer.phrase("answer.repeated", writer.place(period)))
    }
    if !remarks.isEmpty { document.append(.items(remarks)) }
    if grade.verdict != .proved, !grade.derivative.pieces.isEmpty {
      document.append(
        .table(
          header: [writer.phrase("column.interval"), notation.symbol("f'(\(variable))")],
          rows: grade.derivative.pieces.map { piece in
            [
              notation.interval(
                from: piece.from, to: piece.to, fromClosed: piece.fromClosed,
                toClosed: piece.toClosed),
              notation.formula(text: piece.formula, variable: variable),
            ]
          }))
    }
    return document
  }

  private func verdict(_ grade: DerivativeGrade, _ writer: TableWriter) -> String {
    grade.verdict == .undecided
      ? writer.phrase(
        "answer.undecided", writer.text(grade.reason, variable: grade.function.variable))
      : writer.phrase("answer.\(grade.verdict.rawValue)")
  }

  private func finding(
    _ finding: DerivativeGrade.Finding, _ grade: DerivativeGrade, _ writer: TableWriter
  ) -> String {
    let variable = grade.function.variable
    let isPoint = finding.over.from == finding.over.to
    let place =
      isPoint
      ? writer.phrase("answer.at", writer.place(finding.over.from))
      : writer.phrase("answer.on", writer.notation.interval(finding.over))
    let reason = finding.reason.map { ": \(writer.text($0, variable: variable))" } ?? ""
    let value = writer.number(finding.witness?.value)
    switch finding.kind {
    case .noDerivative, .convention, .conventionAtJump:
      return writer.phrase(
        "answer.finding.\(finding.kind.rawValue)", place, value, writer.number(finding.left),
        writer.number(finding.right))
    case .missing, .undecided, .outsideDomain:
      return writer.phrase("answer.finding.\(finding.kind.rawValue)", place) + reason
    case .wrong:
      var text = writer.phrase("answer.finding.wrong", place)
      if !finding.except.isEmpty {
        let points = finding.except.map(writer.place).joined(separator: ", ")
        text += writer.phrase("answer.except", points)
      } else if finding.reason != nil {
        text += writer.phrase("answer.perhaps")
      }
      guard let witness = finding.witness, let derivative = witness.derivative,
        let own = witness.value
      else { return text }
      let equalities = (writer.equality(derivative), writer.equality(own))
      let x = writer.place(witness.x)
      text +=
        isPoint
        ? writer.phrase("answer.values", equalities.0, equalities.1)
        : writer.phrase("answer.witness", x, equalities.0, equalities.1)
      if let difference = witness.difference,
        writer.number(derivative).withoutApproximation == writer.number(own).withoutApproximation
      {
        text += writer.phrase("answer.difference", writer.equality(difference))
      }
      return text
    }
  }
}
