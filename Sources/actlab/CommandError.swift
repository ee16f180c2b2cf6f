/// An error that a command finds itself: what is wrong, what to do, and the exit code.
struct CommandError: Error {
  /// What is wrong, in lower case and without a full stop.
  let message: String
  /// A sentence that says what to do, or `nil`.
  let remedy: String?
  /// The exit code.
  let code: ExitStatus

  /// Wrong usage.
  static func usage(_ message: String, remedy: String? = nil) -> CommandError {
    CommandError(message: message, remedy: remedy, code: .usage)
  }

  /// The user has asked for the end.
  static func interrupted(_ message: String, remedy: String? = nil) -> CommandError {
    CommandError(message: message, remedy: remedy, code: .interrupted)
  }

  /// A file that cannot be read or written.
  static func file(_ message: String, remedy: String? = nil) -> CommandError {
    CommandError(message: message, remedy: remedy, code: .file)
  }
}

/// The exit codes, those of BSD's sysexits where they fit.
enum ExitStatus: Int32 {
  /// The answer is in the findings: something is missing, or was found wrong.
  case findings = 1
  /// Wrong usage, or a text that is no formula.
  case usage = 64
  /// A needed program is missing or failed.
  case unavailable = 69
  /// A fault of this program.
  case internalFault = 70
  /// A file cannot be read or written.
  case file = 74
  /// Interrupted by the user.
  case interrupted = 130
}

/// The command ran, and what it printed are findings: exit code 1 without a message.
struct Findings: Error {}
