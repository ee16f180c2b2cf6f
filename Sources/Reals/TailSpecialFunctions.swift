import Formulas

/// Trigonometric and error functions of a ``TailSeries``, by Taylor and asymptotic series.
extension TailArithmetic {
  /// u − c, for a u that tends to c.
  private func offset(
    _ u: TailSeries, from c: TailCoefficient
  ) throws(EvaluationError) -> TailSeries {
    try difference(u, constant(c))
  }

  private func center(_ behaviour: TailBehaviour) -> TailCoefficient {
    if case .finite(let c) = behaviour { c } else { TailCoefficient(0) }
  }

  // MARK: sin, cos, tan, atan

  func trigonometric(
    _ function: ElementaryFunction, _ u: TailSeries, _ behaviour: TailBehaviour
  ) throws(EvaluationError) -> TailSeries {
    if function == .tan {
      if case .infinite = behaviour {
        throw budget.failure(.scale, .functionOfInfinity, "tan")
      }
      return try quotient(
        trigonometric(.sin, u, behaviour), trigonometric(.cos, u, behaviour))
    }
    if case .infinite = behaviour {
      noteOscillation()
      return try assemble(
        [], [.init(monomial: .one, factor: Interval(integersFrom: -1, to: 1))])
    }
    let c = center(behaviour)
    let small = try offset(u, from: c)
    let sine = try coefficients.apply(.sin, c)
    let cosine = try coefficients.apply(.cos, c)
    let cycle = [
      sine, cosine, try coefficients.negative(sine), try coefficients.negative(cosine),
    ]
    let n = try usefulPowers(of: small)
    var a: [TailCoefficient] = []
    var factorial = TailCoefficient(1)
    for k in 0..<n {
      if k > 0 { factorial = try coefficients.product(factorial, TailCoefficient(Rational(k))) }
      let derivative = cycle[(k + (function == .cos ? 1 : 0)) % 4]
      a.append(try coefficients.quotient(derivative, factorial))
    }
    let last = try bounds.quotient(
      Interval(integersFrom: -1, to: 1),
      bounds.product(
        coefficients.interval(factorial), coefficients.interval(TailCoefficient(Rational(n)))))
    return try composed(small, a, last: last)
  }

  func arcTangent(
    _ u: TailSeries, _ behaviour: TailBehaviour
  ) throws(EvaluationError) -> TailSeries {
    if case .infinite(let sign) = behaviour {
      guard try self.sign(u) == sign else {
        throw budget.failure(.nearStart, .argumentSign, "atan")
      }
      let half = try coefficients.product(
        coefficients.coefficient(coefficients.exact.constant(.pi)),
        TailCoefficient(Rational(sign, over: 2) ?? 0))
      return try difference(constant(half), smallArcTangent(power(u, TailCoefficient(-1))))
    }
    let c = center(behaviour)
    let small = try offset(u, from: c)
    if try coefficients.sign(c) == 0 { return try smallArcTangent(small) }
    // atan(c + ε) = atan c + atan(ε/(1 + c·(c + ε))), as the divisor is positive.
    let divisor = try sum(number(1), scaled(u, by: c, .one))
    guard try sign(divisor) > 0 else {
      throw budget.failure(.nearStart, .dominance)
    }
    return try sum(
      constant(coefficients.apply(.atan, c)), smallArcTangent(quotient(small, divisor)))
  }

  /// The Taylor series; the n-th derivative is at most (n − 1)! in magnitude.
  private func smallArcTangent(_ small: TailSeries) throws(EvaluationError) -> TailSeries {
    let n = try usefulPowers(of: small)
    var a: [TailCoefficient] = []
    for k in 0..<n {
      let value = k % 2 == 0 ? nil : Rational(k % 4 == 1 ? 1 : -1, over: k)
      a.append(TailCoefficient(value ?? 0))
    }
    let bound = Rational(1, over: n) ?? 1
    return try composed(
      small, a, last: Interval(-bound, bound, precision: coefficients.precision))
  }

  // MARK: erf, erfc, Phi

  func errorFunction(
    _ function: ElementaryFunction, _ u: TailSeries, _ behaviour: TailBehaviour
  ) throws(EvaluationError) -> TailSeries {
    guard case .infinite(let sign) = behaviour else {
      return try gaussianTaylor(function, u, at: center(behaviour))
    }
    switch function {
    case .erf:
      let tail = try complementaryError(sign > 0 ? u : negative(u))
      return try sign > 0 ? difference(number(1), tail) : sum(number(-1), tail)
    case .erfc:
      return try sign > 0
        ? complementaryError(u) : difference(number(2), complementaryError(negative(u)))
    default:
      let root = try coefficients.apply(.sqrt, TailCoefficient(2))
      let scale = try coefficients.quotient(TailCoefficient(Rational(sign)), root)
      let half = TailCoefficient(Rational(1, over: 2) ?? 1)
      let tail = try scaled(complementaryError(scaled(u, by: scale, .one)), by: half, .one)
      return try sign > 0 ? difference(number(1), tail) : tail
    }
  }

