import FloatFormats
import Formulas
import Testing

@testable import Accuracy

/// Each rule by itself, on a formula that needs it.
@Suite("Rules of stable forms")
struct StableRuleTests {
  /// A rule, a formula, and how far from 0 it is looked at.
  private static let cases: [(StableRule, String, Double)] = [
    (.exactPart, "(1 + x/3) - 1", 1e15), (.exponential, "exp(x) - 1", 1e15),
    (.powerOfExponential, "cbrt(exp(x))", 1e15), (.powerOfExponential, "exp(x)^0.3", 1e15),
    (.logarithm, "ln(1 + x^2)", 1e15), (.exponentialInLogarithm, "ln(3 + 2*exp(x))", 1e15),
    (.exponentialInLogarithm, "ln(2*exp(x) + exp(-x))", 1e15),
    (.hyperbolicCosineInLogarithm, "ln(cosh(x))", 1e15),
    (.farLogarithm, "ln(1 + exp(x) + exp(2*x))", 1e15), (.farLogarithm, "ln(sinh(x))", 1e15),
    (.farLogarithm, "ln(1 - tanh(x)^2)", 1e15), (.farLogarithm, "ln(x^2*exp(x))", 1e15),
    (.scaledComplement, "ln(Phi(x))", 1e15), (.scaledComplement, "exp(x^2)*erfc(x)", 1e15),
    (.scaledComplement, "exp(-x^2/2)/(sqrt(2*pi)*Phi(x))", 1e15),

    (.exactInput, "tanh(x) - x/(1 + |x|)", 1e15), (.powerByLogarithm, "(1 + 1/x)^x", 1e15),
    (.exactInput, "ln(1 + exp(x)) - max(x, 0)", 1e15),
    (.logarithmOfQuotient, "ln(1/(1 + x^2))", 1e15), (.hyperbolicTangent, "1 - tanh(x)", 1e15),
    (.sigmoid, "1 - sigma(x)", 1e15), (.errorFunction, "1 + erf(x)", 1e15),
    (.cosine, "1 - cos(x)", 1e15), (.squareOfSines, "1 + 2*sin(x)*cos(x)", 1e4),
    (.differenceOfLogarithms, "ln(x) - ln(x + 1)", 1e15),
    (.differenceOfArctangents, "atan(x + 1) - atan(x)", 1e15),
    (.squareRoot, "sqrt(1 + x^2) - 1", 1e15), (.conjugate, "x - sqrt(x^2 + 1)", 1e15),
    (.normalForm, "1/x - 1/(x + 1)", 1e15), (.series, "x - tanh(x)", 1e15),
    (.series, "x^3 - 3*x + 2", 1e10),
  ]

  @Test("no rule is left out")
  func complete() {
    #expect(Set(Self.cases.map(\.0)) == Set(StableRule.allCases))
  }

  @Test(
    "what a rule makes is the same function, to far less than a unit of float32", arguments: cases)
  func rule(_ rule: StableRule, _ text: String, _ reach: Double) throws {
    let formula =
      text == "1 - sigma(x)"
      ? Formula(.number(1)) - Formula(.apply(.sigmoid, Formula(.variable)))
      : try FormulaParser().parse(text).formula
    let form = try #require(StableForm(of: formula, format: .float32))
    #expect(form.rules.contains(rule), "\(form.rules)")
    // Without it the formula is not accurate.
    #expect(!form.naive.isWithin(ulps: 2))
    // Against Arb alone, before the rounding; the fast reference has no part in it.
    let enclosures = EnclosedValues(of: formula, format: .float64)
    var compared = 0
    for x in SweepInputs.sample(2000, of: .float32, near: [0, 1]).all where abs(x) < reach {
      guard case .known(let truth) = enclosures.value(at: x),
        abs(truth.nearest) >= FloatFormat.float32.leastNormal, truth.nearest.isFinite,
        FloatFormat.float32.rounding(truth.nearest).isFinite
      else { continue }
      compared += 1
      let error = abs((form.program(x) - truth.nearest) - truth.deviation) / abs(truth.nearest)
      guard error < 0x1p-30 else {
        Issue.record("\(text) at \(x): \(form.program(x)), not \(truth.nearest)")
        return
      }
    }
    #expect(compared > 300)
  }
}
