import Foundation
import Installation

/// What Coq has said of files before, found without running it: in the user's cache, where the program
/// that said it is still there, and among the records that come with ActivationLab.
///
/// A record belongs to the very bytes of a file and of the lemma library; where either has changed there
/// is none. The tests check every record that comes with the program.
public struct ProofRecords: Sendable {
  /// Where the records that come with the program are, among the resources.
  static let resource = "Coq/records.json"

  private let library: CoqLibrary
  private let cache: CoqCache
  /// The fingerprint of the program whose records in the cache count; `nil` where there is none.
  private let program: String?
  private let shipped: [String: CheckedProof]

  /// The records that can be found.
  ///
  /// - Throws: `MissingResource`, or the error of reading a file.
  public init(in surroundings: Surroundings = .current) throws {
    library = try CoqLibrary(in: surroundings)
    cache = CoqCache(in: surroundings)
    program = CoqInstallation.fingerprint(in: surroundings)
    let text = try Resources.text(Self.resource, module: "Proofs", in: surroundings)
    shipped = try JSONDecoder().decode([String: CheckedProof].self, from: Data(text.utf8))
  }

  /// What Coq has said of the file, or `nil` where nobody has asked.
  public func record(of proof: CoqProof) -> CheckedProof? {
    let file = CheckedFile(proof.script, theorems: proof.theorems)
    let known = program.flatMap { program in
      cache.record(
        library.fingerprint(of: proof.script, theorems: proof.theorems, by: program), of: file)
    }
    return known ?? shippedRecord(of: proof)
  }

  /// The record that comes with the program, whatever the cache holds.
  func shippedRecord(of proof: CoqProof) -> CheckedProof? {
    let record = shipped[library.fingerprint(of: proof.script, theorems: proof.theorems).text]
    let file = CheckedFile(proof.script, theorems: proof.theorems)
    return record.flatMap { $0.isRecord(of: file) ? $0 : nil }
  }

  /// The records as the resource holds them: by the content of the files.
  func text(of records: [(proof: CoqProof, checked: CheckedProof)]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let table = Dictionary(
      records.map {
        (library.fingerprint(of: $0.proof.script, theorems: $0.proof.theorems).text, $0.checked)
      }
    ) { first, _ in first }
    return String(decoding: try encoder.encode(table), as: UTF8.self) + "\n"
  }

  /// The files of the lemma library by name, which stand beside proofs that are handed on.
  public var libraryFiles: [String: String] { library.texts }
}
