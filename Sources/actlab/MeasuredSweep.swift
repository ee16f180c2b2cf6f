import ActivationLab
import Foundation

extension AccuracySweep {
  /// The report of a sweep on all processors, with progress on standard error; on Ctrl-C the blocks that were
  /// begun are finished, and the report is of what was tried.
  func measured(
    _ implementation: any Implementation, as subject: AccuracyReport.Subject, shard: Shard = .whole
  ) async throws(InterruptedSweep) -> AccuracyReport {
    Interruption.postpone()
    defer { Interruption.handle() }
    let reporter = ProgressReporter(of: "inputs")
    let sweeping = Task { () -> Result<AccuracyReport, InterruptedSweep> in
      do throws(InterruptedSweep) {
        return .success(
          try await report(
            of: implementation, as: subject, shard: shard,
            tasks: ProcessInfo.processInfo.activeProcessorCount,
            shouldStop: { Interruption.isRequested },
            progress: { reporter.show(done: $0.done, total: $0.total) }))
      } catch {
        return .failure(error)
      }
    }
    // A program that does not answer would not look at whether it should stop.
    let watching = Task {
      while !Interruption.isRequested { try await Task.sleep(for: .milliseconds(100)) }
      sweeping.cancel()
    }
    defer { watching.cancel() }
    return try await sweeping.value.get()
  }
}
