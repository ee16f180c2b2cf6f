import Synchronization

/// When progress was shown last.
final class ProgressState: Sendable {
  private let shown: Mutex<ContinuousClock.Instant>

  init(_ start: ContinuousClock.Instant) { shown = Mutex(start) }

  /// Whether a second has passed since the last time that it had.
  func isDue(_ now: ContinuousClock.Instant) -> Bool {
    shown.withLock { last in
      guard now - last > .seconds(1) else { return false }
      last = now
      return true
    }
  }
}
