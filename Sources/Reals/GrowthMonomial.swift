import Formulas

/// A positive function that tends to 0 or to infinity like the functions of Hardy's scale:
/// exp(Σ cₖ·Mₖ) · t^a₀ · (ln t)^a₁ · (ln ln t)^a₂ …, where the monomials Mₖ tend to infinity.
///
/// The Mₖ are in descending order and none is a mere logarithm of logarithms, so that every
/// function has one such form. The exponents aₖ and the coefficients cₖ are any real constants.
struct GrowthMonomial {
  /// One term cₖ·Mₖ.
  struct Exponent {
    let coefficient: TailCoefficient
    let monomial: GrowthMonomial
  }

  /// a₀, a₁, …; the last one is not 0.
  let powers: [TailCoefficient]

  /// The terms of the exponent, in descending order; no coefficient is 0.
  let exponent: [Exponent]

  /// How deeply exponentials are nested.
  let height: Int

  init(powers: [TailCoefficient], exponent: [Exponent]) {
    self.powers = powers
    self.exponent = exponent
    height = exponent.reduce(0) { max($0, $1.monomial.height + 1) }
  }

  /// The constant 1.
  static var one: GrowthMonomial { GrowthMonomial(powers: [], exponent: []) }

  /// The `n`-fold logarithm of t; t itself for 0.
  static func logarithm(_ n: Int) -> GrowthMonomial {
    let zeros = [TailCoefficient](repeating: TailCoefficient(0), count: n)
    return GrowthMonomial(powers: zeros + [TailCoefficient(1)], exponent: [])
  }

  /// What identifies the monomial where all its constants are rational, else `nil`.
  var key: Key? {
    var powers: [Rational] = []
    for power in self.powers {
      guard let value = power.rational else { return nil }
      powers.append(value)
    }
    var exponent: [Key.Term] = []
    for term in self.exponent {
      guard let value = term.coefficient.rational, let key = term.monomial.key else { return nil }
      exponent.append(Key.Term(coefficient: value, monomial: key))
    }
    return Key(powers: powers, exponent: exponent)
  }

  /// See ``GrowthMonomial/key``.
  struct Key: Hashable {
    struct Term: Hashable {
      let coefficient: Rational
      let monomial: Key
    }
    let powers: [Rational]
    let exponent: [Term]
  }

  /// Whether it is the constant 1.
  var isOne: Bool { powers.isEmpty && exponent.isEmpty }

  /// n when it is the n-fold logarithm of t.
  var logarithmIndex: Int? {
    guard exponent.isEmpty, powers.last?.rational == 1,
      powers.dropLast().allSatisfy({ $0.rational == 0 })
    else { return nil }
    return powers.count - 1
  }

  /// The monomial as a formula in t, which is the variable.
  var formula: Formula {
    var factors: [Formula] = []
    var base = Formula.x
    for power in powers {
      if power.rational != 0 {
        factors.append(power.rational == 1 ? base : base.raised(to: power.formula))
      }
      base = .apply(.ln, base)
    }
    if !exponent.isEmpty {
      let terms = exponent.map {
        Formula.simplifiedProduct($0.coefficient.formula, $0.monomial.formula)
      }
      factors.append(.apply(.exp, terms.count == 1 ? terms[0] : Formula(.sum(terms))))
    }
    guard let first = factors.first else { return 1 }
    return factors.count == 1 ? first : Formula(.product(factors))
  }
}

/// The group of monomials with its order of growth.
struct GrowthOrder {
  let coefficients: CoefficientArithmetic

  /// The largest nesting of exponentials that is worked with.
  static let largestHeight = 6

  /// 1 where a/b tends to infinity, −1 where it tends to 0, and 0 where the two are equal.
  func comparison(
    _ a: GrowthMonomial, _ b: GrowthMonomial
  ) throws(EvaluationError) -> Int {
    try coefficients.budget.spend(1)
    let power = try firstDifference(a.powers, b.powers)
    guard let exponent = try firstDifference(a.exponent, b.exponent) else {
      return power?.sign ?? 0
    }
    guard let power else { return exponent.sign }
    // exp(c·M) against (lnⱼ t)^a: M against lnⱼ₊₁ t.
    let order = try comparison(exponent.monomial, .logarithm(power.index + 1))
    return order > 0 ? exponent.sign : power.sign
  }

  private func firstDifference(
    _ a: [TailCoefficient], _ b: [TailCoefficient]
  ) throws(EvaluationError) -> (sign: Int, index: Int)? {
    for index in 0..<max(a.count, b.count) {
      let sign: Int
      if index >= b.count {
        sign = try coefficients.sign(a[index])
      } else if index >= a.count {
        sign = -(try coefficients.sign(b[index]))
      } else {
        sign = try coefficients.comparison(a[index], b[index])
      }
      if sign != 0 { return (sign, index) }
    }
    return nil
  }

