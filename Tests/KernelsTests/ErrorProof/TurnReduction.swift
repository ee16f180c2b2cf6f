import BigInt
import Foundation

@testable import Reals

/// What remains of an argument of sin or cos after whole quarter turns are taken away, in `primitives.inc`.
///
/// x = m·2ᵉ, with m of 53 bits. The table holds 2/π; a window of 256 of its bits, from that of weight 2^(1−e) on, is
/// multiplied with m modulo 4 quarter turns. The bits before the window give multiples of 4; those after it
/// give less than 2⁵³·2⁻²⁵⁴. So the remainder is known to 2⁻²⁰¹. It is never below `least`, so it is known to
/// 2⁻¹³⁰ relative to itself, and f and g are its first 53 bits and the 53 bits after those.
///
/// Source: W. Kahan's search for the argument nearest to a multiple of π/2 (J.-M. Muller, Elementary Functions,
/// 2nd edition, 11.2): the distances |m·α − n| are least at the convergents of α's continued fraction.
struct TurnReduction {
  /// The first 1280 bits of 2/π, as the text has them.
  let twoOverPi: BigInt
  /// The words before them.
  let leadingWords: Int

  init(_ text: String) {
    let table = text.components(separatedBy: "el_two_over_pi[22] = {").last ?? ""
    let words = table.prefix { $0 != "}" }.components(separatedBy: "0x").dropFirst().compactMap {
      piece -> UInt64? in
      let digits = piece.prefix(while: \.isHexDigit)
      return digits.count == 16 ? UInt64(digits, radix: 16) : nil
    }
    leadingWords = words.prefix { $0 == 0 }.count
    twoOverPi = words.reduce(BigInt(0)) { ($0 << 64) + BigInt($1) }
  }

  /// Whether the bits are those of 2/π.
  var isTrue: Bool {
    let arithmetic = BallArithmetic(precision: 1400)
    guard let pi = try? arithmetic.constant(.pi),
      let value = try? arithmetic.quotient(Ball(BigInt(1) << 1281), pi),
      let above = try? arithmetic.sum(value, Ball(-twoOverPi))
    else { return false }
    let bounds = above.doubleBounds
    return leadingWords == 2 && bounds.lowerBound > 0 && bounds.upperBound < 1
  }

  /// A power of two below |x·2/π − n| for every integer n and every x = m·2ᵉ with 0 < m < 2⁵³.
  func least(exponent e: Int) -> Int {
    // α = 2^e·2/π, cut to so many bits that m·α is off by less than 2^(53 + 971 − 1280).
    let one = BigInt(1) << (1280 + max(0, -e))
    var remainders = (one, (e > 0 ? twoOverPi << e : twoOverPi) % one)
    var denominators = (BigInt(0), BigInt(1))
    // Euclid's algorithm: remainders.1 is |q·α − p| in units of 1/one for the convergent p/q, q being denominators.1.
    while true {
      let (quotient, next) = remainders.0.quotientAndRemainder(dividingBy: remainders.1)
      let denominator = denominators.0 + quotient * denominators.1
      // No smaller m comes nearer than the last convergent before.
      if denominator >= BigInt(1) << 53 {
        return remainders.1.magnitude.bitWidth - 1 - (one.magnitude.bitWidth - 1) - 1
      }
      remainders = (remainders.1, next)
      denominators = (denominators.1, denominator)
    }
  }
}
