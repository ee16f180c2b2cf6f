import Foundation

/// What the user names as the implementation under test.
public enum ImplementationReference: Hashable, Sendable, CustomStringConvertible {
  /// The formula as written, every operation rounded in the format.
  case naive
  /// The stable form.
  case stable
  /// A function in a shared library.
  case symbol(CSymbol)
  /// A program that speaks ``BlockProtocol``, with its arguments.
  case program([String])

  /// Reads `naive`, `stable`, `LIBRARY:SYMBOL` (see ``CSymbol``), or a program and its arguments with
  /// spaces between them.
  ///
  /// What has spaces before the colon is a function only if a library of that name exists.
  ///
  /// - Throws: ``ImplementationReferenceError`` if the text is empty, or names a library and no function.
  public init(_ text: String) throws(ImplementationReferenceError) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.isEmpty { throw ImplementationReferenceError(text: text) }
    switch words {
    case ["naive"]: self = .naive
    case ["stable"]: self = .stable
    default:
      let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
      if let symbol = CSymbol(trimmed), words.count == 1 || Self.exists(symbol.library) {
        self = .symbol(symbol)
      } else if words.count == 1, Self.isLibraryWithoutSymbol(trimmed) {
        throw ImplementationReferenceError(text: trimmed)
      } else {
        self = .program(words)
      }
    }
  }

  private static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  private static func isLibraryWithoutSymbol(_ text: String) -> Bool {
    let library = text.lastIndex(of: ":").map { text[..<$0] } ?? text[...]
    return CSymbol.isLibrary(String(library))
  }

  /// The text that ``init(_:)`` reads.
  public var description: String {
    switch self {
    case .naive: "naive"
    case .stable: "stable"
    case .symbol(let symbol): symbol.description
    case .program(let arguments): arguments.joined(separator: " ")
    }
  }

  /// Starts the process of a function or a program; `nil` for what is built in.
  ///
  /// - Parameters:
  ///   - request: what it is to compute.
  ///   - server: the command that serves functions; see ``SymbolProcess``.
  ///   - timeLimit: how long a block may take.
  /// - Throws: ``ExternalProgramError`` and ``CSymbolError``.
  public func start(
    computing request: BlockProtocol, servedBy server: [String], timeLimit: Duration = .seconds(60)
  ) throws -> (any ExternalImplementation)? {
    switch self {
    case .naive, .stable: nil
    case .symbol(let symbol):
      try SymbolProcess(symbol, computing: request, servedBy: server, timeLimit: timeLimit)
    case .program(let arguments):
      try ExternalProgram(arguments, computing: request, timeLimit: timeLimit)
    }
  }
}

/// A text that names no implementation.
public struct ImplementationReferenceError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The text.
  public let text: String

  /// What is wrong, in lower case and without a full stop.
  public var message: String {
    if text.allSatisfy(\.isWhitespace) { return "the implementation is empty" }
    return text.contains(":")
      ? "'\(text)' names no function of the library"
      : "'\(text)' is a library, not a function of it"
  }

  /// A sentence that says what to do.
  public var remedy: String {
    "Write naive, stable, ./libfoo.so:gelu (T gelu(T)), ./libfoo.so:gelu[] (a function on buffers), or a "
      + "program with its arguments."
  }

  /// What is wrong, and what to do.
  public var description: String { "\(message)\n\(remedy)" }
}
