import Activations
import FloatFormats
import Formulas
import Testing

@testable import Accuracy

@Suite("The reference of sweeps")
struct ReferenceTests {
  private func formula(_ text: String) throws -> Formula {
    try Catalogue.builtIn.parser.parse(text).formula
  }

  /// The inclusion law, on `count` inputs: |value − truth| is at most the bound. Returns how many inputs
  /// double precision decided.
  private func check(_ formula: Formula, count: Int, _ name: String) -> Int {
    let sweep = AccuracySweep(of: formula, in: .float32, coverage: .sampled(count))
    let block = BlockSweep(sweep)
    let enclosures = EnclosedValues(of: formula, format: .float64)
    var decided = 0
    for index in 0..<sweep.inputs.blockCount {
      let inputs = sweep.inputs.block(index)
      let values = block.evaluate(inputs)
      for (i, x) in inputs.enumerated()
      where sweep.format.decides(values[i], within: block.truths.bounds[i]) {
        decided += 1
        guard case .known(let truth) = enclosures.value(at: x) else { continue }
        let error = abs((truth.nearest - values[i]) + truth.deviation)
        // Arb's own error, at 80 bits or more; below 1e-290 its remainder is a subnormal number.
        let doubt = abs(truth.nearest) * 0x1p-79 + 1e-290
        if error > block.truths.bounds[i] * (1 + 1e-12) + doubt {
          Issue.record(
            "\(name) at \(x): \(values[i]) ± \(block.truths.bounds[i]), true \(truth.nearest)")
          return decided
        }
      }
    }
    return decided
  }

  @Test("a million values of the catalogue and its derivatives lie within their bounds of Arb's")
  func catalogue() throws {
    var decided = 0
    for entry in Catalogue.builtIn.activations {
      let value = try formula(entry.name)
      decided += check(value, count: 9000, entry.name)
      decided += check(value.derivative, count: 9000, "\(entry.name)′")
    }
    #expect(decided > 1_000_000)
  }

  @Test(
    "each step of a program, and where it is undefined",
    arguments: [
      "sqrt(x)", "ln(x)", "1/x", "x^-3", "x^0.3", "x^x", "sinh(x) - cosh(x)/3", "tan(x)", "cbrt(x)",
      "floor(3x) + sign(x - 1/3)", "erfc(x)*erf(x/3)", "min(x, 1 - x, exp(x))",
      "atan(1/x)*sin(x^2)",
      "expm1(x) - ln(1 + x^2)", "ln(x - 1)*0 + x", "x/x", "sqrt(x^2 - 1)", "0^x",
      "ln(Phi(x))", "exp(x^2)*erfc(x)", "exp(x)/erfc(2*x)", "ln(1 + exp(x) + exp(2*x))",
      "ln(x^2*exp(x))", "ln(x*exp(x))", "ln(sinh(x))", "ln(1 - tanh(x)^2)", "ln(exp(x) - x)",
      "(1 + 1/x)^x", "(1 - x)^x", "1/sqrt(x) - 1/sqrt(x + 1)",
      "1/3 + 0.1*x - x*0.1", "x if x > 1/3 else 0.1 if x > 0 else -1/7", "Phi(x) - 1/2",
      "x/7*7 - x",
    ])
  func steps(_ text: String) throws {
    _ = check(try formula(text), count: 20_000, text)
    // Inputs outside the domain are never counted, whatever a program makes of them.
    let value = try formula(text)
    let sweep = AccuracySweep(of: value, in: .bfloat16, coverage: .exhaustive)
    let enclosures = EnclosedValues(of: value, format: .bfloat16)
    var outside = 0
    for x in sweep.inputs.all where enclosures.value(at: x) == .outside { outside += 1 }
    #expect(sweep.naiveReport.outside == UInt64(outside))
  }

  @Test(
    "where a formula cancels beside a point, a series decides instead of Arb",
    arguments: ["x - tanh(x)", "1 - cos(x) - x^2/2", "sin(x)/x - 1", "exp(x) - 1 - x - x^2/2"])
  func series(_ text: String) throws {
    let value = try formula(text)
    _ = check(value, count: 20_000, text)
    let sweep = AccuracySweep(
      of: value, in: .float32, coverage: .sampled(20_000), range: -1...1)
    #expect(!sweep.programs.series.isEmpty)
    let block = BlockSweep(sweep)
    var escalated = 0
    for index in 0..<sweep.inputs.blockCount {
      _ = block.evaluate(sweep.inputs.block(index))
      escalated += block.truths.escalated.count
    }
    #expect(escalated * 100 < sweep.inputs.count)
  }

