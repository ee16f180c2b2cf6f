import Formulas
import Testing

@testable import Reals

@Suite("Functions continued through points where they are written as 0/0")
struct AnalyticContinuationTests {
  private let arithmetic = IntervalArithmetic(precision: 128)

  private func formula(_ text: String) throws -> Formula { try FormulaParser().parse(text).formula }

  /// The first three Taylor coefficients at the point, by hand.
  static let expansions: [(formula: String, at: Int, coefficients: [Rational])] = [
    ("sin(x)/x", 0, [1, 0, sixth(-1)]),
    ("(exp(x) - 1)/x", 0, [1, sixth(3), sixth(1)]),
    ("(1 - cos(x))/x^2", 0, [sixth(3), 0, Rational(-1, over: 24) ?? 0]),
    ("x/tanh(x)", 0, [1, 0, sixth(2)]),
    ("exp(x)/x - 1/x", 0, [1, sixth(3), sixth(1)]),
    ("ln(x)/(x - 1)", 1, [1, sixth(-3), sixth(2)]),
    ("(x^2 - 1)/(x - 1)", 1, [2, 1, 0]),
    // The divisor of the outer quotient vanishes only once the inner one is continued.
    ("(sin(x)/x - 1)/x^2", 0, [sixth(-1), 0, Rational(1, over: 120) ?? 0]),
    ("exp(sin(x)/x - 1)", 0, [1, 0, sixth(-1)]),
    ("sin(x)*x^(-1)", 0, [1, 0, sixth(-1)]),
    ("(tan(x) - x)/x^3", 0, [sixth(2), 0, Rational(2, over: 15) ?? 0]),
  ]

  private static func sixth(_ n: Int) -> Rational { Rational(n) * (Rational(1, over: 6) ?? 0) }

  @Test("close to the point the enclosures close in on the expansion", arguments: expansions)
  func expansion(text: String, at: Int, coefficients: [Rational]) throws {
    let found = try #require(
      AnalyticContinuation(of: try formula(text), at: Rational(at)), "\(text)")
    #expect(found.signs == coefficients.map(\.signum))
    let width = Rational(1, over: 1 << 20) ?? 0
    let x = Interval(Rational(at), Rational(at) + width, precision: 128)
    let enclosures = try #require(found.coefficients(on: x, arithmetic: arithmetic))
    for (enclosure, coefficient) in zip(enclosures, coefficients) {
      #expect(enclosure.contains(coefficient), "\(text)")
      let range = enclosure.doubleBounds
      #expect(range.upperBound - range.lowerBound < 1e-4, "\(text)")
    }
  }

  @Test("the values away from the point are inside", arguments: expansions)
  func inclusion(text: String, at: Int, coefficients: [Rational]) throws {
    let function = try formula(text)
    let found = try #require(AnalyticContinuation(of: function, at: Rational(at)))
    let derivative = SampledQuotient(function: function)
    for width in [1, 3, 40] {
      let end = Rational(at) + (Rational(width, over: 64) ?? 0)
      let x = Interval(Rational(at), end, precision: 128)
      guard let enclosures = found.coefficients(on: x, arithmetic: arithmetic) else { continue }
      for k in 1...8 {
        let point = Rational(at) + (end - Rational(at)) * (Rational(k, over: 8) ?? 0)
        let (value, slope, curvature) = try #require(derivative.taylor(at: point))
        for (enclosure, number) in zip(enclosures, [value, slope, curvature]) {
          let bounds = enclosure.doubleBounds
          let slack = 1e-12 * (1 + number.magnitude)
          #expect(bounds.lowerBound - slack <= number && number <= bounds.upperBound + slack)
        }
      }
    }
  }

  @Test(
    "poles, branch points and ordinary points are not continued",
    arguments: ["1/x", "cos(x)/x", "sqrt(x)/x", "ln(1 + x)/x^2", "sin(1/x)", "x*ln(x)", "exp(x)"])
  func others(text: String) throws {
    #expect(AnalyticContinuation(of: try formula(text), at: 0) == nil)
  }

  @Test("a second zero of the divisor inside leaves no enclosure")
  func secondZero() throws {
    let found = try #require(AnalyticContinuation(of: try formula("sin(x)/(x^2 - x)"), at: 0))
    let x = Interval(0, 2, precision: 128)
    #expect(found.coefficients(on: x, arithmetic: arithmetic) == nil)
  }
}

/// Value, slope and half the second derivative by differences with 200 digits.
private struct SampledQuotient {
  let function: Formula
  private let balls = BallArithmetic(precision: 700)

  func taylor(at x: Rational) -> (Double, Double, Double)? {
    guard let h = Rational(2).power(-80) else { return nil }
    func value(_ x: Rational) -> Ball? {
      try? balls.evaluate(function, at: Ball(x, precision: 700))
    }
    guard let middle = value(x), let right = value(x + h), let left = value(x - h),
      let rise = try? balls.sum(right, balls.negative(left)),
      let bend = try? balls.sum(balls.sum(right, left), balls.product(Ball(-2), middle)),
      let slope = try? balls.quotient(rise, Ball(2 * h, precision: 700)),
      let curvature = try? balls.quotient(bend, Ball(2 * h * h, precision: 700))
    else { return nil }
    return (middle.approximation, slope.approximation, curvature.approximation)
  }
}
