import Calculus
import Formulas
import Reals

/// What a number is that is known by enclosures only.
///
/// No enclosure shows that two numbers are equal. But an even function takes the same value at both
/// of two opposite zeros of its derivative, and one zero may have been found by two searches.
indirect enum NumberOrigin {
  /// The only zero of the function in the interval.
  case zero(of: Formula, in: ClosedRange<Rational>)
  /// The value of the function, which is analytic there, at the point.
  case value(of: Formula, at: RealValue)

  /// What −a is; `nil` where that is not told.
  var negative: NumberOrigin? {
    switch self {
    case .zero: nil
    case .value(let function, let point): .value(of: -function, at: point)
    }
  }
}

extension PointArithmetic {
  /// Whether two numbers are equal by their origins; `false` means "not shown".
  func haveOneOrigin(_ a: RealValue, _ b: RealValue) -> Bool {
    guard case .enclosed(let x) = a, case .enclosed(let y) = b,
      case .value(let f, let first)? = x.origin, case .value(let g, let second)? = y.origin
    else { return areOneZero(a, b, isMirrored: false) }
    if isSamePlace(first, second, isMirrored: false), f.isIdentical(to: g) { return true }
    return isSamePlace(first, second, isMirrored: true)
      && f.isIdentical(to: g.substituting(-.x))
  }

  /// Whether a = b, or a = −b.
  private func isSamePlace(_ a: RealValue, _ b: RealValue, isMirrored: Bool) -> Bool {
    guard case .exact(let x) = a, case .exact(let y) = b else {
      return areOneZero(a, b, isMirrored: isMirrored)
    }
    guard isMirrored else { return (try? compare(x, y)) == 0 }
    return (try? exact.negative(y)).map { (try? compare(x, $0)) == 0 } ?? false
  }

  /// Whether a = b, or a = −b, since a is the only zero of a function in an interval, and b another
  /// zero of it there.
  private func areOneZero(_ a: RealValue, _ b: RealValue, isMirrored: Bool) -> Bool {
    guard case .enclosed(let x) = a, case .enclosed(let y) = b,
      case .zero(let f, let place)? = x.origin, case .zero(let g, _)? = y.origin,
      let bounds = y.interval(bits: 256), let lower = bounds.lowerBound,
      let upper = bounds.upperBound
    else { return false }
    guard
      isMirrored
        ? place.contains(-upper) && place.contains(-lower)
        : place.contains(lower) && place.contains(upper)
    else { return false }
    let other = isMirrored ? g.substituting(-.x) : g
    return f.isIdentical(to: other) || f.isIdentical(to: -other)
  }
}
