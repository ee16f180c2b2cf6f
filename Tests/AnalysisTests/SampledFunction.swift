import Formulas
import Reals

/// A function known by its values alone, computed with many digits from the formula as written.
struct SampledFunction {
  /// What is known at one argument.
  enum Sample {
    case value(Ball)
    case undefined
    case unknown

    var ball: Ball? { if case .value(let ball) = self { ball } else { nil } }
  }

  let formula: Formula
  let precision: Int
  let balls: BallArithmetic

  /// 320 bits leave 160 of a slope; limits close to a point need more.
  init(_ formula: Formula, precision: Int = 320) {
    self.formula = formula
    self.precision = precision
    balls = BallArithmetic(precision: precision)
  }

  func callAsFunction(_ x: Ball) -> Sample {
    do {
      let value = try balls.evaluate(formula, at: x)
      // A condition that the enclosure of x does not decide leaves a wide hull of both branches.
      let bounds = value.doubleBounds
      let width = bounds.upperBound - bounds.lowerBound
      return width <= 1e-12 * (1 + value.approximation.magnitude) && width.isFinite
        ? .value(value) : .unknown
    } catch .undefined {
      return .undefined
    } catch {
      return .unknown
    }
  }

  func callAsFunction(_ x: Rational) -> Sample { self(Ball(x, precision: precision)) }

  /// 2^−n.
  func step(_ n: Int) -> Rational { Rational(2).power(-n) ?? 0 }

  /// (f(x + h) − f(x − h))/(2h) with h = 2⁻⁸⁰: f′(x) to about 40 digits where f is smooth.
  func slope(at x: Rational) -> Ball? {
    let h = step(80)
    guard let right = self(x + h).ball, let left = self(x - h).ball else { return nil }
    let slope = quotient(difference(right, left), by: 2 * h)
    return slope?.approximation.isFinite == true ? slope : nil
  }

  /// (f(a + h) − f(a))/h with h = ±2⁻ⁿ.
  func quotient(at a: Ball, value: Ball, side: Int, _ n: Int) -> Ball? {
    let h = Rational(side) * step(n)
    guard let moved = shifted(a, by: h), let other = self(moved).ball else { return nil }
    return quotient(difference(other, value), by: h)
  }

  func shifted(_ a: Ball, by h: Rational) -> Ball? {
    try? balls.sum(a, Ball(h, precision: precision))
  }

  func difference(_ a: Ball, _ b: Ball) -> Ball? { try? balls.sum(a, balls.negative(b)) }

  private func quotient(_ a: Ball?, by h: Rational) -> Ball? {
    guard let a else { return nil }
    return try? balls.quotient(a, Ball(h, precision: precision))
  }

  /// The constant that an exact number stands for.
  func constant(_ number: ExactNumber) -> Ball? {
    guard let exact = number.exact, !exact.hasSuffix("inf"),
      let formula = try? FormulaParser().parseConstant(exact)
    else { return nil }
    return try? balls.evaluate(formula, at: Ball(0))
  }
}

extension ExactNumber {
  /// The nearest double, ±∞ included.
  var double: Double { Double(decimal) ?? .nan }
}
