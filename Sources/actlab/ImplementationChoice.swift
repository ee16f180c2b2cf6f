import ActivationLab
import Foundation

/// The implementation that `--implementation` names, and the process that has to be ended after its use.
struct ImplementationChoice {
  /// The implementation.
  let implementation: any Implementation
  private let process: (any ExternalImplementation)?

  /// Finds or starts the implementation of `formula`, which is the value or derivative of `function`.
  init(
    _ argument: TextArgument, of function: ParsedFunction, _ formula: Formula,
    quantity: AccuracyReport.Quantity, sweep: AccuracySweep, timeLimit: Duration
  ) throws {
    let reference = try ImplementationReference(argument.text)
    let request = BlockProtocol(
      format: sweep.format, quantity: quantity, function: function.name ?? function.source)
    process = try reference.start(
      computing: request, servedBy: [Self.executable, ServeSymbolCommand.name],
      timeLimit: timeLimit)
    implementation =
      try process ?? (reference == .stable ? Self.stable(formula, sweep) : sweep.naive)
  }

  /// Ends a process that was started, in good order.
  func close() async throws { try await process?.close() }

  private static func stable(
    _ formula: Formula, _ sweep: AccuracySweep
  ) throws -> any Implementation {
    guard let form = StableForm(of: formula, format: sweep.format, on: sweep.domain) else {
      throw CommandError.usage(
        "no stable form of '\(formula.text())' in \(sweep.format.rawValue) is known",
        remedy: "Write the formula without nested conditions.")
    }
    return form.implementation
  }

  /// This program, which serves the functions of libraries to itself.
  private static var executable: String {
    Surroundings.current.executable?.path ?? CommandLine.arguments[0]
  }
}
