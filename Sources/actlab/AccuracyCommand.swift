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
      (with [] behind it if it takes buffers); or a program that speaks the protocol in the README.
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

  @Option(help: .init("Only inputs from a to b.", valueName: "a:b"))
  var range: TextArgument?

  @Option(help: .init("Try about so many inputs instead of all.", valueName: "n"))
  var sample: Int?

  @Option(help: .init("Exit with code 1 if an error is larger, or a result wrong.", valueName: "b"))
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
    if figure?.text == "-" && output.isStandardOutput {
      throw ValidationError("--figure - needs -o: standard output takes the report otherwise.")
    }
  }

  mutating func run() async throws {
    try output.check()
    let figureFile = try figure.map { try FigureFile($0, replacing: output.force) }
    let function = try catalogue.load().function(function)
    let formula = quantity == .value ? function.formula : function.formula.derivative
    let part = try shard.map(Self.shard) ?? .whole
    let bounds = try range.map(bounds) ?? -.infinity ... .infinity
    let count = sample ?? (dtype == .float64 ? Self.sampleOfFloat64 : nil)
    let sweep = AccuracySweep(
      of: formula, in: dtype, coverage: count.map { .sampled($0) } ?? .exhaustive, range: bounds)
    guard sweep.inputs.count > 0 else {
      throw CommandError.usage(
        "no number of \(dtype.rawValue) lies in the range", remedy: "Widen --range.")
    }
    let subject = AccuracyReport.Subject(
      function: function.formula.text(), of: quantity, implementation: implementation.text)
    let tried = try await ImplementationChoice(
      implementation, of: function, formula, quantity: quantity, sweep: sweep)
    let report: AccuracyReport
    do throws(InterruptedSweep) {
      report = try await measure(sweep, tried.implementation, subject, part)
    } catch {
      await tried.end()
      try write(error.report)
      throw error.error
    }
    if let figureFile {
      let profile = try await sweep.profile(of: tried.implementation, over: window(bounds))
      let title = "\(function.name ?? function.source), \(dtype.rawValue), \(implementation.text)"
      try await figureFile.write(
        AccuracyFigure(profile, title: title, language: document.language.language).specification)
    }
    await tried.end()
    try write(report)
    guard report.isComplete else {
      throw CommandError.interrupted("interrupted: the report is of what was tried until then")
    }
    if let maxUlp, !report.isWithin(ulps: maxUlp) { throw Findings() }
  }

  /// Without a range, float64 is sampled at so many inputs.
  private static let sampleOfFloat64 = 200_000

  private func measure(
    _ sweep: AccuracySweep, _ implementation: any Implementation,
    _ subject: AccuracyReport.Subject, _ part: AccuracySweep.Shard
  ) async throws(InterruptedSweep) -> AccuracyReport {
    Interruption.postpone()
    defer { Interruption.handle() }
    let reporter = ProgressReporter()
    return try await sweep.report(
      of: implementation, as: subject, shard: part,
      tasks: ProcessInfo.processInfo.activeProcessorCount,
      shouldStop: { Interruption.isRequested },
      progress: { reporter.show(done: $0.done, total: $0.total) })
  }

  private func write(_ report: AccuracyReport) throws {
    try document.write(
      report, to: output,
      text: { try AccuracyRenderer(language: $0).text(of: report) },
      markdown: { try AccuracyRenderer(language: $0).markdown(of: report) })
  }

  private static func shard(_ argument: TextArgument) throws -> AccuracySweep.Shard {
    let parts = argument.text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]),
      count <= 1_000_000, let shard = AccuracySweep.Shard(index, of: count)
    else {
      throw CommandError.usage(
        "'\(argument.text)' is not a part", remedy: "Write i/n with 1 <= i <= n, such as 3/8.")
    }
    return shard
  }

  private func bounds(_ argument: TextArgument) throws -> ClosedRange<Double> {
    let window = try NumberReader().window(argument)
    return Double(nearestTo: window.lower)...Double(nearestTo: window.upper)
  }

  /// The part of the axis that the figure shows.
  private func window(_ bounds: ClosedRange<Double>) -> ClosedRange<Double> {
    bounds.lowerBound > -.infinity ? bounds : -20...20
  }
}

/// `actlab accuracy merge`.
struct AccuracyMergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Join the reports of all parts to that of the whole.",
    discussion: "The result is, to the byte, what one run over the whole gives.")

  @Argument(help: .init("The JSON reports of the parts, in any order.", valueName: "files"))
  var files: [TextArgument]

  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  mutating func run() async throws {
    try output.check()
    let reports = try files.map(Self.report)
    let whole: AccuracyReport
    do {
      whole = try AccuracyReport.merging(reports)
    } catch let error as AccuracyReport.MergeError {
      throw CommandError.file(describe(error), remedy: error.remedy)
    }
    try document.write(
      whole, to: output,
      text: { try AccuracyRenderer(language: $0).text(of: whole) },
      markdown: { try AccuracyRenderer(language: $0).markdown(of: whole) })
  }

  private static func report(_ file: TextArgument) throws -> AccuracyReport {
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: file.text))
    } catch {
      throw CommandError.file(
        "'\(file.text)' cannot be read", remedy: "Name files that --format json has written.")
    }
    guard let report = try? JSONDecoder().decode(AccuracyReport.self, from: data),
      report.schema == "actlab.accuracy.v1"
    else {
      throw CommandError.file(
        "'\(file.text)' is no report of accuracy",
        remedy: "Name files that 'actlab accuracy … --shard i/n --format json' has written.")
    }
    return report
  }

  private func describe(_ error: AccuracyReport.MergeError) -> String {
    func name(_ place: Int) -> String { "'\(files[place].text)'" }
    return switch error {
    case .damaged: "a report does not hold together"
    case .nothing: "no report is given"
    case .different(let a, let b, let key):
      "\(name(a)) and \(name(b)) are of different sweeps: '\(key)' differs"
    case .notAPart(let place): "\(name(place)) is not the report of a complete part"
    case .twice(let a, let b, let shard):
      "\(name(a)) and \(name(b)) are both part \(shard)"
    case .missing(let parts):
      "\(parts.count == 1 ? "part" : "parts") \(parts.prefix(8).joined(separator: ", "))"
        + "\(parts.count > 8 ? ", …" : "") missing"
    }
  }
}

extension AccuracyReport.MergeError {
  fileprivate var remedy: String? {
    switch self {
    case .damaged: "Make the parts again; do not change the files."
    case .nothing, .twice: nil
    case .different: "All parts need the same function, options and version."
    case .notAPart: "Run the part to its end, with --shard i/n."
    case .missing: "Run them with --shard."
    }
  }
}

/// Tells how far a long run has come, once a second at most.
private final class ProgressReporter: Sendable {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let state: ProgressState

  init() {
    start = clock.now
    state = ProgressState(clock.now)
  }

  func show(done: Int, total: Int) {
    let now = clock.now
    guard done < total, state.isDue(now) else { return }
    let elapsed = (now - start) / .seconds(1)
    let left = elapsed * Double(total - done) / Double(max(done, 1))
    let percent = 100 * Double(done) / Double(total)
    Terminal.standardError(
      String(format: "%.0f %% of ", percent) + "\(total) inputs, about "
        + String(format: "%.0f s left", left.rounded(.up)))
  }
}
