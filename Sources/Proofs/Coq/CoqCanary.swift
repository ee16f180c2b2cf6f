import Foundation

/// A false theorem, which a program that is Coq rejects: what accepts everything is found out before
/// anything is believed.
enum CoqCanary {
  private static let text = "Theorem canary : 0 = 1.\nProof. exact (eq_refl 0). Qed.\n"

  /// Lets the program check the theorem in a folder of its own.
  ///
  /// - Throws: ``CoqFailure`` if it accepts it, or does not say why it rejects it.
  static func check(
    _ coq: CoqInstallation, in folder: URL, limits: CoqInstallation.Limits
  ) async throws {
    try Data(text.utf8).write(to: folder.appending(path: "Canary.v"))
    let answer = try await coq.run(["-q", "Canary.v"], in: folder, limits: limits)
    switch answer.end {
    case .ended(0):
      throw CoqFailure(stage: .canary(coq.program), end: answer.end, message: "")
    case .ended where answer.errors.contains("Error"): return
    case .ended, .timedOut, .outOfMemory:
      throw CoqFailure(stage: .library("Canary"), end: answer.end, message: answer.errors)
    }
  }
}
