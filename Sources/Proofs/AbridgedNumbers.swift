import Calculus
import Formulas
import Reals

// Numbers of many digits, such as the constants of SELU, are shown rounded: a fraction of 62 digits
// says nothing to a reader. Proofs are about the exact values all the same.

extension Rational {
  /// The digits that a number may have to be shown in full.
  private static var longest: Int { 12 }

  /// Whether neither the decimal nor the fraction is short enough to be shown.
  var isLong: Bool {
    if let decimal, decimal.count <= Self.longest { return false }
    return "\(numerator.magnitude)".count + (isInteger ? 0 : "\(denominator)".count) > Self.longest
  }

  /// The number rounded to six significant digits.
  var abridged: Rational {
    RoundedDecimal(ExactNumber(self).decimal, significant: 6)?.rational ?? self
  }
}

extension Formula {
  /// Whether a number that is too long to be shown occurs, which proofs round.
  public var hasLongNumber: Bool {
    if case .number(let value) = operation { return value.isLong }
    return operation.children.contains(where: \.hasLongNumber)
  }

  /// The formula with long numbers rounded, those above and below a fraction bar together.
  var abridged: Formula {
    guard hasLongNumber else { return self }
    switch operation {
    case .number(let value): return .number(value.abridged)
    case .quotient(let above, let below):
      guard let divisor = below.rational, let (factor, rest) = above.coefficient,
        let quotient = factor / divisor
      else { break }
      let number = Formula.number(quotient.isLong ? quotient.abridged : quotient)
      return rest.isEmpty ? number : Formula(.product([number] + rest.map(\.abridged)))
    case .product(let factors):
      let numbers = factors.compactMap(\.rational)
      guard numbers.count > 1 else { break }
      let product = numbers.reduce(1, *)
      let number = Formula.number(product.isLong ? product.abridged : product)
      let rest = factors.filter { $0.rational == nil }.map(\.abridged)
      return rest.isEmpty ? number : Formula(.product([number] + rest))
    default: break
    }
    return Formula(operation.mapChildren(\.abridged))
  }

  /// The number before the other factors, if there is one.
  private var coefficient: (factor: Rational, rest: [Formula])? {
    if let value = rational { return (value, []) }
    guard case .product(let factors) = operation,
      let index = factors.firstIndex(where: { $0.rational != nil }),
      let value = factors[index].rational
    else { return nil }
    return (value, factors.indices.filter { $0 != index }.map { factors[$0] })
  }

  /// The LaTeX of the abridged formula where there is something to abridge, else `latex`.
  func shown(otherwise latex: String, variable: String) -> String {
    hasLongNumber ? abridged.latex(variable: variable) : latex
  }
}
