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

  private let function: Formula
  /// k for the divisors that vanish at the point.
  private let orders: [Formula: Int]
  /// How many coefficients of the variable give three of the function.
  private let length: Int

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
        self.length = length
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
    guard hull.isBounded else { return nil }
    var evaluation = SeriesEvaluation(
      base: arithmetic, argument: Enclosure(hull), length: length
    ) { divisor, _, _ in orders[divisor] ?? 0 }
    guard let series = try? evaluation.series(of: function), series.count >= Self.count,
      series.allSatisfy({ $0.decoration == .continuous })
    else { return nil }
    return series.prefix(Self.count).map(\.interval)
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

/// The Taylor coefficients of one formula, subformula by subformula.
private struct SeriesEvaluation<Base: RealArithmetic> {
  typealias Series = TaylorCoefficients<Base>.Series

  /// How many leading coefficients of numerator and divisor a quotient leaves out.
  typealias Reduction =
    (_ divisor: Formula, _ numerator: Series, _ denominator: Series) throws(EvaluationError) -> Int

  private let taylor: TaylorCoefficients<Base>
  private let argument: Base.Value
  private let length: Int
  private let reduction: Reduction
  private var known: [Formula: Series] = [:]

  init(base: Base, argument: Base.Value, length: Int, reduction: @escaping Reduction) {
    taylor = TaylorCoefficients(base: base)
    self.argument = argument
    self.length = length
    self.reduction = reduction
  }

  mutating func series(of f: Formula) throws(EvaluationError) -> Series {
    if let result = known[f] { return result }
    let result = try compute(f)
    known[f] = result
    return result
  }

  private mutating func compute(_ f: Formula) throws(EvaluationError) -> Series {
    let base = taylor.base
    switch f.operation {
    case .variable:
      return [argument] + (try taylor.constant(base.number(1), count: length - 1))
    case .number(let value): return try taylor.constant(base.number(value), count: length)
    case .constant(let value): return try taylor.constant(base.constant(value), count: length)
    case .sum(let terms): return try fold(terms, taylor.sum)
    case .product(let factors): return try fold(factors, taylor.product)
    case .negation(let g): return try taylor.negative(series(of: g))
    case .quotient(let g, let h): return try quotient(series(of: g), series(of: h), divisor: h)
    case .power(let g, let exponent): return try power(g, exponent)
    case .apply(let function, let u): return try taylor.apply(function, series(of: u))
    case .minimum, .maximum, .piecewise: throw .undecided(Reason(.condition))
    }
  }

  private mutating func fold(
    _ formulas: [Formula], _ combine: (Series, Series) throws(EvaluationError) -> Series
  ) throws(EvaluationError) -> Series {
    guard let first = formulas.first else { throw .undefined(Reason(.missingOperand)) }
    var result = try series(of: first)
    for formula in formulas.dropFirst() { result = try combine(result, series(of: formula)) }
    return result
  }

  private func quotient(
    _ a: Series, _ b: Series, divisor: Formula
  ) throws(EvaluationError) -> Series {
    let order = try reduction(divisor, a, b)
    return try taylor.quotient(Array(a.dropFirst(order)), Array(b.dropFirst(order)))
  }

  private mutating func power(
    _ g: Formula, _ exponent: Formula
  ) throws(EvaluationError) -> Series {
    let base = try series(of: g)
    guard let integer = exponent.rational?.exactInt else {
      guard let rational = exponent.rational else {
        return try taylor.apply(
          .exp, taylor.product(series(of: exponent), taylor.apply(.ln, base)))
      }
      let first = try taylor.base.power(base[0], taylor.base.number(rational))
      return try taylor.power(base, rational, first: first)
    }
    let one = try taylor.constant(taylor.base.number(1), count: base.count)
    guard integer < 0 else { return try power(base, integer, one) }
    let divisor = try power(base, -integer, one)
    return try quotient(one, divisor, divisor: Formula(.power(g, .number(Rational(-integer)))))
  }

  /// By squaring, so that the base may contain 0.
  private func power(
    _ base: Series, _ exponent: Int, _ one: Series
  ) throws(EvaluationError) -> Series {
    var result = one
    var square = base
    var rest = exponent
    while rest > 0 {
      if rest % 2 == 1 { result = try taylor.product(result, square) }
      rest /= 2
      if rest > 0 { square = try taylor.product(square, square) }
    }
    return result
  }
}
