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

/// The program `coqc`, with limits on time and memory.
public struct CoqInstallation: Sendable {
  /// What a call may use.
  public struct Limits: Sendable {
    /// The time of one call.
    public var time: Duration
    /// The address space, in MiB.
    public var memory: Int

    /// The defaults serve every function of the catalogue with room to spare.
    public init(time: Duration = .seconds(120), memory: Int = 4096) {
      (self.time, self.memory) = (time, memory)
    }
  }

  /// The path of the program.
  public let program: String
  /// Its version, such as `8.16.1`.
  public let version: String
  /// What tells the program from another one of this version in the same place.
  let fingerprint: String

  /// Finds `coqc`: `ACTLAB_COQC`, or the first in the search path.
  ///
  /// - Throws: `MissingProgram` if there is none that answers.
  public static func find(
    in surroundings: Surroundings = .current
  ) async throws -> CoqInstallation {
    guard let path = path(in: surroundings) else { throw missing }
    let answer = try? await run(
      path, ["--print-version"], in: FileManager.default.temporaryDirectory,
      limits: Limits(time: .seconds(20)))
    if let answer, answer.end == .outOfMemory || answer.end == .timedOut {
      throw CoqFailure(stage: .start, end: answer.end, message: answer.errors)
    }
    guard case .ended(0)? = answer?.end,
      let version = answer?.output.split(whereSeparator: \.isWhitespace).first
    else { throw missing }
    return CoqInstallation(
      program: path, version: String(version), fingerprint: fingerprint(of: path))
  }

  private static let missing = MissingProgram(
    program: "the proof checker coqc",
    remedy: "install Coq with Coquelicot and Interval "
      + "(sudo apt-get install -y coq libcoq-coquelicot libcoq-interval)")

  /// The fingerprint of the program that would be found, which is not run; `nil` if there is none.
  static func fingerprint(in surroundings: Surroundings) -> String? {
    path(in: surroundings).map(fingerprint)
  }

  /// The file behind the path, its size and the time when it was written last.
  private static func fingerprint(of path: String) -> String {
    let file = URL(filePath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
    let size = (attributes?[.size] as? NSNumber)?.intValue ?? 0
    let date = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(file) \(size) \(date)"
  }

  private static func path(in surroundings: Surroundings) -> String? {
    let files = FileManager.default
    if let chosen = surroundings.environment["ACTLAB_COQC"], !chosen.isEmpty {
      return files.isExecutableFile(atPath: chosen) ? chosen : nil
    }
    let folders = (surroundings.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/coqc" }.first(where: files.isExecutableFile(atPath:))
  }

  // MARK: Calls

  /// How a call ended.
  enum End: Equatable, Sendable {
    /// By itself, with an exit code.
    case ended(Int32)
    /// It took too long.
    case timedOut
    /// It asked for more memory than it may have.
    case outOfMemory
  }

  /// What a call printed, and how it ended.
  struct Answer: Sendable {
    let end: End
    let output: String
    let errors: String
  }

  func run(_ arguments: [String], in folder: URL, limits: Limits) async throws -> Answer {
    try await Self.run(program, arguments, in: folder, limits: limits)
  }

  private static func run(
    _ program: String, _ arguments: [String], in folder: URL, limits: Limits
  ) async throws -> Answer {
    let timedOut = Flag()
    // The shell sets the limit and becomes the program, which so keeps its process identifier: that of
    // a group of its own, with which the programs end that it has started.
    let script = "ulimit -v \(limits.memory * 1024); exec \"$@\""
    var options = PlatformOptions()
    options.processGroupID = 0
    let outcome = try await Subprocess.run(
      .path("/bin/sh"), arguments: .init(["-c", script, "sh", program] + arguments),
      workingDirectory: .init(folder.path), platformOptions: options, input: .none,
      output: .sequence,
      error: .string(limit: 1 << 22)
    ) { execution in
      let pid = execution.processIdentifier.value
      let watchdog = Task {
        try await Task.sleep(for: limits.time)
        await timedOut.set()
        kill(-pid, SIGKILL)
      }
      defer { watchdog.cancel() }
      return try await withTaskCancellationHandler {
        var bytes: [UInt8] = []
        for try await buffer in execution.standardOutput {
          bytes += buffer.withUnsafeBytes { Array($0) }
        }
        return String(decoding: bytes, as: UTF8.self)
      } onCancel: {
        kill(-pid, SIGKILL)
      }
    }
    // A program that was killed because nobody waits any more has no verdict.
    try Task.checkCancellation()
    let errors = outcome.standardError
    return Answer(
      end: await end(outcome.terminationStatus, errors, timedOut), output: outcome.closureResult,
      errors: errors)
  }

  private static func end(
    _ status: TerminationStatus, _ errors: String, _ timedOut: Flag
  ) async -> End {
    if await timedOut.value { return .timedOut }
    let lowercase = errors.lowercased()
    let complaints = ["out of memory", "not enough memory", "cannot allocate memory"]
    switch status {
    case .exited(0): return .ended(0)
    case .exited(let code):
      return complaints.contains(where: lowercase.contains) ? .outOfMemory : .ended(code)
    case .signaled(let signal):
      // The kernel kills what exhausts the memory of the machine.
      return signal == SIGKILL || complaints.contains(where: lowercase.contains)
        ? .outOfMemory : .ended(128 + signal)
    }
  }
}

/// Whether something has happened.
private actor Flag {
  private(set) var value = false

  func set() { value = true }
}
