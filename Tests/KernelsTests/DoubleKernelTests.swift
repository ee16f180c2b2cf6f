import Formulas
import Kernels
import Randomness
import Reals
import Testing

@Suite("Kernels in double precision")
struct DoubleKernelTests {
  /// The documented bounds, in ulp, where the true result is at least 2⁻⁶ in magnitude.
  static let stated: [DoubleKernel: (value: Double, derivative: Double)] = [
    .elu: (3.1, 2.1), .tanh: (6.2, 16.1), .sigmoid: (5.1, 8.1), .silu: (6.1, 18.2),
    .softplus: (7, 5.1), .mish: (10.7, 244), .gelu: (30, 237),
  ]

  @Test("the text that is judged gives the bits of the kernel", arguments: DoubleKernel.allCases)
  func sameBits(_ function: DoubleKernel) {
    var generator = SplitMix64(seed: 11)
    for k in 0..<4000 {
      let scale = [1.0, 10, 40, 1000][k % 4]
      let x = scale * (2 * generator.unit() - 1)
      let value: Double = function.value(at: abs(x), isNegative: x < 0)
      let derivative: Double = function.derivative(at: abs(x), isNegative: x < 0)
      #expect(function.kernel.value(at: x) == value, "\(function)(\(x))")
      #expect(function.kernel.derivative(at: x) == derivative, "\(function)′(\(x))")
    }
  }

  @Test("the documented bounds hold for all inputs up to 1000", arguments: DoubleKernel.allCases)
  func proved(_ function: DoubleKernel) throws {
    let stated = try #require(Self.stated[function])
    var worst = (value: 0.0, derivative: 0.0)
    var lower = 0.0
    while lower < 1000 {
      let upper = lower + max(1 / 2048, lower / 2048)
      let box = RunningError(from: lower, to: upper)
      for isNegative in [false, true] {
        let value = function.value(at: box, isNegative: isNegative)
        worst.value = max(worst.value, Self.error(of: value))
        let derivative = function.derivative(at: box, isNegative: isNegative)
        worst.derivative = max(worst.derivative, Self.error(of: derivative))
      }
      lower = upper
    }
    #expect(worst.value <= stated.value && worst.value > stated.value / 2, "\(worst.value)")
    #expect(
      worst.derivative <= stated.derivative && worst.derivative > stated.derivative / 2,
      "\(worst.derivative)")
  }

  /// The error in units of 2⁻⁵³ of the result, which are at most an ulp each, or of 2⁻⁶ where that is larger.
  private static func error(of result: RunningError) -> Double {
    result.error / max(result.least, 0x1p-6)
  }

  @Test("measured errors stay below the documented bounds", arguments: DoubleKernel.allCases)
  func measured(_ function: DoubleKernel) throws {
    let texts: [DoubleKernel: String] = [
      .elu: "x if x >= 0 else exp(x) - 1", .tanh: "tanh(x)", .sigmoid: "1/(1 + exp(-x))",
      .silu: "x/(1 + exp(-x))", .softplus: "ln(1 + exp(x))", .mish: "x*tanh(ln(1 + exp(x)))",
      .gelu: "x*Phi(x)",
    ]
    let stated = try #require(Self.stated[function])
    let formula = try FormulaParser().parse(#require(texts[function])).formula
    let arithmetic = BallArithmetic(precision: 300)
    let prepared = PreparedFormulas([formula, formula.derivative], over: arithmetic)
    var generator = SplitMix64(seed: 5)
    for k in 0..<3000 {
      let x = (k % 2 == 0 ? 4 : 40) * (2 * generator.unit() - 1)
      var evaluation = prepared.evaluation(at: try #require(Ball(exactly: x)))
      let pairs = [
        (function.kernel.value(at: x), stated.value),
        (function.kernel.derivative(at: x), stated.derivative),
      ]
      for (index, (result, bound)) in pairs.enumerated() {
        let truth = try evaluation.value(ofFormula: index)
        guard abs(truth.approximation) >= 0x1p-6 else { continue }
        let difference = try arithmetic.sum(truth, #require(Ball(exactly: -result)))
        let error = abs(difference.approximation) / truth.approximation.ulp
        #expect(error <= bound, "\(function), \(index == 0 ? "value" : "derivative") at \(x)")
      }
    }
  }
}
