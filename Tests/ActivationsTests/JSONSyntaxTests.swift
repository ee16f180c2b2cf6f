import Foundation
import Testing

@testable import Activations

@Suite("The place of an error in JSON")
struct JSONSyntaxTests {
  @Test(
    "texts that are JSON",
    arguments: [
      "{}", "[]", " [1, -0.5e+3, true, false, null, \"a\\n\\u00e9\"] \n", "0", "\"漢\"",
      "{\"a\": {\"b\": [[], {}]}, \"c\": \"\"}",
    ])
  func json(text: String) throws {
    #expect(JSONSyntax.firstError(in: text.utf8) == nil)
    _ = try JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])
  }

  @Test(
    "the first character that may not be where it is",
    arguments: [
      ("", 0), ("{", 1), ("{\"a\": 1,\n \"b\" 2}", 14), ("{\"a\": [1, 2}", 11), ("nul", 0),
      ("{\"a\": \"\\x\"}", 7), ("{\"a\": 1,, }", 8), ("{\"a\": 1} x", 9), ("[01]", 1),
      ("{\"a\": \"abc", 10), ("{'a': 1}", 1), ("\"\\u12g4\"", 1), ("[\"a\nb\"]", 3),
    ])
  func place(text: String, place: Int) {
    #expect(JSONSyntax.firstError(in: text.utf8) == place)
    #expect(throws: (any Error).self) {
      try JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])
    }
  }

  @Test("a comma before the end of a list is an error here, though Foundation forgives it")
  func comma() {
    #expect(JSONSyntax.firstError(in: "[1,]".utf8) == 3)
  }

  @Test("any bytes end in an answer, however deep they nest")
  func bombs() {
    #expect(
      JSONSyntax.firstError(in: [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)) == 200)
    #expect(JSONSyntax.firstError(in: [0xFF, 0x00]) == 0)
  }

  @Test("the error of a catalogue shows the line, with a caret")
  func rendered() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
    try Data("{\"schema\": \"actlab.catalogue.v1\",\n \"activations\": [{\"name\" 1}]}".utf8)
      .write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let error = #expect(throws: CatalogueError.self) { try Catalogue(contentsOf: file) }
    #expect(
      error?.description == """
        error: catalogue '\(file.path)': line 2 is not JSON from the marked place on
           "activations": [{"name" 1}]}
                                   ^
        Start from what 'actlab list --format json' prints.
        """)
  }
}
