/// Calls of elementary functions and of definitions.
extension ExpressionParser {
  /// An argument of a call.
  struct Argument {
    let keyword: (name: String, range: Range<Int>)?
    let operand: Operand
  }

  /// The call of `name`; the current token is its opening bracket.
  mutating func call(
    _ name: String, at range: Range<Int>, builtin: Builtin?, entry: FunctionTable.Entry?
  ) throws(SyntaxError) -> Operand {
    if builtin == .piecewise { return try piecewise(at: range) }
    let arguments = try arguments()
    let whole = range.lowerBound..<tokens[position - 1].range.upperBound
    let isPlain = arguments.count == 1 && arguments[0].keyword == nil
    if let entry, builtin == nil || !(isPlain || entry.definition.parameters.isEmpty) {
      return try expand(entry, named: name, at: range, arguments, whole: whole)
    }
    guard let builtin else { throw unknown(name, at: range) }
    if let keyword = arguments.lazy.compactMap(\.keyword).first {
      throw SyntaxError(
        "'\(name)' has no parameter '\(keyword.name.prefix(40))'", at: keyword.range)
    }
    let formula = try apply(builtin, named: name, at: range, arguments.map(\.operand))
    return try operand(formula, whole)
  }

  private mutating func arguments() throws(SyntaxError) -> [Argument] {
    let opening = current.range
    position += 1
    openBars.append(false)
    let arguments = try nested(at: opening) { parser throws(SyntaxError) in
      try parser.argumentList(opening)
    }
    openBars.removeLast()
    return arguments
  }

  private mutating func argumentList(_ opening: Range<Int>) throws(SyntaxError) -> [Argument] {
    if take(.rightParenthesis) { return [] }
    var arguments: [Argument] = []
    while true {
      var keyword: (name: String, range: Range<Int>)?
      if case .name(let name) = kind, kind(ahead: 1) == .assignment {
        keyword = (name, current.range)
        position += 2
      }
      arguments.append(Argument(keyword: keyword, operand: try conditional()))
      if take(.rightParenthesis) { return arguments }
      guard take(.comma) else { throw unclosed(opening) }
    }
  }

  // MARK: Elementary functions

  private func apply(
    _ builtin: Builtin, named name: String, at range: Range<Int>, _ arguments: [Operand]
  ) throws(SyntaxError) -> Formula {
    switch builtin {
    case .elementary(let function):
      return .apply(function, try values(1, of: name, at: range, arguments)[0])
    case .relu:
      return Formula(.maximum([0, try values(1, of: name, at: range, arguments)[0]]))
    case .logarithm(let base):
      let argument = try values(1, of: name, at: range, arguments)[0]
      return .apply(.ln, argument) / .apply(.ln, .number(Rational(base)))
    case .power:
      let values = try values(2, of: name, at: range, arguments)
      return values[0].raised(to: values[1])
    case .minimum, .maximum:
      guard arguments.count >= 2 else {
        throw SyntaxError(
          "'\(name)' takes two or more arguments, not \(arguments.count)", at: range)
      }
      var values: [Formula] = []
      for argument in arguments { values.append(try value(of: argument)) }
      return Formula(builtin == .minimum ? .minimum(values) : .maximum(values))
    case .choose, .piecewise:
      guard arguments.count == 3 else {
        throw SyntaxError(
          "'\(name)' takes 3 arguments, not \(arguments.count)",
          expected: "'\(name)(c, a, b)': a where the condition c holds, else b", at: range)
      }
      return .conditional(
        [(try value(of: arguments[1]), try condition(of: arguments[0]))],
        otherwise: try value(of: arguments[2]))
    }
  }

  private func values(
    _ count: Int, of name: String, at range: Range<Int>, _ arguments: [Operand]
  ) throws(SyntaxError) -> [Formula] {
    guard arguments.count == count else {
      throw SyntaxError(
        "'\(name)' takes \(count) argument\(count == 1 ? "" : "s"), not \(arguments.count)",
        at: range)
    }
    var values: [Formula] = []
    for argument in arguments { values.append(try value(of: argument)) }
    return values
  }

