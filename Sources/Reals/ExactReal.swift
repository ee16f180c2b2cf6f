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

extension ExactReal: CustomStringConvertible {
  /// A decimal of 20 significant digits, or what kind of value it is.
  public var description: String {
    switch storage {
    case .finite(let number):
      number.literal?.description ?? "an exact real number"
    case .infinite(let sign): sign < 0 ? "-inf" : "inf"
    }
  }
}
