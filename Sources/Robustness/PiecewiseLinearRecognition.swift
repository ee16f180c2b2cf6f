import Analysis
import Formulas
import Reals

extension PiecewiseLinearFunction {
  /// The function as its analysis describes it: all pieces affine, with rational data, on all of
  /// ℝ; `nil` for any other function.
  public init?(_ analysis: FunctionAnalysis, parser: FormulaParser = FormulaParser()) {
    guard analysis.domain.verdict == .proved, analysis.domain.gaps.isEmpty,
      analysis.domain.families.isEmpty, analysis.periodicity == nil, !analysis.pieces.isEmpty
    else { return nil }
    var pieces: [Piece] = []
    for piece in analysis.pieces {
      guard let affine = Self.affine(piece.formula, parser),
        let from = Self.end(piece.from, parser), let to = Self.end(piece.to, parser)
      else { return nil }
      pieces.append(
        Piece(
          from: from.value, to: to.value, fromClosed: piece.fromClosed, toClosed: piece.toClosed,
          slope: affine.slope, intercept: affine.intercept))
    }
    guard let all = Self.withPoints(pieces, analysis, parser) else { return nil }
    self.init(pieces: all)
  }

  /// The pieces, and between two that both leave out their common end, that point with its value.
  private static func withPoints(
    _ pieces: [Piece], _ analysis: FunctionAnalysis, _ parser: FormulaParser
  ) -> [Piece]? {
    var result: [Piece] = []
    for piece in pieces {
      if let last = result.last, let point = piece.from, !last.toClosed, !piece.fromClosed {
        let joint = analysis.joints.first { end($0.at, parser)?.value == point }
        guard let joint, let value = joint.value.flatMap({ end($0, parser)?.value }) else {
          return nil
        }
        result.append(
          Piece(
            from: point, to: point, fromClosed: true, toClosed: true, slope: 0, intercept: value))
      }
      result.append(piece)
    }
    return result
  }

  /// The rational number, or no value for an infinite end; `nil` for any other number.
  static func end(
    _ number: ExactNumber, _ parser: FormulaParser = FormulaParser()
  ) -> (value: Rational?, ())? {
    guard let text = number.exact else { return nil }
    if text == "inf" || text == "-inf" { return (nil, ()) }
    guard let formula = try? parser.parseConstant(text),
      case (let slope, let intercept)? = AffineForms.coefficients(of: formula), slope.isZero
    else { return nil }
    return (intercept, ())
  }

  private static func affine(
    _ text: String, _ parser: FormulaParser
  ) -> (slope: Rational, intercept: Rational)? {
    (try? parser.parse(text)).flatMap { AffineForms.coefficients(of: $0.formula) }
  }
}

/// Formulas that are affine as written.
private enum AffineForms {
  /// Slope and value at 0, or `nil`.
  static func coefficients(of formula: Formula) -> (slope: Rational, intercept: Rational)? {
    switch formula.operation {
    case .variable: return (1, 0)
    case .number(let value): return (0, value)
    case .sum(let terms):
      return terms.reduce((0, 0)) { total, term in
        guard let total, let next = coefficients(of: term) else { return nil }
        return (total.0 + next.slope, total.1 + next.intercept)
      }
    case .negation(let term):
      return coefficients(of: term).map { (-$0.slope, -$0.intercept) }
    case .product(let factors):
      return factors.reduce((0, 1)) { total, factor in
        guard let total, let next = coefficients(of: factor) else { return nil }
        if total.0.isZero { return (total.1 * next.slope, total.1 * next.intercept) }
        guard next.slope.isZero else { return nil }
        return (total.0 * next.intercept, total.1 * next.intercept)
      }
    case .quotient(let above, let below):
      guard let above = coefficients(of: above), let below = coefficients(of: below),
        below.slope.isZero, let slope = above.slope / below.intercept,
        let intercept = above.intercept / below.intercept
      else { return nil }
      return (slope, intercept)
    default: return nil
    }
  }
}
