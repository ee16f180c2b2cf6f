import Formulas
import Foundation
import Testing

@testable import Activations

@Suite("Catalogue files")
struct CatalogueFileTests {
  @Test("What is written is read back")
  func roundTrip() throws {
    let json = try JSONEncoder().encode(Catalogue.builtIn)
    let catalogue = try withFile(json) { try Catalogue(contentsOf: $0) }
    #expect(catalogue.activations == Catalogue.builtIn.activations)
  }

  @Test("An entry of one's own is treated like ours")
  func ownEntry() throws {
    let catalogue = try merged(
      """
      {"name": "my-unit", "formula": "leaky_relu(x, 0.5) + c*sigmoid(x)", "aliases": ["MyUnit"],
       "parameters": [{"name": "c", "default": "1/3", "range": "(0, 1]"}]}
      """)
    #expect(catalogue.activations.count == Catalogue.builtIn.activations.count + 1)
    let mine = try #require(catalogue.activation(named: "MyUnit"))
    #expect(mine.title.russian == "my-unit")
    let f = try catalogue.parser.parse("my_unit(x, c=1)")
    #expect(f.name == "my-unit")
    #expect(value(of: f.formula, at: 0) == 0.5)
    #expect(throws: FormulaError.self) { try catalogue.parser.parse("my_unit(x, c=2)") }
  }

  @Test(
    "An error says which entry and field, and what to do",
    arguments: [
      (
        #"{"formula": "x"}"#,
        "entry '#1', field 'name': the field is missing\nAdd the field."
      ),
      (
        #"{"name": "a"}"#,
        "entry 'a', field 'formula': the field is missing\nAdd the field."
      ),
      (
        #"{"name": "a", "formula": "x", "parametres": []}"#,
        "entry 'a', field 'parametres': there is no such field; did you mean 'parameters'?\n"
          + "Correct or remove the field."
      ),
      (
        #"{"name": "a", "formula": "c*x", "parameters": [{"name": "c", "default": 0.1}]}"#,
        "entry 'a', field 'parameters[0].default': the value has another type\n"
          + "Write a text in quotes; numbers too, so that they stay exact: \"0.01\"."
      ),
      (
        #"{"name": "a", "formula": "c*x", "parameters": [{"name": "c", "default": "nan"}]}"#,
        "entry 'a', field 'parameters.c.default': 'nan' is not a number\n"
          + "Write an exact decimal or fraction, such as \"0.01\" or \"1/3\"."
      ),
      (
        #"{"name": "a", "formula": "c*x", "parameters": [{"name": "c", "default": "1", "range": "[2, 1]"}]}"#,
        "entry 'a', field 'parameters.c.range': '[2, 1]' is not an interval\n"
          + "Write two ends in increasing order, such as \"[0, inf)\" or \"(0, 1]\"."
      ),
      (
        #"{"name": "a", "formula": "c*x", "parameters": [{"name": "c", "default": "2", "range": "[0, 1]"}]}"#,
        "entry 'a', field 'parameters.c.default': the value 2 is out of range\n"
          + "Choose 0 <= c <= 1."
      ),
      (
        #"{"name": "relu", "formula": "x"}"#,
        "entry 'relu', field 'name': the name 'relu' is taken by the entry 'relu'\n"
          + "Choose another name."
      ),
      (
        #"{"name": "a", "formula": "x", "aliases": ["b", "B"]}"#,
        "entry 'a', field 'aliases': the name 'B' is given twice\nRemove one of them."
      ),
      (
        #"{"name": "a", "formula": "2*x + sofplus(x)"}"#,
        """
        entry 'a', field 'formula': unknown name 'sofplus'
          2*x + sofplus(x)
                ^~~~~~~
        Did you mean 'softplus'?
        """
      ),
      (
        #"{"name": "a", "formula": "abs(x)", "kinkConventions": [{"at": "0", "jax": {"value": "k", "function": "f"}}]}"#,
        """
        entry 'a', field 'kinkConventions[0].jax': unknown name 'k'
          k
          ^
        """
      ),
    ])
  func errors(entry: String, message: String) throws {
    let error = #expect(throws: CatalogueError.self) { try merged(entry) }
    let file = try #require(error?.file)
    #expect(error?.description == "error: catalogue '\(file)', \(message)")
    #expect(error?.kind == .invalidContent)
  }

  @Test(
    "A file that is no catalogue is an error",
    arguments: [
      ("", "the file is empty"), ("{", "the file is not JSON"),
      ("[]", "the value has another type"),
      (
        #"{"schema": "other", "activations": []}"#,
        "the format is 'other', expected 'actlab.catalogue.v1'"
      ),
      (#"{"activations": []}"#, "the field is missing"),
      (#"{"schema": "actlab.catalogue.v1", "activations": {}}"#, "the value has another type"),
      (#"{"schema": "actlab.catalogue.v1", "activations": [null]}"#, "the value is null"),
    ])
  func badFiles(text: String, problem: String) {
    let error = #expect(throws: CatalogueError.self) {
      try withFile(Data(text.utf8)) { try Catalogue(contentsOf: $0) }
    }
    #expect(error?.problem == problem)
    #expect(error?.remedy.isEmpty == false)
  }

  @Test("A missing file is an error of its own kind")
  func missingFile() {
    let error = #expect(throws: CatalogueError.self) {
      try Catalogue(contentsOf: URL(filePath: "/nonexistent/catalogue.json"))
    }
    #expect(error?.kind == .unreadableFile)
  }

  /// The built-in catalogue with the given JSON entry added from a file.
  private func merged(_ entry: String) throws -> Catalogue {
    let text = #"{"schema": "actlab.catalogue.v1", "activations": [\#(entry)]}"#
    return try withFile(Data(text.utf8)) { try Catalogue.builtIn.merging(contentsOf: $0) }
  }

  private func withFile<Result>(_ data: Data, _ body: (URL) throws -> Result) throws -> Result {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file)
  }
}
