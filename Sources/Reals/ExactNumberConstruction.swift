import Formulas

extension ExactNumber {
  /// The significant digits that decimals are given to.
  public static let digits = 20

  /// The rational number: its decimal in full where the expansion ends within 40 places, else
  /// rounded to 20 significant digits.
  public init(_ value: Rational) {
    let exact =
      value.isInteger ? "\(value.numerator)" : "\(value.numerator)/\(value.denominator)"
    if value.bitWidth <= 256, let decimal = value.decimal {
      self.init(exact: exact, decimal: decimal, enclosure: [decimal, decimal])
    } else {
      self.init(
        exact: exact, decimal: value.decimal(significantDigits: Self.digits, rounding: .nearest),
        enclosure: [
          value.decimal(significantDigits: Self.digits, rounding: .down),
          value.decimal(significantDigits: Self.digits, rounding: .up),
        ])
    }
  }

  /// The exact value, or `nil` when 20 digits of it cannot be computed.
  public init?(_ value: ExactReal) {
    if let rational = value.rational {
      self.init(rational)
    } else if !value.isFinite {
      self = value.sign == -1 ? .minusInfinity : .infinity
    } else if let ball = value.enclosure(digits: Self.digits + 4),
      let decimal = value.decimal(digits: Self.digits)
    {
      self.init(
        exact: value.closedForm.map { $0.text() }, decimal: decimal,
        enclosure: Self.bounds(of: ball))
    } else {
      return nil
    }
  }

  /// A number of which only an enclosure is known, or `nil` when that is unbounded.
  ///
  /// `exact` is a formula that the caller has proved to be its value. Where the enclosure does not
  /// determine 20 digits, the decimal is its midpoint.
  public init?(enclosedBy interval: Interval, exact: Formula? = nil) {
    guard let lower = interval.lowerBound, let upper = interval.upperBound,
      let middle = (lower + upper) / 2
    else { return nil }
    self.init(
      exact: exact.map { $0.text() },
      decimal: middle.decimal(significantDigits: Self.digits, rounding: .nearest),
      enclosure: [
        interval.lowerDecimal(digits: Self.digits), interval.upperDecimal(digits: Self.digits),
      ])
  }

  /// A number of which only an enclosure is known, as `init(enclosedBy:exact:)` for intervals; also
  /// one whose exact ends would fill the memory, if the enclosure determines 20 digits.
  public init?(enclosedBy ball: Ball, exact: Formula? = nil) {
    if let number = ExactNumber(enclosedBy: Interval(ball, precision: 256), exact: exact) {
      self = number
    } else if let decimal = ball.nearestDecimal(digits: Self.digits) {
      self.init(exact: exact.map { $0.text() }, decimal: decimal, enclosure: Self.bounds(of: ball))
    } else {
      return nil
    }
  }

  private static func bounds(of ball: Ball) -> [String] {
    [ball.lowerDecimal(digits: digits), ball.upperDecimal(digits: digits)]
  }
}
