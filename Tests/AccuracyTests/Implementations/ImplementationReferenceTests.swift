import FloatFormats
import Foundation
import Testing

@testable import Accuracy

@Suite("The names of implementations")
struct ImplementationReferenceTests {
  private static func symbol(
    _ library: String, _ name: String, _ form: CSymbol.Form
  ) -> ImplementationReference {
    .symbol(CSymbol(library: library, name: name, form: form))
  }

  @Test(
    "what is built in, functions of libraries, and programs",
    arguments: [
      ("naive", .naive), (" stable ", .stable),
      ("./libfoo.so:gelu_f32", symbol("./libfoo.so", "gelu_f32", .scalar)),
      ("./libfoo.so:gelu_f32[]", symbol("./libfoo.so", "gelu_f32", .buffer)),
      ("libm.so.6:tanhf", symbol("libm.so.6", "tanhf", .scalar)),
      ("/a/b:c/libfoo.dylib:_f", symbol("/a/b:c/libfoo.dylib", "_f", .scalar)),
      ("./gelu", .program(["./gelu"])), ("gelu:f", .program(["gelu:f"])),
      ("python3  run.py --fast", .program(["python3", "run.py", "--fast"])),
      ("python3 run.py lib.so:f", .program(["python3", "run.py", "lib.so:f"])),
      ("Naive", .program(["Naive"])), ("a.some:f", .program(["a.some:f"])),
    ] as [(String, ImplementationReference)])
  func reading(text: String, expected: ImplementationReference) throws {
    let reference = try ImplementationReference(text)
    #expect(reference == expected)
    #expect(try ImplementationReference(reference.description) == expected)
  }

  @Test("a library may have a name with spaces if it exists")
  func spaces() throws {
    let folder = try ImplementationFolder()
    let library = try folder.file("a library.so", "")
    #expect(
      try ImplementationReference("\(library):f") == Self.symbol(library, "f", .scalar))
  }

  @Test(
    "texts that name nothing",
    arguments: [
      ("", "the implementation is empty"), (" ", "the implementation is empty"),
      ("./libfoo.so", "'./libfoo.so' is a library, not a function of it"),
      ("./libfoo.so:", "'./libfoo.so:' names no function of the library"),
      ("libm.so.6:1f", "'libm.so.6:1f' names no function of the library"),
    ])
  func errors(text: String, message: String) {
    let error = #expect(throws: ImplementationReferenceError.self) {
      try ImplementationReference(text)
    }
    #expect(error?.message == message)
  }

  @Test("what is built in has no process; a function of the system's library has")
  func starting() async throws {
    let request = BlockProtocol(format: .float64, quantity: .value, function: "tanh")
    let server = try ImplementationFixtures.server
    #expect(
      try ImplementationReference("naive").start(computing: request, servedBy: server) == nil)
    #if os(Linux) && canImport(Glibc)
      let reference = try ImplementationReference("libm.so.6:tanh")
      let process = try #require(try reference.start(computing: request, servedBy: server))
      #expect(try await process.results(for: [0.5, -0.0, 800]) == [tanh(0.5), -0.0, 1])
      try await process.close()
    #endif
  }
}
