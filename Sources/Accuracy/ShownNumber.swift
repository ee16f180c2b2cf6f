import Formulas
import Reals

/// A number as a hand calculation carries it on: exactly, or as a decimal of some digits.
struct ShownNumber {
  /// How it is written.
  let formula: Formula
  /// The number itself, as a constant formula.
  let value: Formula
  /// All numbers that the written digits may stand for.
  let ball: Ball
  /// The significant digits; `nil` for an exact number.
  let digits: Int?

  /// The number in LaTeX, with all its digits.
  var latex: String { withAllDigits(formula.latex()) }

  /// The digits as they are written with and without the zeros at the end, where that differs.
  private var zeros: (cut: String, full: String)?

  /// LaTeX in which the number occurs, with the zeros at its end put back that formulas drop.
  func withAllDigits(_ latex: String) -> String {
    guard let zeros else { return latex }
    var result = ""
    var rest = latex[...]
    while let range = rest.firstRange(of: zeros.cut) {
      let isWhole =
        rest[..<range.lowerBound].last.map { !$0.isNumber && $0 != "." }
        ?? !(result.last?.isNumber ?? false)
      let next = rest[range.upperBound...].first
      let ends = next.map { !$0.isNumber && $0 != "." } ?? true
      result += rest[..<range.lowerBound]
      result += isWhole && ends ? zeros.full : zeros.cut
      rest = rest[range.upperBound...]
    }
    return result + rest
  }

  /// Bits that are ample for the digits that a hand calculation shows.
  static let precision = 1024

  /// The exact rational number.
  init(_ value: Rational) {
    formula = .number(value)
    self.value = .number(value)
    ball = Ball(value, precision: Self.precision)
    digits = nil
  }

  /// The number `value`, rounded to as many digits, at most `digits`, as the operands allow that
  /// gave `propagated`; `nil` when not even one digit is left.
  ///
  /// The digits are those of the true value. What one gets from the operands as written differs
  /// from them by less than `tolerance` (2…9) units of the last place.
  init?(_ value: Formula, propagated: Ball, digits: Int, tolerance: Int) {
    let balls = BallArithmetic(precision: Self.precision)
    guard let truth = try? balls.evaluate(value, at: balls.number(0)),
      // With fewer digits 0.00099999983 would be rounded up to the next power of ten.
      let leading = truth.decimal(digits: digits + 10).flatMap(DecimalText.init),
      propagated.isBounded
    else { return nil }
    var count = digits
    let bounds = Interval(propagated, precision: 128)
    if let low = bounds.lowerBound, let high = bounds.upperBound, low < high {
      let radius = ((high - low) / 2)?.decimal(significantDigits: 3, rounding: .up)
      guard let error = radius.flatMap(DecimalText.init) else { return nil }
      count = min(
        count, leading.exponent - error.exponent + (error.leadingDigit < tolerance ? 1 : 0))
    }
    guard count >= 1, let text = truth.decimal(digits: count).flatMap(DecimalText.init),
      let halfUnit = Rational(10).power(text.exponent - count + 1).flatMap({ $0 / 2 })
    else { return nil }
    formula = text.formula
    self.value = value
    ball = Ball(
      Interval(text.value - halfUnit, text.value + halfUnit, precision: Self.precision),
      precision: Self.precision)
    self.digits = count
    zeros = text.zeros
  }

  /// −self.
  var negative: ShownNumber {
    ShownNumber(
      formula: formula.rational.map { .number(-$0) } ?? -formula, value: -value,
      ball: Ball(0).minus(ball), digits: digits, zeros: zeros)
  }

  private init(
    formula: Formula, value: Formula, ball: Ball, digits: Int?, zeros: (cut: String, full: String)?
  ) {
    self.zeros = zeros
    self.formula = formula
    self.value = value
    self.ball = ball
    self.digits = digits
  }
}

extension Ball {
  fileprivate func minus(_ other: Ball) -> Ball {
    let balls = BallArithmetic(precision: ShownNumber.precision)
    let difference = try? balls.sum(self, balls.negative(other))
    return difference ?? other
  }
}

/// A decimal that is not 0, taken apart.
struct DecimalText {
  /// The value.
  let value: Rational
  /// The power of ten of the first significant digit.
  let exponent: Int
  /// The first significant digit.
  let leadingDigit: Int
  /// The decimal without and with zeros at the end, unsigned, where there are any.
  let zeros: (cut: String, full: String)?
  /// How it is written: as a decimal, or a·10^n when it is far from 1.
  let formula: Formula

  /// The decimal `text`, such as `-0.0125` or `1.5e-30`; `nil` for 0 and for other text.
  init?(_ text: String) {
    let parts = text.lowercased().split(separator: "e", maxSplits: 1)
    guard let mantissa = parts.first, let scale = parts.count == 2 ? Int(parts[1]) : 0,
      abs(scale) < 100_000, let written = try? FormulaParser().parseConstant(String(mantissa)),
      let significand = written.rational, !significand.isZero,
      let power = Rational(10).power(scale)
    else { return nil }
    value = significand * power
    let digits = mantissa.drop { $0 == "-" }
    var cut = digits
    while digits.contains("."), cut.last == "0" { cut.removeLast() }
    if cut.last == "." { cut.removeLast() }
    zeros = cut.count < digits.count ? (String(cut), String(digits)) : nil
    let whole = digits.prefix { $0 != "." }.drop { $0 == "0" }
    if whole.isEmpty {
      let fraction = digits.drop { $0 != "." }.dropFirst()
      let zeros = fraction.prefix { $0 == "0" }.count
      exponent = scale - zeros - 1
      leadingDigit = fraction.dropFirst(zeros).first?.wholeNumberValue ?? 0
    } else {
      exponent = scale + whole.count - 1
      leadingDigit = whole.first?.wholeNumberValue ?? 0
    }
    formula =
      scale == 0
      ? written : written * Formula(.power(10, .number(Rational(scale))))
  }
}
