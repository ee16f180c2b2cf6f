import FloatFormats
import Formulas
import Foundation
import Reals

/// What a formula is on a half-line toward ±∞, to more than a format can tell: a number, next to nothing,
/// beyond all numbers, or a multiple of a power of the variable.
///
/// Enclosures of a fixed precision lose such values where an inner function grows without bound, as in
/// x·tanh(eˣ), or vanishes, as in √ln(1 + eˣ). Here the formula is compared with its leading term and two
/// neighbours of it; see ``FarComparison``.
struct FarValues: Sendable {
  private enum Level: Sendable {
    case constant(Truth)
    /// The factor and the power of |x|, and on which side of the multiple the values are, if that is known.
    case multiple(Double, power: Double, side: Int?)
  }

  private let inputs: ClosedRange<Double>
  private let level: Level

  /// The values on a half-line for each end of the line, where they are proved.
  static func all(of formula: Formula, format: FloatFormat) -> [FarValues] {
    FarComparison.both(of: formula).compactMap { comparison in
      guard let domain = comparison.startOfDomain,
        let (start, level) = Self.level(comparison, format),
        let inputs = comparison.inputs(from: max(start, domain))
      else { return nil }
      return FarValues(inputs: inputs, level: level)
    }
  }

  /// The true value at `x`; `nil` where it is not known.
  func truth(at x: Double) -> Truth? {
    guard inputs.contains(x) else { return nil }
    switch level {
    case .constant(let truth): return truth
    case .multiple(let factor, let power, let side):
      let nearest = factor * pow(abs(x), power)
      return Truth(
        nearest: nearest, remainder: Double(side ?? 0) * .leastNonzeroMagnitude,
        sign: nearest < 0 ? -1 : 1, isSideKnown: side != nil || !nearest.isPowerOfTwo)
    }
  }

  /// The true value that the inputs from `lower` to `upper` share.
  func truth(from lower: Double, to upper: Double) -> Truth? {
    guard case .constant = level, inputs.contains(upper) else { return nil }
    return truth(at: lower)
  }

  private static func level(
    _ comparison: FarComparison, _ format: FloatFormat
  ) -> (start: Rational, level: Level)? {
    guard let limit = comparison.limit(of: comparison.formula) else { return nil }
    switch limit {
    case .infinite(let sign):
      // From twice the end of the format on; of float64 from where no double is.
      let end = Rational(2).power(format == .float64 ? 1024 : format.maximumExponent + 2)
      if let end, let start = comparison.start(beyond: sign < 0 ? -end : end, sign: sign) {
        let infinity: Double = sign < 0 ? -.infinity : .infinity
        return (start, .constant(Truth(nearest: infinity, remainder: 0)))
      }
      return multiple(comparison, 1, format) ?? multiple(comparison, nil, format)
    case .finite(let number) where number.sign == 0:
      if let multiple = multiple(comparison, nil, format) { return multiple }
      guard let size = Rational(exactly: format.unit(of: 0)), let part = Rational(2).power(-30),
        let (start, side) = comparison.neighbourhood(of: 0, radius: .number(size * part))
      else { return nil }
      return (start, .constant(Truth(nearest: 0, remainder: 0, sign: side)))
    case .finite(let number):
      guard let (start, side) = comparison.neighbourhood(of: number.formula),
        let ball = number.enclosure(digits: 40), let nearest = ball.nearestDouble,
        let rest = BallArithmetic(precision: 160).ulps(of: ball, from: nearest)
      else { return nil }
      let isApart = !rest.containsZero
      let truth = Truth(
        nearest: nearest,
        remainder: isApart ? rest.approximation : Double(side ?? 0) * .leastNonzeroMagnitude,
        sign: number.sign, isSideKnown: isApart || side != nil || !nearest.isPowerOfTwo)
      return (start, .constant(truth))
    }
  }

  /// The multiple of a power of |x| that the formula f approaches, by default of the power lim x·f′/f; in float64 only
  /// of |x| itself and by a power of two, which is exact.
  private static func multiple(
    _ comparison: FarComparison, _ power: Rational?, _ format: FloatFormat
  ) -> (start: Rational, level: Level)? {
    guard let power = power ?? comparison.power, let leading = comparison.size(to: power),
      case .finite(let slope)? = comparison.limit(of: comparison.formula / leading),
      let factor = slope.enclosure(digits: 40)?.nearestDouble, factor != 0,
      format != .float64 || factor.isPowerOfTwo && power == 1,
      let (start, side) = comparison.neighbourhood(of: slope.formula * leading)
    else { return nil }
    return (
      start,
      .multiple(
        factor, power: Double(nearestTo: power), side: factor.isPowerOfTwo ? side : nil)
    )
  }
}
