/// Where a text stops being JSON (RFC 8259), which Foundation's decoder does not tell.
struct JSONSyntax {
  private let bytes: [UInt8]
  private var place = 0

  /// Deeper nesting is an error, so that the reader's stack suffices.
  private static let greatestDepth = 200

  /// The place, in bytes, of the first error, or `nil` for JSON.
  static func firstError(in bytes: some Sequence<UInt8>) -> Int? {
    var syntax = JSONSyntax(bytes: Array(bytes))
    let isWhole = syntax.value(depth: 0) && syntax.isAtEnd
    return isWhole ? nil : syntax.place
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  /// Skips white space.
  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
  }

  private var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return place == bytes.count
    }
  }

  /// Skips a character with white space before it, if it comes next.
  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) -> Bool {
    skipSpace()
    guard let byte = next, depth < Self.greatestDepth else { return false }
    switch byte {
    case UInt8(ascii: "{"):
      place += 1
      return list(until: "}") { syntax in
        syntax.string() && syntax.skip(":") && syntax.value(depth: depth + 1)
      }
    case UInt8(ascii: "["):
      place += 1
      return list(until: "]") { $0.value(depth: depth + 1) }
    case UInt8(ascii: "\""): return string()
    default: return word()
    }
  }

  private mutating func list(
    until end: Unicode.Scalar, _ element: (inout JSONSyntax) -> Bool
  ) -> Bool {
    if skip(end) { return true }
    repeat {
      skipSpace()
      guard element(&self) else { return false }
    } while skip(",")
    return skip(end)
  }

  private mutating func string() -> Bool {
    guard skip("\"") else { return false }
    while let byte = next, byte >= 0x20 {
      switch byte {
      case UInt8(ascii: "\""):
        place += 1
        return true
      case UInt8(ascii: "\\"):
        guard escape() else { return false }
      default: place += 1
      }
    }
    return false
  }

  private mutating func escape() -> Bool {
    let rest = bytes[place...].dropFirst()
    guard let letter = rest.first, "\"\\/bfnrtu".utf8.contains(letter) else { return false }
    if letter == UInt8(ascii: "u") {
      let digits = rest.dropFirst().prefix(4)
      guard digits.count == 4, digits.allSatisfy({ Self.isHexadecimal($0) }) else { return false }
      place += 4
    }
    place += 2
    return true
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    Character(Unicode.Scalar(byte)).isHexDigit
  }

  /// `true`, `false`, `null` or a number.
  private mutating func word() -> Bool {
    let word = String(
      decoding: bytes[place...].prefix {
        "+-.0123456789abcdefghijklmnopqrstuvwxyzE".utf8.contains($0)
      },
      as: UTF8.self)
    let isNumber = word.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil
    guard isNumber || ["true", "false", "null"].contains(word) else { return false }
    place += word.utf8.count
    return true
  }
}
