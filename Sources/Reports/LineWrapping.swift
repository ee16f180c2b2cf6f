import Formulas

/// Breaks text into lines where a reader would: prose between words, formulas before operators.
///
/// Of the places where a line may end, one is taken that fills the line; but brackets are kept
/// whole while that costs less than a part of a line, so that `(-∞, 0)` or `(1 + x)` stays
/// together. What is broken before an operator can still be copied and read as a formula.
struct LineWrapping {
  /// The columns.
  let width: Int
  /// The columns left empty at the start of each line but the first.
  let indentation: Int
  /// Whether words that are longer than a line are cut; otherwise such a line is too long.
  let cutsWords: Bool

  private let characters: [Character]
  /// For each character, the brackets that are open before it.
  private let depths: [Int]
  /// Before which characters no line ends: those between the bars of |x − a|.
  private let isBetweenBars: [Bool]

  /// What a bracket that is torn apart counts, in columns left empty.
  private static let costOfDepth = 12
  /// What an end of line inside a word counts.
  private static let costOfOperator = 6
  private static let costOfBracket = 24
  /// What an end of line counts that parts a sign from what it belongs to.
  private static let costOfSeparation = 60
  /// What is longer is no absolute value that has to stay together.
  private static let longestBars = 40
  /// Shorter words are never broken.
  private static let longWord = 24

  /// Signs that begin a line rather than end one.
  private static let leading: Set<String> = [
    "+", "-", "−", "·", "*", "/", "=", "≈", "<", "≤", ">", "≥", "≠", "==", "!=", "<=", ">=", "if",
    "else", "and", "or", "not", "∪", "→",
  ]
  /// Signs that stay with what stands on both their sides.
  private static let glued: Set<String> = ["×"]
  /// Signs that stay with what stands before them.
  private static let trailing: Set<String> = [";", "—", "–"]

  /// The lines of `text`; white space at ends is dropped, and runs of it count once.
  static func lines(
    _ text: String, width: Int, indentation: Int = 0, cutsWords: Bool = true
  ) -> [String] {
    LineWrapping(
      text, width: max(width, 1), indentation: min(indentation, max(width - 1, 0)),
      cutsWords: cutsWords
    ).lines
  }

  private init(_ text: String, width: Int, indentation: Int, cutsWords: Bool) {
    self.width = width
    self.indentation = indentation
    self.cutsWords = cutsWords
    characters = Array(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    var depth = 0
    depths = characters.map { character in
      if ")]}".contains(character) { depth = max(depth - 1, 0) }
      defer { if "([{".contains(character) { depth += 1 } }
      return depth
    }
    isBetweenBars = Self.betweenBars(characters)
  }

  /// Of a bar with the next one, where they enclose something short that neither begins nor ends with
  /// white space, what is between them.
  private static func betweenBars(_ characters: [Character]) -> [Bool] {
    var result = Array(repeating: false, count: characters.count)
    var next = 0
    while let open = characters[next...].firstIndex(of: "|") {
      next = open + 1
      guard let close = characters[next...].firstIndex(of: "|"), close - open <= longestBars,
        close > next, characters[next] != " ", characters[close - 1] != " "
      else { continue }
      for place in next...close { result[place] = true }
      next = close + 1
    }
    return result
  }

  private var lines: [String] {
    var lines: [String] = []
    var start = 0
    while true {
      let margin = lines.isEmpty ? 0 : indentation
      let room = width - margin
      let end = characters.count - start <= room ? characters.count : self.end(from: start, room)
      lines.append(String(repeating: " ", count: margin) + String(characters[start..<end]))
      start = end
      if start < characters.count, characters[start] == " " { start += 1 }
      if start >= characters.count { return lines }
    }
  }

  /// Where the line ends that begins at `start` and has room for `room` characters.
  private func end(from start: Int, _ room: Int) -> Int {
    let base = depths[start...].prefix(room + 1).min() ?? 0
    var best = (place: start + room, cost: Int.max)
    for place in stride(from: start + room, to: start, by: -1) {
      guard let own = cost(of: place, room) else { continue }
      let cost = own + Self.costOfDepth * (depths[place] - base) + (start + room - place)
      if cost < best.cost { best = (place, cost) }
    }
    guard best.cost == .max, !cutsWords else { return best.place }
    let later = (start + room + 1)..<max(characters.count, start + room + 1)
    return later.first { cost(of: $0, room) != nil } ?? characters.count
  }

  /// What an end of line before the character at `place` counts by itself; `nil` where none may be.
  private func cost(of place: Int, _ room: Int) -> Int? {
    if isBetweenBars[place] { return nil }
    if characters[place] == " " {
      let (before, after) = (word(endingAt: place), word(startingAt: place + 1))
      let isKept =
        Self.leading.contains(before) || Self.glued.contains(before) || Self.glued.contains(after)
        || Self.trailing.contains(after)
      return isKept ? Self.costOfSeparation : 0
    }
    guard characters[place - 1] != " ",
      word(endingAt: place).count + word(startingAt: place).count > min(Self.longWord, room)
    else { return nil }
    switch (characters[place - 1], characters[place]) {
    case ("*", "*"): return nil
    case (_, "*"), (_, "/"): return Self.costOfOperator
    case ("(", _), (",", _): return Self.costOfBracket
    default: return nil
    }
  }

  /// The word before `place`, or as much of it as tells that it is long.
  private func word(endingAt place: Int) -> String {
    var start = place
    while start > 0, characters[start - 1] != " ", place - start <= Self.longWord { start -= 1 }
    return String(characters[start..<place])
  }

  /// The word from `place` on, or as much of it as tells that it is long.
  private func word(startingAt place: Int) -> String {
    String(characters[place...].prefix(Self.longWord + 1).prefix { $0 != " " })
  }
}

extension Formula {
  /// The formula as text in lines of at most `width` columns, which the parser reads back.
  ///
  /// Only a number that is longer makes a longer line.
  public func text(variable: String, width: Int) -> String {
    LineWrapping.lines(
      text(variable: variable), width: width, indentation: 2, cutsWords: false
    )
    .joined(separator: "\n")
  }
}
