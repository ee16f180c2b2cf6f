import Formulas

/// The first coefficients of a Taylor expansion, as bounds; those that are not there are 0.
struct Jet {
  var coefficients: [Bounds]

  /// A constant.
  init(_ constant: Bounds) { coefficients = [constant] }

  /// The expansion with the coefficients, the value first.
  init(_ coefficients: [Bounds]) { self.coefficients = coefficients }

  /// The value.
  var value: Bounds { coefficients[0] }

  /// The coefficient of a power, f⁽ᵏ⁾/k!.
  subscript(power: Int) -> Bounds {
    coefficients.indices.contains(power) ? coefficients[power] : Bounds()
  }
}

/// Automatic differentiation: arithmetic on expansions up to an order.
struct JetArithmetic {
  let bounds: BoundsArithmetic
  let order: Int

  func sum(_ a: Jet, _ b: Jet) -> Jet {
    let (long, short) = a.coefficients.count >= b.coefficients.count ? (a, b) : (b, a)
    var result = long
    for (power, term) in short.coefficients.enumerated() {
      result.coefficients[power] = bounds.sum(result.coefficients[power], term)
    }
    return result
  }

  func negative(_ a: Jet) -> Jet { Jet(a.coefficients.map(bounds.negative)) }

  func product(_ a: Jet, _ b: Jet) -> Jet {
    let count = min(order + 1, a.coefficients.count + b.coefficients.count - 1)
    return Jet(
      (0..<count).map { power in
        let least = max(0, power - b.coefficients.count + 1)
        let greatest = min(power, a.coefficients.count - 1)
        return (least...greatest).map {
          bounds.product(a.coefficients[$0], b.coefficients[power - $0])
        }.reduce(nil) { sum, term in sum.map { bounds.sum($0, term) } ?? term } ?? Bounds()
      })
  }

  func scaled(_ a: Jet, by factor: Rational) -> Jet {
    let factor = bounds.number(factor)
    return Jet(a.coefficients.map { bounds.product(factor, $0) })
  }

  /// a to a constant power.
  func power(_ a: Jet, _ exponent: Rational) -> Jet? {
    if exponent.isZero { return one }
    return chain(a, value: bounds.power(a.value, exponent)) { lower, u in
      lower.power(u, exponent - 1).map { lower.scaled($0, by: exponent) }
    }
  }

  /// a^b for a > 0.
  func power(_ a: Jet, _ b: Jet) -> Jet? {
    guard a.value.sign == 1 else { return nil }
    return apply(.ln, a).flatMap { apply(.exp, product(b, $0)) }
  }

  /// An elementary function of an expansion.
  func apply(_ function: ElementaryFunction, _ a: Jet) -> Jet? {
    chain(a, value: bounds.apply(function, a.value)) { lower, u in
      lower.derivative(of: function, at: u)
    }
  }

  /// The chain rule: the value, and for the rest the derivative of f(u), which is f′(u)·u′.
  private func chain(
    _ u: Jet, value: Bounds?, derivative: (JetArithmetic, Jet) -> Jet?
  ) -> Jet? {
    guard let value else { return nil }
    guard order > 0, u.coefficients.count > 1 else { return Jet(value) }
    let lower = JetArithmetic(bounds: bounds, order: order - 1)
    guard let outer = derivative(lower, Jet(Array(u.coefficients.prefix(order)))) else {
      return nil
    }
    let inner = Jet(
      u.coefficients.enumerated().dropFirst().map { power, coefficient in
        bounds.product(Bounds(Double(power), Double(power)), coefficient)
      })
    let slope = lower.product(outer, inner)
    return Jet(
      [value]
        + slope.coefficients.enumerated().map { power, coefficient in
          guard power > 0 else { return coefficient }
          return bounds.product(bounds.number(Rational(1, over: power + 1) ?? 1), coefficient)
        })
  }

  /// The rules, a line each.
  private func derivative(of function: ElementaryFunction, at u: Jet) -> Jet? {
    switch function {
    case .exp, .expm1: apply(.exp, u)
    case .ln: power(u, -1)
    case .log1p: power(sum(one, u), -1)
    case .sqrt: apply(.sqrt, u).flatMap { power($0, -1) }.map { scaled($0, by: half) }
    case .cbrt: apply(.cbrt, u).flatMap { power($0, -2) }.map { scaled($0, by: third) }
    case .abs: apply(.sign, u)
    case .sign: u.value.isNonzero ? Jet(Bounds()) : nil
    case .tanh: apply(.cosh, u).flatMap { power($0, -2) }
    case .sinh: apply(.cosh, u)
    case .cosh: apply(.sinh, u)
    case .sigmoid: both(apply(.sigmoid, u), apply(.sigmoid, negative(u)))
    case .softplus: apply(.sigmoid, u)
    case .erf: both(bell(u, width: 1), rootOfPi(4))
    case .erfc: both(bell(u, width: 1), rootOfPi(4)).map(negative)
    case .normalCDF: both(bell(u, width: half), rootOfPi(half))
    case .sin: apply(.cos, u)
    case .cos: apply(.sin, u).map(negative)
    case .tan: apply(.cos, u).flatMap { power($0, -2) }
    case .atan: power(u, 2).flatMap { power(sum(one, $0), -1) }
    case .floor: nil
    }
  }

  private var one: Jet { Jet(Bounds(1, 1)) }
  private var half: Rational { Rational(1, over: 2) ?? 0 }
  private var third: Rational { Rational(1, over: 3) ?? 0 }

  private func both(_ a: Jet?, _ b: Jet?) -> Jet? {
    guard let a, let b else { return nil }
    return product(a, b)
  }

  /// exp(−width·u²).
  private func bell(_ u: Jet, width: Rational) -> Jet? {
    power(u, 2).flatMap { apply(.exp, scaled($0, by: -width)) }
  }

  /// √(factor/π).
  private func rootOfPi(_ factor: Rational) -> Jet? {
    bounds.constant(.pi).flatMap(bounds.reciprocal)
      .flatMap { bounds.apply(.sqrt, bounds.product(bounds.number(factor), $0)) }.map { Jet($0) }
  }
}
