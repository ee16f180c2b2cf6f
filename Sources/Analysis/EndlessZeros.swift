import Calculus
import Formulas
import Reals

/// Proofs that an analytic function vanishes, or changes its sign, infinitely often towards +∞ or −∞.
struct EndlessZeros {
  let points: PointArithmetic
  let charts: SignCharts
  let function: Formula
  /// 1 for +∞, −1 for −∞.
  let direction: Int

  /// The largest function that is examined, in nodes.
  private static let largestFunction = 400

  /// Positive functions of |x| by which the function is divided.
  private static let scales: [Formula] = {
    let halves = [0, 2, -2, 1, -1, 4, -4, 6, -6].map { Rational($0, over: 2) ?? 0 }
    return halves.map { Formula(.power(.x, .number($0))) }
      + [Formula.apply(.ln, .x), Formula.apply(.exp, .x), Formula.apply(.exp, -.x)]
  }()

  /// Whether the function takes both signs arbitrarily far out: divided by a positive function it
  /// has limits inferior and superior of opposite signs.
  var changesSign: Bool {
    guard function.nodeCount <= Self.largestFunction else { return false }
    let distance = Formula(.number(Rational(direction))) * .x
    return Self.scales.contains { scale in
      let quotient = (function / scale.substituting(distance.simplified)).simplified
      guard
        let range = TailExpansion.limitRange(
          of: quotient, toward: .infinity(direction), over: points.exact)
      else { return false }
      return range.lower.sign == -1 && range.upper.sign == 1
    }
  }

  /// Whether the function has zeros arbitrarily far out: it changes its sign there, or one of its
  /// factors is periodic and has a zero.
  var vanishes: Bool { changesSign || factors.contains(where: isPeriodicWithZero) }

  private var factors: [Formula] {
    guard function.nodeCount <= Self.largestFunction else { return [] }
    var result: [Formula] = []
    func collect(_ g: Formula) {
      switch g.operation {
      case .product(let all): all.forEach(collect)
      case .negation(let u), .quotient(let u, _): collect(u)
      case .power(let u, let exponent):
        if exponent.rational?.signum == 1 { collect(u) }
      default: if g.containsVariable { result.append(g) }
      }
    }
    collect(function)
    if let form = NormalForm(function) { collect(form.numerator.factoredFormula) }
    return result
  }

  private func isPeriodicWithZero(_ factor: Formula) -> Bool {
    guard factor.isTrigonometricPolynomial,
      let repetition = PeriodFinder(points: points).repetition(of: factor),
      (try? points.sign(repetition.drift.value)) == 0,
      let end = try? points.point((2 * repetition.period.formula).simplified),
      let start = try? points.point(0),
      let chart = try? charts.chart(of: factor, on: OpenInterval(lower: start, upper: end)),
      let zeros = try? chart.provedZeros()
    else { return false }
    return !zeros.isEmpty
  }
}

extension Formula {
  /// Whether a sine, a cosine or a tangent of the variable occurs: nothing else oscillates.
  var oscillates: Bool {
    var seen: Set<Formula> = []
    func occurs(in f: Formula) -> Bool {
      guard f.containsVariable, seen.insert(f).inserted else { return false }
      if case .apply(.sin, _) = f.operation { return true }
      if case .apply(.cos, _) = f.operation { return true }
      if case .apply(.tan, _) = f.operation { return true }
      return f.operation.children.contains(where: occurs)
    }
    return occurs(in: self)
  }

  /// Whether it is made of numbers, the variable, sums, products and natural powers of sines and
  /// cosines: then it is analytic on ℝ.
  fileprivate var isTrigonometricPolynomial: Bool {
    switch operation {
    case .variable, .number, .constant: true
    case .sum(let all), .product(let all): all.allSatisfy(\.isTrigonometricPolynomial)
    case .negation(let u): u.isTrigonometricPolynomial
    case .power(let u, let exponent):
      u.isTrigonometricPolynomial && (exponent.rational?.exactInt ?? -1) >= 0
    case .quotient(let u, let v): u.isTrigonometricPolynomial && !v.containsVariable
    case .apply(let function, let u):
      (function == .sin || function == .cos) && u.isTrigonometricPolynomial
    case .minimum, .maximum, .piecewise: false
    }
  }
}
