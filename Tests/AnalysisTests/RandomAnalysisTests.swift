import Analysis
import Formulas
import Foundation
import Testing

@Suite("No sample contradicts the analysis of random formulas")
struct RandomAnalysisTests {
  /// How many formulas one run of the tests examines; `ACTLAB_RANDOM_FORMULAS=4000` examines more.
  private static let count =
    ProcessInfo.processInfo.environment["ACTLAB_RANDOM_FORMULAS"].flatMap(Int.init) ?? 100

  /// The formulas are shared out among so many cases, which run at the same time.
  private static let shares = 8

  @Test("domain, joints, derivative, regions, range and the rest", arguments: 0..<shares)
  func sampled(share: Int) throws {
    for seed in stride(from: share, to: Self.count, by: Self.shares) {
      var source = RandomActivations(seed: UInt64(seed))
      let text = source.formula()
      let function = try FormulaParser().parse(text)
      let analysis = FunctionAnalysis(of: function)
      let found = SampledClaims.contradictions(
        to: analysis, of: function.formula, arguments: SampledClaims.windowArguments)
      #expect(found.isEmpty, "\(text): \(found.joined(separator: "; "))")
    }
  }
}
