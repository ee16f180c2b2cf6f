import Foundation

/// What the compiled files of the library held when they were compiled, and which program compiled them.
///
/// A file that is empty, missing or changed since then, or another program, makes the library one that is
/// not there.
struct CoqSeal: Codable, Equatable, Sendable {
  /// The name of the file that holds the seal, beside the compiled ones.
  private static let name = "seal.json"
  /// What compiled files end with.
  private static let endings = ["vo", "vos"]

  /// The hash of each file, by name.
  private let hashes: [String: String]
  /// The fingerprint of the program.
  private let program: String

  /// The seal of the files of the library in a folder; `nil` where one is missing or empty.
  init?(of files: [String], in folder: URL, by program: String) {
    var hashes: [String: String] = [:]
    for name in files.flatMap({ file in Self.endings.map { "\(file).\($0)" } }) {
      guard let data = try? Data(contentsOf: folder.appending(path: name)), !data.isEmpty else {
        return nil
      }
      hashes[name] = ContentHash(of: data).text
    }
    (self.hashes, self.program) = (hashes, program)
  }

  /// Writes the seal beside the files.
  func write(to folder: URL) throws {
    try JSONEncoder().encode(self).write(to: folder.appending(path: Self.name))
  }

  /// Whether the files are those that the program has compiled and sealed.
  static func isIntact(_ files: [String], in folder: URL, by program: String) -> Bool {
    guard let data = try? Data(contentsOf: folder.appending(path: name)),
      let seal = try? JSONDecoder().decode(CoqSeal.self, from: data)
    else { return false }
    return seal == CoqSeal(of: files, in: folder, by: program)
  }
}
