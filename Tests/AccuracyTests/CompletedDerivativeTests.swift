import Activations
import Analysis
import Formulas
import Reals
import Testing

@testable import Accuracy

@Suite("Derivatives with their values at joints")
struct CompletedDerivativeTests {
  private func derivative(_ text: String) throws -> (Formula, ParsedFunction) {
    let function = try Catalogue.builtIn.parser.parse(text)
    return (function.derivative, function)
  }

  @Test("symlog has the slope 1 at 0, where the rules give 0")
  func symlog() throws {
    let (formula, function) = try derivative("symlog")
    #expect(FloatArithmetic().value(of: formula, at: 0) == 1)
    #expect(FloatArithmetic().value(of: formula, at: 3) == 0.25)
    #expect(FloatArithmetic().value(of: function.formula.derivative, at: 0) == 0)
    let form = try #require(StableForm(of: formula, format: .float32))
    #expect(form(0) == 1 && form(-0.0) == 1 && form(3) == 0.25)
  }

  @Test("other derivatives are as the rules make them", arguments: ["relu", "gelu", "tanh", "elu"])
  func unchanged(name: String) throws {
    let (formula, function) = try derivative(name)
    #expect(formula == function.formula.derivative)
  }
}
