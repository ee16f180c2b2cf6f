import BigInt
import CFLINT
import Formulas

/// Where a decimal with few digits lies relative to the number it stands for.
public enum DecimalRounding: Sendable {
  /// Not above the number.
  case down
  /// Not below the number.
  case up
  /// As near as possible; ties go to the even digit.
  case nearest
}

extension Rational {
  /// The value rounded to `digits` significant decimal digits (at least 1), exactly.
  ///
  /// Trailing zeros are kept when digits were lost and dropped when the text is exact: `0.3333`,
  /// `0.6670` for 0.66699…, but `0.5`. Numbers far from 1 are in scientific notation, `1.25e-22`.
  public func decimal(significantDigits digits: Int, rounding: DecimalRounding) -> String {
    decimal(significantDigits: digits, rounding: rounding, keepingZeros: false)
  }

  /// As `decimal(significantDigits:rounding:)`, with all zeros kept on demand.
  func decimal(
    significantDigits digits: Int, rounding: DecimalRounding, keepingZeros: Bool
  ) -> String {
    guard !isZero else { return "0" }
    let digits = Swift.max(1, digits)
    let isNegative = numerator < 0
    let p = numerator.magnitude
    let q = denominator.magnitude
    // log₁₀ 2 = 0.30103…: the estimate of the decimal exponent is off by at most one.
    var exponent = Int((Double(p.bitWidth - q.bitWidth) * 0.301029995663981).rounded(.down))
    let bound = BigUInt(10).power(digits)
    while true {
      let shift = digits - 1 - exponent
      let top = shift > 0 ? p * BigUInt(10).power(shift) : p
      let bottom = shift < 0 ? q * BigUInt(10).power(-shift) : q
      var (quotient, remainder) = top.quotientAndRemainder(dividingBy: bottom)
      if quotient >= bound {
        exponent += 1
        continue
      }
      if quotient * 10 < bound {
        exponent -= 1
        continue
      }
      let isExact = remainder.isZero
      if rounding.increments(quotient, remainder: remainder, of: bottom, isNegative: isNegative) {
        quotient += 1
      }
      return DecimalText(
        isNegative: isNegative, significand: quotient, lastPlace: exponent - digits + 1,
        digits: digits
      ).text(droppingZeros: !keepingZeros && (isExact || rounding != .nearest))
    }
  }
}

extension DecimalRounding {
  /// Whether the magnitude `quotient + remainder/divisor` is to be rounded away from zero.
  fileprivate func increments(
    _ quotient: BigUInt, remainder: BigUInt, of divisor: BigUInt, isNegative: Bool
  ) -> Bool {
    switch self {
    case .down: isNegative && !remainder.isZero
    case .up: !isNegative && !remainder.isZero
    case .nearest:
      remainder * 2 > divisor || (remainder * 2 == divisor && quotient % 2 == 1)
    }
  }
}

/// A decimal number: ± significand · 10^lastPlace, with at least one digit of its significand.
struct DecimalText {
  let isNegative: Bool
  let significand: BigUInt
  let lastPlace: Int
  let digits: Int

  /// Positional where that is short, else scientific.
  func text(droppingZeros: Bool) -> String {
    var figures = Array(String(significand))
    // The exponent of the first figure; rounding up may have made one figure more than asked.
    let exponent = lastPlace + figures.count - 1
    if figures.count > digits { figures.removeLast(figures.count - digits) }
    if droppingZeros {
      while figures.count > 1, figures.last == "0" { figures.removeLast() }
    }
    let sign = isNegative ? "-" : ""
    if exponent < -7 || exponent >= Swift.max(21, digits) {
      let fraction = figures.count > 1 ? "." + figures.dropFirst() : ""
      return "\(sign)\(figures[0])\(fraction)e\(exponent)"
    }
    if exponent < 0 {
      return "\(sign)0." + String(repeating: "0", count: -exponent - 1) + figures
    }
    if figures.count <= exponent + 1 {
      return sign + figures + String(repeating: "0", count: exponent + 1 - figures.count)
    }
    return sign + figures[...exponent] + "." + figures[(exponent + 1)...]
  }
}
