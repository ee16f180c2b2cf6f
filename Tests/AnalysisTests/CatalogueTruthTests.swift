import Activations
import Testing

@Suite("Analysis of the catalogue against truth derived without it")
struct CatalogueTruthTests {
  @Test("There is a truth for every entry, and only for these")
  func completeness() {
    let names = Catalogue.builtIn.activations.map(\.name).sorted()
    #expect(entryTruths.map(\.name).sorted() == names)
    #expect(regionTruths.filter { $0.from == "-5" }.map(\.name).sorted() == names)
    #expect(regionTruths.allSatisfy { !$0.regions.isEmpty })
  }
}
