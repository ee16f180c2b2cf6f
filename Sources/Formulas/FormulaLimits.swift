/// What a formula may cost: any text is refused in bounded time and memory.
enum FormulaLimits {
  /// The length of a text in UTF-8 bytes.
  static let textBytes = 100_000
  /// Brackets, prefix operators and powers inside one another, and levels of the tree.
  static let nesting = 200
  /// Nodes of the tree after the calls of catalogue functions are expanded.
  static let nodes = 20_000
  /// Decimal digits of the numerator or denominator of a number.
  static let digits = 10_000
  /// The bits of 10^10,000.
  static let numberBits = 33_220
  /// Bits of the exact values of all constant subexpressions together.
  static let exactBits = 1_000_000.0
  /// Tokens that are read, those of expanded definitions included.
  static let tokens = 1_000_000
  /// Multiplications of machine words spent on exact numbers (a quarter of a second).
  static let wordOperations = 4_000_000
}

/// What is left of the limits that a text and all the definitions it expands share.
final class ParsingBudget {
  private var tokens = FormulaLimits.tokens
  private var wordOperations = FormulaLimits.wordOperations

  /// Takes `count` tokens; false when there are not so many left.
  func takeTokens(_ count: Int) -> Bool {
    tokens -= min(count, FormulaLimits.tokens)
    return tokens >= 0
  }

  /// Takes the cost of an operation on numbers of `bits` bits, quadratic because of the greatest
  /// common divisor; false when there is not so much left.
  func takeArithmetic(bits: Int) -> Bool {
    let words = min(bits, 1 << 24) / 64 + 1
    wordOperations -= words * words
    return wordOperations >= 0
  }
}
