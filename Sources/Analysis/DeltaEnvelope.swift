import Calculus
import Formulas
import Reals

/// The running supremum of δ: δ̂(s) = sup of δ(ε) over 0 < ε ≤ s, a nondecreasing function of s > 0, and
/// δ̂(0) = 0.
///
/// It decides the claim without any assumption on δ. Let s = |f(x) − f(a)| > 0 and d = |x − a|. The
/// point x refutes the claim for ε iff ε ≤ s and d < δ(ε); such an ε exists iff d < δ̂(s), because a
/// supremum exceeds d iff one of its members does. Hence δ serves for all ε iff δ̂(s) ≤ d for every x
/// of the domain with s > 0, and points with s = 0 refute nothing. For a nondecreasing δ, δ̂ is δ.
struct DeltaEnvelope {
  /// An open interval of s with the analytic formula of δ̂ there.
  struct Piece {
    let lower: RealPoint
    /// `nil` for +∞.
    let upper: RealPoint?
    /// `nil` where δ̂ is +∞.
    let formula: Formula?
  }

  /// From left to right: neighbours share an end, the first begins at 0, the last has no end.
  let pieces: [Piece]
  /// δ̂ at the ends between neighbouring pieces; `nil` where it is +∞.
  let steps: [ExactReal?]

  /// The ends between neighbouring pieces.
  var levels: [RealPoint] { pieces.compactMap(\.upper) }

  /// The limit k of δ̂(ε)/ε as ε tends to 0, if it is known.
  ///
  /// Where |f(x) − f(y)|/|x − y| has a limit q with k·|q| > 1 as x tends to a point y, δ fails for
  /// arbitrarily small ε: δ̂(|f(x) − f(y)|)/|x − y| tends to k·|q|, so that in the end the pair x, y
  /// refutes the claim for an ε ≤ |f(x) − f(y)|, which tends to 0 where f is continuous.
  func initialSlope(_ points: PointArithmetic) -> ExtendedReal? {
    guard let first = pieces.first else { return nil }
    guard let formula = first.formula else { return .infinite(sign: 1) }
    return try? LimitFinder(points: points).limit(of: formula / .x, at: first.lower, side: 1)
  }

  /// Whether k·|q| > 1 is proved for ``initialSlope(_:)`` k.
  func outruns(_ q: ExtendedReal, _ points: PointArithmetic) -> Bool {
    switch (initialSlope(points), q) {
    case (nil, _): return false
    case (.finite(let k)?, .finite(let q)):
      guard let product = try? points.exact.apply(.abs, points.exact.product(k, q)),
        let order = try? points.compare(product, points.exact.number(1))
      else { return false }
      return order > 0
    case (.finite(let k)?, .infinite): return (try? points.sign(k)) == 1
    case (.infinite?, .finite(let q)): return (try? points.sign(q)).map { $0 != 0 } ?? false
    case (.infinite?, .infinite): return true
    }
  }

  /// sup δ, if that is finite and known.
  func bound(_ points: PointArithmetic) -> ExactReal? {
    guard let formula = pieces.last?.formula,
      case .finite(let limit)? = try? LimitFinder(points: points).limit(
        of: formula, at: nil, side: -1)
    else { return nil }
    return limit
  }

  /// Whether δ̂(s) > d, for s > 0.
  func exceeds(
    _ d: ExactReal, at s: ExactReal, points: PointArithmetic
  ) throws(EvaluationError) -> Bool {
    guard let value = try value(at: s, points: points) else { return true }
    return try points.compare(value, d) > 0
  }

  /// δ̂(s) for s > 0; `nil` where it is +∞.
  func value(at s: ExactReal, points: PointArithmetic) throws(EvaluationError) -> ExactReal? {
    for (index, piece) in pieces.enumerated() {
      if let end = piece.upper {
        let order = try points.compare(s, end.value)
        if order > 0 { continue }
        if order == 0 { return steps[index] }
      }
      return try piece.formula.map { formula throws(EvaluationError) in
        try points.exact.evaluate(formula, at: s)
      }
    }
    return nil
  }

