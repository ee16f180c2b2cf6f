import Analysis
import Formulas
import Reals

/// How a function repeats, as templates show it.
struct RepetitionView {
  /// T.
  let period: String
  /// f(z) + c, with c left out where it is 0.
  let shifted: String
  /// The segment on which pieces, joints and gaps are listed; `nil` where there are none.
  let listed: String?
  /// The points that bound the domain or are missing from it.
  let gapFamilies: [FamilyView]
  let hasGapFamilies: Bool

  /// `nil` where no period is known.
  init?(_ analysis: FunctionAnalysis, symbol: String) {
    guard let periodicity = analysis.periodicity else { return nil }
    period = periodicity.period.latex
    let value = "\(symbol)(\(analysis.function.variable))"
    let drift = periodicity.drift
    if drift.rational?.isZero ?? false {
      shifted = value
    } else if drift.decimal.hasPrefix("-"),
      let opposite = drift.exactFormula.flatMap({ ExactNumber(exactly: -$0) })
    {
      shifted = "\(value) - \(opposite.latex)"
    } else {
      shifted = "\(value) + \(drift.latex)"
    }
    listed = periodicity.over?.latex
    gapFamilies = analysis.domain.families.map(FamilyView.init)
    hasGapFamilies = !gapFamilies.isEmpty
  }
}

/// An infinite set of points as templates show it.
struct FamilyView {
  /// The points, as LaTeX in the index.
  let points: String
  /// The index.
  let index: String

  init(_ family: Family) {
    points = family.latex
    index = Family.index
  }
}

extension Family {
  /// The letter for the integer.
  static let index = "k"

  /// The points as LaTeX in k.
  public var latex: String { Self.latex(of: at) }

  /// A text in k as LaTeX.
  public static func latex(of text: String) -> String {
    // The parser knows one variable, and no function's name has the letter by itself.
    let formula = text.replacing(/\bk\b/, with: "x")
    return Formula(parsing: formula)?.latex(variable: index) ?? text
  }
}
