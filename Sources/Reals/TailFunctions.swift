import Formulas

/// Functions of a ``TailSeries``: powers, exponentials, logarithms, and what is made of them.
extension TailArithmetic {
  func apply(
    _ function: ElementaryFunction, _ u: TailSeries
  ) throws(EvaluationError) -> TailSeries {
    switch function {
    case .exp: return try exponential(u)
    case .ln: return try logarithm(u)
    case .log1p: return try logarithm(sum(number(1), u))
    case .expm1: return try sum(exponential(u), number(-1))
    case .sqrt: return try root(u, 2)
    case .cbrt: return try cubeRoot(u)
    case .abs: return try absolute(u)
    case .sign: return try signum(u)
    case .floor: return try floor(u)
    case .sinh: return try hyperbolic(u, sign: -1)
    case .cosh: return try hyperbolic(u, sign: 1)
    case .tanh, .sigmoid, .softplus, .atan, .erf, .erfc, .normalCDF, .sin, .cos, .tan:
      return try convergent(function, u)
    }
  }

  /// Functions that need to know where u tends.
  private func convergent(
    _ function: ElementaryFunction, _ u: TailSeries
  ) throws(EvaluationError) -> TailSeries {
    let behaviour = try behaviour(of: u)
    if case .bounded = behaviour { return try bounded(function, u) }
    switch function {
    case .tanh: return try hyperbolicTangent(u, behaviour)
    case .sigmoid: return try sigmoid(u, behaviour)
    case .softplus: return try softplus(u, behaviour)
    case .atan: return try arcTangent(u, behaviour)
    case .sin, .cos, .tan: return try trigonometric(function, u, behaviour)
    default: return try errorFunction(function, u, behaviour)
    }
  }

  /// A function of which only a bound is known: the bound of its values.
  func bounded(
    _ function: ElementaryFunction, _ u: TailSeries
  ) throws(EvaluationError) -> TailSeries {
    budget.note(.fewTerms)
    let values: Enclosure
    do {
      values = try bounds.intervals.apply(function, Enclosure(range(u)))
    } catch {
      throw budget.failure(.fewTerms, .boundOnly)
    }
    guard values.decoration >= .defined, values.interval.isBounded else {
      throw budget.failure(.fewTerms, .boundOnly)
    }
    if values.decoration == .defined || function == .sin || function == .cos { noteOscillation() }
    return try assemble([], [.init(monomial: .one, factor: values.interval)])
  }

  // MARK: Power series

  /// Σ aₖ·εᵏ + r·εⁿ for a function ε that tends to 0, where n is the number of the aₖ.
  func composed(
    _ small: TailSeries, _ a: [TailCoefficient], last r: Interval?
  ) throws(EvaluationError) -> TailSeries {
    var result = TailSeries.zero
    if let r, !small.isZero {
      result = TailSeries(terms: [], remainder: .init(monomial: .one, factor: r))
    }
    for coefficient in a.reversed() {
      result = try sum(product(result, small), constant(coefficient))
    }
    return result
  }

  /// How many powers of ε are worth knowing: the next one is not above its remainder.
  func usefulPowers(of small: TailSeries) throws(EvaluationError) -> Int {
    guard let leading = small.terms.first?.monomial else { return 1 }
    guard let remainder = small.remainder?.monomial else { return terms }
    var power = leading
    var n = 1
    while n < terms, try order.comparison(power, remainder) > 0 {
      power = try order.product(power, leading)
      n += 1
    }
    return n
  }

  /// a = c·m·(1 + ε); ε lies above −1 on the whole half-line.
  private func factored(
    _ a: TailSeries
  ) throws(EvaluationError) -> (leading: TailSeries.Term, small: TailSeries, range: Interval)? {
    guard let leading = a.terms.first else { return nil }
    let rest = TailSeries(terms: Array(a.terms.dropFirst()), remainder: a.remainder)
    let small = try scaled(
      rest, by: coefficients.quotient(TailCoefficient(1), leading.coefficient),
      order.power(leading.monomial, TailCoefficient(-1)))
    let range = try range(small)
    guard try bounds.sum(Interval(1), range).sign == 1...1 else {
      throw budget.failure(.nearStart, .dominance)
    }
    return (leading, small, range.hull(Interval(0)))
  }

