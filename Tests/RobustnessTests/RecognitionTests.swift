import Analysis
import Formulas
import Networks
import Randomness
import Testing

@testable import Robustness

@Suite("Recognition of activations")
struct RecognitionTests {
  private func linear(_ text: String) throws -> PiecewiseLinearFunction? {
    PiecewiseLinearFunction(FunctionAnalysis(of: try ActivationFunction(text).function))
  }

  @Test(
    "piecewise linear ones, however they are written",
    arguments: [
      ("relu", 2), ("max(0, x)", 2), ("(x + |x|)/2", 2), ("leaky-relu", 2), ("relu6", 3),
      ("hardtanh", 3), ("|x|", 2), ("hardshrink", 3), ("x if x > 1/3 else 0", 2),
      ("1 if x >= 0 else 0", 2), ("identity", 1), ("plu", 3),
    ])
  func piecewiseLinear(text: String, pieces: Int) throws {
    let function = try #require(try linear(text))
    #expect(function.pieces.count == pieces)
  }

  @Test("values on both sides of breakpoints, by hand")
  func values() throws {
    let jump = try #require(try linear("x if x > 1/3 else 0"))
    let third = try #require(Rational(1, over: 3))
    #expect(jump(third) == 0)
    #expect(jump(third + Rational(1, over: 1000)!) == third + Rational(1, over: 1000)!)
    #expect(!jump.isContinuous)
    let sign = try #require(try linear("sign(x)"))
    #expect([sign(-2), sign(0), sign(2)] == [-1, 0, 1])
  }

  @Test("curved ones are none", arguments: ["tanh", "gelu", "x^2", "elu", "exp(x)"])
  func curved(text: String) throws { #expect(try linear(text) == nil) }

  @Test(
    "what is not defined or jumps is refused", arguments: ["log(x)", "1/x", "floor(x) + exp(x)"])
  func refused(text: String) throws {
    let network = try Network.xor().withActivation(ActivationFunction(text))
    #expect(throws: AttackError.self) { try AttackableNetwork(network) }
  }

  @Test(
    "lines bound curved activations on every interval",
    arguments: [
      "tanh", "gelu", "softplus", "sin(x)", "elu", "snake", "erf(x)", "x^3", "hardswish", "mish",
    ])
  func lines(text: String) throws {
    let activation = try ActivationFunction(text)
    let network = try AttackableNetwork(Network.xor().withActivation(activation))
    let unit = network.search.functions[0]
    var random = SplitMix64(seed: 7)
    for _ in 0..<200 {
      let ends = [random.uniform(within: 6), random.uniform(within: 6)].sorted()
      let parts = unit.parts(0...unit.partCount - 1, within: ends[0], ends[1])
      let reference = ends[0] + (ends[1] - ends[0]) * (random.uniform(within: 0.5) + 0.5)
      let above = unit.lineAbove(on: parts, from: ends[0], to: ends[1], near: reference)
      let below = unit.lineBelow(on: parts, from: ends[0], to: ends[1], near: reference)
      for step in 0...100 {
        let z = ends[0] + (ends[1] - ends[0]) * Double(step) / 100
        let value = activation.value(z)
        #expect(above.slope * z + above.intercept >= value - 1e-13 * max(1, value.magnitude))
        #expect(below.slope * z + below.intercept <= value + 1e-13 * max(1, value.magnitude))
      }
      // On a short interval both are near.
      if ends[1] - ends[0] < 0.1 {
        let value = activation.value(reference)
        #expect(above.slope * reference + above.intercept - value < 0.1)
      }
    }
  }
}
