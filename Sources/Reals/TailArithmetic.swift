import Formulas

/// Evaluates formulas over ``TailSeries``, so that the argument t gives the expansion at infinity
/// with a remainder that is bounded on the whole half-line t ≥ R.
///
/// Every result holds at every t ≥ R; what would hold only farther out throws
/// ``EvaluationError/undecided(_:)`` and leaves ``TailObstacle/nearStart`` in the budget.
final class TailArithmetic: RealArithmetic {
  let bounds: GrowthBounds
  let coefficients: CoefficientArithmetic
  /// How many terms are kept.
  let terms: Int

  /// Whether sin or cos of a function that tends to infinity was met, or a switch that is not
  /// decided: then the function need not belong to a Hardy field.
  private(set) var isOscillating = false

  init(
    base: ExactArithmetic, start: Rational, terms: Int, precision: Int = 128, budget: TailBudget
  ) throws(EvaluationError) {
    coefficients = CoefficientArithmetic(exact: base, budget: budget, precision: precision)
    bounds = try GrowthBounds(order: GrowthOrder(coefficients: coefficients), start: start)
    self.terms = max(terms, 1)
  }

  var order: GrowthOrder { bounds.order }
  var budget: TailBudget { coefficients.budget }

  /// Remembers that the function oscillates.
  func noteOscillation() { isOscillating = true }

  // MARK: Building series

  /// c·m.
  func monomial(_ c: TailCoefficient, _ m: GrowthMonomial) throws(EvaluationError) -> TailSeries {
    guard try coefficients.sign(c) != 0 else { return .zero }
    return TailSeries(terms: [.init(coefficient: c, monomial: m)], remainder: nil)
  }

  func constant(_ c: TailCoefficient) throws(EvaluationError) -> TailSeries {
    try monomial(c, .one)
  }

  /// Terms in any order, and remainders, put together: like terms are collected, and what is not
  /// above the largest remainder, or too much, goes into it.
  func assemble(
    _ parts: [TailSeries.Term], _ remainders: [TailSeries.Remainder]
  ) throws(EvaluationError) -> TailSeries {
    var sorted: [TailSeries.Term] = []
    for part in parts { try insert(part, into: &sorted) }
    var kept: [TailSeries.Term] = []
    for term in sorted where try coefficients.sign(term.coefficient) != 0 { kept.append(term) }
    var largest: GrowthMonomial? = kept.count > terms ? kept[terms].monomial : nil
    for remainder in remainders {
      if let known = largest, try order.comparison(remainder.monomial, known) <= 0 { continue }
      largest = remainder.monomial
    }
    guard let largest else { return TailSeries(terms: kept, remainder: nil) }
    var factor = Interval(0)
    while let last = kept.last, try order.comparison(last.monomial, largest) <= 0 {
      kept.removeLast()
      let ratio = try bounds.range(order.quotient(last.monomial, largest))
      factor = try bounds.sum(
        factor, bounds.product(coefficients.interval(last.coefficient), ratio))
    }
    for remainder in remainders {
      let ratio = try bounds.range(order.quotient(remainder.monomial, largest))
      factor = try bounds.sum(factor, bounds.product(remainder.factor, ratio))
    }
    guard factor.isBounded || kept.isEmpty else {
      throw budget.failure(.nearStart, .remainder)
    }
    return TailSeries(terms: kept, remainder: .init(monomial: largest, factor: factor))
  }

