import Activations
import Analysis
import EvidenceChecker
import Formulas
import Reals
import Testing

/// Functions rescaled by 10⁶ and more, whose exponents change quickly: what is true of them follows
/// from the function before. Decimals by mpmath.
@Suite("Steep parameters")
struct SteepParameterTests {
  private func function(_ text: String) throws -> ParsedFunction {
    try FormulaParser(functions: Catalogue.builtIn.functionTable).parse(text)
  }

  @Test(
    "swish is silu rescaled, so that all is decided, and verified",
    arguments: [("1e6", 6), ("1e9", 9), ("1e12", 12)])
  func swish(beta: String, power: Int) throws {
    let (found, claims) = FunctionAnalysis.withClaims(
      of: try function("swish(x, beta=\(beta))"))
    let least = try #require(found.extrema.points?.first)
    #expect(found.extrema.points?.count == 1 && least.isGlobal == true)
    #expect(least.at.decimal.hasPrefix("-1.278464542761073"))
    #expect(least.at.decimal.hasSuffix("e-\(power)") || least.at.double == -1.278464542761073795e-6)
    #expect(found.monotonicity.pieces.map(\.kind) == [.decreasing, .increasing])
    #expect(found.convexity.inflections?.count == 2)
    #expect(found.range.infimum != nil && found.range.supremum == .infinity)
    #expect(found.lipschitz.value?.decimal.hasPrefix("1.099839320126886") == true)
    #expect(found.secondDerivative.supremum?.rational == Rational(10).power(power).map { $0 / 2 })
    #expect(found.regions.allSatisfy { $0.undecided.isEmpty })
    let verification = Verification(of: claims)
    #expect(!verification.hasContradiction && verification.failed == 0 && verification.partly == 0)
  }

  @Test("softplus stays above x", arguments: ["1e6", "1e9"])
  func softplus(beta: String) throws {
    let found = FunctionAnalysis(of: try function("softplus_beta(x, beta=\(beta))"))
    #expect(found.fixedPoints.sets == [])
  }
}
