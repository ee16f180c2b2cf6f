import BigInt
import CFLINT
import Formulas

// Reading FLINT's arf: binary floating-point numbers of unlimited exponent, and ±∞.

extension UnsafePointer<arf_struct> {
  /// Binary exponents beyond this one are not turned into integers.
  private static var exactExponentLimit: Int { 1 << 16 }

  /// The significand and exponent of a finite number, or `nil` when the exponent does not fit.
  private var parts: (significand: BigInt, exponent: Int)? {
    guard arf_is_finite(self) != 0 else { return nil }
    let significand = FlintInteger()
    let exponent = FlintInteger()
    arf_get_fmpz_2exp(significand.pointer, exponent.pointer, self)
    return Int(exactly: exponent.value).map { (significand.value, $0) }
  }

  /// The exact value, or `nil` for ±∞ and for numbers whose digits would fill the memory.
  var rational: Rational? {
    guard let (significand, exponent) = parts,
      exponent.magnitude <= Self.exactExponentLimit
    else { return nil }
    if exponent >= 0 { return Rational(significand << exponent) }
    return Rational(significand, over: BigInt(1) << -exponent)
  }

  /// The value as a decimal of at most `digits` significant digits, rounded down or up.
  func decimal(digits: Int, roundingUp: Bool) -> String {
    if arf_is_inf(self) != 0 { return arf_sgn(self) > 0 ? "inf" : "-inf" }
    if let rational {
      return rational.decimal(significantDigits: digits, rounding: roundingUp ? .up : .down)
    }
    return farDecimal(digits: Swift.max(1, digits), roundingUp: roundingUp)
  }

  /// As `decimal(digits:roundingUp:)`, for magnitudes that are too large or too small for exact
  /// integers; it may be off the best decimal by one unit in the last place, outward.
  private func farDecimal(digits: Int, roundingUp: Bool) -> String {
    let isNegative = arf_sgn(self) < 0
    let isAwayFromZero = roundingUp != isNegative
    let isLarge = arf_cmpabs_2exp_si(self, 0) > 0
    let limit = 1 << 40
    guard arf_cmpabs_2exp_si(self, limit) < 0, arf_cmpabs_2exp_si(self, -limit) > 0 else {
      let sign = isNegative ? "-" : ""
      switch (isLarge, isAwayFromZero) {
      case (true, true): return sign + "inf"
      case (true, false): return sign + "1e300000000000"
      case (false, true): return sign + "1e-300000000000"
      case (false, false): return "0"
      }
    }
    let binaryExponent = arf_abs_bound_lt_2exp_si(self)
    let exponent = Int((Double(binaryExponent) * 0.301029995663981).rounded(.down))
    let precision = 4 * digits + 128
    let shift = digits - 1 - exponent
    let scale = Ball(10)
    arb_pow_ui(scale.pointer, scale.pointer, shift.magnitude, precision)
    let scaled = Ball()
    arf_abs(&scaled.pointer.pointee.mid, self)
    if shift >= 0 {
      arb_mul(scaled.pointer, scaled.pointer, scale.pointer, precision)
    } else {
      arb_div(scaled.pointer, scaled.pointer, scale.pointer, precision)
    }
    let interval = Interval(scaled, precision: precision)
    guard let value = isAwayFromZero ? interval.upperBound : interval.lowerBound else {
      return isAwayFromZero ? (isNegative ? "-inf" : "inf") : "0"
    }
    let whole = isAwayFromZero ? -(-value).floor : value.floor
    // The estimate of the exponent gives one digit more or less than asked; cut outward.
    let cut = BigInt(10).power(Swift.max(0, String(whole).count - digits))
    let rounded = isAwayFromZero ? (whole + cut - 1) / cut : whole / cut
    return DecimalText(
      isNegative: isNegative, significand: rounded.magnitude,
      lastPlace: String(cut).count - 1 - shift, digits: digits
    ).text(droppingZeros: true)
  }
}

extension UnsafeMutablePointer<arf_struct> {
  /// The same number, for reading.
  var reading: UnsafePointer<arf_struct> { UnsafePointer(self) }

  /// Stores the rational number rounded down or up.
  func store(_ value: Rational, precision: Int, roundingUp: Bool) {
    let numerator = FlintInteger()
    let denominator = FlintInteger()
    value.numerator.store(in: numerator.pointer)
    value.denominator.store(in: denominator.pointer)
    let quotient = Ball()
    arf_set_fmpz(&quotient.pointer.pointee.mid, numerator.pointer)
    let divisor = Ball()
    arf_set_fmpz(&divisor.pointer.pointee.mid, denominator.pointer)
    arf_directed_div(
      self, &quotient.pointer.pointee.mid, &divisor.pointer.pointee.mid, precision,
      roundingUp ? 1 : 0)
  }
}
