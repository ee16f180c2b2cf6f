import Activations
import FloatFormats
import Formulas
import Testing

@testable import Accuracy

@Suite("Derivatives as they are swept")
struct SweptDerivativeTests {
  private func report(
    _ text: String, in range: ClosedRange<Double>, of value: Double = 0
  ) async throws -> AccuracyReport {
    let function = try Catalogue.builtIn.parser.parse(text)
    let derivative = SweptDerivative(of: function, in: .float16)
    let sweep = AccuracySweep(
      of: derivative.formula, in: .float16, coverage: .exhaustive, range: range,
      on: derivative.domain, between: derivative.between, kinks: derivative.kinks)
    return try await sweep.report(
      of: Constant(value: value),
      as: AccuracyReport.Subject(function: text, of: .derivative, implementation: "test"))
  }

  /// All numbers of float16 from −3 to −2.
  private static let count: UInt64 = 513

  @Test(
    "where the function has no value its derivative has none",
    arguments: [
      "log(x)", "log(x) - log(x)", "log(tanh(x))", "sqrt(x)*sqrt(x)", "where(x > 0, 1, log(x))",
      "0*log(x)", "log1p(x)", "log(2*x)/log(x)", "exp(log(x))", "where(x > 0, x, x*log(x) + 1)",
    ])
  func outside(text: String) async throws {
    let result = try await report(text, in: -3 ... -2)
    #expect(result.inputs == 0 && result.outside == Self.count, "\(text)")
    let inside = try await report(text, in: 2...3)
    #expect(inside.inputs == Self.count && inside.outside == 0, "\(text)")
  }

  @Test("the sine that a logarithm is taken of is positive")
  func families() async throws {
    let result = try await report("log(sin(x))", in: -3 ... -2)
    #expect(result.outside == Self.count)
    #expect(try await report("log(sin(x))", in: -6 ... -4).outside == 0)
  }

  @Test("a divisor that cancels is not 0", arguments: ["x/x", "x^2/x", "x/x^-1"])
  func divisors(text: String) async throws {
    let result = try await report(text, in: -1...1)
    #expect(result.outside == 2, "\(text)")
  }

  @Test(
    "what is defined everywhere is left as it is",
    arguments: [
      "sigmoid(x)", "1/(1 + exp(-x))", "x/(1 + x + x^2)", "gelu", "softsign", "x^3/(1 + x^2)",
      "log(1 + exp(x))", "sqrt(1 + x^2)", "where(x > 0, log(1 + x), x)",
    ])
  func everywhere(text: String) throws {
    let function = try Catalogue.builtIn.parser.parse(text)
    #expect(SweptDerivative.domain(of: function) == nil)
  }

  /// 6, 7, 8, 9 and 10, and where two units are one of float16.
  @Test(
    "beyond what an analysis lists no jump or corner has a derivative",
    arguments: [
      ("floor(x)", 5), ("x - floor(x)", 5), ("floor(x/2)", 3), ("floor(x)*(x - floor(x))", 5),
      ("abs(x - floor(x) - 1/2)", 9), ("floor(x^2)", 5), ("sign(sin(pi*x))", 5),
    ])
  func jumps(text: String, count: UInt64) async throws {
    let result = try await report(text, in: 6...10)
    #expect(result.undecided == count && result.outside == 0, "\(text): \(result.undecided)")
    #expect(result.inputs + count == 769)
  }

  @Test(
    "a condition that takes many digits is decided, or the input is not",
    arguments: ["log(cosh(x) - 1)", "log(exp(x) - 1)", "log(x - tanh(x))"])
  func digits(text: String) async throws {
    let result = try await report(text, in: 1e-7...1)
    #expect(result.outside == 0 && result.undecided == 0 && result.inputs > 10_000, "\(text)")
  }

  @Test("in float64 too the whole domain is there", arguments: ["log(x)", "x/x"])
  func wide(text: String) async throws {
    let function = try Catalogue.builtIn.parser.parse(text)
    let sweep = AccuracySweep(
      of: function.derivative, in: .float64, coverage: .sampled(400), range: -4...4,
      on: SweptDerivative.domain(of: function))
    let result = try await sweep.report(
      of: Constant(value: 1),
      as: AccuracyReport.Subject(function: text, of: .derivative, implementation: "test"))
    let expected = sweep.inputs.all.count { text == "x/x" ? $0 != 0 : $0 > 0 }
    #expect(result.inputs == expected && result.undecided == 0)
  }

  @Test(
    "where a switch is met on an interval nothing is claimed",
    arguments: ["max(0, floor(x))", "abs(floor(x))", "min(max(floor(x), 0), 15)"])
  func intervals(text: String) async throws {
    let result = try await report(text, in: -1...1)
    #expect(result.outside == 0 && result.maxUlp == 0, "\(text)")
  }

  @Test("those that an analysis lists are shown")
  func listed() async throws {
    let result = try await report("floor(x)", in: -1...2)
    #expect(result.kinks.map(\.at) == [-1, -0.0, 0, 1, 2] && result.outside == 0)
    #expect(result.maxUlp == 0)
  }
}
