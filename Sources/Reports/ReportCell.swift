import Foundation

/// A part of a document, in the order of reading.
public enum ReportCell: Hashable, Sendable {
  /// Markdown with LaTeX formulas.
  case markdown(String)
  /// Python code and what it printed.
  case code(PythonCell)
  /// A figure by the name of its file, with its caption.
  case figure(name: String, caption: String)
}

extension ReportCell {
  /// The cells of a rendered template, in which the lines `<!-- cell NAME -->` and
  /// `<!-- figure NAME | CAPTION -->` stand for code and figures.
  ///
  /// A name that is not among `cells` or `figures` leaves nothing behind.
  static func split(
    _ text: String, cells: [PythonCell], figures: Set<String>
  ) -> [ReportCell] {
    var result: [ReportCell] = []
    var markdown: [Substring] = []
    func flush() {
      let joined = markdown.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
      if !joined.isEmpty { result.append(.markdown(joined)) }
      markdown = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let name = marker("cell", in: line) {
        flush()
        if let cell = cells.first(where: { $0.name == name }) { result.append(.code(cell)) }
      } else if let content = marker("figure", in: line) {
        flush()
        let parts = content.split(separator: "|", maxSplits: 1)
        let name = parts.first.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
        let caption = parts.count == 2 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        if figures.contains(name) { result.append(.figure(name: name, caption: caption)) }
      } else {
        markdown.append(line)
      }
    }
    flush()
    return result
  }

  private static func marker(_ kind: String, in line: Substring) -> String? {
    let prefix = "<!-- \(kind) "
    guard line.hasPrefix(prefix), line.hasSuffix(" -->") else { return nil }
    return line.dropFirst(prefix.count).dropLast(4).trimmingCharacters(in: .whitespaces)
  }
}
