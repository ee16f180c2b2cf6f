import Calculus
import Formulas

extension LaurentPolynomial {
  /// The polynomial with common kernels taken out of sums, as far down as they go.
  ///
  /// Where the leading terms of an expansion cancel, exp(x)·(exp(1/x − exp(−x)) − exp(1/x)) say, the
  /// factor exp(1/x) has to be taken out, or its series would hide what is left.
  public var factoredFormula: Formula {
    guard terms.count > 1 else { return formula }
    let sorted = sortedTerms
    // The kernels of the first term that all terms share, with their least exponents.
    var common: [(kernel: Formula, exponent: Int)] = []
    for (kernel, _) in sorted[0].factors {
      let exponents = sorted.map { term in
        term.factors.first { $0.kernel == kernel }?.exponent ?? 0
      }
      if let least = exponents.min(), least > 0 { common.append((kernel, least)) }
      if let greatest = exponents.max(), greatest < 0 { common.append((kernel, greatest)) }
    }
    var rest = self
    var factors: [Formula] = []
    for (kernel, exponent) in common {
      factors.append(kernel.raised(to: .number(Rational(exponent))).simplified)
      rest = rest.multiplied(by: .init(kernel: kernel, exponent: -exponent), limit: .max) ?? rest
    }
    return Formula(.product(factors + [rest.groupedFormula, 1])).simplified
  }

  /// The sum of the terms with the most frequent kernel, factored, and of the others.
  private var groupedFormula: Formula {
    var counts: [Formula: Int] = [:]
    for monomial in terms.keys {
      for kernel in monomial.keys { counts[kernel, default: 0] += 1 }
    }
    let candidates = counts.filter { $0.value > 1 && $0.value < terms.count }
    guard let most = candidates.values.max() else { return formula }
    let kernel = candidates.filter { $0.value == most }.keys.min { $0.text() < $1.text() }
    guard let kernel else { return formula }
    var with = LaurentPolynomial(0)
    var without = LaurentPolynomial(0)
    for (monomial, coefficient) in terms {
      var term = LaurentPolynomial(coefficient)
      for (base, exponent) in monomial {
        term = term.multiplied(by: .init(kernel: base, exponent: exponent), limit: .max) ?? term
      }
      if monomial[kernel] == nil { without = without + term } else { with = with + term }
    }
    return with.factoredFormula + without.factoredFormula
  }
}

extension NormalForm {
  /// The quotient of numerator and denominator, each with common kernels taken out of sums.
  public var factoredFormula: Formula { numerator.factoredFormula / denominator.factoredFormula }
}

extension Formula {
  /// The formula with products and quotients of exponentials, exp(u)·exp(v)ⁿ, written as
  /// exp(u + n·v): what cancels in the exponents is not to be expanded.
  var mergingExponentials: Formula {
    let inner = Formula(operation.mapChildren(\.mergingExponentials))
    var exponents: [Formula] = []
    guard let rest = inner.splitting(into: &exponents, power: 1), exponents.count > 1 else {
      return inner
    }
    let sum = Formula(.sum(exponents)).simplified
    let argument = NormalForm(sum)?.formula ?? sum
    return (rest * .apply(.exp, argument)).simplified
  }

  /// What is left of a product when its exponentials, to the power, are taken out; `nil` for a
  /// formula that is none.
  private func splitting(into exponents: inout [Formula], power: Int) -> Formula? {
    switch operation {
    case .apply(.exp, let u) where u.containsVariable:
      exponents.append(.number(Rational(power)) * u)
      return 1
    case .power(let base, let exponent):
      guard let n = exponent.rational?.exactInt, n.magnitude < 1 << 20, power.magnitude < 1 << 20,
        case .apply(.exp, let u) = base.operation, u.containsVariable
      else { return nil }
      exponents.append(.number(Rational(power * n)) * u)
      return 1
    case .negation(let f):
      return f.splitting(into: &exponents, power: power).map { -$0 }
    case .product(let factors):
      var rest: [Formula] = []
      for factor in factors {
        rest.append(factor.splitting(into: &exponents, power: power) ?? factor)
      }
      return Formula(.product(rest))
    case .quotient(let f, let g):
      let upper = f.splitting(into: &exponents, power: power) ?? f
      let lower = g.splitting(into: &exponents, power: -power) ?? g
      return upper / lower
    default: return nil
    }
  }
}
