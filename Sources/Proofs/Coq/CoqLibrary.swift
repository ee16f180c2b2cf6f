import Foundation
import Installation

/// The lemma library, a resource that is compiled once for a version of Coq.
///
/// It is compiled in full, and what all its lemmas together rest on is listed by Coq. Then its interface
/// is compiled: the statements without their proofs. Files that use the library are checked against
/// that, so that `Print Assumptions` stops at the lemmas instead of going through the proofs of
/// Interval again for every file, which took longer than all the rest.
struct CoqLibrary: Sendable {
  /// The files, each after those that it needs.
  static let files = [
    "Statements", "Functions", "Rules", "Sides", "Steep", "Enclosures", "Signs", "Tactics",
    "Joints", "Smoothness", "Growth", "Unbounded", "Claims", "All",
  ]

  private let sources: [(name: String, text: String)]

  /// - Throws: `MissingResource`, or the error of reading a file.
  init(in surroundings: Surroundings = .current) throws {
    sources = try Self.files.map { name in
      (name, try Resources.text("Coq/\(name).v", module: "Proofs", in: surroundings))
    }
  }

  /// The texts by file name, to be compiled in the order of ``files``.
  var texts: [String: String] {
    Dictionary(uniqueKeysWithValues: sources.map { ("\($0.name).v", $0.text) })
  }

  private var source: String { sources.map { "\($0.name)\n\($0.text)\n" }.joined() }

  /// What distinguishes the compiled library from that of other sources, versions or programs.
  private func key(_ coq: CoqInstallation) -> String {
    ContentHash(of: (source + coq.version + coq.fingerprint).utf8).text
  }

  /// What the verdict on theorems depends on, besides the version of Coq: the files, and where it is
  /// known, the program that gives the verdict.
  func fingerprint(
    of script: CoqScript, theorems: [String], by program: String = ""
  ) -> ContentHash {
    ContentHash(of: (source + theorems.joined(separator: " ") + script.text() + program).utf8)
  }

  /// The names of all lemmas.
  var lemmas: [String] {
    sources.flatMap { source in
      source.text.matches(of: #/(?m)^(?:Lemma|Theorem) ([\w']+)/#).map { String($0.1) }
    }
  }

  /// The folder with the interface of the compiled library, which is compiled if it is not there; below
  /// `spare` where the cache cannot be written to.
  ///
  /// - Throws: ``CoqFailure`` if it does not compile within the limits, its lemmas rest on what theorems
  ///   may not rest on, or the program is not Coq.
  func compiled(
    by coq: CoqInstallation, in cache: CoqCache, orIn spare: URL, limits: CoqInstallation.Limits
  ) async throws -> URL {
    let place = place(coq, in: cache)
    if CoqSeal.isIntact(Self.files, in: place, by: coq.fingerprint) { return place }
    do {
      return try await compile(to: place, by: coq, limits: limits)
    } catch is CocoaError {
      // A cache is a convenience.
      return try await compile(to: spare.appending(path: "library"), by: coq, limits: limits)
    }
  }

  private func compile(
    to place: URL, by coq: CoqInstallation, limits: CoqInstallation.Limits
  ) async throws -> URL {
    let files = FileManager.default
    // Complete before it is seen: another process may compile the same.
    let parent = place.deletingLastPathComponent()
    try files.createDirectory(at: parent, withIntermediateDirectories: true)
    let folder = parent.appending(path: ".\(UUID().uuidString)")
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? files.removeItem(at: folder) }
    try await CoqCanary.check(coq, in: folder, limits: limits)
    for (name, text) in sources {
      try Data(text.utf8).write(to: folder.appending(path: "\(name).v"))
      try await compile(name, to: "vo", by: coq, in: folder, limits: limits)
    }
    try await checkAssumptions(by: coq, in: folder, limits: limits)
    for name in Self.files {
      try await compile(name, to: "vos", by: coq, in: folder, limits: limits)
    }
    guard let seal = CoqSeal(of: Self.files, in: folder, by: coq.fingerprint) else {
      throw CoqFailure(stage: .library("All"), end: .ended(0), message: "")
    }
    try seal.write(to: folder)
    // What is left of a damaged one.
    if !CoqSeal.isIntact(Self.files, in: place, by: coq.fingerprint) {
      try? files.removeItem(at: place)
    }
    do {
      try files.moveItem(at: folder, to: place)
    } catch {
      // Somebody else was faster.
      guard files.fileExists(atPath: place.path) else { throw error }
    }
    return place
  }
}