  @Test("what Arb decides for one program is counted for the next as well")
  func escalations() throws {
    let sweep = AccuracySweep(
      of: try formula("tanh(x) - x/3"), in: .bfloat16, coverage: .exhaustive)
    let alone = sweep.naiveReport
    let together = sweep.reports(of: [(sweep.naiveProgram, "a"), (sweep.naiveProgram, "a")])
    #expect(together[0].escalations == alone.escalations)
    #expect(together[1].escalations == alone.escalations)
  }

  /// By mpmath at 60 digits.
  @Test("true values near the ends of the range")
  func enclosed() throws {
    let cases: [(String, Double, Double)] = [
      ("ln(1 + exp(x))", -104, 6.81355682155e-46), ("exp(x)", 88.75, 3.49651397926e38),
      ("x*Phi(x)", -14, -1.09109515469e-43), ("1/(1 + exp(-x))", -103, 1.85211676952e-45),
      // What cancels in these 16,384 bits do not tell.
      ("ln(1 - Phi(x))", 1024, -524295.8504113), ("ln(1 + erf(-x))", 1024, -1048583.503837),
      ("ln(1 - erf(x))", 1024, -1048583.503837),
    ]
    for (text, x, expected) in cases {
      let value = EnclosedValues(of: try formula(text), format: .float32).value(at: x)
      guard case .known(let truth) = value else {
        Issue.record("\(text) is not decided")
        continue
      }
      #expect(abs(truth.nearest / expected - 1) < 1e-9, "\(text): \(truth.nearest)")
    }
  }

  @Test("many inputs share what the format cannot tell apart")
  func shared() throws {
    let exponential = EnclosedValues(of: try formula("exp(x)"), format: .float32)
    #expect(
      exponential.value(from: 100, to: 3e38) == .known(Truth(nearest: .infinity, remainder: 0)))
    #expect(
      exponential.value(from: -3e38, to: -200)
        == .known(Truth(nearest: 0, remainder: 0, sign: 1)))
    #expect(exponential.value(from: 0, to: 1) == nil)
    let logarithm = EnclosedValues(of: try formula("ln(x)"), format: .float32)
    #expect(logarithm.value(from: -5, to: -1) == .outside)
    #expect(logarithm.value(from: -1, to: 1) == nil)
    #expect(!logarithm.isDefined(from: -1, to: 1) && logarithm.isDefined(from: 1, to: 2))
  }

  @Test("a condition that an enclosure leaves open leaves no input outside")
  func conditions() throws {
    let branch = try formula("piecewise((1, sin(x)^2 + cos(x)^2 + 1e-30*x > 1))")
    let values = EnclosedValues(of: branch, format: .bfloat16)
    #expect(values.value(from: -3, to: 3) == nil)
    #expect(values.value(at: 1) == .known(Truth(nearest: 1, remainder: 0)))
    #expect(values.value(at: -1) == .outside)
    let half = EnclosedValues(of: try formula("piecewise((x, x > 0))"), format: .bfloat16)
    #expect(half.value(from: -3, to: -1) == .outside && half.value(from: -3, to: 3) == nil)
  }

  @Test("the error in units in the last place of the truth, also beside a power of two")
  func truth() {
    let format = FloatFormat.float32
    #expect(Truth(nearest: 1, remainder: 0).unit(in: format) == 0x1p-23)
    #expect(Truth(nearest: 1, remainder: -1e-30).unit(in: format) == 0x1p-24)
    #expect(Truth(nearest: -1, remainder: 1e-30).unit(in: format) == 0x1p-24)
    #expect(Truth(nearest: 1, remainder: 1e-30).unit(in: format) == 0x1p-23)
    #expect(Truth(nearest: 3, remainder: 0).error(of: 3 + 0x1p-22, in: format) == 1)
    #expect(
      Truth(nearest: .infinity, remainder: 0).error(
        of: .greatestFiniteMagnitude, in: .float64) == 0.5)
  }
}
