import Activations
import Analysis
import EvidenceChecker
import Testing

@Suite("The claims of the catalogue")
struct CatalogueClaimTests {
  /// Whether a claim is verified, entirely or at least on the part within ±100.
  private func reachesFar(_ outcome: ClaimOutcome) -> Bool {
    switch outcome {
    case .verified: true
    case .verifiedWithin(let from, let to):
      from.map { $0 <= -100 } ?? true && to.map { $0 >= 100 } ?? true
    case .contradicted, .notVerified: false
    }
  }

  @Test("none is contradicted, and nearly all are verified")
  func catalogue() throws {
    let parser = Catalogue.builtIn.parser
    var outcomes: [String: Int] = [:]
    for activation in Catalogue.builtIn.activations {
      let function = try parser.parse(activation.name)
      let verification = Verification(of: FunctionAnalysis.withClaims(of: function).claims)
      #expect(!verification.hasContradiction, "\(activation.name)")
      #expect(verification.failed == 0, "\(activation.name)")
      #expect(!verification.claims.isEmpty, "\(activation.name)")
      for checked in verification.claims {
        let isVerified = checked.outcome == .verified
        let key = isVerified ? "verified" : reachesFar(checked.outcome) ? "far" : "other"
        outcomes[key, default: 0] += 1
      }
    }
    let total = outcomes.values.reduce(0, +)
    #expect(total > 1000)
    #expect((outcomes["verified"] ?? 0) * 100 >= total * 83, "\(outcomes)")
    #expect((outcomes["other"] ?? 0) * 1000 <= total * 21, "\(outcomes)")
  }
}
