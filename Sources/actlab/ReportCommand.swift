import ActivationLab
import ArgumentParser
import Foundation

/// `actlab report`.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write reports.",
    subcommands: [CaseStudyCommand.self, HomeworkCommand.self])
}

/// Which functions a report is about, in which formats it is written, and where.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("function"),
    help: .init(
      "A function to study, instead of those of the assignment; may be repeated.",
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

  private var folder: URL { URL(filePath: output.text) }

  /// Checks that the report `name` can be written, before there is work that would be lost.
  func check(_ name: String) throws {
    let formats = try formats()
    guard output.text != "-" else {
      throw CommandError.usage(
        "a report is several files, and cannot go to standard output",
        remedy: "Name a folder, for instance '-o report'.")
    }
    try OutputFolder(folder).check(
      names: formats.map { "\(name).\($0.rawValue)" }, replacing: force)
    // The figures come last; what they need is looked for first.
    _ = try PythonEnvironment()
  }

  /// The functions that were asked for, or the usual ones, with their analyses.
  func subjects(
    orElse usual: (Catalogue) throws -> [ParsedFunction]
  ) throws -> [StudySubject] {
    let catalogue = try catalogue.load()
    let parsed =
      functions.isEmpty
      ? try usual(catalogue) : try functions.map { try catalogue.function($0) }
    for (index, function) in parsed.enumerated()
    where parsed[..<index].contains(where: { $0.formula == function.formula }) {
      throw CommandError.usage(
        "'\(function.source)' is given twice", remedy: "Name every function once.")
    }
    return StudySubject.subjects(parsed.map { ($0, catalogue.analysis(of: $0)) })
  }

  /// The formats, in the order in which they are listed.
  func formats() throws -> [ReportFormat] {
    let names = format.text.split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
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

  /// The command that makes the report `name` again, in a folder of its own.
  func command(_ name: String) throws -> String {
    let functions = functions.map { " --function '\($0.text.replacing("'", with: "'\\''"))'" }
    let names = try formats().map(\.rawValue).joined(separator: ",")
    let file = catalogue.catalogue.map { " --catalogue '\($0.text.replacing("'", with: "'\\''"))'" }
    return "actlab report \(name)\(functions.joined())\(file ?? "")"
      + " --language \(language.language.rawValue) --format \(names) -o \(name)"
  }

  /// Writes the files of the report `name`, and says so.
  func write(_ files: ReportFiles, _ name: String) throws {
    let written = try OutputFolder(folder).writing { try files.write(to: $0, replacing: force) }
    let documents = written.filter { $0.lastPathComponent.hasPrefix("\(name).") }
    for document in documents { Terminal.standardError("wrote \(document.path)") }
    for (folder, what) in [("figures", "figures"), ("proofs", "proofs for Coq")] {
      let count = written.count { $0.path.contains("/\(folder)/") }
      if count > 0 { Terminal.standardError("wrote \(count) files of \(what) beside them") }
    }
  }
}

/// `actlab report homework`.
struct HomeworkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "homework",
    abstract: "Solve the homework: gradients, a network for the exclusive or, its attacks.",
    discussion: """
      Folders are made as needed. Files: homework.md, homework.ipynb, homework.html, and their \
      figures.
      """)

  @OptionGroup var report: ReportOptions

  mutating func run() async throws {
    try report.check("homework")
    let subjects = try report.subjects { try Homework.assignedFunctions(catalogue: $0) }
    let homework = try Homework(of: subjects, command: report.command("homework"))
    let files = try await ReportFiles(
      homework, language: report.language.language, formats: Set(report.formats()))
    try report.write(files, "homework")
  }
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

  @OptionGroup var report: ReportOptions

  mutating func run() async throws {
    try report.check("case-study")
    let subjects = try report.subjects { try StudySubject.assignment(catalogue: $0) }
    let study = try await CaseStudy(of: subjects, command: report.command("case-study"))
    let files = try await ReportFiles(
      study, language: report.language.language, formats: Set(report.formats()))
    try report.write(files, "case-study")
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
