import FloatFormats
import Formulas
import Reals

/// Where the exponential function leaves a float format.
public struct ExponentialThreshold: Codable, Hashable, Sendable {
  /// The format: `float64`, `float32`, `float16` or `bfloat16`.
  public var format: String
  /// exp overflows for arguments above this: the logarithm of the least number that is rounded to
  /// infinity.
  public var overflow: ExactNumber
  /// 1 + exp(z) is rounded to 1 for z up to this: −p·ln 2 with p bits of precision.
  public var absorption: ExactNumber

  /// The formats of practice, in the order of ``FloatFormats/FloatFormat``.
  static let all = FloatFormat.arithmetic.compactMap { ExponentialThreshold($0) }

  /// The thresholds of `format`, or `nil` if their digits could not be computed.
  init?(_ format: FloatFormat) {
    let overflow = Formula.apply(.ln, .number(Rational(format.overflowThreshold)))
    let absorption = -(Formula.number(Rational(format.precision)) * .apply(.ln, 2))
    guard let overflow = ExactNumber(enclosing: overflow),
      let absorption = ExactNumber(enclosing: absorption)
    else { return nil }
    (self.format, self.overflow, self.absorption) = (format.rawValue, overflow, absorption)
  }
}

extension ExactNumber {
  /// The value of a constant formula as an enclosure far narrower than its 20 digits.
  fileprivate init?(enclosing constant: Formula) {
    let balls = BallArithmetic(precision: 256)
    guard let ball = try? balls.evaluate(constant, at: balls.number(0)) else { return nil }
    self.init(enclosedBy: ball)
  }
}
