import Formulas
import Testing

@testable import Reals

@Suite("Ball arithmetic")
struct BallArithmeticTests {
  private let arithmetic = BallArithmetic(precision: 128)

  @Test("elementary functions agree with mpmath and are tight", arguments: ReferenceValue.all)
  func reference(_ reference: ReferenceValue) throws {
    let argument = Ball(reference.argument, precision: 256)
    let ball = try arithmetic.apply(reference.function, argument)
    let interval = Interval(ball, precision: 192)
    let lower = try #require(interval.lowerBound)
    let upper = try #require(interval.upperBound)
    // The literal is good to 60 digits.
    let slack = reference.value.magnitude * Rational(text: "1e-58")
    #expect(lower <= reference.value + slack)
    #expect(upper >= reference.value - slack)
    let tightness = reference.value.magnitude * Rational(text: "3.08e-33")  // 2^-108
    #expect(upper - lower <= tightness)
  }

  @Test("outside the domain is undefined, at its edge undecided")
  func domains() throws {
    let straddling = try arithmetic.union(Ball(-1), Ball(1))
    for function in [ElementaryFunction.ln, .sqrt] {
      expectUndefined { () throws(EvaluationError) in
        try arithmetic.apply(function, Ball(-2))
      }
    }
    expectUndefined { () throws(EvaluationError) in try arithmetic.apply(.ln, Ball(0)) }
    expectUndefined { () throws(EvaluationError) in try arithmetic.apply(.log1p, Ball(-1)) }
    expectUndefined { () throws(EvaluationError) in try arithmetic.quotient(Ball(1), Ball(0)) }
    expectUndefined { () throws(EvaluationError) in try arithmetic.power(Ball(0), -1) }
    expectUndecided { () throws(EvaluationError) in try arithmetic.apply(.ln, straddling) }
    expectUndecided { () throws(EvaluationError) in try arithmetic.apply(.sqrt, straddling) }
    expectUndecided { () throws(EvaluationError) in try arithmetic.quotient(Ball(1), straddling) }
    expectUndecided { () throws(EvaluationError) in try arithmetic.power(straddling, -2) }
    let nearPole = try arithmetic.union(Ball(1), Ball(2))
    expectUndecided { () throws(EvaluationError) in try arithmetic.apply(.tan, nearPole) }
  }

