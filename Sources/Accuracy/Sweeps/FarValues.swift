import FloatFormats
import Formulas
import Reals

/// What a formula is on a half-line toward ±∞, to more than a format can tell: a number, next to nothing,
/// beyond all numbers, or a multiple of the variable.
///
/// Enclosures of a fixed precision lose such values where an inner function grows without bound, as in
/// x·tanh(eˣ), or vanishes, as in √ln(1 + eˣ). Here the formula is compared with its leading term and two
/// neighbours of it; see ``FarComparison``.
struct FarValues: Sendable {
  private enum Level: Sendable {
    case constant(Truth)
    /// The factor of the variable, and on which side of the multiple the values are.
    case multiple(Double, side: Int)
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
    case .multiple(let factor, let side):
      return Truth(nearest: factor * x, remainder: Double(side) * .leastNonzeroMagnitude)
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
      return multiple(comparison, format)
    case .finite(let number) where number.sign == 0:
      guard let size = Rational(exactly: format.unit(of: 0)), let part = Rational(2).power(-30),
        let (start, side) = comparison.neighbourhood(of: 0, radius: .number(size * part))
      else { return nil }
      // Of float64 no double is so small.
      let least = format == .float64 ? 0 : Double.leastNonzeroMagnitude
      return (start, .constant(Truth(nearest: Double(side) * least, remainder: 0)))
    case .finite(let number):
      guard let (start, side) = comparison.neighbourhood(of: number.formula),
        let ball = number.enclosure(digits: 40), let nearest = ball.nearestDouble,
        let back = Ball(exactly: -nearest),
        let rest = try? BallArithmetic(precision: 160).sum(ball, back)
      else { return nil }
      let remainder =
        rest.containsZero ? Double(side) * .leastNonzeroMagnitude : rest.approximation
      return (start, .constant(Truth(nearest: nearest, remainder: remainder)))
    }
  }

  /// The multiple of the variable that the formula approaches; in float64 only by a power of two, which is
  /// exact.
  private static func multiple(
    _ comparison: FarComparison, _ format: FloatFormat
  ) -> (start: Rational, level: Level)? {
    guard case .finite(let slope)? = comparison.limit(of: comparison.formula / .x),
      let factor = slope.enclosure(digits: 40)?.nearestDouble, factor != 0,
      format != .float64 || factor.isPowerOfTwo,
      let (start, side) = comparison.neighbourhood(of: slope.formula * .x)
    else { return nil }
    return (start, .multiple(factor, side: factor.isPowerOfTwo ? side : 0))
  }
}
