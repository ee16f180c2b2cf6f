import ActivationLab
import ArgumentParser
import Foundation

/// `actlab accuracy`.
struct AccuracyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accuracy",
    abstract: "Try every floating-point input of an implementation against the truth.",
    subcommands: [AccuracySweepCommand.self, AccuracyMergeCommand.self],
    defaultSubcommand: AccuracySweepCommand.self)
}

extension FloatFormat: ExpressibleByArgument {}

/// `actlab accuracy F`.
struct AccuracySweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "Try an implementation of one function (the default).",
    discussion: """
      True values are certified: by double precision with a bound of its error, and by Arb where \
      that does not decide. Errors are in units in the last place of the truth (ulp). Exhaustive up \
      to 32 bits; of float64 a sample is tried.

      Implementations: naive, the formula as written with every operation rounded; stable, the \
      form that 'actlab stabilize' finds; a symbol of a shared library, ./libfoo.so:gelu_f32 \
      (with [] behind it if it takes buffers); or a program with its arguments, which speaks the protocol in \
      Scripts/examples/README.md.
      """)

  @Argument(help: .init("A name of the catalogue, or a formula.", valueName: "F"))
  var function: TextArgument

  @Option(help: "The format of inputs and results.")
  var dtype = FloatFormat.float32

  @Option(name: .customLong("of"), help: "What is computed.")
  var quantity = AccuracyReport.Quantity.value

  @Option(
    help: .init(
      "naive, stable, a symbol of a library, or a program.", valueName: "implementation"))
  var implementation = TextArgument("naive")

  @Option(
    help: .init(
      "How long a program or library may work on a block of up to 8193 inputs.",
      valueName: "seconds"))
  var timeLimit = 60.0

  @Option(help: .init("Only inputs from a to b.", valueName: "a:b"))
  var range: TextArgument?

  @Option(help: .init("Try about so many inputs instead of all.", valueName: "n"))
  var sample: Int?

  @Option(
    help: .init(
      "Exit with code 1 if an error is larger, a result wrong, or a true value not decided.",
      valueName: "b"))
  var maxUlp: Double?

  @Option(help: .init("Only the i-th of n parts, for 'merge'.", valueName: "i/n"))
  var shard: TextArgument?

  @Option(
    help: .init(
      "Draw the error against the input to FILE (.svg, .png, .pdf or .vl.json).",
      valueName: "file"))
  var figure: TextArgument?

  @OptionGroup var catalogue: CatalogueOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let sample, !(100...100_000_000).contains(sample) {
      throw ValidationError("--sample takes a number from 100 to 100000000.")
    }
    if let maxUlp, !(maxUlp >= 0) {
      throw ValidationError("--max-ulp takes a number that is not negative.")
    }
    if !(timeLimit > 0 && timeLimit < 1e9) {
      throw ValidationError("--time-limit takes a positive number of seconds.")
    }
    if figure?.text == "-" && output.isStandardOutput {
      throw ValidationError("--figure - needs -o: standard output takes the report otherwise.")
    }
  }

  mutating func run() async throws {
    try output.check()
    let figureFile = try figure.map { try FigureFile($0, replacing: output.force) }
    let function = try catalogue.load().function(function)
    let derivative = quantity == .value ? nil : SweptDerivative(of: function, in: dtype)
    let formula = derivative?.formula ?? function.formula
    let part = try shard.map(Self.shard) ?? .whole
    let bounds = try range.map { try NumberReader().range($0) } ?? -.infinity ... .infinity
    let count = sample ?? (dtype == .float64 ? Self.sampleOfFloat64 : nil)
    let sweep = AccuracySweep(
      of: formula, in: dtype, coverage: count.map { .sampled($0) } ?? .exhaustive, range: bounds,
      on: derivative?.domain, between: derivative?.between, kinks: derivative?.kinks ?? [])
    guard sweep.inputs.count > 0 else {
      throw CommandError.usage(
        "no number of \(dtype.rawValue) lies in the range", remedy: "Widen --range.")
    }
    let subject = AccuracyReport.Subject(
      function: function.formula.text(), of: quantity, implementation: implementation.text)
    let tried = try ImplementationChoice(
      implementation, of: function, formula, quantity: quantity, sweep: sweep,
      timeLimit: .seconds(timeLimit))
    let report: AccuracyReport
    do {
      report = try await sweep.measured(tried.implementation, as: subject, shard: part)
    } catch let error as InterruptedSweep {
      let (isInterrupted, report) = (Interruption.isRequested, error.report)
      let isEmpty = report.inputs + report.outside + report.undecided == 0
      if isInterrupted || !isEmpty { try write(report) }
      throw isInterrupted ? Self.interrupted : error.error
    }
    // What was counted is kept, whatever fails after this.
    try write(report)
    guard report.isComplete else { throw Self.interrupted }
    if let figureFile {
      let profile = try await sweep.profile(of: tried.implementation, over: window(bounds))
      let title = "\(function.name ?? function.source), \(dtype.rawValue), \(implementation.text)"
      try await figureFile.write(
        AccuracyFigure(profile, title: title, language: document.language.language).specification)
    }
    try await tried.close()
    if let maxUlp {
      if report.undecided > 0 {
        Terminal.standardError(
          "the true values of \(report.undecided) inputs are not decided: that all errors are within "
            + "\(maxUlp) ulp is not shown")
      }
      if report.undecidedSigns > 0 {
        Terminal.standardError(
          "the signs of the true values of \(report.undecidedSigns) inputs are not decided: that all signs are "
            + "right is not shown")
      }
      if report.inputs == 0 {
        Terminal.standardError("no input has a true value: nothing is shown")
      }
      let isDecided = report.inputs > 0 && report.undecided == 0 && report.undecidedSigns == 0
      if !report.isWithin(ulps: maxUlp) || !isDecided { throw Findings() }
    }
  }

  private static let interrupted = CommandError.interrupted(
    "interrupted: the report is of what was tried until then")

  /// Without a range, float64 is sampled at so many inputs.
  private static let sampleOfFloat64 = 200_000

  private func write(_ report: AccuracyReport) throws {
    try output.keeping { try document.write(report, to: $0) }
  }

  private static func shard(_ argument: TextArgument) throws -> AccuracySweep.Shard {
    let parts = argument.text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]),
      let shard = AccuracySweep.Shard(index, of: count)
    else {
      throw CommandError.usage(
        "'\(argument.text)' is not a part",
        remedy: "Write i/n with 1 <= i <= n <= 1000000, such as 3/8.")
    }
    return shard
  }

  /// The part of the axis that the figure shows: where the range does not end, 20 units of it or more, and
  /// around a single number one unit on each side.
  private func window(_ bounds: ClosedRange<Double>) -> ClosedRange<Double> {
    if bounds.lowerBound == bounds.upperBound {
      return (bounds.lowerBound - 1)...(bounds.upperBound + 1)
    }
    let lower =
      bounds.lowerBound > -.infinity ? bounds.lowerBound : min(-20, bounds.upperBound - 20)
    return lower...(bounds.upperBound < .infinity ? bounds.upperBound : max(20, lower + 20))
  }
}

extension DocumentOptions {
  /// Writes the report of a sweep.
  func write(_ report: AccuracyReport, to output: OutputOptions) throws {
    try write(
      report, to: output,
      text: { try AccuracyRenderer(language: $0).text(of: report) },
      markdown: { try AccuracyRenderer(language: $0).markdown(of: report) })
  }
}
