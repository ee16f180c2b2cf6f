import Foundation

/// The Python environment that draws figures and sets formulas.
///
/// It is looked for in this order:
/// 1. `ACTLAB_PYTHON`, the path of an interpreter, which is then the only candidate;
/// 2. `../share/activationlab/venv`, seen from the real executable;
/// 3. `.venv` of the checkout that contains the executable, or the current folder.
public enum PythonEnvironment {
  /// The interpreter.
  ///
  /// The path is not resolved: an interpreter knows its environment by the name it is called by.
  ///
  /// - Throws: ``MissingProgram`` if there is none.
  public static func interpreter(in surroundings: Surroundings = .current) throws -> URL {
    if let chosen = surroundings.variable("ACTLAB_PYTHON") {
      guard FileManager.default.isExecutableFile(atPath: chosen) else {
        throw MissingProgram(
          program: "the Python interpreter \(chosen)",
          remedy: "set ACTLAB_PYTHON to an interpreter that exists, or unset it")
      }
      return URL(filePath: chosen)
    }
    let installed = surroundings.sharedFolder?.appending(path: "venv")
    let checkouts = [surroundings.executableFolder, surroundings.workingFolder]
      .compactMap { $0.flatMap(checkout(containing:)) }
      .map { $0.appending(path: ".venv") }
    for environment in [installed].compactMap({ $0 }) + checkouts {
      let interpreter = environment.appending(path: "bin/python")
      if FileManager.default.isExecutableFile(atPath: interpreter.path) { return interpreter }
    }
    throw MissingProgram(
      program: "the Python environment of the charts",
      remedy: "run `make setup` in the checkout, or set ACTLAB_PYTHON to an interpreter "
        + "that has the packages of Scripts/requirements.txt")
  }

  /// The checkout of this package that contains `folder`, told from other people's projects
  /// by its set-up script.
  static func checkout(containing folder: URL) -> URL? {
    var folder = folder.standardizedFileURL
    while folder.path != "/" && !folder.path.isEmpty {
      let requirements = folder.appending(path: "Scripts/requirements.txt").path
      let script = folder.appending(path: "Scripts/setup.sh").path
      if [requirements, script].allSatisfy(FileManager.default.fileExists(atPath:)) {
        return folder
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}

/// A program that is needed is not there.
public struct MissingProgram: Error, Equatable, CustomStringConvertible {
  /// What is missing.
  public let program: String

  /// What the user can do about it.
  public let remedy: String

  /// Describes a missing program.
  public init(program: String, remedy: String) {
    self.program = program
    self.remedy = remedy
  }

  /// One line: what is missing, and what to do.
  public var description: String { "\(program) is missing; \(remedy)" }
}
