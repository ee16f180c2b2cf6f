import BigInt
import Formulas

extension Ball {
  /// As ``decimal(digits:)``, also for numbers so large or so small that their exact values would
  /// fill the memory; `nil` beyond 10^(±300,000,000,000).
  public func nearestDecimal(digits: Int) -> String? {
    if let text = decimal(digits: digits) { return text }
    let spare = 8
    guard
      let lower = ScientificDecimal(lowerDecimal(digits: digits + spare))?.rounded(to: digits),
      let upper = ScientificDecimal(upperDecimal(digits: digits + spare))?.rounded(to: digits),
      lower == upper
    else { return nil }
    return lower
  }
}

/// A decimal in scientific notation, `-1.25e-22`.
private struct ScientificDecimal {
  let significand: Rational
  let exponent: Int

  /// The parts of such a text, or `nil` for texts without an exponent.
  init?(_ text: String) {
    let parts = text.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]),
      let point = BigInt(parts[0].filter { $0 != "." })
    else { return nil }
    let places = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
    guard let significand = Rational(point, over: BigInt(10).power(places)) else { return nil }
    self.significand = significand
    self.exponent = exponent
  }

  /// The nearest decimal of `digits` significant digits.
  func rounded(to digits: Int) -> String? {
    let text = significand.decimal(
      significantDigits: digits, rounding: .nearest, keepingZeros: true)
    guard text.drop(while: { $0 == "-" }).hasPrefix("10") else { return "\(text)e\(exponent)" }
    // Rounded up to the next power of ten.
    let zeros = digits > 1 ? "." + String(repeating: "0", count: digits - 1) : ""
    return "\(text.hasPrefix("-") ? "-" : "")1\(zeros)e\(exponent + 1)"
  }
}
