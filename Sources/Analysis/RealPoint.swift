import BigInt
import Formulas
import Reals

/// A real number that is known exactly: a constant formula with its value.
struct RealPoint {
  let formula: Formula
  let value: ExactReal
}

/// An open interval between two points, or to infinity where an end is `nil`.
struct OpenInterval {
  var lower: RealPoint?
  var upper: RealPoint?

  /// ℝ.
  static var reals: OpenInterval { OpenInterval(lower: nil, upper: nil) }
}

/// Exact constants for one analysis, with their order.
final class PointArithmetic {
  let exact: ExactArithmetic

  init(exact: ExactArithmetic) { self.exact = exact }

  /// The point that a constant formula stands for.
  func point(_ constant: Formula) throws(EvaluationError) -> RealPoint {
    let simplified = constant.simplified.withFractionsOfPi
    let value = try exact.evaluate(simplified, at: exact.number(0))
    return RealPoint(formula: value.rational.map(Formula.number) ?? simplified, value: value)
  }

  /// The sign of a − b; throws where it is not decided.
  func compare(_ a: ExactReal, _ b: ExactReal) throws(EvaluationError) -> Int {
    let signs = try exact.comparison(a, b)
    guard signs.lowerBound == signs.upperBound else {
      throw .undecided(Reason(.constantComparison))
    }
    return signs.lowerBound
  }

  /// Whether two limits are equal; `nil` for one that is not known.
  func agreement(_ a: ExtendedReal?, _ b: ExtendedReal?) -> Verdict {
    switch (a, b) {
    case (.finite(let a)?, .finite(let b)?):
      guard let order = try? compare(a, b) else { return .undecided }
      return order == 0 ? .proved : .refuted
    case (.infinite(let a)?, .infinite(let b)?): return a == b ? .proved : .refuted
    case (nil, _), (_, nil): return .undecided
    default: return .refuted
    }
  }

  /// The sign of a constant; throws where it is not decided.
  func sign(_ a: ExactReal) throws(EvaluationError) -> Int { try compare(a, exact.number(0)) }

  /// The sign of a constant formula.
  func sign(of constant: Formula) throws(EvaluationError) -> Int {
    if let rational = constant.rational { return rational.signum }
    return try sign(point(constant).value)
  }

  /// The points in increasing order, each once; only those whose enclosures overlap are compared
  /// exactly.
  func sorted(_ points: [RealPoint]) throws(EvaluationError) -> [RealPoint] {
    var bounded: [(point: RealPoint, lower: Rational, upper: Rational)] = []
    for point in points {
      let (lower, upper) = try rationalBounds(point)
      bounded.append((point, lower, upper))
    }
    bounded.sort { $0.lower < $1.lower }
    var result: [(point: RealPoint, lower: Rational, upper: Rational)] = []
    for next in bounded {
      var index = result.count
      var isNew = true
      while index > 0, result[index - 1].upper >= next.lower {
        let order = try compare(result[index - 1].point.value, next.point.value)
        if order == 0 { isNew = false }
        if order <= 0 { break }
        index -= 1
      }
      if isNew { result.insert(next, at: index) }
    }
    return result.map(\.point)
  }

  /// Whether the point lies strictly inside the interval.
  func contains(_ interval: OpenInterval, _ point: RealPoint) throws(EvaluationError) -> Bool {
    if let lower = interval.lower, try compare(point.value, lower.value) <= 0 { return false }
    if let upper = interval.upper, try compare(point.value, upper.value) >= 0 { return false }
    return true
  }

  /// A rational number strictly inside the interval, as simple as bisection finds it.
  func sample(in interval: OpenInterval) throws(EvaluationError) -> Rational {
    switch (interval.lower, interval.upper) {
    case (nil, nil): return 0
    case (let lower?, nil): return Rational(try floor(lower) + 2)
    case (nil, let upper?): return Rational(try floor(upper) - 1)
    case (let lower?, let upper?): return try between(lower, upper)
    }
  }

  private func floor(_ point: RealPoint) throws(EvaluationError) -> Int {
    let floor = try exact.apply(.floor, point.value)
    guard let value = floor.rational?.exactInt, abs(value) < 1 << 40 else {
      throw .undecided(Reason(.largeBreakpoint, "2^40"))
    }
    return value
  }

  /// A dyadic number strictly between two points.
  private func between(_ lower: RealPoint, _ upper: RealPoint) throws(EvaluationError) -> Rational {
    if let a = lower.value.rational, let b = upper.value.rational {
      guard let found = Rational.dyadic(above: a, below: b, bits: 400) else {
        throw .undecided(Reason(.closeBreakpoints, "2^-400"))
      }
      return found
    }
    for bits in 0..<400 {
      guard let scale = Rational(2).power(bits) else { break }
      let scaled = try exact.product(lower.value, exact.number(scale))
      guard let below = try exact.apply(.floor, scaled).rational else { break }
      guard let candidate = (below + 1) / scale else { break }
      if try compare(exact.number(candidate), upper.value) < 0 { return candidate }
    }
    throw .undecided(Reason(.closeBreakpoints, "2^-400"))
  }
}

extension Rational {
  /// The number of fewest binary places strictly between two others, the least of those; `nil` where it
  /// would need as many as `bits`.
  fileprivate static func dyadic(above lower: Rational, below upper: Rational, bits: Int)
    -> Rational?
  {
    for places in 0..<bits {
      let (quotient, remainder) = (lower.numerator << places).quotientAndRemainder(
        dividingBy: lower.denominator)
      let floor = remainder.sign == .minus && remainder != 0 ? quotient - 1 : quotient
      let candidate = floor + 1
      if candidate * upper.denominator < upper.numerator << places {
        return Rational(candidate, over: BigInt(1) << places)
      }
    }
    return nil
  }
}
