import ActivationLab
import Foundation

extension AccuracySweep {
  /// The report of a sweep on all processors, with progress on standard error; on Ctrl-C the blocks that were
  /// begun are finished, and the report is of what was tried.
  ///
  /// - Throws: ``InterruptedSweep``.
  func measured(
    _ implementation: any Implementation, as subject: AccuracyReport.Subject, shard: Shard = .whole
  ) async throws -> AccuracyReport {
    let reporter = ProgressReporter(of: "inputs")
    // A program that does not answer would not look at whether it should stop: it is cancelled.
    return try await Interruption.watching {
      try await report(
        of: implementation, as: subject, shard: shard,
        tasks: ProcessInfo.processInfo.activeProcessorCount,
        shouldStop: { Interruption.isRequested },
        progress: { reporter.show(done: $0.done, total: $0.total) })
    }.get()
  }
}
