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
      (
        "x*sigmoid(x)", "sigmoid(x) + x*sigmoid(x)*(1 - sigmoid(x)) + 1e-40",
        "f' = 0.5, but g ≈ 0.5; g - f' = 1e-40"
      ),
      (
        "exp(x + 1)", "exp(x + 1) - 1e-40",
        "f' ≈ 2.71828182846, but g ≈ 2.71828182846; g - f' = -1e-40"
      ),
      ("x^3", "3*x^2 + 1e-40*x", "f' = 3, but g ≈ 3; g - f' = -1e-40"),
      ("exp(x)", "2*exp(x)", "f' = 1, but g = 2\n"),
    ])
  func difference(function: String, answer: String, line: String) throws {
    let parser = FormulaParser()
    let grade = DerivativeGrade(
      of: try parser.parse(function), answer: try parser.parse(answer))
    let english = try DerivativeGradeRenderer(language: .en).text(of: grade)
    #expect(english.replacing("\n  ", with: " ").contains(line))
    let russian = try DerivativeGradeRenderer(language: .ru).text(of: grade)
    #expect(
      russian.replacing("\n  ", with: " ").contains(line.replacing("but g", with: "но g")))
  }

  @Test("at a jump the limits of f′ are told, in both languages")
  func jump() throws {
    let parser = FormulaParser()
    let grade = DerivativeGrade(
      of: try parser.parse("x if x >= 0 else 2*x + 1"),
      answer: try parser.parse("1.5 if x == 0 else (1 if x > 0 else 2)"))
    let english = try DerivativeGradeRenderer(language: .en).text(of: grade)
    #expect(english.replacing("\n  ", with: " ").contains("between the one-sided limits 2 and 1"))
    let russian = try DerivativeGradeRenderer(language: .ru).text(of: grade)
    #expect(russian.replacing("\n  ", with: " ").contains("односторонними пределами 2 и 1"))
  }
}
