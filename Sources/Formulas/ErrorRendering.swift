extension FormulaError: CustomStringConvertible {
  /// The error as ``rendered(width:)`` shows it on 80 columns.
  public var description: String { rendered() }

  /// The message, the line of the source with carets under the place, and the suggestion.
  ///
  /// Tabs, line breaks and control characters are shown as one column each; wide characters count
  /// two columns. A line that does not fit `width` columns is cut around the place. There is no line
  /// break at the end.
  public func rendered(width: Int = 80) -> String {
    var lines = ["error: \(message)" + (expected.map { "; expected \($0)" } ?? "")]
    if source.contains(where: { !$0.isWhitespace }) {
      lines += excerpt(columns: max(20, width - 2)).map { "  \($0)" }
    }
    if let suggestion { lines.append(suggestion) }
    return lines.joined(separator: "\n")
  }

  /// The part of the source that fits, and the line of carets below it.
  private func excerpt(columns: Int) -> [String] {
    // Only characters near the place can be shown, so that a long source costs nothing.
    let firstNear = max(0, range.lowerBound - columns)
    let near = Array(source.dropFirst(firstNear).prefix(3 * columns))
    let cells = near.map { Cell($0) }
    let isLastNear = firstNear + near.count == source.count
    let place = min(range.lowerBound - firstNear, cells.count)
    let placeEnd = min(max(range.upperBound - firstNear, place), cells.count)

    // Grow the window from the place: to its end, then to the left and right in turn.
    let ellipsis = "…"
    let room = columns - 2
    var lower = place
    var upper = place
    var used = 0
    while upper < placeEnd, used + cells[upper].width <= room / 2 {
      used += cells[upper].width
      upper += 1
    }
    var grows = true
    while grows {
      grows = false
      if lower > 0, used + cells[lower - 1].width <= room {
        lower -= 1
        used += cells[lower].width
        grows = true
      }
      if upper < cells.count, used + cells[upper].width <= room {
        used += cells[upper].width
        upper += 1
        grows = true
      }
    }
    let before = lower > 0 || firstNear > 0 ? ellipsis : ""
    let after = upper < cells.count || !isLastNear ? ellipsis : ""
    let indent = before.count + cells[lower..<place].reduce(0) { $0 + $1.width }
    let marked = cells[place..<min(max(placeEnd, place), upper)].reduce(0) { $0 + $1.width }
    return [
      before + cells[lower..<upper].map(\.text).joined() + after,
      String(repeating: " ", count: indent) + "^"
        + String(repeating: "~", count: max(0, marked - 1)),
    ]
  }
}

/// A character as a terminal shows it.
struct Cell {
  let text: String
  let width: Int

  init(_ character: Character) {
    guard let scalar = character.unicodeScalars.first else {
      (text, width) = ("", 0)
      return
    }
    switch scalar.properties.generalCategory {
    case _ where character.isNewline, .spaceSeparator: (text, width) = (" ", 1)
    case .control: (text, width) = (scalar == "\t" ? " " : "\u{FFFD}", 1)
    case .format, .surrogate, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator:
      (text, width) = ("\u{FFFD}", 1)
    case .nonspacingMark, .enclosingMark, .spacingMark:
      (text, width) = ("\u{25CC}\(character.unicodeScalars.count > 4 ? "" : String(character))", 1)
    default:
      // A base letter with an unreasonable pile of marks is shown bare.
      text = character.unicodeScalars.count > 8 ? String(scalar) : String(character)
      width = Cell.isWide(scalar) ? 2 : 1
    }
  }

  /// Whether the scalar takes two columns: the East Asian wide and fullwidth blocks and emoji
  /// (Unicode Standard Annex 11, by block).
  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