  @Test("powers over the reals")
  func powers() throws {
    let half = Ball(Rational(text: "1/2"), precision: 64)
    let third = Ball(Rational(text: "1/3"), precision: 64)
    #expect(try arithmetic.power(Ball(0), 0).exactRational == 1)
    #expect(try arithmetic.power(Ball(-3), 3).exactRational == -27)
    #expect(try arithmetic.power(Ball(2), -3).exactRational == Rational(text: "1/8"))
    #expect(try arithmetic.power(Ball(0), half).exactRational == 0)
    #expect(try arithmetic.power(Ball(0), third).exactRational == 0)
    #expect(try arithmetic.power(Ball(9), half).contains(3))
    #expect(try arithmetic.power(Ball(-2), Ball(2)).exactRational == 4)
    expectUndefined { () throws(EvaluationError) in try arithmetic.power(Ball(-8), third) }
    expectUndefined { () throws(EvaluationError) in try arithmetic.power(Ball(0), Ball(-1)) }
    // 1.5^1.5 and 10^-100.5 from mpmath.
    let threeHalves = Ball(Rational(text: "3/2"), precision: 64)
    #expect(
      try arithmetic.power(threeHalves, threeHalves).decimal(digits: 30)
        == "1.83711730708738357364796305603")
    let far = Ball(Rational(text: "-201/2"), precision: 64)
    #expect(
      try arithmetic.power(Ball(10), far).decimal(digits: 30)
        == "3.16227766016837933199889354443e-101")
  }

  @Test("infinity compares, and is no operand")
  func infinity() throws {
    let infinity = try arithmetic.constant(.inf)
    let minusInfinity = try arithmetic.negative(infinity)
    #expect(try arithmetic.comparison(Ball(5), infinity) == -1 ... -1)
    #expect(try arithmetic.comparison(Ball(5), minusInfinity) == 1...1)
    #expect(try arithmetic.comparison(infinity, infinity) == 0...0)
    #expect(try arithmetic.minimum(Ball(5), infinity).exactRational == 5)
    #expect(try arithmetic.maximum(minusInfinity, Ball(5)).exactRational == 5)
    expectUndefined { () throws(EvaluationError) in try arithmetic.sum(infinity, Ball(1)) }
    expectUndefined { () throws(EvaluationError) in try arithmetic.apply(.exp, infinity) }
  }

  @Test("towers of exponentials neither hang nor lie")
  func towers() throws {
    var tower = Ball(100)
    for _ in 0..<4 { tower = try arithmetic.apply(.exp, tower) }
    #expect(!tower.isExact)
    for function in ElementaryFunction.allCases {
      _ = try? arithmetic.apply(function, tower)
      _ = try? arithmetic.apply(function, arithmetic.negative(tower))
    }
    let fine = BallArithmetic(precision: 512)
    let huge = try fine.apply(.exp, fine.apply(.exp, Ball(100)))
    #expect(try fine.apply(.tanh, huge).decimal(digits: 5) == "1.0000")
    #expect(huge.upperDecimal(digits: 5) == "inf")
    #expect(huge.lowerDecimal(digits: 5) == "1e300000000000")
    for function in ElementaryFunction.allCases {
      let value = try? fine.apply(function, huge)
      #expect(value?.lowerDecimal(digits: 5) != "nan")
    }
    let power = try arithmetic.power(Ball(3), .max)
    #expect(power.sign == 1...1)
  }

  /// erfc(u)·u·√π·exp(u²) tends to 1; at 2^63 it is 1 − 2^(−127).
  @Test("erfc far out is enclosed, not only bounded", arguments: [61, 62, 63, 70, 100])
  func farComplementaryError(exponent: Int) throws {
    let arithmetic = BallArithmetic(precision: 300)
    let u = Ball(try #require(Rational(2).power(exponent)), precision: 300)
    let value = try arithmetic.apply(.erfc, u)
    let leading = try arithmetic.evaluate(
      1 / (.x * .sqrt(.pi) * .exp(.x.raised(to: 2))), at: u)
    #expect(value.sign == 1...1)
    let ratio = try arithmetic.quotient(value, leading).doubleBounds
    #expect(ratio.lowerBound > 0.5 && ratio.upperBound < 2)
    #expect(ratio.lowerBound <= 1 && ratio.upperBound >= 1 - 1e-9)
    let other = try arithmetic.apply(.erfc, Ball(0 - (u.exactRational ?? 0), precision: 300))
    #expect(try arithmetic.sum(value, other).contains(2))
  }

  @Test("conditions on balls that touch")
  func comparisons() throws {
    let left = try arithmetic.union(Ball(0), Ball(1))
    let right = try arithmetic.union(Ball(1), Ball(2))
    #expect(try arithmetic.comparison(Ball(1), Ball(1)) == 0...0)
    #expect(try arithmetic.comparison(Ball(0), Ball(1)) == -1 ... -1)
    #expect(try arithmetic.comparison(left, Ball(3)) == -1 ... -1)
    #expect(try arithmetic.comparison(right, left).upperBound == 1)
    #expect(try arithmetic.comparison(left, left) == -1...1)
  }
}

/// Requires that `compute` throws ``EvaluationError/undefined(_:)``.
func expectUndefined<Value>(
  _ compute: () throws(EvaluationError) -> Value, location: SourceLocation = #_sourceLocation
) {
  do {
    _ = try compute()
    Issue.record("a value where none exists", sourceLocation: location)
  } catch {
    if case .undecided(let reason) = error {
      Issue.record("undecided: \(reason)", sourceLocation: location)
    }
  }
}

/// Requires that `compute` throws ``EvaluationError/undecided(_:)``.
func expectUndecided<Value>(
  _ compute: () throws(EvaluationError) -> Value, location: SourceLocation = #_sourceLocation
) {
  do {
    _ = try compute()
    Issue.record("a value where nothing can be decided", sourceLocation: location)
  } catch {
    if case .undefined(let reason) = error {
      Issue.record("undefined: \(reason)", sourceLocation: location)
    }
  }
}
