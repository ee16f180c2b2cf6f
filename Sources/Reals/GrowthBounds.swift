import CFLINT
import Formulas

/// Ranges of monomials on the half-line from a start R on, which is at least 2.
///
/// The inclusion law: an enclosure contains the value at every t ≥ R.
final class GrowthBounds {
  let order: GrowthOrder
  let start: Rational
  let intervals: IntervalArithmetic

  /// R, ln R, ln ln R, … as far as the logarithms exist.
  private let logarithms: [Interval]

  private var knownRanges: [GrowthMonomial.Key: Interval] = [:]

  init(order: GrowthOrder, start: Rational) throws(EvaluationError) {
    self.order = order
    self.start = max(start, 2)
    intervals = IntervalArithmetic(precision: order.coefficients.precision)
    var last = Enclosure(Interval(self.start, self.start, precision: intervals.precision))
    var logarithms = [last.interval]
    while last.interval.sign == 1...1, logarithms.count < 7 {
      last = try intervals.apply(.ln, last)
      logarithms.append(last.interval)
    }
    self.logarithms = logarithms
  }

  private var budget: TailBudget { order.coefficients.budget }

  /// The value of the n-fold logarithm at R.
  private func logarithm(_ n: Int) throws(EvaluationError) -> Interval {
    guard n < logarithms.count else {
      throw budget.failure(.nearStart, .dominance)
    }
    return logarithms[n]
  }

  /// Requires the n-fold logarithm to be positive on the half-line.
  func requirePositive(logarithm n: Int) throws(EvaluationError) {
    guard try logarithm(n).sign == 1...1 else {
      throw budget.failure(.nearStart, .dominance)
    }
  }

  // MARK: Ranges

  /// The values of the monomial: 1, or from 0 to a bound, or from a bound to infinity.
  func range(_ m: GrowthMonomial) throws(EvaluationError) -> Interval {
    if m.isOne { return Interval(1) }
    guard let key = m.key else { return try computedRange(m) }
    if let known = knownRanges[key] { return known }
    let result = try computedRange(m)
    knownRanges[key] = result
    return result
  }

  private func computedRange(_ m: GrowthMonomial) throws(EvaluationError) -> Interval {
    if try order.comparison(m, .one) < 0 { return try vanishingRange(m) }
    let inverse = try order.power(m, TailCoefficient(-1))
    return try quotient(Interval(1), vanishingRange(inverse))
  }

  /// From 0 to a bound, for a monomial that tends to 0.
  private func vanishingRange(_ m: GrowthMonomial) throws(EvaluationError) -> Interval {
    try budget.spend(4)
    let greatest = m.exponent.isEmpty ? try logarithmicMaximum(m) : try exponentialMaximum(m)
    let top = try intervals.apply(.exp, Enclosure(greatest)).interval
    return Interval(from: Interval(0), through: top)
  }

  /// The logarithm of a bound for y^a·(ln y)^b·…, where y is t or an iterated logarithm, and a < 0.
  private func logarithmicMaximum(_ m: GrowthMonomial) throws(EvaluationError) -> Interval {
    guard let leading = try firstPower(of: m) else { return Interval(0) }
    let a = try order.coefficients.interval(m.powers[leading])
    if leading > 0 { try requirePositive(logarithm: leading) }
    // (ln ln y)^c ≤ (ln y)^c for c > 0; for c < 0 it is greatest at the start.
    var b = Interval(0)
    var rest = Interval(0)
    for index in (leading + 1)..<max(m.powers.count, leading + 1) {
      let sign = try order.coefficients.sign(m.powers[index])
      if sign == 0 { continue }
      try requirePositive(logarithm: index)
      let c = try order.coefficients.interval(m.powers[index])
      if sign > 0 || index == leading + 1 {
        b = try sum(b, c)
      } else {
        rest = try sum(rest, product(c, logarithm(index + 1)))
      }
    }
    let lnY = try logarithm(leading + 1)
    var result = try sum(rest, product(a, lnY))
    if b.sign == 0...0 { return result }
    try requirePositive(logarithm: leading + 1)
    // a·z + b·ln z for z ≥ ln Y: it falls beyond z = −b/a.
    let turn = try quotient(b, intervals.negative(Enclosure(a)).interval)
    let offset = try sum(turn, intervals.negative(Enclosure(lnY)).interval)
    if offset.sign.upperBound <= 0 {
      result = try sum(result, product(b, logarithm(leading + 2)))
    } else {
      guard turn.sign == 1...1 else {
        throw budget.failure(.scale, .remainder)
      }
      let logOfTurn = try intervals.apply(.ln, Enclosure(turn)).interval
      result = try sum(rest, product(b, sum(logOfTurn, Interval(-1))))
    }
    return result
  }

  private func firstPower(of m: GrowthMonomial) throws(EvaluationError) -> Int? {
    for (index, power) in m.powers.enumerated() where try order.coefficients.sign(power) != 0 {
      return index
    }
    return nil
  }

  /// The logarithm of a bound: ln m = c₀·L₀·(1 + Σ (cᵢ/c₀)·(Lᵢ/L₀)) with c₀ < 0, where L₀ is
  /// bounded below and the ratios are bounded.
  private func exponentialMaximum(_ m: GrowthMonomial) throws(EvaluationError) -> Interval {
    for (index, power) in m.powers.enumerated() where try order.coefficients.sign(power) != 0 {
      try requirePositive(logarithm: index + 1)
    }
    let terms = try order.logarithm(m)
    guard let leading = terms.first else { return Interval(0) }
    let c = try order.coefficients.interval(leading.coefficient)
    var bracket = Interval(1)
    for term in terms.dropFirst() {
      let ratio = try range(order.quotient(term.monomial, leading.monomial))
      let d = try order.coefficients.interval(term.coefficient)
      bracket = try sum(bracket, product(quotient(d, c), ratio))
    }
    guard bracket.sign == 1...1 else {
      throw budget.failure(.nearStart, .dominance)
    }
    return try product(product(c, bracket), range(leading.monomial))
  }

  // MARK: Interval operations

  func sum(_ a: Interval, _ b: Interval) throws(EvaluationError) -> Interval {
    try intervals.sum(Enclosure(a), Enclosure(b)).interval
  }

  func product(_ a: Interval, _ b: Interval) throws(EvaluationError) -> Interval {
    try intervals.product(Enclosure(a), Enclosure(b)).interval
  }

  func quotient(_ a: Interval, _ b: Interval) throws(EvaluationError) -> Interval {
    try intervals.quotient(Enclosure(a), Enclosure(b)).interval
  }
}
