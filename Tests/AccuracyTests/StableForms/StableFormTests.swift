import Activations
import FloatFormats
import Formulas
import Foundation
import Testing

@testable import Accuracy

@Suite("Stable forms")
struct StableFormTests {
  private func form(
    _ text: String, derivative: Bool = false, _ format: FloatFormat = .float32
  ) throws -> StableForm {
    let formula = try Catalogue.builtIn.parser.parse(text).formula
    return try #require(StableForm(of: derivative ? formula.derivative : formula, format: format))
  }

  @Test("each entry has forms of value and derivative within 2 ulp in float32, nothing else wrong")
  func catalogue() throws {
    for entry in Catalogue.builtIn.activations {
      for derivative in [false, true] {
        let form = try form(entry.name, derivative: derivative)
        #expect(form.error.meetsTarget, "\(entry.name), derivative \(derivative)")
        #expect(form.error.bulkMaxUlp <= 1)
        #expect(form.error.inputs > 1000)
        // Also where no true value was decided.
        for x in [100.0, 1e3, 1e10, 1e30, 3.4e38, .infinity] {
          #expect(!form(x).isNaN && !form(-x).isNaN, "\(entry.name), \(derivative), at ±\(x)")
        }
      }
    }
  }

  /// The true values to 9 digits, from mpmath at 50 digits.
  @Test(
    "values where the formula as written fails",
    arguments: [
      ("ln(1 + exp(x))", false, -50.0, 1.92874985e-22), ("ln(1 + exp(x))", false, 1e30, 1e30),
      ("tanh(x)", true, 12.0, 1.51005382e-10), ("x*Phi(x)", false, -10.0, -7.61985302e-23),
      ("1/(1 + exp(-x))", true, 50.0, 1.92874985e-22), ("exp(x) - 1", false, 1e-12, 1e-12),
      ("(x + sqrt(x^2 + 4))/2", false, -1e10, 1e-10), ("x - tanh(x)", false, 1e-6, 3.33333333e-19),
      ("1 - exp(-exp(x))", false, -60.0, 8.75651076e-27),
      ("log1p(exp(x)) - x", false, 3.0, 0.0485873516),
    ])
  func values(_ text: String, _ derivative: Bool, _ x: Double, _ truth: Double) throws {
    let form = try form(text, derivative: derivative)
    let input = Double(Float(x))
    #expect(abs(form.program(input) / truth - 1) < 2e-7 * max(1, abs(input)))
  }

  @Test("what the formula as written does is found: where softplus first breaks in float32")
  func thresholds() throws {
    let naive = try form("softplus").naive
    // exp overflows above 88.72, ln(1 + exp(x)) is 0 below −17.33.
    #expect(naive.spuriousInfinities > 0 && naive.wrongZeros > 0)
    #expect(try #require(naive.first["inaccurate"]?.below) < 0)
    #expect(try form("gelu").naive.wrongZeros > 0)
    #expect(try form("relu").naive.maxUlp == 0)
  }