  /// inf of the ε with δ(ε) > t, for t ≥ 0; `nil` where there is none.
  ///
  /// If t is the infimum of the distances of all points that refute the claim, this is the greatest
  /// bound below which δ serves: such a point at distance d refutes it for ε only if δ(ε) > d ≥ t, and
  /// every ε with δ(ε) > t has points between.
  func firstArgument(
    above t: RealValue, charts: SignCharts
  ) throws(EvaluationError) -> RealValue? {
    let points = charts.points
    switch t {
    case .exact(let value): return try firstArgument(above: value, charts: charts)
    case .enclosed(let number):
      guard let interval = number.interval(bits: 128), let bound = interval.upperBound,
        try firstArgument(above: points.exact.number(bound), charts: charts) != nil
      else { throw .undecided(Reason(.constantComparison)) }
      return .enclosed(
        EnclosedReal { bits in
          guard let interval = number.interval(bits: bits + 32),
            let ends = try? [interval.lowerBound, interval.upperBound].compactMap({ $0 }).map({
              try firstArgument(above: points.exact.number($0), charts: charts)
            }), ends.count == 2, let first = ends[0]?.interval(bits: bits + 32),
            let last = ends[1]?.interval(bits: bits + 32)
          else { return nil }
          return first.hull(last)
        })
    }
  }

  private func firstArgument(
    above t: ExactReal, charts: SignCharts
  ) throws(EvaluationError) -> RealValue? {
    let points = charts.points
    // δ is positive everywhere.
    if try points.sign(t) <= 0 { return .exact(try points.exact.number(0)) }
    for (index, piece) in pieces.enumerated() {
      guard let formula = piece.formula else { return .exact(piece.lower.value) }
      let chart = try charts.chart(
        of: (formula - t.formula).simplified,
        on: OpenInterval(lower: piece.lower, upper: piece.upper))
      if let first = chart.signs.firstIndex(of: 1) {
        return first == 0 ? .exact(piece.lower.value) : try chart.provedZeros()[first - 1]
      }
      guard steps.indices.contains(index), let end = piece.upper else { continue }
      guard let step = steps[index] else { return .exact(end.value) }
      if try points.compare(step, t) > 0 { return .exact(end.value) }
    }
    return nil
  }

  /// The infimum of the t with 0 < t < T and δ̂(K·t) > t, where K > 0; `nil` where there is none.
  ///
  /// Up to it δ serves all pairs x, y at distances t with |f(x) − f(y)| ≤ K·t, since δ̂ does not
  /// decrease.
  func firstDistance(
    outrunAtSlope slope: RealPoint, below limit: RealPoint?, charts: SignCharts
  ) throws(EvaluationError) -> RealValue? {
    let points = charts.points
    for (index, piece) in pieces.enumerated() {
      let lower = try points.point(piece.lower.formula / slope.formula)
      if let limit, try points.compare(lower.value, limit.value) >= 0 { return nil }
      var upper = try piece.upper.map { end throws(EvaluationError) in
        try points.point(end.formula / slope.formula)
      }
      var isLast = upper == nil
      if let limit,
        try upper.map({ end throws(EvaluationError) in
          try points.compare(limit.value, end.value) <= 0
        }) ?? true
      {
        upper = limit
        isLast = true
      }
      guard let formula = piece.formula else { return .exact(lower.value) }
      let margin = (formula.substituting(slope.formula * .x) - .x).simplified
      let chart = try charts.chart(of: margin, on: OpenInterval(lower: lower, upper: upper))
      if let first = chart.signs.firstIndex(of: 1) {
        return first == 0 ? .exact(lower.value) : try chart.provedZeros()[first - 1]
      }
      if isLast { return nil }
      guard let end = upper else { return nil }
      guard let step = steps[index], try points.compare(step, end.value) <= 0 else {
        return .exact(end.value)
      }
    }
    return nil
  }

  /// Whether δ serves all pairs x, y at distances t < T with |f(x) − f(y)| ≤ K·t and ≤ R, given
  /// K > 0, and T and R unless they are infinite.
  ///
  /// Beyond t = R/K the greatest difference is R, and δ̂(R) ≤ R/K suffices.
  func serves(
    slope: RealPoint, differencesUpTo size: RealPoint?, distancesBelow limit: RealPoint?,
    charts: SignCharts
  ) throws(EvaluationError) -> Bool {
    let points = charts.points
    var end = limit
    if let size {
      let turn = try points.point(size.formula / slope.formula)
      if try limit.map({ limit throws(EvaluationError) in
        try points.compare(turn.value, limit.value) < 0
      }) ?? true {
        if try points.sign(size.value) > 0, try exceeds(turn.value, at: size.value, points: points)
        {
          return false
        }
        end = turn
      }
    }
    if let end, try points.sign(end.value) <= 0 { return true }
    return try firstDistance(outrunAtSlope: slope, below: end, charts: charts) == nil
  }
}