  private func firstDifference(
    _ a: [GrowthMonomial.Exponent], _ b: [GrowthMonomial.Exponent]
  ) throws(EvaluationError) -> (sign: Int, monomial: GrowthMonomial)? {
    for index in 0..<max(a.count, b.count) {
      if index >= b.count {
        return (try coefficients.sign(a[index].coefficient), a[index].monomial)
      }
      if index >= a.count {
        return (-(try coefficients.sign(b[index].coefficient)), b[index].monomial)
      }
      switch try comparison(a[index].monomial, b[index].monomial) {
      case 1: return (try coefficients.sign(a[index].coefficient), a[index].monomial)
      case -1: return (-(try coefficients.sign(b[index].coefficient)), b[index].monomial)
      default:
        let sign = try coefficients.comparison(a[index].coefficient, b[index].coefficient)
        if sign != 0 { return (sign, a[index].monomial) }
      }
    }
    return nil
  }

  /// a · b.
  func product(
    _ a: GrowthMonomial, _ b: GrowthMonomial
  ) throws(EvaluationError) -> GrowthMonomial {
    try coefficients.budget.spend(1)
    if a.isOne { return b }
    if b.isOne { return a }
    var powers: [TailCoefficient] = []
    for index in 0..<max(a.powers.count, b.powers.count) {
      if index >= b.powers.count {
        powers.append(a.powers[index])
      } else if index >= a.powers.count {
        powers.append(b.powers[index])
      } else {
        powers.append(try coefficients.sum(a.powers[index], b.powers[index]))
      }
    }
    while let last = powers.last, try coefficients.sign(last) == 0 { powers.removeLast() }
    return GrowthMonomial(powers: powers, exponent: try merged(a.exponent, b.exponent))
  }

  /// The sum of two exponents.
  func merged(
    _ a: [GrowthMonomial.Exponent], _ b: [GrowthMonomial.Exponent]
  ) throws(EvaluationError) -> [GrowthMonomial.Exponent] {
    var (i, j) = (0, 0)
    var result: [GrowthMonomial.Exponent] = []
    while i < a.count || j < b.count {
      if i == a.count {
        result.append(b[j])
        j += 1
      } else if j == b.count {
        result.append(a[i])
        i += 1
      } else {
        let order = try comparison(a[i].monomial, b[j].monomial)
        if order == 0 {
          let sum = try coefficients.sum(a[i].coefficient, b[j].coefficient)
          if try coefficients.sign(sum) != 0 {
            result.append(.init(coefficient: sum, monomial: a[i].monomial))
          }
        } else {
          result.append(order > 0 ? a[i] : b[j])
        }
        if order >= 0 { i += 1 }
        if order <= 0 { j += 1 }
      }
    }
    return result
  }

  /// a^n for a constant n that is not 0.
  func power(
    _ a: GrowthMonomial, _ n: TailCoefficient
  ) throws(EvaluationError) -> GrowthMonomial {
    try coefficients.budget.spend(1)
    if n.rational == 1 { return a }
    var powers: [TailCoefficient] = []
    for power in a.powers { powers.append(try coefficients.product(power, n)) }
    var exponent: [GrowthMonomial.Exponent] = []
    for term in a.exponent {
      exponent.append(
        .init(
          coefficient: try coefficients.product(term.coefficient, n), monomial: term.monomial))
    }
    return GrowthMonomial(powers: powers, exponent: exponent)
  }

  /// a / b.
  func quotient(
    _ a: GrowthMonomial, _ b: GrowthMonomial
  ) throws(EvaluationError) -> GrowthMonomial {
    b.isOne ? a : try product(a, power(b, TailCoefficient(-1)))
  }

  /// The terms of ln a, in descending order.
  func logarithm(_ a: GrowthMonomial) throws(EvaluationError) -> [GrowthMonomial.Exponent] {
    var result: [GrowthMonomial.Exponent] = []
    for (index, power) in a.powers.enumerated() where try coefficients.sign(power) != 0 {
      result.append(.init(coefficient: power, monomial: .logarithm(index + 1)))
    }
    return try merged(a.exponent, result)
  }

  /// exp of a sum in descending order whose monomials all tend to infinity.
  func exponential(
    _ terms: [GrowthMonomial.Exponent]
  ) throws(EvaluationError) -> GrowthMonomial {
    var powers: [TailCoefficient] = []
    var exponent: [GrowthMonomial.Exponent] = []
    for term in terms {
      guard let index = term.monomial.logarithmIndex, index > 0 else {
        exponent.append(term)
        continue
      }
      while powers.count < index { powers.append(TailCoefficient(0)) }
      powers[index - 1] = term.coefficient
    }
    let result = GrowthMonomial(powers: powers, exponent: exponent)
    guard result.height <= Self.largestHeight else {
      throw coefficients.budget.failure(.scale, .nestedExponentials)
    }
    return result
  }
}
