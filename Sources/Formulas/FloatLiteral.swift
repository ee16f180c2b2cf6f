import BigInt

/// Rational numbers as literals of languages that compute in float64.
enum FloatLiteral {
  /// The number as an integer, a decimal or a quotient `p/q`, exact up to the one rounding that
  /// the language does; `nil` when it overflows float64.
  static func text(_ value: Rational) -> String? {
    let exactlyRepresented = 53
    if value.bitWidth <= exactlyRepresented { return value.description }
    if let decimal = value.decimal, decimal.utf8.count <= 40 {
      return value.isInteger ? decimal + ".0" : decimal
    }
    return scientific(value)
  }

  /// The value to 40 significant digits, cut off.
  private static func scientific(_ value: Rational) -> String? {
    let digits = 40
    let numerator = BigInt(value.numerator.magnitude)
    let bits = numerator.magnitude.bitWidth - value.denominator.magnitude.bitWidth
    // Decimal exponent of the value, up to one.
    let estimate = Int((Double(bits) * 0.30102999566).rounded(.down))
    guard estimate < 310 else { return nil }
    guard estimate > -400 else { return "0.0" }
    let shift = digits - estimate
    let scaled =
      shift >= 0
      ? numerator * BigInt(10).power(shift) / value.denominator
      : numerator / (value.denominator * BigInt(10).power(-shift))
    let text = String(scaled)
    let exponent = text.count - 1 - shift
    guard exponent < 309 else { return nil }
    let sign = value.signum < 0 ? "-" : ""
    return "\(sign)\(text.prefix(1)).\(text.dropFirst().prefix(digits - 1))e\(exponent)"
  }
}
