import Activations
import Analysis
import EvidenceChecker
import Formulas
import Reals
import Testing

/// A function rescaled by 10⁶, whose exponents change quickly: what is true of it follows from the
/// function before. Decimals by mpmath.
@Suite("Steep parameters")
struct SteepParameterTests {
  @Test("swish with β = 10⁶ is silu rescaled, so that all is decided")
  func swish() throws {
    let parser = FormulaParser(functions: Catalogue.builtIn.functionTable)
    let (found, claims) = FunctionAnalysis.withClaims(
      of: try parser.parse("swish(x, beta=1e6)"))
    // f′ vanishes at −1.27846…/β, f″ at ±2.39935…/β.
    let least = try #require(found.extrema.points?.first)
    #expect(found.extrema.points?.count == 1 && least.isGlobal == true)
    #expect(least.at.decimal.hasPrefix("-0.000001278464542761073795"))
    #expect(found.monotonicity.pieces.map(\.kind) == [.decreasing, .increasing])
    #expect(
      found.convexity.inflections?.map { $0.decimal.prefix(20) } == [
        "-0.00000239935728051", "0.000002399357280515",
      ])
    #expect(found.range.infimum != nil && found.range.supremum == .infinity)
    #expect(found.lipschitz.value?.decimal.hasPrefix("1.09983932012886691") == true)
    #expect(found.secondDerivative.supremum?.decimal.hasPrefix("500000") == true)
    #expect(found.regions.allSatisfy { $0.undecided.isEmpty })
    #expect(!Verification(of: claims).hasContradiction)
  }
}
