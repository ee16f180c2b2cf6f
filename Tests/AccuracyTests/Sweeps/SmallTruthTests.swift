import Activations
import FloatFormats
import Formulas
import Testing

@testable import Accuracy

/// 1/(2x).
private struct Reciprocal: Implementation {
  func results(for inputs: [Double]) -> [Double] { inputs.map { 0.5 / $0 } }
}

/// Two results in turn, so that every other pair of neighbours falls.
private struct Alternating: Implementation {
  let values: [Double]
  let format: FloatFormat

  func results(for inputs: [Double]) -> [Double] {
    inputs.map { values[Int(format.bitPattern(of: $0) % 2)] }
  }
}

@Suite("Truths beyond the reach of doubles")
struct SmallTruthTests {
  private func report(
    _ text: String, _ format: FloatFormat, in range: ClosedRange<Double>,
    of implementation: (any Implementation)? = nil, sample: Int? = nil
  ) async throws -> AccuracyReport {
    let sweep = AccuracySweep(
      of: try Catalogue.builtIn.parser.parse(text).formula, in: format,
      coverage: sample.map { .sampled($0) } ?? .exhaustive, range: range)
    return try await sweep.report(
      of: implementation ?? sweep.naive,
      as: AccuracyReport.Subject(function: text, of: .value, implementation: "test"))
  }

  /// The truth is negative and far below every double in some of them.
  @Test(
    "a wrong sign is found however small the truth",
    arguments: [
      ("gelu", -38), ("gelu", -45), ("gelu", -90), ("silu", -750), ("mish", -800),
      ("-ln(1 + exp(x))", -700), ("tanh(-x) - 1", -900),
    ])
  func wrongSigns(text: String, start: Double) async throws {
    for wrong in [0x1p-149, 1] {
      let result = try await report(
        text, .float32, in: start...(start + 0.01), of: Constant(value: wrong))
      #expect(result.wrongSigns == result.inputs && result.inputs > 100, "\(text), \(wrong)")
    }
    let wide = try await report(
      text, .float64, in: (2 * start)...(1.9 * start), of: Constant(value: 5e-324), sample: 40)
    #expect(wide.wrongSigns == wide.inputs && wide.finding(.inaccurate).count == wide.inputs)
    let right = try await report(
      text, .float32, in: start...(start + 0.01), of: Constant(value: -0x1p-149))
    #expect(right.wrongSigns == 0 && right.maxUlp <= 1)
  }

  /// √(x² + e⁻⁷⁰⁰⁰⁰) − x is positive by less than 16,384 bits tell.
  @Test("results whose sign cannot be judged are counted apart")
  func undecidedSigns() async throws {
    let text = "sqrt(x^2 + exp(-70000)) - x"
    for wrong in [1.0, -1] {
      let result = try await report(text, .float8E4M3, in: 1...2, of: Constant(value: wrong))
      #expect(result.undecidedSigns == result.inputs && result.inputs == 9)
      #expect(result.wrongSigns == 0 && result.undecided == 0)
    }
    let zero = try await report(text, .float8E4M3, in: 1...2, of: Constant(value: 0))
    #expect(zero.undecidedSigns == 0 && zero.inputs == 9)
  }

  @Test("noise in double precision is no sign, and does not make 2 ulp more", arguments: [1.0, -1])
  func noise(sign: Double) async throws {
    let zero = "sin(x)^2 + cos(x)^2 - 1"
    let result = try await report(
      zero, .float16, in: 1...1.5, of: Constant(value: sign * 0x1p-24))
    #expect(result.wrongSigns == 0 && result.maxUlp == 1 && result.inputs > 500)
    let double = try await report(
      zero, .float8E5M2, in: -4...4, of: Constant(value: sign * 0x1p-15))
    #expect(double.maxUlp == 2 && double.finding(.inaccurate).count == 0)
  }

  /// 16·Φ(16) is 16 − 10⁻⁵⁶, where a unit of float32 is 2⁻²⁰.
  @Test(
    "a truth just below a power of two has the smaller unit",
    arguments: [("gelu", 16), ("gelu", 32), ("x*tanh(exp(x))", 32), ("x*erf(x)", 64)])
  func smallerUnit(text: String, x: Double) async throws {
    let result = try await report(
      text, .float32, in: x...x, of: Constant(value: x * (1 + 0x1p-21)))
    #expect(result.maxUlp == 8 && result.undecided == 0)
  }

