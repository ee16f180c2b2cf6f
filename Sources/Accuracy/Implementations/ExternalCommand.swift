import Foundation

/// A program that computes results for others, as a command to start.
public struct ExternalCommand: Hashable, Sendable {
  /// The executable.
  public let executable: URL
  /// Its arguments.
  public let arguments: [String]

  /// A command.
  public init(executable: URL, arguments: [String] = []) {
    (self.executable, self.arguments) = (executable, arguments)
  }

  /// The command that a text names.
  ///
  /// `./libfoo.so:gelu_f32` is a function `float gelu_f32(float)` of a shared library, and
  /// `./libfoo.so:gelu_f32[]` a function `void gelu_f32(const float *, float *, size_t)`; for other formats
  /// `float` stands for `double`, `uint16_t` and `uint8_t`. Any other text is a program with its arguments,
  /// split at spaces; a name without a slash is looked up in `PATH`.
  ///
  /// - Parameter servingExecutable: the program that serves symbols: `actlab`.
  /// - Throws: ``ExternalError``.
  public init(_ text: String, servingExecutable: String) throws(ExternalError) {
    if let symbol = try LibrarySymbol(text) {
      self.init(
        executable: URL(filePath: servingExecutable),
        arguments: ["serve-symbol", symbol.library, symbol.name]
          + (symbol.takesBuffers ? ["--buffers"] : []))
      return
    }
    let words = text.split(separator: " ").map(String.init)
    guard let name = words.first else { throw .noProgram(text) }
    self.init(executable: try Self.find(name), arguments: Array(words.dropFirst()))
  }

  private static func find(_ name: String) throws(ExternalError) -> URL {
    let paths =
      name.contains("/")
      ? [name]
      : (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
        "\($0)/\(name)"
      }
    var isFolder: ObjCBool = false
    for path in paths
    where FileManager.default.isExecutableFile(atPath: path)
      && FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    {
      return URL(filePath: path)
    }
    throw .noProgram(name)
  }
}

/// A symbol of a shared library, as `./libfoo.so:gelu_f32` names it.
struct LibrarySymbol {
  let library: String
  let name: String
  let takesBuffers: Bool

  /// `nil` for a text that names no library.
  ///
  /// - Throws: ``ExternalError`` if there is no such file, or no symbol behind the colon.
  init?(_ text: String) throws(ExternalError) {
    guard let colon = text.lastIndex(of: ":") else {
      if text.hasSuffix(".so") || text.hasSuffix(".dylib") { throw .noSymbol(text) }
      return nil
    }
    let path = String(text[..<colon])
    guard path.hasSuffix(".dylib") || path.hasSuffix(".so") || path.contains(".so.") else {
      return nil
    }
    var symbol = text[text.index(after: colon)...]
    takesBuffers = symbol.hasSuffix("[]")
    if takesBuffers { symbol = symbol.dropLast(2) }
    guard !symbol.isEmpty else { throw .noSymbol(path) }
    guard FileManager.default.fileExists(atPath: path) else { throw .noLibrary(path) }
    library = path
    name = String(symbol)
  }
}

/// What goes wrong with a program that computes results.
public enum ExternalError: Error, Hashable, Sendable {
  /// There is no program of that name that can be run.
  case noProgram(String)
  /// There is no such library.
  case noLibrary(String)
  /// No symbol is named behind the library.
  case noSymbol(String)
  /// The program could not be started.
  case cannotStart(String)
  /// It ended before it had answered; the last lines of its standard error.
  case ended(program: String, status: String, messages: String)
  /// It did not answer in time, in seconds.
  case silent(program: String, seconds: Int)
  /// It answered more than it was asked.
  case tooLong(program: String)

  /// What is wrong, in lower case and without a full stop.
  public var message: String {
    switch self {
    case .noProgram(let name): "there is no program '\(name)'"
    case .noLibrary(let path): "there is no library '\(path)'"
    case .noSymbol(let path): "no symbol of '\(path)' is named"
    case .cannotStart(let name): "'\(name)' cannot be started"
    case .ended(let program, let status, let messages):
      "'\(program)' ended before it had answered: \(status)"
        + (messages.isEmpty ? "" : "\n\(messages)")
    case .silent(let program, let seconds): "'\(program)' did not answer within \(seconds) s"
    case .tooLong(let program): "'\(program)' answered more than it was asked"
    }
  }

  /// What to do.
  public var remedy: String {
    switch self {
    case .noProgram: "Write naive, stable, library.so:symbol, or the path of a program."
    case .noLibrary: "Give its path, such as ./libfoo.so:gelu_f32."
    case .noSymbol(let path): "Write \(path):symbol."
    case .cannotStart: "Check that it can be run by itself."
    case .ended, .silent, .tooLong:
      "A program answers each block with as many results as it has inputs, and flushes them."
    }
  }
}
