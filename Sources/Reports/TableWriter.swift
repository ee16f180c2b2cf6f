import Accuracy
import Analysis
import Formulas
import Installation
import Proofs
import Reals

/// What the documents of tables have in common: a notation, the phrases, and the words for numbers.
struct TableWriter: Sendable {
  let notation: Notation
  private let phrases: Phrases

  init(notation: Notation, phrases: Phrases) {
    self.notation = notation
    self.phrases = phrases
  }

  /// The phrases of the tables in `language`.
  static func phrases(_ language: Language) throws -> Phrases {
    try Phrases(language: language, module: "Reports", file: "tables")
  }

  /// The phrase for `key` with its places `%1`, `%2`, … filled in.
  func phrase(_ key: String, _ arguments: String...) -> String {
    var text = phrases[key]
    for (index, argument) in arguments.enumerated() {
      text = text.replacing("%\(index + 1)", with: argument)
    }
    return text
  }

  /// A number, or a dash: a short decimal or fraction as such, of other numbers twelve digits.
  func number(_ number: ExactNumber?) -> String {
    guard let number else { return "—" }
    if let rational = number.rational {
      if let decimal = rational.decimal, decimal.count <= 14 {
        return notation == .plain ? decimal : "$\(decimal)$"
      }
      if number.exact?.count ?? .max <= 14 { return notation.number(number) }
    }
    if number == .infinity || number == .minusInfinity { return notation.number(number) }
    switch notation {
    case .plain:
      return number.terminatingDecimal
        ?? "≈" + (RoundedDecimal(number.decimal, significant: 12)?.text ?? number.decimal)
    case .latex: return "$\\approx \(number.latex(significantDigits: 12))$"
    }
  }

  /// A number as a place on the axis: what is exact stays so.
  func place(_ place: ExactNumber) -> String {
    place.rational == nil && place.exact != nil ? notation.number(place) : number(place)
  }

  /// All digits of a float64 number.
  func float(_ number: PrintedDouble) -> String { code(number.description) }

  /// Three digits of an error.
  func error(_ number: ExactNumber) -> String {
    code(RoundedDecimal(number.decimal, significant: 3)?.text ?? number.decimal)
  }

  /// Three digits of an error, or a dash.
  func error(_ number: PrintedDouble?) -> String {
    number.map { code(RoundedDecimal($0.description, significant: 3)?.text ?? "\($0)") } ?? "—"
  }

  /// Text that a program prints.
  func code(_ text: String) -> String { notation == .plain ? text : "`\(text)`" }

  /// A formula that is given in LaTeX.
  func mathematics(_ latex: String) -> String {
    let otherwise = phrases["otherwise"]
    switch notation {
    case .plain: return PlainMathematics.text(of: latex, otherwise: otherwise)
    case .latex: return "$\(latex.replacing("\\text{otherwise}", with: "\\text{\(otherwise)}"))$"
    }
  }

  /// A reason in words, or a dash where none is given.
  func text(_ reason: Reason?, variable: String) -> String {
    reason.map { phrases.text(of: $0) { notation.formula($0, variable: variable) } } ?? "—"
  }

  /// The line that says which function it is.
  func definition(of function: FunctionDescription) -> String {
    let formula =
      notation == .plain
      ? "f(\(function.variable)) = \(function.formula)"
      : "$f(\(function.variable)) = \(function.latex)$"
    return [function.name, formula].compactMap { $0 }.joined(separator: ": ")
  }

  /// What is known of the derivatives at a point, for `f'(1) = …` or both sides.
  func derivative(
    _ sides: OneSidedDerivatives, at point: ExactNumber, variable: String
  ) -> String {
    let place = place(point)
    if let left = sides.left, left == sides.right {
      return phrase("derivative.both", place, number(left))
    }
    if sides.left == nil, sides.right == nil {
      if sides.reason?.kind == .outsideDomain { return phrase("derivative.outside", place) }
      return phrase("derivative.unknown", place, text(sides.reason, variable: variable))
    }
    if sides.reason?.kind == .domainEnd, let side = sides.left ?? sides.right {
      return phrase(
        sides.left == nil ? "derivative.right" : "derivative.left", place, number(side))
    }
    return phrase("derivative.sides", place, number(sides.left), number(sides.right))
  }

  /// The name of a scheme.
  func name(_ scheme: FiniteDifferenceScheme) -> String { phrase("scheme.\(scheme.rawValue)") }
}
