import Formulas

/// A truncated series c₀·tᵛ + c₁·tᵛ⁺¹ + … + O(tᵛ⁺ⁿ) for small t > 0, with exact coefficients.
///
/// The leading coefficient is proved not to be zero, unless the series has no coefficients: then it
/// is O(tᵛ), or exactly zero.
public struct LaurentSeries {
  /// The exponent of the first coefficient.
  public let valuation: Int

  /// The coefficients from ``valuation`` on.
  public let coefficients: [ExactReal]

  /// Whether it is the zero function.
  public let isZero: Bool

  init(valuation: Int, coefficients: [ExactReal]) {
    self.valuation = valuation
    self.coefficients = coefficients
    isZero = false
  }

  private init() {
    valuation = 0
    coefficients = []
    isZero = true
  }

  static var zero: LaurentSeries { LaurentSeries() }

  /// The exponent of the first term that is not known; `Int.max` for the zero function.
  public var order: Int { isZero ? .max : valuation + coefficients.count }

  /// The coefficient of tⁿ for a known n, `nil` for a zero one.
  ///
  /// Call it only with `n` below ``order``.
  public func coefficient(_ n: Int) -> ExactReal? {
    let index = n - valuation
    return coefficients.indices.contains(index) ? coefficients[index] : nil
  }

  /// tⁿ times the series.
  func shifted(by n: Int) -> LaurentSeries {
    isZero ? self : LaurentSeries(valuation: valuation + n, coefficients: coefficients)
  }
}
