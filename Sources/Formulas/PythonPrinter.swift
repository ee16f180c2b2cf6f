extension Formula {
  /// A Python module that defines the formula as a function of floats: `import math`, the helpers
  /// that Python's library lacks, as far as they are used, and `def name(variable): …`.
  ///
  /// A name that the code calls itself, as of the helper `sign`, gets an underscore after it.
  ///
  /// The function raises what Python raises (`math.exp(1000)` an `OverflowError`, a logarithm
  /// outside its domain a `ValueError`) and returns NaN where no branch applies.
  public func python(functionName: String = "f", variable: String = "x") -> String {
    var printer = InfixPrinter(dialect: PythonDialect(variable: variable))
    let expression = printer.piece(self).text
    let helpers = PythonDialect.helpers.filter { printer.dialect.used.contains($0.function) }
    let name = functionName.distinct(
      fromFunctionsCalledIn: [expression] + helpers.map(\.definition))
    let definition = "def \(name)(\(variable)):\n    return \(expression)\n"
    let needsMath = !helpers.isEmpty || expression.contains("math.")
    return ((needsMath ? ["import math\n"] : []) + helpers.map(\.definition) + [definition])
      .joined(separator: "\n\n")
  }
}

private struct PythonDialect: InfixDialect {
  let variable: String
  let connectives = (and: "and", or: "or", not: "not ")
  let hasComparisonChains = true
  var used: Set<ElementaryFunction> = []

  init(variable: String) { self.variable = variable }

  /// Functions that Python's `math` does not have in every version, without avoidable overflow.
  static let helpers: [(function: ElementaryFunction, definition: String)] = [
    (.sign, "def sign(u):\n    return (u > 0) - (u < 0)\n"),
    (.cbrt, "def cbrt(u):\n    return math.copysign(abs(u) ** (1 / 3), u)\n"),
    (
      .sigmoid,
      """
      def sigmoid(u):
          if u >= 0:
              return 1 / (1 + math.exp(-u))
          return math.exp(u) / (1 + math.exp(u))

      """
    ),
    (
      .softplus,
      "def softplus(u):\n    return max(u, 0) + math.log1p(math.exp(-abs(u)))\n"
    ),
    (.normalCDF, "def Phi(u):\n    return math.erfc(-u / math.sqrt(2)) / 2\n"),
  ]

  func number(_ value: Rational) -> InfixPiece {
    guard let text = FloatLiteral.text(value) else {
      return InfixPiece(text: value.signum < 0 ? "-math.inf" : "math.inf", level: .prefix)
    }
    let level: BindingLevel = text.contains("/") ? .product : value.signum < 0 ? .prefix : .primary
    return InfixPiece(text: text, level: level)
  }

  func constant(_ value: Formula.Constant) -> InfixPiece {
    InfixPiece(text: "math.\(value.rawValue)", level: .primary)
  }

  mutating func call(_ function: ElementaryFunction, _ argument: InfixPiece) -> InfixPiece {
    let name: String
    switch function {
    case .abs: name = "abs"
    case .ln: name = "math.log"
    case .sign, .cbrt, .sigmoid, .softplus, .normalCDF:
      used.insert(function)
      name = function.rawValue
    default: name = "math.\(function.rawValue)"
    }
    return InfixPiece(text: "\(name)(\(argument.text))", level: .primary)
  }

  func power(_ base: InfixPiece, _ exponent: InfixPiece, integer: Rational?) -> InfixPiece {
    // Python's ** gives complex numbers for negative bases, math.pow an error.
    guard integer != nil else {
      return InfixPiece(text: "math.pow(\(base.text), \(exponent.text))", level: .primary)
    }
    return InfixPiece(
      text: "\(base.text(atLeast: .primary))**\(exponent.text(atLeast: .prefix))", level: .power)
  }

  func choice(
    _ branches: [(value: InfixPiece, condition: String)], otherwise: InfixPiece?
  ) -> InfixPiece {
    let chain = branches.map { "\($0.value.text(atLeast: .sum)) if \($0.condition) else " }
    return InfixPiece(text: chain.joined() + (otherwise?.text ?? "math.nan"), level: .choice)
  }

  func truth(_ value: Bool) -> String { value ? "True" : "False" }
}
