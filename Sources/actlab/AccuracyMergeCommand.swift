import ActivationLab
import ArgumentParser
import Foundation

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
    try document.write(whole, to: output)
  }

  private static func report(_ file: TextArgument) throws -> AccuracyReport {
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: file.text))
    } catch {
      throw CommandError.file(
        "'\(file.text)' cannot be read", remedy: "Name files that --format json has written.")
    }
    guard let report = try? JSONOutput.value(AccuracyReport.self, from: data),
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
