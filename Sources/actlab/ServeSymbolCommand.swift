import ActivationLab
import ArgumentParser
import Foundation

/// `actlab serve-symbol`: the process in which a function of a shared library runs, started by
/// `SymbolProcess` and not by users.
struct ServeSymbolCommand: ParsableCommand {
  /// The name of the command.
  static let name = "serve-symbol"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Answer blocks of inputs with a function of a shared library.",
    shouldDisplay: false)

  @Argument(help: .init("The library and its function.", valueName: "LIBRARY:SYMBOL"))
  var symbol: String

  mutating func run() throws {
    guard let symbol = CSymbol(symbol) else {
      throw CommandError.usage(
        "'\(symbol)' is no function of a shared library", remedy: "Write ./libfoo.so:gelu.")
    }
    // What the library has registered for the end of the process is not asked for.
    _exit(SymbolServer.serve(symbol))
  }
}
