import BigInt

/// An exact rational number in lowest terms with a positive denominator.
///
/// Decimals in formulas are rationals: `0.1 + 0.2 == 0.3` holds here.
public struct Rational: Hashable, Sendable {
  /// The numerator; it carries the sign.
  public let numerator: BigInt

  /// The denominator, at least 1 and coprime to the numerator.
  public let denominator: BigInt

  /// The quotient in lowest terms, or `nil` when `denominator` is zero.
  public init?(_ numerator: BigInt, over denominator: BigInt) {
    guard !denominator.isZero else { return nil }
    let divisor = Self.divisor(numerator, denominator)
    let sign: BigInt = denominator < 0 ? -1 : 1
    self.init(lowestTerms: sign * numerator / divisor, sign * denominator / divisor)
  }

  /// The quotient in lowest terms, or `nil` when `denominator` is zero.
  public init?(_ numerator: Int, over denominator: Int) {
    self.init(BigInt(numerator), over: BigInt(denominator))
  }

  /// The integer `value`.
  public init(_ value: BigInt) { self.init(lowestTerms: value, 1) }

  /// The integer `value`.
  public init(_ value: Int) { self.init(BigInt(value)) }

  /// The quotient of coprime integers, the second positive.
  init(lowestTerms numerator: BigInt, _ denominator: BigInt) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Whether the denominator is 1.
  public var isInteger: Bool { denominator == 1 }

  /// Whether the value is 0.
  public var isZero: Bool { numerator.isZero }

  /// The value as an `Int` when it is an integer that fits together with its opposite, so that an
  /// exponent can always be negated.
  public var exactInt: Int? {
    guard isInteger, let value = Int(exactly: numerator), value != .min else { return nil }
    return value
  }

  /// −1, 0 or 1.
  public var signum: Int { numerator.isZero ? 0 : (numerator < 0 ? -1 : 1) }

  /// The absolute value.
  public var magnitude: Rational { numerator < 0 ? -self : self }

  /// 1/self, or `nil` for zero.
  public var reciprocal: Rational? { Rational(denominator, over: numerator) }

  /// The greatest integer that is not above the value.
  public var floor: BigInt {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// The larger bit width of numerator and denominator: what arithmetic on it costs.
  public var bitWidth: Int {
    max(numerator.magnitude.bitWidth, denominator.magnitude.bitWidth)
  }

  /// self raised to an integer power, or `nil` for zero to a negative power (and for the least
  /// `Int`); 0⁰ = 1. The result has about `bitWidth` · |exponent| bits: the caller bounds them.
  public func power(_ exponent: Int) -> Rational? {
    if exponent < 0 { return exponent == .min ? nil : reciprocal?.power(-exponent) }
    return Rational(lowestTerms: numerator.power(exponent), denominator.power(exponent))
  }
}

extension Rational: ExpressibleByIntegerLiteral {
  /// The integer `value`.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Rational: Comparable {
  /// Exact comparison.
  public static func < (a: Rational, b: Rational) -> Bool {
    a.numerator * b.denominator < b.numerator * a.denominator
  }

  /// The exact sum.
  public static func + (a: Rational, b: Rational) -> Rational {
    let sum = a.numerator * b.denominator + b.numerator * a.denominator
    return reduced(sum, a.denominator * b.denominator)
  }

  /// The exact difference.
  public static func - (a: Rational, b: Rational) -> Rational { a + -b }

  /// The exact product.
  public static func * (a: Rational, b: Rational) -> Rational {
    reduced(a.numerator * b.numerator, a.denominator * b.denominator)
  }

  /// The exact quotient, or `nil` when `b` is zero.
  public static func / (a: Rational, b: Rational) -> Rational? {
    b.reciprocal.map { a * $0 }
  }

  /// The negative.
  public static prefix func - (a: Rational) -> Rational {
    Rational(lowestTerms: -a.numerator, a.denominator)
  }

  private static func reduced(_ numerator: BigInt, _ positiveDenominator: BigInt) -> Rational {
    if positiveDenominator == 1 { return Rational(numerator) }
    let divisor = divisor(numerator, positiveDenominator)
    return Rational(lowestTerms: numerator / divisor, positiveDenominator / divisor)
  }
}

extension Rational {
  /// The greatest common divisor; one division first makes operands of unequal length cheap for
  /// the binary algorithm.
  private static func divisor(_ a: BigInt, _ b: BigInt) -> BigInt {
    b.greatestCommonDivisor(with: a % b)
  }
}

extension Rational: CustomStringConvertible {
  /// The value as a decimal when that terminates within 100 places, else as
  /// `numerator/denominator`; our parser reads it back to the same value.
  ///
  /// A numerator or denominator of more than 10,000 digits is cut: only its length in bits is
  /// given, and the text is not meant to be read back.
  public var description: String {
    if let writtenDecimal { return writtenDecimal }
    let above = Self.digits(of: numerator)
    return isInteger ? above : "\(above)/\(Self.digits(of: denominator))"
  }

  /// The exact decimal expansion, or `nil` when it does not terminate, has more than 40 digits
  /// after the point or more than 10,000 in all.
  public var decimal: String? { decimal(places: 40) }

  /// The exact decimal expansion in a formula, where a product of two long decimals is one too:
  /// `nil` when it does not terminate, has more than 100 digits after the point or more than 10,000
  /// in all.
  public var writtenDecimal: String? { decimal(places: 100) }

  private func decimal(places limit: Int) -> String? {
    guard bitWidth <= FormulaLimits.numberBits else { return nil }
    if isInteger { return "\(numerator)" }
    // 10ⁿ has less than 3.33·n + 1 bits: a larger denominator is not worth dividing.
    guard denominator.bitWidth <= limit * 10 / 3 + 1 else { return nil }
    var rest = denominator
    var twos = 0
    var fives = 0
    while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
    while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
    let places = max(twos, fives)
    guard rest == 1, places <= limit else { return nil }
    let scaled = (numerator * BigInt(10).power(places) / denominator).magnitude
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return (numerator < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
  }

  private static func digits(of integer: BigInt) -> String {
    let bits = integer.magnitude.bitWidth
    guard bits > FormulaLimits.numberBits else { return "\(integer)" }
    return "\(integer < 0 ? "-" : "")(integer of \(bits) bits)"
  }
}
