import Formulas

/// Recurrences for the coefficients of power series, over exact numbers as over enclosures.
///
/// A series is the array of its coefficients c₀, c₁, …; what is computed from several series is
/// known as far as the shortest of them. Over enclosures, where cₙ contains f⁽ⁿ⁾/n! on an interval,
/// the recurrences keep that property: they are the rules of differentiation.
struct TaylorCoefficients<Base: RealArithmetic> {
  typealias Series = [Base.Value]

  let base: Base

  /// c, 0, 0, …
  func constant(_ c: Base.Value, count: Int) throws(EvaluationError) -> Series {
    var result = [c]
    for _ in 1..<max(count, 1) { result.append(try base.number(0)) }
    return result
  }

  func sum(_ a: Series, _ b: Series) throws(EvaluationError) -> Series {
    var result: Series = []
    for (c, d) in zip(a, b) { result.append(try base.sum(c, d)) }
    return result
  }

  func negative(_ a: Series) throws(EvaluationError) -> Series {
    var result: Series = []
    for c in a { result.append(try base.negative(c)) }
    return result
  }

  func product(_ a: Series, _ b: Series) throws(EvaluationError) -> Series {
    var result: Series = []
    for n in 0..<min(a.count, b.count) {
      var sum = try base.product(a[0], b[n])
      for k in 1..<(n + 1) { sum = try base.sum(sum, base.product(a[k], b[n - k])) }
      result.append(sum)
    }
    return result
  }

  /// a / b, where b₀ is not zero.
  func quotient(_ a: Series, _ b: Series) throws(EvaluationError) -> Series {
    var result: Series = []
    for n in 0..<min(a.count, b.count) {
      var rest = a[n]
      for k in 0..<n {
        rest = try base.sum(rest, base.negative(base.product(result[k], b[n - k])))
      }
      result.append(try base.quotient(rest, b[0]))
    }
    return result
  }

  /// aʳ with the given first coefficient, by n·a₀·yₙ = Σ (r·k − (n − k))·aₖ·yₙ₋ₖ; a₀ is not zero.
  func power(
    _ a: Series, _ r: Rational, first: Base.Value
  ) throws(EvaluationError) -> Series {
    var result = [first]
    for n in 1..<max(a.count, 1) {
      var sum = try base.number(0)
      for k in 1...n {
        let factor = r * Rational(k) - Rational(n - k)
        let term = try base.product(a[k], result[n - k])
        sum = try base.sum(sum, base.product(base.number(factor), term))
      }
      result.append(try base.quotient(sum, base.product(base.number(Rational(n)), a[0])))
    }
    return result
  }

  // MARK: Elementary functions

  /// f(u) for a function that is analytic at u₀; throws for those that are nowhere or that switch.
  func apply(_ function: ElementaryFunction, _ u: Series) throws(EvaluationError) -> Series {
    let first = try base.apply(function, u[0])
    switch function {
    case .exp: return try riccati(first, (0, 1, 0), u)
    case .expm1: return [first] + (try apply(.exp, u).dropFirst())
    case .sigmoid: return try riccati(first, (0, 1, -1), u)
    case .tanh: return try riccati(first, (1, 0, -1), u)
    case .tan: return try riccati(first, (1, 0, 1), u)
    case .sin: return try sineAndCosine(u).sine
    case .cos: return try sineAndCosine(u).cosine
    case .sinh: return [first] + (try hyperbolic(u, sign: -1).dropFirst())
    case .cosh: return [first] + (try hyperbolic(u, sign: 1).dropFirst())
    case .sqrt: return try power(u, Rational(1, over: 2) ?? 0, first: first)
    case .cbrt: return try power(u, Rational(1, over: 3) ?? 0, first: first)
    case .ln: return try integral(of: quotient(one(like: u), u), along: u, from: first)
    case .log1p:
      let shifted = try sum(one(like: u), u)
      return try integral(of: quotient(one(like: u), shifted), along: u, from: first)
    case .softplus: return try integral(of: apply(.sigmoid, u), along: u, from: first)
    case .atan:
      let divisor = try sum(one(like: u), product(u, u))
      return try integral(of: quotient(one(like: u), divisor), along: u, from: first)
    case .erf, .erfc, .normalCDF:
      return try integral(of: gaussian(function, u), along: u, from: first)
    case .abs, .sign, .floor: throw .undecided(Reason(.notExpandable, function.rawValue))
    }
  }

