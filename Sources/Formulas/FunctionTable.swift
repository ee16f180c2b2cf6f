/// The functions that formulas can call besides the elementary ones.
///
/// Every body is checked when the table is made: a definition that does not parse, that calls
/// itself, directly or through others, or whose name is taken is an error.
public struct FunctionTable: Sendable {
  /// A definition with its body split into tokens.
  struct Entry: Sendable {
    let definition: FunctionDefinition
    let tokens: [Token]

    /// The name as formulas write it.
    var identifier: String { FunctionTable.identifier(definition.name) }
  }

  /// The definitions, in the order given.
  public let definitions: [FunctionDefinition]

  private let entries: [Entry]
  /// From names, lower case with underscores, to entries.
  private let indices: [String: Int]

  /// A table without functions.
  public init() {
    definitions = []
    entries = []
    indices = [:]
    identifiers = []
  }

  /// The table of `definitions`.
  ///
  /// - Throws: the first error in a name, a parameter or a body; the message names the definition.
  public init(_ definitions: [FunctionDefinition]) throws(FormulaError) {
    var entries: [Entry] = []
    var indices: [String: Int] = [:]
    for definition in definitions {
      let context = "in the definition of '\(definition.name)'"
      try Self.checkNames(of: definition, context: context)
      for name in [definition.name] + definition.aliases {
        let key = Self.identifier(name)
        if let other = indices[key], other != entries.count {
          throw FormulaError(
            "\(context): the name '\(name)' is taken by '\(entries[other].definition.name)'",
            source: name, range: 0..<name.count)
        }
        indices[key] = entries.count
      }
      let tokens: [Token]
      do {
        tokens = try Lexer.tokens(of: definition.body, budget: ParsingBudget())
      } catch {
        throw error.located(in: definition.body).prefixed(context)
      }
      entries.append(Entry(definition: definition, tokens: tokens))
    }
    self.definitions = definitions
    self.entries = entries
    self.indices = indices
    identifiers = indices.keys.filter(Self.isWord).sorted()
    for entry in entries {
      do {
        _ = try ExpressionParser.body(of: entry, in: self)
      } catch {
        throw error.located(in: entry.definition.body).prefixed(
          "in the definition of '\(entry.definition.name)'")
      }
    }
  }

  /// The definition with the given name or alias; hyphens, underscores and letter case do not
  /// matter.
  public func definition(named name: String) -> FunctionDefinition? { entry(name)?.definition }

  /// The names that formulas can use, aliases included, in alphabetical order.
  public let identifiers: [String]

  func entry(_ name: String) -> Entry? { indices[Self.identifier(name)].map { entries[$0] } }

  /// The name in the form that formulas use: lower case, underscores for hyphens.
  static func identifier(_ name: String) -> String {
    String(name.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
  }

  private static func isWord(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first else { return false }
    let isLetter: (Unicode.Scalar) -> Bool = { $0 == "_" || ("a"..."z").contains($0) }
    return isLetter(first)
      && name.unicodeScalars.allSatisfy { isLetter($0) || ("0"..."9").contains($0) }
  }

  private static func checkNames(
    of definition: FunctionDefinition, context: String
  ) throws(FormulaError) {
    func check(_ name: String, _ what: String, _ isGood: Bool) throws(FormulaError) {
      guard !isGood else { return }
      throw FormulaError(
        "\(context): '\(name)' cannot be \(what)",
        expected: "a word of letters, digits and '_' that means nothing else", source: name,
        range: 0..<name.count)
    }
    let name = definition.name
    try check(name, "a name", isWord(identifier(name)) && !ReservedNames.isReserved(name))
    for alias in definition.aliases {
      try check(alias, "a name", !alias.isEmpty && !ReservedNames.isReserved(alias))
    }
    var names: Set<String> = []
    for parameter in definition.parameters {
      let name = parameter.name
      let isFree =
        !ReservedNames.isReserved(name) && (Builtin(name: name) == nil || name == "sigma")
      try check(name, "a parameter", isWord(name.lowercased()) && isFree)
      try check(name, "a second parameter", names.insert(name).inserted)
      guard parameter.range.contains(parameter.defaultValue) else {
        throw FormulaError(
          "\(context): the default value \(parameter.defaultValue) of '\(name)' is out of range",
          expected: parameter.range.condition(on: name), source: name, range: 0..<name.count)
      }
    }
  }
}

/// Names that neither functions nor parameters can take.
enum ReservedNames {
  static func isReserved(_ name: String) -> Bool {
    name == "x" || name == "z" || Notation.keywords[name] != nil
      || Formula.Constant(rawValue: name) != nil
  }
}
