import Foundation

/// What happens when the user interrupts the program.
///
/// Files are written atomically, so there is nothing to tidy up: a message, and exit code 130.
enum Interruption {
  /// Handles the signal from now on.
  static func handle() {
    signal(SIGINT) { _ in
      // Only functions that are safe in a signal handler.
      let message: StaticString = "\ninterrupted\n"
      _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
      _exit(130)
    }
  }
}
