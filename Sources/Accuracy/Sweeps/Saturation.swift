import FloatFormats
import Formulas
import Reals

/// A power of two that a formula approaches toward ±∞, and the side from which.
///
/// The unit in the last place below a power of two is half of that above, and the truth may be nearer to
/// it than any enclosure of a fixed precision tells: 1 − tanh(10⁶) is below 2⁻²⁰⁰⁰⁰⁰⁰. The sign of the
/// difference is known from its leading term on the whole half-line.
struct Saturation: Sendable {
  /// The half-line where the side is known.
  let inputs: ClosedRange<Double>
  /// The power of two, or its negative.
  let level: Double
  /// The sign of the value minus ``level``.
  let side: Int

  /// Those of a formula, one for each end of the line at most.
  static func all(of formula: Formula) -> [Saturation] {
    [1, -1].compactMap { end in
      let exact = ExactArithmetic()
      let direction = TailDirection.infinity(end)
      guard
        case .finite(let limit) = try? TailExpansion.limit(
          of: formula, toward: direction, over: exact),
        let level = limit.rational.flatMap({ Ball(exactly: $0)?.nearestDouble }),
        level.isPowerOfTwo, let number = Rational(exactly: level),
        let (start, side) = TailExpansion.sign(
          of: formula - .number(number), toward: direction, over: exact), side != 0,
        let first = Ball(exactly: start)?.doubleBounds.upperBound
      else { return nil }
      return Saturation(
        inputs: end > 0 ? first ... .infinity : -.infinity ... -first, level: level, side: side)
    }
  }

  /// The true value at the inputs from `lower` to `upper`, which is within 2⁻⁵⁴ of ``level``; `nil`
  /// where its side is not known.
  func truth(from lower: Double, to upper: Double) -> Truth? {
    guard inputs.contains(lower), inputs.contains(upper) else { return nil }
    return Truth(nearest: level, remainder: Double(side) * .leastNonzeroMagnitude)
  }
}

extension Double {
  /// Whether the number is ±2ᵏ.
  var isPowerOfTwo: Bool { isFinite && magnitude.significand == 1 }
}
