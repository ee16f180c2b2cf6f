import BigInt
import CFLINT
import Formulas

extension Ball {
  /// Formulas without variable whose values lie in the ball, the simplest family first: numbers
  /// that are rational or quadratic, such numbers times π, logarithms of them, and square roots
  /// p·√q, √(p/π) of them.
  ///
  /// They are guesses, for a ball of about 40 digits hardly ever wrong; whoever uses one proves it.
  /// A ball with fewer than 15 digits gives none.
  public func closedFormCandidates() -> [Formula] {
    let bits = Swift.min(relativeAccuracyBits, 400)
    guard isBounded, bits >= 50, let magnitude = exponentSize, magnitude < 64 else {
      return isExact ? exactRational.map { [.number($0)] } ?? [] : []
    }
    let precision = bits + 32
    let pi = Ball { arb_const_pi($0, precision) }
    var guesses: [Formula] = []
    if let value = algebraicGuess(bits: bits) { guesses.append(value) }
    let overPi = Ball { arb_div($0, pointer, pi.pointer, precision) }
    if let value = overPi.algebraicGuess(bits: bits) { guesses.append(.multipleOfPi(value)) }
    let exponential = Ball { arb_exp($0, pointer, precision) }
    if let value = exponential.algebraicGuess(bits: exponential.relativeAccuracyBits) {
      guesses.append(.apply(.ln, value))
    }
    let square = Ball { arb_sqr($0, pointer, precision) }
    if let root = square.algebraicGuess(bits: bits) {
      guesses.append(signed(.apply(.sqrt, root)))
    }
    let squareTimesPi = Ball { arb_mul($0, square.pointer, pi.pointer, precision) }
    if let value = squareTimesPi.algebraicGuess(bits: bits)?.rational {
      guesses.append(signed(.apply(.sqrt, .number(value) / .constant(.pi))))
    }
    return guesses
  }

  /// The magnitude of the base-2 exponent, or `nil` when the ball contains 0.
  private var exponentSize: Int? {
    guard !containsZero else { return nil }
    let exponent = FlintInteger()
    arf_abs_bound_lt_2exp_fmpz(exponent.pointer, &pointer.pointee.mid)
    return Int(exactly: exponent.value.magnitude)
  }

  private func signed(_ positive: Formula) -> Formula { sign.upperBound < 0 ? -positive : positive }

  /// A number that is rational or quadratic, in the ball, with coefficients so short that
  /// coincidence is unlikely.
  private func algebraicGuess(bits: Int) -> Formula? {
    guard bits >= 50, isBounded else { return nil }
    let complex = UnsafeMutablePointer<acb_struct>.allocate(capacity: 1)
    let algebraic = UnsafeMutablePointer<qqbar_struct>.allocate(capacity: 1)
    acb_init(complex)
    qqbar_init(algebraic)
    defer {
      acb_clear(complex)
      qqbar_clear(algebraic)
      complex.deallocate()
      algebraic.deallocate()
    }
    acb_set_arb(complex, pointer)
    for degree in 1...2 {
      // The d + 1 coefficients may carry two thirds of the information.
      let limit = bits * 2 / (3 * (degree + 1))
      guard qqbar_guess(algebraic, complex, degree, limit, 0, bits + 32) != 0,
        qqbar_degree(algebraic) == degree
      else { continue }
      return Formula(quadratic: algebraic)
    }
    return nil
  }
}

extension Formula {
  fileprivate init?(quadratic value: UnsafeMutablePointer<qqbar_struct>) {
    let (a, b, c, q) = (FlintInteger(), FlintInteger(), FlintInteger(), FlintInteger())
    cflint_quadratic_integers(a.pointer, b.pointer, c.pointer, q.pointer, value)
    if b.value.isZero || c.value.isZero {
      guard let rational = Rational(a.value, over: q.value) else { return nil }
      self = .number(rational)
    } else {
      guard c.value > 0 else { return nil }
      self = .quadratic(a: a.value, b: b.value, c: c.value, q: q.value)
    }
  }

  /// p·π, written p·π/q for fractions.
  fileprivate static func multipleOfPi(_ factor: Formula) -> Formula {
    guard let value = factor.rational else { return simplifiedProduct(factor, .constant(.pi)) }
    return simplifiedQuotient(
      simplifiedProduct(.number(Rational(value.numerator)), .constant(.pi)),
      .number(Rational(value.denominator)))
  }
}
