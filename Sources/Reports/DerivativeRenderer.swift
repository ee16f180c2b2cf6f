import Analysis
import Installation
import Proofs
import Reals

/// The derivative of a function, piece by piece, as text or Markdown.
public struct DerivativeRenderer: Sendable {
  private let phrases: Phrases

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language) throws { phrases = try TableWriter.phrases(language) }

  /// Plain text of 80 columns.
  public func text(of analysis: FunctionAnalysis) -> String { document(analysis, .plain).text() }

  /// Markdown with LaTeX formulas.
  public func markdown(of analysis: FunctionAnalysis) -> String {
    document(analysis, .latex).markdown
  }

  private func document(_ analysis: FunctionAnalysis, _ notation: Notation) -> BlockDocument {
    let writer = TableWriter(notation: notation, phrases: phrases)
    let variable = analysis.function.variable
    var document = BlockDocument()
    document.append(.definition(writer.definition(of: analysis.function)))
    document.append(
      .table(
        header: [
          writer.phrase("column.interval"), notation.symbol("f'(\(variable))"),
        ],
        rows: analysis.derivative.pieces.map { piece in
          [
            notation.interval(
              from: piece.from, to: piece.to, fromClosed: piece.fromClosed,
              toClosed: piece.toClosed),
            notation.formula(text: piece.formula, variable: variable),
          ]
        }))
    let kinks = analysis.differentiability.exceptions.map { kink in
      writer.phrase(
        "derivative.sides", writer.place(kink.at), writer.number(kink.left),
        writer.number(kink.right))
    }
    if !kinks.isEmpty { document.append(.items(kinks)) }
    return document
  }
}
