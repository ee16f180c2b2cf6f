import Activations
import Analysis
import EvidenceChecker
import Testing

@Suite("The claims of the catalogue")
struct CatalogueClaimTests {
  @Test("are all verified, to the ends of their intervals")
  func catalogue() throws {
    let parser = Catalogue.builtIn.parser
    var total = 0
    for activation in Catalogue.builtIn.activations {
      let function = try parser.parse(activation.name)
      let verification = Verification(of: FunctionAnalysis.withClaims(of: function).claims)
      #expect(!verification.hasContradiction, "\(activation.name)")
      #expect(verification.failed == 0, "\(activation.name)")
      #expect(verification.partly == 0, "\(activation.name)")
      total += verification.verified
    }
    #expect(total > 1000)
  }
}
