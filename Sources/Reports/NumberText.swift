import Accuracy
import Calculus
import Formulas
import Foundation
import Proofs
import Reals

/// A number that is not known, in a table.
let unknownLatex = "\\text{—}"

extension ExactNumber? {
  /// LaTeX for a table; a dash where nothing is known.
  var tableLatex: String { self?.tableLatex ?? unknownLatex }
}

extension ExactNumber {
  /// LaTeX for a table: a short exact decimal as such, else ten significant digits.
  var tableLatex: String { tableLatex(digits: 10) }

  /// LaTeX for a table: a short exact decimal as such, else as many significant digits.
  func tableLatex(digits: Int) -> String {
    if let rational, let decimal = rational.decimal, decimal.count <= 12 { return decimal }
    return latex(significantDigits: digits)
  }

  /// The nearest float64 number that the decimal names.
  var double: Double? { Double(decimal) }
}

extension PrintedDouble {
  /// All its digits in LaTeX; a dash where it is not finite.
  var latex: String { value.isFinite ? value.latex : unknownLatex }
}

extension Double {
  /// All digits that identify the number, in LaTeX.
  var latex: String { RoundedDecimal("\(self)", significant: 17)?.latex ?? "\\text{\(self)}" }

  /// The number rounded to `significant` digits, in LaTeX.
  func latex(significant: Int) -> String {
    RoundedDecimal("\(self)", significant: significant)?.latex ?? "\\text{\(self)}"
  }
}

extension ExactNumber {
  /// The difference, where it is known not to be 0.
  func minus(_ other: ExactNumber) -> ExactNumber? {
    if let a = rational, let b = other.rational { return a == b ? nil : ExactNumber(a - b) }
    guard let a = bounds, let b = other.bounds,
      a.upperBound < b.lowerBound
        || b.upperBound < a.lowerBound
    else { return nil }
    return ExactNumber(
      enclosedBy: Interval(
        a.lowerBound - b.upperBound, a.upperBound - b.lowerBound, precision: 256))
  }

  /// The rational ends of the enclosure, unless they are infinite.
  private var bounds: ClosedRange<Rational>? {
    let ends = enclosure.compactMap { Formula(text: $0)?.simplified.rational }
    guard ends.count == 2, ends[0] <= ends[1] else { return nil }
    return ends[0]...ends[1]
  }
}

extension String {
  /// A number as it is written, but for the sign of approximation.
  var withoutApproximation: String {
    replacing("≈", with: "").replacing("\\approx ", with: "")
  }
}
