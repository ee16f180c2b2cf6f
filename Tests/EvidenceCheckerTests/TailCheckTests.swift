import Activations
import Formulas
import Testing

@testable import EvidenceChecker

@Suite("Signs on half-lines")
struct TailCheckTests {
  private func check(_ text: String, _ direction: Int) throws -> TailCheck {
    let formula = try Catalogue.builtIn.parser.parse(text).formula
    return TailCheck(tape: try #require(FormulaTape(formula)), direction: direction)
  }

  /// Formula, sign towards −∞, sign towards +∞; 0 where the function has none, or is not defined.
  static let truths: [(String, Int, Int)] = [
    ("x^3 - 1000*x^2", -1, 1),
    ("exp(-x) - exp(-2*x)", -1, 1),
    ("x*exp(-x) - 1/x", -1, -1),
    // The first terms cancel, then the second.
    ("exp(-x) + exp(x) - 2*cosh(x)*(1 + 1/x)", 1, -1),
    ("sqrt(x^2 + 1) - x - 1/(2*x)", 1, -1),
    ("sqrt(1 + x^2) - x^2/sqrt(1 + x^2)", 1, 1),
    ("(x^2 + 1)^(1/3) - 10", 1, 1),
    ("sinh(x) + exp(-x)/2 - exp(x)/2 + 1/x^3", -1, 1),
    ("ln(1 + exp(x)) - x", 1, 1),
    ("ln(x^2 + 1) - 2*ln(x)", 0, 1),
    ("ln(x^2) - sqrt(x)", 0, -1),
    ("x - ln(x)^5", 0, 1),
    ("Phi(x) + x*exp(-0.5*x^2)/sqrt(2*pi)", -1, 1),
    ("1 - erf(x)", 1, 1),
    ("x*Phi(x) - x", 1, -1),
    ("erf(x) + 1 - 2*Phi(sqrt(2)*x)*(1 - exp(-x^2))", 1, 1),
    ("1 - tanh(x)^2 - 4*exp(-2*x)", -1, -1),
    ("sigmoid(x)*(1 - sigmoid(x)) - exp(-x)", -1, -1),
    ("exp(-exp(x))*exp(x) - exp(-x)", -1, -1),
    ("tanh(sqrt(2/pi)*(x + 0.044715*x^3)) - 1", -1, -1),
    ("(1 + cos(x))*sigmoid(x) + x*sigmoid(x)*(1 - sigmoid(x))", -1, 1),
    ("sin(x) + 1.001", 1, 1),
    ("sin(x) + 0.999", 0, 0),
    ("exp(x)*cos(x)", 0, 0),
    ("exp(sqrt(x)) - x^10", 0, 1),
    ("ln(ln(x)) - 100", 0, 0),
    ("atan(x) - 2", -1, -1),
    // About 0.02 − 1/(2x²): positive from 5 on only.
    ("x*exp(x^2)*erfc(x)*1.7725 - 0.98", -1, 1),
    // −(x − 150)(x − 500)/x²: positive between, though at 2 the last term outweighs the second.
    ("-1 + 650/x - 75000/x^2", -1, -1),
    // The second term is greater than the first up to 1000, and to 7.
    ("1000/x - 1", -1, -1),
    ("1 - 1000*exp(-x)", -1, 1),
    // The second term grows up to 300, where it is greater than 1.
    ("1 - 1e-6*x^3*exp(-x/100)", 1, 1),
  ]

  @Test("are those derived by hand, where they are shown", arguments: truths)
  func truth(formula: String, below: Int, above: Int) throws {
    for (direction, sign) in [(-1, below), (1, above)] {
      let check = try check(formula, direction)
      for claimed in [-1, 1] where claimed != sign {
        #expect(check.start(of: claimed) == nil, "\(formula): \(claimed) towards \(direction)")
      }
    }
  }

  /// Slowly growing functions overtake each other far out; two constants are not multiplied exactly.
  private static let unshown = [
    "ln(x^2) - sqrt(x)", "atan(x) - 2", "x - ln(x)^5", "exp(sqrt(x)) - x^10",
    "erf(x) + 1 - 2*Phi(sqrt(2)*x)*(1 - exp(-x^2))",
  ]

  @Test(
    "are shown for what the catalogue is made of",
    arguments: truths.filter { !unshown.contains($0.0) })
  func found(formula: String, below: Int, above: Int) throws {
    for (direction, sign) in [(-1, below), (1, above)] where sign != 0 {
      #expect(try check(formula, direction).start(of: sign) != nil, "\(formula), \(direction)")
    }
  }

  @Test("hold at every sample beyond the bound", arguments: truths.map(\.0))
  func samples(formula: String) throws {
    for direction in [-1, 1] {
      let check = try check(formula, direction)
      for sign in [-1, 1] {
        guard let start = check.start(of: sign) else { continue }
        let evaluator = TapeEvaluator(check.tape, precision: 4096)
        for step in [1.0, 1.001, 1.3, 2, 3.7, 10, 100] {
          let x = start.doubles.lower * step
          guard let found = evaluator.value(on: Bounds(x, x))?.sign else { continue }
          #expect(found == sign, "\(formula) at \(x)")
        }
      }
    }
  }
}
