// Where this program lives: what locates files outside the binary belongs in this module.

import Foundation

/// The surroundings of the running program, from which files are located.
///
/// Every rule is a function of these values, so that tests can move a program about
/// without moving one.
public struct Surroundings: Sendable {
  /// The environment variables.
  public var environment: [String: String]

  /// The running executable with symbolic links resolved, or `nil` if the system hides it.
  public var executable: URL?

  /// The current folder.
  public var workingFolder: URL

  /// Describes surroundings; the arguments are what ``current`` reads from the system.
  public init(environment: [String: String], executable: URL?, workingFolder: URL) {
    self.environment = environment
    self.executable = executable
    self.workingFolder = workingFolder
  }

  /// The surroundings of the running program, as the system tells them.
  public static var current: Surroundings {
    let files = FileManager.default
    var executable = try? files.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    if executable == nil { executable = Bundle.main.executablePath }
    return Surroundings(
      environment: ProcessInfo.processInfo.environment,
      executable: executable.map { URL(filePath: $0).resolvingSymlinksInPath() },
      workingFolder: URL(filePath: files.currentDirectoryPath))
  }

  /// The folder of the executable.
  var executableFolder: URL? { executable?.deletingLastPathComponent() }

  /// `share/activationlab` of the prefix the executable is installed in.
  var sharedFolder: URL? {
    executableFolder?.deletingLastPathComponent().appending(path: "share/activationlab")
  }

  /// The value of an environment variable; empty counts as absent.
  func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
