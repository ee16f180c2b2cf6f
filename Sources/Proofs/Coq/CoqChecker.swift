import Foundation
import Installation

/// What Coq says of a claim.
public enum CoqVerdict: String, Codable, Hashable, Sendable {
  /// The theorem is proved, on no assumption but the four of the classical reals.
  case accepted
  /// The proof fails, which does not mean that the claim is false.
  case rejected
  /// The theorem rests on something else.
  case assumptions
  /// The proof takes too long.
  case timedOut
  /// Other proofs have taken the time, and this one was never begun or not ended.
  case notTried
  /// The proof needs too much memory.
  case outOfMemory
}

/// What Coq says of the theorems of one file.
public struct CheckedProof: Codable, Hashable, Sendable {
  /// The SHA-256 hash of the file.
  public var file: String
  /// The version of Coq.
  public var version: String
  /// The verdict on each theorem, by name.
  public var verdicts: [String: CoqVerdict]
  /// Of theorems that are not accepted, what Coq printed.
  public var messages: [String: String]
  /// All assumptions that the theorems rest on; with a lemma of the library, those of the library.
  public var assumptions: [String]

  /// Whether every theorem is accepted.
  public var isAccepted: Bool { verdicts.values.allSatisfy { $0 == .accepted } }
}

/// Lets Coq check files, with limits on time and memory.
public struct CoqChecker: Sendable {
  /// The assumptions that a theorem may rest on: those of the classical real numbers.
  public static let allowedAssumptions = [
    "Classical_Prop.classic", "ClassicalDedekindReals.sig_forall_dec",
    "ClassicalDedekindReals.sig_not_dec", "FunctionalExtensionality.functional_extensionality_dep",
  ]

  /// Words by which something would be assumed instead of proved.
  static let forbiddenWords: Set<String> = [
    "Admitted", "admit", "give_up", "Axiom", "Axioms", "Parameter", "Parameters", "Conjecture",
    "Conjectures", "Hypothesis", "Hypotheses", "Variable", "Variables", "Context", "bypass_check",
    "Guard", "Positivity", "Universe", "Declare", "Extraction", "Load", "Add", "LoadPath",
  ]

  private let coq: CoqInstallation
  private let cache: CoqCache
  private let library: CoqLibrary
  private let limits: CoqInstallation.Limits

  /// A checker that uses the Coq of the surroundings.
  ///
  /// - Throws: `MissingProgram` if there is none.
  public init(
    limits: CoqInstallation.Limits = .init(), in surroundings: Surroundings = .current
  ) async throws {
    coq = try await CoqInstallation.find(in: surroundings)
    cache = CoqCache(in: surroundings)
    library = try CoqLibrary(in: surroundings)
    self.limits = limits
  }

  /// The version of Coq.
  public var version: String { coq.version }

  /// What Coq says of every theorem of a file.
  ///
  /// A theorem that fails is left out together with all that use it, and the rest is checked again.
  ///
  /// - Throws: ``CoqFailure`` if what does not depend on the claims cannot be compiled.
  public func check(_ proof: CoqProof) async throws -> CheckedProof {
    try await check(proof.script, theorems: proof.theorems)
  }

  func check(_ script: CoqScript, theorems: [String]) async throws -> CheckedProof {
    let key = library.fingerprint(of: script, theorems: theorems, by: coq.fingerprint)
    let file = CheckedFile(script, theorems: theorems)
    if let known = cache.record(key, of: file, version: coq.version) { return known }
    let result: CheckedProof
    do {
      result = try await checked(script, theorems)
    } catch let failure as CoqFailure where failure.stage == .file {
      // What is left of a damaged library, or one of other versions of Coquelicot and Interval.
      library.remove(of: coq, from: cache)
      result = try await checked(script, theorems)
    }
    if result.isAccepted { cache.keep(result, of: key) }
    return result
  }

