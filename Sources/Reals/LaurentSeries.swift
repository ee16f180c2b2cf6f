import Formulas

/// A truncated series c₀·tᵛ + c₁·tᵛ⁺¹ + … + O(tᵛ⁺ⁿ) for small t > 0, with exact coefficients.
///
/// The leading coefficient is proved not to be zero, unless the series has no coefficients: then it
/// is O(tᵛ), or exactly zero.
struct LaurentSeries {
  /// The exponent of the first coefficient.
  let valuation: Int

  /// The coefficients from ``valuation`` on.
  let coefficients: [ExactReal]

  /// Whether it is the zero function.
  let isZero: Bool

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
  var order: Int { isZero ? .max : valuation + coefficients.count }

  /// The coefficient of tⁿ for a known n, `nil` for a zero one.
  ///
  /// Call it only with `n` below ``order``.
  func coefficient(_ n: Int) -> ExactReal? {
    let index = n - valuation
    return coefficients.indices.contains(index) ? coefficients[index] : nil
  }

  /// tⁿ times the series.
  func shifted(by n: Int) -> LaurentSeries {
    isZero ? self : LaurentSeries(valuation: valuation + n, coefficients: coefficients)
  }
}
