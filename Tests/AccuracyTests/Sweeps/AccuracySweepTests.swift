import FloatFormats
import Formulas
import Foundation
import Testing

@testable import Accuracy

/// ReLU with faults at some inputs.
private struct FaultyReLU: Implementation {
  var faults: [Double: Double] = [:]

  func results(for inputs: [Double]) -> [Double] {
    inputs.map { x in faults[x] ?? max(x, 0) }
  }
}

@Suite("Sweeps")
struct AccuracySweepTests {
  private let subject = AccuracyReport.Subject(
    function: "max(0, x)", of: .value, implementation: "faulty")

  private func report(
    _ faults: [Double: Double], in format: FloatFormat = .bfloat16,
    range: ClosedRange<Double> = -.infinity ... .infinity
  ) async throws -> AccuracyReport {
    let formula = try FormulaParser().parse("max(0, x)").formula
    let sweep = AccuracySweep(of: formula, in: format, coverage: .exhaustive, range: range)
    return try await sweep.report(of: FaultyReLU(faults: faults), as: subject, tasks: 2)
  }

  @Test("nothing is found where nothing is wrong", arguments: FloatFormat.allCases.dropFirst(2))
  func right(format: FloatFormat) async throws {
    let report = try await report([:], in: format)
    #expect(report.inputs == 2 * format.finiteCount)
    #expect(report.maxUlp == 0 && report.meanUlp == 0 && report.wrongResults == 0)
    #expect(report.histogram.first?.count == report.inputs)
    #expect(report.first.isEmpty && report.isComplete && report.meetsTarget)
    #expect(report.escalations == 0 && report.outside == 0 && report.undecided == 0)
    // Of all errors 0 the smallest pattern is that of +0.
    #expect(report.at == 0 && report.at?.sign == .plus)
  }

  @Test("each fault is counted once, by its kind, with its place and size")
  func faults() async throws {
    // The unit in the last place of bfloat16 is 2⁻⁷ at 1, 2⁻⁶ at 2, 2⁻⁵ at 4, and 2⁻¹³³ at 0.
    let report = try await report([
      1: 1 + 3 * 0x1p-7, 2: .nan, 3: .infinity, 4: 0, 5: -5, 6: 6 + 0x1p-5, -1: 0x1p-133,
      -7: .nan, -0.5: .nan,
    ])
    #expect(report.nans == 3)
    #expect(report.first["nan"]?.below == -0.5 && report.first["nan"]?.above == 2)
    #expect(report.spuriousInfinities == 1 && report.first["spuriousInfinity"]?.above == 3)
    #expect(report.wrongZeros == 1 && report.first["wrongZero"]?.above == 4)
    #expect(report.wrongSigns == 1 && report.first["wrongSign"]?.above == 5)
    // 0 instead of 4 is 128 units off, −5 instead of 5 is 320.
    #expect(report.maxUlp == 320 && report.at == 5 && report.atBits == "0x40a0")
    #expect(report.first["inaccurate"]?.count == 3 + 1 + 1 + 1 + 1)
    // 3 + 320 + 128 at numbers, 1 at 6 and 1 at −1.
    #expect(report.bulk.sum == "\((3 + 320 + 128 + 1) << 20)")
    #expect(report.tails.sum == "\(1 << 20)" && report.tails.at == -1)
    #expect(report.bulkMaxUlp == 320)
    // Beside 4 and 5: up before, down to the fault. At 1 the fault is above the next two.
    #expect(report.monotonicityViolations == 3)
    #expect(report.first["monotonicity"]?.above == 1)
    #expect(report.inputs == 65_280)
    #expect(report.histogram.map(\.count).reduce(0, +) == 65_280 - 4)
    #expect(!report.isWithin(ulps: 400))
  }

