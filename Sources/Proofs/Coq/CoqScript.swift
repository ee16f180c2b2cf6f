// A Coq file as a list of blocks, which a checker can leave out one by one.

/// A Coq file that is being written.
struct CoqScript {
  /// A definition, lemma or theorem with all its lines.
  struct Block: Hashable, Sendable {
    /// The name that it defines, or `nil` for what defines none.
    let name: String?
    /// The lines.
    let text: String
    /// The names that occur in it.
    let words: Set<String>

    /// The same without the proof of a single lemma or theorem, which is assumed.
    var assumed: Block {
      let parts = text.split(separator: "\nProof.", maxSplits: 1)
      guard parts.count == 2, let end = parts[1].firstRange(of: " Qed.") else { return self }
      let rest = parts[1][end.upperBound...]
      guard !rest.contains("Qed.") else { return self }
      return Block(name: name, text: "\(parts[0])\nAdmitted.\(rest)")
    }

    init(name: String?, text: String) {
      self.name = name
      self.text = text
      words = Set(
        text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "'") }.map(String.init))
    }
  }

  private(set) var blocks: [Block] = []

  /// A comment, or a blank line before what follows.
  mutating func comment(_ text: String) {
    blocks.append(Block(name: nil, text: "\n(** \(Self.harmless(text)) *)"))
  }

  /// A definition of a function or a set.
  mutating func define(_ name: String, _ parameters: String, _ type: String, _ body: String) {
    blocks.append(
      Block(
        name: name,
        text: Self.wrapped("Definition \(name) \(parameters) : \(type) :=", body + ".")
          + "\n#[local] Hint Unfold \(name) : formulas."))
  }

  /// Any other sentence.
  mutating func sentence(_ text: String) { blocks.append(Block(name: nil, text: text)) }

  /// Sentences that stand or fall together, under one name.
  mutating func block(_ name: String, _ text: String) {
    blocks.append(Block(name: name, text: text))
  }

  /// A lemma or theorem with its proof; with `hints`, tactics find it in that data base.
  mutating func prove(
    _ name: String, _ statement: String, by proof: String, as keyword: String = "Lemma",
    hints: String? = nil
  ) {
    let text =
      Self.wrapped("\(keyword) \(name) :", statement + ".") + "\n"
      + Self.wrapped("Proof.", proof + ". Qed.")
      + (hints.map { "\n#[local] Hint Resolve \(name) : \($0)." } ?? "")
    blocks.append(Block(name: name, text: text))
  }

  /// Whether a block defines the name.
  func defines(_ name: String) -> Bool { blocks.contains { $0.name == name } }

  /// The file without the blocks named and those that use them.
  func text(omitting omitted: Set<String> = []) -> String {
    kept(omitting: omitted).map { $0.text + "\n" }.joined()
  }

  /// The blocks that use none of the names, directly or not.
  func kept(omitting omitted: Set<String>) -> [Block] {
    var gone = omitted
    return blocks.filter { block in
      let isGone = block.name.map(gone.contains) ?? false || !gone.isDisjoint(with: block.words)
      if isGone, let name = block.name { gone.insert(name) }
      return !isGone
    }
  }

  /// The text where no comment of Coq begins or ends.
  private static func harmless(_ text: String) -> String {
    text.replacing("(*", with: "( *").replacing("*)", with: "* )").replacing("\"", with: "'")
  }

  /// Both parts on one line of 100 columns, or the second on a line of its own.
  private static func wrapped(_ head: String, _ tail: String) -> String {
    head.count + tail.count < 100 && !tail.contains("\n")
      ? "\(head) \(tail)" : "\(head)\n  \(tail)"
  }
}
