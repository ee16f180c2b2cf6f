import Formulas

/// A formula as a quotient of polynomials in kernels that satisfy no obvious relation.
///
/// tanh, sinh, cosh and sigmoid are written with exp; exp turns sums into products; ln gives up
/// exponential factors (so that ln(1 + exp(−x)) and ln(1 + exp(x)) − x agree); erf, sin and atan of
/// −u become those of u. Formulas with equal normal forms are equal wherever both are defined; the
/// converse is not claimed.
public struct NormalForm: Hashable, Sendable {
  /// The numerator.
  public let numerator: LaurentPolynomial

  /// The denominator; never the zero polynomial.
  public let denominator: LaurentPolynomial

  /// The normal form, or `nil` when it would be too large or when a divisor is identically zero.
  public init?(_ formula: Formula) {
    var normalisation = Normalisation()
    guard let result = normalisation.normalForm(of: formula) else { return nil }
    self = result
  }

  fileprivate init(_ numerator: LaurentPolynomial, over denominator: LaurentPolynomial = .init(1)) {
    if let inverse = denominator.monomialInverse,
      let product = numerator.multiplied(by: inverse, limit: .max)
    {
      self.numerator = product
      self.denominator = LaurentPolynomial(1)
    } else {
      self.numerator = numerator
      self.denominator = denominator
    }
  }

  fileprivate var kernels: some Sequence<Formula> {
    [numerator, denominator].lazy.flatMap(\.terms.keys).flatMap(\.keys)
  }

  /// Whether the formula is identically zero.
  public var isZero: Bool { numerator.isZero }

  /// The value of a constant without kernels.
  public var rational: Rational? {
    guard let upper = numerator.constant, let lower = denominator.constant else { return nil }
    return upper / lower
  }

  /// The normal form as a formula.
  public var formula: Formula {
    denominator.constant == 1
      ? numerator.formula : (numerator.formula / denominator.formula).simplified
  }
}

extension Formula {
  /// Whether both have the same value wherever both are defined; `false` means "not shown".
  public func isIdentical(to other: Formula) -> Bool {
    self == other || NormalForm(self - other)?.isZero == true
  }
}

/// How many products of terms one multiplication may take.
private let sizeLimit = 4000

/// How many nodes a kernel may have; a function of exponentials doubles them each time it is nested.
private let kernelLimit = 5000

private struct Normalisation {
  /// The results so far, also those that were too large.
  var known: [Formula: NormalForm?] = [:]

  mutating func normalForm(of f: Formula) -> NormalForm? {
    if let result = known[f] { return result }
    var result = compute(f.operation)
    if let kernels = result?.kernels, kernels.contains(where: { $0.nodeCount > kernelLimit }) {
      result = nil
    }
    known[f] = .some(result)
    return result
  }

  private mutating func compute(_ operation: Formula.Operation) -> NormalForm? {
    switch operation {
    case .variable: return kernel(.x)
    case .number(let value): return NormalForm(.init(value))
    case .constant(.inf): return nil
    case .constant(.e): return kernel(.apply(.exp, 1))
    case .constant(.pi): return kernel(.constant(.pi))
    case .sum(let terms): return fold(terms, 0, add)
    case .product(let factors): return fold(factors, 1, multiply)
    case .negation(let f): return normalForm(of: f).flatMap(negate)
    case .quotient(let f, let g): return combine(f, g, divide)
    case .power(let f, let g): return power(f, g)
    case .apply(let function, let f): return apply(function, f)
    case .minimum, .maximum, .piecewise:
      return kernel(
        Formula(
          operation.mapChildren { child in normalForm(of: child)?.formula ?? child }))
    }
  }

  private func kernel(_ f: Formula) -> NormalForm { NormalForm(.init(kernel: f)) }

  // MARK: Field operations

  private func add(_ a: NormalForm, _ b: NormalForm) -> NormalForm? {
    if a.denominator == b.denominator {
      return NormalForm(a.numerator + b.numerator, over: a.denominator)
    }
    guard let left = reduced(a.numerator, b.denominator),
      let right = reduced(b.numerator, a.denominator),
      let denominator = reduced(a.denominator, b.denominator)
    else { return nil }
    return NormalForm(left + right, over: denominator)
  }

  private func negate(_ a: NormalForm) -> NormalForm? {
    NormalForm(-a.numerator, over: a.denominator)
  }

  private func multiply(_ a: NormalForm, _ b: NormalForm) -> NormalForm? {
    guard let numerator = reduced(a.numerator, b.numerator),
      let denominator = reduced(a.denominator, b.denominator)
    else { return nil }
    return numerator == denominator
      ? NormalForm(.init(1)) : NormalForm(numerator, over: denominator)
  }

