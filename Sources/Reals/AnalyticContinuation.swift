import Calculus
import Formulas

/// A function continued through a point where it is written as 0/0, such as (sin x)/x at 0.
///
/// Let N and D be analytic on an interval X that contains the point a, and let D, and N at least,
/// vanish at a to order k. With N = (x − a)ᵏ·N̂ every N̂⁽ʲ⁾/j! takes values of N⁽ᵏ⁺ʲ⁾/(k + j)! on X
/// only, by Taylor's formula with the integral remainder. So N̂/D̂, which continues N/D, has enclosures
/// of all its derivatives on X once Dₖ ≠ 0 on X: the coefficients of N and of D without the first k,
/// divided as power series.
struct AnalyticContinuation {
  /// How many coefficients are known: of the value, the slope and the curvature at least.
  static let count = 3

  /// The point a.
  let point: Rational

  /// The exact signs of the function, its derivative and its second derivative at the point.
  let signs: [Int]

  /// The function, perhaps written with one divisor.
  let function: Formula
  /// k for the divisors that vanish at the point.
  let orders: [Formula: Int]

  /// Continues `function` through `point`; `nil` where it has no such singularity there, or another
  /// one, or where it is not decided how far a divisor vanishes.
  init?(of function: Formula, at point: Rational) {
    let exact = ExactArithmetic(workLimit: 200_000)
    guard let argument = try? exact.number(point) else { return nil }
    // With one divisor, exp(x)/x − 1/x is continued as (exp(x) − 1)/x.
    for formula in [function, Self.singleQuotient(function)].compactMap({ $0 }) {
      for length in [4, 8, 16] {
        var orders: [Formula: Int] = [:]
        var evaluation = SeriesEvaluation(
          base: exact, argument: argument, length: length
        ) { divisor, numerator, denominator throws(EvaluationError) in
          let order = try Self.order(of: denominator)
          guard try Self.order(of: Array(numerator.prefix(order)), atLeast: order) else {
            throw .undefined(Reason(.divisionByZero))
          }
          if order > 0 { orders[divisor] = order }
          return order
        }
        guard let series = try? evaluation.series(of: formula) else { continue }
        let signs = series.prefix(Self.count).compactMap(\.sign)
        guard signs.count == Self.count, !orders.isEmpty else { continue }
        self.point = point
        self.function = formula
        self.orders = orders
        self.signs = signs
        return
      }
    }
    return nil
  }

  /// Enclosures of the function, its derivative and half its second derivative on the smallest
  /// interval that contains `x` and the point; `nil` where they are not bounded.
  func coefficients(on x: Interval, arithmetic: IntervalArithmetic) -> [Interval]? {
    let hull = x.hull(Interval(point, point, precision: arithmetic.precision))
    return arithmetic.taylorCoefficients(
      of: function, on: hull, count: Self.count, orders: orders)
  }

  /// The formula as one quotient of polynomials in kernels, without negative powers.
  private static func singleQuotient(_ formula: Formula) -> Formula? {
    guard let form = NormalForm(formula) else { return nil }
    let monomials = Array(form.numerator.terms.keys) + Array(form.denominator.terms.keys)
    var factor = LaurentPolynomial(1)
    for kernel in Set(monomials.flatMap(\.keys)) {
      let least = monomials.map { $0[kernel] ?? 0 }.min() ?? 0
      guard least < 0 else { continue }
      factor =
        factor.multiplied(by: .init(kernel: kernel, exponent: -least), limit: .max) ?? factor
    }
    guard let numerator = form.numerator.multiplied(by: factor, limit: 4000),
      let denominator = form.denominator.multiplied(by: factor, limit: 4000)
    else { return nil }
    return Formula(.quotient(numerator.formula, denominator.formula))
  }

  /// The number of leading coefficients that are zero; throws where that is not decided, and where
  /// all are.
  private static func order(of series: [ExactReal]) throws(EvaluationError) -> Int {
    for (index, coefficient) in series.enumerated() {
      guard let sign = coefficient.sign else { throw .undecided(Reason(.zeroDivisor)) }
      if sign != 0 { return index }
    }
    throw .undecided(Reason(.cancellation))
  }

  /// Whether there are `order` coefficients, all zero.
  private static func order(
    of series: [ExactReal], atLeast order: Int
  ) throws(EvaluationError) -> Bool {
    guard series.count == order else { throw .undecided(Reason(.cancellation)) }
    return series.allSatisfy { $0.sign == 0 }
  }
}
