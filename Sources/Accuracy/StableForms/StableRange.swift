import FloatFormats
import Formulas

/// How far the steps of a stable form may go before they overflow to infinity and NaN.
struct StableRange: Hashable {
  /// Where exp is cut.
  let largestExponent: Double
  /// Where inputs are cut.
  let largestInput: Double

  /// What is tried of a formula for a format: cuts far beyond its largest number, or, where double precision has
  /// no room for that, at its end or nowhere.
  static func choices(for format: FloatFormat, of formula: Formula) -> [StableRange] {
    let far = StableRange(largestExponent: 230, largestInput: 0x1p200)
    guard format == .float64 else {
      // A root brings a larger number back.
      return formula.takesHighRoots
        ? [far, StableRange(largestExponent: 700, largestInput: 0x1p200)] : [far]
    }
    return [
      StableRange(largestExponent: .infinity, largestInput: .greatestFiniteMagnitude),
      StableRange(largestExponent: 709.75, largestInput: .greatestFiniteMagnitude), far,
    ]
  }
}

extension Formula {
  /// Whether a root above the second, or a power below 1/2, is taken.
  fileprivate var takesHighRoots: Bool {
    switch operation {
    case .apply(.cbrt, _): return true
    case .power(_, let exponent):
      if let power = exponent.rational, !power.isInteger, power.magnitude + power.magnitude < 1 {
        return true
      }
    default: break
    }
    return operation.children.contains { $0.takesHighRoots }
  }
}
