import FloatFormats
import Formulas
import Reals

/// A formula as a program in a small format would compute it: each operation in double precision,
/// rounded to the format.
struct RoundedArithmetic: RealArithmetic {
  let format: FloatFormat
  private let wide = FloatArithmetic()

  init(format: FloatFormat) { self.format = format }

  func number(_ value: Rational) -> Double { format.rounding(wide.number(value)) }
  func constant(_ value: Formula.Constant) -> Double { format.rounding(wide.constant(value)) }
  func sum(_ a: Double, _ b: Double) -> Double { format.rounding(a + b) }
  func negative(_ a: Double) -> Double { -a }
  func product(_ a: Double, _ b: Double) -> Double { format.rounding(a * b) }
  func quotient(_ a: Double, _ b: Double) -> Double { format.rounding(a / b) }
  func power(_ a: Double, _ n: Int) -> Double { format.rounding(wide.power(a, n)) }
  func power(_ a: Double, _ b: Double) -> Double { format.rounding(wide.power(a, b)) }
  func minimum(_ a: Double, _ b: Double) -> Double { wide.minimum(a, b) }
  func maximum(_ a: Double, _ b: Double) -> Double { wide.maximum(a, b) }
  func comparison(_ a: Double, _ b: Double) -> ClosedRange<Int> { wide.comparison(a, b) }
  func relation(_ a: Double, _ relation: Condition.Relation, _ b: Double) -> Bool? {
    wide.relation(a, relation, b)
  }
  func valueWithoutBranch() -> Double { .nan }
  func union(_ a: Double, _ b: Double) -> Double { .nan }

  /// sigmoid, softplus and Φ are the compositions that a program would write.
  func apply(_ function: ElementaryFunction, _ u: Double) -> Double {
    switch function {
    case .sigmoid: quotient(1, sum(1, apply(.exp, -u)))
    case .softplus: apply(.ln, sum(1, apply(.exp, u)))
    case .normalCDF:
      quotient(sum(1, apply(.erf, quotient(u, format.rounding(2.0.squareRoot())))), 2)
    default: format.rounding(wide.apply(function, u))
    }
  }
}
