import BigInt

/// An exact rational number whose denominator is a power of 2 times a power of a fixed base.
///
/// Sums and products of such numbers are of the same kind, so that nothing is ever reduced to
/// lowest terms. The base is a common denominator of all fractions of a certificate.
struct ExactNumber {
  /// What all numbers of a check share: the base and its powers.
  final class Base {
    let value: BigInt
    private var powers: [BigInt] = [1]

    init(_ value: BigInt) { self.value = value }

    func power(_ exponent: Int) -> BigInt {
      while powers.count <= exponent { powers.append(powers[powers.count - 1] * value) }
      return powers[exponent]
    }
  }

  /// numerator · 2^shift / base^divisions.
  private var numerator: BigInt
  private var shift: Int
  private var divisions: Int
  let base: Base

  private init(_ numerator: BigInt, shift: Int, divisions: Int, _ base: Base) {
    self.numerator = numerator
    self.shift = shift
    self.divisions = divisions
    self.base = base
  }

  /// An integer.
  init(integer value: BigInt, _ base: Base) { self.init(value, shift: 0, divisions: 0, base) }

  /// A finite floating-point number, exactly.
  init(_ value: Double, _ base: Base) {
    guard value != 0, value.isFinite else {
      self.init(integer: 0, base)
      return
    }
    let width = value.significandWidth
    let significand = value.significand * Double(sign: .plus, exponent: width, significand: 1)
    let magnitude = BigInt(Int(significand))
    self.init(
      value < 0 ? -magnitude : magnitude, shift: Int(value.exponent) - width, divisions: 0, base)
  }

  /// A fraction whose denominator divides the base.
  init(_ fraction: Fraction, _ base: Base) {
    if fraction.denominator == 1 {
      self.init(integer: fraction.numerator, base)
    } else {
      self.init(
        fraction.numerator * (base.value / fraction.denominator), shift: 0, divisions: 1, base)
    }
  }

  /// 0.
  static func zero(_ base: Base) -> ExactNumber { ExactNumber(integer: 0, base) }

  var isZero: Bool { numerator.isZero }
  /// −1, 0 or 1.
  var sign: Int { numerator.isZero ? 0 : (numerator < 0 ? -1 : 1) }
  var magnitude: ExactNumber { sign < 0 ? -self : self }
  /// Half of it.
  var half: ExactNumber {
    ExactNumber(numerator, shift: shift - 1, divisions: divisions, base)
  }

  static prefix func - (a: ExactNumber) -> ExactNumber {
    ExactNumber(-a.numerator, shift: a.shift, divisions: a.divisions, a.base)
  }

  static func * (a: ExactNumber, b: ExactNumber) -> ExactNumber {
    if a.isZero || b.isZero { return .zero(a.base) }
    return ExactNumber(
      a.numerator * b.numerator, shift: a.shift + b.shift, divisions: a.divisions + b.divisions,
      a.base)
  }

  static func + (a: ExactNumber, b: ExactNumber) -> ExactNumber {
    if a.isZero { return b }
    if b.isZero { return a }
    let shift = min(a.shift, b.shift)
    let divisions = max(a.divisions, b.divisions)
    return ExactNumber(
      a.scaled(shift, divisions) + b.scaled(shift, divisions), shift: shift, divisions: divisions,
      a.base)
  }

  private func scaled(_ shift: Int, _ divisions: Int) -> BigInt {
    var result = numerator
    if divisions > self.divisions { result *= base.power(divisions - self.divisions) }
    return self.shift > shift ? result << (self.shift - shift) : result
  }

  static func - (a: ExactNumber, b: ExactNumber) -> ExactNumber { a + -b }
  static func += (a: inout ExactNumber, b: ExactNumber) { a = a + b }

  static func < (a: ExactNumber, b: ExactNumber) -> Bool {
    if a.sign != b.sign { return a.sign < b.sign }
    return (a - b).sign < 0
  }
  static func <= (a: ExactNumber, b: ExactNumber) -> Bool { !(b < a) }
  static func > (a: ExactNumber, b: ExactNumber) -> Bool { b < a }
  static func >= (a: ExactNumber, b: ExactNumber) -> Bool { !(a < b) }

  /// The less of two.
  static func least(_ a: ExactNumber, _ b: ExactNumber) -> ExactNumber { b < a ? b : a }
  /// The greater of two.
  static func greatest(_ a: ExactNumber, _ b: ExactNumber) -> ExactNumber { a < b ? b : a }

  /// A number that is at least the square root of this one, which is not negative, and above it by
  /// a relative error of at most 2^−100.
  var squareRootAbove: ExactNumber {
    guard sign > 0 else { return .zero(base) }
    // √(n·2^s/B^k) = √(n·2^s·B^k)/B^k; the radicand is an integer times an even power of 2.
    var radicand = numerator * base.power(divisions)
    var exponent = shift
    let extra = max(0, 220 - radicand.bitWidth)
    radicand <<= extra
    exponent -= extra
    if exponent % 2 != 0 {
      radicand <<= 1
      exponent -= 1
    }
    let root = radicand.squareRoot() + 1
    return ExactNumber(root, shift: exponent / 2, divisions: divisions, base)
  }
}

extension ExactNumber {
  /// A `Double` that is not above the number, and near it; `nil` beyond the range of `Double`.
  var doubleBelow: Double? {
    guard sign != 0 else { return 0 }
    // 80 bits of the quotient, rounded toward zero.
    let denominator = base.power(divisions)
    let extra = max(0, 80 + denominator.bitWidth - numerator.magnitude.bitWidth)
    let quotient = (numerator << extra) / denominator
    let places = max(0, quotient.magnitude.bitWidth - 62)
    guard let top = Int(exactly: quotient >> places) else { return nil }
    var result = Double(sign: .plus, exponent: places + shift - extra, significand: Double(top))
    while result.isFinite, ExactNumber(result, base) > self { result = result.nextDown }
    return result.isFinite ? result : nil
  }

  /// Two `Double`s whose sum is not above the number, and very near it.
  var pairBelow: (Double, Double)? {
    guard let first = doubleBelow, let second = (self - ExactNumber(first, base)).doubleBelow else {
      return nil
    }
    return (first, second)
  }

  /// Two `Double`s whose sum is not below the number, and very near it.
  var pairAbove: (Double, Double)? { (-self).pairBelow.map { (-$0.0, -$0.1) } }

  /// The sum of two `Double`s.
  init(_ pair: (Double, Double), _ base: Base) {
    self = ExactNumber(pair.0, base) + ExactNumber(pair.1, base)
  }
}

/// A fraction as it is written in a certificate: `3`, `-1/100`.
struct Fraction: Hashable {
  let numerator: BigInt
  let denominator: BigInt

  /// Reads digits with an optional sign and an optional `/` and digits, 2,000 characters at most;
  /// `nil` for anything else and for a zero denominator.
  init?(_ text: String) {
    guard text.count <= 2000 else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let numerator = BigInt(parts[0]) else { return nil }
    var denominator: BigInt = 1
    if parts.count == 2 {
      guard let value = BigInt(parts[1]), value > 0 else { return nil }
      denominator = value
    }
    self.numerator = numerator
    self.denominator = denominator
  }
}