  private func divide(_ a: NormalForm, _ b: NormalForm) -> NormalForm? {
    b.isZero ? nil : multiply(a, NormalForm(b.denominator, over: b.numerator))
  }

  /// The product with sqrt(v)² = v and sin² = 1 − cos² applied.
  private func reduced(_ a: LaurentPolynomial, _ b: LaurentPolynomial) -> LaurentPolynomial? {
    guard let product = a.multiplied(by: b, limit: sizeLimit) else { return nil }
    return reduced(product)
  }

  private func reduced(_ polynomial: LaurentPolynomial) -> LaurentPolynomial? {
    for (monomial, coefficient) in polynomial.terms {
      for (kernel, exponent) in monomial where exponent >= 2 || exponent <= -1 {
        guard let square = squareOfKernel(kernel), exponent >= 2 || square.monomialInverse != nil
        else { continue }
        let step = exponent >= 2 ? 2 : -2
        guard let factor = step > 0 ? square : square.monomialInverse else { continue }
        var rest = monomial
        rest[kernel] = exponent - step == 0 ? nil : exponent - step
        var replacement = LaurentPolynomial(coefficient)
        for (base, power) in rest {
          guard
            let next = replacement.multiplied(
              by: .init(kernel: base, exponent: power), limit: sizeLimit)
          else { return nil }
          replacement = next
        }
        guard let product = replacement.multiplied(by: factor, limit: sizeLimit) else { return nil }
        var term = LaurentPolynomial(coefficient)
        for (base, power) in monomial {
          term = term.multiplied(by: .init(kernel: base, exponent: power), limit: .max) ?? term
        }
        return reduced(polynomial + -term + product)
      }
    }
    return polynomial
  }

  /// The polynomial that equals the square of a root or sine kernel.
  private func squareOfKernel(_ kernel: Formula) -> LaurentPolynomial? {
    guard case .apply(let function, let u) = kernel.operation else { return nil }
    var inner = Normalisation()
    switch function {
    case .sqrt:
      guard let form = inner.normalForm(of: u), form.denominator.constant == 1 else { return nil }
      return form.numerator
    case .sin:
      guard let form = inner.normalForm(of: .apply(.cos, u)) else { return nil }
      return form.numerator.multiplied(by: form.numerator, limit: sizeLimit).map {
        LaurentPolynomial(1) + -$0
      }
    default: return nil
    }
  }

  private mutating func fold(
    _ formulas: [Formula], _ start: Rational,
    _ combine: (NormalForm, NormalForm) -> NormalForm?
  ) -> NormalForm? {
    var result = NormalForm(.init(start))
    for formula in formulas {
      guard let next = normalForm(of: formula), let combined = combine(result, next) else {
        return nil
      }
      result = combined
    }
    return result
  }

  private mutating func combine(
    _ f: Formula, _ g: Formula, _ operation: (NormalForm, NormalForm) -> NormalForm?
  ) -> NormalForm? {
    guard let a = normalForm(of: f), let b = normalForm(of: g) else { return nil }
    return operation(a, b)
  }

  // MARK: Powers and functions

  private mutating func power(_ f: Formula, _ g: Formula) -> NormalForm? {
    if let exponent = g.rational?.exactInt {
      guard abs(exponent) <= 64, let base = normalForm(of: f) else { return nil }
      let factor = exponent < 0 ? divide(NormalForm(.init(1)), base) : base
      guard let factor else { return nil }
      var result = NormalForm(.init(1))
      for _ in 0..<abs(exponent) {
        guard let next = multiply(result, factor) else { return nil }
        result = next
      }
      return result
    }
    if g.rational == Rational(1, over: 2) { return apply(.sqrt, f) }
    if case .constant(.e) = f.operation { return apply(.exp, g) }
    guard let base = normalForm(of: f), let exponent = normalForm(of: g) else { return nil }
    return kernel(base.formula.raised(to: exponent.formula))
  }