  private func checked(_ script: CoqScript, _ theorems: [String]) async throws -> CheckedProof {
    let folder: URL
    do { folder = try cache.temporaryFolder() } catch {
      throw CoqFolderFailure(folder: FileManager.default.temporaryDirectory.path)
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      return try await checked(script, theorems, in: folder)
    } catch is CocoaError {
      throw CoqFolderFailure(folder: folder.path)
    }
  }

  private func checked(
    _ script: CoqScript, _ theorems: [String], in folder: URL
  ) async throws -> CheckedProof {
    let compiled = try await library.compiled(by: coq, in: cache, orIn: folder, limits: limits)
    var result = CheckedProof(
      file: CheckedFile(script, theorems: theorems).hash, version: coq.version, verdicts: [:],
      messages: [:], assumptions: [])
    let kept = try await compile(script, theorems, in: folder, library: compiled, &result)
    try await examine(kept, of: script, in: folder, library: compiled, &result)
    return result
  }

  /// The version of Coq, after it has compiled the lemma library and accepted a theorem.
  ///
  /// - Throws: ``CoqFailure`` if it does not.
  public func selfTest() async throws -> String {
    var script = CoqScript()
    script.sentence("From ActivationLab Require Import All.\nOpen Scope R_scope.")
    script.prove(
      "square", "forall x : R, is_derive (fun x => x ^ 2) x (2 * x)", by: "derivation")
    let result = try await check(script, theorems: ["square"])
    guard result.isAccepted else {
      throw CoqFailure(
        stage: .file, end: .ended(1), message: result.messages.values.first ?? "not accepted")
    }
    return version
  }

  /// The options of every call; a sentence gets half a minute, or less where the whole call does.
  static func options(library: URL, limits: CoqInstallation.Limits) -> [String] {
    let seconds = min(30, max(1, limits.time.components.seconds))
    return [
      "-q", "-Q", library.path, "ActivationLab", "-w", "none", "-set",
      "Default Timeout=\(seconds)",
    ]
  }

  /// Checks the file without the theorems that fail, and notes what the others rest on together;
  /// returns the names of those, and the text that holds them.
  private func compile(
    _ script: CoqScript, _ theorems: [String], in folder: URL, library: URL,
    _ result: inout CheckedProof
  ) async throws -> (theorems: [String], text: String) {
    var omitted: Set<String> = []
    // What Coq has accepted on the way to a block that fails is assumed until that is known of all blocks, so
    // that it is not proved as often as others fail; the last call proves everything.
    var assumed: Set<String> = []
    var limits = limits
    let start = ContinuousClock.now
    let time = limits.time
    while true {
      let blocks = script.kept(omitting: omitted).map {
        $0.name.map(assumed.contains) ?? false ? $0.assumed : $0
      }
      let left = Set(blocks.compactMap(\.name))
      let kept = theorems.filter { left.contains(Self.block(of: $0)) }
      let text = blocks.map { $0.text + "\n" }.joined()
      if let word = Self.forbiddenWord(in: script.kept(omitting: omitted)) {
        for theorem in theorems {
          result.verdicts[theorem] = .rejected
          result.messages[theorem] = "the file contains the word \(word)"
        }
        return ([], text)
      }
      // In the same call: the files that the proof rests on are read once.
      let question = Self.question(of: kept)
      let answer = try await run(text + question, in: folder, library: library, limits)
      if answer.end == .ended(0), !assumed.isEmpty {
        assumed = []
        continue
      }
      if answer.end == .ended(0) {
        let lists = Self.assumptions(in: answer.output)
        guard lists.count == (kept.isEmpty ? 0 : 1), Self.isChecked(in: folder) else {
          throw CoqFailure(stage: .assumptions, end: answer.end, message: answer.errors)
        }
        result.assumptions = resolved(lists.flatMap { $0 }, in: script)
        return (kept, text)
      }
      let failed =
        Self.failedBlock(blocks, answer.errors)
        ?? (answer.end == .timedOut || answer.end == .outOfMemory
          ? Self.interruptedBlock(blocks, answer.output) : nil)
      guard let name = failed?.name else {
        guard answer.end != .timedOut, answer.end != .outOfMemory else {
          for theorem in kept {
            result.verdicts[theorem] = answer.end == .timedOut ? .notTried : .outOfMemory
          }
          return ([], text)
        }
        throw CoqFailure(stage: .file, end: answer.end, message: answer.errors)
      }
      omitted.insert(name)
      assumed.formUnion(blocks.prefix { $0.name != name }.compactMap(\.name))
      let remaining = Set(script.kept(omitting: omitted).compactMap(\.name))
      let isShortOfTime = answer.end == .timedOut && !Self.isLong(limits, after: answer.output)
      if isShortOfTime || start.duration(to: .now) > time * 2 {
        // No theorem alone took the time, or those that failed did: what was proved until then is checked again
        // without the rest, for which there should be time enough twice over.
        let rest = blocks.drop { $0.name != name }.dropFirst().compactMap(\.name)
        omitted.formUnion(rest)
        limits.time *= 2
        for theorem in kept where rest.contains(Self.block(of: theorem)) {
          result.verdicts[theorem] = .notTried
        }
      }
      let verdict: CoqVerdict =
        answer.end == .timedOut || answer.errors.contains("Timeout!")
        ? .timedOut
        : answer.end == .outOfMemory || answer.errors.contains("Out of memory")
          ? .outOfMemory : .rejected
      for theorem in kept where !remaining.contains(Self.block(of: theorem)) {
        result.verdicts[theorem] = verdict
        result.messages[theorem] = "\(name): \(Self.message(answer))"
      }
    }
  }

