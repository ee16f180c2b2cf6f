import Activations
import Analysis
import Foundation
import Installation
import Testing

@testable import Proofs
@testable import Reports

@Suite("Tables of checked claims")
struct ProofTableTests {
  private func phrases(_ language: Language) throws -> [String: String] {
    let url = try Resources.url("\(language.rawValue)/proofs.json", module: "Reports")
    return try JSONDecoder().decode([String: String].self, from: Data(contentsOf: url))
  }

  @Test("both languages have the same phrases, with the same places")
  func phrases() throws {
    let (english, russian) = (try phrases(.en), try phrases(.ru))
    #expect(Set(english.keys) == Set(russian.keys))
    for (key, text) in english where !key.hasPrefix("summary") {
      for place in ["%1", "%2", "%3"] {
        #expect(text.contains(place) == russian[key]?.contains(place), "\(key)")
      }
    }
  }

  @Test(
    "every claim has words",
    arguments: [
      "relu", "softplus", "jump-relu", "elu", "sqrt(x)", "1/x", "floor(x)", "sqrt(-x^2)", "x^2",
    ])
  func wordings(text: String) throws {
    let function = try Catalogue.builtIn.parser.parse(text)
    let analysis = FunctionAnalysis(of: function)
    let proof = CoqProof(
      of: analysis, formula: function.formula, claims: Set(ClaimKind.allCases))
    let phrases = try phrases(.en)
    for claim in proof.claims {
      let phrase = try #require(phrases["claim.\(claim.wording)"], "\(claim.wording)")
      let places = (1...9).filter { phrase.contains("%\($0)") }
      #expect(places.max() ?? 0 <= claim.arguments.count)
      if let obstacle = claim.obstacle { #expect(phrases["obstacle.\(obstacle.rawValue)"] != nil) }
    }
  }

  @Test("a rounded number is not said to be equal", arguments: Language.allCases)
  func rounded(language: Language) throws {
    let phrases = try Phrases(language: language, module: "Reports", file: "proofs")
    let writer = TableWriter(notation: .plain, phrases: phrases)
    func text(_ value: String) -> String {
      phrases.claim(
        FormalClaim(
          kind: .values, wording: "value", arguments: ["1", value], verdict: .proved,
          theorem: "t", obstacle: nil), writer)
    }
    #expect(text("1/7") == "f(1) = 1/7")
    #expect(text("≈ 0.14") == "f(1) ≈ 0.14")
  }

  @Test("what was not checked is never shown as accepted")
  func unchecked() throws {
    let function = try Catalogue.builtIn.parser.parse("relu")
    let analysis = FunctionAnalysis(of: function)
    let proof = CoqProof(of: analysis, formula: function.formula, claims: [.continuity])
    let table = ProofTable(proof, of: analysis.function)
    #expect(!table.isAccepted)
    let text = try ProofTableRenderer(language: .en).text(of: table)
    #expect(!text.contains("accepted") && text.contains("not checked"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let russian = try ProofTableRenderer(language: .ru).text(of: table)
    #expect(russian.contains("не проверялось") && !russian.contains("принято"))
  }
}