extension CoqLibrary {
  /// Compiles a file in full (`vo`), or its statements alone (`vos`).
  private func compile(
    _ name: String, to ending: String, by coq: CoqInstallation, in folder: URL,
    limits: CoqInstallation.Limits
  ) async throws {
    let answer = try await coq.run(
      CoqChecker.options(library: folder, limits: limits)
        + (ending == "vos" ? ["-vos"] : []) + ["\(name).v"], in: folder, limits: limits)
    guard answer.end == .ended(0),
      FileManager.default.fileExists(atPath: folder.appending(path: "\(name).\(ending)").path)
    else {
      throw CoqFailure(stage: .library(name), end: answer.end, message: answer.errors)
    }
  }

  /// Lets Coq list what the lemmas rest on together, from the library compiled in full.
  private func checkAssumptions(
    by coq: CoqInstallation, in folder: URL, limits: CoqInstallation.Limits
  ) async throws {
    let name = "Assumptions"
    let text =
      "From ActivationLab Require Import All.\n" + CoqChecker.question(of: lemmas.map { "@\($0)" })
    try Data(text.utf8).write(to: folder.appending(path: "\(name).v"))
    // One sentence that reads the proofs of all libraries, for which there is time once.
    let patient = CoqInstallation.Limits(
      time: max(limits.time, .seconds(300)), memory: limits.memory)
    let answer = try await coq.run(
      ["-q", "-Q", folder.path, "ActivationLab", "-w", "none", "\(name).v"], in: folder,
      limits: patient)
    let lists = CoqChecker.assumptions(in: answer.output)
    guard answer.end == .ended(0), lists.count == 1 else {
      throw CoqFailure(stage: .library(name), end: answer.end, message: answer.errors)
    }
    if let foreign = lists[0].first(where: { !CoqChecker.allowedAssumptions.contains($0) }) {
      throw CoqFailure(
        stage: .library(name), end: answer.end, message: "Error: it rests on \(foreign)")
    }
  }

  private func place(_ coq: CoqInstallation, in cache: CoqCache) -> URL {
    cache.folder.appending(path: "coq/\(key(coq))")
  }

  /// Removes the compiled library.
  func remove(of coq: CoqInstallation, from cache: CoqCache) {
    try? FileManager.default.removeItem(at: place(coq, in: cache))
  }
}

/// Coq could not do what does not depend on the claims.
public struct CoqFailure: Error, CustomStringConvertible {
  enum Stage: Equatable, Sendable {
    case start
    case canary(String)
    case library(String)
    case file
    case assumptions
  }

  let stage: Stage
  let end: CoqInstallation.End
  let message: String

  /// One line: what failed, and why.
  public var description: String {
    let what: String
    switch stage {
    case .start: what = "coqc does not say its version"
    case .canary(let program):
      return "'\(program)' accepts a false theorem; it is not the proof checker of Coq"
    case .library(let name): what = "the library of proofs (\(name).v) does not compile"
    case .file: what = "the definitions of the proof do not compile"
    case .assumptions: what = "the assumptions of the proof cannot be listed"
    }
    let why =
      switch end {
      case .timedOut: "coqc took too long"
      case .outOfMemory: "coqc ran out of memory"
      case .ended(let code): "coqc ended with exit code \(code)"
      }
    let lines = message.split(whereSeparator: \.isNewline)
    let detail = lines.first { $0.hasPrefix("Error") || $0.contains("rror:") } ?? lines.last
    let remedy =
      switch end {
      case .timedOut: "give it more time with --timeout"
      case .outOfMemory: "give it more memory with --memory, or lift the limit of the shell"
      case .ended: "is it Coq 8.16 or newer, with Coquelicot and Interval?"
      }
    return "\(what): \(why)" + (detail.map { " (\($0.prefix(200)))" } ?? "") + "; \(remedy)"
  }
}
