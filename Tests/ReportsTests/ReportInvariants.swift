import Foundation
import Testing

@testable import Reports

/// What must hold for the Markdown of every report, whatever the functions.
struct ReportInvariants {
  /// The Markdown.
  let text: String
  /// Whether the prose is Russian.
  let isRussian: Bool
  /// Names of functions, which may stand in the prose.
  let names: [String]

  /// Words of Latin letters that Russian prose uses.
  private static let borrowed: Set = [
    "Python", "Jupyter", "Markdown", "HTML", "NumPy", "PyTorch", "JAX", "TensorFlow", "float",
    "bfloat", "softplus", "ActivationLab", "Coq", "Coquelicot", "Interval",
  ]

  /// What is wrong, in words; empty when all invariants hold.
  var violations: [String] {
    var found: [String] = []
    for forbidden in ["<%", "%>", "<!--", "nil", "Optional(", "{{", "\n\n\n\n", "undetermined"]
    where text.contains(forbidden) {
      found.append("contains \(forbidden)")
    }
    let prose = outsideCode
    if !prose.count(where: { $0 == "$" }).isMultiple(of: 2) { found.append("an odd $") }
    for formula in formulas(in: prose) {
      let braces = formula.count { $0 == "{" } - formula.count { $0 == "}" }
      if formula.allSatisfy(\.isWhitespace) { found.append("an empty formula") }
      if braces != 0 { found.append("unbalanced braces: \(formula)") }
      if formula.contains(/\S\s*(=|\\approx|\\le|\\ge)\s*($|\\\\)/) {
        found.append("no right side: \(formula)")
      }
    }
    if isRussian {
      let words = plainWords(prose).matches(of: /[A-Za-z]{3,}/).map { String($0.output) }
      let known = Self.borrowed.union(names.flatMap { $0.split { !$0.isLetter }.map(String.init) })
      found += Set(words).subtracting(known).sorted().map { "English in Russian prose: \($0)" }
    }
    if plainWords(prose).contains(/[ ][,.;]|\([ ]|\(\)|,,|\.\.[ ]/) {
      found.append("loose punctuation")
    }
    if prose.contains(/(?:^|[^0-9.])[0-9]{20,}/) { found.append("a number of many digits") }
    return found + uncitedNumbers.map { "a number from nowhere: \($0)" }
      + unprintedNumbers.map { "not printed by the script: \($0)" } + paragraphFaults
  }

  /// The results in the script's columns that no cell printed.
  private var unprintedNumbers: [String] {
    let blocks = text.split(separator: "```", omittingEmptySubsequences: false)
    let outputs = blocks.enumerated().filter { !$0.offset.isMultiple(of: 2) }
      .map(\.element).filter { $0.hasPrefix("text") }
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| $") }
    let quoted = rows.flatMap { $0.matches(of: /\| `([^`]+)` (?=\|)/).map { String($0.output.1) } }
    return quoted.filter { number in !outputs.contains { $0.contains(number) } }
  }

  /// What is wrong with the analytic paragraph: it has five or six sentences, a space between them.
  private var paragraphFaults: [String] {
    guard let paragraph else { return [] }
    let words = plainWords(paragraph)
    let sentences = words.matches(of: /[.](?: |$)/).count
    return (words.contains("  ") ? ["a double space in the paragraph"] : [])
      + (isWholeReport && !(5...6).contains(sentences)
        ? ["a paragraph of \(sentences) sentences"] : [])
  }

  /// Whether the text has more than a paragraph.
  private var isWholeReport: Bool { text.contains("<a id=\"theory\"></a>") }

  /// The analytic paragraph.
  private var paragraph: String? {
    guard let start = text.range(of: "<a id=\"paragraph\"></a>") else { return nil }
    return text[start.upperBound...].split(separator: "\n").first { !$0.hasPrefix("#") }
      .map(String.init)
  }

  /// The numbers that the analytic paragraph cites and that nothing else in the report shows, not
  /// even with more digits.
  private var uncitedNumbers: [String] {
    guard let paragraph else { return ["no paragraph"] }
    let rest = text.replacing(paragraph, with: "")
    let facts = paragraph.replacing("f^{(2)}", with: "").replacing(/float64/, with: "")
    let shown = numbers(in: rest)
    return numbers(in: facts).filter { cited in
      let places = cited.split(separator: ".").dropFirst().first?.count ?? 0
      guard places > 0, let value = Double(cited) else { return !rest.contains(cited) }
      let halfUnit = 0.5000001 * pow(10, -Double(places))
      return !shown.contains { abs((Double($0) ?? .infinity) - value) <= halfUnit }
    }
  }

  private func numbers(in text: String) -> [String] {
    text.matches(of: /[0-9]+(?:\.[0-9]+)?/).map { String($0.output) }
  }

  /// The text without fenced blocks and inline code.
  private var outsideCode: String {
    let blocks = text.split(separator: "```", omittingEmptySubsequences: false)
    return blocks.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
      .replacing(/`[^`\n]*`/, with: "X")
  }

  /// Displayed and inline formulas.
  private func formulas(in prose: String) -> [String] {
    prose.split(separator: "$$", omittingEmptySubsequences: false).enumerated().flatMap {
      index, part -> [String] in
      guard index.isMultiple(of: 2) else { return [String(part)] }
      return part.split(separator: "$", omittingEmptySubsequences: false).enumerated()
        .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
    }
  }

  /// The prose with a letter in place of each formula, and without links and tags.
  private func plainWords(_ prose: String) -> String {
    prose.replacing(/\$\$[^$]*\$\$/, with: "X").replacing(/\$[^$]*\$/, with: "X")
      .replacing(/\]\([^)]*\)/, with: "]").replacing(/<[^>]*>/, with: "")
  }
}

@Suite("Invariants of reports")
struct ReportInvariantsTests {
  private func violations(_ text: String, isRussian: Bool = true) -> [String] {
    ReportInvariants(
      text: text + "\n<a id=\"paragraph\"></a>\n### 3.4\nчисло $0.25$\n| $0.25$ |",
      isRussian: isRussian, names: ["Leaky ReLU"]
    ).violations
  }

  @Test("a sound text has no violations")
  func sound() {
    #expect(violations("Функция Leaky ReLU в точке $x = 1$ равна $$\\frac{1}{2}$$").isEmpty)
  }

  @Test(
    "each invariant can fail",
    arguments: [
      "пусто: $$ $$", "нечётно: $x", "скобки: ${x$", "нет правой части: $x = $",
      "<% тег %>", "an English word", "висит , запятая", "пустые скобки ()",
      "$$\\begin{aligned}\n&f(0) = \\\\\n&1\n\\end{aligned}$$",
      "дробь $\\frac{12345678901234567890123}{7}$",
      "```text\n0.5\n```\n| $1$ | `0.25` | $0.25$ |",
    ])
  func broken(text: String) {
    #expect(!violations(text).isEmpty)
  }

  @Test("a number that only the paragraph has is from nowhere")
  func uncited() {
    let text = "<a id=\"paragraph\"></a>\n### 3.4\nчисло $0.125$\n| $0.25$ |"
    #expect(
      ReportInvariants(text: text, isRussian: true, names: []).violations
        == ["a number from nowhere: 0.125"])
  }
}