  // MARK: piecewise((a, c), (b, true))

  private mutating func piecewise(at range: Range<Int>) throws(SyntaxError) -> Operand {
    let opening = current.range
    position += 1
    openBars.append(false)
    let branches = try nested(at: opening) { parser throws(SyntaxError) in
      try parser.branches(opening)
    }
    openBars.removeLast()
    return try operand(
      .conditional(branches, otherwise: nil),
      range.lowerBound..<tokens[position - 1].range.upperBound)
  }

  private mutating func branches(
    _ opening: Range<Int>
  ) throws(SyntaxError) -> [(value: Formula, condition: Condition)] {
    var branches: [(value: Formula, condition: Condition)] = []
    while true {
      let pair = current.range
      guard take(.leftParenthesis) else {
        throw SyntaxError(
          "'piecewise' takes pairs", expected: "'(value, condition)'", at: pair)
      }
      let value = try value(of: try conditional())
      guard take(.comma) else {
        if kind == .end { throw unclosed(pair) }
        throw SyntaxError(
          "this pair has no condition", expected: "'(value, condition)'", at: current.range)
      }
      branches.append((value, try condition(of: try conditional())))
      guard take(.rightParenthesis) else { throw unclosed(pair) }
      if take(.rightParenthesis) { return branches }
      guard take(.comma) else { throw unclosed(opening) }
    }
  }

  // MARK: Definitions

  private func expand(
    _ entry: FunctionTable.Entry, named name: String, at range: Range<Int>,
    _ arguments: [Argument], whole: Range<Int>
  ) throws(SyntaxError) -> Operand {
    let bound = try BoundArguments(arguments, of: entry, named: name, at: range, in: self)
    let formula = try expansion(of: entry, argument: bound.argument, bound.parameters, at: whole)
    var operand = try operand(formula, whole)
    var isOfVariable = scope.argument == nil
    if case .variable = bound.argument.operation {} else { isOfVariable = false }
    operand.call = Call(
      definition: entry.definition, parameters: bound.parameters, isOfVariable: isOfVariable)
    return operand
  }

  /// The body of the definition with its names bound.
  private func expansion(
    of entry: FunctionTable.Entry, argument: Formula,
    _ parameters: [(name: String, value: Rational)],
    at range: Range<Int>
  ) throws(SyntaxError) -> Formula {
    let name = entry.definition.name
    if let first = scope.expanding.firstIndex(of: name) {
      let cycle = (scope.expanding[first...] + [name]).map { "'\($0)'" }.joined(separator: " → ")
      throw SyntaxError("the definition calls itself: \(cycle)", at: range)
    }
    var inner = Scope(functions: scope.functions)
    inner.argument = argument
    inner.expanding = scope.expanding + [name]
    inner.parameters = Dictionary(parameters.map { ($0.name, $0.value) }) { first, _ in first }
    do throws(SyntaxError) {
      guard nesting < FormulaLimits.nesting else {
        throw SyntaxError(
          "the formula nests deeper than \(FormulaLimits.nesting) levels", at: range)
      }
      var parser = try ExpressionParser(
        tokens: entry.tokens, scope: inner, budget: budget, nesting: nesting + 1)
      return try parser.parseAll().formula
    } catch {
      // The place inside the definition means nothing in this text.
      throw SyntaxError(error.message, suggestion: error.suggestion, at: range)
    }
  }

  /// The body of a definition of `table` at `x` and the default values.
  static func body(
    of entry: FunctionTable.Entry, in table: FunctionTable
  ) throws(SyntaxError) -> Formula {
    var scope = Scope(functions: table)
    scope.argument = .x
    scope.expanding = [entry.definition.name]
    scope.parameters = Dictionary(
      entry.definition.parameters.map { ($0.name, $0.defaultValue) }
    ) { first, _ in first }
    var parser = try ExpressionParser(
      tokens: entry.tokens, scope: scope, budget: ParsingBudget())
    let formula = try parser.parseAll().formula
    try ExactSize.check(formula, at: 0..<0)
    return formula
  }
}
