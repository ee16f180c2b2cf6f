import Formulas

extension Formula {
  /// A shorter formula with the same value wherever this one is defined.
  ///
  /// Numbers are folded, like terms and equal factors collected, neutral elements dropped, and
  /// 1/(1 + exp(−u)), exp(u)/(1 + exp(u)) and ln(1 + exp(u)) recognised as the sigmoid and softplus.
  /// The result may be defined at more points (`x/x` becomes 1), so that the natural domain is
  /// always taken from the formula as written.
  public var simplified: Formula {
    var simplification = Simplification()
    return simplification.simplified(self)
  }
}

/// The largest exponent to which number literals are raised when folding.
private let foldingLimit = 64

private struct Simplification {
  var known: [Formula: Formula] = [:]

  mutating func simplified(_ f: Formula) -> Formula {
    if let result = known[f] { return result }
    let result = simplifyRoot(f.operation.mapChildren { simplified($0) })
    known[f] = result
    known[result] = result
    return result
  }

  /// Simplifies a node whose children are simplified.
  private func simplifyRoot(_ operation: Formula.Operation) -> Formula {
    switch operation {
    case .variable, .number, .constant: return Formula(operation)
    case .negation(let f): return product(of: [-1, f])
    case .sum(let terms): return sum(of: terms)
    case .product(let factors): return product(of: factors)
    case .quotient(let f, let g): return quotient(f, g)
    case .power(let f, let g): return power(f, g)
    case .apply(let function, let f): return apply(function, f)
    case .minimum(let all): return all.allSatisfy { $0 == all[0] } ? all[0] : Formula(operation)
    case .maximum(let all): return all.allSatisfy { $0 == all[0] } ? all[0] : Formula(operation)
    case .piecewise(let branches, let otherwise):
      if let otherwise, branches.allSatisfy({ $0.value == otherwise }) { return otherwise }
      return Formula(operation)
    }
  }

  // MARK: Sums

  /// The sum with like terms collected, in order of first occurrence.
  private func sum(of terms: [Formula]) -> Formula {
    var order: [Formula] = []
    var coefficients: [Formula: Rational] = [:]
    var number: Rational = 0
    for term in terms.flatMap(\.terms) {
      let (coefficient, rest) = term.splitCoefficient
      guard let rest else {
        number = number + coefficient
        continue
      }
      if coefficients[rest] == nil { order.append(rest) }
      coefficients[rest, default: 0] = coefficients[rest, default: 0] + coefficient
    }
    var result = order.compactMap { rest -> Formula? in
      let coefficient = coefficients[rest] ?? 0
      return coefficient.isZero ? nil : rest.scaled(by: coefficient)
    }
    if !number.isZero {
      let leads = terms.first?.rational != nil
      result.insert(.number(number), at: leads ? 0 : result.count)
    }
    if result.count > 1, result[0].isNegated,
      let positive = result.firstIndex(where: { !$0.isNegated })
    {
      result.insert(result.remove(at: positive), at: 0)
    }
    for index in result.indices.dropFirst() { result[index] = result[index].asLaterTerm }
    return result.isEmpty ? 0 : (result.count == 1 ? result[0] : Formula(.sum(result)))
  }

  // MARK: Products and quotients

  /// Numerator and denominator as powers of bases, collected.
  private func product(of factors: [Formula], dividedBy divisors: [Formula] = []) -> Formula {
    var collected = Factors()
    for factor in factors { collected.multiply(by: factor, inverted: false) }
    for divisor in divisors { collected.multiply(by: divisor, inverted: true) }
    return collected.formula(power: power)
  }

  private func quotient(_ f: Formula, _ g: Formula) -> Formula {
    product(of: [f], dividedBy: [g])
  }

  // MARK: Powers and functions

