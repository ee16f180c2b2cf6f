/// The functions of `elementary.inc`, read from their text.
///
/// The text keeps to a small language, which its first lines describe: what is proved is what is compiled,
/// not a copy of it.
struct ElementaryText: Sendable {
  enum Operation: Character, Sendable {
    case sum = "+", difference = "-", product = "*", quotient = "/"
  }

  indirect enum Expression: Sendable {
    case number(Double)
    case variable(String)
    case negation(Expression)
    case binary(Operation, Expression, Expression)
    case call(String, [Expression])
  }

  struct Comparison: Sendable {
    let left: Expression
    let relation: String
    let right: Expression
  }

  indirect enum Statement: Sendable {
    case assignment(String, Expression)
    case branch(Comparison, then: [Statement], otherwise: [Statement])
    case result(Expression)
  }

  struct Function: Sendable {
    let parameters: [String]
    let body: [Statement]
  }

  struct SyntaxError: Error { let near: String }

  let functions: [String: Function]

  init(_ text: String) throws {
    var reader = Reader(tokens: Self.tokens(of: text))
    var functions: [String: Function] = [:]
    while reader.token != nil {
      let (name, function) = try reader.function()
      functions[name] = function
    }
    self.functions = functions
  }

  private static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    for line in text.split(separator: "\n") where !line.starts(with: "//") {
      var rest = Substring(line)
      while let first = rest.first {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        var length = word.count
        if first.isNumber, let last = word.last, last == "e" || last == "E" {
          // The sign and the digits of an exponent: 1.5e-09.
          length += 1 + rest.dropFirst(length + 1).prefix(while: \.isNumber).count
        }
        if length == 0 { length = ["==", "!=", "<=", ">="].contains(rest.prefix(2)) ? 2 : 1 }
        if !first.isWhitespace { tokens.append(String(rest.prefix(length))) }
        rest = rest.dropFirst(length)
      }
    }
    return tokens
  }

  private struct Reader {
    let tokens: [String]
    var place = 0

    var token: String? { place < tokens.count ? tokens[place] : nil }

    init(tokens: [String]) { self.tokens = tokens }

    mutating func take() throws -> String {
      guard let token else { throw SyntaxError(near: "the end") }
      place += 1
      return token
    }

    mutating func skip(_ expected: String) throws {
      let start = place
      guard try take() == expected else {
        throw SyntaxError(near: tokens[max(0, start - 8)...start].joined(separator: " "))
      }
    }

    mutating func takes(_ expected: String) -> Bool {
      guard token == expected else { return false }
      place += 1
      return true
    }

    mutating func function() throws -> (String, Function) {
      try skip("double")
      let name = try take()
      try skip("(")
      var parameters: [String] = []
      repeat {
        try skip("double")
        parameters.append(try take())
      } while takes(",")
      try skip(")")
      return (name, Function(parameters: parameters, body: try block()))
    }

    mutating func block() throws -> [Statement] {
      try skip("{")
      var statements: [Statement] = []
      while !takes("}") { statements.append(try statement()) }
      return statements
    }

    mutating func statement() throws -> Statement {
      if takes("return") {
        let value = try expression()
        try skip(";")
        return .result(value)
      }
      if takes("if") {
        try skip("(")
        let left = try expression()
        let relation = try take()
        let condition = Comparison(left: left, relation: relation, right: try expression())
        try skip(")")
        guard token == "{" else {
          return .branch(condition, then: [try statement()], otherwise: [])
        }
        let then = try block()
        return .branch(condition, then: then, otherwise: takes("else") ? try block() : [])
      }
      _ = takes("const")
      _ = takes("double")
      let name = try take()
      try skip("=")
      let value = try expression()
      try skip(";")
      return .assignment(name, value)
    }

    mutating func expression() throws -> Expression {
      var value = try term()
      while let token, let operation = Operation(rawValue: Character(token.prefix(1).description)),
        operation == .sum || operation == .difference
      {
        place += 1
        value = .binary(operation, value, try term())
      }
      return value
    }

    mutating func term() throws -> Expression {
      var value = try factor()
      while let token, let operation = Operation(rawValue: Character(token.prefix(1).description)),
        operation == .product || operation == .quotient
      {
        place += 1
        value = .binary(operation, value, try factor())
      }
      return value
    }

    mutating func factor() throws -> Expression {
      if takes("-") { return .negation(try factor()) }
      if takes("(") {
        let value = try expression()
        try skip(")")
        return value
      }
      let word = try take()
      if let number = Double(word) { return .number(number) }
      if word == "EL_INF" { return .number(.infinity) }
      if word == "EL_NAN" { return .number(.nan) }
      guard takes("(") else { return .variable(word) }
      var arguments: [Expression] = []
      repeat { arguments.append(try expression()) } while takes(",")
      try skip(")")
      return .call(word, arguments)
    }
  }
}
