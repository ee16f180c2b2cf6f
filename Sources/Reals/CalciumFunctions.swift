import BigInt
import CFLINT
import Formulas

// Elementary functions in normal forms, so that Calcium recognises equal values:
// - exponentials of positive arguments only: exp(−u) = 1/exp(u);
// - logarithms of numbers without factors that are exponentials: ln(1 + exp(−u)) becomes
//   ln(exp(u) + 1) − u;
// - tanh, sinh, cosh and sigmoid through the exponential, erf and Φ through erfc of positive
//   arguments.

extension CalciumNumber {
  func number(_ value: Rational) -> CalciumNumber { CalciumNumber(value, in: context) }

  /// The sign; throws `reason` when it is not decided.
  func decidedSign(orElse reason: Reason) throws(EvaluationError) -> Int {
    guard let sign = try sign() else { throw .undecided(reason) }
    return sign
  }

  /// exp(self).
  func exponential() throws(EvaluationError) -> CalciumNumber {
    let (powers, rest) = try separatingLogarithms()
    var result = try rest.exponentialOfRest()
    for (base, exponent) in powers { result = try result * base.raised(toRational: exponent) }
    return result
  }

  private func exponentialOfRest() throws(EvaluationError) -> CalciumNumber {
    switch try sign() {
    case 0: return number(1)
    case -1: return try number(1) / (-self).apply(CFLINT_EXP)
    default: return try apply(CFLINT_EXP)
    }
  }

  /// Writes self = Σ qᵢ·ln bᵢ + rest with rational qᵢ and positive bᵢ.
  private func separatingLogarithms() throws(EvaluationError) -> (
    powers: [(base: CalciumNumber, exponent: Rational)], rest: CalciumNumber
  ) {
    var powers: [(base: CalciumNumber, exponent: Rational)] = []
    var rest = self
    guard let fraction = polynomialFraction, let divisor = fraction.denominator.constant,
      try isManifestlyReal()
    else { return ([], self) }
    for term in fraction.numerator.terms {
      guard let index = term.onlyGenerator, let logarithm = generator(at: index),
        logarithm.head == CA_Log, let argument = logarithm.arguments.first,
        let quotient = Rational(term.coefficient, over: divisor), quotient.bitWidth < 64
      else { continue }
      let base = CalciumNumber(copying: argument, in: context)
      guard try base.sign() == 1 else { continue }
      powers.append((base, quotient))
      rest = try rest - number(quotient) * base.apply(CFLINT_LOG)
    }
    return (powers, rest)
  }

  /// ln(self) for a positive number.
  func logarithm() throws(EvaluationError) -> CalciumNumber {
    guard literal == nil, try isManifestlyReal() else { return try apply(CFLINT_LOG) }
    var result = number(0)
    for (factor, exponent) in try factors() {
      let base = try factor.decidedSign(orElse: Reason(.constantSign)) < 0 ? -factor : factor
      result = try result + exponent * base.logarithmOfFactor()
    }
    return result
  }

  private func logarithmOfFactor() throws(EvaluationError) -> CalciumNumber {
    if let generator = soleGenerator, generator.head == CA_Exp,
      let argument = generator.arguments.first
    {
      return CalciumNumber(copying: argument, in: context)
    }
    return try apply(CFLINT_LOG)
  }

  private func factors() throws(EvaluationError) -> [(base: CalciumNumber, exponent: CalciumNumber)]
  {
    let factorization = UnsafeMutablePointer<ca_factor_struct>.allocate(capacity: 1)
    ca_factor_init(factorization, context.pointer)
    defer {
      if !context.isBroken {
        ca_factor_clear(factorization, context.pointer)
        factorization.deallocate()
      }
    }
    try context.guarded { cflint_ca_factor(factorization, pointer, context.pointer, $0) }
    let content = factorization.pointee
    guard let bases = content.base, let exponents = content.exp else { return [] }
    return (0..<content.length).map { index in
      (
        CalciumNumber(copying: bases + index, in: context),
        CalciumNumber(copying: exponents + index, in: context)
      )
    }
  }

  /// The square root of a number that is not negative.
  func squareRoot() throws(EvaluationError) -> CalciumNumber { try apply(CFLINT_SQRT) }

