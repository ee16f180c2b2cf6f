import Foundation
import Installation
import Proofs

/// The document that a case study becomes in one language.
public struct CaseStudyReport: Sendable {
  /// The title.
  public let title: String
  /// The language.
  public let language: Language
  /// The parts of the document.
  public let cells: [ReportCell]

  /// The document for `study`.
  ///
  /// - Parameter figures: the names of the figures that exist; others are left out.
  /// - Throws: the error of finding, reading or filling in a template.
  public init(_ study: CaseStudy, language: Language, figures: Set<String>) throws {
    let library = try TemplateLibrary(language: language, module: "Reports")
    let phrases = try Phrases(language: language, module: "Reports")
    let view = try StudyView(
      study, language: language, writer: ProofWriter(language: language), phrases: phrases)
    let text = try library.render("case-study", view)
    title = phrases["title"]
    self.language = language
    cells = ReportCell.split(text, cells: study.cells, figures: figures)
  }
}