  private func one(like u: Series) throws(EvaluationError) -> Series {
    try constant(base.number(1), count: u.count)
  }

  /// The solution of y′ = (α + β·y + γ·y²)·u′ with the given first coefficient.
  private func riccati(
    _ first: Base.Value, _ equation: (constant: Rational, linear: Rational, square: Rational),
    _ inner: Series
  ) throws(EvaluationError) -> Series {
    let linear = try base.number(equation.linear)
    let square = try base.number(equation.square)
    var value = [first]
    var slope: Series = []
    for n in 1..<max(inner.count, 1) {
      var next = try base.number(n == 1 ? equation.constant : 0)
      if !equation.linear.isZero {
        next = try base.sum(next, base.product(linear, value[n - 1]))
      }
      if !equation.square.isZero {
        for k in 0..<n {
          let term = try base.product(value[k], value[n - 1 - k])
          next = try base.sum(next, base.product(square, term))
        }
      }
      slope.append(next)
      value.append(try integrated(slope, inner, n))
    }
    return value
  }

  private func sineAndCosine(
    _ inner: Series
  ) throws(EvaluationError) -> (sine: Series, cosine: Series) {
    var sine = [try base.apply(.sin, inner[0])]
    var cosine = [try base.apply(.cos, inner[0])]
    for n in 1..<max(inner.count, 1) {
      let nextSine = try integrated(cosine, inner, n)
      cosine.append(try base.negative(integrated(sine, inner, n)))
      sine.append(nextSine)
    }
    return (sine, cosine)
  }

  /// (exp(u) ± exp(−u))/2.
  private func hyperbolic(_ u: Series, sign: Rational) throws(EvaluationError) -> Series {
    let growing = try apply(.exp, u)
    let decaying = try apply(.exp, negative(u))
    let factor = try constant(base.number(sign), count: u.count)
    let half = try constant(base.number(Rational(1, over: 2) ?? 0), count: u.count)
    return try product(half, sum(growing, product(factor, decaying)))
  }

  /// The derivative of erf, erfc or Phi at u.
  private func gaussian(
    _ function: ElementaryFunction, _ u: Series
  ) throws(EvaluationError) -> Series {
    let square = try product(u, u)
    let root = try base.apply(.sqrt, base.constant(.pi))
    if function == .normalCDF {
      let half = try constant(base.number(Rational(-1, over: 2) ?? 0), count: u.count)
      let scale = try base.product(root, base.apply(.sqrt, base.number(2)))
      let bell = try apply(.exp, product(half, square))
      return try quotient(bell, constant(scale, count: u.count))
    }
    let scale = try base.quotient(base.number(function == .erf ? 2 : -2), root)
    return try product(constant(scale, count: u.count), apply(.exp, negative(square)))
  }

  /// first + ∫ g·u′ dt.
  private func integral(
    of g: Series, along u: Series, from first: Base.Value
  ) throws(EvaluationError) -> Series {
    var value = [first]
    for n in 1..<max(min(u.count, g.count + 1), 1) { value.append(try integrated(g, u, n)) }
    return value
  }

  /// The coefficient of tⁿ in ∫ g·u′ dt: (1/n)·Σ k·uₖ·gₙ₋ₖ.
  private func integrated(
    _ slope: Series, _ inner: Series, _ n: Int
  ) throws(EvaluationError) -> Base.Value {
    var sum = try base.number(0)
    for k in 1..<(n + 1) {
      let term = try base.product(inner[k], slope[n - k])
      sum = try base.sum(sum, base.product(base.number(Rational(k)), term))
    }
    return try base.quotient(sum, base.number(Rational(n)))
  }
}
