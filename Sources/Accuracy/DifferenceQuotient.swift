import Formulas
import Reals

extension FiniteDifferenceScheme {
  /// The difference quotient of `function` as a constant formula, or `nil` for a step that is not
  /// positive.
  func quotient(of function: Formula, at point: Formula, step: Rational) -> Formula? {
    guard step.signum > 0 else { return nil }
    let terms = nodes.compactMap { node in
      (node.weight / step).map {
        Formula.number($0) * function.substituting(shifted(point, by: node.offset * step))
      }
    }
    return Formula(.sum(terms))
  }
}

/// point + offset, as one number where the point is one.
func shifted(_ point: Formula, by offset: Rational) -> Formula {
  if let rational = point.rational { return .number(rational + offset) }
  return offset.isZero ? point : point + .number(offset)
}

/// The float64 program of a formula.
struct FloatProgram {
  let formula: Formula

  /// What it computes; NaN where it has no value.
  func callAsFunction(_ argument: Double) -> Double {
    FloatArithmetic().value(of: formula, at: argument)
  }

  /// A constant formula in float64.
  static func constant(_ constant: Formula) -> Double { FloatProgram(formula: constant)(0) }
}