  private func power(_ f: Formula, _ g: Formula) -> Formula {
    if g.rational == 1 { return f }
    if g.rational == 0 { return 1 }
    if f.rational == 1 { return 1 }
    if case .constant(.e) = f.operation { return .apply(.exp, g) }
    if let base = f.rational, let exponent = g.rational?.exactInt, abs(exponent) <= foldingLimit,
      base.bitWidth <= 64, let value = base.power(exponent)
    {
      return .number(value)
    }
    if let exponent = g.rational?.exactInt, exponent % 2 == 0, f.rational == nil,
      let opposite = f.opposite
    {
      return power(opposite, g)
    }
    if let outer = g.rational?.exactInt, case .power(let base, let inner) = f.operation,
      let inner = inner.rational?.exactInt, abs(inner) <= foldingLimit, abs(outer) <= foldingLimit
    {
      return power(base, .number(Rational(inner * outer)))
    }
    return Formula(.power(f, g))
  }

  private func apply(_ function: ElementaryFunction, _ f: Formula) -> Formula {
    if let number = f.rational, let value = function.exactValue(at: number) {
      return .number(value)
    }
    switch function {
    case .ln:
      if let u = f.exponentInOnePlusExp { return .apply(.softplus, u) }
      if case .constant(.e) = f.operation { return 1 }
      if case .apply(.exp, let u) = f.operation { return u }
    case .exp:
      if case .constant(.inf) = f.operation { break }
      if f.rational == 1 { return .constant(.e) }
    case .log1p:
      if case .apply(.exp, let u) = f.operation { return .apply(.softplus, u) }
    default: break
    }
    return .apply(function, f)
  }
}

extension ElementaryFunction {
  /// The value at a rational argument where it is the obvious rational number.
  fileprivate func exactValue(at u: Rational) -> Rational? {
    switch self {
    case .abs: u.magnitude
    case .sign: Rational(u.signum)
    case .floor: Rational(u.floor)
    case .exp, .cosh, .cos: u.isZero ? 1 : nil
    case .log1p, .expm1, .sqrt, .cbrt, .tanh, .sinh, .erf, .sin, .tan, .atan: u.isZero ? 0 : nil
    case .ln: u == 1 ? 0 : nil
    case .erfc: u.isZero ? 1 : nil
    case .sigmoid, .normalCDF: u.isZero ? Rational(1, over: 2) : nil
    case .softplus: nil
    }
  }
}

/// A product as a rational coefficient and powers of bases, in order of first occurrence.
private struct Factors {
  var coefficient: Rational = 1
  var isUndefined = false
  var order: [Formula] = []
  var exponents: [Formula: Rational] = [:]

  mutating func multiply(by f: Formula, inverted: Bool, exponent: Rational = 1) {
    switch f.operation {
    case .number(let value) where exponent == 1:
      guard inverted else { return coefficient = coefficient * value }
      guard let ratio = coefficient / value else { return isUndefined = true }
      coefficient = ratio
    case .number(let value)
    where exponent.isInteger && exponent.magnitude <= 64 && value.bitWidth <= 64 && !value.isZero:
      let power = exponent.exactInt.flatMap { value.power(inverted ? -$0 : $0) }
      coefficient = coefficient * (power ?? 1)
    case .negation(let g) where exponent == 1:
      coefficient = -coefficient
      multiply(by: g, inverted: inverted)
    case .product(let factors) where exponent.isInteger:
      for factor in factors { multiply(by: factor, inverted: inverted, exponent: exponent) }
    case .quotient(let g, let h) where exponent.isInteger:
      multiply(by: g, inverted: inverted, exponent: exponent)
      multiply(by: h, inverted: !inverted, exponent: exponent)
    case .power(let base, let power) where exponent == 1 && power.rational?.isInteger == true:
      multiply(by: base, inverted: inverted, exponent: power.rational ?? 1)
    default:
      if exponents[f] == nil { order.append(f) }
      exponents[f] = (exponents[f] ?? 0) + (inverted ? -exponent : exponent)
    }
  }

