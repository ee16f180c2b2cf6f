import Activations
import Analysis
import Foundation
import Randomness
import Testing

@testable import Proofs

@Suite("The analysis and Coq agree")
struct CoqCatalogueTests {
  @Test("on continuity, kinks and derivative of the whole catalogue")
  func catalogue() async throws {
    let names = Catalogue.builtIn.activations.map(\.name)
    let proofs = try names.map { try CoqFixtures.proof($0, CoqFixtures.basicKinds) }
    for (name, proof) in zip(names, proofs) {
      #expect(proof.claims.allSatisfy { $0.theorem != nil }, "\(name)")
    }
    let verdicts = try await checked(proofs)
    for (name, verdict) in zip(names, verdicts) { #expect(verdict == .accepted, "\(name)") }
    let table = Self.table(names, proofs, verdicts, version: try await CoqChecker().version)
    if ProcessInfo.processInfo.environment["ACTLAB_UPDATE_PROOF_RECORDS"] != nil {
      try table.write(to: Self.page, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: Self.page, encoding: .utf8) == table)
  }

  /// The page that shows what is checked.
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Documentation/CoqCoverage.md")

  /// The page: for each function how many theorems of a kind Coq accepts.
  private static func table(
    _ names: [String], _ proofs: [CoqProof], _ verdicts: [CoqVerdict?], version: String
  ) -> String {
    var lines = [
      "# What Coq checks of the catalogue", "",
      "Written by the tests from what Coq \(version) says: for each function the number of theorems",
      "on its domain and continuity, on its kinks and jumps, and on its derivative, all of them",
      "accepted. Of ReLU, leaky ReLU and softplus every claim is checked, of the functions of the",
      "homework also smoothness, Lipschitz constants and gradient regions; see `actlab prove`.", "",
      "| function | continuity | kinks and jumps | derivative |", "|:---|---:|---:|---:|",
    ]
    for (name, (proof, verdict)) in zip(names, zip(proofs, verdicts)) {
      let counts = [[ClaimKind.domain, .continuity], [.kinks], [.derivative]].map { kinds in
        let count = proof.claims.count { kinds.contains($0.kind) && $0.theorem != nil }
        return verdict == .accepted ? "\(count)" : "—"
      }
      lines.append("| \(name) | \(counts.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test("on 200 random piecewise formulas")
  func random() async throws {
    var generator = SplitMix64(seed: 20)
    let formulas = (0..<200).map { _ in RandomPiecewise(using: &generator).text }
    let proofs = try formulas.map { try CoqFixtures.proof($0, CoqFixtures.basicKinds) }
    let verdicts = try await checked(proofs)
    for (formula, verdict) in zip(formulas, verdicts) {
      #expect(verdict == .accepted, "\(formula)")
    }
  }

  /// The verdicts, in files of ten modules, two at a time.
  private func checked(_ proofs: [CoqProof]) async throws -> [CoqVerdict?] {
    let checker = try await CoqChecker(limits: .init(time: .seconds(900)))
    let starts = Array(stride(from: 0, to: proofs.count, by: 10))
    return try await withThrowingTaskGroup(of: (Int, [CoqVerdict?]).self) { group in
      var results: [Int: [CoqVerdict?]] = [:]
      for (number, start) in starts.enumerated() {
        if number >= 2, let (place, verdicts) = try await group.next() { results[place] = verdicts }
        let part = Array(proofs[start..<min(start + 10, proofs.count)])
        group.addTask { (start, try await CoqFixtures.check(part, by: checker)) }
      }
      for try await (place, verdicts) in group { results[place] = verdicts }
      return starts.flatMap { results[$0] ?? [] }
    }
  }
}

/// A formula with one to three breakpoints between simple pieces, in different notations; the last piece
/// may be chosen by another comparison.
struct RandomPiecewise {
  let text: String

  init(using generator: inout SplitMix64) {
    let pieces = [
      "0", "x", "1", "2*x - 1", "x/3", "x^2", "-x", "exp(x)", "exp(x) - 1", "tanh(x)",
      "1/(1 + exp(-x))", "ln(1 + exp(x))", "x^3 - x", "abs(x)", "max(0, x)", "x/(1 + abs(x))",
      "max(0, tanh(x))", "abs(tanh(x) - 1/2)", "max(sigmoid(x), 1/3)", "abs(sigmoid(x) - 1/2)",
      "max(erf(x), 0)", "abs(erf(x))", "min(0, atan(x))", "min(softplus(x), 1)", "sqrt(x^2)",
      "sqrt((2*x - 1)^2)", "exp(2*x + 1)", "exp(1 - x)",
      "min(x, 1)", "x*exp(-x^2)", "erf(x)", "sqrt(1 + x^2)", "sin(x)", "max(-1, min(1, x))",
    ]
    let points = ["-2", "-1", "-1/2", "0", "1/3", "1", "3/2", "2"]
    let conditions = [
      "tanh(x) > 1/2", "abs(x) < 1", "exp(x) < 2", "sigmoid(x) >= 1/4", "exp(x) >= 1/2",
    ]
    let count = Int.random(in: 1...3, using: &generator)
    let chosen = points.indices.shuffled(using: &generator).prefix(count).sorted()
    var text = pieces.randomElement(using: &generator) ?? "x"
    if Bool.random(using: &generator), let condition = conditions.randomElement(using: &generator) {
      text = "(\(text) if \(condition) else \(pieces.randomElement(using: &generator) ?? "x"))"
    }
    for index in chosen.reversed() {
      let piece = pieces.randomElement(using: &generator) ?? "x"
      let relation = Bool.random(using: &generator) ? "<" : "<="
      text = "(\(piece) if x \(relation) \(points[index]) else \(text))"
    }
    self.text = text
  }
}
