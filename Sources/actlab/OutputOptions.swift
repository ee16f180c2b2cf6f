import ArgumentParser
import Foundation

/// Where a command writes to.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: .init("Write to FILE; - is standard output.", valueName: "file"), completion: .file())
  var output = TextArgument("-")

  @Flag(help: "Replace a file that exists.")
  var force = false

  /// Whether standard output is written to.
  var isStandardOutput: Bool { output.text == "-" }

  /// The file, or `nil` for standard output.
  var file: URL? { isStandardOutput ? nil : URL(filePath: output.text) }

  /// Checks that writing can succeed, before work is done that would be lost.
  func check() throws {
    guard !output.text.isEmpty else {
      throw CommandError.usage(
        "the name of the file is empty", remedy: "Name a file, or - for standard output.")
    }
    try file.map { try OutputFile($0, replacing: force).check() }
  }

  /// Writes `text`, which ends in a line feed.
  func write(_ text: String) throws { try write(Data(text.utf8)) }

  /// Does what `write` does; if the file cannot be written, once more with standard output, since the work may
  /// have taken hours.
  ///
  /// - Throws: What `write` throws; that the file cannot be written also where standard output took it.
  func keeping(_ write: (OutputOptions) throws -> Void) throws {
    do {
      try write(self)
    } catch let error as CommandError where !isStandardOutput {
      var standardOutput = self
      standardOutput.output = TextArgument("-")
      try write(standardOutput)
      throw CommandError(
        message: error.message, remedy: "The result went to standard output instead.",
        code: error.code)
    }
  }

  /// Writes `data`: atomically, if it is a file.
  func write(_ data: Data) throws {
    guard let file else { return try Terminal.standardOutput(data) }
    try OutputFile(file, replacing: force).write(data)
  }
}

/// A file that is going to be written.
struct OutputFile {
  private let url: URL
  private let replaces: Bool

  init(_ url: URL, replacing replaces: Bool) {
    self.url = url
    self.replaces = replaces
  }

  /// Checks that the folder exists, and that no file is in the way.
  func check() throws {
    let files = FileManager.default
    let folder = url.deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw CommandError.file(
        "the folder '\(folder)' does not exist", remedy: "Make it, or choose another one.")
    }
    guard files.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      guard files.isWritableFile(atPath: folder) else {
        throw CommandError.file(
          "the folder '\(folder)' cannot be written to",
          remedy: "Choose another one, or change its permissions.")
      }
      return
    }
    if isFolder.boolValue {
      throw CommandError.file("'\(url.path)' is a folder", remedy: "Name a file in it.")
    }
    if !replaces, isRegular {
      throw CommandError.file("'\(url.path)' exists", remedy: "Use --force to replace it.")
    }
  }

  /// Writes the whole file, or nothing of it.
  func write(_ data: Data) throws {
    try check()
    do {
      try data.write(to: url, options: isRegular ? .atomic : [])
    } catch {
      throw CommandError.file(
        SystemReason.message("'\(url.path)' cannot be written", error))
    }
  }

  /// Whether there is a regular file, or nothing; what else there is, such as a device, cannot be
  /// replaced: it is written to.
  private var isRegular: Bool {
    let type = try? FileManager.default.attributesOfItem(atPath: url.path)[.type]
    return (type as? FileAttributeType).map { $0 == .typeRegular } ?? true
  }
}
