import CFLINT
import Formulas

/// A real constant known exactly, or ±∞: what ``ExactArithmetic`` computes with.
///
/// Questions about it have three answers; `nil` means that neither algebra nor enclosures decided.
/// It belongs to the arithmetic that made it and does not cross tasks; formulas do.
public final class ExactReal {
  enum Storage {
    case finite(CalciumNumber)
    case infinite(sign: Int)
  }

  let storage: Storage

  /// The operations that made the value, lightly simplified: a formula without variable whose value
  /// it is.
  public let formula: Formula

  init(_ number: CalciumNumber, formula: @autoclosure () -> Formula) {
    storage = .finite(number)
    self.formula = number.literal.map(Formula.number) ?? formula()
    number.origin = self.formula
  }

  init(infinityOfSign sign: Int) {
    storage = .infinite(sign: sign)
    formula = sign < 0 ? -.constant(.inf) : .constant(.inf)
  }

  /// Whether the value is a real number, not ±∞.
  public var isFinite: Bool { number != nil }

  var number: CalciumNumber? {
    if case .finite(let number) = storage { number } else { nil }
  }

  /// −1, 0 or 1, or `nil` when undecided.
  public var sign: Int? {
    switch storage {
    case .finite(let number): try? number.sign()
    case .infinite(let sign): sign
    }
  }

  /// The value when it is proved to be rational.
  public private(set) lazy var rational: Rational? = number.flatMap { try? $0.rational() }

  /// Whether both are the same number, or `nil` when undecided.
  public func isEqual(to other: ExactReal) -> Bool? {
    signOfDifference(from: other).map { $0 == 0 }
  }

  /// The sign of self − other, with +∞ equal to itself, or `nil` when undecided.
  public func signOfDifference(from other: ExactReal) -> Int? {
    switch (storage, other.storage) {
    case (.finite(let a), .finite(let b)):
      a.context === b.context ? try? (a - b).sign() : nil
    case (.infinite(let a), .infinite(let b)): (a - b).signum()
    case (.infinite(let sign), .finite): sign
    case (.finite, .infinite(let sign)): -sign
    }
  }
}

extension ExactReal {
  /// An enclosure with at least `digits` correct significant decimal digits, or `nil` when 16,384
  /// bits do not reach them (for a zero that is not recognised, or a number too large to reduce).
  public func enclosure(digits: Int) -> Ball? {
    guard let number, digits <= 4000 else { return nil }
    // log₂ 10 < 3.33.
    let needed = max(1, digits) * 333 / 100 + 8
    if let rational { return Ball(rational, precision: needed + 8) }
    var precision = needed + 32
    while precision <= 16_384 {
      guard let ball = try? number.enclosure(precision: precision).real else { return nil }
      if ball.isBounded, ball.relativeAccuracyBits >= needed { return ball }
      if let ball = number.originEnclosure(precision: precision), ball.isBounded,
        ball.relativeAccuracyBits >= needed
      {
        return ball
      }
      precision *= 2
    }
    return nil
  }

  /// The nearest decimal of `digits` significant digits, all of them right, or `nil` when they
  /// cannot be reached; exact and shorter where the expansion ends earlier.
  public func decimal(digits: Int) -> String? {
    if case .infinite(let sign) = storage { return sign < 0 ? "-inf" : "inf" }
    if let rational { return rational.decimal(significantDigits: digits, rounding: .nearest) }
    // The digits may be a long run of 0 or 9, hence the second, finer attempt.
    for extra in [4, 40] {
      if let text = enclosure(digits: digits + extra)?.nearestDecimal(digits: digits) {
        return text
      }
    }
    return nil
  }
}

extension ExactReal: CustomStringConvertible {
  /// A decimal of 20 significant digits, or what kind of value it is.
  public var description: String { decimal(digits: 20) ?? "an exact real number" }
}