  /// self^exponent for a positive number, the real branch.
  func raised(toRational exponent: Rational) throws(EvaluationError) -> CalciumNumber {
    if let whole = exponent.exactInt { return try raised(to: whole) }
    if let base = literal, let power = base.exactPower(exponent) { return number(power) }
    // Of an integer that is no Int, only the power of 1 is small.
    guard !exponent.isInteger || literal == 1 else {
      throw .undecided(Reason(.numberSize, "\(Self.largestBitWidth)"))
    }
    if exponent.denominator == 2, let odd = Int(exactly: exponent.numerator) {
      return try squareRoot().raised(to: odd)
    }
    return try apply(CFLINT_POWER, number(exponent))
  }

  /// self^exponent, for a number that is not 0 unless the exponent is positive.
  func raised(to exponent: Int) throws(EvaluationError) -> CalciumNumber {
    if exponent == 1 { return self }
    if let base = literal {
      let unit = base.magnitude == 1 || base.isZero
      let bits = UInt(base.bitWidth).multipliedReportingOverflow(by: exponent.magnitude)
      guard unit || (!bits.overflow && bits.partialValue <= Self.largestBitWidth) else {
        throw .undecided(Reason(.numberSize, "\(Self.largestBitWidth)"))
      }
    }
    let representation = cflint_ca_representation(pointer, context.pointer)
    guard
      representation != CFLINT_NUMBER_FIELD || exponent.magnitude <= Self.largestAlgebraicExponent
    else {
      throw .undecided(Reason(.algebraicPower, "\(Self.largestAlgebraicExponent)"))
    }
    return try apply(CFLINT_POWER, number(Rational(exponent)))
  }

  /// Algebraic numbers are not raised to greater powers: these are expanded.
  private static let largestAlgebraicExponent = 20_000

  /// erfc(self) for a positive number, else by reflection; 1 at 0.
  func complementaryErrorFunction() throws(EvaluationError) -> CalciumNumber {
    switch try decidedSign(orElse: Reason(.argumentSign, "erfc")) {
    case 0: number(1)
    case 1: try apply(CFLINT_ERFC)
    default: try number(2) - (-self).apply(CFLINT_ERFC)
    }
  }

  /// The greatest integer that is not above.
  func floor() throws(EvaluationError) -> CalciumNumber {
    if let rational = try rational() { return number(Rational(rational.floor)) }
    for precision in [128, 1024, 16_384] {
      let enclosure = try enclosure(precision: precision).real
      guard arb_rel_accuracy_bits(enclosure.pointer) > 0,
        arf_cmpabs_2exp_si(&enclosure.pointer.pointee.mid, precision) < 0
      else { continue }
      let whole = Ball()
      let integer = FlintInteger()
      arb_floor(whole.pointer, enclosure.pointer, precision)
      if arb_get_unique_fmpz(integer.pointer, whole.pointer) != 0 {
        return number(Rational(integer.value))
      }
      arf_get_fmpz(integer.pointer, &enclosure.pointer.pointee.mid, ARF_RND_NEAR)
      let nearest = number(Rational(integer.value))
      guard let side = try (self - nearest).sign() else { continue }
      return side >= 0 ? nearest : try nearest - number(1)
    }
    throw .undecided(Reason(.floorOfNumber))
  }
}

extension Rational {
  /// self^exponent when it is rational again and small, for positive self.
  func exactPower(_ exponent: Rational) -> Rational? {
    guard let degree = Int(exactly: exponent.denominator), degree < 1000,
      let times = Int(exactly: exponent.numerator), times.magnitude <= 1000, bitWidth <= 10_000,
      let numerator = numerator.exactRoot(degree), let denominator = denominator.exactRoot(degree)
    else { return nil }
    return Rational(numerator, over: denominator)?.power(times)
  }
}

extension BigInt {
  /// The root of that degree when it is an integer, for a positive number.
  fileprivate func exactRoot(_ degree: Int) -> BigInt? {
    let target = FlintInteger()
    let root = FlintInteger()
    store(in: target.pointer)
    return fmpz_root(root.pointer, target.pointer, degree) != 0 ? root.value : nil
  }
}
