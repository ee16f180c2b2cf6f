import Analysis
import Formulas
import Proofs
import Reals

/// How numbers, formulas and intervals are written: as plain text, or as LaTeX in Markdown.
enum Notation: Sendable {
  case plain
  case latex

  /// A number: exact where that is short, otherwise twelve digits after `≈`.
  func number(_ number: ExactNumber) -> String {
    switch self {
    case .plain: number.plain
    case .latex: "$\(number.latexOrDigits)$"
    }
  }

  /// A formula given in both forms.
  func formula(text: String, latex: String) -> String {
    switch self {
    case .plain: text
    case .latex: "$\(latex)$"
    }
  }

  /// A formula given as text.
  func formula(text: String, variable: String) -> String {
    guard self == .latex, let tree = try? FormulaParser().parse(text).formula else { return text }
    return "$\(tree.latex(variable: variable))$"
  }

  /// A formula.
  func formula(_ formula: Formula, variable: String) -> String {
    self == .plain ? formula.text(variable: variable) : "$\(formula.latex(variable: variable))$"
  }

  /// An interval with its ends.
  func interval(
    from: ExactNumber, to: ExactNumber, fromClosed: Bool = false, toClosed: Bool = false
  ) -> String {
    if from == .minusInfinity && to == .infinity { return self == .plain ? "ℝ" : "$\\mathbb{R}$" }
    let ends =
      switch self {
      case .plain: (from.plain, to.plain)
      case .latex: (from.latexOrDigits, to.latexOrDigits)
      }
    if from == to { return wrapped(self == .plain ? "{\(ends.0)}" : "\\{\(ends.0)\\}") }
    let text = "\(fromClosed ? "[" : "(")\(ends.0), \(ends.1)\(toClosed ? "]" : ")")"
    return wrapped(text)
  }

  /// An interval with its ends.
  func interval(_ interval: IntervalDescription) -> String {
    self.interval(
      from: interval.from, to: interval.to, fromClosed: interval.fromClosed,
      toClosed: interval.toClosed)
  }

  /// A symbol such as `f'`, or C^k.
  func symbol(_ text: String) -> String { wrapped(text) }

  private func wrapped(_ text: String) -> String { self == .plain ? text : "$\(text)$" }
}

extension ExactNumber {
  /// Plain text: the exact form where it is short, otherwise twelve digits after `≈`.
  fileprivate var plain: String {
    switch decimal {
    case "inf": return "+∞"
    case "-inf": return "-∞"
    default: break
    }
    if let exact, decimal.count <= 14, exact.contains("/") { return decimal }
    if let exact, exact.count <= 18 { return exact }
    if let text = terminatingDecimal { return text }
    guard let rounded = RoundedDecimal(decimal, significant: 12) else { return decimal }
    return "≈\(rounded.text)"
  }

  /// A rational number whose decimal ends within twenty digits, in full.
  var terminatingDecimal: String? {
    guard rational?.decimal != nil, let digits = RoundedDecimal(decimal, significant: 40),
      digits.digits.count <= 20, digits.rational == rational
    else { return nil }
    return digits.text
  }

  /// The same in LaTeX: after `\approx` twelve digits, wherever these are not the number itself.
  fileprivate var latexOrDigits: String {
    if !isFinite { return latex }
    if let exact, exact.count <= 18, !isAbridged { return latex }
    return terminatingDecimal ?? "\\approx \(latex(significantDigits: 12))"
  }
}
