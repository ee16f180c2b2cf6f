import Formulas

/// Functions of sums of scales.
extension TailArithmetic {
  // MARK: Taylor series

  /// Σ cₖ·δᵏ with the remainder c·δⁿ, for a δ that tends to 0: c within bounds for all values of δ.
  private func series(
    _ coefficients: [TailSum], in delta: TailSum, remainder: (Bounds) -> Bounds?
  ) -> TailSum? {
    guard let range = range(of: delta),
      let rest = remainder(range.hull(Bounds()))
    else { return nil }
    var result: TailSum? = constant(rest)
    for coefficient in coefficients.reversed() {
      result = result.flatMap { product($0, delta) }.flatMap { sum($0, coefficient) }
    }
    return delta.terms.isEmpty ? coefficients.first : result
  }

  /// (1 + δ)^r.
  private func binomial(_ delta: TailSum, _ exponent: Rational) -> TailSum? {
    var coefficients: [TailSum] = []
    var coefficient: Rational = 1
    for k in 0..<count {
      coefficients.append(number(coefficient))
      coefficient = coefficient * (exponent - Rational(k)) * (Rational(1, over: k + 1) ?? 1)
    }
    let jets = JetArithmetic(bounds: bounds, order: count)
    return series(coefficients, in: delta) { range in
      let base = bounds.sum(Bounds(1, 1), range)
      guard base.sign == 1 else { return nil }
      return jets.power(Jet([base, Bounds(1, 1)]), exponent)?[count]
    }
  }

  /// ln(1 + δ).
  private func logarithm(_ delta: TailSum) -> TailSum? {
    let coefficients = (0..<count).map { k in
      number(k == 0 ? 0 : Rational(k.isMultiple(of: 2) ? -1 : 1, over: k) ?? 0)
    }
    let jets = JetArithmetic(bounds: bounds, order: count)
    return series(coefficients, in: delta) { range in
      jets.apply(.log1p, Jet([range, Bounds(1, 1)]))?[count]
    }
  }

  /// exp(δ).
  private func exponential(_ delta: TailSum) -> TailSum? {
    var coefficients: [TailSum] = []
    var coefficient: Rational = 1
    for k in 0..<count {
      coefficients.append(number(coefficient))
      coefficient = coefficient * (Rational(1, over: k + 1) ?? 1)
    }
    let jets = JetArithmetic(bounds: bounds, order: count)
    return series(coefficients, in: delta) { range in
      jets.apply(.exp, Jet([range, Bounds(1, 1)]))?[count]
    }
  }

  /// f(c + δ).
  private func expansion(
    _ function: ElementaryFunction, at center: Bounds, _ delta: TailSum
  ) -> TailSum? {
    let jets = JetArithmetic(bounds: bounds, order: count)
    guard let jet = jets.apply(function, Jet([center, Bounds(1, 1)])) else { return nil }
    return series((0..<count).map { constant(jet[$0]) }, in: delta) { range in
      jets.apply(function, Jet([bounds.sum(center, range), Bounds(1, 1)]))?[count]
    }
  }

  // MARK: Powers, logarithms, exponentials

  /// The leading term and the rest divided by it.
  private func split(_ u: TailSum) -> (leading: TailSum.Term, delta: TailSum)? {
    guard let leading = u.terms.first, leading.coefficient.sign ?? 0 != 0,
      let inverse = leading.scale.raised(to: -1),
      let factor = bounds.reciprocal(leading.coefficient)
    else { return nil }
    let reciprocal = TailSum.Term(
      scale: inverse, coefficient: factor, exact: power(leading.exact, -1))
    return product(TailSum(terms: Array(u.terms.dropFirst())), TailSum(terms: [reciprocal]))
      .map { (leading, $0) }
  }

  private func power(_ exact: TailConstant?, _ exponent: Rational) -> TailConstant? {
    guard let exact, exact.constant == nil else { return nil }
    if exact.factor == 1 { return exact }
    guard let integer = exponent.exactInt, let value = exact.factor.power(integer) else {
      return nil
    }
    return TailConstant(factor: value)
  }

  /// u^r.
  func power(_ u: TailSum, _ exponent: Rational) -> TailSum? {
    if exponent.isZero { return number(1) }
    if let integer = exponent.exactInt, (1...4).contains(integer) {
      return (1..<integer).reduce(u) { power, _ in power.flatMap { product($0, u) } }
    }
    guard let (leading, delta) = split(u), let scale = leading.scale.raised(to: exponent),
      let coefficient = bounds.power(leading.coefficient, exponent),
      let rest = binomial(delta, exponent)
    else { return nil }
    let term = TailSum.Term(
      scale: scale, coefficient: coefficient, exact: power(leading.exact, exponent))
    return product(TailSum(terms: [term]), rest)
  }

  func quotient(_ u: TailSum, _ v: TailSum) -> TailSum? {
    power(v, -1).flatMap { product(u, $0) }
  }

  private func logarithm(of u: TailSum) -> TailSum? {
    guard let (leading, delta) = split(u), leading.coefficient.sign == 1,
      leading.scale.logPower == 0, let rest = logarithm(delta)
    else { return nil }
    var terms = rest.terms
    if leading.exact?.factor != 1 || leading.exact?.constant != nil {
      guard let coefficient = bounds.apply(.ln, leading.coefficient) else { return nil }
      terms.append(TailSum.Term(scale: .one, coefficient: coefficient))
    }
    terms += [term(.logarithm, leading.scale.power)].compactMap { $0 }
    for growth in leading.scale.exponent {
      guard let term = term(growth.function, growth.coefficient, growth.constant) else {
        return nil
      }
      terms.append(term)
    }
    return sum(TailSum(terms: terms), TailSum(terms: []))
  }

