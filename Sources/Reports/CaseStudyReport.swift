import Foundation
import Installation
import Proofs

extension Report {
  /// The document that `study` becomes.
  ///
  /// - Parameter figures: the names of the figures that exist; others are left out.
  /// - Throws: the error of finding, reading or filling in a template.
  public init(_ study: CaseStudy, language: Language, figures: Set<String>) throws {
    let library = try TemplateLibrary(language: language, module: "Reports")
    let phrases = try Phrases(language: language, module: "Reports")
    let view = try StudyView(
      study, language: language, writer: ProofWriter(language: language), phrases: phrases)
    let text = try library.render("case-study", view)
    self.init(
      title: phrases["title"], language: language,
      cells: ReportCell.split(text, cells: study.cells, figures: figures))
  }
}
