import Foundation
import Installation
import Robustness

/// Optimal adversarial examples as text or Markdown.
public struct AttackRenderer: Sendable {
  private let writer: NetworkWriter

  /// A renderer in `language`.
  ///
  /// - Throws: the error of finding or reading the phrases.
  public init(language: Language) throws {
    writer = try NetworkWriter(language: language, decimals: 4)
  }

  /// Plain text of 80 columns; `target` is the class that was asked for, if one was.
  public func text(of results: [AttackResult], model: String, target: Int? = nil) -> String {
    document(results, model, target).text()
  }

  /// Markdown.
  public func markdown(of results: [AttackResult], model: String, target: Int? = nil) -> String {
    document(results, model, target).markdown
  }

  private func document(
    _ results: [AttackResult], _ model: String, _ target: Int?
  ) -> BlockDocument {
    var document = BlockDocument()
    guard let first = results.first else { return document }
    document.append(.line(writer.phrase("attack.title", model, norm(first))))
    document.append(
      .table(
        header: ["sample", "input", "class", "lower", "upper", "witness", "status"].map {
          writer.phrase("attack.\($0)")
        }, rows: results.map(row)))
    if results.contains(where: { $0.witness != nil }) {
      document.append(
        .line(
          target.map { writer.phrase("attack.meaning.target", "\($0)") }
            ?? writer.phrase("attack.meaning")))
    }
    if results.count > 1, let nearest = results.nearest.first {
      let samples = results.nearest.map { "\($0.sample)" }.joined(separator: ", ")
      document.append(
        .line(
          writer.phrase(
            results.nearest.count > 1 ? "attack.nearest.several" : "attack.nearest", samples,
            writer.bound(nearest.distance.upper, .up))))
    }
    let unattained = results.filter { $0.attained == false }.map { "\($0.sample)" }
    if !unattained.isEmpty {
      document.append(
        .line(writer.phrase("attack.unattained", unattained.joined(separator: ", "))))
    }
    if results.contains(where: { $0.status == .robust }) {
      document.append(.line(writer.phrase("attack.robust")))
    }
    for shortfall in AttackResult.Shortfall.allCases {
      let samples = results.filter { $0.shortfall == shortfall }.map { "\($0.sample)" }
      if samples.isEmpty { continue }
      document.append(
        .line(
          writer.phrase(
            "attack.gap.\(shortfall.rawValue)", samples.joined(separator: ", "))))
    }
    return document
  }

  private func norm(_ result: AttackResult) -> String {
    writer.phrase("attack.norm.\(result.norm.rawValue)")
  }

  private func row(_ result: AttackResult) -> [String] {
    let target = result.target.map { " → \($0)" } ?? ""
    return [
      "\(result.sample)", vector(result.input), "\(result.label)\(target)",
      writer.bound(result.distance.lower, .down), writer.bound(result.distance.upper, .up),
      result.witness.map(vector) ?? "—", writer.phrase("attack.status.\(result.status.rawValue)"),
    ]
  }

  /// A short vector; of a long one only its length.
  private func vector(_ numbers: [Double]) -> String {
    guard numbers.count <= 4 else { return writer.phrase("attack.long", "\(numbers.count)") }
    return "(\(writer.rounded(numbers)))"
  }
}
