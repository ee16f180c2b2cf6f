import Foundation
import Installation
import Testing

@testable import Proofs

@Suite("Checking by Coq")
struct CoqCheckerTests {
  /// Surroundings with a cache of their own.
  private func surroundings(
    _ variables: [String: String] = [:]
  ) -> Surroundings {
    var surroundings = Surroundings.current
    surroundings.environment.merge(variables) { $1 }
    return surroundings
  }

  private var freshCache: String {
    FileManager.default.temporaryDirectory.appending(path: "coq-cache-\(UUID().uuidString)").path
  }

  @Test("the hash is SHA-256")
  func hash() {
    #expect(
      ContentHash(of: "abc".utf8).text
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      ContentHash(of: "".utf8).text
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test("a missing coqc is said to be missing, with the command that installs it")
  func missing() async throws {
    for variables in [
      ["PATH": "/nonexistent", "ACTLAB_COQC": ""], ["ACTLAB_COQC": "/nonexistent"],
    ] {
      let error = await #expect(throws: MissingProgram.self) {
        _ = try await CoqChecker(in: surroundings(variables))
      }
      #expect(
        error?.description
          == "the proof checker coqc is missing; install Coq with Coquelicot and Interval "
          + "(sudo apt-get install -y coq libcoq-coquelicot libcoq-interval)")
    }
  }

  @Test("what takes too long, or too much memory, is never accepted")
  func limits() async throws {
    let library = try await CoqChecker()
    let proof = try CoqFixtures.proof("relu", [.continuity])
    #expect(try await library.check(proof).isAccepted)
    // A file that no cache knows.
    var script = CoqScript()
    script.sentence("From ActivationLab Require Import All.")
    script.prove(
      "slow", "True", by: "do 1000 (try (timeout 100 (repeat (pose proof I; idtac))))")
    script.sentence("(* \(UUID().uuidString) *)")
    let slow = try await CoqChecker(limits: .init(time: .seconds(20), memory: 4096))
    #expect(try await slow.check(script, theorems: ["slow"]).verdicts == ["slow": .timedOut])
    // Those before and after it are checked all the same.
    var between = CoqScript()
    between.sentence("From ActivationLab Require Import All.")
    between.prove("before", "True", by: "exact I")
    between.prove("endless", "True", by: "let rec f x := f (S x) in f 1%nat")
    between.prove("after", "True", by: "exact I")
    between.sentence("(* \(UUID().uuidString) *)")
    let patient = try await CoqChecker(limits: .init(time: .seconds(20)))
    #expect(
      try await patient.check(between, theorems: ["before", "endless", "after"]).verdicts
        == ["before": .accepted, "endless": .timedOut, "after": .accepted])
    var large = CoqScript()
    large.sentence("From ActivationLab Require Import All.")
    large.prove("large", "True", by: "exact I")
    large.sentence("(* \(UUID().uuidString) *)")
    let narrow = try await CoqChecker(limits: .init(time: .seconds(60), memory: 300))
    #expect(try await narrow.check(large, theorems: ["large"]).verdicts == ["large": .outOfMemory])
  }

  @Test("an assumption is refused by its word, and found if it hides from the words")
  func assumptions() async throws {
    let checker = try await CoqChecker()
    for line in ["Axiom a : False.", "Parameter a : False.", "Lemma a : False. Admitted."] {
      var script = CoqScript()
      script.sentence("From ActivationLab Require Import All.\n\(line)")
      script.prove("t", "1 = 2", by: "destruct a")
      #expect(try await checker.check(script, theorems: ["t"]).verdicts == ["t": .rejected])
    }
    // The axiom comes from a library of Coq, and no word of the file shows it.
    var script = CoqScript()
    script.sentence(
      "From Coq Require Import ProofIrrelevance.\nFrom ActivationLab Require Import All.")
    script.prove("t", "forall (P : Prop) (p q : P), p = q", by: "exact proof_irrelevance")
    script.prove("u", "True", by: "exact I")
    let result = try await checker.check(script, theorems: ["t", "u"])
    #expect(result.verdicts == ["t": .assumptions, "u": .accepted])
    #expect(!result.isAccepted)
  }

  @Test("a theorem that fails does not take the others with it, but those that use it")
  func failures() async throws {
    var script = CoqScript()
    script.sentence("From ActivationLab Require Import All.")
    script.prove("a", "1 < 2", by: "lra")
    script.prove("b", "2 < 1", by: "lra")
    script.prove("c", "2 < 1", by: "exact b")
    let result = try await CoqChecker().check(script, theorems: ["a", "b", "c"])
    #expect(result.verdicts == ["a": .accepted, "b": .rejected, "c": .rejected])
    #expect(result.messages["c"]?.hasPrefix("b: Error") == true)
  }

  @Test("what is assumed on the way is one lemma without its proof")
  func assumed() {
    var script = CoqScript()
    script.define("f", "(x : R)", "R", "x")
    script.prove("a", "1 < 2", by: "lra", hints: "claims")
    script.block(
      "b",
      "Module b.\nLemma c : True.\nProof. exact I. Qed.\nLemma d : True.\nProof. exact I. Qed.\nEnd b."
    )
    #expect(script.blocks[0].assumed == script.blocks[0])
    #expect(
      script.blocks[1].assumed.text
        == "Lemma a : 1 < 2.\nAdmitted.\n#[local] Hint Resolve a : claims.")
    #expect(script.blocks[2].assumed == script.blocks[2])
  }

  @Test("what stands before several theorems that fail is accepted with its proof")
  func manyFailures() async throws {
    var script = CoqScript()
    script.sentence("From ActivationLab Require Import All.")
    for index in 0..<3 {
      script.prove("a\(index)", "1 < 2", by: "lra")
      script.prove("b\(index)", "2 < 1", by: "lra")
    }
    script.sentence("(* \(UUID().uuidString) *)")
    let theorems = (0..<3).flatMap { ["a\($0)", "b\($0)"] }
    let result = try await CoqChecker().check(script, theorems: theorems)
    for index in 0..<3 {
      #expect(
        result.verdicts["a\(index)"] == .accepted && result.verdicts["b\(index)"] == .rejected)
    }
    #expect(result.assumptions.allSatisfy(CoqChecker.allowedAssumptions.contains))
  }

  @Test("accepted files are known by their content")
  func cache() async throws {
    let folder = freshCache
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let checker = try await CoqChecker(in: surroundings(["ACTLAB_CACHE": folder]))
    let proof = try CoqFixtures.proof("x", [.continuity])
    let first = try await checker.check(proof)
    #expect(first.isAccepted)
    #expect(first.assumptions.allSatisfy(CoqChecker.allowedAssumptions.contains))
    let start = ContinuousClock.now
    let second = try await checker.check(proof)
    let time = ContinuousClock.now - start
    #expect(second == first)
    #expect(time < .milliseconds(200))
  }

  @Test("a damaged library is compiled again, and a record that cannot be one is not believed")
  func damage() async throws {
    let folder = URL(filePath: freshCache)
    defer { try? FileManager.default.removeItem(at: folder) }
    let surroundings = surroundings(["ACTLAB_CACHE": folder.path])
    let checker = try await CoqChecker(in: surroundings)
    let proof = try CoqFixtures.proof("x", [.continuity])
    #expect(try await checker.check(proof).isAccepted)
    let library = try #require(
      try FileManager.default.contentsOfDirectory(
        at: folder.appending(path: "coq"), includingPropertiesForKeys: nil
      ).first)
    try Data("not an object file".utf8).write(to: library.appending(path: "Tactics.vos"))
    let other = try CoqFixtures.proof("2*x", [.continuity])
    #expect(try await checker.check(other).isAccepted)
    try FileManager.default.removeItem(at: library.appending(path: "All.vos"))
    let third = try CoqFixtures.proof("3*x", [.continuity])
    #expect(try await checker.check(third).isAccepted)
    // Records with other theorems, or other assumptions, than the file can have.
    let forged = try CoqFixtures.proof("4*x", [.continuity])
    let program = try #require(CoqInstallation.fingerprint(in: surroundings))
    let key = try CoqLibrary(in: surroundings)
      .fingerprint(of: forged.script, theorems: forged.theorems, by: program)
    let verdicts = Dictionary(
      forged.theorems.map { ($0, CoqVerdict.accepted) }
    ) { first, _ in first }
    let file = CheckedFile(forged.script, theorems: forged.theorems)
    for (names, hash, assumptions) in [
      (verdicts, file.hash, ["Evil.axiom"]), ([:], file.hash, []), (verdicts, "copied", []),
    ] {
      let record = CheckedProof(
        file: hash, version: checker.version, verdicts: names, messages: [:],
        assumptions: assumptions)
      CoqCache(in: surroundings).keep(record, of: key)
      #expect(CoqCache(in: surroundings).record(key, of: file) == nil)
      let result = try await checker.check(forged)
      #expect(result.verdicts == verdicts)
      #expect(result.file == file.hash)
      #expect(result.assumptions.allSatisfy(CoqChecker.allowedAssumptions.contains))
    }
  }

  @Test("a record that was moved to another file, or another version, is ignored")
  func movedRecords() async throws {
    let folder = URL(filePath: freshCache)
    defer { try? FileManager.default.removeItem(at: folder) }
    let surroundings = surroundings(["ACTLAB_CACHE": folder.path])
    let cache = CoqCache(in: surroundings)
    let library = try CoqLibrary(in: surroundings)
    var script = CoqScript()
    script.prove("t", "1 = 1", by: "reflexivity")
    let file = CheckedFile(script, theorems: ["t"])
    let key = library.fingerprint(of: script, theorems: ["t"])
    cache.keep(
      CheckedProof(
        file: file.hash, version: "8.16.1", verdicts: ["t": .accepted], messages: [:],
        assumptions: []), of: key)
    #expect(cache.record(key, of: file, version: "8.16.1") != nil)
    // The same theorem of another file.
    var other = CoqScript()
    other.prove("t", "1 = 2", by: "reflexivity")
    let otherKey = library.fingerprint(of: other, theorems: ["t"])
    let accepted = folder.appending(path: "accepted")
    try FileManager.default.copyItem(
      at: accepted.appending(path: key.text), to: accepted.appending(path: otherKey.text))
    #expect(cache.record(otherKey, of: CheckedFile(other, theorems: ["t"])) == nil)
    // Another version, which has not checked it.
    let place = accepted.appending(path: key.text)
    try FileManager.default.moveItem(
      at: place.appending(path: "8.16.1.json"), to: place.appending(path: "8.17.0.json"))
    #expect(cache.record(key, of: file, version: "8.17.0") == nil)
    #expect(cache.record(key, of: file) == nil)
  }

  /// A program in the folder that answers like Coq to its version, and else as the lines say.
  private func program(in folder: URL, _ lines: String) throws -> String {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let program = folder.appending(path: "coqc")
    let text = """
      #!/bin/sh
      if [ "$1" = --print-version ]; then echo "8.16.1 4.13"; exit; fi
      for name; do :; done
      \(lines)
      """
    try Data(text.utf8).write(to: program)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.path)
    return program.path
  }

  @Test(
    "a program that says yes to everything is not believed, whatever it writes",
    arguments: ["", ": > \"${name%.v}.vo\"", "echo yes > \"${name%.v}.vo\""])
  func impostor(line: String) async throws {
    let folder = URL(filePath: freshCache)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = try program(in: folder, "echo 'Closed under the global context'\n\(line)")
    let checker = try await CoqChecker(
      in: surroundings(["ACTLAB_COQC": program, "ACTLAB_CACHE": folder.path]))
    let proof = try CoqFixtures.proof("x", [.continuity])
    let failure = await #expect(throws: CoqFailure.self) { try await checker.check(proof) }
    #expect(
      failure?.description
        == "'\(program)' accepts a false theorem; it is not the proof checker of Coq")
    // Nothing of it is left for the real one.
    let kept = try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "coq").path)
    #expect(kept?.isEmpty ?? true)
  }

  @Test("a program that rejects the false theorem, but writes empty files, is not believed")
  func emptyFiles() async throws {
    let folder = URL(filePath: freshCache)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = try program(
      in: folder,
      """
      if grep -q '^Theorem .* + 1 = ' "$name"; then echo "Error: no" >&2; exit 1; fi
      echo 'Closed under the global context'
      : > "${name%.v}.vo"
      """)
    let checker = try await CoqChecker(
      in: surroundings(["ACTLAB_COQC": program, "ACTLAB_CACHE": folder.path]))
    let proof = try CoqFixtures.proof("x", [.continuity])
    await #expect(throws: CoqFailure.self) { try await checker.check(proof) }
  }

  @Test(
    "a seal breaks when a file is changed, emptied or gone, and another program has another key")
  func seal() async throws {
    let folder = URL(filePath: freshCache)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "A.vo")
    try Data("statements".utf8).write(to: folder.appending(path: "A.vos"))
    #expect(CoqSeal(of: ["A"], in: folder, by: "p") == nil)
    try Data().write(to: file)
    #expect(CoqSeal(of: ["A"], in: folder, by: "p") == nil)
    try Data("a".utf8).write(to: file)
    #expect(!CoqSeal.isIntact(["A"], in: folder, by: "p"))
    try #require(CoqSeal(of: ["A"], in: folder, by: "p")).write(to: folder)
    #expect(CoqSeal.isIntact(["A"], in: folder, by: "p"))
    #expect(!CoqSeal.isIntact(["A"], in: folder, by: "q"))
    try Data("b".utf8).write(to: file)
    #expect(!CoqSeal.isIntact(["A"], in: folder, by: "p"))
    let first = try await CoqInstallation.find(
      in: surroundings(["ACTLAB_COQC": try program(in: folder, "")]))
    let second = try await CoqInstallation.find(
      in: surroundings(["ACTLAB_COQC": try program(in: folder, "exit 1")]))
    #expect(first.version == second.version && first.fingerprint != second.fingerprint)
  }

  /// The record of the first program stands in the cache in which the second one looks.
  @Test("what one program has accepted is no record of another one")
  func otherProgram() async throws {
    let folder = URL(filePath: freshCache)
    defer { try? FileManager.default.removeItem(at: folder) }
    let fake = try program(in: folder.appending(path: "bin"), "exit 0")
    let surroundings = surroundings(["ACTLAB_CACHE": folder.path, "ACTLAB_COQC": fake])
    var script = CoqScript()
    script.prove("t", "1 = 2", by: "reflexivity")
    let fingerprint = try #require(CoqInstallation.fingerprint(in: surroundings))
    let library = try CoqLibrary(in: surroundings)
    let file = CheckedFile(script, theorems: ["t"])
    for (author, isKnown) in [("another", false), (fingerprint, true)] {
      CoqCache(in: surroundings).keep(
        CheckedProof(
          file: file.hash, version: "8.16.1", verdicts: ["t": .accepted], messages: [:],
          assumptions: []), of: library.fingerprint(of: script, theorems: ["t"], by: author))
      let checker = try await CoqChecker(in: surroundings)
      let verdicts = try? await checker.check(script, theorems: ["t"]).verdicts
      #expect((verdicts == ["t": .accepted]) == isKnown)
    }
  }

  @Test("a wrapper that takes too long ends together with what it has started")
  func wrapper() async throws {
    let folder = URL(filePath: freshCache)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = try program(in: folder, "sleep 60 &\necho $! > \"$0.pid\"\nwait")
    let coq = try await CoqInstallation.find(in: surroundings(["ACTLAB_COQC": program]))
    let answer = try await coq.run(
      ["-q", "t.v"], in: folder, limits: .init(time: .seconds(1)))
    #expect(answer.end == .timedOut)
    let text = try String(contentsOfFile: "\(program).pid", encoding: .utf8)
    let child = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    // It may take the system seconds to forget it.
    for _ in 0..<500 where kill(child, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
    #expect(kill(child, 0) != 0)
  }

  @Test("a long message is cut at a word")
  func messages() {
    let text = String(repeating: "word ", count: 100)
    #expect(CoqChecker.shortened("short") == "short")
    #expect(CoqChecker.shortened(text).hasSuffix("word …"))
    #expect(CoqChecker.shortened(text).count <= 302)
  }

  @Test("a cache that cannot be written to is done without")
  func unwritable() async throws {
    let file = URL(filePath: freshCache)
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let checker = try await CoqChecker(
      in: surroundings(["ACTLAB_CACHE": file.appending(path: "below").path]))
    #expect(try await checker.check(try CoqFixtures.proof("x", [.continuity])).isAccepted)
  }

  @Test("when the time is over, what was proved stays proved, and the rest says it was not reached")
  func lateTimeout() async throws {
    var script = CoqScript()
    script.sentence("From ActivationLab Require Import All.")
    script.prove("first", "True", by: "exact I")
    for index in 0..<4 {
      script.prove(
        "slow\(index)", "True",
        by: "do 8 (try (timeout 1 (let rec f x := f (S x) in f 1%nat))); exact I")
    }
    script.sentence("(* \(UUID().uuidString) *)")
    let theorems = ["first"] + (0..<4).map { "slow\($0)" }
    let checker = try await CoqChecker(limits: .init(time: .seconds(20)))
    let result = try await checker.check(script, theorems: theorems)
    #expect(result.verdicts["first"] == .accepted)
    #expect(result.verdicts["slow3"] == .notTried)
    #expect(result.verdicts.values.count { $0 == .timedOut } == 1)
    #expect(Set(result.verdicts.keys) == Set(theorems))
    #expect(result.messages.values.allSatisfy { $0.hasSuffix(": Timeout!") })
  }

  @Test("the lemmas of the library are known by name, and none hides an assumption of a file")
  func lemmas() async throws {
    let lemmas = try CoqLibrary().lemmas
    #expect(lemmas.count > 200)
    #expect(Set(lemmas).count == lemmas.count)
    for name in ["bisection", "integration", "increasing_by", "steep_cbrt"] {
      #expect(lemmas.contains(name))
    }
    // A library of Coq assumes something that has the name of no lemma, and a file that uses one.
    var script = CoqScript()
    script.sentence(
      "From Coq Require Import ProofIrrelevance.\nFrom ActivationLab Require Import All.\n"
        + "Open Scope R_scope.")
    script.prove(
      "t", "(forall (P : Prop) (p q : P), p = q) /\\ 2 <= exp 1",
      by: "split; [ exact proof_irrelevance | enclose ]")
    script.prove("u", "2 <= exp 1", by: "enclose")
    let result = try await CoqChecker().check(script, theorems: ["t", "u"])
    #expect(result.verdicts == ["t": .assumptions, "u": .accepted])
    #expect(result.messages["t"]?.contains("proof_irrelevance") == true)
  }

  @Test("the lists of Print Assumptions are read name by name")
  func reading() {
    let output = """
      Axioms:
      ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
      ClassicalDedekindReals.sig_forall_dec
        : forall P : nat -> Prop, {n : nat | ~ P n} + {forall n : nat, P n}
      Closed under the global context
      """
    #expect(
      CoqChecker.assumptions(in: output) == [
        ["ClassicalDedekindReals.sig_not_dec", "ClassicalDedekindReals.sig_forall_dec"], [],
      ])
  }
}
