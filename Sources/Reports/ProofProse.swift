import Analysis
import Installation
import Proofs

/// The proofs about a function in prose, as a document of their own.
public struct ProofProse: Sendable {
  private let phrases: Phrases
  private let writer: ProofWriter

  /// A writer in `language`.
  ///
  /// - Throws: the error of finding or reading templates and phrases.
  public init(language: Language) throws {
    phrases = try Phrases(language: language, module: "Reports")
    writer = try ProofWriter(language: language)
  }

  /// The definition and the proofs of the kinds asked for, as Markdown; of kinds that have no proof
  /// in prose, what the analysis says.
  ///
  /// - Throws: ``MissingTemplate`` if a template of the proofs is missing.
  public func markdown(of analysis: FunctionAnalysis, kinds: Set<ClaimKind>) throws -> String {
    let proof = try writer.proof(of: analysis)
    let sections: [(kind: ClaimKind, title: String, text: String)] = [
      (.continuity, "proof.continuity", proof.continuity),
      (.kinks, "proof.differentiability", proof.differentiability),
      (.derivative, "proof.derivation", proof.derivation),
      (.smoothness, "proof.smoothness", proof.smoothness),
    ]
    let chosen = sections.filter { kinds.contains($0.kind) && !$0.text.isEmpty }
    let outline = AnalysisOutline(analysis, notation: .latex, phrases: phrases)
    let facts = outline.sections(about: kinds).map { section in
      "## \(section.title)\n\n" + section.lines.map { "- \($0)" }.joined(separator: "\n")
    }
    return
      ([proof.definition] + chosen.map { "## \(phrases[$0.title])\n\n\($0.text)" } + facts)
      .joined(separator: "\n\n") + "\n"
  }
}

extension AnalysisOutline {
  /// The sections about kinds of claims that have no proof in prose.
  fileprivate func sections(about kinds: Set<ClaimKind>) -> [Section] {
    var titles: Set<String> = []
    if kinds.contains(.lipschitz) { titles.insert(phrase("section.lipschitz")) }
    if kinds.contains(.monotonicity) { titles.insert(phrase("section.monotonicity")) }
    if kinds.contains(.values) { titles.insert(phrase("section.extrema")) }
    if kinds.contains(.regions) {
      for regions in analysis.regions {
        titles.insert(phrase("section.regions", notation.interval(regions.over)))
      }
    }
    return sections.filter { titles.contains($0.title) }
  }
}
