import Formulas
import Randomness
import Reals
import Testing

@testable import Kernels

@Suite("Activation kernels")
struct ActivationKernelTests {
  /// Kernels with the formulas that they compute, and bounds in ulp for value and derivative.
  static let single: [(ActivationKernel<Float>, String, Double, Double)] = [
    (.elu(1), "x if x >= 0 else exp(x) - 1", 0.9, 0.9), (.tanh, "tanh(x)", 2.5, 5.4),
    (.sigmoid, "1/(1 + exp(-x))", 2.5, 4.2), (.silu, "x/(1 + exp(-x))", 3.4, 5.3),
    (.softplus, "ln(1 + exp(x))", 2.1, 2.5), (.mish, "x*tanh(ln(1 + exp(x)))", 4.7, 36),
    (.gelu, "x*Phi(x)", 4.6, 31.2),
  ]

  @Test("float32 errors stay below the documented bounds", arguments: 0..<7)
  func errors(_ place: Int) throws {
    let (kernel, text, valueBound, derivativeBound) = Self.single[place]
    let formula = try FormulaParser().parse(text).formula
    let slope = formula.derivative
    let arithmetic = BallArithmetic(precision: 256)
    let prepared = PreparedFormulas([formula, slope], over: arithmetic)
    var generator = SplitMix64(seed: 3)
    for _ in 0..<3000 {
      let x = Float(40 * generator.unit() - 20)
      var evaluation = prepared.evaluation(at: try #require(Ball(exactly: Double(x))))
      for (index, bound) in [valueBound, derivativeBound].enumerated() {
        let truth = try #require(evaluation.value(ofFormula: index).nearestDouble)
        let result = index == 0 ? kernel.value(at: x) : kernel.derivative(at: x)
        let unit = abs(truth) >= 0x1p-6 ? Double(Float(truth).ulp) : 0x1p-29
        #expect(
          abs(Double(result) - truth) <= bound * unit,
          "\(text), \(index == 0 ? "value" : "derivative") at \(x)")
      }
    }
  }

  @Test("vectors have the bits of single elements, and one pass those of two", arguments: 0..<7)
  func vectors(_ place: Int) {
    let kernel = Self.single[place].0
    var generator = SplitMix64(seed: 9)
    let inputs = (0..<1003).map { _ in
      Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()))
    }
    var values = [Float](repeating: 0, count: inputs.count)
    var slopes = values
    inputs.withUnsafeBufferPointer { input in
      values.withUnsafeMutableBufferPointer { value in
        slopes.withUnsafeMutableBufferPointer {
          kernel.valuesAndDerivatives(at: input, values: value, derivatives: $0)
        }
      }
    }
    for (index, x) in inputs.enumerated() {
      let single = (kernel.value(at: x), kernel.derivative(at: x))
      if x.isNaN {
        #expect(single.0.isNaN && single.1.isNaN && values[index].isNaN && slopes[index].isNaN)
      } else {
        #expect(single.0.bitPattern == values[index].bitPattern)
        #expect(single.1.bitPattern == slopes[index].bitPattern)
      }
    }
  }

  @Test("nothing overflows or vanishes where the truth does not")
  func tails() {
    #expect(ActivationKernel<Float>.softplus.value(at: 3e38) == 3e38)
    #expect(ActivationKernel<Float>.softplus.value(at: -80) > 0)
    #expect(ActivationKernel<Float>.tanh.derivative(at: 20) > 0)
    #expect(ActivationKernel<Float>.gelu.value(at: -12) < 0)
    #expect(ActivationKernel<Float>.silu.value(at: -.greatestFiniteMagnitude) == 0)
    #expect(ActivationKernel<Double>.gelu.value(at: -30) < 0)
    #expect(ActivationKernel<Double>.mish.derivative(at: 1e300) == 1)
  }
}
