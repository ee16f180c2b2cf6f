import Foundation

/// What happens when the user interrupts the program, or the reader of its output goes away.
///
/// Files are written atomically, so there is nothing to tidy up: a message, and exit code 130. A
/// reader that has had enough, as in `actlab list | head -1`, is no fault: writing fails, and
/// ``Terminal`` ends it quietly.
enum Interruption {
  /// Handles the signals from now on.
  static func handle() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGINT) { _ in
      // Only functions that are safe in a signal handler.
      let message: StaticString = "\ninterrupted\n"
      _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
      _exit(130)
    }
  }
}
