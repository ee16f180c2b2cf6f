import Foundation
import Installation
import Subprocess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Draws figures and sets formulas, through one Python process for a whole run.
///
/// ```swift
/// let svg = try await FigureRenderer.run { renderer in
///   try await renderer.svg(figure.specification)
/// }
/// ```
///
/// Equal requests give equal bytes. The renderer is not `Sendable`: requests are answered one
/// after another, and the compiler sees to it that a renderer stays in its task.
public final class FigureRenderer {
  private var lines: LineReader
  private let write: ([UInt8]) async throws -> Void
  private let process: ProcessIdentifier
  private let environment: PythonEnvironment
  private let timeout: Duration

  private init(
    lines: LineReader, process: ProcessIdentifier, environment: PythonEnvironment,
    timeout: Duration,
    write: @escaping ([UInt8]) async throws -> Void
  ) {
    (self.lines, self.process) = (lines, process)
    (self.environment, self.timeout, self.write) = (environment, timeout, write)
  }

  /// Calls `body` with a renderer, whose process ends with the call.
  ///
  /// - Parameter timeout: how long one request may take.
  /// - Throws: `MissingProgram` if Python or one of its packages is not there, ``FigureError`` if
  ///   the process fails, `MissingResource`, and what `body` throws.
  public nonisolated(nonsending) static func run<Result: Sendable>(
    timeout: Duration = .seconds(60), in surroundings: Surroundings = .current,
    _ body: (FigureRenderer) async throws -> Result
  ) async throws -> Result {
    let environment = try PythonEnvironment(in: surroundings)
    let interpreter = environment.interpreter
    let script = try Resources.url("render.py", module: "Figures", in: surroundings)
    // A child that dies must be an error of the write, and not the end of this process.
    // The disposition stays: another renderer may be at work when this one ends.
    signal(SIGPIPE, SIG_IGN)
    let outcome:
      ExecutionResult<Swift.Result<Result, any Error>, SequenceOutput, StringOutput<UTF8>>
    do {
      outcome = try await Subprocess.run(
        .path(.init(interpreter.path)), arguments: ["-I", "-B", script.path],
        input: .inputWriter, output: .sequence, error: .string(limit: 1 << 24)
      ) { execution in
        let writer = execution.standardInputWriter
        let renderer = FigureRenderer(
          lines: LineReader(execution.standardOutput), process: execution.processIdentifier,
          environment: environment, timeout: timeout
        ) { _ = try await writer.write($0) }
        do {
          return .success(try await body(renderer))
        } catch {
          return .failure(error)
        }
      }
    } catch let error as SubprocessError {
      throw FigureError.stopped(
        "\(interpreter.path) cannot be run: \(error)", remedy: environment.repair)
    }
    do {
      return try outcome.closureResult.get()
    } catch FigureError.stopped {
      let messages = outcome.standardError.split(whereSeparator: \.isNewline)
      let last = messages.last.map { ": \($0)" } ?? ""
      throw FigureError.stopped(
        "\(interpreter.path) \(outcome.terminationStatus.inWords)\(last)",
        remedy: environment.repair)
    }
  }

  /// A figure as SVG; identifiers in it are unique to the figure.
  public nonisolated(nonsending) func svg(
    _ figure: VegaLiteSpecification
  ) async throws -> String {
    try await answer("svg", figure.root).text ?? ""
  }

  /// A figure as PNG, at two pixels a unit.
  public nonisolated(nonsending) func png(_ figure: VegaLiteSpecification) async throws -> Data {
    try await answer("png", figure.root).bytes ?? Data()
  }

  /// A figure as PDF.
  public nonisolated(nonsending) func pdf(_ figure: VegaLiteSpecification) async throws -> Data {
    try await answer("pdf", figure.root).bytes ?? Data()
  }

  /// Markdown as an HTML fragment: tables are set, HTML passes, `$…$` and `$$…$$` become MathML.
  public nonisolated(nonsending) func html(markdown: String) async throws -> String {
    try await answer("html", .string(markdown)).text ?? ""
  }

  private struct Request: Encodable {
    let kind: String
    let source: JSON
  }

  private struct Answer: Decodable {
    let text: String?
    let bytes: Data?
    let error: String?
    let missing: String?
  }

  private nonisolated(nonsending) func answer(_ kind: String, _ source: JSON) async throws -> Answer
  {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let request = try encoder.encode(Request(kind: kind, source: source)) + [UInt8(ascii: "\n")]

    let timedOut = TimedOut()
    let watchdog = Task { [timeout, pid = process.value] in
      try await Task.sleep(for: timeout)
      await timedOut.set()
      kill(pid, SIGKILL)
    }
    defer { watchdog.cancel() }
    let line: [UInt8]?
    do {
      try await write(Array(request))
      line = try await lines.next()
    } catch is SubprocessError {
      line = nil
    }
    guard let line else {
      throw await timedOut.value
        ? FigureError.timedOut(timeout) : FigureError.stopped("", remedy: environment.repair)
    }
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(line)) else {
      throw FigureError.rejected("the answer is not JSON")
    }
    if let module = answer.missing {
      throw MissingProgram(
        program: "the Python package \(module) of \(environment.interpreter.path)",
        remedy: environment.repair)
    }
    if let error = answer.error { throw FigureError.rejected(error) }
    return answer
  }
}

extension TerminationStatus {
  /// How the process ended.
  fileprivate var inWords: String {
    switch self {
    case .exited(let code): "ended with exit code \(code)"
    case .signaled(let signal): "was ended by signal \(signal)"
    }
  }
}

/// Whether a watchdog has barked.
private actor TimedOut {
  private(set) var value = false

  func set() { value = true }
}

/// A figure could not be drawn.
public enum FigureError: Error, Equatable, CustomStringConvertible {
  /// The process ended before it answered, with what mends its environment.
  case stopped(String, remedy: String)
  /// A request took longer than it may.
  case timedOut(Duration)
  /// The specification or the Markdown was refused.
  case rejected(String)

  /// One line: what happened, and what to do.
  public var description: String {
    switch self {
    case .stopped(let detail, let remedy):
      "the process that draws figures stopped (\(detail)); \(remedy)"
    case .timedOut(let limit):
      "a figure took longer than \(limit) to draw"
    case .rejected(let message):
      "a figure could not be drawn: \(message)"
    }
  }
}
