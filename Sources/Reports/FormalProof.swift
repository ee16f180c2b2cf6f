import Formulas
import Installation
import Proofs

/// The Coq file about a function of a report, and what Coq has said of its theorems.
public struct FormalProof: Codable, Hashable, Sendable {
  /// Where the file stands beside the report.
  public let file: String
  /// The file.
  public let source: String
  /// The claims, with the verdicts of Coq where some are on record.
  public let table: ProofTable

  /// The proof of everything that is claimed of `subject`; Coq itself is not asked.
  public init(_ subject: StudySubject, records: ProofRecords) {
    let proof = Self.proof(of: subject)
    self.init(proof, of: subject, checked: records.record(of: proof))
  }

  init(_ proof: CoqProof, of subject: StudySubject, checked: CheckedProof?) {
    file = "proofs/\(subject.identifier).v"
    source = proof.text
    table = ProofTable(proof, of: subject.analysis.function, checked: checked)
  }

  /// The Coq file with every claim about `subject`.
  static func proof(of subject: StudySubject) -> CoqProof {
    CoqProof(
      of: subject.analysis, formula: subject.function.formula, claims: Set(ClaimKind.allCases))
  }

  /// The lemma library and the list of files, which make the proofs complete: `coq_makefile -f
  /// _CoqProject` takes it from there.
  static func companions(
    of proofs: [FormalProof], records: ProofRecords
  ) -> [String: String] {
    let library = records.libraryFiles.map { ("proofs/ActivationLab/\($0.key)", $0.value) }
    let files =
      records.libraryFiles.keys.sorted().map { "ActivationLab/\($0)" }
      + proofs.map { String($0.file.drop { $0 != "/" }.dropFirst()) }
    // The folder itself comes first: Coq takes the last name of a place that has two.
    let options = ["-Q . Proofs", "-Q ActivationLab ActivationLab", "-arg \"-w none\""]
    let project = (options + files).joined(separator: "\n") + "\n"
    return Dictionary(
      library + [("proofs/_CoqProject", project)] + proofs.map { ($0.file, $0.source) }
    ) { first, _ in first }
  }
}

/// Says of some claims of a proof whether Coq has checked them, in a line of Markdown: which statements
/// these are, not more than the theorems say.
struct ProofBadge {
  private let phrases: Phrases
  private let writer: TableWriter

  init(language: Language) throws {
    phrases = try Phrases(language: language, module: "Reports", file: "proofs")
    writer = TableWriter(notation: .latex, phrases: phrases)
  }

  /// The line about the claims of the given kinds; empty where none is made.
  func text(of proof: FormalProof?, _ kinds: Set<ClaimKind>) -> String {
    guard let proof else { return "" }
    let rows = proof.table.rows.filter { kinds.contains($0.claim.kind) }
    guard !rows.isEmpty else { return "" }
    let link = "[`\(proof.file.split(separator: "/").last ?? "")`](\(proof.file))"
    let attempted = rows.filter { $0.claim.theorem != nil }
    guard !attempted.isEmpty else {
      let obstacle = rows.compactMap(\.claim.obstacle).first
      return phrase("none", obstacle.map { phrases["obstacle.\($0.rawValue)"] } ?? "")
    }
    guard let version = proof.table.coq else { return phrase("unchecked", link) }
    let accepted = attempted.filter { $0.coq == .accepted }
    if accepted.isEmpty { return phrase("unchecked", link) }
    let statements = statements(accepted.map(\.claim))
    if accepted.count == rows.count { return phrase("checked", version, link, statements) }
    return phrase(
      "partly", version, link, "\(accepted.count)", "\(rows.count)", statements)
  }

  /// What the theorems say, a phrase each; the regions, which can be many, in one.
  private func statements(_ claims: [FormalClaim]) -> String {
    var texts = claims.filter { $0.kind != .regions || $0.wording == "region.root" }
      .map { claim in
        let text = phrases.claim(claim, writer)
        return claim.verdict == .refuted ? phrase("refuted", text) : text
      }
    if claims.contains(where: { $0.kind == .regions }) { texts.append(phrases["badge.regions"]) }
    return Self.unique(texts).joined(separator: "; ")
  }

  private func phrase(_ key: String, _ arguments: String...) -> String {
    var text = phrases["badge.\(key)"]
    for (index, argument) in arguments.enumerated() {
      text = text.replacing("%\(index + 1)", with: argument)
    }
    return text
  }

  /// The texts in their order, each once.
  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
