/// Splits formula text into tokens.
struct Lexer {
  private let scalars: [Unicode.Scalar]
  private let budget: ParsingBudget
  private var position = 0

  /// The tokens of `text`, the last of kind `end`.
  static func tokens(of text: String, budget: ParsingBudget) throws(SyntaxError) -> [Token] {
    var lexer = Lexer(scalars: Array(text.unicodeScalars), budget: budget)
    var tokens: [Token] = []
    while let token = try lexer.next() { tokens.append(token) }
    let end = lexer.scalars.count
    return tokens + [Token(kind: .end, range: end..<end)]
  }

  private init(scalars: [Unicode.Scalar], budget: ParsingBudget) {
    self.scalars = scalars
    self.budget = budget
  }

  private func scalar(at index: Int) -> Unicode.Scalar? {
    index < scalars.count ? scalars[index] : nil
  }

  private mutating func next() throws(SyntaxError) -> Token? {
    while let scalar = scalar(at: position), Self.isSpace(scalar) { position += 1 }
    guard let first = scalar(at: position) else { return nil }
    let start = position
    let kind: Token.Kind
    if Self.isDigit(first) || (first == "." && scalar(at: position + 1).map(Self.isDigit) == true) {
      kind = .number(try number())
    } else if Self.isLetter(first) {
      kind = name()
    } else if let letter = Notation.greekLetters[first] {
      position += 1
      kind = .name(letter)
    } else if Notation.superscripts[first] != nil {
      kind = .superscript(try superscript())
    } else if let symbol = Notation.symbols[first] {
      position += 1
      kind = symbol
    } else {
      kind = try asciiSymbol(first)
    }
    return Token(kind: kind, range: start..<position)
  }

  // MARK: Words and numbers

  private mutating func name() -> Token.Kind {
    var word = ""
    while let scalar = scalar(at: position), Self.isLetter(scalar) || Self.isDigit(scalar) {
      word.unicodeScalars.append(scalar)
      position += 1
    }
    return Notation.keywords[word] ?? .name(word)
  }

  /// Digits with at most one point, then an exponent if digits follow the `e`; `2e` is 2 times e.
  private mutating func number() throws(SyntaxError) -> Rational {
    let start = position
    var digits: [UInt8] = []
    takeDigits(into: &digits)
    var fractionCount = 0
    if scalar(at: position) == "." {
      position += 1
      let before = digits.count
      takeDigits(into: &digits)
      fractionCount = digits.count - before
    }
    var exponent = 0
    if let mark = scalar(at: position), mark == "e" || mark == "E" {
      var ahead = position + 1
      var isNegative = false
      if let sign = scalar(at: ahead), sign == "+" || sign == "-" {
        isNegative = sign == "-"
        ahead += 1
      }
      if scalar(at: ahead).map(Self.isDigit) == true {
        position = ahead
        var exponentDigits: [UInt8] = []
        takeDigits(into: &exponentDigits)
        exponent = exponentDigits.reduce(0) { min(10 * $0 + Int($1) - 48, 1_000_000_000) }
        if isNegative { exponent = -exponent }
      }
    }
    let range = start..<position
    if scalar(at: position) == ".", scalar(at: position + 1).map(Self.isDigit) == true {
      throw SyntaxError(
        "a number has only one decimal point", at: start..<position + 1)
    }
    let literal = NumberLiteral(digits: digits, fractionCount: fractionCount, exponent: exponent)
    guard literal.digitCount <= FormulaLimits.digits else {
      throw SyntaxError(
        "a number of more than \(FormulaLimits.digits) digits is too large", at: range)
    }
    guard budget.takeArithmetic(bits: literal.digitCount * 10 / 3) else {
      throw SyntaxError("the numbers together are too large for exact arithmetic", at: range)
    }
    return literal.value
  }

  private mutating func takeDigits(into digits: inout [UInt8]) {
    while let scalar = scalar(at: position), Self.isDigit(scalar) {
      digits.append(UInt8(truncatingIfNeeded: scalar.value))
      position += 1
    }
  }

  private mutating func superscript() throws(SyntaxError) -> Rational {
    let start = position
    var text = ""
    while let scalar = scalar(at: position), let character = Notation.superscripts[scalar] {
      text.append(character)
      position += 1
    }
    guard let value = Int(text), abs(value) <= 1_000_000_000 else {
      throw SyntaxError(
        "a raised exponent must be an integer below a billion", at: start..<position)
    }
    return Rational(value)
  }

  // MARK: Symbols

  private mutating func asciiSymbol(_ first: Unicode.Scalar) throws(SyntaxError) -> Token.Kind {
    let start = position
    let second = scalar(at: position + 1)
    position += 1
    switch (first, second) {
    case ("*", "*"): return pair(.power)
    case ("<", "="): return pair(.relation(.lessOrEqual))
    case (">", "="): return pair(.relation(.greaterOrEqual))
    case ("=", "="): return pair(.relation(.equal))
    case ("!", "="), ("<", ">"): return pair(.relation(.notEqual))
    case ("+", _): return .plus
    case ("-", _): return .minus
    case ("*", _): return .times
    case ("/", "/"):
      throw SyntaxError(
        "'//' is not an operator here", suggestion: "Write 'floor(a/b)' for the integer quotient.",
        at: start..<start + 2)
    case ("/", _): return .divide
    case ("^", _): return .power
    case ("(", _): return .leftParenthesis
    case (")", _): return .rightParenthesis
    case ("|", _): return .bar
    case (",", _): return .comma
    case ("=", _): return .assignment
    case ("<", _): return .relation(.less)
    case (">", _): return .relation(.greater)
    default: throw unexpected(first, at: start..<start + 1)
    }
  }

  private mutating func pair(_ kind: Token.Kind) -> Token.Kind {
    position += 1
    return kind
  }

  private func unexpected(_ scalar: Unicode.Scalar, at range: Range<Int>) -> SyntaxError {
    let suggestion: String? =
      switch scalar {
      case "[", "]", "{", "}": "Only round brackets group: write '(' and ')'."
      case "&": "Write 'and' between conditions."
      case "!": "Write 'not' before a condition."
      case "%": "There is no remainder; 'a - b*floor(a/b)' is one."
      case "′", "'", "’": "Ask for the derivative with 'differentiate' or '--of derivative'."
      case ":", "?": "Write 'a if c else b' to choose between two values."
      default: nil
      }
    return SyntaxError(
      "unexpected character '\(Cell(Character(scalar)).text)'", suggestion: suggestion, at: range)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (48...57).contains(scalar.value)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 65...90, 97...122, 95: true
    case 0..<128: false
    default: scalar.properties.isAlphabetic && Notation.greekLetters[scalar] == nil
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9...13, 32: true
    case 0..<128: false
    default: scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}"
    }
  }
}
