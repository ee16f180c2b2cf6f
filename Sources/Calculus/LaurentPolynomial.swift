import Formulas

/// A polynomial with rational coefficients in finitely many kernels (the variable, exp(x), π, …),
/// with exponents that may be negative.
public struct LaurentPolynomial: Hashable, Sendable {
  /// A product of powers of kernels; no exponent is 0.
  public typealias Monomial = [Formula: Int]

  /// The coefficients that are not zero.
  public private(set) var terms: [Monomial: Rational]

  /// The constant polynomial.
  public init(_ value: Rational) { terms = value.isZero ? [:] : [[:]: value] }

  /// One kernel.
  public init(kernel: Formula, exponent: Int = 1) {
    terms = exponent == 0 ? [[:]: 1] : [[kernel: exponent]: 1]
  }

  private init(terms: [Monomial: Rational]) { self.terms = terms.filter { !$0.value.isZero } }

  /// Whether it is the zero polynomial.
  public var isZero: Bool { terms.isEmpty }

  /// The value of a constant polynomial.
  public var constant: Rational? {
    if terms.isEmpty { return 0 }
    return terms.count == 1 ? terms[[:]] : nil
  }

  /// The inverse of a polynomial with a single term.
  public var monomialInverse: LaurentPolynomial? {
    guard terms.count == 1, let (monomial, coefficient) = terms.first,
      let inverse = coefficient.reciprocal
    else { return nil }
    return LaurentPolynomial(terms: [monomial.mapValues { -$0 }: inverse])
  }

  /// The sum.
  public static func + (a: LaurentPolynomial, b: LaurentPolynomial) -> LaurentPolynomial {
    LaurentPolynomial(terms: a.terms.merging(b.terms, uniquingKeysWith: +))
  }

  /// The negative.
  public static prefix func - (a: LaurentPolynomial) -> LaurentPolynomial {
    LaurentPolynomial(terms: a.terms.mapValues { -$0 })
  }

  /// The product, or `nil` when it would have more than `limit` products of terms.
  public func multiplied(by other: LaurentPolynomial, limit: Int) -> LaurentPolynomial? {
    guard terms.count * other.terms.count <= limit else { return nil }
    var result: [Monomial: Rational] = [:]
    for (left, a) in terms {
      for (right, b) in other.terms {
        let monomial = left.merging(right, uniquingKeysWith: +).filter { $0.value != 0 }
        result[monomial, default: 0] = result[monomial, default: 0] + a * b
      }
    }
    return LaurentPolynomial(terms: result)
  }

  /// One term with its kernels in a fixed order.
  public struct Term: Sendable {
    /// The kernels and their exponents.
    public let factors: [(kernel: Formula, exponent: Int)]
    /// The rational coefficient.
    public let coefficient: Rational
    fileprivate let key: String

    fileprivate init(_ monomial: Monomial, _ coefficient: Rational) {
      var keyed: [(key: String, kernel: Formula, exponent: Int)] = []
      for (kernel, exponent) in monomial { keyed.append((kernel.text(), kernel, exponent)) }
      keyed.sort { $0.key < $1.key }
      factors = keyed.map { (kernel: $0.kernel, exponent: $0.exponent) }
      key = keyed.map { "\($0.key)^\($0.exponent)" }.joined(separator: "*")
      self.coefficient = coefficient
    }
  }

  /// The terms in a fixed order, for printing and for canonical signs.
  public var sortedTerms: [Term] {
    terms.map { Term($0.key, $0.value) }.sorted { $0.key < $1.key }
  }

  /// The polynomial as a formula.
  public var formula: Formula {
    let summands = sortedTerms.map { term -> Formula in
      let powers = term.factors.map { $0.kernel.raised(to: .number(Rational($0.exponent))) }
      return Formula(.product([.number(term.coefficient)] + powers)).simplified
    }
    return summands.isEmpty ? 0 : Formula(.sum(summands + [0])).simplified
  }
}
