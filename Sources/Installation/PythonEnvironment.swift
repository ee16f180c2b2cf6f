import Foundation

/// The Python environment that draws figures and sets formulas.
///
/// It is looked for in this order:
/// 1. `ACTLAB_PYTHON`, the path of an interpreter, which is then the only candidate;
/// 2. `../share/activationlab/venv`, seen from the real executable;
/// 3. `.venv` of the checkout that contains the executable, or the current folder.
public struct PythonEnvironment: Equatable, Sendable {
  /// Where an environment comes from, which decides how it is mended.
  public enum Origin: Equatable, Sendable {
    /// The variable `ACTLAB_PYTHON`.
    case variable
    /// `make install` into this prefix.
    case installation(prefix: URL)
    /// `make setup` in this checkout.
    case checkout(URL)
  }

  /// The packages it must have.
  public static let packages = [
    "vl-convert-python", "markdown-it-py", "mdit-py-plugins", "latex2mathml",
  ]

  /// The interpreter.
  ///
  /// The path is not resolved: an interpreter knows its environment by the name it is called by.
  public let interpreter: URL

  /// Where it comes from.
  public let origin: Origin

  /// The environment that the surroundings lead to.
  ///
  /// - Throws: ``MissingProgram``, with what mends that installation, if there is none.
  public init(in surroundings: Surroundings = .current) throws(MissingProgram) {
    if let chosen = surroundings.variable("ACTLAB_PYTHON") {
      guard Self.isProgram(chosen) else {
        throw MissingProgram(
          program: "the Python interpreter \(chosen)",
          remedy: "set ACTLAB_PYTHON to an interpreter that exists, or unset it")
      }
      (interpreter, origin) = (URL(filePath: chosen), .variable)
      return
    }
    let candidates = Self.candidates(in: surroundings)
    let found = candidates.first { Self.isProgram(Self.interpreter(of: $0).path) }
    guard let origin = found else {
      throw MissingProgram(
        program: "the Python environment of the charts", remedy: Self.remedy(candidates))
    }
    (interpreter, self.origin) = (Self.interpreter(of: origin), origin)
  }

  /// What mends the environment when it does not work, in the imperative.
  public var repair: String {
    switch origin {
    case .variable:
      "install its packages (\(interpreter.path.quoted) -m pip install "
        + Self.packages.joined(separator: " ") + "), or unset ACTLAB_PYTHON"
    case .installation, .checkout:
      "remove \(Self.folder(of: origin).path.quoted), and \(Self.renewal(of: origin))"
    }
  }

  // MARK: Places

  /// The places to look into; an installation only where something is installed.
  private static func candidates(in surroundings: Surroundings) -> [Origin] {
    var candidates: [Origin] = []
    if let shared = surroundings.sharedFolder,
      FileManager.default.fileExists(atPath: shared.path)
    {
      let prefix = shared.deletingLastPathComponent().deletingLastPathComponent()
      candidates.append(.installation(prefix: prefix))
    }
    let folders = [surroundings.executableFolder, surroundings.workingFolder]
    return candidates
      + folders.compactMap { $0.flatMap(checkout(containing:)) }.map { .checkout($0) }
  }

  private static func folder(of origin: Origin) -> URL {
    switch origin {
    case .variable: URL(filePath: "/")
    case .installation(let prefix): prefix.appending(path: "share/activationlab/venv")
    case .checkout(let folder): folder.appending(path: ".venv")
    }
  }

  private static func interpreter(of origin: Origin) -> URL {
    folder(of: origin).appending(path: "bin/python")
  }

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
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

  // MARK: Remedies

  /// What makes the environment at the first of the places that were looked into.
  private static func remedy(_ candidates: [Origin]) -> String {
    if let first = candidates.first { return renewal(of: first) }
    return "set ACTLAB_PYTHON to an interpreter that has the packages "
      + packages.joined(separator: ", ")
  }

  private static func renewal(of origin: Origin) -> String {
    switch origin {
    case .variable: "set ACTLAB_PYTHON"
    case .installation(let prefix):
      "run `make install PREFIX=\(prefix.path.quoted)` in the checkout again"
    case .checkout(let folder): "run `make -C \(folder.path.quoted) setup`"
    }
  }
}

extension String {
  /// The path as a shell takes it for one word.
  fileprivate var quoted: String {
    let isPlain = allSatisfy { $0.isLetter || $0.isNumber || "/._-+".contains($0) }
    return isPlain && !isEmpty ? self : "'\(replacing("'", with: "'\\''"))'"
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
