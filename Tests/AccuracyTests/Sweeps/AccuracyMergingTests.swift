import FloatFormats
import Formulas
import Foundation
import Testing

@testable import Accuracy

@Suite("Parts of sweeps")
struct AccuracyMergingTests {
  private let sweep: AccuracySweep
  private let subject = AccuracyReport.Subject(
    function: "ln(1 + exp(x))", of: .value, implementation: "naive")

  init() throws {
    sweep = AccuracySweep(
      of: try FormulaParser().parse("ln(1 + exp(x))").formula, in: .float32, coverage: .exhaustive,
      range: -17.5 ... -17)
  }

  private func part(_ index: Int, of count: Int) async throws -> AccuracyReport {
    let shard = try #require(AccuracySweep.Shard(index, of: count))
    return try await sweep.report(of: sweep.naive, as: subject, shard: shard, tasks: 2)
  }

  private func json(_ report: AccuracyReport) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return try encoder.encode(report)
  }

  @Test("parts in any order, read back from their files, are the whole to the byte")
  func whole() async throws {
    let whole = try await part(1, of: 1)
    #expect(whole.shard == nil && whole.wrongZeros > 0 && whole.inputs == 262_145)
    for count in [2, 3, 5, 9] {
      var parts: [AccuracyReport] = []
      for index in (1...count).reversed() {
        let data = try json(try await part(index, of: count))
        parts.append(try JSONDecoder().decode(AccuracyReport.self, from: data))
      }
      #expect(parts.contains { $0.inputs > 0 && $0.shard != nil })
      #expect(try json(AccuracyReport.merging(parts)) == json(whole))
    }
  }

  @Test("a report holds its tally")
  func tally() async throws {
    let report = try await part(1, of: 2)
    let again = try #require(
      try? AccuracyReport(
        of: report.tally(), subject,
        inputs: SweepInputs.Description(
          format: .float32, coverage: .exhaustive, range: report.range, sample: nil),
        shard: "1/2", isComplete: true))
    #expect(again == report)
  }

  @Test(
    "a report with numbers that no sweep gives is refused",
    arguments: [
      #""inputs":18446744073709551615"#, #""count":18446744073709551615"#,
      #""sum":"340282366920938463463374607431768211455""#, #""at":1e300"#, #""at":0.1"#,
      #""maxUlp":1e30"#, #""escalations":18446744073709551615"#,
      #""shard":"1\/9223372036854775807""#,
    ])
  func damaged(_ field: String) async throws {
    let parts = [try await part(1, of: 2), try await part(2, of: 2)]
    let name = try #require(field.split(separator: ":").first)
    let data = try parts.map { part -> Data in
      let text = String(decoding: try json(part), as: UTF8.self)
      let pattern = try Regex("\(name):(\"[^\"]*\"|[-+.e0-9]+)")
      let changed = text.replacing(pattern, with: field)
      #expect(changed != text)
      return Data(changed.utf8)
    }
    let changed = try data.map { try JSONDecoder().decode(AccuracyReport.self, from: $0) }
    #expect(throws: AccuracyReport.MergeError.self) { try AccuracyReport.merging(changed) }
  }

  /// Each is changed to 7.
  @Test(
    "a report whose counts contradict each other is refused",
    arguments: [
      "histogram", "sum", "wrongZeros", "monotonicityViolations", "inputs", "meanUlp", "bulkMaxUlp",
      "maxUlp", "at",
    ])
  func contradictions(key: String) async throws {
    let part = try await part(1, of: 2)
    let text = String(decoding: try json(part), as: UTF8.self)
    // In the histogram that of its first bar.
    let name = key == "histogram" ? "\"histogram\":\\[\\{\"count\":" : "\"\(key)\":\"?"
    let number = try #require(try text.firstMatch(of: Regex("\(name)(-?[0-9][0-9.e-]*)")))
    let place = try #require(number.output[1].range)
    let edited = text.replacingCharacters(in: place, with: "7")
    #expect(edited != text)
    let changed = try JSONDecoder().decode(AccuracyReport.self, from: Data(edited.utf8))
    let other = try await self.part(2, of: 2)
    #expect(throws: AccuracyReport.MergeError.damaged) {
      try AccuracyReport.merging([changed, other])
    }
  }

  @Test("what is counted at −0 stays there")
  func negativeZero() async throws {
    let zeros = AccuracySweep(
      of: try FormulaParser().parse("exp(x) + 0.3").formula, in: .float32, coverage: .exhaustive,
      range: 0...0)
    func part(_ index: Int, of count: Int) async throws -> AccuracyReport {
      let shard = try #require(AccuracySweep.Shard(index, of: count))
      return try await zeros.report(of: Constant(value: -1), as: subject, shard: shard)
    }
    let whole = try await part(1, of: 1)
    #expect(whole.inputs == 2 && whole.atBits == "0x80000000" || whole.atBits == "0x00000000")
    let parts = try [await part(1, of: 2), await part(2, of: 2)].map {
      try JSONDecoder().decode(AccuracyReport.self, from: json($0))
    }
    #expect(try json(AccuracyReport.merging(parts)) == json(whole))
  }

  @Test("what does not belong together is refused")
  func refusals() async throws {
    let (a, b) = (try await part(1, of: 3), try await part(2, of: 3))
    func error(_ parts: [AccuracyReport]) -> AccuracyReport.MergeError? {
      do {
        _ = try AccuracyReport.merging(parts)
        return nil
      } catch {
        return error as? AccuracyReport.MergeError
      }
    }
    #expect(error([]) == .nothing)
    #expect(error([a, b]) == .missing(["3/3"]))
    #expect(error([a, b, a]) == .twice(0, 2, shard: "1/3"))
    #expect(error([a, try await part(1, of: 1)]) == .notAPart(1))
    #expect(error([a, try await part(2, of: 2)]) == .different(0, 1, key: "shard"))
    let other = try await sweep.report(
      of: sweep.naive,
      as: .init(function: "ln(1 + exp(x))", of: .value, implementation: "other"),
      shard: try #require(AccuracySweep.Shard(2, of: 3)))
    #expect(error([a, other]) == .different(0, 1, key: "implementation"))
  }
}