  private mutating func apply(_ function: ElementaryFunction, _ u: Formula) -> NormalForm? {
    let exp = Formula.apply(.exp, u)
    switch function {
    case .exp:
      guard let form = normalForm(of: u) else { return nil }
      return exponential(form)
    case .expm1: return normalForm(of: exp - 1)
    case .log1p: return normalForm(of: .apply(.ln, 1 + u))
    case .softplus: return normalForm(of: .apply(.ln, 1 + exp))
    case .sigmoid: return normalForm(of: exp / (1 + exp))
    case .sinh: return normalForm(of: (exp - 1 / exp) / 2)
    case .cosh: return normalForm(of: (exp + 1 / exp) / 2)
    case .tanh: return normalForm(of: (exp.raised(to: 2) - 1) / (exp.raised(to: 2) + 1))
    case .tan: return normalForm(of: .apply(.sin, u) / .apply(.cos, u))
    case .erfc: return normalForm(of: 1 - .apply(.erf, u))
    case .normalCDF:
      return normalForm(of: (1 + .apply(.erf, u / .apply(.sqrt, 2))) / 2)
    case .ln:
      guard let form = normalForm(of: u) else { return nil }
      return logarithm(form)
    case .erf, .sin, .atan, .cbrt, .sign: return normalForm(of: u).flatMap { odd(function, $0) }
    case .cos, .abs: return normalForm(of: u).map { even(function, $0) }
    case .sqrt:
      guard let form = normalForm(of: u) else { return nil }
      return kernel(.apply(.sqrt, form.formula))
    case .floor: return normalForm(of: u).map { kernel(.apply(.floor, $0.formula)) }
    }
  }

  /// exp(Σ (p/q)·m) = Π exp(m/q)^p, and exp(n·ln(v)) = vⁿ.
  private mutating func exponential(_ u: NormalForm) -> NormalForm? {
    guard u.denominator.constant == 1 else { return kernel(.apply(.exp, u.formula)) }
    var result = LaurentPolynomial(1)
    var logarithmic = NormalForm(.init(1))
    for (monomial, coefficient) in u.numerator.terms {
      if coefficient.isInteger, monomial.count == 1, let (base, exponent) = monomial.first,
        exponent == 1, case .apply(.ln, let v) = base.operation
      {
        guard let factor = power(v, .number(coefficient)),
          let next = multiply(logarithmic, factor)
        else { return nil }
        logarithmic = next
        continue
      }
      guard let power = Rational(coefficient.numerator).exactInt, abs(power) <= 1 << 20 else {
        return nil
      }
      var argument = LaurentPolynomial(Rational(1, over: coefficient.denominator) ?? 1)
      for (base, exponent) in monomial {
        argument =
          argument.multiplied(by: .init(kernel: base, exponent: exponent), limit: .max) ?? argument
      }
      let factor = LaurentPolynomial(kernel: .apply(.exp, argument.formula), exponent: power)
      guard let next = result.multiplied(by: factor, limit: sizeLimit) else { return nil }
      result = next
    }
    return multiply(NormalForm(result), logarithmic)
  }

  /// ln(exp(v)·w) = v + ln(w), the exponents of exponentials in w starting at 0.
  private mutating func logarithm(_ u: NormalForm) -> NormalForm? {
    guard u.rational != 1 else { return NormalForm(.init(0)) }
    guard let upper = splitExponentials(u.numerator), let lower = splitExponentials(u.denominator)
    else { return nil }
    let rest = NormalForm(upper.rest, over: lower.rest)
    guard let extracted = normalForm(of: upper.argument - lower.argument) else { return nil }
    if rest.rational == 1 { return extracted }
    return add(extracted, kernel(.apply(.ln, rest.formula)))
  }

  private func splitExponentials(
    _ polynomial: LaurentPolynomial
  ) -> (argument: Formula, rest: LaurentPolynomial)? {
    var argument: Formula = 0
    var rest = polynomial
    let kernels = Set(polynomial.terms.keys.flatMap(\.keys))
    for kernel in kernels {
      guard case .apply(.exp, let v) = kernel.operation else { continue }
      let least = rest.terms.keys.map { $0[kernel] ?? 0 }.min() ?? 0
      guard least != 0 else { continue }
      guard
        let next = rest.multiplied(by: .init(kernel: kernel, exponent: -least), limit: sizeLimit)
      else { return nil }
      rest = next
      argument = argument + .number(Rational(least)) * v
    }
    return (argument, rest)
  }

  private func odd(_ function: ElementaryFunction, _ u: NormalForm) -> NormalForm? {
    let (canonical, flipped) = canonicalSign(u)
    let value = kernel(.apply(function, canonical.formula))
    return flipped ? negate(value) : value
  }

  private func even(_ function: ElementaryFunction, _ u: NormalForm) -> NormalForm {
    kernel(.apply(function, canonicalSign(u).form.formula))
  }

  /// u or −u, whichever has a positive first coefficient.
  private func canonicalSign(_ u: NormalForm) -> (form: NormalForm, flipped: Bool) {
    guard let first = u.numerator.sortedTerms.first, first.coefficient.signum < 0 else {
      return (u, false)
    }
    return (NormalForm(-u.numerator, over: u.denominator), true)
  }
}