  /// exp(u)/(1 + exp(u)) becomes sigmoid(u), and 1/(1 + exp(u)) sigmoid(−u).
  private mutating func recogniseSigmoids(negated: (Formula) -> Formula) {
    for base in order {
      guard let u = base.exponentInOnePlusExp, let exponent = exponents[base], exponent.signum < 0
      else { continue }
      let exponential = Formula.apply(.exp, u)
      let shared = min(exponent.magnitude, max(exponents[exponential] ?? 0, 0))
      exponents[base] = 0
      if !shared.isZero { exponents[exponential] = (exponents[exponential] ?? 0) - shared }
      for (sigmoid, power) in [
        (Formula.apply(.sigmoid, u), shared),
        (Formula.apply(.sigmoid, negated(u)), exponent.magnitude - shared),
      ] where !power.isZero {
        if exponents[sigmoid] == nil { order.append(sigmoid) }
        exponents[sigmoid] = (exponents[sigmoid] ?? 0) + power
      }
    }
  }

  /// −u as a product.
  private static func negated(
    _ u: Formula, power: (Formula, Formula) -> Formula
  ) -> Formula {
    var factors = Factors()
    factors.multiply(by: -1, inverted: false)
    factors.multiply(by: u, inverted: false)
    return factors.formula(power: power)
  }

  mutating func formula(power: (Formula, Formula) -> Formula) -> Formula {
    recogniseSigmoids { Factors.negated($0, power: power) }
    if isUndefined { return Formula(.quotient(.number(coefficient), 0)) }
    if coefficient.isZero { return 0 }
    // Constants such as π lead, then the variable.
    let functions = order.filter { $0.containsVariable && $0 != .x }
    let bases = order.filter { !$0.containsVariable } + order.filter { $0 == .x } + functions
    func side(_ sign: Int) -> [Formula] {
      bases.compactMap { base in
        guard let exponent = exponents[base], exponent.signum == sign else { return nil }
        return power(base, .number(exponent.magnitude))
      }
    }
    let numerator = side(1)
    let denominator = side(-1)
    return denominator.isEmpty
      ? Formula.product(numerator, scaledBy: coefficient)
      : Formula.ratio(numerator, denominator, scaledBy: coefficient)
  }
}

extension Formula {
  /// The terms of a sum, nested sums and negated sums included; the formula itself otherwise.
  var terms: [Formula] {
    switch operation {
    case .sum(let all): all.flatMap(\.terms)
    case .negation(let f):
      if case .sum(let all) = f.operation { all.flatMap(\.terms).map { -$0 } } else { [self] }
    default: [self]
    }
  }

  /// c and g with self = c·g, or c and `nil` for a number.
  var splitCoefficient: (Rational, Formula?) {
    switch operation {
    case .number(let value): return (value, nil)
    case .negation(let f):
      let (coefficient, rest) = f.splitCoefficient
      return (-coefficient, rest)
    case .product(let factors):
      let rest = Array(factors.dropFirst())
      if case .negation(let first)? = factors.first?.operation {
        let (coefficient, other) = Formula(.product([first] + rest)).splitCoefficient
        return (-coefficient, other)
      }
      guard let first = factors.first?.rational else { return (1, self) }
      return (first, rest.count == 1 ? rest[0] : Formula(.product(rest)))
    case .quotient(let f, let g):
      let (upper, numerator) = f.splitCoefficient
      let (lower, denominator) = g.splitCoefficient
      guard let ratio = upper / lower else { return (1, self) }
      switch (numerator, denominator) {
      case (let numerator?, let denominator?): return (ratio, numerator / denominator)
      case (let numerator?, nil): return (ratio, numerator)
      case (nil, let denominator?): return (ratio, 1 / denominator)
      case (nil, nil): return (ratio, nil)
      }
    default: return (1, self)
    }
  }

  /// The formula as a term that is not the first of a sum: `-2*x` is subtracted as `2*x`.
  var asLaterTerm: Formula {
    switch operation {
    case .product, .quotient: opposite.map { -$0 } ?? self
    default: self
    }
  }

