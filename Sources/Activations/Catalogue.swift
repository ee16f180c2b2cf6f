import Formulas

/// Activation functions by name, and the table through which formulas call them.
public struct Catalogue: Sendable {
  /// The entries, in the order given.
  public let activations: [Activation]

  /// The functions that formulas can call.
  public let functionTable: FunctionTable

  private let indices: [String: Int]

  /// The catalogue of `activations`.
  ///
  /// - Throws: ``CatalogueError`` at the first name that is taken, or field that is not understood.
  public init(_ activations: [Activation]) throws {
    var indices: [String: Int] = [:]
    for (index, activation) in activations.enumerated() {
      for name in [activation.name] + activation.aliases {
        let field = name == activation.name ? "name" : "aliases"
        if let other = indices.updateValue(index, forKey: Self.key(name)) {
          throw Self.taken(
            name, by: activations[other], in: activation, field: field, isSame: other == index)
        }
      }
    }
    self.indices = indices
    self.activations = activations
    functionTable = try Self.table(of: activations)
    let parser = FormulaParser(functions: functionTable)
    for activation in activations { try activation.checkConventions(with: parser) }
  }

  /// The entry with the given name or alias; letter case does not matter, nor whether the name has
  /// hyphens or underscores.
  public func activation(named name: String) -> Activation? {
    indices[Self.key(name)].map { activations[$0] }
  }

  /// All names and aliases, in the order of the entries.
  public var names: [String] { activations.flatMap { [$0.name] + $0.aliases } }

  /// The name that `name` was probably meant to be, or `nil` when none is near.
  public func nearestName(to name: String) -> String? {
    Formulas.nearestName(to: name, among: names)
  }

  /// A parser of formulas that can call the entries.
  public var parser: FormulaParser { FormulaParser(functions: functionTable) }

  /// The parameters of a call that are not at their default, as `α = 0.2`; none for a formula.
  public func changedParameters(of function: ParsedFunction) -> [String] {
    guard let name = function.name, let entry = activation(named: name),
      let usual = try? self.function(of: entry)
    else { return [] }
    return zip(function.parameters, usual.parameters).compactMap { given, usual in
      guard given.value != usual.value else { return nil }
      let symbol = entry.parameters.first { $0.name == given.name }?.symbol ?? given.name
      return "\(symbol) = \(given.value.decimal ?? given.value.description)"
    }
  }

  /// The function of the entry `activation` with the given parameters, the others at their default.
  ///
  /// - Throws: ``CatalogueError`` for an unknown parameter or a value out of its range.
  public func function(
    of activation: Activation, parameters chosen: [String: Rational] = [:]
  ) throws -> ParsedFunction {
    let definition = try activation.definition()
    let known = definition.parameters.map(\.name)
    if let unknown = chosen.keys.sorted().first(where: { !known.contains($0) }) {
      let nearest = Formulas.nearestName(to: unknown, among: known)
      throw CatalogueError(
        entry: activation.name, problem: "there is no parameter '\(unknown)'",
        remedy: known.isEmpty
          ? "It has no parameters."
          : nearest.map { "Did you mean '\($0)'?" }
            ?? "Its parameters are \(known.joined(separator: ", ")).")
    }
    let values = try definition.parameters.map { parameter in
      let value = chosen[parameter.name] ?? parameter.defaultValue
      guard parameter.range.contains(value) else {
        throw CatalogueError(
          entry: activation.name, field: parameter.name,
          problem: "the value \(value) is out of range",
          remedy: "Choose \(parameter.range.condition(on: parameter.name) ?? parameter.name).")
      }
      return ParsedFunction.Parameter(parameter.name, value)
    }
    do {
      let parsed = try parser.parse(
        activation.formula,
        parameters: Dictionary(values.map { ($0.name, $0.value) }) { first, _ in first })
      return ParsedFunction(
        name: activation.name, source: activation.formula, formula: parsed.formula,
        variableName: parsed.variableName, parameters: values)
    } catch {
      throw CatalogueError(entry: activation.name, field: "formula", formulaError: error)
    }
  }

  private static func key(_ name: String) -> String {
    String(name.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
  }

  private static func taken(
    _ name: String, by other: Activation, in activation: Activation, field: String, isSame: Bool
  ) -> CatalogueError {
    CatalogueError(
      entry: activation.name, field: field,
      problem: isSame
        ? "the name '\(name)' is given twice"
        : "the name '\(name)' is taken by the entry '\(other.name)'",
      remedy: isSame ? "Remove one of them." : "Choose another name.")
  }

  /// The table, or the error in the entry that spoils it.
  private static func table(of activations: [Activation]) throws -> FunctionTable {
    let definitions = try activations.map { try $0.definition() }
    do {
      return try FunctionTable(definitions)
    } catch {
      // The table's message begins with the definition it is about.
      for activation in activations {
        let context = "in the definition of '\(activation.name)': "
        guard error.message.hasPrefix(context) else { continue }
        throw CatalogueError(
          entry: activation.name, field: error.source == activation.formula ? "formula" : nil,
          formulaError: FormulaError(
            String(error.message.dropFirst(context.count)), expected: error.expected,
            suggestion: error.suggestion, source: error.source, range: error.range))
      }
      throw error
    }
  }
}

extension Catalogue {
  /// The entries that come with the program.
  public static let builtIn: Catalogue = {
    do {
      return try Catalogue(Activation.builtIn)
    } catch {
      preconditionFailure("the built-in catalogue is inconsistent: \(error)")
    }
  }()
}

extension Activation {
  /// Checks that the texts of the kink conventions are formulas in the parameters.
  fileprivate func checkConventions(with parser: FormulaParser) throws {
    guard !kinkConventions.isEmpty else { return }
    let values = try definition().parameters.map { ($0.name, $0.defaultValue) }
    let parameters = Dictionary(values) { first, _ in first }
    for (index, convention) in kinkConventions.enumerated() {
      let texts =
        [("at", convention.at)]
        + convention.byFramework.map { ($0.framework.lowercased(), $0.derivative.value) }
      for (field, text) in texts {
        do {
          _ = try parser.parseConstant(text, parameters: parameters)
        } catch {
          throw CatalogueError(
            entry: name, field: "kinkConventions[\(index)].\(field)", formulaError: error)
        }
      }
    }
  }
}
