import BigInt
import Formulas

extension Rational {
  /// The exact value of a float64 number; `nil` for NaN and infinities.
  public init?(exactly value: Double) {
    guard value.isFinite else { return nil }
    guard value != 0 else {
      self = 0
      return
    }
    let magnitude = value.significand * 0x1p52
    let significand = BigInt(Int(magnitude))
    let shift = Int(value.exponent) - 52
    let scaled =
      shift >= 0
      ? Rational(significand << shift) : Rational(significand, over: BigInt(1) << -shift)
    guard let scaled else { return nil }
    self = value < 0 ? -scaled : scaled
  }
}
