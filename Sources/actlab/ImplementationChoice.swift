import ActivationLab
import Foundation

/// The implementation that `--implementation` names, and what has to be ended after its use.
struct ImplementationChoice {
  /// The implementation.
  let implementation: any Implementation
  private let program: ExternalProgram?

  /// Finds or starts the implementation of `formula`, which is the value or derivative of `function`.
  init(
    _ argument: TextArgument, of function: ParsedFunction, _ formula: Formula,
    quantity: AccuracyReport.Quantity, sweep: AccuracySweep
  ) async throws {
    let format = sweep.format
    switch argument.text {
    case "naive":
      (implementation, program) = (sweep.naive, nil)
    case "stable":
      guard let form = StableForm(of: formula, format: format) else {
        throw CommandError.usage(
          "no stable form of '\(formula.text())' in \(format.rawValue) is known",
          remedy: format == .float64
            ? "Stable forms are for formats of up to 32 bits."
            : "Write the formula without nested conditions.")
      }
      (implementation, program) = (form.implementation, nil)
    default:
      let command = try ExternalCommand(argument.text, servingExecutable: Self.executable)
      let external = try await ExternalProgram(
        command, format: format, quantity: quantity,
        function: function.name ?? function.source)
      (implementation, program) = (external, external)
    }
  }

  /// Ends a program that was started.
  func end() async { await program?.end() }

  /// This program, which serves the symbols of libraries to itself.
  private static var executable: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? Bundle.main.executablePath ?? CommandLine.arguments[0]
  }
}
