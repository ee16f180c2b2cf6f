/// The arguments of a call, matched with the parameters of the definition.
struct BoundArguments {
  /// What the variable stands for.
  let argument: Formula

  /// The value of every parameter, in the order of the definition.
  let parameters: [(name: String, value: Rational)]

  /// - Throws: an error at the argument that does not fit, or at the name of the function.
  init(
    _ arguments: [ExpressionParser.Argument], of entry: FunctionTable.Entry, named name: String,
    at range: Range<Int>, in parser: ExpressionParser
  ) throws(SyntaxError) {
    let definition = entry.definition
    guard let first = arguments.first, first.keyword == nil else {
      throw SyntaxError(
        "'\(name)' has no argument", suggestion: "Write '\(name)(x)'.", at: range)
    }
    argument = try parser.value(of: first.operand)

    var values: [String: Rational] = [:]
    var keywordSeen = false
    for (index, argument) in arguments.dropFirst().enumerated() {
      let parameter: FunctionDefinition.Parameter
      if let keyword = argument.keyword {
        keywordSeen = true
        guard let found = definition.parameters.first(where: { $0.name == keyword.name }) else {
          throw Self.noParameter(keyword.name, of: definition, named: name, at: keyword.range)
        }
        parameter = found
      } else if keywordSeen {
        throw SyntaxError(
          "a value without a name follows a named one", expected: "'name=value'",
          at: argument.operand.range)
      } else if index < definition.parameters.count {
        parameter = definition.parameters[index]
      } else {
        let most = definition.parameters.count + 1
        throw SyntaxError(
          "'\(name)' takes \(most == 1 ? "1 argument" : "at most \(most) arguments"), "
            + "not \(arguments.count)", at: argument.operand.range)
      }
      guard values[parameter.name] == nil else {
        throw SyntaxError(
          "the parameter '\(parameter.name)' is given twice",
          at: argument.keyword?.range ?? argument.operand.range)
      }
      values[parameter.name] = try Self.value(
        of: parameter, argument.operand, named: name, in: parser)
    }
    parameters = definition.parameters.map { ($0.name, values[$0.name] ?? $0.defaultValue) }
  }

  private static func value(
    of parameter: FunctionDefinition.Parameter, _ operand: ExpressionParser.Operand,
    named name: String, in parser: ExpressionParser
  ) throws(SyntaxError) -> Rational {
    let formula = try parser.value(of: operand)
    guard let value = ExactSize.smallValue(of: formula) else {
      throw SyntaxError(
        "the parameter '\(parameter.name)' of '\(name)' must be an exact number",
        expected: "a rational number such as 0.05 or 1/3", at: operand.range)
    }
    guard parameter.range.contains(value) else {
      throw SyntaxError(
        "the parameter '\(parameter.name)' of '\(name)' is out of range",
        expected: parameter.range.condition(on: parameter.name), at: operand.range)
    }
    return value
  }

  private static func noParameter(
    _ keyword: String, of definition: FunctionDefinition, named name: String, at range: Range<Int>
  ) -> SyntaxError {
    let names = definition.parameters.map(\.name)
    let nearest = nearestName(to: keyword, among: names).map { "Did you mean '\($0)'?" }
    let list = names.map { "'\($0)'" }.joined(separator: ", ")
    return SyntaxError(
      "'\(name)' has no parameter '\(keyword.prefix(40))'",
      suggestion: nearest ?? (names.isEmpty ? "It has none." : "It has \(list)."), at: range)
  }
}
