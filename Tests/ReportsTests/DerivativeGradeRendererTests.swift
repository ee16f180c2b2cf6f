import Analysis
import Formulas
import Installation
import Proofs
import Testing

@testable import Reports

@Suite("A grade of a derivative as text")
struct DerivativeGradeRendererTests {
  @Test(
    "where both values are written alike the difference is told",
    arguments: [
      (Language.en, "- on ℝ g is not the derivative: at 0 f' = 0, but g = 1e-40"),
      (.ru, "0"),
    ])
  func difference(language: Language, line: String) throws {
    let parser = FormulaParser()
    let grade = DerivativeGrade(
      of: try parser.parse("x*sigmoid(x)"),
      answer: try parser.parse("sigmoid(x) + x*sigmoid(x)*(1 - sigmoid(x)) + 1e-40"))
    let text = try DerivativeGradeRenderer(language: language).text(of: grade)
    #expect(text.contains(line))
  }
}
