import Activations
import Foundation
import Networks
import Testing

@Suite("Activation functions of networks")
struct ActivationFunctionTests {
  @Test("the derivative at a kink follows the rule")
  func rules() throws {
    func slope(_ text: String, _ rule: String, at x: Double = 0) throws -> Double {
      try ActivationFunction(text, rule: #require(KinkRule(rule))).derivative(x)
    }
    #expect(try slope("relu", "pytorch") == 0)
    #expect(try slope("relu", "left") == 0)
    #expect(try slope("relu", "right") == 1)
    #expect(try slope("relu", "0.5") == 0.5)
    // Leaky ReLU'(0) is 0.01 in PyTorch and 1 in JAX.
    #expect(try slope("leaky-relu", "pytorch") == 0.01)
    #expect(try slope("leaky-relu", "jax") == 1)
    #expect(try slope("leaky_relu(x, alpha=0.25)", "pytorch") == 0.25)
    // The typed formula takes the branch of x >= 0.
    #expect(try slope("x if x >= 0 else 0.01*x", "pytorch") == 1)
    #expect(try slope("abs(x)", "pytorch") == 0)
    // Hard swish' at 3 is 1 in PyTorch, 3/2 from the left; nobody has one for PLU.
    #expect(try slope("hard-swish", "left", at: 3) == 1.5)
    #expect(try slope("hard-swish", "right", at: 3) == 1)
    #expect(try slope("plu", "pytorch", at: 1) == 1)
    #expect(try slope("plu", "right", at: 1) == 0.2)
    #expect(try slope("min(max(0, x), 6)", "left", at: 6) == 1)
  }

  @Test("kinks are found where they are, and nowhere else")
  func kinks() throws {
    func places(_ text: String) throws -> [Double] { try ActivationFunction(text).kinks.map(\.at) }
    #expect(try places("relu6") == [0, 6])
    #expect(try places("hard-sigmoid") == [-3, 3])
    #expect(try places("jump_relu(x, k=0.5)") == [0.5])
    #expect(try places("step") == [0])
    #expect(try places("abs(abs(x) - 1)") == [-1, 0, 1])
    // Smooth at the joint: ELU with alpha 1, softsign, smelu, x|x|.
    for text in ["elu", "softsign", "smelu", "x*abs(x)", "symlog", "gelu"] {
      #expect(try places(text) == [], "\(text)")
    }
    #expect(try ActivationFunction("step").kinks.first?.isJump == true)
  }

  @Test("where both sides agree the derivative is theirs")
  func removable() throws {
    // sign(x) ln(1 + |x|) has the derivative 1 at 0, though the product rule gives 0 there.
    #expect(try ActivationFunction("symlog").derivative(0) == 1)
    #expect(try ActivationFunction("softsign").derivative(0) == 1)
    #expect(try ActivationFunction("elu").derivative(0) == 1)
  }

  @Test("a kink between two points, also of what is compared by a curve")
  func between() throws {
    let relu = try ActivationFunction("relu")
    #expect(relu.hasKink(between: -1e-9, and: 1e-9) && relu.hasKink(between: 0, and: 1))
    #expect(!relu.hasKink(between: 1e-9, and: 1))
    let curve = try ActivationFunction("max(x^2 - 4, 0)")
    #expect(curve.hasKink(between: 2.5, and: 1.5) && !curve.hasKink(between: 0, and: 1))
    #expect(curve.sides(at: 2).left.slope == 0)
    #expect(curve.sides(at: 2).right.slope == 4)
  }

  /// Values and derivatives with mpmath at 40 digits.
  @Test(
    "what overflows on the way is computed all the same",
    arguments: [
      ("softplus", 1000.0, 1000.0, 1.0), ("log-sigmoid", -1000, -1000, 1),
      ("bipolar-sigmoid", -1000, -1, 0), ("mish", 1000, 1000, 1), ("sigmoid", -800, 0, 0),
      ("shifted-softplus", 1000, 999.30685281944005469, 1), ("tanh-exp", 800, 800, 1),
      ("complementary-log-log", 800, 1, 0),
    ])
  func overflow(text: String, x: Double, value: Double, slope: Double) throws {
    let function = try ActivationFunction(text)
    #expect((function.value(x) - value).magnitude <= 1e-12 * max(1, value.magnitude))
    #expect((function.derivative(x) - slope).magnitude <= 1e-12)
  }

  @Test("every entry of the catalogue has finite values and slopes on a grid")
  func catalogue() throws {
    for activation in Catalogue.builtIn.activations {
      let function = try ActivationFunction(activation.name)
      for x in stride(from: -40.0, through: 40, by: 0.5) {
        #expect(function.value(x).isFinite && function.derivative(x).isFinite, "\(activation.name)")
        // Away from kinks, the slope of a chord; where f″ jumps by 6 it is off by 6h/4.
        let h = 1e-5
        guard !function.hasKink(between: x - h, and: x + h), x.magnitude < 5 else { continue }
        let chord = (function.value(x + h) - function.value(x - h)) / (2 * h)
        #expect(
          (chord - function.derivative(x)).magnitude < 3e-5 * max(1, chord.magnitude),
          "\(activation.name) at \(x)")
      }
    }
  }
}