  func exponential(of u: TailSum) -> TailSum? {
    var growths: [TailScale.Growth] = []
    var factor = number(1)
    var delta: [TailSum.Term] = []
    for term in u.terms {
      switch term.scale.tendency {
      case 1:
        guard let exact = term.exact else { return nil }
        growths.append(
          .init(coefficient: exact.factor, constant: exact.constant, function: term.scale))
      case 0:
        guard let value = bounds.apply(.exp, term.coefficient) else { return nil }
        factor = constant(value)
      default: delta.append(term)
      }
    }
    guard let scale = TailScale(exponential: growths), let leading = term(scale, 1),
      let rest = exponential(TailSum(terms: delta))
    else { return nil }
    return product(TailSum(terms: [leading]), factor).flatMap { product($0, rest) }
  }

  // MARK: Elementary functions

  /// f(u).
  func apply(_ function: ElementaryFunction, _ u: TailSum) -> TailSum? {
    switch function {
    case .exp: return exponential(of: u)
    case .expm1: return exponential(of: u).flatMap { sum($0, number(-1)) }
    case .ln: return logarithm(of: u)
    case .log1p: return sum(u, number(1)).flatMap(logarithm(of:))
    case .sqrt: return power(u, Rational(1, over: 2) ?? 1)
    default: break
    }
    guard let leading = u.terms.first, leading.scale.tendency > 0 else {
      let center = u.terms.first { $0.scale == .one }
      let delta = TailSum(terms: u.terms.filter { $0.scale != .one })
      return expansion(function, at: center?.coefficient ?? Bounds(), delta)
    }
    if function == .sin || function == .cos { return constant(Bounds(-1, 1)) }
    guard let sign = leading.coefficient.sign, sign != 0 else { return nil }
    let size = sign > 0 ? u : negative(u)
    switch function {
    case .cosh, .sinh:
      guard let rising = exponential(of: size), let falling = exponential(of: negative(size)) else {
        return nil
      }
      let half = Rational(1, over: 2) ?? 1
      if function == .cosh { return sum(rising, falling).map { scaled($0, by: half) } }
      return sum(rising, negative(falling)).map { scaled($0, by: sign > 0 ? half : -half) }
    case .abs: return size
    case .sign: return number(Rational(sign))
    case .sigmoid: return sign > 0 ? logistic(size) : complement(of: logistic(size))
    case .softplus:
      let rest = exponential(of: negative(size)).flatMap { sum($0, number(1)) }
        .flatMap(logarithm(of:))
      return sign > 0 ? rest.flatMap { sum(u, $0) } : rest
    case .tanh:
      // 2·σ(2u) − 1.
      let value = logistic(scaled(size, by: 2)).flatMap { sum(scaled($0, by: 2), number(-1)) }
      return value.map { sign > 0 ? $0 : negative($0) }
    case .erf:
      let value = complementaryError(size).map(negative).flatMap { sum($0, number(1)) }
      return value.map { sign > 0 ? $0 : negative($0) }
    case .erfc:
      let value = complementaryError(size)
      return sign > 0 ? value : value.map(negative).flatMap { sum($0, number(2)) }
    case .normalCDF: return sign > 0 ? complement(of: normalTail(size)) : normalTail(size)
    default: return nil
    }
  }

  private func complement(of u: TailSum?) -> TailSum? {
    u.map(negative).flatMap { sum($0, number(1)) }
  }

  /// 1/(1 + exp(−u)).
  private func logistic(_ u: TailSum) -> TailSum? {
    exponential(of: negative(u)).flatMap { sum($0, number(1)) }.flatMap { power($0, -1) }
  }

  /// erfc(u) for u → ∞: exp(−u²)/(u·√π) times an alternating series in 1/(2u²), whose remainder has
  /// the sign of the first term left out and is smaller (Abramowitz and Stegun, 7.1.23).
  private func complementaryError(_ u: TailSum) -> TailSum? {
    product(u, u).flatMap { square in
      millsSeries(u, exponent: negative(square), over: scaled(square, by: 2), rootOfPi: 1)
    }
  }

  /// Φ(−u) for u → ∞, the same with u/√2.
  private func normalTail(_ u: TailSum) -> TailSum? {
    product(u, u).flatMap { square in
      millsSeries(
        u, exponent: scaled(square, by: Rational(-1, over: 2) ?? 0), over: square, rootOfPi: 2)
    }
  }

  /// exp(exponent)/(u·√(factor·π))·Σ (−1)ᵏ·(2k − 1)!!/squareᵏ.
  private func millsSeries(
    _ u: TailSum, exponent: TailSum, over square: TailSum, rootOfPi factor: Rational
  ) -> TailSum? {
    guard let step = power(square, -1), let bell = exponential(of: exponent),
      let root = bounds.constant(.pi).flatMap({
        bounds.apply(.sqrt, bounds.product(bounds.number(factor), $0))
      }).flatMap(bounds.reciprocal)
    else { return nil }
    // What is left of the series lies between 0 and its first term.
    var result = constant(Bounds(0, 1))
    for k in stride(from: count - 1, through: 0, by: -1) {
      let ratio = scaled(step, by: -Rational(2 * k + 1))
      guard let next = product(result, ratio).flatMap({ sum($0, number(1)) }) else { return nil }
      result = next
    }
    return quotient(bell, u).flatMap { product($0, result) }
      .flatMap { product($0, constant(root)) }
  }
}
