import Foundation
import Synchronization

/// Tells how far a long run has come, once a second at most.
final class ProgressReporter: Sendable {
  private let things: String
  private let start: ContinuousClock.Instant
  private let shown: Mutex<ContinuousClock.Instant>

  /// A reporter of so many `things`.
  init(of things: String) {
    self.things = things
    start = .now
    shown = Mutex(start)
  }

  /// Tells it, if it is time to.
  func show(done: Int, total: Int) {
    let now = ContinuousClock.now
    guard done < total, isDue(now) else { return }
    let elapsed = (now - start) / .seconds(1)
    let left = elapsed * Double(total - done) / Double(max(done, 1))
    let percent = 100 * Double(done) / Double(total)
    Terminal.standardError(
      String(format: "%.0f %% of ", percent) + "\(total) \(things), about "
        + String(format: "%.0f s left", left.rounded(.up)))
  }

  /// Whether a second has passed since the last time that it had.
  private func isDue(_ now: ContinuousClock.Instant) -> Bool {
    shown.withLock { last in
      guard now - last > .seconds(1) else { return false }
      last = now
      return true
    }
  }
}
