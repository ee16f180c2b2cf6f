import Formulas
import Foundation
import Testing

@testable import Reals

@Suite("Formulas in double precision")
struct FloatArithmeticTests {
  private let arithmetic = FloatArithmetic()

  private func value(_ formula: Formula, at x: Double) -> Double {
    arithmetic.value(of: formula, at: x)
  }

  @Test("operations round in the order they are written")
  func order() {
    let sum: Formula = .number(Rational(1, over: 10) ?? 0) + .number(Rational(2, over: 10) ?? 0)
    #expect(value(sum, at: 0) == 0.30000000000000004)
    #expect(value(.rational(1, 3) * .x, at: 3) == 1)
    // Absorption: 1 + exp(−50) is 1, hence the naive softplus is 0.
    #expect(value(.softplus(.x), at: -50) == 0)
    #expect(value(.ln(1 + .exp(.x)), at: -50) == 0)
    #expect(value(.apply(.log1p, .exp(.x)), at: -50) == 1.9287498479639178e-22)
    #expect(value(.sigmoid(.x), at: 0) == 0.5)
  }

  @Test("overflow and invalid operations give infinities and NaN")
  func exceptional() {
    #expect(value(.exp(.x), at: 1000) == .infinity)
    #expect(value(.softplus(.x), at: 1000) == .infinity)
    #expect(value(.sigmoid(.x), at: -1000) == 0)
    #expect(value(1 / .x, at: -0.0) == -.infinity)
    #expect(value(.ln(.x), at: -1).isNaN)
    #expect(value(.sqrt(.x), at: -1).isNaN)
    #expect(value(.exp(.x) / .exp(.x), at: 1000).isNaN)
    #expect(value(.x.raised(to: .half), at: -4).isNaN)
    #expect(value(Formula(.maximum([0, .x])), at: .nan).isNaN)
    #expect(value(Formula(.minimum([.x, 1])), at: .nan).isNaN)
  }

  @Test("comparisons with NaN are false, except !=")
  func nan() {
    func choice(_ relation: Condition.Relation) -> Double {
      let branch = Formula.Branch(1, if: .comparison(.x, relation, 0))
      return value(Formula(.piecewise([branch], otherwise: 2)), at: .nan)
    }
    for relation in Condition.Relation.allCases {
      #expect(choice(relation) == (relation == .notEqual ? 1 : 2))
    }
  }

  @Test("no branch is NaN, also inside")
  func noBranch() {
    let hole = Formula(.piecewise([.init(1, if: .comparison(.x, .greater, 0))], otherwise: nil))
    #expect(value(hole, at: 1) == 1)
    #expect(value(hole, at: -1).isNaN)
    let outer = Formula(.piecewise([.init(5, if: .comparison(hole, .less, 3))], otherwise: 7))
    #expect(value(outer, at: 1) == 5)
    #expect(value(outer, at: -1) == 7)
  }

  @Test(
    "elementary functions at points where the result is known",
    arguments: [
      (ElementaryFunction.cbrt, -8.0, -2.0), (.abs, -3, 3), (.sign, -0.5, -1), (.sign, 0, 0),
      (.floor, -0.5, -1), (.tanh, 0, 0), (.erf, 0, 0), (.erfc, 0, 1), (.normalCDF, 0, 0.5),
      (.sin, 0, 0), (.cos, 0, 1), (.tan, 0, 0), (.sinh, 0, 0), (.cosh, 0, 1), (.expm1, 0, 0),
      (.log1p, 0, 0), (.ln, 1, 0), (.exp, 0, 1), (.sqrt, 9, 3), (.atan, .infinity, Double.pi / 2),
      (.sigmoid, .infinity, 1), (.softplus, -.infinity, 0), (.softplus, 0, 0.6931471805599453),
    ])
  func elementary(function: ElementaryFunction, argument: Double, expected: Double) {
    #expect(arithmetic.apply(function, argument) == expected)
  }
}
