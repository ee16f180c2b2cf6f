import Foundation
import Installation
import Subprocess

/// One run of Python that executes the cells of a report in one namespace.
public struct PythonSession: Sendable {
  /// What the cells printed, in their order.
  public let outputs: [String]

  /// The values of the probes, in their order; `nil` where one is not a finite number.
  public let values: [Double?]

  /// What Python prints of the probes; the name of the exception where one raises it.
  public let texts: [String]

  /// Runs `cells` with `python3`, then evaluates the expressions `probes` in the same namespace.
  ///
  /// A cell that raises an exception prints its name and message; the next one runs all the same.
  ///
  /// - Throws: `MissingProgram` if there is no `python3`, ``PythonSessionError`` if it fails or
  ///   takes longer than `timeout`, and `MissingResource`.
  public init(cells: [String], probes: [String], timeout: Duration = .seconds(60)) async throws {
    let script = try Resources.url("session.py", module: "Reports")
    let request = try JSONEncoder().encode(Request(cells: cells, probes: probes))
    let data = try await Self.output(of: script, request: request, timeout: timeout)
    guard let answer = try? JSONDecoder().decode(Answer.self, from: data),
      answer.outputs.count == cells.count, answer.values.count == probes.count,
      answer.texts.count == probes.count
    else { throw PythonSessionError(reason: "it did not answer as expected") }
    outputs = answer.outputs
    values = answer.values
    texts = answer.texts
  }

  private struct Request: Codable {
    let cells: [String]
    let probes: [String]
  }

  private struct Answer: Codable {
    let outputs: [String]
    let values: [Double?]
    let texts: [String]
  }

  private static func output(
    of script: URL, request: Data, timeout: Duration
  ) async throws -> Data {
    try await withThrowingTaskGroup(of: Data.self) { group in
      group.addTask { try await run(script, request: request) }
      group.addTask {
        try await Task.sleep(for: timeout)
        throw PythonSessionError(reason: "it did not end within \(timeout)")
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else {
        throw PythonSessionError(reason: "it did not start")
      }
      return first
    }
  }

  private static func run(_ script: URL, request: Data) async throws -> Data {
    let outcome: ExecutionResult<Void, DataOutput, StringOutput<UTF8>>
    do {
      outcome = try await Subprocess.run(
        .name("python3"), arguments: ["-I", "-B", "-X", "utf8", script.path],
        input: .data(request), output: .data(limit: 1 << 24), error: .string(limit: 1 << 20))
    } catch is SubprocessError {
      throw MissingProgram(program: "python3", remedy: "install Python 3")
    }
    guard outcome.terminationStatus.isSuccess else {
      let last = outcome.standardError.split(whereSeparator: \.isNewline).last ?? ""
      throw PythonSessionError(reason: "\(outcome.terminationStatus) \(last)")
    }
    return outcome.standardOutput
  }
}

/// Python did not run the cells of a report.
public struct PythonSessionError: Error, Equatable, CustomStringConvertible {
  /// What went wrong.
  public let reason: String

  /// One line: what went wrong.
  public var description: String { "python3 could not run the cells of the report: \(reason)" }
}
