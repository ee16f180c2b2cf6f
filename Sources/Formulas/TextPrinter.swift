extension Formula {
  /// The formula as text that ``FormulaParser`` reads back.
  ///
  /// The tree is the same for every formula that the parser or the operators of `Formula` have
  /// made; other trees (a sum whose first term is a sum, say) come back in that normal form, with
  /// the same meaning. Numbers of more than 10,000 digits are too long to be read again.
  public func text(variable: String = "x") -> String {
    var printer = InfixPrinter(dialect: TextDialect(variable: variable))
    return printer.piece(self).text
  }
}

extension Condition {
  /// The condition as text that ``FormulaParser`` reads back inside a formula.
  public func text(variable: String = "x") -> String {
    var printer = InfixPrinter(dialect: TextDialect(variable: variable))
    return printer.condition(self)
  }
}

extension Formula: CustomStringConvertible {
  /// The formula as text in `x`.
  public var description: String { text() }
}

extension Condition: CustomStringConvertible {
  /// The condition as text in `x`.
  public var description: String { text() }
}

private struct TextDialect: InfixDialect {
  let variable: String
  let connectives = (and: "and", or: "or", not: "not ")
  let hasComparisonChains = true

  func number(_ value: Rational) -> InfixPiece {
    let text = value.description
    let level: BindingLevel =
      text.contains("/") ? .product : value.signum < 0 ? .prefix : .primary
    return InfixPiece(text: text, level: level)
  }

  func constant(_ value: Formula.Constant) -> InfixPiece {
    InfixPiece(text: value.rawValue, level: .primary)
  }

  func call(_ function: ElementaryFunction, _ argument: InfixPiece) -> InfixPiece {
    InfixPiece(text: "\(function.rawValue)(\(argument.text))", level: .primary)
  }

  func power(_ base: InfixPiece, _ exponent: InfixPiece, integer: Rational?) -> InfixPiece {
    InfixPiece(
      text: "\(base.text(atLeast: .primary))^\(exponent.text(atLeast: .prefix))", level: .power)
  }

  func choice(
    _ branches: [(value: InfixPiece, condition: String)], otherwise: InfixPiece?
  ) -> InfixPiece {
    guard let otherwise else {
      let pairs = branches.map { "(\($0.value.text), \($0.condition))" }
      let text = pairs.isEmpty ? "(0, false)" : pairs.joined(separator: ", ")
      return InfixPiece(text: "piecewise(\(text))", level: .primary)
    }
    let chain = branches.map { "\($0.value.text(atLeast: .sum)) if \($0.condition) else " }
    return InfixPiece(text: chain.joined() + otherwise.text, level: .choice)
  }

  func truth(_ value: Bool) -> String { value ? "true" : "false" }
}
