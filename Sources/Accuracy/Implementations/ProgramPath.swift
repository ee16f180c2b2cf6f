import Foundation

/// Finding programs, with a reason where there is none.
enum ProgramPath {
  /// The path of a program: `name` itself if it has a slash, else the first program of that name in the
  /// folders of `PATH`.
  ///
  /// - Parameter command: the program with its arguments, for the message.
  static func find(_ name: String, of command: String) throws(ExternalProgramError) -> String {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    let candidates = name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
    let present = name.isEmpty ? [] : candidates.filter(FileManager.default.fileExists(atPath:))
    if let path = present.first(where: isExecutable) { return path }
    throw ExternalProgramError(
      program: present.isEmpty ? name : command,
      problem: present.isEmpty ? .missing : .notExecutable)
  }

  private static func isExecutable(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
  }
}