  @Test("the inputs at which softplus as written first breaks, to the neighbour")
  func breakingPoints() throws {
    let points = try form("ln(1 + exp(x))").breakingPoints
    func place(_ kind: String, _ sign: FloatingPointSign) throws -> Float {
      Float(try #require(points.first { $0.finding == kind && $0.at.sign == sign }).at)
    }
    func exponential(_ x: Float) -> Float { Float(exp(Double(x))) }
    let infinite = try place("spuriousInfinity", .plus)
    #expect(exponential(infinite) == .infinity && exponential(infinite.nextDown) < .infinity)
    let zero = try place("wrongZero", .minus)
    #expect(1 + exponential(zero) == 1 && 1 + exponential(zero.nextUp) > 1)
    #expect(points.allSatisfy { $0.finding != "nan" })
    #expect(try form("relu").breakingPoints.isEmpty)
  }

  @Test(
    "in float64 too nothing is wrong where the formula as written fails",
    arguments: [
      ("softplus", false), ("softplus", true), ("tanh", true), ("sigmoid", true), ("mish", false),
      ("elu", false), ("elu", true), ("tanh-shrink", true),
    ])
  func float64(_ name: String, _ derivative: Bool) throws {
    let form = try form(name, derivative: derivative, .float64)
    #expect(form.error.wrongResults == 0 && form.error.bulkMaxUlp <= 4, "\(form.error.bulkMaxUlp)")
    #expect(form.error.coverage == .sampled && form.error.inputs > 1000)
  }

  @Test(
    "a root brings exponentials back that are beyond the format",
    arguments: ["cbrt(1 + exp(x))", "(2 + exp(x))^0.3", "cbrt(exp(x))"])
  func roots(_ text: String) throws {
    let form = try form(text, derivative: false)
    #expect(form.error.meetsTarget, "\(form.error.maxUlp) ulp, \(form.error.wrongResults) wrong")
    // e^(260/3), which is below the largest number, 3.4·10³⁸.
    let x = text.hasSuffix("0.3") ? 285.0 : 260
    #expect(abs(form.program(x) / exp(text.hasSuffix("0.3") ? 0.3 * x : x / 3) - 1) < 1e-7)
  }

  @Test(
    "formulas as people type them, value and derivative",
    arguments: [
      "log(2*cosh(x))", "log(1+exp(x)+exp(2*x))", "log(sinh(x))", "log(sigmoid(x))",
      "log(1-sigmoid(x))", "log(Phi(x))", "log(erfc(x))", "log(1-Phi(x))", "log(1+erf(x))",
      "log(1-tanh(x)^2)", "log(exp(x)*(1+exp(-x)))", "1/sqrt(x)-1/sqrt(x+1)",
    ])
  func typed(_ text: String) throws {
    for derivative in [false, true] {
      let error = try form(text, derivative: derivative).error
      #expect(
        error.meetsTarget,
        "\(text), derivative \(derivative): \(error.maxUlp) ulp, \(error.wrongResults) wrong")
      #expect(error.undecided == 0)
    }
  }

  @Test(
    "what is left when the input cancels",
    arguments: [
      "gelu(x)-relu(x)", "x*Phi(x)-x", "softplus(x)-relu(x)", "gelu(x)-silu(x)",
      "softplus(x-1)-softplus(x)",
    ])
  func differences(_ text: String) throws {
    let error = try form(text).error
    #expect(error.meetsTarget, "\(text): \(error.maxUlp) ulp, \(error.wrongResults) wrong")
  }

  @Test("in 16 bits all inputs are tried", arguments: [FloatFormat.float16, .bfloat16])
  func exhaustive(_ format: FloatFormat) throws {
    for name in ["softplus", "gelu", "mish", "tanh"] {
      for derivative in [false, true] {
        let error = try form(name, derivative: derivative, format).error
        #expect(error.coverage == .exhaustive)
        #expect(error.meetsTarget && error.maxUlp <= 0.5)
        // 63,488 inputs of float16 and 65,280 of bfloat16 are finite.
        #expect(error.inputs + error.undecided == (format == .float16 ? 63_488 : 65_280))
        // Arb's enclosures of some derivatives are unbounded in the last binade.
        #expect(error.undecided <= 128)
      }
    }
  }

  @Test("rounding agrees with the hardware's, subnormals and overflow included")
  func rounding() {
    var state: UInt64 = 1
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      let y = Double(
        sign: state >> 63 == 0 ? .plus : .minus, exponent: Int(state >> 40 % 290) - 155,
        significand: 1 + Double(state >> 20 & 0xffff_ffff) * 0x1p-32)
      #expect(FloatFormat.float32.rounding(y).bitPattern == Double(Float(y)).bitPattern)
    }
  }

  /// A sweep of 2³² inputs is for users: here a part of it stands for the whole.
  @Test("certified errors are those of the sweeps, for the form and the formula as written")
  func certified() async throws {
    let formula = try FormulaParser().parse("ln(1 + exp(x))").formula
    let form = try #require(StableForm(of: formula, format: .float32))
    let part = AccuracySweep(of: formula, in: .float32, coverage: .exhaustive, range: -18 ... -17)
    var measured: [String] = []
    let result = try await form.certified { sweep, implementation, subject in
      #expect(sweep.inputs.count > 4_000_000_000)
      measured.append(subject.implementation)
      return try await part.report(of: implementation, as: subject)
    }
    #expect(measured == ["stable", "naive"])
    #expect(result.error.coverage == .exhaustive && form.error.coverage == .sampled)
    #expect(result.error.maxUlp < 1 && result.naive.wrongZeros > 0)
    #expect(result.breakingPoints.contains { $0.finding == "wrongZero" })
    #expect(result.program == form.program)
  }
}