  /// 65520 is where float16 overflows; 65520·tanh x is below it, by less than any double tells.
  @Test(
    "the threshold of overflow parts finite results from infinite ones, however near the truth is",
    arguments: [
      ("65520*tanh(x)", FloatFormat.float16, 65504.0), ("65520*sigmoid(x)", .float16, 65504),
      ("65520 - 2^-60 + 0*x", .float16, 65504), ("61440 - 2^-60 + 0*x", .float8E5M2, 57344),
      ("2^128 - 2^103 - 2^-60 + 0*x", .float32, 0x1.fffffep127),
      ("464 + 2^-60 + 0*x", .float8E4M3, .nan),
    ])
  func overflow(text: String, format: FloatFormat, right: Double) async throws {
    let range = 48.0...56.0
    let result = try await report(text, format, in: range, of: Constant(value: right))
    #expect(result.missedInfinities == 0 && result.nans == 0 && result.undecided == 0)
    #expect(result.inputs > 1 && result.maxUlp <= 0.5 + 0x1p-20)
    let other = right.isNaN ? 448 : Double.infinity
    let wrong = try await report(text, format, in: range, of: Constant(value: other))
    #expect(wrong.spuriousInfinities + wrong.missedInfinities == wrong.inputs, "\(text)")
  }

  @Test("0 for a number just below the normal ones is no wrong zero")
  func subnormalBelowNormal() async throws {
    let result = try await report("2^-14*tanh(x)", .float16, in: 20...40, of: Constant(value: 0))
    #expect(result.wrongZeros == 0 && result.inputs > 500)
    let normal = try await report(
      "2^-14*(2 - tanh(x))", .float16, in: 20...40, of: Constant(value: 0))
    #expect(normal.wrongZeros == normal.inputs)
  }

  @Test("the threshold of overflow is that of the formats", arguments: FloatFormat.allCases)
  func threshold(format: FloatFormat) {
    guard format != .float64 else { return }
    #expect(Rational(exactly: format.thresholdOfOverflow) == Rational(format.overflowThreshold))
  }

  @Test(
    "what needs more digits than a thousand bits hold is known all the same",
    arguments: [("(1 - cos(x))/x^2", 0.5), ("(x - sin(x))/x^3", 1 / 6.0)])
  func digits(text: String, limit: Double) async throws {
    let result = try await report(
      text, .float64, in: 1e-300...1e-170, of: Constant(value: limit), sample: 100)
    #expect(result.undecided == 0 && result.inputs > 40 && result.maxUlp <= 0.5)
  }

  @Test("the sign of a negative number to an integer power is elementary, however large")
  func integerPowers() async throws {
    let result = try await report("x^x", .bfloat16, in: -1e30 ... -1e19, of: Constant(value: 1e-40))
    #expect(result.undecided == 0 && result.undecidedSigns == 0 && result.wrongSigns == 0)
    #expect(result.inputs > 4000)
  }

  @Test("subnormal numbers of float64 are measured in parts of their unit")
  func subnormals() async throws {
    let third = try await report("x/3", .float64, in: 5e-324...1e-322, sample: 200)
    #expect(abs(third.maxUlp - 1 / 3.0) < 1e-5)
    let part = try await report("0.7*x", .float64, in: 2.5e-323...2.5e-323, sample: 4)
    #expect(part.maxUlp == 0.5)
  }

  @Test(
    "a fall is found where the truths differ by less than any double",
    arguments: [("tanh", 200, 1, 1 - 0x1p-24), ("softplus", -5000, 0x1p-149, 0)])
  func fall(text: String, start: Double, high: Double, low: Double) async throws {
    let range = start...(start + 0.01)
    let result = try await report(
      text, .float32, in: range, of: Alternating(values: [high, low], format: .float32))
    let pairs = result.inputs - 1
    #expect(result.monotonicityViolations >= pairs / 2 && result.monotonicityViolations < pairs)
  }

  @Test(
    "what cancels beyond any precision is known by its normal form, in float64 too",
    arguments: ["ln(1 - tanh(x)^2)", "ln(1 - Phi(x))", "ln(1 + erf(-x))"])
  func normalForms(text: String) async throws {
    let result = try await report(
      text, .float64, in: 64...1e8, of: Constant(value: -1), sample: 400)
    #expect(result.undecided == 0 && result.inputs > 200)
  }

  @Test("what cancels beyond any precision is known by its leading term, in float64 too")
  func leadingTerms() async throws {
    let result = try await report(
      "sqrt(x^2 + 1) - x", .float64, in: 1e100...1e300, of: Reciprocal(), sample: 2000)
    #expect(result.undecided == 0 && result.maxUlp <= 0.5 && result.inputs > 900)
  }

  @Test("an error of 2³² ulp or more is within no bound")
  func unbounded() async throws {
    let result = try await report("tanh", .float32, in: 1...1.001, of: Constant(value: 1e30))
    #expect(result.maxUlp == AccuracyReport.largestUlp)
    #expect(!result.isWithin(ulps: .infinity))
  }

  @Test("which way a function goes far out")
  func directions() throws {
    func signs(_ text: String) throws -> [Int] {
      FarComparison.directions(of: try Catalogue.builtIn.parser.parse(text).formula).map(\.sign)
    }
    #expect(try signs("tanh") == [1, 1])
    #expect(try signs("gelu") == [1, -1])
    #expect(try signs("x - floor(x)") == [])
    #expect(try signs("x + 2*sin(x)") == [])
  }
}
