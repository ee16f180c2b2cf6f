import BigInt

/// Bounds on the exact values of constant subexpressions, found without computing them.
///
/// `9^9^9^9` is a short text whose exact value fills any memory; exact arithmetic is safe for the
/// formulas that pass ``check(_:at:)``.
enum ExactSize {
  /// Throws unless the exact values of all constant subexpressions together have at most a million
  /// bits.
  static func check(_ formula: Formula, at range: Range<Int>) throws(SyntaxError) {
    guard bits(of: formula) <= FormulaLimits.exactBits else {
      throw SyntaxError(
        "a constant in the formula has more than a million bits; it is too large to be exact",
        at: range)
    }
  }

  /// An upper bound on the bits of numerator and denominator of a constant's exact value, a
  /// generator such as π counted as one bit; of a formula with the variable, the sum of those of
  /// its parts.
  static func bits(of formula: Formula) -> Double {
    switch formula.operation {
    case .variable: return 0
    case .number(let value): return Double(value.bitWidth)
    case .constant: return 1
    case .power(let base, let exponent) where !base.containsVariable:
      let bits = bits(of: base)
      let exponentBits = Self.bits(of: exponent)
      if exponent.containsVariable { return bits + exponentBits }
      if let value = smallValue(of: base), value.isZero || value.magnitude == 1 { return 1 }
      guard let value = smallValue(of: exponent) else {
        // Not a rational number, unless it is one too large to compute here.
        return isRational(exponent) ? .infinity : bits + exponentBits
      }
      return max(bits, bits * approximateMagnitude(value)) + exponentBits
    case let operation:
      return operation.children.reduce(1) { $0 + bits(of: $1) }
    }
  }

  /// The exact value of a constant built from numbers by arithmetic, when no intermediate result
  /// has more than 4,096 bits.
  static func smallValue(of formula: Formula) -> Rational? {
    let value: Rational?
    switch formula.operation {
    case .number(let number): value = number
    case .negation(let f): value = smallValue(of: f).map { -$0 }
    case .sum(let all): value = fold(all, from: 0, by: +)
    case .product(let all): value = fold(all, from: 1, by: *)
    case .quotient(let f, let g):
      guard let a = smallValue(of: f), let b = smallValue(of: g) else { return nil }
      value = a / b
    case .power(let f, let g):
      guard let base = smallValue(of: f), let exponent = smallValue(of: g)?.exactInt,
        base.isZero || base.magnitude == 1
          || Double(base.bitWidth) * abs(Double(exponent)) <= 8192
      else { return nil }
      value =
        base.magnitude == 1 && exponent != 0
        ? (base == 1 || exponent % 2 == 0 ? 1 : -1)
        : base.isZero && exponent > 0 ? 0 : base.power(exponent)
    default: return nil
    }
    return value.flatMap { $0.bitWidth <= 4096 ? $0 : nil }
  }

  private static func fold(
    _ formulas: [Formula], from start: Rational, by combine: (Rational, Rational) -> Rational
  ) -> Rational? {
    var result = start
    for formula in formulas {
      guard let value = smallValue(of: formula) else { return nil }
      result = combine(result, value)
      guard result.bitWidth <= 4096 else { return nil }
    }
    return result
  }

  /// Whether the constant is built by arithmetic from numbers alone.
  private static func isRational(_ formula: Formula) -> Bool {
    switch formula.operation {
    case .number: true
    case .negation, .sum, .product, .quotient, .power:
      formula.operation.children.allSatisfy(isRational)
    default: false
    }
  }

  /// |value| from above, within a factor of 4.
  private static func approximateMagnitude(_ value: Rational) -> Double {
    let difference = value.numerator.magnitude.bitWidth - value.denominator.magnitude.bitWidth
    guard difference < 64 else { return .infinity }
    if let integer = value.exactInt { return abs(Double(integer)) }
    var result = 1.0
    for _ in 0..<max(0, difference + 1) { result *= 2 }
    return result
  }
}
