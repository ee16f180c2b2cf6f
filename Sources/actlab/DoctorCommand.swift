import ActivationLab
import ArgumentParser
import Foundation

/// `actlab doctor`.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what is installed, and how to mend what is not.",
    discussion: "The exit code is 1 if something is missing.")

  /// The formats of this command.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Option(help: "The format.")
  var format = Format.text

  mutating func run() async throws {
    let diagnosis = await Diagnosis.ofInstallation()
    switch format {
    case .text: try Terminal.standardOutput(Data(diagnosis.text.utf8))
    case .json: try Terminal.standardOutput(JSONOutput.data(diagnosis))
    }
    if !diagnosis.isHealthy { throw Findings() }
  }
}
