import Activations
import Analysis
import Foundation
import Formulas
import Installation

@testable import Proofs

/// Functions with their claims, and many of them in one file, which takes a fraction of the time.
enum CoqFixtures {
  /// All kinds but the domain, which is in every file.
  static let allKinds = Set(ClaimKind.allCases)
  /// What is proved of the whole catalogue.
  static let basicKinds: Set<ClaimKind> = [.continuity, .kinks, .derivative]

  /// The function with its analysis.
  static func analysed(_ text: String) throws -> (formula: Formula, analysis: FunctionAnalysis) {
    let function = try Catalogue.builtIn.parser.parse(text)
    return (function.formula, FunctionAnalysis(of: function))
  }

  /// The claims about a function, as its analysis has them after `change`.
  static func proof(
    _ text: String, _ kinds: Set<ClaimKind> = allKinds,
    change: (inout FunctionAnalysis) throws -> Void = { _ in }
  ) throws -> CoqProof {
    var (formula, analysis) = try analysed(text)
    try change(&analysis)
    return CoqProof(of: analysis, formula: formula, claims: kinds)
  }

  /// What Coq says of many files at once: each in a module of its own, named by its place.
  static func check(_ proofs: [CoqProof], by checker: CoqChecker) async throws -> [CoqVerdict?] {
    var script = CoqScript()
    script.sentence("From ActivationLab Require Import All.\nOpen Scope R_scope.")
    var names: [String?] = []
    for (index, proof) in proofs.enumerated() {
      let theorems = Array(Set(proof.claims.compactMap(\.theorem))).sorted()
      guard !theorems.isEmpty else {
        names.append(nil)
        continue
      }
      let body = proof.text.replacing("From ActivationLab Require Import All.", with: "")
      script.block(
        "m\(index)",
        "Module m\(index).\n\(body)Definition claims := (\(theorems.joined(separator: ", ")), tt).\n"
          + "End m\(index).")
      names.append("m\(index).claims")
    }
    let result = try await checker.check(script, theorems: names.compactMap { $0 })
    return names.map { $0.flatMap { result.verdicts[$0] } }
  }
}
