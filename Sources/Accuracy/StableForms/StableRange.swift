import FloatFormats

/// How far the steps of a stable form may go before they overflow to infinity and NaN.
struct StableRange: Hashable {
  /// Where exp is cut.
  let largestExponent: Double
  /// Where inputs are cut.
  let largestInput: Double

  /// What is tried for a format: cuts far beyond its largest number, or, where double precision has no room
  /// for that, at its end or nowhere.
  static func choices(for format: FloatFormat) -> [StableRange] {
    guard format == .float64 else {
      return [StableRange(largestExponent: 230, largestInput: 0x1p200)]
    }
    return [
      StableRange(largestExponent: .infinity, largestInput: .greatestFiniteMagnitude),
      StableRange(largestExponent: 709.75, largestInput: .greatestFiniteMagnitude),
      StableRange(largestExponent: 230, largestInput: 0x1p200),
    ]
  }
}
