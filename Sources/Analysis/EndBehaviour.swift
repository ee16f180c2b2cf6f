import Calculus
import Formulas
import Reals

/// What an analytic function that oscillates does towards +∞ or −∞.
struct EndBehaviour {
  let points: PointArithmetic
  let function: Formula
  /// 1 for +∞, −1 for −∞.
  let direction: Int

  /// The powers of the variable by which the function may grow.
  private static let growth = 0...3

  private var end: TailDirection { .infinity(direction) }

  /// The limits inferior and superior, or `nil` where they are not known.
  ///
  /// If f(x)/|x|ⁿ has the finite limits l < 0 and u > 0, or both of one sign, then those of f for
  /// n > 0 are the infinities of these signs.
  var limits: (inferior: ExtendedReal, superior: ExtendedReal)? {
    for power in Self.growth {
      let scale = Formula(.power(.number(Rational(direction)) * .x, .number(Rational(power))))
      let scaled = power == 0 ? function : (function / scale).simplified
      guard let range = TailExpansion.limitRange(of: scaled, toward: end, over: points.exact)
      else { continue }
      if power == 0 { return (.finite(range.lower), .finite(range.upper)) }
      guard let lower = range.lower.sign, let upper = range.upper.sign, lower != 0, upper != 0
      else { return nil }
      return (.infinite(sign: lower), .infinite(sign: upper))
    }
    return nil
  }

  /// A number that no value beyond the distance `start` from 0 exceeds.
  func upperBound(beyond start: Rational) -> Rational? {
    let expansion = try? TailExpansion(
      of: function, toward: end, terms: 4, from: start, over: points.exact)
    guard let range = try? expansion?.range() else { return nil }
    return range.upperBound
  }

  /// Whether no half-line is known on which the function has one sign.
  var hasNoSign: Bool {
    TailExpansion.sign(of: function, toward: end, over: points.exact) == nil
  }
}
