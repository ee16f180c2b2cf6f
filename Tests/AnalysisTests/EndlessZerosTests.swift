import Activations
import Formulas
import Reals
import Testing

@testable import Analysis

/// Signs and zeros arbitrarily far out, derived by hand.
@Suite("Zeros without end")
struct EndlessZerosTests {
  private func zeros(_ text: String, towards direction: Int) throws -> EndlessZeros {
    let tools = AnalysisTools()
    return EndlessZeros(
      points: tools.points, charts: tools.charts,
      function: try Catalogue.builtIn.parser.parse(text).formula, direction: direction)
  }

  @Test(
    "the sign changes for ever, or it does not",
    arguments: [
      ("x*cos(x)", true), ("sin(x)/x", true), ("exp(-x)*sin(x)", true), ("sin(x) + 1/2", true),
      // Oscillation of one sign: between −3 and −1, 1 and 3, −2 and 0, 0 and 2.
      ("sin(x) - 2", false), ("x*(sin(x) + 2)", false), ("sin(x) - 1", false),
      ("x*(1 + cos(x))", false), ("x + sin(x)", false),
    ])
  func signs(text: String, changes: Bool) throws {
    for direction in [-1, 1] {
      #expect(try zeros(text, towards: direction).changesSign == changes, "\(text) \(direction)")
    }
  }

  @Test(
    "zeros that touch are found by their periodic factor",
    arguments: [
      ("sin(x) - 1", true), ("x*(1 + cos(x))", true), ("sin(x)^2*exp(x)", true),
      ("sin(x) - 2", false), ("x + 2 + cos(x)", false),
    ])
  func touching(text: String, vanishes: Bool) throws {
    for direction in [-1, 1] {
      #expect(try zeros(text, towards: direction).vanishes == vanishes, "\(text) \(direction)")
    }
  }
}
