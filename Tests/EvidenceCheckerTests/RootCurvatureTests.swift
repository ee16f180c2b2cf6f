import Formulas
import Testing

@testable import EvidenceChecker

@Suite("Curvature of roots of quadratic polynomials")
struct RootCurvatureTests {
  @Test(
    "by the sign of 4ac − b²",
    arguments: [
      ("sqrt(x^2 + 1)", 1), ("-sqrt(1 + x^2)", -1), ("(sqrt(x^2 + 1) - 1)/2 + x", 1),
      ("-3*(x^2 + x + 1)^(1/2)", -1), ("(x + sqrt(x^2 + 4))/2", 1), ("2*x - 7", 0),
      ("sqrt((x + 1)*(x - 1) + 2)", 1), ("x/3 - 2*sqrt(x*x + 1/100) - sqrt(x^2 + 5)", -1),
    ])
  func known(text: String, sign: Int) throws {
    #expect(try FormulaParser().parse(text).formula.signOfRootCurvature == sign)
  }

  @Test(
    "nothing is said of other functions, nor where the radicand is not positive or signs differ",
    arguments: [
      "sqrt(x^2 - 1)", "sqrt(x^2 + 2*x + 1)", "sqrt(1 - x^2)", "sqrt(x)", "sqrt(x^4 + 1)", "x^2",
      "sqrt(x^2 + 1) - sqrt(x^2 + 4)", "x*sqrt(x^2 + 1)", "exp(x)", "1/sqrt(x^2 + 1)", "x/x",
    ])
  func unknown(text: String) throws {
    #expect(try FormulaParser().parse(text).formula.signOfRootCurvature == nil)
  }

  @Test("lines far out are checked by their ends; a line that is too low is not accepted")
  func lines() throws {
    let check = try #require(CurveCheck("sqrt(x^2 + 1)"))
    // On [−10⁶, 10⁶] the chord is √(10¹² + 1) = 10⁶ + 5·10⁻⁷ − …, the tangent at 0 is 1.
    #expect(check.isAbove(slope: 0, intercept: 1_000_000.000_000_6, from: -1e6, to: 1e6))
    #expect(!check.isAbove(slope: 0, intercept: 1_000_000.000_000_4, from: -1e6, to: 1e6))
    #expect(check.isBelow(slope: 0, intercept: 1, from: -1e6, to: 1e6))
    #expect(!check.isBelow(slope: 0, intercept: 1.000_000_1, from: -1e6, to: 1e6))
  }
}
