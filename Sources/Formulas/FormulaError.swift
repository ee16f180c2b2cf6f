/// Why a text is not a formula, and where.
///
/// ``rendered(width:)`` is the one place that turns it into text for people.
public struct FormulaError: Error, Hashable, Sendable {
  /// What is wrong, in lower case and without a full stop.
  public let message: String

  /// What could have stood there, such as `a value`, or `nil` where the message says it all.
  public let expected: String?

  /// A sentence that says how to mend it, or `nil`.
  public let suggestion: String?

  /// The text that was read; its invalid bytes are replaced by U+FFFD.
  public let source: String

  /// The characters (of `source`) that the message is about; empty at the end of the text.
  public let range: Range<Int>

  /// An error about the characters `range` of `source`.
  public init(
    _ message: String, expected: String? = nil, suggestion: String? = nil, source: String,
    range: Range<Int>
  ) {
    self.message = message
    self.expected = expected
    self.suggestion = suggestion
    self.source = source
    self.range = range
  }
}

extension FormulaError {
  /// The same error with `context` before its message, such as the entry that holds the formula.
  public func prefixed(_ context: String) -> FormulaError {
    FormulaError(
      "\(context): \(message)", expected: expected, suggestion: suggestion, source: source,
      range: range)
  }
}

/// An error inside the parser, with places counted in Unicode scalars.
struct SyntaxError: Error {
  var message: String
  var expected: String?
  var suggestion: String?
  var range: Range<Int>

  init(
    _ message: String, expected: String? = nil, suggestion: String? = nil, at range: Range<Int>
  ) {
    self.message = message
    self.expected = expected
    self.suggestion = suggestion
    self.range = range
  }

  /// The error with its place counted in the characters of `source`.
  func located(in source: String) -> FormulaError {
    let scalars = source.unicodeScalars
    var starts = 0
    var lower: Int?
    var upper: Int?
    var offset = 0
    for character in source {
      if lower == nil, offset + character.unicodeScalars.count > range.lowerBound { lower = starts }
      if offset >= range.upperBound {
        upper = starts
        break
      }
      offset += character.unicodeScalars.count
      starts += 1
    }
    let start = lower ?? (range.lowerBound >= scalars.count ? starts : 0)
    return FormulaError(
      message, expected: expected, suggestion: suggestion, source: source,
      range: start..<max(start, upper ?? starts))
  }
}
