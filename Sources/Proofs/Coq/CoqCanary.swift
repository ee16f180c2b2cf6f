import Foundation

/// A false theorem, which a program that is Coq rejects: what accepts everything is found out before
/// anything is believed. It is another one each time, under another name, so that nothing but the proof
/// tells that it is false.
enum CoqCanary {
  private static func text() -> String {
    let number = Int.random(in: 2...99)
    let other = number + Int.random(in: 1...99)
    return "Theorem \(name()) : \(number) + 1 = \(other) + 1.\nProof. reflexivity. Qed.\n"
  }

  private static func name() -> String {
    String(
      (0..<Int.random(in: 6...10)).compactMap { _ in "abcdefghijklmnopqrstuvwxyz".randomElement() })
  }

  /// Lets the program check the theorem in a folder of its own.
  ///
  /// - Throws: ``CoqFailure`` if it accepts it, or does not say why it rejects it.
  static func check(
    _ coq: CoqInstallation, in folder: URL, limits: CoqInstallation.Limits
  ) async throws {
    let file = "\(name().capitalized).v"
    try Data(text().utf8).write(to: folder.appending(path: file))
    let answer = try await coq.run(["-q", file], in: folder, limits: limits)
    switch answer.end {
    case .ended(0):
      throw CoqFailure(stage: .canary(coq.program), end: answer.end, message: "")
    case .ended where answer.errors.contains("Error"): return
    case .ended, .timedOut, .outOfMemory:
      throw CoqFailure(stage: .library("Canary"), end: answer.end, message: answer.errors)
    }
  }
}
