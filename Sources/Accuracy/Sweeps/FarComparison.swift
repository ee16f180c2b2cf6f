import Formulas
import Reals

/// Compares a formula with others toward one end of the line: each difference has one sign, which is
/// proved, on a whole half-line.
struct FarComparison {
  /// The formula.
  let formula: Formula
  /// 1 toward +∞, −1 toward −∞.
  private let end: Int
  private let exact = ExactArithmetic()

  private var direction: TailDirection { .infinity(end) }

  /// The comparisons toward both ends.
  static func both(of formula: Formula) -> [FarComparison] {
    [1, -1].map { FarComparison(formula: formula, end: $0) }
  }

  private init(formula: Formula, end: Int) { (self.formula, self.end) = (formula, end) }

  /// The numbers of the half-line that begins at `start`; `nil` where that has too many digits.
  func inputs(from start: Rational) -> ClosedRange<Double>? {
    guard let first = Ball(exactly: start)?.doubleBounds.upperBound else { return nil }
    return end > 0 ? first ... .infinity : -.infinity ... -first
  }

  /// The limit of x·f′/f: the power of |x| that the formula f is a multiple of far out, if it is one.
  var power: Rational? {
    guard case .finite(let order)? = limit(of: .x * formula.derivative / formula),
      let power = order.rational, power.denominator <= 4, power.magnitude <= 16
    else { return nil }
    return power
  }

  /// |x| to a power, or `nil` to the power 0.
  func size(to power: Rational) -> Formula? {
    let size = end > 0 ? Formula.x : -.x
    return power.isZero ? nil : power == 1 ? size : size.raised(to: .number(power))
  }

  /// Where the half-line begins on which the formula is proved to be defined.
  var startOfDomain: Rational? {
    TailExpansion.startOfDomain(of: formula, toward: direction, over: exact)
  }

  func limit(of other: Formula) -> ExtendedReal? {
    try? TailExpansion.limit(of: other, toward: direction, over: exact)
  }

  /// Where the half-line begins on which the formula minus `other` has one sign, and that sign.
  func sign(minus other: Formula) -> (start: Rational, sign: Int)? {
    TailExpansion.sign(of: other == 0 ? formula : formula - other, toward: direction, over: exact)
  }

  /// The half-lines on which `formula` is proved to rise or to fall, with the sign of its derivative.
  static func directions(of formula: Formula) -> [(inputs: ClosedRange<Double>, sign: Int)] {
    zip(both(of: formula), both(of: formula.derivative)).compactMap { values, slopes in
      // Without an expansion of the formula itself, as of ⌊x⌋, its derivative tells nothing of jumps.
      guard values.limit(of: formula) != nil, let start = values.startOfDomain,
        let end = slopes.startOfDomain,
        let slope = slopes.sign(minus: 0), slope.sign != 0,
        let inputs = values.inputs(from: max(start, end, slope.start))
      else { return nil }
      return (inputs, slope.sign)
    }
  }

  /// Where the half-line begins on which the formula is beyond `end`, seen from 0.
  func start(beyond end: Rational, sign: Int) -> Rational? {
    guard let found = self.sign(minus: .number(end)), found.sign == sign else { return nil }
    return found.start
  }

  /// Where the half-line begins on which the formula is within `radius`, by default a part of 2⁻⁸⁰, of
  /// `leading`, and the side on which it is, 0 if it is the same; `nil` where that is not known.
  func neighbourhood(
    of leading: Formula, radius: Formula? = nil
  ) -> (start: Rational, side: Int?)? {
    let part = Rational(2).power(-80).map { Formula.number($0) }
    guard let radius = radius ?? part.map({ $0 * leading }),
      let below = sign(minus: leading - radius), let above = sign(minus: leading + radius),
      below.sign * above.sign < 0
    else { return nil }
    let side = sign(minus: leading)
    let starts = [below.start, above.start, side?.start ?? 0]
    return starts.max().map { ($0, side?.sign) }
  }
}