  @Test("overflow is right where the truth overflows, and a finite result is wrong there")
  func overflow() async throws {
    let formula = try FormulaParser().parse("x^2").formula
    let naive = AccuracySweep(of: formula, in: .float16, coverage: .exhaustive).naiveReport
    // √65520 = 255.97: 255.9 rounds down, 256 overflows; 31743 − 0x5bff magnitudes on each side.
    #expect(naive.first["overflow"]?.above == 256 && naive.first["overflow"]?.below == -256)
    #expect(naive.first["overflow"]?.count == UInt64(2 * (0x7BFF - 0x5C00 + 1)))
    #expect(naive.wrongResults == 0 && naive.maxUlp == 0.5)
    // Without infinity NaN is right.
    let short = AccuracySweep(of: formula, in: .float8E4M3, coverage: .exhaustive).naiveReport
    #expect(short.wrongResults == 0 && short.first["overflow"]?.above == 22)
    let clamped = AccuracySweep(
      of: try FormulaParser().parse("4x").formula, in: .float16,
      coverage: .exhaustive)
    let report = try await clamped.report(of: FaultyReLU(), as: subject)
    // max(x, 0) instead of 4x: finite where 4x overflows, 0 below.
    #expect(report.missedInfinities == UInt64(2 * (0x7BFF - 0x73FF)))
  }

  @Test("a range has its numbers, both zeros included")
  func range() async throws {
    let report = try await report([:], range: -0.0...1)
    #expect(report.inputs == 2 + 0x3F80)
    #expect(report.range == "-0.0:1.0")
  }

  @Test("a sample is the same each time, sorted, and lies beside joints and roots")
  func sample() throws {
    let formula = try FormulaParser().parse("x - 3 if x > 3 else 0").formula
    let a = AccuracySweep(of: formula, in: .float64, coverage: .sampled(5000)).inputs
    #expect(a == AccuracySweep(of: formula, in: .float64, coverage: .sampled(5000)).inputs)
    let values = a.block(0)
    #expect(a.coverage == .sampled && values.count > 4000)
    let places = values.map { FloatFormat.float64.ordinal(of: $0) }
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
    #expect(values.contains { $0 == 0 && $0.sign == .minus })
    #expect(values.contains(3.0.nextUp) && values.contains(0.0.nextDown))
  }

  @Test("float64 is measured against Arb")
  func float64() throws {
    let formula = try FormulaParser().parse("ln(1 + exp(x))").formula
    let report = AccuracySweep(of: formula, in: .float64, coverage: .sampled(3000)).naiveReport
    #expect(report.escalations == report.inputs + report.undecided)
    #expect(report.wrongZeros > 0 && report.spuriousInfinities > 0)
    // exp overflows above 709.78; 1 + exp(x) is 1 below −36.7.
    #expect((report.first["spuriousInfinity"]?.above).map { $0 > 709.78 } == true)
    #expect((report.first["wrongZero"]?.below).map { $0 < -36.7 } == true)
    #expect(try #require(report.first["inaccurate"]?.below) < 0)
  }

  @Test("in float64 truths far below the smallest number are decided")
  func negligible() throws {
    // 1 − tanh² is 4·exp(−2|x|) there, which 1,200 bits do not tell from 0 beyond |x| = 416.
    let formula = try FormulaParser().parse("1 - tanh(x)^2").formula
    let report = AccuracySweep(of: formula, in: .float64, coverage: .sampled(3000)).naiveReport
    #expect(report.undecided == 0 && report.inputs > 2000)
    #expect(report.wrongSigns == 0)
  }

  @Test("what was counted before an implementation failed is in the error")
  func failure() async throws {
    struct Failing: Implementation {
      struct Failure: Error {}
      func results(for inputs: [Double]) throws -> [Double] {
        if inputs.contains(1.5) { throw Failure() }
        return inputs
      }
    }
    let formula = try FormulaParser().parse("x").formula
    let sweep = AccuracySweep(of: formula, in: .float32, coverage: .exhaustive, range: 1...1.6)
    do {
      _ = try await sweep.report(of: Failing(), as: subject)
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.error is Failing.Failure)
      #expect(!error.report.isComplete && error.report.inputs > 4_000_000)
    }
  }

  @Test("a sweep that is stopped keeps the blocks that it had begun")
  func stopping() async throws {
    let formula = try FormulaParser().parse("x").formula
    let sweep = AccuracySweep(of: formula, in: .float32, coverage: .exhaustive, range: 1...1.1)
    let calls = Counter()
    let report = try await sweep.report(
      of: FaultyReLU(), as: subject, shouldStop: { calls.next() > 3 })
    #expect(report.inputs == UInt64(3 * SweepInputs.blockLength) && !report.isComplete)
  }
}

private final class Counter: @unchecked Sendable {
  private var count = 0
  private let lock = NSLock()

  func next() -> Int {
    lock.withLock {
      count += 1
      return count
    }
  }
}
