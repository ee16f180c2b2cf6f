import CFLINT
import Formulas

@testable import Reals

/// A function of the real numbers, what a program is compared with.
enum TrueFunction {
  case elementary(ElementaryFunction)
  /// exp(x²)·erfc x, for x ≥ 0.
  case scaledComplement
  /// sin or cos of a number of quarter turns.
  case ofQuarterTurns(ElementaryFunction)

  private static var base: BallArithmetic {
    BallArithmetic(precision: TaylorPolynomial.precision)
  }

  /// f(x), f′(x), f″(x)/2, … for all x in a ball.
  func coefficients(at x: Ball, count: Int) throws -> [Ball] {
    let series = TaylorCoefficients(base: Self.base)
    switch self {
    case .elementary(let function):
      return try series.apply(function, Self.line(x, Ball.one, count))
    case .ofQuarterTurns(let function):
      let quarter = try Self.base.quotient(Self.base.constant(.pi), Ball(2))
      return try series.apply(function, Self.line(Self.base.product(x, quarter), quarter, count))
    case .scaledComplement:
      return try Self.scaledComplement(at: x, count: count)
    }
  }

  /// The series a + b·t.
  private static func line(_ a: Ball, _ b: Ball, _ count: Int) -> [Ball] {
    (0..<count).map { $0 == 0 ? a : $0 == 1 ? b : Ball() }
  }

  /// The coefficients of w = exp(x²)·erfc x, by w′ = 2·x·w − 2/√π.
  ///
  /// w(x) is the integral of 2/√π·exp(−t² − 2·t·x) over t > 0, so w⁽ᵏ⁾·(−1)ᵏ is positive and falls: over a
  /// ball it lies between its values at the ends, where few digits are lost.
  private static func scaledComplement(at x: Ball, count: Int) throws -> [Ball] {
    guard x.isExact else {
      let ends = x.doubleBounds
      let low = try scaledComplement(at: Ball(exactly: ends.lowerBound) ?? .line, count: count)
      let high = try scaledComplement(at: Ball(exactly: ends.upperBound) ?? .line, count: count)
      return try zip(low, high).map { try base.union($0, $1) }
    }
    let working = BallArithmetic(precision: 900)
    let square = try working.product(x, x)
    let first = try working.product(working.apply(.exp, square), working.apply(.erfc, x))
    let root = try working.apply(.sqrt, working.constant(.pi))
    let slope = try working.quotient(Ball(-2), root)
    var result = [first]
    let double = try working.product(Ball(2), x)
    for k in 1..<max(count, 2) {
      var next = try working.product(double, result[k - 1])
      next = try working.sum(next, k == 1 ? slope : working.product(Ball(2), result[k - 2]))
      result.append(try working.quotient(next, Ball(k)))
    }
    return result
  }

  /// f(p(t)): Taylor's formula with Lagrange's remainder around the middle of p, or one ball for all of it
  /// where that is narrower.
  func composed(with inner: TaylorPolynomial) throws -> TaylorPolynomial {
    let range = inner.range
    guard range.isBounded else { throw Undecided("an argument without bound") }
    let whole = try? coefficients(at: range, count: 1)
    let expanded = try? expanded(around: inner, range)
    switch (expanded, whole?.first) {
    case (let expanded?, let whole?):
      let wide = TaylorPolynomial(coefficients: [whole])
      return expanded.doubt <= wide.doubt ? expanded : wide
    case (let expanded?, nil): return expanded
    case (nil, let whole?): return TaylorPolynomial(coefficients: [whole])
    case (nil, nil): throw Undecided("an argument outside the domain")
    }
  }

  private func expanded(
    around inner: TaylorPolynomial, _ range: Ball
  ) throws -> TaylorPolynomial {
    let degree = TaylorPolynomial.degree
    if inner.count <= 1 {
      return TaylorPolynomial(coefficients: try coefficients(at: range, count: 1))
    }
    let middle = Ball { arb_set($0, inner[0]) }
    var terms = try coefficients(at: middle, count: degree)
    terms.append(try coefficients(at: range, count: degree + 1)[degree])
    let rest = inner - TaylorPolynomial(coefficients: [middle])
    var result = TaylorPolynomial(coefficients: [terms[degree]])
    for term in terms.dropLast().reversed() {
      result = result * rest + TaylorPolynomial(coefficients: [term])
    }
    return result
  }

  /// The true function of a value.
  func applied(to a: RoundedValue) throws -> RoundedValue {
    let model = try composed(with: a.model)
    if a.noise.isEmpty { return RoundedValue(model, [], grid: -5000) }
    // f(A + a) = f(A) + a·f′(A) + a²·f″(somewhere)/2.
    let everywhere = Ball(
      Interval(exactly: a.model.span.widened(by: RoundedValue.total(a.noise))),
      precision: TaylorPolynomial.precision)
    let slopes = try coefficients(at: everywhere, count: 3)
    let bounds = slopes[1].doubleBounds
    let slope = Estimate(from: bounds.lowerBound, to: bounds.upperBound)
    let noise = a.noise.map { RoundedValue.Noise(symbol: $0.symbol, size: $0.size * slope) }
    let curvature = slopes[2].doubleBounds
    let total = RoundedValue.total(a.noise)
    let most = max(abs(curvature.lowerBound), abs(curvature.upperBound))
    return RoundedValue(
      model.blurred(by: Estimate.enlarged(total * total * most)), noise, grid: -5000)
  }

  /// What a program gives for a value that computes this function, off by at most `bound` units of 2⁻⁵³ relative
  /// to the true value and `allowance` absolutely.
  func rounded(
    _ a: RoundedValue, bound: Double, allowance: Double, in run: RoundedValue.Run
  ) throws -> RoundedValue {
    let exact = try applied(to: a)
    let error = Estimate.enlarged(exact.span.greatest * (bound * 0x1p-53) + allowance)
    let own = RoundedValue.Noise(symbol: run.symbol(), size: Estimate(middle: error, radius: 0))
    let span = exact.span.widened(by: error)
    return RoundedValue(
      exact.model, exact.noise + [own], grid: RoundedValue.lastPlace(of: span.least), span: span)
  }
}

extension TaylorPolynomial {
  /// The sum of the radii.
  fileprivate var doubt: Double {
    let sum = Ball()
    let radius = Ball()
    for index in 0..<count {
      arb_get_rad_arb(radius.pointer, self[index])
      arb_add(sum.pointer, sum.pointer, radius.pointer, 64)
    }
    return sum.doubleBounds.upperBound
  }
}

extension Interval {
  fileprivate convenience init(exactly span: Span) {
    self.init()
    arf_set_d(lower, span.lower)
    arf_set_d(upper, span.upper)
  }
}
