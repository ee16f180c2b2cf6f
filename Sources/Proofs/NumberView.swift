import BigInt
import Formulas
import Reals

/// A number as templates show it.
struct NumberView: Sendable {
  /// LaTeX, without the sign of equality.
  let latex: String
  /// LaTeX that can stand after an operator: negative numbers and sums in parentheses.
  let operand: String
  /// `=`, or `\approx` where only digits are known.
  let equals: String
  /// Whether it is neither infinity.
  let isFinite: Bool
  /// Whether it is exactly 0.
  let isZero: Bool
  /// Whether it is exactly 1.
  let isOne: Bool

  init(_ number: ExactNumber) {
    latex = number.latex
    isFinite = number.isFinite
    equals = number.isAbridged ? "\\approx" : "="
    isZero = number.rational?.isZero ?? false
    isOne = number.rational == 1
    var isSum = false
    if case .sum? = number.exactFormula?.operation { isSum = true }
    let needsBrackets = isSum || latex.hasPrefix("-") || latex.hasPrefix("+")
    operand = needsBrackets ? "\\left(\(latex)\\right)" : latex
  }

  init(_ value: Rational) { self.init(ExactNumber(rational: value)) }
}

extension ExactNumber {
  /// The value of a formula without variable, exactly; `nil` where it has none or it is not known.
  public init?(exactly constant: Formula) {
    let arithmetic = ExactArithmetic()
    guard let value = try? arithmetic.evaluate(constant, at: arithmetic.number(0)) else {
      return nil
    }
    self.init(value)
  }

  /// The number as a formula without variable, where its exact value is known and finite.
  public var exactFormula: Formula? {
    guard isFinite, let exact else { return nil }
    return try? FormulaParser().parseConstant(exact)
  }

  /// The number `value`; its decimal is the exact one where there is one.
  init(rational value: Rational) {
    let text = value.description
    self.init(exact: text, decimal: text, enclosure: [text, text])
  }

  /// Whether it is neither infinity.
  public var isFinite: Bool { decimal != "inf" && decimal != "-inf" }

  /// The value if it is known to be a rational number written as a decimal or a fraction.
  public var rational: Rational? {
    guard let exact else { return nil }
    let parts = exact.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2, let p = Rational(decimalDigits: first) else {
      return nil
    }
    guard parts.count == 2 else { return p }
    return Rational(decimalDigits: parts[1]).flatMap { p / $0 }
  }

  /// Whether ``latex`` shows digits in place of the number itself.
  public var isAbridged: Bool { exact == nil || exactFormula?.hasLongNumber ?? false }

  /// LaTeX: the exact value where there is one that is short, otherwise about six significant digits.
  public var latex: String {
    switch decimal {
    case "inf": return "+\\infty"
    case "-inf": return "-\\infty"
    default: break
    }
    if let rational { return rational.latex }
    if let exact, let formula = try? FormulaParser().parseConstant(exact) {
      return formula.abridged.latex(variable: "x")
    }
    return latex(significantDigits: 6)
  }
}

extension Rational {
  /// A plain decimal without exponent, such as `-0.01`, or `nil`.
  init?(decimalDigits text: Substring) {
    var digits = text
    let isNegative = digits.first == "-"
    if isNegative { digits = digits.dropFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, !whole.isEmpty,
      digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
    else { return nil }
    let fraction = parts.count == 2 ? parts[1] : Substring()
    guard digits.count <= 10_000, let scaled = BigInt(String(whole) + String(fraction)),
      let value = Rational(scaled, over: BigInt(10).power(fraction.count))
    else { return nil }
    self = isNegative ? -value : value
  }

  /// LaTeX: a terminating decimal of few digits as such, else a fraction; where that has many digits,
  /// six significant ones.
  public var latex: String {
    if isLong {
      return RoundedDecimal(ExactNumber(self).decimal, significant: 6)?.latex ?? description
    }
    if let decimal, decimal.count <= 12 { return decimal }
    if isInteger { return "\(numerator)" }
    let sign = numerator < 0 ? "-" : ""
    return "\(sign)\\frac{\(numerator.magnitude)}{\(denominator)}"
  }
}