  /// Whether the sentence that was stopped had taken at least half of the time.
  private static func isLong(_ limits: CoqInstallation.Limits, after output: String) -> Bool {
    let times = output.matches(of: #/\] (\d+(?:\.\d*)?) secs/#).compactMap { Double($0.1) }
    return Duration.seconds(times.reduce(0, +)) <= limits.time / 2
  }

  /// Lets Coq check a file against the statements of the library, where nothing remains of the last.
  ///
  /// The proofs in the file are checked in full; those of the library have been, when it was compiled.
  private func run(
    _ text: String, in folder: URL, library: URL, _ limits: CoqInstallation.Limits
  ) async throws -> CoqInstallation.Answer {
    try? FileManager.default.removeItem(at: Self.mark(in: folder))
    try Data(text.utf8).write(to: folder.appending(path: "proof.v"))
    return try await coq.run(
      Self.options(library: library, limits: limits) + ["-vok", "-time", "proof.v"], in: folder,
      limits: limits)
  }

  /// The file by which Coq marks that it has checked the proof.
  private static func mark(in folder: URL) -> URL { folder.appending(path: "proof.vok") }

  private static func isChecked(in folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: mark(in: folder).path)
  }

  /// The assumptions on which those listed rest: for lemmas of the library, the allowed ones, beyond
  /// which it has been found not to go.
  private func resolved(_ listed: [String], in script: CoqScript) -> [String] {
    let lemmas = Set(library.lemmas).subtracting(script.blocks.compactMap(\.name))
    let others = Set(listed).subtracting(lemmas)
    let usesLibrary = others.count < Set(listed).count
    return others.union(usesLibrary ? Self.allowedAssumptions : []).sorted()
  }

  /// The sentences at the end of a file by which Coq lists what its theorems rest on together.
  static func question(of theorems: [String]) -> String {
    guard !theorems.isEmpty else { return "" }
    let tuple = theorems.joined(separator: ", ")
    return "Definition all_theorems := (\(tuple), tt).\nPrint Assumptions all_theorems.\n"
  }

