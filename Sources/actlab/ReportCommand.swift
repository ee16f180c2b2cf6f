import ActivationLab
import ArgumentParser
import Foundation

/// `actlab report`.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write reports.", subcommands: [CaseStudyCommand.self])
}

/// `actlab report case-study`.
struct CaseStudyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case-study",
    abstract: "Solve the case study on activation functions: proofs, experiments, figures.",
    discussion: """
      Folders are made as needed. Files: case-study.md, case-study.ipynb, case-study.html, and \
      their figures.
      """)

  @Option(
    name: .customLong("function"),
    help: .init(
      "A function to study, instead of ReLU, leaky ReLU and softplus; may be repeated.",
      valueName: "F"))
  var functions: [TextArgument] = []

  @Option(help: .init("The formats: md, ipynb, html, with commas.", valueName: "formats"))
  var format = TextArgument("md,ipynb,html")

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: .init("The folder to write to.", valueName: "folder"), completion: .directory)
  var output: TextArgument

  @Flag(help: "Replace files that exist.")
  var force = false

  @OptionGroup var catalogue: CatalogueOptions
  @OptionGroup var language: LanguageOptions

  mutating func run() async throws {
    let formats = try Self.formats(format.text)
    guard output.text != "-" else {
      throw CommandError.usage(
        "a report is several files, and cannot go to standard output",
        remedy: "Name a folder, for instance '-o report'.")
    }
    let folder = URL(filePath: output.text)
    try OutputFolder(folder).check(
      names: formats.map { "case-study.\($0.rawValue)" }, replacing: force)
    // The figures come last; what they need is looked for first.
    _ = try PythonEnvironment()
    let catalogue = try catalogue.load()
    let parsed =
      functions.isEmpty
      ? try StudySubject.assignment(catalogue: catalogue)
      : try functions.map { try catalogue.function($0) }
    let subjects = StudySubject.subjects(parsed.map { ($0, catalogue.analysis(of: $0)) })
    let study = try await CaseStudy(of: subjects, command: command(formats))
    let files = try await ReportFiles(study, language: language.language, formats: Set(formats))
    let written = try OutputFolder(folder).writing { try files.write(to: $0, replacing: force) }
    let (documents, figures) = (
      written.filter { $0.lastPathComponent.hasPrefix("case-study.") },
      written.count { !$0.lastPathComponent.hasPrefix("case-study.") }
    )
    for document in documents { Terminal.standardError("wrote \(document.path)") }
    if figures > 0 { Terminal.standardError("wrote \(figures) files of figures beside them") }
  }

  private static func formats(_ text: String) throws -> [ReportFormat] {
    let names = text.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
    let formats = try names.map { name in
      guard let format = ReportFormat(rawValue: name) else {
        throw CommandError.usage(
          "'\(name)' is not a format of reports", remedy: "The formats are md, ipynb and html.")
      }
      return format
    }
    guard !formats.isEmpty else {
      throw CommandError.usage(
        "no format is given", remedy: "The formats are md, ipynb and html.")
    }
    return ReportFormat.allCases.filter(formats.contains)
  }

  /// The command that makes the same report, in a folder of its own.
  private func command(_ formats: [ReportFormat]) -> String {
    let functions = functions.map { " --function '\($0.text.replacing("'", with: "'\\''"))'" }
    let names = formats.map(\.rawValue).joined(separator: ",")
    return "actlab report case-study\(functions.joined()) --language \(language.language.rawValue)"
      + " --format \(names) -o case-study"
  }
}

/// A folder that files are going to be written to, and that is made if it does not exist.
struct OutputFolder {
  private let url: URL

  init(_ url: URL) { self.url = url }

  /// Checks that the folder exists or can be made, and that no file is in the way.
  func check(names: [String], replacing: Bool) throws {
    let files = FileManager.default
    var folder = url.standardizedFileURL
    var isFolder: ObjCBool = false
    while !files.fileExists(atPath: folder.path, isDirectory: &isFolder), folder.path != "/" {
      folder.deleteLastPathComponent()
    }
    guard isFolder.boolValue else {
      throw CommandError.file(
        "'\(folder.path)' is a file, not a folder", remedy: "Choose another folder.")
    }
    guard files.isWritableFile(atPath: folder.path) else {
      throw CommandError.file(
        "the folder '\(folder.path)' cannot be written to",
        remedy: "Choose another one, or change its permissions.")
    }
    do {
      try Self.tryMaking(url)
    } catch {
      throw CommandError.file(
        "the folder '\(url.path)' cannot be made",
        remedy: "Choose another one, or make it first.")
    }
    for name in names where !replacing {
      let path = url.appending(path: name).path
      guard !files.fileExists(atPath: path) else {
        throw CommandError.file("'\(path)' exists", remedy: "Use --force to replace it.")
      }
    }
  }

  /// What `write` returns, which writes to the folder; its errors are those of files.
  func writing<Result>(_ write: (URL) throws -> Result) throws -> Result {
    do {
      return try write(url)
    } catch let error where !(error is ReportFileExists) {
      throw CommandError.file("the folder '\(url.path)' cannot be written to")
    }
  }

  /// Makes the folder and takes away again what was made: what the file system refuses only when it
  /// is asked, as /proc does, is found before there is work that would be lost.
  private static func tryMaking(_ url: URL) throws {
    let files = FileManager.default
    var missing: URL?
    var folder = url.standardizedFileURL
    while !files.fileExists(atPath: folder.path) {
      missing = folder
      folder.deleteLastPathComponent()
    }
    guard let missing else { return }
    try files.createDirectory(at: url, withIntermediateDirectories: true)
    try files.removeItem(at: missing)
  }
}
