import Activations
import Analysis
import Foundation
import Installation
import Testing

@testable import Proofs
@testable import Reports

/// The proofs of both reports, and the records about them that come with the program.
@Suite("Proofs in reports")
struct FormalProofTests {
  private static let place = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/Proofs/Resources").appending(path: ProofRecords.resource)

  private func subjects() throws -> [StudySubject] {
    try StudySubject.subjects(StudySubject.assignment().map { ($0, .init(of: $0)) })
      + StudySubject.subjects(Homework.assignedFunctions().map { ($0, .init(of: $0)) })
  }

  /// Surroundings whose cache is empty.
  private func withoutCache(_ folder: URL) -> Surroundings {
    var surroundings = Surroundings.current
    surroundings.environment["ACTLAB_CACHE"] = folder.path
    return surroundings
  }

  @Test("Coq says of every file of the reports what the records say that come with the program")
  func records() async throws {
    let records = try ProofRecords()
    let checker = try await CoqChecker()
    var checked: [(proof: CoqProof, checked: CheckedProof)] = []
    for subject in try subjects() {
      let proof = FormalProof.proof(of: subject)
      let result = try await checker.check(proof)
      checked.append((proof, result))
      let known = records.shippedRecord(of: proof)
      #expect(known?.verdicts == result.verdicts, "\(subject.title): \(result.messages)")
      #expect(known.map { !$0.verdicts.isEmpty } == true, "\(subject.title)")
    }
    let text = try records.text(of: checked)
    if ProcessInfo.processInfo.environment["ACTLAB_UPDATE_PROOF_RECORDS"] != nil {
      try text.write(to: Self.place, atomically: true, encoding: .utf8)
    } else {
      // Nothing is on record that is not checked here.
      let shipped = try JSONDecoder().decode(
        [String: CheckedProof].self, from: Data(contentsOf: Self.place))
      #expect(shipped.count == Set(checked.map(\.proof.text)).count)
    }
  }

  @Test("badges say what is on record, and nothing where nothing is", arguments: Language.allCases)
  func badges(language: Language) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let records = try ProofRecords(in: withoutCache(folder))
    let badge = try ProofBadge(language: language)
    let subjects = try subjects()
    let relu = FormalProof(try #require(subjects.first), records: records)
    let version = try #require(relu.table.coq)
    let line = badge.text(of: relu, [.kinks])
    #expect(line.contains("✓") && line.contains("Coq \(version)"))
    #expect(line.contains("[`relu.v`](proofs/relu.v)"))
    // The same function in another form is another file, of which nothing is known.
    let other = try StudySubject.subjects(
      ["z if z > 0 else 0", "floor(z)"].map {
        let function = try Catalogue.builtIn.parser.parse($0)
        return (function, .init(of: function))
      })
    let unknown = badge.text(of: FormalProof(other[0], records: records), [.kinks])
    #expect(unknown.contains("○") && unknown.contains("proofs/\(other[0].identifier).v"))
    let none = badge.text(of: FormalProof(other[1], records: records), [.kinks])
    #expect(none.contains("○") && !none.contains("proofs/"))
  }

  @Test("a statement that is not accepted makes the badge partial")
  func partial() throws {
    let subject = try #require(try subjects().first)
    let proof = FormalProof.proof(of: subject)
    let claims = proof.claims.filter { $0.kind == .kinks }
    var verdicts = Dictionary(
      proof.theorems.map { ($0, CoqVerdict.accepted) }
    ) { first, _ in first }
    verdicts[try #require(claims.last?.theorem)] = .rejected
    let checked = CheckedProof(
      file: CheckedFile(proof.script, theorems: proof.theorems).hash, version: "9.9.9",
      verdicts: verdicts, messages: [:], assumptions: [])
    let formal = FormalProof(proof, of: subject, checked: checked)
    #expect(formal.table.coq == "9.9.9")
    let line = try ProofBadge(language: .en).text(of: formal, [.kinks])
    #expect(line.contains("◐") && line.contains("\(claims.count - 1) of \(claims.count)"))
  }

  @Test("a record is believed in its own place alone, and only where it accepts everything")
  func places() throws {
    let subject = try #require(try subjects().first)
    let proof = FormalProof.proof(of: subject)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let surroundings = withoutCache(folder)
    let cache = CoqCache(in: surroundings)
    let library = try CoqLibrary(in: surroundings)
    let program = try #require(CoqInstallation.fingerprint(in: surroundings))
    let key = library.fingerprint(of: proof.script, theorems: proof.theorems, by: program)
    let accepted = Dictionary(
      proof.theorems.map { ($0, CoqVerdict.accepted) }
    ) { first, _ in first }
    var rejected = accepted
    rejected[try #require(proof.theorems.first)] = .rejected
    let hash = CheckedFile(proof.script, theorems: proof.theorems).hash
    func record(_ file: String, _ verdicts: [String: CoqVerdict]) -> CheckedProof {
      CheckedProof(
        file: file, version: "9.9.9", verdicts: verdicts, messages: [:], assumptions: [])
    }
    let place = folder.appending(path: "accepted/\(key.text)")
    for (record, name) in [
      (record("0", accepted), "9.9.9"), (record(hash, rejected), "9.9.9"),
      (record(hash, accepted), "9.9.8"),
    ] {
      cache.keep(record, of: key)
      if name != record.version {
        try FileManager.default.moveItem(
          at: place.appending(path: "9.9.9.json"), to: place.appending(path: "\(name).json"))
      }
      #expect(try ProofRecords(in: surroundings).record(of: proof)?.version != "9.9.9")
      try FileManager.default.removeItem(at: place)
    }
    let foreign = library.fingerprint(
      of: proof.script, theorems: proof.theorems, by: "another program")
    cache.keep(record(hash, accepted), of: foreign)
    #expect(try ProofRecords(in: surroundings).record(of: proof)?.version != "9.9.9")
    cache.keep(record(hash, accepted), of: key)
    #expect(try ProofRecords(in: surroundings).record(of: proof)?.version == "9.9.9")
  }

  @Test("the folder of proofs compiles without the program")
  func compiles() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let records = try ProofRecords()
    let relu = FormalProof(try #require(try subjects().first), records: records)
    for (path, text) in FormalProof.companions(of: [relu], records: records) {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "coq_makefile -f _CoqProject -o Makefile && make -j2"]
    process.currentDirectoryURL = folder.appending(path: "proofs")
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(FileManager.default.fileExists(atPath: folder.path + "/proofs/relu.vo"))
  }

  @Test("beside the report stand the proofs and all that they need")
  func companions() throws {
    let records = try ProofRecords()
    let proofs = try subjects().map { FormalProof($0, records: records) }
    let files = FormalProof.companions(of: proofs, records: records)
    let project = try #require(files["proofs/_CoqProject"])
    for proof in proofs {
      #expect(files[proof.file] == proof.source && proof.source.contains("Theorem domain"))
      #expect(project.contains(proof.file.dropFirst("proofs/".count)))
    }
    for name in CoqLibrary.files { #expect(files["proofs/ActivationLab/\(name).v"] != nil) }
  }
}
