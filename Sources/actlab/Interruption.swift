import Foundation
import Synchronization

/// What happens when the user interrupts the program, or the reader of its output goes away.
///
/// Files are written atomically, so there is mostly nothing to tidy up: a message, and exit code 130.
/// A reader that has had enough, as in `actlab list | head -1`, is no fault: writing fails, and
/// ``Terminal`` ends it quietly.
enum Interruption {
  /// Whether the user has asked for the end since ``postpone()``.
  private static let request = Atomic<Bool>(false)

  /// From now on the first interruption only sets ``isRequested``: whoever called this looks at it
  /// soon and often, tidies up and ends with ``CommandError`` or exit code 130. A second one ends the
  /// program at once.
  static func postpone() {
    request.store(false, ordering: .relaxed)
    for request in requests {
      signal(request) { _ in
        if Interruption.request.exchange(true, ordering: .relaxed) { _exit(130) }
      }
    }
  }

  /// By what the user or the system asks for the end: Ctrl-C, `kill`, and a terminal that closes unless
  /// that is ignored, as under `nohup`.
  private static let requests: [Int32] = {
    let hangup = signal(SIGHUP, SIG_IGN)
    signal(SIGHUP, hangup)
    let isIgnored = unsafeBitCast(hangup, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    return [SIGINT, SIGTERM] + (isIgnored ? [] : [SIGHUP])
  }()

  /// Whether an interruption was postponed.
  static var isRequested: Bool { request.load(ordering: .relaxed) }

  /// The value of `operation`, which an interruption cancels, so that it can tidy up.
  ///
  /// - Throws: the error of `operation`, or ``CommandError`` after an interruption.
  static func cancelling<Value: Sendable>(
    _ operation: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let result = await watching(operation)
    if isRequested { throw CommandError.interrupted("interrupted") }
    return try result.get()
  }

  /// The outcome of `operation`, which an interruption cancels; afterwards ``isRequested`` tells whether
  /// there was one.
  static func watching<Value: Sendable>(
    _ operation: @escaping @Sendable () async throws -> Value
  ) async -> Result<Value, any Error> {
    postpone()
    defer { handle() }
    let working = Task(operation: operation)
    let watching = Task {
      while !isRequested { try await Task.sleep(for: .milliseconds(100)) }
      working.cancel()
    }
    defer { watching.cancel() }
    return await working.result
  }

  /// Handles the signals from now on.
  static func handle() {
    signal(SIGPIPE, SIG_IGN)
    for request in requests where request != SIGINT { signal(request, SIG_DFL) }
    signal(SIGINT) { _ in
      // Only functions that are safe in a signal handler.
      let message: StaticString = "\ninterrupted\n"
      _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
      _exit(130)
    }
  }
}
