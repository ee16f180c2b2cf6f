import Foundation

/// A function in a shared library, called in a process of its own, which alone ends if it crashes.
public final class SymbolProcess: ExternalImplementation {
  /// The function.
  public let symbol: CSymbol

  private let program: ExternalProgram

  /// Starts the process.
  ///
  /// - Parameters:
  ///   - symbol: the function.
  ///   - request: the format; what else it asks for is for the user to judge.
  ///   - server: the arguments of a command that calls ``SymbolServer/serve(_:)`` with the symbol, whose
  ///     text is appended to them.
  ///   - timeLimit: how long a block may take.
  /// - Throws: ``CSymbolError`` if there is no such file, ``ExternalProgramError`` if there is no such
  ///   server. What else can be wrong is the error of the first block.
  public init(
    _ symbol: CSymbol, computing request: BlockProtocol, servedBy server: [String],
    timeLimit: Duration = .seconds(60)
  ) throws {
    self.symbol = symbol
    if symbol.library.contains("/"), !FileManager.default.fileExists(atPath: symbol.library) {
      throw CSymbolError(symbol: symbol, problem: .missingLibrary)
    }
    program = try ExternalProgram(
      server + [symbol.description], computing: request, timeLimit: timeLimit,
      // A crash is told by this program, not by the runtime of the other.
      adding: ["SWIFT_BACKTRACE": "enable=no"])
  }

  /// The results for `inputs`.
  ///
  /// - Throws: ``CSymbolError`` if the library or the symbol cannot be used or the function crashed;
  ///   ``ExternalProgramError`` if the process failed otherwise, such as by taking too long.
  public func results(for inputs: [Double]) async throws -> [Double] {
    try await translatingErrors { try await program.results(for: inputs) }
  }

  /// Ends the process.
  public func close() async throws {
    try await translatingErrors { try await program.close() }
  }

  private func translatingErrors<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let error as ExternalProgramError {
      guard let problem = problem(of: error) else { throw error }
      throw CSymbolError(symbol: symbol, problem: problem, block: error.block)
    }
  }

  private func problem(of error: ExternalProgramError) -> CSymbolError.Problem? {
    switch error.problem {
    case .ended(.exited(let code), _, _), .endedBadly(.exited(let code)):
      // Without the reason that the server gives it is the function that has chosen this code.
      guard let reason = SymbolServer.reason(in: error.messages) else { return .exited(code: code) }
      return switch code {
      case SymbolServer.unloadable: .unloadable(reason)
      case SymbolServer.missingSymbol: .missingSymbol(reason)
      default: nil
      }
    case .ended(.signaled(let signal), _, _), .endedBadly(.signaled(let signal)):
      return .crashed(signal: signal)
    case .timedOut(let limit, _, _): return .timedOut(limit)
    default: return nil
    }
  }
}
