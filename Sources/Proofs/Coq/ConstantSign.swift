import Analysis
import Formulas
import Reals

/// The sign of a number.
enum ConstantSign {
  case negative, zero, positive
}

extension Formula {
  /// The value of a formula without the variable that is a rational number, such as 2 − 2.
  var constantRational: Rational? {
    if let rational { return rational }
    return containsVariable ? nil : ExactNumber(exactly: self)?.rational
  }

  /// The sign of a formula without the variable; `nil` with it, and where no value or sign is proved.
  var constantSign: ConstantSign? {
    guard !containsVariable, let value = ExactNumber(exactly: self), value.isFinite else {
      return nil
    }
    if let rational = value.rational {
      return rational.signum == 0 ? .zero : rational.signum < 0 ? .negative : .positive
    }
    // The enclosure of an irrational number, as far as it says so.
    let bounds = value.enclosure.compactMap(Double.init)
    guard bounds.count == 2 else { return nil }
    return bounds[0] > 0 ? .positive : bounds[1] < 0 ? .negative : nil
  }
}

extension ExactNumber {
  /// Whether the numbers are known to differ: equal ones may have two forms, as |erf(1)| and erf(1) do.
  func isApart(from other: ExactNumber) -> Bool {
    guard self != other else { return false }
    if let value = rational, let number = other.rational { return value != number }
    guard isFinite, other.isFinite else { return true }
    let bounds = [enclosure, other.enclosure].map { $0.compactMap(Double.init) }
    guard bounds.allSatisfy({ $0.count == 2 }) else { return true }
    return bounds[0][1] < bounds[1][0] || bounds[1][1] < bounds[0][0]
  }
}
