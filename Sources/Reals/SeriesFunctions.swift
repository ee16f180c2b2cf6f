import Formulas

/// Analytic functions of a series: coefficient recurrences from the differential equations.
extension SeriesArithmetic {
  /// f(u) for a function that is analytic at u₀, or throws where it is not.
  func analytic(
    _ function: ElementaryFunction, _ u: LaurentSeries, coefficients inner: [ExactReal]
  ) throws(EvaluationError) -> LaurentSeries {
    if function == .ln, try sign(inner[0]) == 0 {
      throw .undecided(Reason(.logarithmicSingularity))
    }
    let first = try base.apply(function, inner[0])
    switch function {
    case .exp: return try riccati(first, (0, 1, 0), inner)
    case .sigmoid: return try riccati(first, (0, 1, -1), inner)
    case .tanh: return try riccati(first, (1, 0, -1), inner)
    case .tan: return try riccati(first, (1, 0, 1), inner)
    case .sin: return try sineAndCosine(inner).sine
    case .cos: return try sineAndCosine(inner).cosine
    case .sinh: return try hyperbolic(u, sign: -1)
    case .cosh: return try hyperbolic(u, sign: 1)
    case .ln: return try integral(of: quotient(number(1), u), for: function, inner, from: first)
    case .softplus: return try integral(of: apply(.sigmoid, u), for: function, inner, from: first)
    case .atan:
      return try integral(
        of: quotient(number(1), sum(number(1), power(u, 2))), for: function, inner, from: first)
    case .erf, .erfc, .normalCDF:
      return try integral(of: gaussian(function, u), for: function, inner, from: first)
    case .abs, .sign, .sqrt, .cbrt, .floor, .log1p, .expm1:
      throw .undecided(Reason(.notExpandable, function.rawValue))
    }
  }

  /// The solution of y′ = (α + β·y + γ·y²)·u′ with the given first coefficient.
  private func riccati(
    _ first: ExactReal, _ equation: (constant: Rational, linear: Rational, square: Rational),
    _ inner: [ExactReal]
  ) throws(EvaluationError) -> LaurentSeries {
    let linear = try base.number(equation.linear)
    let square = try base.number(equation.square)
    var value = [first]
    var slope: [ExactReal] = []
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
    return try normalised(0, value)
  }

  private func sineAndCosine(
    _ inner: [ExactReal]
  ) throws(EvaluationError) -> (sine: LaurentSeries, cosine: LaurentSeries) {
    var sine = [try base.apply(.sin, inner[0])]
    var cosine = [try base.apply(.cos, inner[0])]
    for n in 1..<max(inner.count, 1) {
      let nextSine = try integrated(cosine, inner, n)
      cosine.append(try base.negative(integrated(sine, inner, n)))
      sine.append(nextSine)
    }
    return (try normalised(0, sine), try normalised(0, cosine))
  }

  /// (exp(u) ± exp(−u))/2.
  private func hyperbolic(
    _ u: LaurentSeries, sign: Rational
  ) throws(EvaluationError) -> LaurentSeries {
    let growing = try apply(.exp, u)
    let decaying = try product(number(sign), quotient(number(1), growing))
    return try quotient(sum(growing, decaying), number(2))
  }

  /// The derivative of erf, erfc or Phi at u.
  private func gaussian(
    _ function: ElementaryFunction, _ u: LaurentSeries
  ) throws(EvaluationError) -> LaurentSeries {
    let square = try power(u, 2)
    let root = try base.apply(.sqrt, base.constant(.pi))
    if function == .normalCDF {
      let half = try quotient(negative(square), number(2))
      let scale = try base.product(root, base.apply(.sqrt, base.number(2)))
      return try quotient(apply(.exp, half), constant(scale))
    }
    let scale = try base.quotient(base.number(function == .erf ? 2 : -2), root)
    return try product(constant(scale), apply(.exp, negative(square)))
  }

  /// first + ∫ g·u′ dt, where g is the derivative of `function` at u.
  private func integral(
    of g: LaurentSeries, for function: ElementaryFunction, _ inner: [ExactReal],
    from first: ExactReal
  ) throws(EvaluationError) -> LaurentSeries {
    let slope = try regular(g, inside: function)
    var value = [first]
    for n in 1..<max(min(inner.count, slope.count + 1), 1) {
      value.append(try integrated(slope, inner, n))
    }
    return try normalised(0, value)
  }

  /// The coefficient of tⁿ in ∫ g·u′ dt: (1/n)·Σ k·uₖ·gₙ₋ₖ.
  private func integrated(
    _ slope: [ExactReal], _ inner: [ExactReal], _ n: Int
  ) throws(EvaluationError) -> ExactReal {
    var sum = try base.number(0)
    for k in 1..<(n + 1) {
      let term = try base.product(inner[k], slope[n - k])
      sum = try base.sum(sum, base.product(base.number(Rational(k)), term))
    }
    return try base.quotient(sum, base.number(Rational(n)))
  }
}
