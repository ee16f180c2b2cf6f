import Analysis
import Formulas
import Proofs
import Reals

/// A result of the script at a large argument that needs a word, as templates show it.
struct LargeNote {
  /// The call, such as `GELU(-50)`.
  let call: String
  /// What Python printed.
  let script: String
  /// The true value, where there is one.
  let truth: String?
  /// Whether the argument is outside the domain.
  let isOutside: Bool
  /// Whether the true value is not 0 and below every positive number of the format.
  let isUnderflow: Bool
  /// Whether the cell takes a cube root as a power, so that an exact root is missed.
  let isRoot: Bool

  /// The notes about one function; what the report says of softplus is not repeated.
  static func all(_ function: StudiedFunction, _ section: SectionView) -> [LargeNote] {
    function.largeValues.compactMap { LargeNote($0, function, section) }
  }

  private init?(_ value: LargeValue, _ function: StudiedFunction, _ section: SectionView) {
    let exact = value.exact
    isOutside = function.analysis.domain.contains(Double(value.at)) == false
    isUnderflow = value.script.number == 0 && exact.map(\.isBelowFloats) ?? false
    isRoot =
      function.analysis.function.formula.contains("cbrt(") && exact?.rational != nil
      && value.script.number != exact?.double
    guard isOutside || isUnderflow || isRoot else { return nil }
    call = "\(section.title)(\(value.at))"
    script = "`\(value.script.text)`"
    truth = exact?.latex(significantDigits: 4)
  }
}

extension ExactNumber {
  /// Whether the number is not 0 and less in absolute value than half the least positive float64.
  fileprivate var isBelowFloats: Bool {
    guard let rounded = RoundedDecimal(decimal, significant: 4), !rounded.digits.isEmpty else {
      return false
    }
    return rounded.exponent < -324
  }
}
