import Analysis
import Installation
import Proofs
import Reals

/// The grade of a δ as text or Markdown.
public struct DeltaGradeRenderer: Sendable {
  private let phrases: Phrases

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language) throws { phrases = try TableWriter.phrases(language) }

  /// Plain text of 80 columns.
  public func text(of grade: DeltaGrade) -> String { document(grade, .plain).text() }

  /// Markdown with LaTeX formulas.
  public func markdown(of grade: DeltaGrade) -> String { document(grade, .latex).markdown }

  private func document(_ grade: DeltaGrade, _ notation: Notation) -> BlockDocument {
    let writer = TableWriter(notation: notation, phrases: phrases)
    var document = BlockDocument()
    document.append(.definition(writer.definition(of: grade.function)))
    document.append(.line(claim(grade, writer)))
    document.append(.line(verdict(grade, writer)))
    let remarks =
      [counterexample(grade, writer), bound(grade, writer)].compactMap { $0 }
      + grade.findings.map { finding($0, grade, writer) }
    if !remarks.isEmpty { document.append(.items(remarks)) }
    let isTelling = grade.steps.contains { $0.verdict != .undecided || $0.margin != nil }
    if isTelling {
      document.append(table(grade, writer))
      document.append(.line(writer.phrase("delta.legend")))
    }
    return document
  }

  private func claim(_ grade: DeltaGrade, _ writer: TableWriter) -> String {
    let delta = writer.notation.formula(text: grade.delta.formula, latex: grade.delta.latex)
    guard let at = grade.at else { return writer.phrase("delta.claim.uniform", delta) }
    return writer.phrase("delta.claim", delta, writer.place(at))
  }

  private func verdict(_ grade: DeltaGrade, _ writer: TableWriter) -> String {
    switch grade.verdict {
    case .undecided:
      writer.phrase(
        "delta.undecided", writer.text(grade.reason, variable: grade.function.variable))
    default: writer.phrase("delta.\(grade.verdict.rawValue)")
    }
  }

  private func counterexample(_ grade: DeltaGrade, _ writer: TableWriter) -> String? {
    guard let found = grade.counterexample else { return nil }
    let numbers = [found.distance, found.delta, found.difference].map(writer.equality)
    let (epsilon, x, y) = (
      writer.equality(found.epsilon), writer.equalPlace(found.x),
      writer.equalPlace(found.y)
    )
    return grade.uniform
      ? writer.phrase("delta.pair", epsilon, x, y, numbers[0], numbers[1], numbers[2])
      : writer.phrase("delta.counterexample", epsilon, x, numbers[0], numbers[1], numbers[2])
  }

  private func bound(_ grade: DeltaGrade, _ writer: TableWriter) -> String? {
    guard grade.verdict == .refuted, let bound = grade.servesBelow, bound != .infinity else {
      return nil
    }
    return bound.rational?.isZero == true
      ? writer.phrase("delta.below.none") : writer.phrase("delta.below", writer.place(bound))
  }

  private func finding(
    _ finding: DeltaGrade.Finding, _ grade: DeltaGrade, _ writer: TableWriter
  ) -> String {
    let variable = grade.function.variable
    let key = "delta.finding.\(finding.kind.rawValue)"
    let at = finding.at.map(writer.place) ?? "—"
    let text =
      switch finding.kind {
      case .deltaUndefined: writer.phrase(key, finding.epsilon.map(writer.equality) ?? "—")
      case .deltaNotPositive:
        writer.phrase(
          key, finding.epsilon.map(writer.equality) ?? "—",
          finding.value.map(writer.equality) ?? "—")
      case .discontinuous: writer.phrase(key, at, finding.epsilon.map(writer.equality) ?? "—")
      case .slopeBound, .deltaBounded, .reachBounded:
        writer.phrase(key, finding.value.map(writer.number) ?? "—")
      case .outsideDomain, .isolatedPoint, .steepestEnd: writer.phrase(key, at)
      }
    guard let reason = finding.reason else { return text }
    return "\(text): \(writer.text(reason, variable: variable))"
  }

  private func table(_ grade: DeltaGrade, _ writer: TableWriter) -> BlockDocument.Block {
    .table(
      header: [
        writer.phrase("column.interval"), writer.phrase("delta.margin"),
        writer.phrase("delta.sign"),
      ],
      rows: grade.steps.map { step in
        [
          writer.notation.interval(step.over),
          step.margin.flatMap { text in
            step.latex.map { writer.notation.formula(text: text, latex: $0) }
          } ?? "—",
          writer.phrase("delta.sign.\(step.verdict.rawValue)"),
        ]
      })
  }
}

extension TableWriter {
  /// A number after the sign of equality, or of approximation where only digits are shown.
  func equality(_ number: ExactNumber) -> String {
    let text = self.number(number)
    switch notation {
    case .plain: return text.hasPrefix("≈") ? "≈ \(text.dropFirst())" : "= \(text)"
    case .latex: return text.hasPrefix("$\\approx") ? text : "= \(text)"
    }
  }

  /// A point after the sign of equality.
  func equalPlace(_ place: ExactNumber) -> String {
    place.rational == nil && place.exact != nil ? "= \(self.place(place))" : equality(place)
  }
}
