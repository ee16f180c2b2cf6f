import FloatFormats
import Formulas
import Foundation
import Testing

@testable import Accuracy

/// A derivative of ReLU with results of its own at ±0.
private struct ReLUDerivative: Implementation {
  let atNegativeZero: Double
  let atZero: Double

  func results(for inputs: [Double]) -> [Double] {
    inputs.map { $0 == 0 ? ($0.sign == .minus ? atNegativeZero : atZero) : $0 > 0 ? 1 : 0 }
  }
}

@Suite("Kinks in sweeps of derivatives")
struct KinkResultTests {
  private func kinks(_ text: String, in format: FloatFormat = .float32) throws -> [KinkInput] {
    KinkInput.all(of: try AnalysedFunction(text).analysis, in: format)
  }

  @Test("the points with their one-sided derivatives, as far as the format has them")
  func points() throws {
    #expect(
      try kinks("max(x, 0.01*x)") == [KinkInput(at: 0, left: 0.01, right: 1)])
    #expect(
      try kinks("x*max(0, min(6, x + 3))/6") == [
        KinkInput(at: -3, left: 0, right: -0.5), KinkInput(at: 3, left: 1.5, right: 1),
      ])
    // 0.1 is no binary number; 2^-30 is none of float16.
    #expect(try kinks("|x - 0.1|") == [])
    #expect(try kinks("|x - 2^(-30)|", in: .float16) == [])
    #expect(try kinks("|x - 2^(-30)|").map(\.at) == [0x1p-30])
    #expect(
      try kinks("cbrt(x)") == [KinkInput(at: 0, left: .infinity, right: .infinity)])
    #expect(try kinks("ln(1 + exp(x))") == [])
  }

  private func sweep(_ text: String) throws -> AccuracySweep {
    AccuracySweep(
      of: try FormulaParser().parse(text).formula.derivative, in: .bfloat16, coverage: .exhaustive,
      kinks: try kinks(text, in: .bfloat16))
  }

  private func report(
    _ implementation: ReLUDerivative, of text: String = "max(0, x)",
    shard: AccuracySweep.Shard = .whole
  ) async throws -> AccuracyReport {
    try await sweep(text).report(
      of: implementation,
      as: AccuracyReport.Subject(function: text, of: .derivative, implementation: "test"),
      shard: shard)
  }

  @Test("a result between the one-sided derivatives is no error")
  func right() async throws {
    let right = try await report(ReLUDerivative(atNegativeZero: 0, atZero: 0.5))
    #expect(right.kinks.map(\.result) == [0, 0.5])
    #expect(right.kinks.map(\.at.sign) == [.minus, .plus])
    #expect(right.kinks.allSatisfy { $0.within == true && $0.left == 0 && $0.right == 1 })
    #expect(right.maxUlp == 0 && right.wrongResults == 0 && right.monotonicityViolations == 0)
    #expect(right.inputs == 2 * FloatFormat.bfloat16.finiteCount - 2)
  }

  @Test("a result that is not between them is wrong, and NaN is not")
  func wrong() async throws {
    let wrong = try await report(ReLUDerivative(atNegativeZero: -0.5, atZero: .nan))
    #expect(wrong.kinks.map(\.within) == [false, false])
    #expect(wrong.wrongResults == 2 && !wrong.isWithin(ulps: 2) && wrong.maxUlp == 0)
  }

  @Test("at a jump there is nothing to compare with")
  func jump() async throws {
    let report = try await report(
      ReLUDerivative(atNegativeZero: 7, atZero: 7), of: "where(x > 0, x + 1, 0)")
    #expect(report.kinks.map(\.within) == [nil, nil])
    #expect(report.wrongResults == 0)
  }

  @Test("parts joined have the kinks of the whole, NaN included")
  func merging() async throws {
    let implementation = ReLUDerivative(atNegativeZero: 0, atZero: .nan)
    let (encoder, decoder) = (JSONEncoder(), JSONDecoder())
    encoder.outputFormatting = [.sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    var parts: [AccuracyReport] = []
    for index in 1...2 {
      let part = try await report(
        implementation, shard: #require(AccuracySweep.Shard(index, of: 2)))
      parts.append(try decoder.decode(AccuracyReport.self, from: encoder.encode(part)))
    }
    let whole = try await report(implementation)
    #expect(whole.kinks.count == 2)
    #expect(
      try encoder.encode(AccuracyReport.merging(parts)) == encoder.encode(whole))
  }
}
