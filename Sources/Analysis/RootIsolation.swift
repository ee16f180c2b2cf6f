import Calculus
import Formulas
import Reals

/// An interval that contains exactly one root of a function, a simple one.
struct IsolatedRoot {
  let lower: Rational
  let upper: Rational
  /// The root as the output shows it; exact when it is rational.
  let number: ExactNumber
}

/// An interval in which a function may touch zero.
struct DoubtfulInterval {
  let lower: Rational
  let upper: Rational
  /// Constants inside that are worth testing exactly.
  let closedForms: [Formula]
}

/// The roots of an analytic function on a bounded interval, each proved to be the only one in its
/// enclosure.
///
/// Bisection with enclosures of g and g′: an interval is discarded where g cannot vanish, and holds
/// at most one root where g′ cannot. What stays undecided at a width of 2⁻⁴⁰ is doubtful.
struct RootIsolation {
  private(set) var roots: [IsolatedRoot] = []
  private(set) var doubtful: [DoubtfulInterval] = []

  private let g: Formula
  private let derivative: Formula
  private let exact = ExactArithmetic()
  private let leastWidth = Rational(1, over: 1 << 40) ?? 1
  private var budget = 20_000

  init(of g: Formula, from lower: Rational, to upper: Rational) {
    self.g = g
    derivative = g.derivative
    search(lower, upper)
    roots.sort { $0.lower < $1.lower }
    mergeDoubtful()
  }

  private mutating func search(_ lower: Rational, _ upper: Rational) {
    budget -= 1
    if let range = enclosure(g, lower, upper), !range.containsZero { return }
    if let slope = enclosure(derivative, lower, upper), !slope.containsZero {
      return monotone(lower, upper)
    }
    let width = upper - lower
    guard width > leastWidth, budget > 0 else {
      doubtful.append(doubt(lower, upper))
      return
    }
    guard let middle = (lower + upper) / 2 else { return }
    search(lower, middle)
    search(middle, upper)
  }

  private func enclosure(_ f: Formula, _ lower: Rational, _ upper: Rational) -> Interval? {
    let domain = Interval(from: lower, to: upper, precision: 128)
    guard let value = try? IntervalArithmetic(precision: 64).evaluate(f, at: Enclosure(domain)),
      value.decoration >= .defined
    else { return nil }
    return value.interval
  }

  /// The sign at a rational point: by enclosures, and exactly where these do not separate it from 0.
  private func sign(at point: Rational) -> Int? {
    for precision in [128, 512] {
      let balls = BallArithmetic(precision: precision)
      if let value = try? balls.evaluate(g, at: balls.number(point)) {
        let signs = value.sign
        if signs.lowerBound == signs.upperBound, signs.lowerBound != 0 { return signs.lowerBound }
      }
    }
    return (try? exact.evaluate(g, at: exact.number(point)))?.sign
  }

  /// Finds the root of a strictly monotone function, if there is one.
  private mutating func monotone(_ lower: Rational, _ upper: Rational) {
    guard let left = sign(at: lower), let right = sign(at: upper) else {
      doubtful.append(doubt(lower, upper))
      return
    }
    if left == 0 { return record(exactly: lower) }
    if right == 0 { return record(exactly: upper) }
    guard left != right else { return }
    refine(lower, upper, left)
  }

  private mutating func record(exactly root: Rational) {
    guard !roots.contains(where: { $0.lower == root && $0.upper == root }) else { return }
    roots.append(IsolatedRoot(lower: root, upper: root, number: ExactNumber(root)))
  }

  /// Bisects to 30 significant digits.
  private mutating func refine(_ lower: Rational, _ upper: Rational, _ left: Int) {
    var (lower, upper) = (lower, upper)
    let tolerance = Rational(10).power(-30) ?? 0
    while true {
      let size = max(lower.magnitude, upper.magnitude)
      if upper - lower <= tolerance * size { break }
      guard let middle = (lower + upper) / 2 else { break }
      guard let sign = sign(at: middle) else {
        doubtful.append(doubt(lower, upper))
        return
      }
      if sign == 0 { return record(exactly: middle) }
      if sign == left { lower = middle } else { upper = middle }
    }
    let enclosure = Interval(lower, upper, precision: 256)
    guard let number = ExactNumber(enclosedBy: enclosure) else { return }
    roots.append(IsolatedRoot(lower: lower, upper: upper, number: number))
  }

  private func doubt(_ lower: Rational, _ upper: Rational) -> DoubtfulInterval {
    DoubtfulInterval(lower: lower, upper: upper, closedForms: [])
  }

  /// Neighbouring doubtful intervals as one.
  private mutating func mergeDoubtful() {
    var merged: [DoubtfulInterval] = []
    for next in doubtful.sorted(by: { $0.lower < $1.lower }) {
      if let last = merged.last, last.upper >= next.lower {
        merged[merged.count - 1] = DoubtfulInterval(
          lower: last.lower, upper: max(last.upper, next.upper), closedForms: [])
      } else {
        merged.append(next)
      }
    }
    doubtful = merged
  }
}
