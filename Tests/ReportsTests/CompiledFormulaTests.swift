import Formulas
import Reals
import Testing

@testable import Reports

@Suite("Compiled formulas")
struct CompiledFormulaTests {
  @Test(
    "bit for bit what FloatArithmetic computes",
    arguments: [
      "ln(1 + exp(x))", "x if x >= 0 else 0.01*x", "min(max(0, x), 6)/3 - x^2", "x^3 + x^0.5",
      "(1 if x > 1 and not x == 2 else -1)*tanh(x)", "1/x", "pi*e - cbrt(x)", "x^x",
    ])
  func same(text: String) throws {
    let formula = try FormulaParser().parse(text).formula
    let compiled = CompiledFormula(formula)
    for x in [-1000, -2.5, -1, -0.0, 0, 1e-300, 0.5, 1, 2, 7.25, 1e10] {
      let expected = FloatArithmetic().value(of: formula, at: x)
      let value = compiled.value(x)
      #expect(value.bitPattern == expected.bitPattern || (value.isNaN && expected.isNaN), "\(x)")
    }
  }

  @Test("a known value: softplus(0) = ln 2")
  func known() throws {
    let formula = try FormulaParser().parse("ln(1 + exp(x))").formula
    #expect(CompiledFormula(formula).value(0) == 0.6931471805599453)
  }
}
