import Formulas
import Reals

/// Internal values as the numbers and intervals of the output.
extension PointArithmetic {
  /// A constant; where exact arithmetic does not give its digits, those that enclosures of its
  /// formula determine, or its formula alone.
  func describe(_ value: ExactReal) -> ExactNumber {
    ExactNumber(value) ?? enclosed(value.formula)
      ?? ExactNumber(
        exact: value.formula.text(), decimal: "undetermined", enclosure: ["-inf", "inf"])
  }

  private func enclosed(_ constant: Formula) -> ExactNumber? {
    for precision in [256, 1024] {
      let balls = BallArithmetic(precision: precision)
      guard let ball = try? balls.evaluate(constant, at: balls.number(0)),
        ball.decimal(digits: ExactNumber.digits) != nil
      else { continue }
      return ExactNumber(enclosedBy: ball, exact: constant)
    }
    return nil
  }

  func describe(_ point: RealPoint) -> ExactNumber { describe(point.value) }

  func describe(_ point: RealPoint?) -> ExactNumber? { point.map { describe($0) } }

  func describe(_ value: ExtendedReal?) -> ExactNumber? {
    switch value {
    case .finite(let value)?: describe(value)
    case .infinite(let sign)?: sign > 0 ? .infinity : .minusInfinity
    case nil: nil
    }
  }

  func describe(_ interval: OpenInterval) -> IntervalDescription {
    IntervalDescription(
      from: describe(interval.lower) ?? .minusInfinity, to: describe(interval.upper) ?? .infinity,
      fromClosed: false, toClosed: false)
  }

  /// Rational bounds of a point, equal when it is rational.
  func rationalBounds(_ point: RealPoint) throws(EvaluationError) -> (Rational, Rational) {
    if let value = point.value.rational { return (value, value) }
    let balls = BallArithmetic(precision: 256)
    let interval = Interval(
      try balls.evaluate(point.formula, at: balls.number(0)), precision: 256)
    guard let lower = interval.lowerBound, let upper = interval.upperBound else {
      throw .undecided(Reason(.pointBounds))
    }
    return (lower, upper)
  }

  /// An interval that contains the value.
  func interval(of value: ExactReal) -> Interval? {
    if let rational = value.rational { return Interval(rational, rational, precision: 256) }
    return value.enclosure(digits: 40).map { Interval($0, precision: 256) }
  }
}
