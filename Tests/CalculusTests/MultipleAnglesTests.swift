import Calculus
import Formulas
import Testing

@Suite("Multiple angles")
struct MultipleAnglesTests {
  @Test(
    "identities are seen",
    arguments: [
      ("sin(2*x)", "2*sin(x)*cos(x)"), ("cos(2*x)", "1 - 2*sin(x)^2"),
      ("sin(3*x)", "3*sin(x) - 4*sin(x)^3"), ("cos(4*x)", "8*cos(x)^4 - 8*cos(x)^2 + 1"),
      ("sin(6*x)/2", "sin(3*x)*cos(3*x)"), ("exp(cos(2*x))", "exp(2*cos(x)^2 - 1)"),
      ("sin(2*x*pi)", "2*sin(pi*x)*cos(pi*x)"), ("cos(x*8)", "2*cos(4*x)^2 - 1"),
    ])
  func identities(a: String, b: String) throws {
    let (f, g) = (try FormulaParser().parse(a).formula, try FormulaParser().parse(b).formula)
    #expect(f.withSingleAngles.isIdentical(to: g.withSingleAngles))
  }

  @Test(
    "nothing else is made equal",
    arguments: [
      ("sin(2*x)", "sin(x)*cos(x)"), ("cos(2*x)", "1 - sin(x)^2"), ("sin(9*x)", "sin(x)"),
      ("cos(-2*x)", "sin(2*x)"),
    ])
  func differences(a: String, b: String) throws {
    let (f, g) = (try FormulaParser().parse(a).formula, try FormulaParser().parse(b).formula)
    #expect(!f.withSingleAngles.isIdentical(to: g.withSingleAngles))
  }
}