  /// Decides by what the theorems rest on: together, and one by one only where something is foreign.
  private func examine(
    _ kept: (theorems: [String], text: String), of script: CoqScript, in folder: URL, library: URL,
    _ result: inout CheckedProof
  ) async throws {
    let theorems = kept.theorems
    var lists = theorems.map { _ in [String]() }
    if !result.assumptions.allSatisfy(Self.allowedAssumptions.contains) {
      let questions = theorems.map { "Print Assumptions \($0).\n" }.joined()
      let answer = try await run(kept.text + questions, in: folder, library: library, limits)
      lists = Self.assumptions(in: answer.output).map { resolved($0, in: script) }
      guard answer.end == .ended(0), lists.count == theorems.count, Self.isChecked(in: folder)
      else { throw CoqFailure(stage: .assumptions, end: answer.end, message: answer.errors) }
    }
    for (theorem, assumptions) in zip(theorems, lists) {
      let foreign = assumptions.filter { !Self.allowedAssumptions.contains($0) }
      result.verdicts[theorem] = foreign.isEmpty ? .accepted : .assumptions
      if !foreign.isEmpty {
        result.messages[theorem] = "it rests on \(foreign.joined(separator: ", "))"
      }
    }
  }

  /// The name of the block that a theorem stands in: its module, or itself.
  private static func block(of theorem: String) -> String { String(theorem.prefix { $0 != "." }) }

  // MARK: Reading what Coq prints

  /// The assumptions that each `Print Assumptions` lists, among the times of the sentences.
  static func assumptions(in output: String) -> [[String]] {
    var lists: [[String]] = []
    for line in output.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("Axioms:") || line.hasPrefix("Closed under the global context") {
        lists.append([])
      } else if let first = line.first, !first.isWhitespace, !lists.isEmpty,
        !line.hasPrefix("Chars ")
      {
        // The type follows the name, on the same line or indented below it.
        let name =
          line.split { $0.isWhitespace || $0 == ":" }.first.map(String.init) ?? String(line)
        lists[lists.count - 1].append(name)
      }
    }
    return lists
  }

  /// The block that holds the line at which Coq stopped.
  static func failedBlock(_ blocks: [CoqScript.Block], _ errors: String) -> CoqScript.Block? {
    let marks = errors.matches(of: #/File "[^"]*proof\.v", line (\d+)/#)
    guard let mark = marks.last, let number = Int(mark.1) else { return nil }
    var line = 1
    for block in blocks {
      line += block.text.count { $0 == "\n" } + 1
      if number < line { return block }
    }
    return nil
  }

  /// The block in which Coq was when it was stopped: what follows the last sentence that it had timed.
  static func interruptedBlock(_ blocks: [CoqScript.Block], _ output: String) -> CoqScript.Block? {
    guard let mark = output.matches(of: #/Chars \d+ - (\d+) /#).last, let done = Int(mark.1) else {
      return nil
    }
    var end = 0
    for block in blocks {
      end += block.text.utf8.count + 1
      // The sentence that is done may be the last one of its block.
      if done + 1 < end { return block }
    }
    return nil
  }

  /// A word of the blocks, comments left out, that would assume something.
  static func forbiddenWord(in blocks: [CoqScript.Block]) -> String? {
    for block in blocks where !block.text.hasPrefix("\n(** ") {
      if let word = block.words.intersection(forbiddenWords).min() { return word }
    }
    return nil
  }

  /// The text, or as many of its words as 300 characters hold.
  static func shortened(_ text: String) -> String {
    guard text.count > 300 else { return text }
    let start = text.prefix(300)
    return "\(start.lastIndex(of: " ").map { start[..<$0] } ?? start) …"
  }

  /// The error in one line.
  private static func message(_ answer: CoqInstallation.Answer) -> String {
    let lines = answer.errors.split(whereSeparator: \.isNewline).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    guard !lines.isEmpty else {
      // Coq was stopped before it could say anything.
      return answer.end == .timedOut
        ? "Timeout!" : answer.end == .outOfMemory ? "Out of memory" : "—"
    }
    let start = lines.firstIndex { $0.hasPrefix("Error") } ?? 0
    return shortened(lines[start...].joined(separator: " "))
  }
}
