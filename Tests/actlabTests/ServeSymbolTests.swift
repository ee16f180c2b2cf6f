import Testing

@Suite("The process of functions of libraries")
struct ServeSymbolTests {
  @Test("it is not for users: no help lists it, no typing error leads to it")
  func hidden() async throws {
    #expect(!(try await CommandLineTool.run("--help")).output.contains("serve-symbol"))
    let typed = try await CommandLineTool.run("serve-symbo", "./libfoo.so:gelu")
    #expect(typed.error == "error: unknown command 'serve-symbo'\nSee 'actlab --help'.\n")
  }

  @Test("an argument that is no function")
  func usage() async throws {
    let outcome = try await CommandLineTool.run("serve-symbol", "gelu")
    #expect(outcome.code == 64)
    #expect(
      outcome.error
        == "error: 'gelu' is no function of a shared library\nWrite ./libfoo.so:gelu.\n")
    let missing = try await CommandLineTool.run("serve-symbol")
    #expect(missing.code == 64)
    #expect(missing.error.hasSuffix("See 'actlab serve-symbol --help'.\n"))
  }
}
