import Activations
import Analysis
import Formulas

@testable import Reports

extension StudySubject {
  /// The subjects that `functions` are, with their analyses.
  static func analysed(_ functions: [ParsedFunction]) -> [StudySubject] {
    subjects(
      functions.map {
        (
          $0,
          FunctionAnalysis(of: $0, conventions: Catalogue.builtIn.derivativeConventions(for: $0))
        )
      })
  }
}

extension CaseStudy {
  /// The case study of the assignment's functions.
  static func assignment() async throws -> CaseStudy {
    try await CaseStudy(
      of: StudySubject.analysed(StudySubject.assignment()), command: "actlab report case-study")
  }
}