  /// The formula without the minus that it prints first, if it prints one.
  fileprivate var opposite: Formula? {
    switch operation {
    case .negation(let f): return f
    case .number(let value): return value.signum < 0 ? .number(-value) : nil
    case .product(let factors):
      let others = Array(factors.dropFirst())
      if case .negation(let first) = factors[0].operation { return .product([first] + others) }
      guard let number = factors[0].rational, number.signum < 0 else { return nil }
      let rest = Formula.product(others)
      return number == -1 ? rest : rest.scaled(by: -number)
    case .quotient(let f, let g): return f.opposite.map { Formula(.quotient($0, g)) }
    default: return nil
    }
  }

  /// c·self: a decimal coefficient leads, any other becomes a quotient, and so does a simple fraction
  /// of π or of another constant.
  func scaled(by coefficient: Rational) -> Formula {
    if coefficient == 1 { return self }
    if coefficient == -1, !isQuotient { return negative }
    if case .quotient(let f, let g) = operation {
      return Formula.ratio([f], [g], scaledBy: coefficient)
    }
    guard isFraction(coefficient) else {
      if let number = rational { return .number(coefficient * number) }
      if case .product(let factors) = operation {
        return Formula(.product([.number(coefficient)] + factors))
      }
      return Formula(.product([.number(coefficient), self]))
    }
    return scaled(by: Rational(coefficient.numerator))
      .divided(by: .number(Rational(coefficient.denominator)))
  }

  /// The negative, in a product that of the first factor: `-x*y` needs no brackets.
  private var negative: Formula {
    guard case .product(let factors) = operation else { return -self }
    return Formula(.product([-factors[0]] + factors.dropFirst()))
  }

  private func divided(by g: Formula) -> Formula { Formula(.quotient(self, g)) }

  private var isQuotient: Bool { if case .quotient = operation { true } else { false } }

  /// Whether a coefficient of the formula is written as a fraction, not as a decimal.
  private func isFraction(_ coefficient: Rational) -> Bool {
    if coefficient.writtenDecimal == nil { return true }
    return !coefficient.isInteger && coefficient.denominator <= 12 && leadsWithConstant
  }

  /// Whether the formula, or the first factor of it, is a constant that is no number.
  private var leadsWithConstant: Bool {
    if case .product(let factors) = operation { return factors[0].leadsWithConstant }
    return !containsVariable && rational == nil
  }

  /// Whether it prints with a leading minus.
  var isNegated: Bool {
    switch operation {
    case .negation: true
    case .number(let value): value.signum < 0
    case .product(let factors): factors[0].isNegated
    case .quotient(let f, _): f.isNegated
    default: false
    }
  }

  /// The product of one or more factors.
  private static func product(_ factors: [Formula]) -> Formula {
    factors.count == 1 ? factors[0] : Formula(.product(factors))
  }

  /// c · the product of `factors`.
  static func product(_ factors: [Formula], scaledBy coefficient: Rational) -> Formula {
    factors.isEmpty ? .number(coefficient) : product(factors).scaled(by: coefficient)
  }

  /// c · the product of `numerator` over the product of `denominator`.
  static func ratio(
    _ numerator: [Formula], _ denominator: [Formula], scaledBy coefficient: Rational
  ) -> Formula {
    let split =
      coefficient.magnitude.numerator == 1
      || (numerator.isEmpty
        ? coefficient.writtenDecimal == nil : product(numerator).isFraction(coefficient))
    let upper = split ? Rational(coefficient.numerator) : coefficient
    let lower = split ? Rational(coefficient.denominator) : 1
    return product(numerator, scaledBy: upper).divided(by: product(denominator, scaledBy: lower))
  }

  /// u when the formula is 1 + exp(u) or exp(u) + 1.
  public var exponentInOnePlusExp: Formula? {
    guard case .sum(let terms) = operation, terms.count == 2 else { return nil }
    for (one, other) in [(terms[0], terms[1]), (terms[1], terms[0])] where one.rational == 1 {
      if case .apply(.exp, let u) = other.operation { return u }
    }
    return nil
  }
}
