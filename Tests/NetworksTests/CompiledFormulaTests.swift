import Formulas
import Reals
import Testing

@testable import Networks

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

  @Test(
    "the primitives overflow nowhere",
    arguments: [
      // With mpmath at 30 digits.
      ("softplus(x)", 1000, 1000), ("softplus(x)", -40, 4.2483542552915889863e-18),
      ("sigmoid(x)", -745, 4.9406564584124654418e-324), ("sigmoid(x)", 1000, 1),
      ("Phi(x)", -20, 2.7536241186062336951e-89),
    ])
  func stable(text: String, x: Double, truth: Double) throws {
    let value = CompiledFormula(try FormulaParser().parse(text).formula).value(x)
    // Phi(−20) has a condition number of 400.
    #expect((value - truth).magnitude <= 1e-13 * truth)
  }

  @Test("a buffer gives the bits of single numbers, block by block")
  func buffers() throws {
    let formula = try FormulaParser().parse("x^2 if x < 0 else max(sin(x), x/3)").formula
    let compiled = CompiledFormula([formula, 1 / .x])
    let workspace = CompiledFormulaWorkspace(compiled)
    let x = (0..<700).map { Double($0 - 350) / 7 }
    var (first, second) = (x, x)
    first.withUnsafeMutableBufferPointer { first in
      second.withUnsafeMutableBufferPointer { second in
        guard let a = first.baseAddress, let b = second.baseAddress else { return }
        workspace.evaluate(x, count: x.count, into: a, b)
      }
    }
    #expect(first == x.map { CompiledFormula(formula).value($0) })
    #expect(second == x.map { 1 / $0 })
  }
}
