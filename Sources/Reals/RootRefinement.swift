import BigInt
import Formulas

extension RootFinder {
  /// A narrower interval around a simple root: narrow enough to give the root to `digits`
  /// significant digits, or to 10^(−2·`digits`) absolutely when the root may be 0.
  ///
  /// By interval Newton steps X ∩ (m − f(m)/f′(X)), and bisection where they do not help. An exact
  /// root is returned as it is. Returns the best interval found when the precision or the steps do
  /// not suffice, and always one that contains the root.
  public func refine(_ root: IsolatedRoot, digits: Int) -> ClosedRange<Rational> {
    guard root.kind == .simple else { return root.location }
    let digits = Swift.min(Swift.max(1, digits), 10_000)
    let points = PointSign(of: function, precision: precision)
    // The sign changes at a simple root, so that one end, where the function is defined, tells both.
    guard
      let lowerSign = points.sign(at: root.location.lowerBound)
        ?? points.sign(at: root.location.upperBound).map({ -$0 })
    else { return root.location }
    var location = root.location
    var working = 64
    var steps = 0
    while !isNarrow(location, digits: digits), steps < 64 + 8 * digits {
      steps += 1
      if let newton = newtonStep(location, precision: working) {
        let isQuadratic = newton.width * 16 < location.width
        let helps = newton.width * 2 < location.width
        location = newton
        if isQuadratic { working = Swift.min(2 * working, 8 * digits + 128) }
        if helps { continue }
      }
      working = Swift.min(2 * working, 8 * digits + 128)
      guard let half = bisected(location, lowerSign: lowerSign, points) else { break }
      location = half
    }
    return location
  }

  private func isNarrow(_ location: ClosedRange<Rational>, digits: Int) -> Bool {
    let unit = Rational(10).power(-digits) ?? 0
    let straddles = location.lowerBound.signum != location.upperBound.signum
    let size = Swift.min(location.lowerBound.magnitude, location.upperBound.magnitude)
    if !straddles, location.width * 2 <= size * unit { return true }
    return location.width <= unit * unit
  }

  private func newtonStep(
    _ location: ClosedRange<Rational>, precision: Int
  ) -> ClosedRange<Rational>? {
    let arithmetic = IntervalArithmetic(precision: precision)
    let x = Interval(location.lowerBound, location.upperBound, precision: precision)
    let middle = Enclosure(x.midpoint)
    guard let slopes = try? arithmetic.evaluate(derivative, at: Enclosure(x)),
      slopes.decoration == .continuous, !slopes.interval.containsZero,
      let value = try? arithmetic.evaluate(function, at: middle),
      let step = try? arithmetic.quotient(value, slopes),
      let target = try? arithmetic.sum(middle, arithmetic.negative(step)),
      let lower = target.interval.lowerBound, let upper = target.interval.upperBound
    else { return nil }
    let least = Swift.max(lower, location.lowerBound)
    let greatest = Swift.min(upper, location.upperBound)
    // A proved root cannot leave both intervals: an empty common part would be a broken contract.
    return least <= greatest ? least...greatest : nil
  }

  private func bisected(
    _ location: ClosedRange<Rational>, lowerSign: Int, _ points: PointSign
  ) -> ClosedRange<Rational>? {
    for eighths in [4, 3] {
      let cut = location.point(eighths)
      guard let sign = points.sign(at: cut) else { continue }
      if sign == 0 { return cut...cut }
      return sign == lowerSign ? cut...location.upperBound : location.lowerBound...cut
    }
    return nil
  }
}

extension ClosedRange<Rational> {
  /// The distance of the ends.
  var width: Rational { upperBound - lowerBound }
}
