import Calculus
import Formulas

// What rules look for in a formula.

extension LaurentPolynomial {
  /// The terms as multiples of exponentials, by the text of their exponents; `nil` of other polynomials and of long
  /// ones.
  var exponentials: [Formula.Exponential]? {
    guard terms.count <= 6 else { return nil }
    var result: [Formula.Exponential] = []
    for (monomial, scale) in terms {
      var exponent: Formula = 0
      for (kernel, power) in monomial.sorted(by: { $0.key.text() < $1.key.text() }) {
        guard case .apply(.exp, let u) = kernel.operation else { return nil }
        exponent = exponent + .number(Rational(power)) * u
      }
      result.append(Formula.Exponential(scale: scale, exponent: exponent.simplified))
    }
    return result.sorted { $0.exponent.text() < $1.exponent.text() }
  }

  /// Whether all terms have the same sign wherever they are defined: even powers, or powers of what is
  /// never negative, such as those of `roots`, of which roots are taken.
  func hasOneSign(roots: Set<Formula> = []) -> Bool {
    guard let first = terms.first?.value.signum else { return false }
    return terms.allSatisfy { monomial, coefficient in
      coefficient.signum == first
        && monomial.allSatisfy { kernel, exponent in
          if exponent.isMultiple(of: 2) || kernel == .constant(.pi) || roots.contains(kernel) {
            return true
          }
          if case .apply(let function, _) = kernel.operation {
            return [.exp, .sqrt, .abs].contains(function)
          }
          return false
        }
    }
  }
}

extension Formula {
  /// The same with f/√g written f·√g/g, so that exact arithmetic can use (√g)² = g.
  var withoutRootsBelow: Formula {
    let inner = Formula(operation.mapChildren { $0.withoutRootsBelow })
    switch inner.operation {
    case .quotient(let f, let divisor):
      guard case .apply(.sqrt, let g) = divisor.operation else { return inner }
      return f * divisor / g
    case .power(let base, let exponent):
      guard case .apply(.sqrt, let g) = base.operation, let n = exponent.rational?.exactInt,
        n.isMultiple(of: 2)
      else { return inner }
      return g.raised(to: .number(Rational(n / 2)))
    default: return inner
    }
  }

  /// f², written without the sign of a negation.
  var square: Formula {
    if case .negation(let g) = operation { g.square } else { self * self }
  }

  /// What roots are taken of.
  var underRoots: Set<Formula> {
    let below = operation.children.reduce(into: Set<Formula>()) { $0.formUnion($1.underRoots) }
    switch operation {
    case .apply(.sqrt, let g): return below.union([g])
    case .power(let g, let exponent) where exponent.rational.map({ !$0.isInteger }) == true:
      return below.union([g])
    default: return below
    }
  }

  /// k, u and the other terms of a sum k·exp(u) + …, where no other term has an exponential and k > 0.
  var singleExponential: (scale: Rational, exponent: Formula, others: [Formula])? {
    guard case .sum(let terms) = operation else { return nil }
    var found: (Rational, Formula)?
    var others: [Formula] = []
    for term in terms {
      if let exponential = term.exponential {
        guard found == nil, exponential.0.signum > 0 else { return nil }
        found = exponential
      } else if term.containsVariable {
        return nil
      } else {
        others.append(term)
      }
    }
    return found.map { ($0.0, $0.1, others) }
  }

  /// A term k·exp(u) of a sum.
  struct Exponential {
    let scale: Rational
    let exponent: Formula
  }

  /// The terms of k·exp(u) + l·exp(v) with k, l > 0.
  var twoExponentials: (Exponential, Exponential)? {
    guard case .sum(let terms) = operation, terms.count == 2 else { return nil }
    let found = terms.compactMap(\.exponential).filter { $0.0.signum > 0 }
      .map { Exponential(scale: $0.0, exponent: $0.1) }
    return found.count == 2 ? (found[0], found[1]) : nil
  }

  private var exponential: (Rational, Formula)? {
    switch operation {
    case .apply(.exp, let u): return (1, u)
    case .power(let base, let u):
      guard case .constant(.e) = base.operation else { return nil }
      return (1, u)
    case .product(let factors) where factors.count == 2:
      guard let k = factors[0].rational, let (scale, u) = factors[1].exponential else { return nil }
      return (k * scale, u)
    case .quotient(let f, let g):
      guard let k = g.rational, let (scale, u) = f.exponential, let ratio = scale / k else {
        return nil
      }
      return (ratio, u)
    default: return nil
    }
  }
}
