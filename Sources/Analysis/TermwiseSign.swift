import Calculus
import Formulas
import Reals

/// The sign of an analytic function far out, from the signs of its terms and factors.
///
/// (1 + cos x)·σ(x) + x·σ(x)·(1 − σ(x)) is positive for x ≥ 4: the first term is nowhere negative,
/// although it vanishes again and again, and the second is positive. An enclosure of the whole shows
/// only that it is not negative, and no leading term dominates.
struct TermwiseSign {
  private static let starts: [Rational] = [4, 16, 64]
  /// The largest function that is examined, in nodes.
  private static let largestFunction = 200

  private let oracle: SignOracle
  /// 1 for +∞, −1 for −∞.
  private let direction: Int
  private let start: Rational
  private let interval: OpenInterval
  /// The farthest half-line on which the sign of a part was proved.
  private var farthest: Rational
  private var known: [Formula: Set<Int>] = [:]

  /// A half-line |x| > R in the direction on which `g` has one strict sign; `nil` where none is found.
  static func sign(
    of g: Formula, direction: Int, oracle: SignOracle
  ) -> (start: Rational, sign: Int)? {
    guard g.nodeCount <= largestFunction else { return nil }
    for start in starts {
      guard var search = try? TermwiseSign(oracle, direction: direction, start: start) else {
        continue
      }
      let signs = search.signs(of: g)
      if signs.count == 1, let sign = signs.first, sign != 0 { return (search.farthest, sign) }
    }
    return nil
  }

  private init(
    _ oracle: SignOracle, direction: Int, start: Rational
  ) throws(EvaluationError) {
    self.oracle = oracle
    self.direction = direction
    self.start = start
    farthest = start
    let end = try oracle.points.point(.number(Rational(direction) * start))
    interval =
      direction > 0 ? OpenInterval(lower: end, upper: nil) : OpenInterval(lower: nil, upper: end)
  }

  /// The signs that `g` may have: all that are not excluded.
  private mutating func signs(of g: Formula) -> Set<Int> {
    if let known = known[g] { return known }
    var result = composedSigns(of: g).intersection(enclosedSigns(of: g))
    if result.count == 2, result.contains(0), let tail = tail(of: g) {
      farthest = max(farthest, tail.start)
      result = [tail.sign]
    }
    known[g] = result
    return result
  }

  /// What the signs of the parts leave.
  private mutating func composedSigns(of g: Formula) -> Set<Int> {
    switch g.operation {
    case .sum(let terms): combined(terms, Self.sum)
    case .product(let factors): combined(factors) { [$0 * $1] }
    case .quotient(let u, let v): combined([u, v]) { [$0 * $1] }
    case .negation(let u): Set(signs(of: u).map { -$0 })
    case .power(let u, let exponent): power(u, exponent.rational)
    default: Self.all
    }
  }

  private mutating func combined(
    _ parts: [Formula], _ operation: (Int, Int) -> Set<Int>
  ) -> Set<Int> {
    guard let first = parts.first else { return Self.all }
    var result = signs(of: first)
    for part in parts.dropFirst() {
      let other = signs(of: part)
      result = Set(result.flatMap { a in other.flatMap { operation(a, $0) } })
    }
    return result
  }

  private mutating func power(_ u: Formula, _ exponent: Rational?) -> Set<Int> {
    guard let exponent = exponent?.exactInt else { return Self.all }
    let base = signs(of: u)
    return exponent.isMultiple(of: 2) ? Set(base.map { $0 * $0 }) : base
  }

  private func enclosedSigns(of g: Formula) -> Set<Int> {
    guard let range = oracle.range(of: g, on: interval) else { return Self.all }
    var result = Self.all
    if let lower = range.lowerBound {
      if lower.signum >= 0 { result.remove(-1) }
      if lower.signum > 0 { result.remove(0) }
    }
    if let upper = range.upperBound {
      if upper.signum <= 0 { result.remove(1) }
      if upper.signum < 0 { result.remove(0) }
    }
    return result
  }

  private func tail(of g: Formula) -> (start: Rational, sign: Int)? {
    TailExpansion.sign(
      of: g, toward: .infinity(direction), over: oracle.points.exact)
  }

  private static let all: Set<Int> = [-1, 0, 1]

  private static func sum(_ a: Int, _ b: Int) -> Set<Int> {
    a * b < 0 ? all : [a == 0 ? b : a]
  }
}