  /// aʳ for a constant r that is not 0; an a of negative values needs an integer r.
  func power(_ a: TailSeries, _ r: TailCoefficient) throws(EvaluationError) -> TailSeries {
    if a.isZero { throw .undefined(Reason(.zeroToNegativePower)) }
    guard let (leading, small, range) = try factored(a) else { return try boundedPower(a, r) }
    let integer = r.rational?.exactInt
    if integer == nil, try coefficients.sign(leading.coefficient) < 0 {
      guard r.rational?.isInteger != true else { throw .undecided(Reason(.exponentSize)) }
      throw .undefined(Reason(.negativeBase))
    }
    let c = try coefficients.power(leading.coefficient, r)
    let m = try order.power(leading.monomial, r)
    if small.isZero { return try monomial(c, m) }
    // The binomial series; it ends for small integers.
    let isPolynomial = integer.map { $0 > 0 && $0 <= terms } ?? false
    let n = isPolynomial ? (integer ?? 0) + 1 : try usefulPowers(of: small)
    var binomials = [TailCoefficient(1)]
    for k in 1..<(n + 1) {
      let factor = try coefficients.quotient(
        coefficients.sum(r, TailCoefficient(Rational(1 - k))), TailCoefficient(Rational(k)))
      binomials.append(try coefficients.product(binomials[k - 1], factor))
    }
    let last = binomials.removeLast()
    guard !isPolynomial, try coefficients.sign(last) != 0 else {
      return try scaled(composed(small, binomials, last: nil), by: c, m)
    }
    let exponent = try coefficients.sum(r, TailCoefficient(Rational(-n)))
    let base = Enclosure(try bounds.sum(Interval(1), range))
    let derivative: Interval
    if let integer = exponent.rational?.exactInt {
      derivative = try bounds.intervals.power(base, integer).interval
    } else {
      derivative = try bounds.intervals.power(
        base, Enclosure(coefficients.interval(exponent))
      ).interval
    }
    let bound = try bounds.product(coefficients.interval(last), derivative)
    return try scaled(composed(small, binomials, last: bound), by: c, m)
  }

  /// The power of a function of which only a bound is known.
  private func boundedPower(
    _ a: TailSeries, _ r: TailCoefficient
  ) throws(EvaluationError) -> TailSeries {
    guard let remainder = a.remainder else { return a }
    budget.note(.fewTerms)
    let base = Enclosure(remainder.factor)
    let values: Enclosure
    do {
      if let integer = r.rational?.exactInt {
        values = try bounds.intervals.power(base, integer)
      } else {
        values = try bounds.intervals.power(base, Enclosure(coefficients.interval(r)))
      }
    } catch {
      throw budget.failure(.fewTerms, .boundOnly)
    }
    guard values.decoration >= .defined else {
      throw budget.failure(.fewTerms, .boundOnly)
    }
    return try assemble(
      [], [.init(monomial: order.power(remainder.monomial, r), factor: values.interval)])
  }

  // MARK: Exponentials and logarithms

  /// exp of the part that tends to infinity is a monomial, of the rest a power series.
  func exponential(_ u: TailSeries) throws(EvaluationError) -> TailSeries {
    if let remainder = u.remainder, try order.comparison(remainder.monomial, .one) > 0 {
      return try boundedExponential(u)
    }
    var exponent: [GrowthMonomial.Exponent] = []
    var factor = TailCoefficient(1)
    var rest: [TailSeries.Term] = []
    for term in u.terms {
      switch try order.comparison(term.monomial, .one) {
      case 1:
        exponent.append(.init(coefficient: term.coefficient, monomial: term.monomial))
      case 0: factor = try coefficients.apply(.exp, term.coefficient)
      default: rest.append(term)
      }
    }
    let m = try order.exponential(exponent)
    let small = TailSeries(terms: rest, remainder: u.remainder)
    if small.isZero { return try monomial(factor, m) }
    let n = try usefulPowers(of: small)
    var inverseFactorials = [TailCoefficient(1)]
    for k in 1..<(n + 1) {
      inverseFactorials.append(
        try coefficients.quotient(inverseFactorials[k - 1], TailCoefficient(Rational(k))))
    }
    let last = try coefficients.interval(inverseFactorials.removeLast())
    let hull = try range(small).hull(Interval(0))
    let derivative = try bounds.intervals.apply(.exp, Enclosure(hull)).interval
    return try scaled(
      composed(small, inverseFactorials, last: bounds.product(last, derivative)), by: factor, m)
  }

