import Analysis
import Formulas
import Reals

extension CoqEmitter {
  /// The points whose values are claimed, as far as they lie in the domain.
  private static let valuePoints: [Rational] = [-5, -1, 0, 1, 5]

  /// Values at integers: rational ones exactly, others between two decimals.
  mutating func emitValues(_ line: CoqLine) {
    script.comment("Values.")
    guard let formula = Formula(parsing: analysis.function.formula) else {
      return omitAll(.values, because: .undecided)
    }
    for (index, point) in Self.valuePoints.enumerated() {
      guard let value = ExactNumber(exactly: formula.substituting(.number(point))), value.isFinite
      else { continue }
      let at = CoqTerm(point).text
      let place = ExactNumber(point).text
      let name = "value\(index)"
      if let exact = value.rational {
        claim(
          .values, "value", [place, value.text], theorem: name,
          "value_at dom f (\(at)) (\(CoqTerm(exact).text))", by: "split; [ inside | value ]")
        continue
      }
      guard let lower = value.rounded(up: false, places: 6)?.rational,
        let upper = value.rounded(up: true, places: 6)?.rational
      else {
        omit(.values, "value", [place, value.text], because: .enclosureOnly)
        continue
      }
      claim(
        .values, "valueBetween",
        [place, ExactNumber(lower).decimalText, ExactNumber(upper).decimalText], theorem: name,
        "value_between dom f (\(at)) (\(CoqTerm(lower).text)) (\(CoqTerm(upper).text))",
        by: "split; [ inside | close_value ]")
    }
  }
}
