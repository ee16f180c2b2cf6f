import Formulas

/// A Taylor polynomial of a formula that is exact but for its last coefficient.
///
/// For 0 < |h| ≤ r the formula is defined at p + h and is c₀ + c₁·h + … + cₙ·hⁿ, where c₀ … cₙ₋₁ lie in
/// their enclosures, and a number of the last enclosure, which depends on h, serves as cₙ: that is Taylor's
/// formula with Lagrange's remainder. At p itself the formula need not be defined: sin(x)/x at 0 is not.
public struct TaylorModel {
  /// p.
  public let point: Rational
  /// r.
  public let radius: Rational
  /// The enclosures of c₀ … cₙ.
  public let coefficients: [Interval]

  /// A model of degree `degree`, at least 1; `nil` where the formula is not known to be analytic on the
  /// interval, or an enclosure is not bounded.
  public init?(
    of formula: Formula, at point: Rational, radius: Rational, degree: Int, precision: Int = 192
  ) {
    self.point = point
    self.radius = radius
    let arithmetic = IntervalArithmetic(precision: precision)
    func enclosures(
      of function: Formula, _ orders: [Formula: Int], from a: Rational, to b: Rational
    ) -> [Interval]? {
      arithmetic.taylorCoefficients(
        of: function, on: Interval(a, b, precision: precision), count: degree + 1, orders: orders)
    }
    func model(of function: Formula, _ orders: [Formula: Int], pieces: Int) -> [Interval]? {
      guard let exact = enclosures(of: function, orders, from: point, to: point) else { return nil }
      var last: Interval?
      let width = (radius + radius) * (Rational(1, over: pieces) ?? 1)
      for piece in 0..<pieces {
        let start = point - radius + width * Rational(piece)
        guard let part = enclosures(of: function, orders, from: start, to: start + width)?.last
        else { return nil }
        last = last?.hull(part) ?? part
      }
      guard let last else { return nil }
      let all = Array(exact.dropLast()) + [last]
      return all.allSatisfy(\.isBounded) ? all : nil
    }
    // Narrow pieces have narrow enclosures; what is continued needs the point in each.
    if let plain = model(of: formula, [:], pieces: 8) {
      coefficients = plain
    } else if let continuation = AnalyticContinuation(of: formula, at: point),
      let continued = model(of: continuation.function, continuation.orders, pieces: 1)
    {
      coefficients = continued
    } else {
      return nil
    }
  }
}

extension IntervalArithmetic {
  /// The first `count` Taylor coefficients on `x`; `nil` where the formula is not known to be analytic on
  /// it.
  ///
  /// - Parameter orders: the divisors that vanish at one point of `x`, and how far; see
  ///   ``AnalyticContinuation``.
  func taylorCoefficients(
    of formula: Formula, on x: Interval, count: Int, orders: [Formula: Int]
  ) -> [Interval]? {
    guard x.isBounded else { return nil }
    var evaluation = SeriesEvaluation(
      base: self, argument: Enclosure(x), length: count + orders.values.reduce(0, +)
    ) { divisor, _, _ in orders[divisor] ?? 0 }
    guard let series = try? evaluation.series(of: formula), series.count >= count,
      series.allSatisfy({ $0.decoration == .continuous })
    else { return nil }
    return series.prefix(count).map(\.interval)
  }
}