  /// erfc(u) = exp(−u²)/(u·√π)·(Σ (−1)ᵏ·(2k − 1)!!·vᵏ + θ·(the first omitted term)) for u > 0, with
  /// v = 1/(2u²) and 0 ≤ θ ≤ 1.
  private func complementaryError(_ u: TailSeries) throws(EvaluationError) -> TailSeries {
    guard try sign(u) > 0 else {
      throw budget.failure(.nearStart, .argumentSign, "erfc")
    }
    let square = try product(u, u)
    let half = TailCoefficient(Rational(1, over: 2) ?? 1)
    let small = try scaled(power(square, TailCoefficient(-1)), by: half, .one)
    let n = try usefulPowers(of: small)
    var a = [TailCoefficient(1)]
    for k in 1..<(n + 1) {
      a.append(
        try coefficients.product(a[k - 1], TailCoefficient(Rational(1 - 2 * k))))
    }
    let omitted = try coefficients.interval(a.removeLast()).hull(Interval(0))
    let series = try composed(small, a, last: omitted)
    let root = try coefficients.apply(
      .sqrt, coefficients.coefficient(coefficients.exact.constant(.pi)))
    let scale = try coefficients.quotient(TailCoefficient(1), root)
    return try scaled(
      product(product(exponential(negative(square)), series), power(u, TailCoefficient(-1))),
      by: scale, .one)
  }

  /// The Taylor series at a finite limit: the derivatives are K·pₖ(x)·exp(−q·x²/2) with p₁ = 1 and
  /// pₖ₊₁ = pₖ′ − q·x·pₖ, where q is 2 for erf and erfc and 1 for Phi.
  private func gaussianTaylor(
    _ function: ElementaryFunction, _ u: TailSeries, at c: TailCoefficient
  ) throws(EvaluationError) -> TailSeries {
    let small = try offset(u, from: c)
    let n = try usefulPowers(of: small)
    let q: Rational = function == .normalCDF ? 1 : 2
    let scale = try gaussianScale(function)
    let weight = try coefficients.product(
      scale,
      coefficients.apply(
        .exp,
        coefficients.product(
          coefficients.product(c, c), TailCoefficient(q * (Rational(-1, over: 2) ?? 0)))))
    var a = [try coefficients.apply(function, c)]
    var polynomial: [Rational] = [1]
    var factorial = Rational(1)
    for k in 1..<n {
      factorial = factorial * Rational(k)
      var value = TailCoefficient(0)
      for p in polynomial.reversed() {
        value = try coefficients.sum(coefficients.product(value, c), TailCoefficient(p))
      }
      a.append(
        try coefficients.quotient(
          coefficients.product(weight, value), TailCoefficient(factorial)))
      polynomial = next(polynomial, q)
    }
    factorial = factorial * Rational(n)
    let reach = try bounds.sum(coefficients.interval(c), range(small).hull(Interval(0)))
    var value = Interval(0)
    for p in polynomial.reversed() {
      value = try bounds.sum(
        bounds.product(value, reach), coefficients.interval(TailCoefficient(p)))
    }
    let square = try bounds.intervals.power(Enclosure(reach), 2).interval
    let exponent = try bounds.product(
      square, coefficients.interval(TailCoefficient(q * (Rational(-1, over: 2) ?? 0))))
    let density = try bounds.product(
      coefficients.interval(scale), bounds.intervals.apply(.exp, Enclosure(exponent)).interval)
    let last = try bounds.quotient(
      bounds.product(density, value), coefficients.interval(TailCoefficient(factorial)))
    return try composed(small, a, last: last)
  }

  private func next(_ p: [Rational], _ q: Rational) -> [Rational] {
    var result = [Rational](repeating: 0, count: p.count + 1)
    for (index, value) in p.enumerated() {
      if index > 0 { result[index - 1] = result[index - 1] + Rational(index) * value }
      result[index + 1] = result[index + 1] - q * value
    }
    return result
  }

  /// 2/√π, −2/√π or 1/√(2π).
  private func gaussianScale(
    _ function: ElementaryFunction
  ) throws(EvaluationError) -> TailCoefficient {
    let pi = try coefficients.coefficient(coefficients.exact.constant(.pi))
    if function == .normalCDF {
      let root = try coefficients.apply(
        .sqrt, coefficients.product(pi, TailCoefficient(2)))
      return try coefficients.quotient(TailCoefficient(1), root)
    }
    let root = try coefficients.apply(.sqrt, pi)
    return try coefficients.quotient(TailCoefficient(function == .erf ? 2 : -2), root)
  }
}
