import ActivationLab
import Foundation
import Testing

@Suite("actlab list and show")
struct ListAndShowTests {
  @Test("the list has a line for each entry, in 80 columns")
  func list() async throws {
    let result = try await CommandLineTool.run("list")
    #expect(result.code == 0)
    #expect(result.error.isEmpty)
    let lines = result.output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    for activation in Catalogue.builtIn.activations {
      #expect(lines.contains { $0.hasPrefix(activation.name) })
    }
  }

  @Test("titles are translated, and the environment chooses the language")
  func language() async throws {
    let english = try await CommandLineTool.run("list")
    let option = try await CommandLineTool.run("list", "--language", "ru")
    let environment = try await CommandLineTool.run(
      "list", environment: ["LC_ALL": "", "LC_MESSAGES": "ru_RU.UTF-8", "LANG": "C"])
    #expect(english.output.contains("rectified linear unit"))
    #expect(option.output.contains("усечённая линейная функция"))
    #expect(environment.output == option.output)
  }

  @Test("the JSON of the list, with other names, is a catalogue")
  func ownCatalogue() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.file(
      "mine.json",
      """
      {"schema": "actlab.catalogue.v1", "activations": [
        {"name": "double-relu", "formula": "2*relu(x) + shift",
         "parameters": [{"name": "shift", "default": "1/2"}]}]}
      """)
    let list = try await CommandLineTool.run("list", "--catalogue", file, "--format", "json")
    #expect(list.code == 0)
    let entries = try #require(try object(list.output)["activations"] as? [[String: Any]])
    #expect(entries.count == Catalogue.builtIn.activations.count + 1)
    #expect(entries.last?["name"] as? String == "double-relu")

    let show = try await CommandLineTool.run(
      "evaluate", "double_relu(x, shift=1)", "--at", "-1,3", "--catalogue", file, "--format", "json"
    )
    let points = try #require(try object(show.output)["points"] as? [[String: Any]])
    #expect(points.compactMap { $0["decimal"] as? String } == ["1", "7"])
  }

  @Test("the Markdown list is a table with formulas")
  func markdown() async throws {
    let result = try await CommandLineTool.run("list", "--format", "md")
    let rows = result.output.split(separator: "\n")
    #expect(rows.count == Catalogue.builtIn.activations.count + 2)
    #expect(rows.allSatisfy { $0.hasPrefix("| ") && $0.hasSuffix(" |") })
    #expect(result.output.contains("| `relu` | rectified linear unit | $\\max(0, x)$ |"))
  }

  @Test(
    "a function is printed in each notation",
    arguments: [
      ("text", "1/(1 + exp(-x))\n"),
      ("latex", "\\frac{1}{1 + e^{-x}}\n"),
      ("python", "def f(x):\n    return 1/(1 + math.exp(-x))\n"),
    ])
  func show(notation: String, expected: String) async throws {
    let result = try await CommandLineTool.run("show", "1/(1 + exp(-x))", "--as", notation)
    #expect(result.code == 0)
    #expect(result.output.hasSuffix(expected))
  }

  @Test("MathML and Swift are complete elements")
  func showCode() async throws {
    let mathML = try await CommandLineTool.run("show", "x^2", "--as", "mathml")
    #expect(mathML.output.hasPrefix("<math"))
    #expect(mathML.output.hasSuffix("</math>\n"))
    let swift = try await CommandLineTool.run("show", "elu", "--as", "swift")
    #expect(swift.output.contains("func elu(_ x: Double) -> Double"))
  }

  @Test("the derivative of exp(-x) is -exp(-x)")
  func derivative() async throws {
    let result = try await CommandLineTool.run("show", "exp(-x)", "--derivative")
    #expect(result.output == "-exp(-x)\n")
  }

  @Test("show in JSON and Markdown")
  func showDocuments() async throws {
    let json = try await CommandLineTool.run(
      "show", "relu", "--as", "python", "--derivative", "--format", "json")
    let object = try object(json.output)
    #expect(object["schema"] as? String == "actlab.show.v1")
    #expect(object["name"] as? String == "relu")
    #expect(object["notation"] as? String == "python")
    #expect(object["isDerivative"] as? Bool == true)
    #expect((object["text"] as? String)?.hasPrefix("def relu_derivative(x):") == true)
    let latex = try await CommandLineTool.run("show", "x^2", "--as", "latex", "--format", "md")
    #expect(latex.output == "$$\nx^{2}\n$$\n")
    let text = try await CommandLineTool.run("show", "x^2", "--format", "md")
    #expect(text.output == "```\nx^2\n```\n")
  }
}
