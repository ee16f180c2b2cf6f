import FloatFormats
import Formulas
import Reals

/// A number that a formula approaches toward ±∞, and the side from which.
///
/// The unit in the last place below a power of two is half of that above, what is below the threshold of overflow
/// is finite, and the truth may be nearer to such a number than any enclosure of a fixed precision tells: 1 − tanh(10⁶) is below 2⁻²⁰⁰⁰⁰⁰⁰. The sign of the
/// difference is known from its leading term on the whole half-line.
struct Saturation: Sendable {
  /// The half-line where the side is known.
  let inputs: ClosedRange<Double>
  /// The number, a double.
  let level: Double
  /// The sign of the value minus ``level``.
  let side: Int

  /// Those of a formula, one for each end of the line at most.
  static func all(of formula: Formula) -> [Saturation] {
    FarComparison.both(of: formula).compactMap { comparison in
      guard case .finite(let limit)? = comparison.limit(of: formula), let number = limit.rational
      else { return nil }
      let level = Double(nearestTo: number)
      guard level != 0, Rational(exactly: level) == number,
        let (start, side) = comparison.sign(minus: .number(number)), side != 0,
        let inputs = comparison.inputs(from: start)
      else { return nil }
      return Saturation(inputs: inputs, level: level, side: side)
    }
  }

  /// The true value at the inputs from `lower` to `upper`, which is within 2⁻⁵⁴ of ``level``; `nil`
  /// where its side is not known.
  func truth(from lower: Double, to upper: Double) -> Truth? {
    guard inputs.contains(lower), inputs.contains(upper) else { return nil }
    return Truth(nearest: level, remainder: Double(side) * .leastNonzeroMagnitude)
  }
}

extension FloatFormat {
  /// ``overflowThreshold`` as a double; infinite in float64, where no double is that number.
  var thresholdOfOverflow: Double {
    guard self != .float64 else { return .infinity }
    let half = Double(sign: .plus, exponent: maximumExponent - precision, significand: 1)
    // Of units of the last binade E4M3 lacks one, which is that of NaN.
    let end = Double(sign: .plus, exponent: maximumExponent + 1, significand: 1)
    return end - (hasInfinity ? half : 3 * half)
  }

  /// Whether it matters on which side of a double the truth is, however near: the unit is another one below ±2ᵏ, and
  /// the threshold of overflow parts finite results from infinite ones.
  func isEdge(_ x: Double) -> Bool {
    x.isFinite && (x.magnitude.significand == 1 || x.magnitude == thresholdOfOverflow)
  }
}
