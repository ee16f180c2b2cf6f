import Formulas

@testable import Reals

/// Short names for the formulas of these tests.
extension Formula {
  static let pi = constant(.pi)
  static let half = rational(1, 2)
  static func rational(_ p: Int, _ q: Int) -> Formula { number(Rational(p)) / number(Rational(q)) }
  static func exp(_ f: Formula) -> Formula { apply(.exp, f) }
  static func ln(_ f: Formula) -> Formula { apply(.ln, f) }
  static func sqrt(_ f: Formula) -> Formula { apply(.sqrt, f) }
  static func cbrt(_ f: Formula) -> Formula { apply(.cbrt, f) }
  static func erf(_ f: Formula) -> Formula { apply(.erf, f) }
  static func erfc(_ f: Formula) -> Formula { apply(.erfc, f) }
  static func phi(_ f: Formula) -> Formula { apply(.normalCDF, f) }
  static func sigmoid(_ f: Formula) -> Formula { apply(.sigmoid, f) }
  static func softplus(_ f: Formula) -> Formula { apply(.softplus, f) }
  static func tanh(_ f: Formula) -> Formula { apply(.tanh, f) }
  static func sinh(_ f: Formula) -> Formula { apply(.sinh, f) }
  static func cosh(_ f: Formula) -> Formula { apply(.cosh, f) }
  static func sin(_ f: Formula) -> Formula { apply(.sin, f) }
  static func cos(_ f: Formula) -> Formula { apply(.cos, f) }
  static func tan(_ f: Formula) -> Formula { apply(.tan, f) }
  static func atan(_ f: Formula) -> Formula { apply(.atan, f) }
  static func floor(_ f: Formula) -> Formula { apply(.floor, f) }
}

/// The exact value of a formula without variable, in an arithmetic of its own.
func exactValue(_ formula: Formula) throws -> ExactReal {
  let arithmetic = ExactArithmetic()
  return try arithmetic.evaluate(formula, at: arithmetic.number(0))
}
