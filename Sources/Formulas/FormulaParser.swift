/// Reads formulas and names of functions.
///
/// The grammar is that of Python's arithmetic and conditionals, with `^` as well as `**`, an
/// omitted sign of multiplication (`2x`, with the precedence of `*`: `1/2x` is `(1/2)*x`), `|x|`,
/// `where(c, a, b)`, `piecewise((a, c), (b, true))`, Greek letters and mathematical symbols. Every
/// decimal is an exact rational number. Any text gives a formula or an error, in bounded time and
/// memory: `FormulaLimits` holds the bounds.
public struct FormulaParser: Sendable {
  /// The functions that formulas can call besides the elementary ones.
  public let functions: FunctionTable

  /// A parser that knows `functions`.
  public init(functions: FunctionTable = FunctionTable()) { self.functions = functions }

  /// The function that `text` denotes: a name of the table, whose hyphens, underscores and letter
  /// case do not matter, or a formula in `x` or in `z`.
  ///
  /// - Parameter parameters: numbers that the formula may use by name.
  public func parse(
    _ text: String, parameters: [String: Rational] = [:]
  ) throws(FormulaError) -> ParsedFunction {
    let trimmed = Self.trimmed(text)
    if let named = try named(trimmed, source: text) { return named }
    var scope = Scope(functions: functions)
    scope.parameters = parameters
    let result = try formula(text, scope)
    let isNamed = result.call?.isOfVariable == true
    return ParsedFunction(
      name: isNamed ? result.call?.definition.name : nil, source: text, formula: result.formula,
      variableName: result.variableName ?? "x",
      parameters: isNamed
        ? result.call?.parameters.map { ParsedFunction.Parameter($0.name, $0.value) } ?? [] : [])
  }

  /// The function of a variable with another name that `text` denotes, such as δ as a function
  /// of ε; a name of the table is not one.
  ///
  /// - Parameters:
  ///   - variable: the name of the variable.
  ///   - aliases: other ways to write it.
  ///   - constants: what other names stand for.
  public func parse(
    _ text: String, variable: String, aliases: [String] = [], constants: [String: Formula] = [:]
  ) throws(FormulaError) -> ParsedFunction {
    var scope = Scope(functions: functions)
    scope.variables = Dictionary(([variable] + aliases).map { ($0, variable) }) { first, _ in first
    }
    scope.constants = constants
    return ParsedFunction(
      source: text, formula: try formula(text, scope).formula, variableName: variable)
  }

  /// The function that the UTF-8 `bytes` denote; bytes that are not UTF-8 are an error.
  public func parse(utf8 bytes: some Sequence<UInt8>) throws(FormulaError) -> ParsedFunction {
    let bytes = Array(bytes.prefix(FormulaLimits.textBytes + 1))
    if bytes.count > FormulaLimits.textBytes { throw Self.tooLong }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let source = String(decoding: bytes, as: UTF8.self)
      let place = source.firstIndex { $0.unicodeScalars.contains("\u{FFFD}") }
      let offset = place.map { source.distance(from: source.startIndex, to: $0) } ?? 0
      throw FormulaError(
        "the text is not UTF-8", source: source, range: offset..<min(offset + 1, source.count))
    }
    return try parse(text)
  }

  /// The formula without variable that `text` denotes, such as `-pi/2`, `1/3` or `-inf`.
  ///
  /// - Parameter parameters: numbers that the formula may use by name.
  public func parseConstant(
    _ text: String, parameters: [String: Rational] = [:]
  ) throws(FormulaError) -> Formula {
    var scope = Scope(functions: functions)
    scope.parameters = parameters
    scope.allowsVariable = false
    return try formula(text, scope).formula
  }

  // MARK: Parts

  private typealias Result = (
    formula: Formula, call: ExpressionParser.Call?, variableName: String?
  )

  private func formula(_ text: String, _ scope: Scope) throws(FormulaError) -> Result {
    guard text.utf8.count <= FormulaLimits.textBytes else { throw Self.tooLong }
    do throws(SyntaxError) {
      let budget = ParsingBudget()
      let tokens = try Lexer.tokens(of: text, budget: budget)
      var parser = try ExpressionParser(tokens: tokens, scope: scope, budget: budget)
      let (formula, call) = try parser.parseAll()
      let start = tokens.first?.range.lowerBound ?? 0
      let end = tokens.dropLast().last?.range.upperBound ?? start
      try ExactSize.check(formula, at: start..<end)
      return (formula, call, parser.variable?.name)
    } catch {
      throw error.located(in: text)
    }
  }

  /// The function when the text is just a name.
  private func named(_ name: String, source: String) throws(FormulaError) -> ParsedFunction? {
    guard name.utf8.count <= 100 else { return nil }
    if let entry = functions.entry(name) {
      do {
        return ParsedFunction(
          name: entry.definition.name, source: source,
          formula: try ExpressionParser.body(of: entry, in: functions),
          parameters: entry.definition.parameters.map {
            ParsedFunction.Parameter($0.name, $0.defaultValue)
          })
      } catch {
        throw error.located(in: entry.definition.body).prefixed(
          "in the definition of '\(entry.definition.name)'")
      }
    }
    switch Builtin(name: FunctionTable.identifier(name)) {
    case .elementary(let function)?:
      return ParsedFunction(source: source, formula: .apply(function, .x))
    case .relu?: return ParsedFunction(source: source, formula: Formula(.maximum([0, .x])))
    default: return nil
    }
  }

  private static func trimmed(_ text: String) -> String {
    guard text.utf8.count <= 200 else { return text }
    var part = text[...]
    while part.first?.isWhitespace == true { part.removeFirst() }
    while part.last?.isWhitespace == true { part.removeLast() }
    return String(part)
  }

  private static var tooLong: FormulaError {
    FormulaError(
      "the formula is longer than \(FormulaLimits.textBytes) bytes", source: "", range: 0..<0)
  }
}
