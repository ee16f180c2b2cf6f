import Installation
import Proofs

/// What the program needs, and whether it is there, as `actlab doctor` prints it.
public struct Diagnosis: Encodable, Sendable {
  /// One thing that is needed.
  public struct Check: Encodable, Sendable {
    /// What it is.
    public let name: String
    /// Whether it is there and works.
    public let isPresent: Bool
    /// Whether most commands do without it.
    public let isOptional: Bool
    /// Its version or place; where it is missing, what is wrong and what to do. Not translated.
    public let detail: String

    /// A check with its result.
    public init(name: String, isPresent: Bool, isOptional: Bool = false, detail: String) {
      (self.name, self.isPresent, self.isOptional) = (name, isPresent, isOptional)
      self.detail = detail
    }
  }

  /// The name of this format.
  public let schema = "actlab.diagnosis.v1"
  /// What was looked at.
  public let checks: [Check]

  /// The result of some checks.
  public init(checks: [Check]) { self.checks = checks }

  /// Whether nothing is missing that is needed.
  public var isHealthy: Bool { missing.isEmpty }

  /// What is needed and missing.
  var missing: [Check] { checks.filter { !$0.isPresent && !$0.isOptional } }
}

/// A diagnosis as text or Markdown.
public struct DiagnosisRenderer: Sendable {
  /// The phrases; `nil` where they are among what is missing.
  private let phrases: Phrases?

  /// A renderer in `language`; in terse English where the phrases cannot be read, which a diagnosis
  /// must survive.
  public init(language: Language) { phrases = try? TableWriter.phrases(language) }

  /// One line a check, of any length because somebody may copy it, and a verdict.
  public func text(of diagnosis: Diagnosis) -> String {
    let rows = rows(of: diagnosis)
    let widths = (0...1).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      let padded = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      return "\(padded[0])  \(padded[1])  \(row[2])"
    }
    return (lines + verdict(diagnosis)).joined(separator: "\n") + "\n"
  }

  /// A table of the checks, and a verdict.
  public func markdown(of diagnosis: Diagnosis) -> String {
    var document = BlockDocument()
    document.append(
      .table(
        header: ["state", "need", "detail"].map { phrase("diagnosis.\($0)", otherwise: $0) },
        rows: rows(of: diagnosis)))
    for line in verdict(diagnosis) { document.append(.line(line)) }
    return document.markdown
  }

  private func phrase(_ key: String, otherwise text: String) -> String {
    guard let phrase = phrases?[key], phrase != key else { return text }
    return phrase
  }

  private func rows(of diagnosis: Diagnosis) -> [[String]] {
    diagnosis.checks.map { check in
      [
        check.isPresent
          ? phrase("diagnosis.present", otherwise: "ok")
          : check.isOptional
            ? phrase("diagnosis.absent", otherwise: "absent")
            : phrase("diagnosis.missing", otherwise: "MISSING"),
        phrase("diagnosis.name.\(check.name)", otherwise: check.name), check.detail,
      ]
    }
  }

  private func verdict(_ diagnosis: Diagnosis) -> [String] {
    guard let phrases else { return [] }
    let missing = diagnosis.missing.count
    if missing == 0 { return [phrases["diagnosis.complete"]] }
    return [
      phrases["diagnosis.incomplete"].replacing("%1", with: "\(missing)")
        .replacing("%2", with: "\(diagnosis.checks.count)")
    ]
  }
}
