import Foundation

/// What the standard streams are connected to.
enum Terminal {
  /// Whether messages may be coloured: on a terminal, and unless `NO_COLOR` is set.
  static var standardErrorIsColored: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(STDERR_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
      && environment["TERM"] != "dumb"
  }

  /// Writes a line to standard error.
  static func standardError(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
  }

  /// Writes `data` to standard output.
  ///
  /// - Throws: `CommandError` if it cannot be written, but not when the reader has had enough.
  static func standardOutput(_ data: Data) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: data)
    } catch let error as NSError {
      let underlying = (error.userInfo[NSUnderlyingErrorKey] as? NSError) ?? error
      if underlying.code == Int(EPIPE) { return }
      throw CommandError.file(
        SystemReason.message("standard output cannot be written to", error))
    }
  }
}