  /// exp(u) for u = c·m·(1 + ε), where the terms that tend to infinity are not all known: for c < 0
  /// it lies between 0 and exp(c·q·m) with a rational 0 < q ≤ 1 + ε, for c > 0 above exp(c·q·m).
  private func boundedExponential(_ u: TailSeries) throws(EvaluationError) -> TailSeries {
    budget.note(.fewTerms)
    guard let (leading, _, range) = try factored(u),
      let least = try bounds.sum(Interval(1), range).lowerBound
    else {
      throw budget.failure(.fewTerms, .boundOnly)
    }
    let q = Rational((least * 1024).floor) * (Rational(1, over: 1024) ?? 0)
    guard q.signum > 0 else {
      throw budget.failure(.nearStart, .dominance)
    }
    let rate = try coefficients.product(leading.coefficient, TailCoefficient(q))
    let m = try order.exponential([.init(coefficient: rate, monomial: leading.monomial)])
    let isDecay = try coefficients.sign(rate) < 0
    return try assemble(
      [],
      [
        .init(
          monomial: m,
          factor: isDecay ? Interval(integersFrom: 0, to: 1) : Interval(integersFrom: 1, to: nil))
      ])
  }

  /// ln(c·m·(1 + ε)) = ln c + ln m + ln(1 + ε).
  func logarithm(_ u: TailSeries) throws(EvaluationError) -> TailSeries {
    if u.isZero { throw .undefined(Reason(.logarithmOfNonpositive)) }
    guard let (leading, small, range) = try factored(u) else { return try boundedLogarithm(u) }
    guard try coefficients.sign(leading.coefficient) > 0 else {
      throw .undefined(Reason(.logarithmOfNonpositive))
    }
    let start = try sum(
      constant(coefficients.apply(.ln, leading.coefficient)), logarithm(leading.monomial))
    if small.isZero { return start }
    let n = try usefulPowers(of: small)
    var a = [TailCoefficient(0)]
    for k in 1..<(n + 1) {
      a.append(TailCoefficient(Rational(k % 2 == 0 ? -1 : 1, over: k) ?? 0))
    }
    let last = try coefficients.interval(a.removeLast())
    let base = Enclosure(try bounds.sum(Interval(1), range))
    let derivative = try bounds.product(last, bounds.intervals.power(base, -n).interval)
    return try sum(start, composed(small, a, last: derivative))
  }

  private func logarithm(_ m: GrowthMonomial) throws(EvaluationError) -> TailSeries {
    var result: [TailSeries.Term] = []
    for term in try order.logarithm(m) {
      if let index = term.monomial.logarithmIndex, index > 0 {
        try bounds.requirePositive(logarithm: index)
      }
      result.append(.init(coefficient: term.coefficient, monomial: term.monomial))
    }
    return try assemble(result, [])
  }

  private func boundedLogarithm(_ u: TailSeries) throws(EvaluationError) -> TailSeries {
    guard let remainder = u.remainder else { return u }
    budget.note(.fewTerms)
    guard remainder.factor.sign == 1...1 else {
      if remainder.factor.sign.upperBound <= 0 {
        throw .undefined(Reason(.logarithmOfNonpositive))
      }
      throw budget.failure(.fewTerms, .domainMembership, "ln")
    }
    let values = try bounds.intervals.apply(.ln, Enclosure(remainder.factor)).interval
    return try sum(
      logarithm(remainder.monomial), assemble([], [.init(monomial: .one, factor: values)]))
  }

  // MARK: Functions made of powers and exponentials

