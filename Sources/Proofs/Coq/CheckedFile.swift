/// A file that Coq checks: its text, by content, and its theorems.
struct CheckedFile: Sendable {
  /// The hash of the text.
  let hash: String
  /// The names of the theorems.
  let theorems: [String]

  init(_ script: CoqScript, theorems: [String]) {
    hash = ContentHash(of: script.text().utf8).text
    self.theorems = theorems
  }
}

extension CheckedProof {
  /// Whether this can be the record of the file: it names its hash and its theorems, and no assumption
  /// that is not allowed.
  func isRecord(of file: CheckedFile) -> Bool {
    self.file == file.hash && Set(verdicts.keys) == Set(file.theorems)
      && assumptions.allSatisfy(CoqChecker.allowedAssumptions.contains)
  }
}