  private func insert(
    _ part: TailSeries.Term, into sorted: inout [TailSeries.Term]
  ) throws(EvaluationError) {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      switch try order.comparison(part.monomial, sorted[middle].monomial) {
      case 0:
        let sum = try coefficients.sum(sorted[middle].coefficient, part.coefficient)
        sorted[middle] = .init(coefficient: sum, monomial: part.monomial)
        return
      case 1: high = middle
      default: low = middle + 1
      }
    }
    sorted.insert(part, at: low)
  }

  // MARK: Ranges and signs

  /// The values of f/m on the half-line, where m is the leading monomial of f.
  func relativeRange(_ a: TailSeries) throws(EvaluationError) -> Interval {
    guard let leading = a.leadingMonomial else { return Interval(0) }
    var result = Interval(0)
    for term in a.terms {
      let ratio = try bounds.range(order.quotient(term.monomial, leading))
      result = try bounds.sum(
        result, bounds.product(coefficients.interval(term.coefficient), ratio))
    }
    guard let remainder = a.remainder else { return result }
    if a.terms.isEmpty { return remainder.factor }
    let ratio = try bounds.range(order.quotient(remainder.monomial, leading))
    return try bounds.sum(result, bounds.product(remainder.factor, ratio))
  }

  /// The values on the half-line.
  func range(_ a: TailSeries) throws(EvaluationError) -> Interval {
    guard let leading = a.leadingMonomial else { return Interval(0) }
    return try bounds.product(relativeRange(a), bounds.range(leading))
  }

  /// The signs that the values may have; one sign where it is the same on the whole half-line.
  func signs(_ a: TailSeries) throws(EvaluationError) -> ClosedRange<Int> {
    if a.terms.count == 1, a.remainder == nil {
      let sign = try coefficients.sign(a.terms[0].coefficient)
      return sign...sign
    }
    let signs = try relativeRange(a).sign
    if signs.lowerBound != signs.upperBound {
      budget.note(a.terms.isEmpty ? .fewTerms : .nearStart)
    }
    return signs
  }

  /// The sign on the whole half-line.
  func sign(_ a: TailSeries) throws(EvaluationError) -> Int {
    let signs = try signs(a)
    guard signs.lowerBound == signs.upperBound else {
      throw budget.failure(
        a.terms.isEmpty ? .fewTerms : .nearStart, .boundOnly)
    }
    return signs.lowerBound
  }

  func behaviour(of a: TailSeries) throws(EvaluationError) -> TailBehaviour {
    guard let leading = a.leadingMonomial else { return .zero }
    let growth = try order.comparison(leading, .one)
    if let remainder = a.remainder, !remainder.factor.isBounded { return .bounded }
    if growth < 0 { return .vanishing }
    guard let term = a.terms.first else { return .bounded }
    if growth == 0 { return .finite(term.coefficient) }
    return .infinite(sign: try coefficients.sign(term.coefficient))
  }

  // MARK: Field operations

  func number(_ value: Rational) throws(EvaluationError) -> TailSeries {
    try constant(TailCoefficient(value))
  }

  func constant(_ value: Formula.Constant) throws(EvaluationError) -> TailSeries {
    guard value != .inf else { throw budget.failure(.scale, .infiniteValue) }
    return try constant(coefficients.coefficient(coefficients.exact.constant(value)))
  }

  func sum(_ a: TailSeries, _ b: TailSeries) throws(EvaluationError) -> TailSeries {
    if a.isZero { return b }
    if b.isZero { return a }
    return try assemble(
      a.terms + b.terms, [a.remainder, b.remainder].compactMap { $0 })
  }

  func difference(_ a: TailSeries, _ b: TailSeries) throws(EvaluationError) -> TailSeries {
    try sum(a, negative(b))
  }

  func negative(_ a: TailSeries) throws(EvaluationError) -> TailSeries {
    try scaled(a, by: TailCoefficient(-1), .one)
  }

  /// c·m·a for c ≠ 0.
  func scaled(
    _ a: TailSeries, by c: TailCoefficient, _ m: GrowthMonomial
  ) throws(EvaluationError) -> TailSeries {
    var result: [TailSeries.Term] = []
    for term in a.terms {
      result.append(
        .init(
          coefficient: try coefficients.product(term.coefficient, c),
          monomial: try order.product(term.monomial, m)))
    }
    guard let remainder = a.remainder else { return TailSeries(terms: result, remainder: nil) }
    let factor = try bounds.product(remainder.factor, coefficients.interval(c))
    return TailSeries(
      terms: result,
      remainder: .init(monomial: try order.product(remainder.monomial, m), factor: factor))
  }

  func product(_ a: TailSeries, _ b: TailSeries) throws(EvaluationError) -> TailSeries {
    if a.isZero || b.isZero { return .zero }
    if b.remainder == nil, b.terms.count == 1 {
      return try scaled(a, by: b.terms[0].coefficient, b.terms[0].monomial)
    }
    if a.remainder == nil, a.terms.count == 1 {
      return try scaled(b, by: a.terms[0].coefficient, a.terms[0].monomial)
    }
    var parts: [TailSeries.Term] = []
    for left in a.terms {
      for right in b.terms {
        parts.append(
          .init(
            coefficient: try coefficients.product(left.coefficient, right.coefficient),
            monomial: try order.product(left.monomial, right.monomial)))
      }
    }
    var remainders: [TailSeries.Remainder] = []
    if let remainder = b.remainder, let leading = a.leadingMonomial {
      remainders.append(
        .init(
          monomial: try order.product(remainder.monomial, leading),
          factor: try bounds.product(relativeRange(a), remainder.factor)))
    }
    if let remainder = a.remainder, let leading = b.terms.first?.monomial {
      let known = TailSeries(terms: b.terms, remainder: nil)
      remainders.append(
        .init(
          monomial: try order.product(remainder.monomial, leading),
          factor: try bounds.product(remainder.factor, relativeRange(known))))
    }
    return try assemble(parts, remainders)
  }

  func quotient(_ a: TailSeries, _ b: TailSeries) throws(EvaluationError) -> TailSeries {
    if b.isZero { throw .undefined(Reason(.divisionByZero)) }
    return try product(a, power(b, TailCoefficient(-1)))
  }

  func power(_ a: TailSeries, _ exponent: Int) throws(EvaluationError) -> TailSeries {
    switch exponent {
    case 0: return try number(1)
    case 1: return a
    case 2: return try product(a, a)
    default:
      if a.isZero, exponent < 0 { throw .undefined(Reason(.zeroToNegativePower)) }
      return a.isZero ? a : try power(a, TailCoefficient(Rational(exponent)))
    }
  }

  func power(_ a: TailSeries, _ b: TailSeries) throws(EvaluationError) -> TailSeries {
    if let exponent = b.constant {
      if let integer = exponent.rational?.exactInt { return try power(a, integer) }
      if a.isZero {
        guard try coefficients.sign(exponent) > 0 else {
          throw .undefined(Reason(.zeroToNegativePower))
        }
        return a
      }
      return try power(a, exponent)
    }
    return try exponential(product(b, logarithm(a)))
  }

  // MARK: Order

  func comparison(
    _ a: TailSeries, _ b: TailSeries
  ) throws(EvaluationError) -> ClosedRange<Int> {
    try signs(difference(a, b))
  }

  /// Whether the relation holds on the whole half-line.
  ///
  /// It throws where that is not decided: a branch that is not taken may be undefined.
  func relation(
    _ a: TailSeries, _ relation: Condition.Relation, _ b: TailSeries
  ) throws(EvaluationError) -> Bool? {
    let signs = try comparison(a, b)
    let answer = relation.holds(forSignOfDifference: signs.lowerBound)
    for sign in signs where relation.holds(forSignOfDifference: sign) != answer {
      throw budget.failure(budget.obstacle, .boundOnly)
    }
    return answer
  }

  func minimum(_ a: TailSeries, _ b: TailSeries) throws(EvaluationError) -> TailSeries {
    let signs = try comparison(a, b)
    if signs.upperBound <= 0 { return a }
    return signs.lowerBound >= 0 ? b : try union(a, b)
  }

  func maximum(_ a: TailSeries, _ b: TailSeries) throws(EvaluationError) -> TailSeries {
    let signs = try comparison(a, b)
    if signs.lowerBound >= 0 { return a }
    return signs.upperBound <= 0 ? b : try union(a, b)
  }

  /// a + θ·(b − a) with θ between 0 and 1, for a difference without known terms; one with known
  /// terms has one sign farther out.
  func union(_ a: TailSeries, _ b: TailSeries) throws(EvaluationError) -> TailSeries {
    let change = try difference(b, a)
    guard let leading = change.leadingMonomial else { return a }
    guard change.terms.isEmpty else {
      throw budget.failure(.nearStart, .dominance)
    }
    noteOscillation()
    let factor = try relativeRange(change).hull(Interval(0))
    return try sum(
      a, assemble([], [.init(monomial: leading, factor: factor)]))
  }
}
