import ArgumentParser

/// The command line: reads arguments, calls the modules, writes what they return.
@main
struct Actlab: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "actlab",
    abstract: "The mathematics and the numerics of neural-network activation functions.",
    discussion: """
      A function F is the name of a catalogue entry (`softplus`, `leaky_relu(x, alpha=0.05)`) or \
      a formula in x or z (`max(0, x)`, `x if x >= 0 else 0.01*x`, `-x`). Decimals are exact.

      Exit codes: 0 done; 1 findings; 64 wrong usage or formula; 69 a needed program is missing or \
      failed; 70 an error of this program; 74 a file cannot be read or written; 130 interrupted.
      """,
    version: version,
    subcommands: [
      ListCommand.self, ShowCommand.self, AnalyzeCommand.self, DifferentiateCommand.self,
      EvaluateCommand.self, StabilizeCommand.self, AccuracyCommand.self, CheckDeltaCommand.self,
      CheckDerivativeCommand.self, ProveCommand.self,
      CompareCommand.self, PlotCommand.self, NetworkCommand.self, AttackCommand.self,
      ReportCommand.self,
      DoctorCommand.self, ServeSymbolCommand.self,
    ])

  /// The version of the program.
  static let version = "0.1.0"

  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    Interruption.handle()
    do {
      switch try parseAsRoot(ArgumentSpelling.protectingNegativeValues(arguments)) {
      case var command as any AsyncParsableCommand: try await command.run()
      case var command: try command.run()
      }
    } catch {
      ErrorReport(error, arguments: arguments).printAndExit()
    }
  }
}
