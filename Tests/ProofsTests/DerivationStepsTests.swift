import Formulas
import Testing

@testable import Proofs

@Suite("Derivations step by step")
struct DerivationStepsTests {
  private func steps(_ text: String) throws -> DerivationSteps {
    let formula = try FormulaParser().parse(text).formula
    let derivation = DerivationSteps(formula, variable: "z")
    return try #require(derivation)
  }

  @Test("ln(1 + exp z): chain, sum, table, collecting, dividing, naming")
  func softplus() throws {
    let derivation = try steps("ln(1 + exp(z))")
    #expect(
      derivation.steps.map(\.rules) == [
        [.chain], [.sum], [.elementary], [.gathering], [.dividingByExponential], [.logistic],
      ])
    #expect(derivation.steps[3].latex == "\\frac{e^{z}}{1 + e^{z}}")
  }

  @Test("a product: both factors in turn")
  func product() throws {
    let derivation = try steps("z*exp(z)")
    #expect(derivation.steps.first?.rules == [.product])
    #expect(derivation.steps.first?.latex == "e^{z} + z \\cdot \\frac{d}{dz}\\left(e^{z}\\right)")
    #expect(derivation.steps.last?.latex == "e^{z} + z \\, e^{z}")
  }

  @Test("a square: power rule")
  func square() throws {
    #expect(try steps("z^2").steps.map(\.latex) == ["2 \\, z"])
  }

  @Test("what has no rule has no derivation", arguments: ["max(0, z)", "|z|", "1 if z > 0 else 0"])
  func none(text: String) throws {
    #expect(DerivationSteps(try FormulaParser().parse(text).formula, variable: "z") == nil)
  }
}
