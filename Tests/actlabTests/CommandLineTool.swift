import ActivationLab
import Foundation
import Subprocess
import Testing

/// The built program, run as a user runs it.
enum CommandLineTool {
  /// How a run ended, and what it printed.
  struct Outcome {
    let code: Int32
    let output: String
    let error: String
  }

  /// The program beside the test runner.
  static var url: URL {
    get throws {
      let runner = try #require(Surroundings.current.executable)
      return runner.deletingLastPathComponent().appending(path: "actlab")
    }
  }

  /// Runs the program in English, unless the environment says otherwise.
  static func run(
    _ arguments: String..., environment: [String: String] = [:]
  ) async throws -> Outcome {
    try await run(arguments, environment: environment)
  }

  /// Runs the program in English, unless the environment says otherwise, in the working folder of the
  /// tests or another one.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], in folder: URL? = nil
  ) async throws -> Outcome {
    var variables: [Environment.Key: String?] = ["LC_ALL": "C.UTF-8"]
    for (name, value) in environment { variables[.init(stringLiteral: name)] = value }
    let result = try await Subprocess.run(
      .path(.init(try url.path)), arguments: .init(arguments),
      environment: .inherit.updating(variables),
      workingDirectory: folder.map { .init($0.path) }, output: .string(limit: 1 << 24),
      error: .string(limit: 1 << 20))
    guard case .exited(let code) = result.terminationStatus else {
      throw Killed(status: "\(result.terminationStatus)", error: result.standardError)
    }
    return Outcome(code: code, output: result.standardOutput, error: result.standardError)
  }

  /// The program was ended by a signal.
  struct Killed: Error {
    let status: String
    let error: String
  }

  /// Whether figures can be drawn here.
  static var hasCharts: Bool { (try? PythonEnvironment()) != nil }
}

/// A folder that lasts as long as the value.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "actlab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in it.
  func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a file, and returns its path.
  func file(_ name: String, _ text: String, isExecutable: Bool = false) throws -> String {
    let path = path(name)
    try Data(text.utf8).write(to: URL(filePath: path))
    if isExecutable {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    return path
  }

  /// The text of a file in it.
  func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: path(name)), encoding: .utf8)
  }
}

/// A JSON object as a dictionary.
func object(_ text: String) throws -> [String: Any] {
  try #require(
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}
