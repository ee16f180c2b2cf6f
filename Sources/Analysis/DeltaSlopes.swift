import Calculus
import Formulas
import Reals

extension DeltaWalk {
  /// Whether a bound K of |f(x) − f(a)|/|x − a| on the interval shows that δ serves there: K bounds
  /// the quotient itself, or |f′| on an interval that begins at a, where f is continuous.
  func isBoundedBySlope(
    _ formula: Formula, on part: OpenInterval, side: Int
  ) throws(EvaluationError) -> Bool {
    let quotient = (formula - value.formula) / (.x - point.formula)
    var bounds = [magnitude(of: NormalForm(quotient)?.formula ?? quotient, on: part)]
    if let near = side > 0 ? part.lower : part.upper,
      try points.compare(near.value, point.value) == 0, isContinuous(on: side)
    {
      bounds.append(magnitude(of: formula.derivative, on: part))
    }
    let far = side > 0 ? part.upper : part.lower
    let limit = try far.map { end throws(EvaluationError) in
      RealPoint(try points.exact.apply(.abs, points.difference(end.value, point.value)))
    }
    let rise = (formula - value.formula).simplified
    let size = try magnitude(of: rise, on: part).map { size throws(EvaluationError) in
      try points.point(.number(size))
    }
    for case let slope? in bounds {
      if slope.isZero { return true }
      let isServed = try envelope.serves(
        slope: points.point(.number(slope)), differencesUpTo: size, distancesBelow: limit,
        charts: charts)
      if isServed { return true }
    }
    return false
  }

  /// A bound of the absolute values of a function that is analytic on the open interval: where its
  /// formula has no value, at the ends or at single points, they are limits of others.
  private func magnitude(of g: Formula, on part: OpenInterval) -> Rational? {
    guard let domain = analyzer.oracle.enclosure(of: part) else { return nil }
    let range = try? IntervalArithmetic(precision: 128).evaluate(g, at: Enclosure(domain))
    return range?.interval.magnitude?.upperBound
  }

  /// Whether f tends to f(a) from the side.
  private func isContinuous(on side: Int) -> Bool {
    for joint in analyzer.joints {
      guard let order = try? points.compare(joint.point.value, point.value) else { return false }
      guard order == 0 else { continue }
      let limit = side > 0 ? joint.right?.limit : joint.left?.limit
      return points.agreement(limit, .finite(value)) == .proved
    }
    return true
  }
}
