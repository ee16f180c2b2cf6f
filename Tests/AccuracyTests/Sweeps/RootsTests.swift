import Activations
import FloatFormats
import Testing

@testable import Accuracy

@Suite("Roots, as far as they show")
struct RootsTests {
  private func roots(_ text: String) throws -> [Double] {
    let formula = try Catalogue.builtIn.parser.parse(text).formula
    let inputs = SweepInputs.sample(3000, of: .float32, near: formula.joints)
    return Roots.approximations(
      of: ReferencePrograms(of: formula), format: .float32, among: inputs.all)
  }

  @Test(
    "simple and double roots are found",
    arguments: [
      ("x^2 - 2", [-1.414_213_562_373_095_1, 1.414_213_562_373_095_1]), ("x^3 - 3*x + 2", [-2, 1]),
      ("exp(x) - 1", [0]), ("(x - 3)^2", [3]), ("tanh(x) - 1/2", [0.549_306_144_334_054_8]),
      ("cos(x) if abs(x) < 4 else 1", [-1.570_796_326_794_896_6, 1.570_796_326_794_896_6]),
    ])
  func found(text: String, expected: [Double]) throws {
    let found = try roots(text)
    #expect(found.count == expected.count, "\(found)")
    for (a, b) in zip(found, expected) { #expect(abs(a - b) <= 1e-9 * max(1, abs(b))) }
  }

  @Test(
    "what cancels everywhere, is 0 on an interval or jumps over 0 has none",
    arguments: [
      "atan(x) + atan(1/x) - pi/2 if x > 0 else 1",
      "sin(x + 1/3)^2 + cos(x + 1/3)^2 - 1", "relu(x)", "sign(x + 1/3)",
      "ln(exp(x)) - x",
    ])
  func none(text: String) throws { #expect(try roots(text) == []) }
}
