import Formulas

extension Activation {
  /// The function that the entry defines, for a table of functions.
  ///
  /// - Throws: ``CatalogueError`` when the default or the range of a parameter is not understood, or
  ///   the default is out of range.
  public func definition() throws -> FunctionDefinition {
    FunctionDefinition(
      name: name, aliases: aliases,
      parameters: try parameters.map { parameter in
        let range = try parameter.interval(of: name)
        let value = try parameter.exactDefault(of: name)
        guard range.contains(value) else {
          throw CatalogueError(
            entry: name, field: "parameters.\(parameter.name).default",
            problem: "the value \(value) is out of range",
            remedy: "Choose \(range.condition(on: parameter.name) ?? parameter.name).")
        }
        return FunctionDefinition.Parameter(
          parameter.name, default: value, range: range, documentation: parameter.meaning.english)
      }, body: formula)
  }
}

extension Activation.Parameter {
  /// The usual value as an exact number.
  func exactDefault(of entry: String) throws -> Rational {
    guard let value = Self.number(defaultValue) else {
      throw CatalogueError(
        entry: entry, field: "parameters.\(name).default",
        problem: "'\(defaultValue)' is not a number",
        remedy: "Write an exact decimal or fraction, such as \"0.01\" or \"1/3\".")
    }
    return value
  }

  /// The interval that ``range`` denotes: two numbers, or `-inf` and `inf`, in brackets. A square
  /// bracket means that the end belongs to it.
  func interval(of entry: String) throws -> ParameterRange {
    let invalid = CatalogueError(
      entry: entry, field: "parameters.\(name).range",
      problem: "'\(range)' is not an interval",
      remedy: "Write two ends in increasing order, such as \"[0, inf)\" or \"(0, 1]\".")
    guard let opening = range.first, let closing = range.last, "[(".contains(opening),
      ")]".contains(closing)
    else { throw invalid }
    let ends = range.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
      .map { String($0.filter { !$0.isWhitespace }) }
    guard ends.count == 2 else { throw invalid }

    func bound(_ text: String, infinity: String, isClosed: Bool) throws -> ParameterRange.Bound? {
      if text == infinity, !isClosed { return nil }
      guard let value = Self.number(text) else { throw invalid }
      return isClosed ? .closed(value) : .open(value)
    }
    let minimum = try bound(ends[0], infinity: "-inf", isClosed: opening == "[")
    let maximum = try bound(ends[1], infinity: "inf", isClosed: closing == "]")
    if let minimum, let maximum, maximum.value <= minimum.value { throw invalid }
    return ParameterRange(minimum: minimum, maximum: maximum)
  }

  private static func number(_ text: String) -> Rational? {
    (try? FormulaParser().parseConstant(text))?.rational
  }
}
