import BigInt
import CFLINT
import Formulas

// Reading how Calcium represents a number.

extension CalciumNumber {
  /// A polynomial in the generators of a number's field.
  struct Polynomial {
    /// A coefficient and an exponent for each generator.
    struct Term {
      let coefficient: BigInt
      let exponents: [UInt]

      /// The index of the generator when the term is linear in it and free of the others.
      var onlyGenerator: Int? {
        guard exponents.reduce(0, { $0 &+ $1 }) == 1 else { return nil }
        return exponents.firstIndex(of: 1)
      }
    }

    let terms: [Term]

    /// The value of a polynomial without generators.
    var constant: BigInt? {
      guard terms.count <= 1 else { return nil }
      guard let term = terms.first else { return 0 }
      return term.exponents.allSatisfy { $0 == 0 } ? term.coefficient : nil
    }
  }

  /// A generator of a number's field.
  struct Generator {
    let pointer: UnsafeMutablePointer<ca_ext_struct>

    var head: calcium_func_code { cflint_generator_head(pointer) }

    var arguments: [UnsafePointer<ca_struct>] {
      (0..<cflint_generator_argument_count(pointer)).compactMap {
        cflint_generator_argument(pointer, $0)
      }
    }
  }

  /// Polynomials with more terms than this are not read.
  private static let longestPolynomial = 200

  /// The number as a fraction of polynomials, unless it is rational, an element of a number field,
  /// or too long.
  var polynomialFraction: (numerator: Polynomial, denominator: Polynomial)? {
    guard cflint_ca_representation(pointer, context.pointer) == CFLINT_FRACTION,
      let numerator = polynomial(denominator: false),
      let denominator = polynomial(denominator: true)
    else { return nil }
    return (numerator, denominator)
  }

  private func polynomial(denominator: Bool) -> Polynomial? {
    let count = cflint_ca_term_count(pointer, denominator, context.pointer)
    guard count <= Self.longestPolynomial else { return nil }
    let generators = cflint_ca_generator_count(pointer)
    let coefficient = FlintInteger()
    return Polynomial(
      terms: (0..<count).map { index in
        var exponents = [UInt](repeating: 0, count: generators)
        cflint_ca_term(
          coefficient.pointer, &exponents, pointer, denominator, index, context.pointer)
        return Polynomial.Term(coefficient: coefficient.value, exponents: exponents)
      })
  }

  /// The generator at `index` of a fraction.
  func generator(at index: Int) -> Generator? {
    guard index < cflint_ca_generator_count(pointer) else { return nil }
    return cflint_ca_generator(pointer, index).map(Generator.init)
  }

  /// The generator that the number is.
  var soleGenerator: Generator? {
    guard let fraction = polynomialFraction, fraction.denominator.constant == 1,
      fraction.numerator.terms.count == 1, let term = fraction.numerator.terms.first,
      term.coefficient == 1, let index = term.onlyGenerator
    else { return nil }
    return generator(at: index)
  }
}
