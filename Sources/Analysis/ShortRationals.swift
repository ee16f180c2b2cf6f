import BigInt
import Formulas
import Reals

extension PointArithmetic {
  /// A number of few decimals strictly inside the interval, near its middle, or near its finite
  /// end where it has only one.
  func shortRational(in interval: OpenInterval) throws(EvaluationError) -> Rational {
    let lower = try interval.lower.map { end throws(EvaluationError) in
      try rationalBounds(end)
    }
    let upper = try interval.upper.map { end throws(EvaluationError) in
      try rationalBounds(end)
    }
    switch (lower, upper) {
    case (nil, nil): return 0
    case (let lower?, nil): return Rational(lower.1.floor + 1)
    case (nil, let upper?): return -Rational((-upper.0).floor + 1)
    case (let lower?, let upper?):
      if let value = Rational.short(above: lower.1, below: upper.0) { return value }
      throw .undecided(Reason(.closeBreakpoints, "1e-60"))
    }
  }
}

extension PointArithmetic {
  /// A few points of few decimals inside the interval, the shortest first.
  func shortSamples(in interval: OpenInterval) -> [RealPoint] {
    guard let middle = try? shortRational(in: interval), let center = try? point(.number(middle))
    else { return [] }
    let halves = [
      OpenInterval(lower: interval.lower, upper: center),
      OpenInterval(lower: center, upper: interval.upper),
    ]
    return [center]
      + halves.compactMap { half in
        (try? shortRational(in: half)).flatMap { try? point(.number($0)) }
      }
  }

  /// The intervals that the zeros of a chart leave, one more than there are zeros; a zero that is
  /// known by bounds only is cut out with them.
  func intervals(
    of chart: SignChart, on open: OpenInterval
  ) throws(EvaluationError) -> [OpenInterval] {
    var result: [OpenInterval] = []
    var lower = open.lower
    for zero in chart.zeros {
      if let exact = zero.at?.exact {
        result.append(OpenInterval(lower: lower, upper: RealPoint(exact)))
        lower = RealPoint(exact)
      } else {
        let end = try point(.number(zero.bounds.lowerBound))
        result.append(OpenInterval(lower: lower, upper: end))
        lower = try point(.number(zero.bounds.upperBound))
      }
    }
    return result + [OpenInterval(lower: lower, upper: open.upper)]
  }
}

extension Rational {
  /// A number of as few decimals as possible strictly between two numbers, and of those one near the
  /// middle; `nil` where more than 60 decimals are needed.
  static func short(above lower: Rational, below upper: Rational) -> Rational? {
    var scale = BigInt(1)
    for _ in 0...60 {
      let first = (lower * Rational(scale)).floor + 1
      let last = -((-upper * Rational(scale)).floor + 1)
      if first <= last { return Rational((first + last) / 2, over: scale) }
      scale *= 10
    }
    return nil
  }

  /// Numbers of few digits that do not exceed this positive one, each closer to it than the one
  /// before: 2, 2.7, 2.71, … for e, and 1000, 1200, … for 1234.
  var shortLowerBounds: [Rational] {
    guard signum > 0 else { return [] }
    var scale = Rational(1)
    while (self * scale).floor < 1 { scale = scale * 10 }
    while (self * scale).floor >= 10, let coarser = scale / 10 { scale = coarser }
    var result: [Rational] = []
    for _ in 0..<12 {
      if let bound = Rational((self * scale).floor) / scale, bound != result.last {
        result.append(bound)
      }
      scale = scale * 10
    }
    return result
  }
}
