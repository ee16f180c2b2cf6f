extension Formula {
  /// A Swift file that defines the formula as `func name(_ variable: Double) -> Double`, with the
  /// helpers that Foundation lacks, as far as they are used.
  ///
  /// Large expressions are split into constants of declared type, which keeps the compiler's type
  /// checker fast. The function returns NaN where no branch applies. A name that the code calls itself,
  /// such as `tanh`, gets an underscore after it.
  public func swift(functionName: String = "f", variable: String = "x") -> String {
    var printer = InfixPrinter(dialect: SwiftDialect(variable: variable))
    let expression = printer.piece(self).text
    let dialect = printer.dialect
    let helpers = SwiftDialect.helpers.filter { dialect.used.contains($0.function) }
    let body = dialect.statements + ["return \(expression)"]
    let name = functionName.distinct(fromFunctionsCalledIn: body + helpers.map(\.definition))
    let definition =
      "func \(name)(_ \(variable): Double) -> Double {\n"
      + body.map { "  \($0)\n" }.joined() + "}\n"
    return (["import Foundation\n"] + helpers.map(\.definition) + [definition])
      .joined(separator: "\n")
  }
}

private struct SwiftDialect: InfixDialect {
  let variable: String
  let connectives = (and: "&&", or: "||", not: "!")
  let hasComparisonChains = false
  let negatesTightly = true
  var used: Set<ElementaryFunction> = []
  var statements: [String] = []
  /// Operations in one expression before it gets a name.
  private let largestWeight = 12

  init(variable: String) { self.variable = variable }

  static let helpers: [(function: ElementaryFunction, definition: String)] = [
    (
      .sign,
      "func sign(_ u: Double) -> Double {\n  return u > 0.0 ? 1.0 : (u < 0.0 ? -1.0 : 0.0)\n}\n"
    ),
    (
      .sigmoid,
      """
      func sigmoid(_ u: Double) -> Double {
        return u >= 0.0 ? 1.0 / (1.0 + exp(-u)) : exp(u) / (1.0 + exp(u))
      }

      """
    ),
    (
      .softplus,
      "func softplus(_ u: Double) -> Double {\n  return max(u, 0.0) + log1p(exp(-abs(u)))\n}\n"
    ),
    (
      .normalCDF,
      "func normalCDF(_ u: Double) -> Double {\n  return erfc(-u / 2.0.squareRoot()) / 2.0\n}\n"
    ),
  ]

  func number(_ value: Rational) -> InfixPiece {
    guard let text = FloatLiteral.text(value) else {
      let sign = value.signum < 0 ? "-" : ""
      return InfixPiece(text: "\(sign)Double.infinity", level: sign.isEmpty ? .primary : .prefix)
    }
    if text.contains("/") {
      let parts = text.split(separator: "/").map { "\($0).0" }
      return InfixPiece(text: parts.joined(separator: " / "), level: .product, weight: 2)
    }
    let literal = text.contains(".") ? text : "\(text).0"
    return InfixPiece(text: literal, level: value.signum < 0 ? .prefix : .primary)
  }

  func constant(_ value: Formula.Constant) -> InfixPiece {
    switch value {
    case .pi: InfixPiece(text: "Double.pi", level: .primary)
    case .e: InfixPiece(text: "exp(1.0)", level: .primary)
    case .inf: InfixPiece(text: "Double.infinity", level: .primary)
    }
  }

  mutating func call(_ function: ElementaryFunction, _ argument: InfixPiece) -> InfixPiece {
    let name: String
    switch function {
    case .ln: name = "log"
    case .normalCDF: name = "normalCDF"
    default: name = function.rawValue
    }
    if Self.helpers.contains(where: { $0.function == function }) { used.insert(function) }
    return InfixPiece(
      text: "\(name)(\(argument.text))", level: .primary, weight: argument.weight + 1)
  }

  func power(_ base: InfixPiece, _ exponent: InfixPiece, integer: Rational?) -> InfixPiece {
    InfixPiece(
      text: "pow(\(base.text), \(exponent.text))", level: .primary,
      weight: base.weight + exponent.weight + 1)
  }

  mutating func choice(
    _ branches: [(value: InfixPiece, condition: String)], otherwise: InfixPiece?
  ) -> InfixPiece {
    // From the last branch backwards, each choice named before the next is built around it.
    var result = otherwise ?? InfixPiece(text: "Double.nan", level: .primary)
    for (value, condition) in branches.reversed() {
      result = finished(
        InfixPiece(
          text: "\(condition) ? \(value.text(atLeast: .sum)) : \(result.text(atLeast: .sum))",
          level: .choice, weight: result.weight + value.weight + 6))
    }
    return result
  }

  func truth(_ value: Bool) -> String { value ? "true" : "false" }

  mutating func finished(_ piece: InfixPiece) -> InfixPiece {
    guard piece.weight > largestWeight else { return piece }
    let name = "t\(statements.count + 1)"
    statements.append("let \(name): Double = \(piece.text)")
    return InfixPiece(text: name, level: .primary)
  }

  mutating func finished(condition: String, weight: Int) -> String {
    guard weight > 3 else { return condition }
    let name = "c\(statements.count + 1)"
    statements.append("let \(name): Bool = \(condition)")
    return name
  }
}
