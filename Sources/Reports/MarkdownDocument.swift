/// A report as one Markdown text, with figures in the folder `figures` beside it.
public struct MarkdownDocument: Hashable, Sendable {
  /// The text.
  public let text: String

  /// The text of `report`.
  public init(_ report: Report) {
    let parts = report.cells.map { cell in
      switch cell {
      case .markdown(let text): text
      case .code(let cell): Self.code(cell)
      case .figure(let name, let caption): "![\(caption)](figures/\(name).svg)\n\n*\(caption)*"
      }
    }
    text = parts.joined(separator: "\n\n") + "\n"
  }

  private static func code(_ cell: PythonCell) -> String {
    let source = "```python\n\(cell.source)\n```"
    return cell.output.isEmpty ? source : "\(source)\n\n```text\n\(cell.output)\n```"
  }
}
