import Formulas
import Reals

/// Finds an ε for two points, so that they refute a claim about δ, with proof.
struct DeltaCounterexamples {
  let points: PointArithmetic
  let function: Formula
  let delta: Formula
  private let floats = FloatArithmetic()

  init(points: PointArithmetic, function: Formula, delta: Formula) {
    self.points = points
    self.function = function
    self.delta = delta
  }

  /// An ε ≤ |f(x) − f(y)| of few digits with |x − y| < δ(ε), all in exact arithmetic; `nil` where
  /// none is found.
  func counterexample(_ x: RealPoint, _ y: RealPoint) -> DeltaGrade.Counterexample? {
    let exact = points.exact
    guard let valueAtX = try? exact.evaluate(function, at: x.value),
      let valueAtY = try? exact.evaluate(function, at: y.value),
      let difference = try? exact.apply(.abs, points.difference(valueAtX, valueAtY)),
      let distance = try? exact.apply(.abs, points.difference(x.value, y.value))
    else { return nil }
    for epsilon in candidates(upTo: difference) {
      guard let number = try? exact.number(epsilon),
        (try? points.compare(number, difference)).map({ $0 <= 0 }) == true,
        let reach = try? exact.evaluate(delta, at: number),
        (try? points.compare(distance, reach)) == -1
      else { continue }
      return DeltaGrade.Counterexample(
        epsilon: ExactNumber(epsilon), delta: points.describe(reach), x: points.describe(x),
        y: points.describe(y), distance: points.describe(distance),
        valueAtX: points.describe(valueAtX), valueAtY: points.describe(valueAtY),
        difference: points.describe(difference))
    }
    return nil
  }

  /// Short numbers up to the difference, then fractions of it for a δ that decreases somewhere.
  private func candidates(upTo difference: ExactReal) -> [Rational] {
    if let exact = difference.rational, exact.signum > 0 {
      return exact.shortLowerBounds + [exact] + fractions(of: exact)
    }
    guard let bound = RealValue.exact(difference).interval(bits: 64)?.lowerBound else { return [] }
    return bound.shortLowerBounds + fractions(of: bound)
  }

  private func fractions(of bound: Rational) -> [Rational] {
    let parts = (1..<32).reversed().compactMap { (bound * Rational($0) / 32)?.shortLowerBounds }
    return parts.compactMap(\.first) + parts.compactMap { $0.dropFirst(2).first }
  }

  /// The nearest float64 number to a constant.
  func double(_ constant: Formula) -> Double { floats.value(of: constant, at: 0) }

  /// Whether the points look like a counterexample in float64: a filter, no proof.
  func isPromising(_ x: Double, _ y: Double) -> Bool {
    let distance = abs(x - y)
    let difference = abs(
      floats.value(of: function, at: x) - floats.value(of: function, at: y))
    guard distance > 0, difference > 0, difference.isFinite else { return false }
    return [1, 0.9, 0.5, 0.1, 0.01].contains { part in
      floats.value(of: delta, at: difference * part) > distance * (1 + 1e-9)
    }
  }
}
