import Formulas
import Testing

@testable import Reals

private func sign(_ formula: Formula) throws -> Int? { try exactValue(formula).sign }

@Suite("Equalities of exact constants")
struct ExactEqualityTests {
  struct Identity: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let left: Formula
    let right: Formula

    init(_ name: String, _ left: Formula, _ right: Formula) {
      testDescription = name
      self.left = left
      self.right = right
    }
  }

  static let exponential: [Identity] = [
    Identity("softplus by reflection", .softplus(1) - .softplus(-1), 1),
    Identity("softplus by its stable form", .softplus(2), 2 + .ln(1 + .exp(-2))),
    Identity("log1p", .softplus(3), 3 + .apply(.log1p, .exp(-3))),
    Identity("ln inverts exp", .ln(.exp(2)), 2),
    Identity("exp inverts ln", .exp(.ln(5)), 5),
    Identity("exp of a sum with ln", .exp(1 + .ln(3)), 3 * .exp(1)),
    Identity("exp inverts softplus", .exp(.softplus(1)), 1 + .exp(1)),
    Identity("exp of minus softplus", .exp(-.softplus(1)), .sigmoid(-1)),
    Identity("e", .constant(.e), .exp(1)),
    Identity("sigmoid by reflection", .sigmoid(2) + .sigmoid(-2), 1),
    Identity("sigmoid by its definition", .sigmoid(-3), 1 / (1 + .exp(3))),
    Identity("tanh by sigmoid", .tanh(1), 2 * .sigmoid(2) - 1),
    Identity("tanh of a logarithm", .tanh(.ln(2)), .rational(3, 5)),
    Identity("cosh² − sinh²", .cosh(1).raised(to: 2) - .sinh(1).raised(to: 2), 1),
    Identity("expm1", .apply(.expm1, .ln(3)), 2),
    Identity("logarithms of a product", .ln(6), .ln(2) + .ln(3)),
    Identity("square root of e", .sqrt(.exp(1)), .exp(.half)),
    Identity("erf and erfc", .erf(1) + .erfc(1), 1),
    Identity("erfc of a negative", .erfc(-2), 1 + .erf(2)),
    Identity("erf is odd", .erf(-1) + .erf(1), 0),
    Identity("Phi by reflection", .phi(1) + .phi(-1), 1),
    Identity("Phi by erf", .phi(1), (1 + .erf(1 / .sqrt(2))) / 2),
  ]

  static let algebraic: [Identity] = [
    Identity("denesting", .sqrt(5 + 2 * .sqrt(6)), .sqrt(2) + .sqrt(3)),
    Identity("binomial", (.sqrt(2) + .sqrt(3)).raised(to: 2), 5 + 2 * .sqrt(6)),
    Identity("cube root of a cube", .cbrt(-8), -2),
    Identity("cube of a root", .cbrt(2).raised(to: 3), 2),
    Identity("rational powers", Formula(8).raised(to: .rational(2, 3)), 4),
    Identity("powers and roots", Formula(2).raised(to: .half), .sqrt(2)),
    Identity("irrational exponent", Formula(2).raised(to: .sqrt(2)), .exp(.sqrt(2) * .ln(2))),
    Identity("golden ratio", ((1 + .sqrt(5)) / 2).raised(to: 2), (1 + .sqrt(5)) / 2 + 1),
    Identity("0⁰", Formula(0).raised(to: 0), 1),
    Identity("0 to a positive power", Formula(0).raised(to: .sqrt(2)), 0),
    Identity("decimals are exact", .rational(1, 10) + .rational(2, 10), .rational(3, 10)),
  ]

  static let trigonometric: [Identity] = [
    Identity("sine at π/6", .sin(.pi / 6), .half),
    Identity("cosine at π/4", .cos(.pi / 4), .sqrt(2) / 2),
    Identity("Pythagoras", .sin(1).raised(to: 2) + .cos(1).raised(to: 2), 1),
    Identity("tangent at π/3", .tan(.pi / 3), .sqrt(3)),
    Identity("arc tangent at 1", .atan(1), .pi / 4),
    Identity("Machin", 4 * .atan(.rational(1, 5)) - .atan(.rational(1, 239)), .pi / 4),
  ]

  static let stepwise: [Identity] = [
    Identity("floor", .floor(.pi * 100), 314),
    Identity("floor of a negative", .floor(-.sqrt(2)), -2),
    Identity("floor at an integer", .floor(.ln(.exp(3))), 3),
    Identity("floor of a rational", .floor(.rational(-7, 2)), -4),
    Identity("sign", .apply(.sign, .sqrt(2) - 2), -1),
    Identity("abs", .apply(.abs, 1 - .exp(1)), .exp(1) - 1),
    Identity("minimum", Formula(.minimum([.pi, .exp(1), 3])), .exp(1)),
    Identity("maximum", Formula(.maximum([.pi, .exp(1), 3])), .pi),
  ]

  @Test(
    "equal numbers are proved equal", arguments: exponential + algebraic + trigonometric + stepwise)
  func equal(identity: Identity) throws {
    #expect(try sign(identity.left - identity.right) == 0)
  }

  @Test("different numbers are separated")
  func different() throws {
    #expect(try sign(.erf(100) - 1) == -1)
    #expect(try sign(.erfc(100)) == 1)
    #expect(try sign(.tanh(1000) - 1) == -1)
    #expect(try sign(.sigmoid(1000) - 1) == -1)
    #expect(try sign(.phi(-100)) == 1)
    // exp(π·√163) − (640320³ + 744) = −7.5e-13.
    #expect(try sign(.exp(.pi * .sqrt(163)) - 262_537_412_640_768_744) == -1)
    // 22/7 − π = 1.3e-3 and 355/113 − π = 2.7e-7.
    #expect(try sign(.rational(22, 7) - .pi) == 1)
    #expect(try sign(.pi - .rational(355, 113)) == -1)
  }
}

@Suite("Domains of exact operations")
struct ExactDomainTests {
  static let outside: [Formula] = [
    .ln(0), .ln(-1), .ln(.sqrt(2) - 2), .sqrt(-1), .sqrt(.exp(1) - 3), 1 / (.ln(.exp(1)) - 1),
    Formula(0).raised(to: -1), Formula(0).raised(to: -.half),
    Formula(-8).raised(to: .rational(1, 3)), .tan(.pi / 2), .apply(.log1p, -1),
    Formula(.piecewise([], otherwise: nil)), 1 + .constant(.inf), .exp(.constant(.inf)),
  ]

  @Test("outside the domain is undefined", arguments: outside)
  func undefined(formula: Formula) {
    #expect {
      try exactValue(formula)
    } throws: { error in
      if case EvaluationError.undefined = error { true } else { false }
    }
  }

  @Test("infinity compares with everything")
  func infinity() throws {
    let arithmetic = ExactArithmetic()
    let infinity = try arithmetic.constant(.inf)
    let pi = try arithmetic.constant(.pi)
    #expect(try arithmetic.comparison(pi, infinity) == -1 ... -1)
    #expect(try arithmetic.comparison(arithmetic.negative(infinity), pi) == -1 ... -1)
    #expect(try arithmetic.comparison(infinity, infinity) == 0...0)
    #expect(try arithmetic.minimum(infinity, pi).formula == .constant(.pi))
    #expect(!infinity.isFinite)
  }
}
