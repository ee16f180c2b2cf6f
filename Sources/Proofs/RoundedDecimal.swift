import Formulas
import Reals

/// A decimal number rounded to a number of significant digits, for people to read.
public struct RoundedDecimal: Hashable, Sendable {
  /// Whether the number is negative.
  public let isNegative: Bool
  /// The significant digits, without zeros at either end; empty for 0.
  public let digits: String
  /// The power of ten of the first digit.
  public let exponent: Int

  /// How digits are cut off.
  public enum Rounding: Sendable {
    /// To the nearest number, from the middle away from zero.
    case nearest
    /// Away from zero.
    case up
  }

  /// `text` (a decimal, perhaps with an exponent) rounded to `significant` digits, or `nil` if it
  /// is not a finite decimal.
  public init?(_ text: String, significant: Int, rounding: Rounding = .nearest) {
    let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2, significant > 0 else { return nil }
    var shift = 0
    if parts.count == 2 {
      guard let exponent = Int(parts[1]), exponent.magnitude < 1 << 40 else { return nil }
      shift = exponent
    }
    var mantissa = first
    isNegative = mantissa.first == "-"
    if mantissa.first == "-" || mantissa.first == "+" { mantissa = mantissa.dropFirst() }
    let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = halves.first, halves.count <= 2, !mantissa.isEmpty,
      mantissa.allSatisfy({ $0 == "." || ($0.isASCII && $0.isNumber) })
    else { return nil }
    var all = mantissa.compactMap(\.wholeNumberValue)
    var place = whole.count - 1 + shift
    while all.first == 0 {
      all.removeFirst()
      place -= 1
    }
    if all.count > significant {
      let rest = all[significant...]
      let roundsUp =
        switch rounding {
        case .nearest: all[significant] >= 5
        case .up: rest.contains { $0 != 0 }
        }
      all.removeLast(all.count - significant)
      if roundsUp, Self.increment(&all) { place += 1 }
    }
    while all.last == 0 { all.removeLast() }
    digits = all.map(String.init).joined()
    exponent = all.isEmpty ? 0 : place
  }

  /// Adds one unit in the last place; true if that makes a new leading digit.
  private static func increment(_ digits: inout [Int]) -> Bool {
    for index in digits.indices.reversed() {
      if digits[index] < 9 {
        digits[index] += 1
        return false
      }
      digits[index] = 0
    }
    digits.insert(1, at: 0)
    return true
  }

  /// The number that the digits name.
  public var rational: Rational? {
    guard !digits.isEmpty else { return 0 }
    guard let significand = Rational(decimalDigits: digits[...]),
      let scale = Rational(10).power(exponent - digits.count + 1)
    else { return nil }
    return isNegative ? -significand * scale : significand * scale
  }

  /// LaTeX: a plain decimal, or a power of ten for very small and very large numbers.
  public var latex: String {
    let sign = isNegative && !digits.isEmpty ? "-" : ""
    if digits.isEmpty { return "0" }
    if exponent < -4 || exponent > 8 {
      let rest = digits.dropFirst()
      let mantissa = rest.isEmpty ? digits : "\(digits.prefix(1)).\(rest)"
      return "\(sign)\(mantissa) \\cdot 10^{\(exponent)}"
    }
    if exponent < 0 {
      return "\(sign)0.\(String(repeating: "0", count: -exponent - 1))\(digits)"
    }
    if digits.count <= exponent + 1 {
      return "\(sign)\(digits)\(String(repeating: "0", count: exponent + 1 - digits.count))"
    }
    return "\(sign)\(digits.prefix(exponent + 1)).\(digits.dropFirst(exponent + 1))"
  }
}

extension ExactNumber {
  /// LaTeX of the decimal value rounded to `significantDigits`.
  public func latex(significantDigits: Int) -> String {
    switch decimal {
    case "inf": "+\\infty"
    case "-inf": "-\\infty"
    default: RoundedDecimal(decimal, significant: significantDigits)?.latex ?? decimal
    }
  }
}

extension RoundedDecimal {
  /// Plain text: a plain decimal, or `e` and an exponent for very small and very large numbers.
  public var text: String { latex.replacing(" \\cdot 10^{", with: "e").replacing("}", with: "") }
}
