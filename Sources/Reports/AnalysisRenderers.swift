import Analysis
import Formulas
import Installation
import Proofs

/// An analysis as plain text of at most 80 columns, readable without colour.
public struct AnalysisTextRenderer: Sendable {
  private let phrases: Phrases

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language) throws {
    phrases = try Phrases(language: language, module: "Reports")
  }

  /// The text, with a line feed at its end; formulas are broken before operators.
  public func text(of analysis: FunctionAnalysis) -> String {
    text(AnalysisOutline(analysis, notation: .plain, phrases: phrases).sections)
  }

  /// The same, followed by what the independent checker found.
  public func text(of verified: VerifiedAnalysis) -> String {
    let outline = AnalysisOutline(verified.analysis, notation: .plain, phrases: phrases)
    return text(outline.sections + [outline.section(of: verified.verification)])
  }

  private func text(_ sections: [AnalysisOutline.Section]) -> String {
    let sections = sections.map { section in
      let lines = section.lines.flatMap { LineWrapping.lines($0, width: 78, indentation: 2) }
      return ([section.title] + lines.map { "  \($0)" }).joined(separator: "\n")
    }
    return sections.joined(separator: "\n\n") + "\n"
  }
}

/// An analysis as Markdown with LaTeX formulas, followed by the proofs.
public struct AnalysisMarkdownRenderer: Sendable {
  private let phrases: Phrases
  private let writer: ProofWriter

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading templates and phrases.
  public init(language: Language) throws {
    phrases = try Phrases(language: language, module: "Reports")
    writer = try ProofWriter(language: language)
  }

  /// The Markdown, with a line feed at its end.
  ///
  /// - Throws: ``MissingTemplate`` if a template of the proofs is missing.
  public func markdown(of analysis: FunctionAnalysis) throws -> String {
    let outline = AnalysisOutline(analysis, notation: .latex, phrases: phrases)
    return try markdown(of: analysis, sections: outline.sections)
  }

  /// The same, with what the independent checker found before the proofs.
  ///
  /// - Throws: ``MissingTemplate`` if a template of the proofs is missing.
  public func markdown(of verified: VerifiedAnalysis) throws -> String {
    let outline = AnalysisOutline(verified.analysis, notation: .latex, phrases: phrases)
    let sections = outline.sections + [outline.section(of: verified.verification)]
    return try markdown(of: verified.analysis, sections: sections)
  }

  private func markdown(
    of analysis: FunctionAnalysis, sections: [AnalysisOutline.Section]
  ) throws -> String {
    let facts = sections.map { section in
      "## \(section.title)\n\n" + section.lines.map { "- \($0)" }.joined(separator: "\n")
    }
    let proof = try writer.proof(of: analysis)
    let proofs = [
      ("proof.continuity", proof.continuity), ("proof.differentiability", proof.differentiability),
      ("proof.smoothness", proof.smoothness), ("proof.derivation", proof.derivation),
    ].filter { !$0.1.isEmpty }.map { "## \(phrases[$0.0])\n\n\($0.1)" }
    let isRounded = Formula(parsing: analysis.function.formula)?.hasLongNumber ?? false
    let note = isRounded ? [phrases["proof.rounded"]] : []
    return (facts + note + proofs).joined(separator: "\n\n") + "\n"
  }
}
