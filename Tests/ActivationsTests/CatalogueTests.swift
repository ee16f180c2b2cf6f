import Formulas
import Testing

@testable import Activations

@Suite("Catalogue")
struct CatalogueTests {
  @Test("parameters that are not at their default are named with their symbols")
  func changedParameters() throws {
    let catalogue = Catalogue.builtIn
    let texts = [
      ("leaky_relu(x, alpha=0.2)", ["α = 0.2"]), ("leaky-relu", []),
      ("leaky_relu(x, 1/3)", ["α = 1/3"]),
      ("leaky_relu(x, alpha=0.01)", []), ("0.2x", []),
    ]
    for (text, expected) in texts {
      let function = try catalogue.parser.parse(text)
      #expect(catalogue.changedParameters(of: function) == expected, "\(text)")
    }
  }

  @Test("Names and aliases are unique and lead to their entry, in every spelling")
  func names() throws {
    let catalogue = Catalogue.builtIn
    let parser = catalogue.parser
    for activation in catalogue.activations {
      for name in [activation.name] + activation.aliases {
        for spelling in [name, name.uppercased(), name.replacing("-", with: "_")] {
          #expect(catalogue.activation(named: spelling) == activation, "\(spelling)")
        }
        #expect(try parser.parse(name).name == activation.name, "\(name)")
      }
    }
  }

  @Test("Entries are functions in formulas")
  func calls() throws {
    let parser = Catalogue.builtIn.parser
    let f = try parser.parse("leaky_relu(x, alpha=0.05)")
    #expect(f.name == "leaky-relu")
    #expect(f.parameters == [.init("alpha", Rational(1, over: 20) ?? 0)])
    #expect(value(of: f.formula, at: -2) == -0.1)
  }

  @Test("The nearest name is suggested")
  func suggestions() {
    #expect(Catalogue.builtIn.nearestName(to: "sofplus") == "softplus")
    #expect(Catalogue.builtIn.nearestName(to: "leeky-relu") == "leaky-relu")
    #expect(Catalogue.builtIn.nearestName(to: "completely else") == nil)
    #expect(Catalogue.builtIn.activation(named: "") == nil)
  }

  @Test("Parameters are chosen within their range")
  func chosenParameters() throws {
    let catalogue = Catalogue.builtIn
    let elu = try #require(catalogue.activation(named: "elu"))
    let f = try catalogue.function(of: elu, parameters: ["alpha": 3])
    #expect(f.parameters == [.init("alpha", 3)])
    #expect(f.variableName == "x")
    let unknown = #expect(throws: CatalogueError.self) {
      try catalogue.function(of: elu, parameters: ["alhpa": 1])
    }
    #expect(
      unknown?.description
        == "error: entry 'elu': there is no parameter 'alhpa'\nDid you mean 'alpha'?")
    let outside = #expect(throws: CatalogueError.self) {
      try catalogue.function(of: elu, parameters: ["alpha": -1])
    }
    #expect(
      outside?.description
        == "error: entry 'elu', field 'alpha': the value -1 is out of range\nChoose alpha >= 0.")
  }

  @Test("Clashes are errors")
  func clashes() {
    let mine = Activation(
      name: "mine", title: LocalizedText("mine"), formula: "x", aliases: ["Leaky_ReLU"])
    let error = #expect(throws: CatalogueError.self) {
      try Catalogue(Catalogue.builtIn.activations + [mine])
    }
    #expect(error?.entry == "mine")
    #expect(error?.field == "aliases")
    #expect(error?.problem == "the name 'Leaky_ReLU' is taken by the entry 'leaky-relu'")
  }
}
