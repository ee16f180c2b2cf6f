import Foundation
import Installation

/// The folder that keeps compiled libraries and the record of accepted files.
struct CoqCache: Sendable {
  /// Its place.
  let folder: URL

  /// `ACTLAB_CACHE`, or `activationlab` in the user's folder for caches.
  init(in surroundings: Surroundings = .current) {
    func variable(_ name: String) -> String? {
      surroundings.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    if let chosen = variable("ACTLAB_CACHE") {
      folder = URL(filePath: chosen)
    } else {
      let home = variable("HOME").map { "\($0)/.cache" }
      let caches = variable("XDG_CACHE_HOME") ?? home ?? FileManager.default.temporaryDirectory.path
      folder = URL(filePath: caches).appending(path: "activationlab")
    }
  }

  /// The record of an accepted file: by the given version of Coq, or by the newest one.
  ///
  /// A record says itself of which file and version it is. One that lies in another place, or says that
  /// a theorem is not accepted, is ignored.
  func record(
    _ key: ContentHash, of file: CheckedFile, version: String? = nil
  ) -> CheckedProof? {
    let folder = folder.appending(path: "accepted/\(key.text)")
    let files = FileManager.default
    let known = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
    let names = version.map { ["\($0).json"] } ?? known.sorted(by: Self.isNewer)
    for name in names {
      if let data = try? Data(contentsOf: folder.appending(path: name)),
        let record = try? JSONDecoder().decode(CheckedProof.self, from: data),
        name == "\(record.version).json", record.isRecord(of: file), record.isAccepted
      {
        return record
      }
    }
    return nil
  }

  private static func isNewer(_ a: String, _ b: String) -> Bool {
    a.compare(b, options: .numeric) == .orderedDescending
  }

  /// Keeps the record of an accepted file; a cache that cannot be written to is no error.
  func keep(_ result: CheckedProof, of key: ContentHash) {
    let folder = folder.appending(path: "accepted/\(key.text)")
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let data = try? encoder.encode(result) else { return }
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? data.write(to: folder.appending(path: "\(result.version).json"), options: .atomic)
  }

  /// A new folder for one run, which nobody else can read.
  func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "actlab-coq-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return folder
  }
}
