/// A table in plain text: aligned columns, with a rule below the header.
///
/// Cells are broken into lines where the table would be too wide.
struct TextTable {
  let header: [String]
  let rows: [[String]]

  private static let gap = "  "
  private static let narrowest = 8

  /// The table in at most `width` columns, as far as columns of eight characters allow it.
  func text(width: Int) -> String {
    let widths = columnWidths(total: width)
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: Self.gap)
    return (lines(header, widths) + [rule] + rows.flatMap { lines($0, widths) })
      .joined(separator: "\n")
  }

  /// The natural widths, the widest ones cut until the table fits.
  private func columnWidths(total: Int) -> [Int] {
    var widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    func excess() -> Int {
      widths.reduce(0, +) + Self.gap.count * max(widths.count - 1, 0) - total
    }
    // First as far as no number has to be cut, then on.
    for least in [numberWidths, header.map { _ in Self.narrowest }] {
      while excess() > 0 {
        let wide = widths.indices.filter { widths[$0] > least[$0] }
        guard let widest = wide.map({ widths[$0] }).max(),
          let column = wide.last(where: { widths[$0] == widest })
        else { break }
        let second = wide.map { widths[$0] }.filter { $0 < widest }.max() ?? widest - 1
        widths[column] = max(least[column], second, widest - excess())
      }
    }
    return widths
  }

  /// For each column the widest number in it, and no less than the narrowest column.
  private var numberWidths: [Int] {
    header.indices.map { column in
      let words = rows.flatMap { $0[column].split(separator: " ") }
      return words.filter { Double($0) != nil }.map(\.count).max().map { max($0, Self.narrowest) }
        ?? Self.narrowest
    }
  }

  private func lines(_ cells: [String], _ widths: [Int]) -> [String] {
    let wrapped = zip(cells, widths).map { LineWrapping.lines($0, width: $1) }
    let height = wrapped.map(\.count).max() ?? 1
    return (0..<height).map { line in
      let parts = zip(wrapped, widths).map { lines, width in
        let text = line < lines.count ? lines[line] : ""
        return text + String(repeating: " ", count: max(0, width - text.count))
      }
      var text = parts.joined(separator: Self.gap)
      while text.last == " " { text.removeLast() }
      return text
    }
  }
}
