import Calculus
import Formulas

extension TailExpansion {
  /// The lower and the upper limit of a bounded oscillation, exactly; both are the limit where there
  /// is one.
  ///
  /// It decides functions that are linear in sin(u) and cos(u), or quadratic without linear part,
  /// where u is continuous and tends to infinity and the coefficients converge. The angle u then
  /// takes every value again and again. Others, and functions that are not proved to be defined up
  /// to the end, give `nil`.
  public static func limitRange(
    of formula: Formula, toward direction: TailDirection, over exact: ExactArithmetic
  ) -> (lower: ExactReal, upper: ExactReal)? {
    guard startOfDomain(of: formula, toward: direction, over: exact) != nil,
      formula.nodeCount <= TailSearch.largestNormalForm,
      let form = NormalForm(formula.substituting(direction.argument)),
      let oscillation = Oscillation(form, over: exact)
    else { return nil }
    return try? oscillation.range(over: exact)
  }
}

/// A polynomial in sin(u) and cos(u) with constant coefficients, up to what tends to 0.
private struct Oscillation {
  /// The powers of sin(u) and cos(u) in a term.
  struct Powers: Hashable {
    var sine = 0
    var cosine = 0
  }

  private var coefficients: [Powers: ExactReal] = [:]

  /// `nil` where there are several angles, or a coefficient does not converge.
  init?(_ form: NormalForm, over exact: ExactArithmetic) {
    var angle: Formula?
    var groups: [Powers: LaurentPolynomial] = [:]
    for (monomial, coefficient) in form.numerator.terms {
      var powers = Powers()
      var rest = LaurentPolynomial(coefficient)
      for (kernel, exponent) in monomial {
        guard case .apply(let function, let u) = kernel.operation,
          function == .sin || function == .cos, Self.tendsToInfinity(u, over: exact)
        else {
          rest = rest.multiplied(by: .init(kernel: kernel, exponent: exponent), limit: .max) ?? rest
          continue
        }
        guard angle == nil || angle == u, exponent > 0 else { return nil }
        angle = u
        if function == .sin { powers.sine += exponent } else { powers.cosine += exponent }
      }
      groups[powers] = (groups[powers] ?? LaurentPolynomial(0)) + rest
    }
    for (powers, polynomial) in groups {
      let coefficient = polynomial.formula / form.denominator.formula
      guard
        case .finite(let limit)? = try? TailExpansion.limit(
          of: coefficient, toward: .plusInfinity, over: exact),
        let sign = limit.sign
      else { return nil }
      if sign != 0 { coefficients[powers] = limit }
    }
  }

  /// Whether u tends to infinity, and does so without switches and oscillation: then it is
  /// continuous towards the end.
  private static func tendsToInfinity(_ u: Formula, over exact: ExactArithmetic) -> Bool {
    var search = TailSearch(of: u, toward: .plusInfinity, over: exact)
    let answer = try? search.first { expansion throws(EvaluationError) in
      guard case .infinite = try expansion.limit() else { return false }
      return !expansion.isOscillating
    }
    return answer == true
  }

  func range(
    over exact: ExactArithmetic
  ) throws(EvaluationError) -> (lower: ExactReal, upper: ExactReal)? {
    let zero = try exact.number(0)
    func coefficient(_ sine: Int, _ cosine: Int) -> ExactReal {
      coefficients[Powers(sine: sine, cosine: cosine)] ?? zero
    }
    let used = Set(coefficients.keys.map { $0.sine + $0.cosine }).subtracting([0])
    var center = coefficient(0, 0)
    var (a, b) = (coefficient(1, 0), coefficient(0, 1))
    switch used {
    case [], [1]: break
    case [2]:
      // With sin² replaced by 1 − cos²: c·cos² + d·sin·cos = c/2 + (c·cos 2u + d·sin 2u)/2.
      guard coefficients[Powers(sine: 2, cosine: 0)] == nil else { return nil }
      let two = try exact.number(2)
      a = try exact.quotient(coefficient(0, 2), two)
      b = try exact.quotient(coefficient(1, 1), two)
      center = try exact.sum(center, a)
    default: return nil
    }
    let square = try exact.sum(exact.product(a, a), exact.product(b, b))
    let amplitude = try exact.apply(.sqrt, square)
    return (
      try exact.sum(center, exact.negative(amplitude)), try exact.sum(center, amplitude)
    )
  }
}
