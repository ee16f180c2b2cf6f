import BigInt

/// A decimal literal before its value is computed.
struct NumberLiteral {
  /// The digits, without leading zeros.
  private let digits: ArraySlice<UInt8>
  /// The value is the digits, as an integer, times ten to this power.
  private let exponent: Int

  /// The literal with ASCII `digits`, of which `fractionCount` are after the point, times ten to
  /// the power `exponent` (saturated to ±10⁹ by the caller).
  init(digits: [UInt8], fractionCount: Int, exponent: Int) {
    var significant = digits.drop { $0 == UInt8(ascii: "0") }
    var scale = exponent - fractionCount
    while significant.last == UInt8(ascii: "0"), scale < 0 {
      significant.removeLast()
      scale += 1
    }
    self.digits = significant
    self.exponent = significant.isEmpty ? 0 : scale
  }

  /// Decimal digits of the larger of numerator and denominator, before reduction.
  var digitCount: Int { max(digits.count + max(0, exponent), 1 - exponent) }

  /// The exact value. The caller has checked ``digitCount``.
  var value: Rational {
    let integer = Self.integer(digits)
    if exponent >= 0 { return Rational((integer * BigInt(5).power(exponent)) << exponent) }
    // Trailing zeros are gone, so only powers of 2 or only powers of 5 can cancel.
    var numerator = integer
    var places = (twos: -exponent, fives: -exponent)
    let twos = min(numerator.trailingZeroBitCount, places.twos)
    numerator >>= twos
    places.twos -= twos
    while places.fives > 0 {
      let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: 5)
      guard remainder.isZero else { break }
      numerator = quotient
      places.fives -= 1
    }
    return Rational(
      lowestTerms: numerator, BigInt(5).power(places.fives) << places.twos)
  }

  private static func integer(_ digits: ArraySlice<UInt8>) -> BigInt {
    if digits.count <= 18 { return BigInt(digits.reduce(0) { 10 * $0 + Int($1) - 48 }) }
    let split = digits.startIndex + digits.count / 2
    let low = digits[split...]
    return integer(digits[..<split]) * BigInt(10).power(low.count) + integer(low)
  }
}
