import BigInt

extension FloatFormat {
  /// `y` rounded to the format, to nearest with ties to even; the sign of zero is kept. What is too large
  /// becomes infinity, or NaN in a format without it.
  public func rounding(_ y: Double) -> Double {
    switch self {
    case .float64: return y
    case .float32: return Double(Float(y))
    case .float16, .bfloat16, .float8E4M3, .float8E5M2: break
    }
    guard y.isFinite else { return hasInfinity ? y : .nan }
    guard y != 0 else { return y }
    let exponent = max(Int(y.exponent), minimumExponent)
    let quantum = Double(sign: .plus, exponent: exponent - precision + 1, significand: 1)
    return bounded((y / quantum).rounded(.toNearestOrEven) * quantum)
  }

  /// The value of the format nearest to p/q, ties to even, rounded once; −0 for what is negative and too
  /// small. `q` is positive.
  public func value(nearest p: BigInt, over q: BigInt) -> Double {
    let size = magnitude(nearest: p.magnitude, over: q.magnitude)
    return p.sign == .minus ? -size : size
  }

  /// The unit in the last place of the number `t`, 2^(max(⌊log₂|t|⌋, emin) − p + 1).
  public func unit(of t: Double) -> Double {
    let exponent = t == 0 ? minimumExponent : max(Int(t.exponent), minimumExponent)
    return Double(sign: .plus, exponent: exponent - precision + 1, significand: 1)
  }

  /// The smallest positive normal number.
  public var leastNormal: Double {
    Double(sign: .plus, exponent: minimumExponent, significand: 1)
  }

  /// `rounded`, whose significand is short enough, unless it is too large.
  private func bounded(_ rounded: Double) -> Double {
    let fraction = Double(sign: .plus, exponent: 1 - precision, significand: hasInfinity ? 1 : 2)
    let largest = Double(sign: .plus, exponent: maximumExponent, significand: 2 - fraction)
    guard abs(rounded) > largest else { return rounded }
    return hasInfinity ? (rounded < 0 ? -.infinity : .infinity) : .nan
  }

  private func magnitude(nearest p: BigUInt, over q: BigUInt) -> Double {
    guard !p.isZero else { return 0 }
    // 2^(exponent − 1) < p/q < 2^(exponent + 1); one bit more than the significand has is exact.
    let exponent = p.bitWidth - q.bitWidth
    if exponent > maximumExponent + 2 { return hasInfinity ? .infinity : .nan }
    let least = minimumExponent - precision + 1
    if exponent < least - 3 { return 0 }
    let lastPlace = Swift.max(exponent - precision - 1, least - 1)
    let top = lastPlace < 0 ? p << -lastPlace : p
    let bottom = lastPlace > 0 ? q << lastPlace : q
    let (quotient, remainder) = top.quotientAndRemainder(dividingBy: bottom)
    // Drop what is below the place of the rounded result.
    let places = Swift.max(quotient.bitWidth - precision, least - lastPlace)
    let kept = quotient >> places
    let dropped = quotient - (kept << places)
    let half = BigUInt(1) << (places - 1)
    let isAbove = dropped > half || (dropped == half && !remainder.isZero)
    let isTie = dropped == half && remainder.isZero
    let rounded = kept + (isAbove || (isTie && kept % 2 == 1) ? 1 : 0)
    guard !rounded.isZero else { return 0 }
    return bounded(
      Double(sign: .plus, exponent: lastPlace + places, significand: Double(UInt64(rounded))))
  }
}
