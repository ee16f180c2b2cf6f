import Analysis
import Formulas
import Foundation
import Testing

@Suite("Piecewise formulas with known joints are analysed rightly, or left undecided")
struct BuiltFormulasTests {
  /// How many formulas one run of the tests examines; `ACTLAB_BUILT_FORMULAS=2000` examines more.
  private static let count =
    ProcessInfo.processInfo.environment["ACTLAB_BUILT_FORMULAS"].flatMap(Int.init) ?? 80

  /// The formulas are shared out among so many cases, which run at the same time.
  private static let shares = 8

  @Test("joints, sides, kinds, verdicts and class", arguments: 0..<shares)
  func built(share: Int) throws {
    var undecided = 0
    for seed in stride(from: share, to: Self.count, by: Self.shares) {
      var source = BuiltFormulas(seed: seed)
      let built = source.formula()
      let function = try FormulaParser().parse(built.text)
      let analysis = FunctionAnalysis(of: function)
      var comparison = BuiltComparison(built, analysis)
      comparison.comparePieces(with: function.formula, at: SampledClaims.windowArguments)
      let sampled = SampledClaims.nearbyContradictions(
        to: analysis, of: function.formula, arguments: SampledClaims.windowArguments)
      let found = comparison.wrong + sampled
      #expect(found.isEmpty, "\(seed): \(built.text): \(found.joined(separator: "; "))")
      if !comparison.undecided.isEmpty { undecided += 1 }
    }
    // A tenth stays undecided: closed forms as coefficients, and functions of several of them.
    #expect(undecided * 4 <= Self.count / Self.shares, "\(undecided) undecided")
  }
}
