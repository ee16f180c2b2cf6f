import FloatFormats

extension FloatFormat {
  /// `y` rounded to the format, to nearest with ties to even; subnormals and infinities included.
  public func rounding(_ y: Double) -> Double {
    guard self != .float64, y.isFinite, y != 0 else { return y }
    let exponent = max(Int(y.exponent), minimumExponent)
    let quantum = Double(sign: .plus, exponent: exponent - precision + 1, significand: 1)
    let rounded = (y / quantum).rounded(.toNearestOrEven) * quantum
    let limit = Double(sign: .plus, exponent: maximumExponent + 1, significand: 1)
    return abs(rounded) >= limit ? (y < 0 ? -.infinity : .infinity) : rounded
  }

  /// The unit in the last place of the true value `t`.
  func unit(of t: Double) -> Double {
    let exponent = t == 0 ? minimumExponent : max(Int(t.exponent), minimumExponent)
    return Double(sign: .plus, exponent: max(exponent - precision + 1, -1074), significand: 1)
  }
}
