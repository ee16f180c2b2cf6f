import FloatFormats
import Formulas
import Reals

/// What a formula is on a half-line toward ±∞, to more than a format can tell: a number, next to nothing,
/// beyond all numbers, or a multiple of a power of the variable.
///
/// Enclosures of a fixed precision lose such values where an inner function grows without bound, as in
/// x·tanh(eˣ), or vanishes, as in √ln(1 + eˣ). Here the formula is compared with its leading term and two
/// neighbours of it; see ``FarComparison``.
struct FarValues {
  private enum Level {
    case constant(Truth)
    /// A multiple of a power of |x|, and on which side of it the values are, if that is known.
    case multiple(PreparedFormulas<BallArithmetic>, side: Int?)
  }

  private let format: FloatFormat
  private let inputs: ClosedRange<Double>
  private let level: Level

  /// The values on a half-line for each end of the line, where they are proved.
  static func all(of formula: Formula, format: FloatFormat) -> [FarValues] {
    FarComparison.both(of: formula).compactMap { comparison in
      guard let domain = comparison.startOfDomain,
        let (start, level) = Self.level(comparison, format),
        let inputs = comparison.inputs(from: max(start, domain))
      else { return nil }
      return FarValues(format: format, inputs: inputs, level: level)
    }
  }

  /// The true value at `x`; `nil` where it is not known.
  func truth(at x: Double) -> Truth? {
    guard inputs.contains(x) else { return nil }
    switch level {
    case .constant(let truth): return truth
    case .multiple(let leading, let side):
      guard let at = Ball(exactly: x) else { return nil }
      var evaluation = leading.evaluation(at: at)
      return (try? evaluation.value(ofFormula: 0)).flatMap {
        Truth(beside: $0, side: side, in: format)
      }
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
      return multiple(comparison, 1) ?? multiple(comparison, nil)
    case .finite(let number) where number.sign == 0:
      if let multiple = multiple(comparison, nil) { return multiple }
      guard let size = Rational(exactly: format.unit(of: 0)), let part = Rational(2).power(-30),
        let (start, side) = comparison.neighbourhood(of: 0, radius: .number(size * part))
      else { return nil }
      return (start, .constant(Truth(nearest: 0, remainder: 0, sign: side)))
    case .finite(let number):
      guard let (start, side) = comparison.neighbourhood(of: number.formula),
        let truth = number.enclosure(digits: 40).flatMap({
          Truth(
            beside: $0, side: Self.side(of: number, $0.approximation, with: side), in: format)
        })
      else { return nil }
      return (start, .constant(truth))
    }
  }

  /// The side of a double on which the values beside a number are, on that side of it, if that follows.
  private static func side(of number: ExactReal, _ double: Double, with side: Int?) -> Int? {
    guard let exact = number.rational, let nearest = Rational(exactly: double), let side else {
      return nil
    }
    let offset = exact == nearest ? 0 : exact < nearest ? -1 : 1
    return offset * side < 0 ? nil : offset == 0 ? side : offset
  }

  /// The multiple of a power of |x| that the formula f approaches, by default of the power lim x·f′/f.
  private static func multiple(
    _ comparison: FarComparison, _ power: Rational?
  ) -> (start: Rational, level: Level)? {
    guard let power = power ?? comparison.power, let size = comparison.size(to: power),
      case .finite(let factor)? = comparison.limit(of: comparison.formula / size), factor.sign != 0
    else { return nil }
    let leading = factor.formula * size
    return comparison.neighbourhood(of: leading).map {
      let prepared = PreparedFormulas([leading], over: BallArithmetic(precision: 160))
      return ($0.start, .multiple(prepared, side: $0.side))
    }
  }
}

extension Truth {
  /// A value that is within a part of 2⁻⁸⁰ of the number in `ball`, which is not 0, on a side that may be known.
  fileprivate init?(beside ball: Ball, side: Int?, in format: FloatFormat) {
    let nearest = ball.approximation
    guard nearest != 0, let rest = BallArithmetic(precision: 160).ulps(of: ball, from: nearest)
    else {
      return nil
    }
    let isApart = !rest.containsZero
    let isFar = isApart && abs(rest.approximation) > 0x1p-20
    self.init(
      nearest: nearest,
      remainder: isApart ? rest.approximation : Double(side ?? 0) * .leastNonzeroMagnitude,
      sign: nearest < 0 ? -1 : 1,
      isSideKnown: !format.isEdge(nearest) || isFar || !isApart && side != nil)
  }
}
