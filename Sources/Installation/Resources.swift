import Foundation

/// The files that come with the program: templates, scripts, styles.
///
/// `Bundle.module` is not used: it traps as soon as the binary has been moved. Each module's
/// resources are the folder `ActivationLab_<module>.resources`, looked for in this order:
/// 1. `ACTLAB_RESOURCES`, if set;
/// 2. `../share/activationlab`, seen from the real executable;
/// 3. the folder of the executable, which for tests and `swift run` is the build folder.
public enum Resources {
  /// The location of a resource.
  ///
  /// - Parameters:
  ///   - name: the file's path below the module's `Resources` folder, such as `render.py`.
  ///   - module: the module whose resource it is, such as `Figures`.
  /// - Throws: ``MissingResource``, which says where it was looked for.
  public static func url(
    _ name: String, module: String, in surroundings: Surroundings = .current
  ) throws -> URL {
    let folders = folders(in: surroundings)
    for folder in folders {
      let bundle = folder.appending(path: "ActivationLab_\(module).resources")
      // `.copy("Resources")` keeps the folder, `.process("Resources")` drops it.
      for candidate in [bundle.appending(path: "Resources/\(name)"), bundle.appending(path: name)]
      where FileManager.default.fileExists(atPath: candidate.path) {
        return candidate
      }
    }
    throw MissingResource(name: name, module: module, searched: folders.map(\.path))
  }

  /// The text of a resource.
  ///
  /// - Throws: ``MissingResource``, or the error of reading it as UTF-8.
  public static func text(
    _ name: String, module: String, in surroundings: Surroundings = .current
  ) throws -> String {
    try String(contentsOf: url(name, module: module, in: surroundings), encoding: .utf8)
  }

  /// The folders that may hold resources, the preferred ones first.
  static func folders(in surroundings: Surroundings) -> [URL] {
    let chosen = surroundings.variable("ACTLAB_RESOURCES").map { URL(filePath: $0) }
    return [chosen, surroundings.sharedFolder, surroundings.executableFolder].compactMap { $0 }
  }
}

/// A file that comes with the program is not where it should be.
public struct MissingResource: Error, Equatable, CustomStringConvertible {
  /// The file.
  public let name: String

  /// The module it belongs to.
  public let module: String

  /// The folders that were looked into, in order.
  public let searched: [String]

  /// One line: what is missing, where it was looked for, and what to do.
  public var description: String {
    "the resource \(name) of \(module) is in none of \(searched.joined(separator: ", ")); "
      + "install again with `make install`, or set ACTLAB_RESOURCES to the folder that holds "
      + "ActivationLab_\(module).resources"
  }
}
