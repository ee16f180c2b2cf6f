/// Headings, lines and tables, which can be written as text of 80 columns or as Markdown.
struct BlockDocument {
  /// A part of the document.
  enum Block {
    case heading(String)
    case line(String)
    /// A line that defines something by a formula: in text, its continuation is indented.
    case definition(String)
    case items([String])
    /// Lines that are never broken, because somebody may copy them.
    case verbatim([String])
    /// All rows have as many cells as the header.
    case table(header: [String], rows: [[String]])
  }

  private(set) var blocks: [Block] = []

  mutating func append(_ block: Block) { blocks.append(block) }

  /// Plain text, with a line feed at its end.
  func text(width: Int = 80) -> String {
    blocks.map { block in
      switch block {
      case .heading(let title): title
      case .line(let line): LineWrapping.lines(line, width: width).joined(separator: "\n")
      case .definition(let line):
        LineWrapping.lines(line, width: width, indentation: 4).joined(separator: "\n")
      case .verbatim(let lines): lines.joined(separator: "\n")
      case .items(let items):
        items.map { item in
          "- " + LineWrapping.lines(item, width: width - 2).joined(separator: "\n  ")
        }.joined(separator: "\n")
      case .table(let header, let rows):
        TextTable(header: header, rows: rows).text(width: width)
      }
    }.joined(separator: "\n\n") + "\n"
  }

  /// Markdown, with a line feed at its end.
  var markdown: String {
    blocks.map { block in
      switch block {
      case .heading(let title): "## \(title)"
      case .line(let line), .definition(let line): line
      case .verbatim(let lines): "```\n\(lines.joined(separator: "\n"))\n```"
      case .items(let items): items.map { "- \($0)" }.joined(separator: "\n")
      case .table(let header, let rows):
        ([header, header.map { _ in ":---" }] + rows).map { cells in
          "| " + cells.map(\.inMarkdownCell).joined(separator: " | ") + " |"
        }.joined(separator: "\n")
      }
    }.joined(separator: "\n\n") + "\n"
  }
}

extension String {
  /// The text for a cell of a Markdown table: a bar would end the cell.
  fileprivate var inMarkdownCell: String {
    guard contains("|") else { return self }
    // Inside formulas a bar is written as a command, outside it is escaped.
    return split(separator: "$", omittingEmptySubsequences: false).enumerated().map { index, part in
      part.replacing("|", with: index.isMultiple(of: 2) ? "\\|" : "\\vert ")
    }.joined(separator: "$")
  }
}
