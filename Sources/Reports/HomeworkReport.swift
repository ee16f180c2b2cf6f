import Foundation
import Installation
import Proofs

extension Report {
  /// The document that `homework` becomes.
  ///
  /// - Parameter figures: the names of the figures that exist; others are left out.
  /// - Throws: the error of finding, reading or filling in a template.
  public init(_ homework: Homework, language: Language, figures: Set<String>) throws {
    let library = try TemplateLibrary(language: language, module: "Reports")
    let view = try HomeworkView(homework, language: language)
    let text = try library.render("homework", view)
    let phrases = try Phrases(language: language, module: "Reports", file: "networks")
    self.init(
      title: phrases["homework.title"], language: language,
      cells: ReportCell.split(text, cells: [], figures: figures))
  }
}
