import Formulas
import Testing

@testable import Activations

@Suite("Built-in activations")
struct ActivationTests {
  @Test("The values agree with independent definitions", arguments: ReferenceTable.shared.cases)
  func values(reference: ReferenceCase) throws {
    let catalogue = Catalogue.builtIn
    let activation = try #require(catalogue.activation(named: reference.name))
    var parameters: [String: Rational] = [:]
    for (name, text) in reference.parameters {
      let constant = try FormulaParser().parseConstant(text)
      let number: Rational = try #require(constant.rational)
      parameters[name] = number
    }
    let function = try catalogue.function(of: activation, parameters: parameters)
    #expect(reference.values.count == ReferenceTable.shared.points.count)
    for (x, truth) in zip(ReferenceTable.shared.points, reference.values) {
      let found = value(of: function.formula, at: x)
      let tolerance = 4e-13 * truth.magnitude + 1e-15
      #expect((found - truth).magnitude <= tolerance, "\(reference.name)(\(x)) = \(found)")
    }
  }

  @Test("Every entry has reference values at its defaults")
  func everyEntryIsTested() throws {
    let catalogue = Catalogue.builtIn
    #expect(catalogue.activations.count >= 60)
    for activation in catalogue.activations {
      let reference = try #require(
        ReferenceTable.shared.cases.first { $0.name == activation.name }, "\(activation.name)")
      #expect(Set(reference.parameters.keys) == Set(activation.parameters.map(\.name)))
      let definition = try activation.definition()
      for parameter in definition.parameters {
        let text = try #require(reference.parameters[parameter.name])
        #expect(try FormulaParser().parseConstant(text).rational == parameter.defaultValue)
      }
    }
  }

  @Test("Defaults lie in the ranges, and names, titles and meanings are given")
  func parameters() throws {
    for activation in Catalogue.builtIn.activations {
      #expect(!activation.title.english.isEmpty && !activation.title.russian.isEmpty)
      for parameter in try activation.definition().parameters {
        #expect(parameter.range.contains(parameter.defaultValue), "\(activation.name)")
        #expect(activation.formula.contains(parameter.name))
      }
      for parameter in activation.parameters {
        #expect(!parameter.symbol.isEmpty && parameter.meaning.english != parameter.name)
      }
    }
  }

  @Test("Citations are complete")
  func citations() throws {
    for activation in Catalogue.builtIn.activations {
      let citation = try #require(activation.citation, "\(activation.name)")
      #expect(!citation.authors.isEmpty && !citation.title.isEmpty)
      #expect((1940...2030).contains(citation.year))
      guard let number = citation.identifier?.split(separator: ":").last,
        citation.identifier?.hasPrefix("arXiv:") == true
      else { continue }
      // The first two digits of an arXiv number are the year of submission.
      let submitted = try #require(Int(number.prefix(2)))
      #expect((2000 + submitted - citation.year).magnitude <= 1, "\(activation.name)")
      // Five digits after the point since 2015, four before.
      #expect(number.count == (submitted < 15 ? 9 : 10) && number.dropFirst(4).first == ".")
    }
  }

  @Test("The element-wise functions of the frameworks are found by the frameworks' names")
  func frameworkNames() {
    let names =
      "ELU Hardshrink Hardsigmoid Hardtanh Hardswish LeakyReLU LogSigmoid PReLU ReLU ReLU6 RReLU "
      + "SELU CELU GELU Sigmoid SiLU Mish Softplus Softshrink Softsign Tanh Tanhshrink Threshold "
      + "celu elu exponential gelu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh "
      + "leaky_relu linear log_sigmoid mish relu relu6 selu sigmoid silu soft_shrink softplus "
      + "softsign sparse_plus sparse_sigmoid squareplus swish tanh tanh_shrink threshold "
      + "soft_sign identity"
    for name in names.split(separator: " ") {
      #expect(Catalogue.builtIn.activation(named: String(name)) != nil, "\(name)")
    }
  }

  @Test("A convention is known where the frameworks have the function")
  func conventions() throws {
    let leaky = try #require(Catalogue.builtIn.activation(named: "leaky-relu"))
    let atZero = try #require(leaky.kinkConventions.first)
    #expect(atZero.at == "0")
    // The frameworks differ: the comparison is x > 0 in PyTorch and x >= 0 in JAX.
    #expect(atZero.pytorch?.value == "alpha")
    #expect(atZero.jax?.value == "1")
    #expect(atZero.byFramework.map(\.framework) == ["PyTorch", "JAX", "TensorFlow"])
    let names = Set(Catalogue.builtIn.activations.map(\.name))
    #expect(KinkConvention.measured.keys.allSatisfy { names.contains($0) })
  }
}
