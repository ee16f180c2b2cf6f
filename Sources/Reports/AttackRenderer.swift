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

  /// Plain text of 80 columns.
  public func text(of results: [AttackResult], model: String) -> String {
    document(results, model).text()
  }

  /// Markdown.
  public func markdown(of results: [AttackResult], model: String) -> String {
    document(results, model).markdown
  }

  private func document(_ results: [AttackResult], _ model: String) -> BlockDocument {
    var document = BlockDocument()
    guard let first = results.first else { return document }
    document.append(.line(writer.phrase("attack.title", model, norm(first))))
    document.append(
      .table(
        header: ["sample", "input", "class", "lower", "upper", "witness", "status"].map {
          writer.phrase("attack.\($0)")
        }, rows: results.map(row)))
    document.append(.line(writer.phrase("attack.meaning")))
    if let nearest = nearest(results) {
      document.append(
        .line(
          writer.phrase(
            "attack.nearest", "\(nearest.sample)", writer.bound(nearest.distance.upper, .up))))
    }
    let unattained = results.filter { $0.attained == false }.map { "\($0.sample)" }
    if !unattained.isEmpty {
      document.append(
        .line(writer.phrase("attack.unattained", unattained.joined(separator: ", "))))
    }
    let gaps = results.filter { $0.status == .gap }
    if gaps.contains(where: { $0.witness == nil }) {
      document.append(.line(writer.phrase("attack.none")))
    }
    if gaps.contains(where: { $0.witness != nil }) {
      document.append(.line(writer.phrase("attack.gap")))
    }
    return document
  }

  private func norm(_ result: AttackResult) -> String {
    writer.phrase("attack.norm.\(result.norm.rawValue)")
  }

  /// The result whose witness is nearest, the first of equal ones.
  private func nearest(_ results: [AttackResult]) -> AttackResult? {
    guard results.count > 1 else { return nil }
    return results.filter { $0.witness != nil }.min { $0.distance.upper < $1.distance.upper }
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
