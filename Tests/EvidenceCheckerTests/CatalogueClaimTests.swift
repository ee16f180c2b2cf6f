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
      #expect(!verification.claims.isEmpty, "\(activation.name)")
      for checked in verification.claims {
        let isVerified = checked.outcome == .verified
        let key = isVerified ? "verified" : reachesFar(checked.outcome) ? "far" : "other"
        outcomes[key, default: 0] += 1
        if key == "other" { print(activation.name, checked.claim, checked.outcome) }
      }
    }
    print(outcomes)
    let total = outcomes.values.reduce(0, +)
    #expect(total > 500)
    #expect((outcomes["other"] ?? 0) * 100 <= total * 5, "\(outcomes)")
  }
}
