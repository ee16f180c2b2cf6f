import Calculus
import Formulas
import Reals

/// The sign of a function on an interval, or where the interval has to be split to have one.
enum IntervalSign {
  /// −1, 0 or 1 on the whole open interval.
  case constant(Int)
  /// It may change at these points inside the interval.
  case split([RealPoint])
}

/// What a search on an interval is remembered by.
struct FunctionOnInterval: Hashable {
  private let function: Formula
  private let ends: [Formula?]

  init(_ function: Formula, _ interval: OpenInterval) {
    self.function = function
    ends = [interval.lower?.formula, interval.upper?.formula]
  }
}

/// Decides signs of functions that are analytic on an open interval.
///
/// One enclosure over the whole interval decides most; otherwise the closed-form zeros do, together
/// with the sign at one rational sample between them.
final class SignOracle {
  let points: PointArithmetic
  private var knownCandidates: [FunctionOnInterval: ZeroCandidates] = [:]

  /// The charts of all functions that were found to keep their sign, in that order.
  private(set) var constantSigns: [ChartedFunction] = []

  init(points: PointArithmetic) {
    self.points = points
  }

  /// All places in the interval where g may vanish, and perhaps some beside it; remembered.
  func candidates(
    _ g: Formula, on interval: OpenInterval = .reals
  ) -> ZeroCandidates {
    let key = FunctionOnInterval(g, interval)
    if let known = knownCandidates[key] { return known }
    let solver = ZeroSolver(points: points) { [unowned self] in self.range(of: $0, on: interval) }
    let result = solver.candidates(g)
    knownCandidates[key] = result
    return result
  }

  /// The sign of `g`, which must be analytic on the open interval.
  func sign(
    of g: Formula, on interval: OpenInterval
  ) throws(EvaluationError) -> IntervalSign {
    let result = try decide(g, on: interval)
    if case .constant(let sign) = result {
      constantSigns.append(ChartedFunction(g, on: interval, chart: .constant(sign)))
    }
    return result
  }

  private func decide(
    _ g: Formula, on interval: OpenInterval
  ) throws(EvaluationError) -> IntervalSign {
    guard g.containsVariable else { return .constant(try points.sign(of: g)) }
    if let sign = enclosedSign(of: g, on: interval) { return .constant(sign) }
    switch candidates(g, on: interval) {
    case .everywhere: return .constant(0)
    case .points(let all):
      var inside: [RealPoint] = []
      for point in all where try points.contains(interval, point) { inside.append(point) }
      if !inside.isEmpty { return .split(inside) }
      return .constant(try sign(of: g, at: points.sample(in: interval)))
    case .unknown(let reason):
      guard let sign = bisectedSign(of: g, on: interval) else {
        throw .undecided(Reason(.functionSign, g.text(), cause: reason))
      }
      return .constant(sign)
    }
  }

  /// The sign of g at a rational point where it is known not to vanish, or exactly otherwise.
  func sign(of g: Formula, at sample: Rational) throws(EvaluationError) -> Int {
    for precision in [64, 256, 1024] {
      let balls = BallArithmetic(precision: precision)
      if let argument = try? balls.number(sample), let value = try? balls.evaluate(g, at: argument)
      {
        let signs = value.sign
        if signs.lowerBound == signs.upperBound, signs.lowerBound != 0 { return signs.lowerBound }
      }
    }
    return try points.sign(points.exact.evaluate(g, at: points.exact.number(sample)))
  }

  // MARK: Enclosures

  /// The sign when one evaluation over the interval shows it.
  func enclosedSign(of g: Formula, on interval: OpenInterval) -> Int? {
    guard let range = range(of: g, on: interval) else { return nil }
    return range.strictSign
  }

  /// A proved enclosure of the values of an analytic function on the interval.
  func range(of g: Formula, on interval: OpenInterval) -> Interval? {
    enclosure(of: interval).flatMap { range(of: g, on: $0) }
  }

  private func range(of g: Formula, on domain: Interval) -> Interval? {
    guard let value = try? IntervalArithmetic(precision: 64).evaluate(g, at: Enclosure(domain)),
      value.decoration >= .defined
    else { return nil }
    return value.interval
  }

  /// The sign when enclosures over the parts of a bisection show it.
  private func bisectedSign(of g: Formula, on interval: OpenInterval) -> Int? {
    guard let domain = enclosure(of: interval) else { return nil }
    var parts = [domain]
    var signs: Set<Int> = []
    var budget = 400
    while let part = parts.popLast(), signs.count <= 1 {
      budget -= 1
      if let sign = range(of: g, on: part)?.strictSign {
        signs.insert(sign)
      } else {
        guard budget > 0 else { return nil }
        let halves = part.bisection
        parts += [halves.left, halves.right]
      }
    }
    return signs.count == 1 && parts.isEmpty ? signs.first : nil
  }

  /// The integers k such that the function may cross k inside the interval, if they are few.
  func integerBounds(of u: Formula, on interval: OpenInterval) -> ClosedRange<Int>? {
    guard let range = range(of: u, on: interval), let lower = range.lowerBound?.floor,
      let upper = range.upperBound?.floor, let first = Rational(lower).exactInt,
      let last = Rational(upper).exactInt, last - first <= 1000
    else { return nil }
    return first...last
  }

  /// A closed interval that contains the open one.
  func enclosure(of interval: OpenInterval) -> Interval? {
    let lower = interval.lower.map { try? points.rationalBounds($0).0 }
    let upper = interval.upper.map { try? points.rationalBounds($0).1 }
    if case .some(nil) = lower { return nil }
    if case .some(nil) = upper { return nil }
    return Interval(from: lower ?? nil, to: upper ?? nil, precision: 256)
  }
}

extension Interval {
  /// 1 or −1 when every member has that sign.
  fileprivate var strictSign: Int? {
    sign.lowerBound == sign.upperBound && sign.lowerBound != 0 ? sign.lowerBound : nil
  }
}
