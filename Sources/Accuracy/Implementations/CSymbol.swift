import Foundation

/// A function in a shared library, written `./libfoo.so:gelu` or `./libfoo.so:gelu[]`.
///
/// For a format of 64 or 32 bits the function takes and gives `double` or `float`; for one of 16 or 8
/// bits the bit patterns, as `uint16_t` or `uint8_t`. With T for that type:
///
/// | written | declared in C |
/// |---|---|
/// | `lib.so:name` | `T name(T)` |
/// | `lib.so:name[]` | `void name(const T *inputs, T *results, size_t count)` |
public struct CSymbol: Hashable, Sendable, CustomStringConvertible {
  /// How the function takes its inputs.
  public enum Form: Hashable, Sendable {
    /// One at a time.
    case scalar
    /// A buffer of them, with one for the results.
    case buffer
  }

  /// The path of the library; without a slash, that of a file in the current folder or, if there is none,
  /// the name of a library of the system.
  public let library: String
  /// The name of the function.
  public let name: String
  /// How it takes its inputs.
  public let form: Form

  /// Describes a function.
  public init(library: String, name: String, form: Form) {
    (self.library, self.name, self.form) = (library, name, form)
  }

  /// Reads `LIBRARY:NAME` or `LIBRARY:NAME[]`; `nil` if what stands before the last colon is not called
  /// like a shared library (`….so`, `….so.6`, `….dylib`), or what follows it is no identifier.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let library = String(text[..<colon])
    let symbol = text[text.index(after: colon)...]
    let isBuffer = symbol.hasSuffix("[]")
    let name = String(isBuffer ? symbol.dropLast(2) : symbol)
    guard Self.isLibrary(library), Self.isIdentifier(name) else { return nil }
    self.init(library: library, name: name, form: isBuffer ? .buffer : .scalar)
  }

  /// The text that ``init(_:)`` reads.
  public var description: String { "\(library):\(name)\(form == .buffer ? "[]" : "")" }

  /// What the system's loader is asked for.
  var loadedPath: String {
    !library.contains("/") && FileManager.default.fileExists(atPath: library)
      ? "./\(library)" : library
  }

  /// Whether a path is called like a shared library.
  static func isLibrary(_ path: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    guard !path.hasSuffix("/") else { return false }
    if name.hasSuffix(".so") || name.hasSuffix(".dylib") { return true }
    guard let version = name.range(of: ".so.", options: .backwards) else { return false }
    return name[version.upperBound...].allSatisfy { $0.isNumber || $0 == "." }
  }

  private static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.first, !first.isNumber else { return false }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_$.@".contains($0)) }
  }
}

/// A function in a shared library could not be used.
public struct CSymbolError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What went wrong.
  public enum Problem: Equatable, Sendable {
    /// There is no such file.
    case missingLibrary
    /// The library cannot be loaded, with what the system says.
    case unloadable(String)
    /// The library has no such symbol, with what the system says.
    case missingSymbol(String)
    /// A signal ended the process in which the function ran.
    case crashed(signal: Int32)
    /// The function ended the process in which it ran, with that exit code.
    case exited(code: Int32)
    /// The function did not return in time.
    case timedOut(Duration)
  }

  /// The function.
  public let symbol: CSymbol

  /// What went wrong.
  public let problem: Problem

  /// What the function was working on, if it was.
  public let block: ExternalProgramError.Block?

  init(symbol: CSymbol, problem: Problem, block: ExternalProgramError.Block? = nil) {
    (self.symbol, self.problem, self.block) = (symbol, problem, block)
  }

  /// What went wrong, in lower case and without a full stop.
  public var message: String {
    let working =
      block.map { " on the block of \($0.count) inputs from \($0.first) to \($0.last)" } ?? ""
    return switch problem {
    case .missingLibrary: "there is no library '\(symbol.library)'"
    case .unloadable(let reason): "the library '\(symbol.library)' cannot be loaded: \(reason)"
    case .missingSymbol(let reason):
      "the library '\(symbol.library)' has no symbol '\(symbol.name)': \(reason)"
    case .crashed(let signal):
      "'\(symbol)' crashed with \(SignalName.text(of: signal))\(working)"
    case .exited(let code): "'\(symbol)' ended its process with exit code \(code)\(working)"
    case .timedOut(let limit): "'\(symbol)' did not return within \(limit)\(working)"
    }
  }

  /// A sentence that says what to do.
  public var remedy: String {
    switch problem {
    case .missingLibrary: "Give its path, such as ./libfoo.so:gelu."
    case .unloadable: "It must be a shared library for this machine, with all that it needs."
    case .missingSymbol: "See its symbols with 'nm -D'; C++ needs extern \"C\"."
    case .crashed:
      symbol.form == .scalar
        ? "It is called as T f(T), T being the type of the format; write '\(symbol)[]' if it is "
          + "void f(const T *, T *, size_t)."
        : "It is called as void f(const T *, T *, size_t), T being the type of the format; leave "
          + "out '[]' if it is T f(T)."
    case .exited: "It must return its results, whatever the inputs are."
    case .timedOut: "Give it more time (--time-limit) if it is only slow."
    }
  }

  /// What went wrong, and what to do.
  public var description: String { "\(message)\n\(remedy)" }
}
