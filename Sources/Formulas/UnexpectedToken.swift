/// The errors about tokens that cannot stand where they do.
extension ExpressionParser {
  /// The error about the current token where a value should begin.
  func unexpected() -> SyntaxError {
    let range = current.range
    switch kind {
    case .end:
      return SyntaxError("the formula ends too early", expected: "a value", at: range)
    case .rightParenthesis where openBars.isEmpty:
      return SyntaxError("this ')' closes nothing", at: range)
    case .assignment:
      return SyntaxError(
        "'=' does not compare", suggestion: "Did you mean '=='?", at: range)
    case .superscript:
      return SyntaxError("an exponent needs a base", expected: "a value", at: range)
    default:
      return SyntaxError(
        "unexpected \(Self.name(of: kind))", expected: "a value", at: range)
    }
  }

  /// The error about the current token after a complete value or condition.
  func unexpectedContinuation() -> SyntaxError {
    let range = current.range
    switch kind {
    case .rightParenthesis:
      return SyntaxError("this ')' closes nothing", at: range)
    case .number, .not, .truth:
      return SyntaxError(
        "unexpected \(Self.name(of: kind))", expected: "an operator before it", at: range)
    case .assignment, .superscript:
      return unexpected()
    case .else:
      return SyntaxError(
        "this 'else' has no 'if'", suggestion: "Write 'a if c else b'.", at: range)
    default:
      return SyntaxError(
        "unexpected \(Self.name(of: kind))", expected: "an operator or the end", at: range)
    }
  }

  /// The error about a bracket, opened at `opening`, that the current token does not close.
  func unclosed(_ opening: Range<Int>) -> SyntaxError {
    switch kind {
    case .end, .rightParenthesis, .rightFloor:
      SyntaxError("this bracket is never closed", at: opening)
    case .comma:
      SyntaxError(
        "unexpected ','", expected: "')'",
        suggestion: "Only the arguments of functions are separated by commas.",
        at: current.range)
    default: unexpectedContinuation()
    }
  }

  /// The error about a name that means nothing, with the nearest name that does.
  func unknown(_ name: String, at range: Range<Int>) -> SyntaxError {
    SyntaxError(
      "unknown name '\(name.prefix(40))'", suggestion: suggestion(for: name), at: range)
  }

  private func suggestion(for name: String) -> String? {
    if let latin = Self.latin(name) {
      return "These letters are not Latin; write '\(latin)'."
    }
    if scope.variables[name.lowercased()] != nil { return "Did you mean '\(name.lowercased())'?" }
    if name.lowercased() == "nan" { return "Only real numbers have a place in formulas." }
    if case .minus = kind, case .name(let next) = self.kind(ahead: 1),
      let entry = scope.functions.entry("\(name)_\(next)")
    {
      return "Did you mean '\(entry.identifier)'? In a formula a hyphen is minus."
    }
    let variables = Set(scope.variables.keys).sorted()
    let values =
      ["pi", "inf"] + scope.variables.keys.sorted() + scope.parameters.keys + scope.constants.keys
    let names = Builtin.names + scope.functions.identifiers + values
    if let nearest = nearestName(to: name, among: names) { return "Did you mean '\(nearest)'?" }
    guard name.count == 1, scope.allowsVariable, scope.parameters.isEmpty, !variables.isEmpty else {
      return nil
    }
    return "The variable is \(variables.map { "'\($0)'" }.joined(separator: " or "))."
  }

  /// The name in Latin letters, when it has Cyrillic letters that look like them.
  private static func latin(_ name: String) -> String? {
    let alike: [Character: Character] = [
      "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "з": "z",
    ]
    guard name.contains(where: { alike[$0] != nil }) else { return nil }
    let latin = String(name.map { alike[$0] ?? $0 })
    return latin.allSatisfy(\.isASCII) ? latin : nil
  }

  /// The token in words of an error message.
  static func name(of kind: Token.Kind) -> String {
    switch kind {
    case .number: "number"
    case .name(let name): "'\(name.prefix(40))'"
    case .superscript: "exponent"
    case .plus: "'+'"
    case .minus: "'-'"
    case .times: "'*'"
    case .divide: "'/'"
    case .power: "'^'"
    case .root(let root): root == .sqrt ? "'√'" : "'∛'"
    case .leftParenthesis: "'('"
    case .rightParenthesis: "')'"
    case .bar: "'|'"
    case .leftFloor: "'⌊'"
    case .rightFloor: "'⌋'"
    case .comma: "','"
    case .assignment: "'='"
    case .relation(let relation): "'\(relation.rawValue)'"
    case .if: "'if'"
    case .else: "'else'"
    case .and: "'and'"
    case .or: "'or'"
    case .not: "'not'"
    case .truth(let value): "'\(value)'"
    case .end: "end"
    }
  }
}
