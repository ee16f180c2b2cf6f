import Analysis
import Formulas
import Reals

/// Values of constant formulas as outputs show them.
///
/// Exact arithmetic is tried first; where it gives up, an enclosure is returned. It belongs to one
/// task, like the exact numbers it computes.
final class ConstantEvaluator {
  let exact = ExactArithmetic()
  private let parser = FormulaParser()
  /// Bits of the enclosures that stand in for exact values, enough for 20 digits after the
  /// cancellation of 200.
  private let enclosurePrecision = 768

  /// The value of a constant formula.
  ///
  /// - Throws: ``EvaluationError`` where it has no value, or none that could be computed.
  func number(_ constant: Formula) throws(EvaluationError) -> ExactNumber {
    var reason: Reason?
    do throws(EvaluationError) {
      if let number = ExactNumber(try exact.evaluate(constant, at: exact.number(0))) {
        return number
      }
    } catch .undecided(let why) {
      reason = why
    }
    guard let ball = enclosure(of: constant) else {
      throw .undecided(reason ?? Reason(.notEnclosed))
    }
    if ball.nearestDecimal(digits: ExactNumber.digits) != nil,
      let number = ExactNumber(enclosedBy: ball)
    {
      return number
    }
    throw .undecided(size(of: ball) ?? reason ?? Reason(.digits))
  }

  /// The value of `formula` where the variable is the constant `point`.
  func number(_ formula: Formula, at point: Formula) throws(EvaluationError) -> ExactNumber {
    try number(formula.substituting(point))
  }

  /// The value, or why there is none.
  func outcome(_ constant: Formula) -> (number: ExactNumber?, reason: Reason?) {
    do throws(EvaluationError) {
      return (try number(constant), nil)
    } catch {
      if case .undefined(let why) = error { return (nil, Reason(.undefined, cause: why)) }
      return (nil, error.reason)
    }
  }

  /// The sign of a − b, or `nil` when it is not decided.
  func comparison(_ a: Formula, _ b: Formula) -> Int? {
    guard let x = try? exact.evaluate(a, at: exact.number(0)),
      let y = try? exact.evaluate(b, at: exact.number(0)),
      let signs = try? exact.comparison(x, y), signs.count == 1
    else { return nil }
    return signs.lowerBound
  }

  /// A formula whose value the finite number is, or `nil` when only an enclosure is known.
  func formula(_ number: ExactNumber?) -> Formula? {
    guard let number, number.isFinite, let exact = number.exact else { return nil }
    return try? parser.parseConstant(exact)
  }

  /// The formula that an output of the analysis shows as text.
  func function(_ text: String) -> Formula? { (try? parser.parse(text))?.formula }

  /// The sign of `point` − `number`, or `nil` when it is not decided; the number may be ±∞ or known
  /// by an enclosure only.
  func comparison(_ point: Formula, to number: ExactNumber) -> Int? {
    if number == .infinity { return -1 }
    if number == .minusInfinity { return 1 }
    if let formula = formula(number) { return comparison(point, formula) }
    let ends = number.enclosure.compactMap { try? parser.parseConstant($0) }
    guard ends.count == 2 else { return nil }
    if comparison(point, ends[0]) == -1 { return -1 }
    return comparison(point, ends[1]) == 1 ? 1 : nil
  }

  private func enclosure(of constant: Formula) -> Ball? {
    let balls = BallArithmetic(precision: enclosurePrecision)
    let ball = try? balls.evaluate(constant, at: balls.number(0))
    return ball.flatMap { $0.isBounded ? $0 : nil }
  }

  /// What is known of a number that no decimal is written for.
  private func size(of ball: Ball) -> Reason? {
    let largest = "1e300000000000"
    let smallest = "1e-300000000000"
    switch (ball.lowerDecimal(digits: 1), ball.upperDecimal(digits: 1)) {
    case (largest, _): return Reason(.valueAbove, "10^300000000000")
    case (_, "-" + largest): return Reason(.valueBelow, "-10^300000000000")
    case ("0", smallest): return Reason(.valueBetween, "0", "10^-300000000000")
    case ("-" + smallest, "0"): return Reason(.valueBetween, "-10^-300000000000", "0")
    default: return nil
    }
  }
}

extension ExactNumber {
  /// Whether it is neither +∞ nor −∞.
  var isFinite: Bool { self != .infinity && self != .minusInfinity }
}
