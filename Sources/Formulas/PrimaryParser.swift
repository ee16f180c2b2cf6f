/// Numbers, names, brackets and roots.
extension ExpressionParser {
  mutating func primary() throws(SyntaxError) -> Operand {
    let token = current
    switch token.kind {
    case .number(let value):
      position += 1
      return try operand(.number(value), token.range)
    case .truth(let value):
      position += 1
      return Operand(meaning: .condition(.truth(value)), range: token.range)
    case .name(let name):
      position += 1
      return try named(name, at: token.range)
    case .leftParenthesis:
      return try bracketed(until: .rightParenthesis)
    case .bar:
      return try bracketed(until: .bar, applying: .abs)
    case .leftFloor:
      return try bracketed(until: .rightFloor, applying: .floor)
    case .root(let root):
      position += 1
      let radicand = try nested(at: token.range) { parser throws(SyntaxError) in
        try parser.primary()
      }
      return try operand(
        .apply(root, try value(of: radicand)),
        token.range.lowerBound..<radicand.range.upperBound)
    default:
      throw unexpected()
    }
  }

  /// A value or condition in brackets; the current token opens them.
  private mutating func bracketed(
    until closing: Token.Kind, applying function: ElementaryFunction? = nil
  ) throws(SyntaxError) -> Operand {
    let opening = current.range
    position += 1
    if kind == .end { throw unclosed(opening) }
    openBars.append(closing == .bar)
    var inner = try nested(at: opening) { parser throws(SyntaxError) in try parser.conditional() }
    let end = current.range
    guard take(closing) else { throw unclosed(opening) }
    openBars.removeLast()
    inner.range = opening.lowerBound..<end.upperBound
    inner.call = nil
    guard let function else { return inner }
    return try operand(.apply(function, try value(of: inner)), inner.range)
  }

  private mutating func named(
    _ name: String, at range: Range<Int>
  ) throws(SyntaxError) -> Operand {
    if let value = scope.parameters[name] {
      var operand = try operand(.number(value), range)
      operand.unit = value == 1 ? 1 : nil
      return operand
    }
    if let value = scope.constants[name] { return try operand(value, range) }
    if let name = scope.variables[name] { return try variable(name, at: range) }
    if let constant = Formula.Constant(rawValue: name) {
      return try operand(.constant(constant), range)
    }
    let builtin = Builtin(name: name)
    let entry = scope.functions.entry(name)
    if kind == .leftParenthesis, builtin != nil || entry != nil {
      return try call(name, at: range, builtin: builtin, entry: entry)
    }
    if builtin != nil || entry != nil {
      throw SyntaxError(
        "'\(name)' is a function", expected: "its argument in brackets",
        suggestion: "Write '\(name)(\(scope.exampleVariable))'.", at: range)
    }
    throw unknown(name, at: range)
  }

  private mutating func variable(
    _ name: String, at range: Range<Int>
  ) throws(SyntaxError) -> Operand {
    guard scope.allowsVariable else {
      throw SyntaxError("a constant cannot depend on '\(name)'", expected: "a number", at: range)
    }
    if let argument = scope.argument {
      guard name == "x" else {
        throw SyntaxError("the variable of a definition is 'x', not '\(name)'", at: range)
      }
      return try operand(argument, range)
    }
    if let variable, variable.name != name {
      throw SyntaxError(
        "the formula uses both '\(variable.name)' and '\(name)'; it may have one variable",
        suggestion: "Write '\(variable.name)' here if they are the same.", at: range)
    }
    variable = variable ?? (name, range)
    return try operand(.x, range)
  }
}