  private func root(_ u: TailSeries, _ degree: Int) throws(EvaluationError) -> TailSeries {
    u.isZero ? u : try power(u, TailCoefficient(Rational(1, over: degree) ?? 1))
  }

  private func cubeRoot(_ u: TailSeries) throws(EvaluationError) -> TailSeries {
    if u.terms.isEmpty { return try boundedCubeRoot(u) }
    return try sign(u) < 0 ? negative(root(negative(u), 3)) : root(u, 3)
  }

  private func boundedCubeRoot(_ u: TailSeries) throws(EvaluationError) -> TailSeries {
    guard let remainder = u.remainder else { return u }
    let values = try bounds.intervals.apply(.cbrt, Enclosure(remainder.factor)).interval
    let third = TailCoefficient(Rational(1, over: 3) ?? 1)
    return try assemble(
      [], [.init(monomial: order.power(remainder.monomial, third), factor: values)])
  }

  private func absolute(_ u: TailSeries) throws(EvaluationError) -> TailSeries {
    let signs = try signs(u)
    if signs.lowerBound >= 0 { return u }
    if signs.upperBound <= 0 { return try negative(u) }
    return try union(u, negative(u))
  }

  private func signum(_ u: TailSeries) throws(EvaluationError) -> TailSeries {
    let signs = try signs(u)
    if signs.lowerBound == signs.upperBound { return try number(Rational(signs.lowerBound)) }
    noteOscillation()
    return try assemble(
      [],
      [
        .init(
          monomial: .one, factor: Interval(integersFrom: signs.lowerBound, to: signs.upperBound))
      ])
  }

  /// The greatest integer, where it is the same on the whole half-line.
  private func floor(_ u: TailSeries) throws(EvaluationError) -> TailSeries {
    let start: TailCoefficient
    switch try behaviour(of: u) {
    case .zero, .vanishing: start = TailCoefficient(0)
    case .finite(let c): start = c
    case .infinite: throw budget.failure(.scale, .infinitelyManyIntegers)
    case .bounded: return try bounded(.floor, u)
    }
    let value = try coefficients.apply(.floor, start)
    let offset = try difference(u, constant(value))
    let isBelow = try sign(offset) < 0
    let bound = try sum(offset, number(isBelow ? 1 : -1))
    guard try sign(bound) == (isBelow ? 1 : -1) else {
      throw budget.failure(.nearStart, .dominance)
    }
    return isBelow ? try sum(constant(value), number(-1)) : try constant(value)
  }

  /// (exp(u) ± exp(−u))/2.
  private func hyperbolic(_ u: TailSeries, sign: Rational) throws(EvaluationError) -> TailSeries {
    let half = TailCoefficient(Rational(1, over: 2) ?? 1)
    let other = try product(number(sign), exponential(negative(u)))
    return try scaled(sum(exponential(u), other), by: half, .one)
  }

  /// (1 − q)/(1 + q) with q = exp(−2u), in the form that does not cancel.
  private func hyperbolicTangent(
    _ u: TailSeries, _ behaviour: TailBehaviour
  ) throws(EvaluationError) -> TailSeries {
    if case .infinite(let sign) = behaviour, sign < 0 {
      return try negative(hyperbolicTangent(negative(u), .infinite(sign: 1)))
    }
    let q = try exponential(scaled(u, by: TailCoefficient(-2), .one))
    return try quotient(sum(number(1), negative(q)), sum(number(1), q))
  }

  private func sigmoid(
    _ u: TailSeries, _ behaviour: TailBehaviour
  ) throws(EvaluationError) -> TailSeries {
    if case .infinite(let sign) = behaviour, sign < 0 {
      let q = try exponential(u)
      return try quotient(q, sum(number(1), q))
    }
    return try power(sum(number(1), exponential(negative(u))), TailCoefficient(-1))
  }

  private func softplus(
    _ u: TailSeries, _ behaviour: TailBehaviour
  ) throws(EvaluationError) -> TailSeries {
    if case .infinite(let sign) = behaviour, sign > 0 {
      return try sum(u, logarithm(sum(number(1), exponential(negative(u)))))
    }
    return try logarithm(sum(number(1), exponential(u)))
  }
}
