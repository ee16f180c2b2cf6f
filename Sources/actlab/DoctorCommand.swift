import ActivationLab
import ArgumentParser
import Foundation

/// `actlab doctor`.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what is installed, and how to mend what is not.",
    discussion: "The exit code is 1 if something is missing.")

  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  mutating func run() async throws {
    try output.check()
    let diagnosis = await Diagnosis.ofInstallation()
    try document.write(
      diagnosis, to: output,
      text: { DiagnosisRenderer(language: $0).text(of: diagnosis) },
      markdown: { DiagnosisRenderer(language: $0).markdown(of: diagnosis) })
    if !diagnosis.isHealthy { throw Findings() }
  }
}
