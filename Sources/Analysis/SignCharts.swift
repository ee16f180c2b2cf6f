import Calculus
import Formulas
import Reals

/// Makes sign charts of analytic functions on open intervals, with proof, and remembers them.
///
/// Closed-form zeros come from the solver; all others are isolated by interval Newton on a bounded
/// part. What remains, the neighbourhoods of infinite and of singular ends, is settled by an
/// expansion whose remainder is bounded on the whole neighbourhood.
final class SignCharts {
  let points: PointArithmetic
  let oracle: SignOracle

  /// How many intervals one search for zeros examines; ordinary functions take a few dozen.
  private let evaluationBudget = 3000

  /// The work that is left to all searches for zeros, in nodes of formulas that are evaluated on an
  /// interval of 128 bits. It is counted, not measured in time, so that the same function has the
  /// same analysis on every machine.
  private var remainingWork = 20_000_000

  /// How many evaluations on an interval one of a continuation by series is worth.
  private let continuationCost = 20

  /// The largest function whose zeros are sought, in nodes.
  private let largestFunction = 4_000

  private var known: [FunctionOnInterval: Result<SignChart, EvaluationError>] = [:]

  /// Equal functions of which charts were made in place of the functions themselves.
  private var forms: [FunctionOnInterval: Formula] = [:]

  /// All charts that were made, in that order.
  private(set) var made: [ChartedFunction] = []

  init(points: PointArithmetic, oracle: SignOracle) {
    self.points = points
    self.oracle = oracle
  }

  /// The chart of `g`, which must be analytic on the open interval; throws what stood in the way.
  func chart(of g: Formula, on open: OpenInterval) throws(EvaluationError) -> SignChart {
    let key = FunctionOnInterval(g, open)
    if let result = known[key] { return try result.get() }
    let result: Result<SignChart, EvaluationError>
    do throws(EvaluationError) {
      let chart = try compute(g, on: open)
      made.append(ChartedFunction(forms[key] ?? g, on: open, chart: chart))
      result = .success(chart)
    } catch {
      result = .failure(error)
    }
    known[key] = result
    return try result.get()
  }

  // MARK: Derivatives

  /// f′, unless f is too large to be examined.
  func derivative(of f: Formula) throws(EvaluationError) -> Formula {
    try requireSize(f)
    return f.derivative
  }

  /// f″, unless f or f′ is too large to be examined.
  func secondDerivative(of f: Formula) throws(EvaluationError) -> Formula {
    try derivative(of: derivative(of: f))
  }

  private func requireSize(_ f: Formula) throws(EvaluationError) {
    guard f.nodeCount <= largestFunction else {
      throw .undecided(Reason(.formulaSize, "\(largestFunction)"))
    }
  }

  private func compute(
    _ g: Formula, on open: OpenInterval
  ) throws(EvaluationError) -> SignChart {
    guard g.containsVariable else { return .constant(try points.sign(of: g)) }
    try requireSize(g)
    if let sign = oracle.enclosedSign(of: g, on: open) { return .constant(sign) }
    switch oracle.candidates(g, on: open) {
    case .everywhere: return .constant(0)
    case .points(let all):
      do throws(EvaluationError) {
        return try chart(of: g, zeros: zeros(of: g, among: all, in: open), on: open)
      } catch {
        // Exact arithmetic may fail at points that are roots of trigonometric equations.
        if let isolated = try? isolated(g, on: open) { return isolated }
        throw error
      }
    case .unknown: return try isolated(g, on: open)
    }
  }

  /// The candidates inside the interval at which g is proved to vanish; throws where one is in doubt.
  private func zeros(
    of g: Formula, among candidates: [RealPoint], in open: OpenInterval
  ) throws(EvaluationError) -> [SignChart.Zero] {
    var zeros: [SignChart.Zero] = []
    for point in candidates where try points.contains(open, point) {
      guard try points.sign(points.exact.evaluate(g, at: point.value)) == 0 else { continue }
      zeros.append(try zero(at: point))
    }
    return zeros
  }

  // MARK: Isolation

  /// A rational bound of the part in which zeros are sought; beyond it there are none.
  private struct Bound {
    var at: Rational
    /// Whether it is the end of the interval itself.
    let isEnd: Bool
    /// Whether the function is not defined there as written, and continued.
    var isContinued = false
  }

  /// The chart by isolation; where places stay in doubt, that of the function with common factors taken
  /// out of sums: of steep functions, exp(−10⁶x)·(1 − 10⁶x) say, intervals show the sign only so.
  private func isolated(
    _ g: Formula, on open: OpenInterval
  ) throws(EvaluationError) -> SignChart {
    let chart = try isolatedAsGiven(g, on: open)
    guard chart.isInDoubt, let factored = factored(g),
      let other = try? isolatedAsGiven(factored, on: open), !other.isInDoubt
    else { return chart }
    forms[FunctionOnInterval(g, open)] = factored
    return other
  }

  /// An equal function in factors, unless it is the same.
  private func factored(_ g: Formula) -> Formula? {
    guard let form = NormalForm(g), !form.isZero else { return nil }
    let factored = form.factoredFormula
    return factored != g && factored.nodeCount <= largestFunction ? factored : nil
  }

  private func isolatedAsGiven(
    _ g: Formula, on open: OpenInterval
  ) throws(EvaluationError) -> SignChart {
    guard remainingWork > 0 else { throw .undecided(Reason(.work)) }
    let derivative = g.derivative
    let finder = RootFinder(
      function: g, derivative: derivative,
      secondDerivative: try? self.derivative(of: derivative))
    var lower = try bound(g, at: open.lower, side: 1, isNear: false)
    var upper = try bound(g, at: open.upper, side: -1, isNear: false)
    while lower.at < upper.at {
      let continued = (lower.isContinued ? 1 : 0) + (upper.isContinued ? 1 : 0)
      let isolation = isolation(of: finder, in: lower.at...upper.at, continued: continued)
      let doubtful = isolation.undecided
      if lower.isEnd, doubtful.contains(where: { $0.lowerBound == lower.at }) {
        lower = try bound(g, at: open.lower, side: 1, isNear: true)
      } else if upper.isEnd, doubtful.contains(where: { $0.upperBound == upper.at }) {
        upper = try bound(g, at: open.upper, side: -1, isNear: true)
      } else if let root = multipleRoot(isolation), root > lower.at, root < upper.at {
        return try split(g, on: open, at: root)
      } else {
        let zeros = try zeros(isolation.roots, finder, strictlyBetween: lower, upper)
        return try chart(of: g, zeros: zeros + doubtful.map(inDoubt), on: open)
      }
    }
    return try chart(of: g, zeros: [], on: open)
  }

  /// The zeros in the range. Where a wide part stays in doubt it is searched again with more bits:
  /// far out, values are differences of numbers that agree to hundreds of bits. Next to a zero of
  /// higher order no precision helps.
  private func isolation(
    of finder: RootFinder, in range: ClosedRange<Rational>, continued: Int
  ) -> RootIsolation {
    var result = isolateRoots(finder, in: range, budget: evaluationBudget, continued: continued)
    for (precision, budget) in [(512, 1500), (2048, 800), (8192, 300)]
    where multipleRoot(result) == nil {
      guard result.undecided.contains(where: \.isWide) else { break }
      let precise = RootFinder(
        function: finder.function, derivative: finder.derivative,
        secondDerivative: finder.secondDerivative, precision: precision)
      result = result.replacingDoubts { place in
        place.isWide ? isolateRoots(precise, in: place, budget: budget) : nil
      }
    }
    return result
  }

  /// One search, which ends early where the work for all of them is spent; `continued` is the number
  /// of ends through which the function is continued by series.
  private func isolateRoots(
    _ finder: RootFinder, in range: ClosedRange<Rational>, budget: Int, continued: Int = 0
  ) -> RootIsolation {
    let size = finder.function.nodeCount + finder.derivative.nodeCount
    let cost = size * (1 + continued * continuationCost) * (1 + finder.precision / 512)
    let result = finder.isolateRoots(
      in: range, budget: min(budget, max(0, remainingWork) / cost))
    remainingWork -= result.evaluations * cost
    return result
  }

  /// An exact root next to which zeros are in doubt: one of higher order.
  private func multipleRoot(_ isolation: RootIsolation) -> Rational? {
    isolation.roots.lazy.filter { $0.kind == .exact }.map(\.location.lowerBound).first { root in
      isolation.undecided.contains { $0.contains(root) }
    }
  }

  /// The charts on both sides of a zero, put together.
  private func split(
    _ g: Formula, on open: OpenInterval, at root: Rational
  ) throws(EvaluationError) -> SignChart {
    let point = try points.point(.number(root))
    let left = try isolated(g, on: OpenInterval(lower: open.lower, upper: point))
    let right = try isolated(g, on: OpenInterval(lower: point, upper: open.upper))
    return SignChart(
      zeros: left.zeros + [try zero(at: point)] + right.zeros, signs: left.signs + right.signs)
  }

  private func inDoubt(_ place: ClosedRange<Rational>) -> SignChart.Zero {
    SignChart.Zero(at: nil, bounds: place)
  }

  /// The end itself where it is rational, unless the neighbourhood is wanted; else a point up to
  /// which the expansion at the end proves that there is no zero.
  private func bound(
    _ g: Formula, at end: RealPoint?, side: Int, isNear: Bool
  ) throws(EvaluationError) -> Bound {
    if let end, let rational = end.value.rational, !isNear {
      if (try? points.exact.evaluate(g, at: end.value)) != nil {
        return Bound(at: rational, isEnd: true)
      }
      remainingWork -= continuationCost * g.nodeCount
      if RootFinder.continues(g, through: rational) {
        return Bound(at: rational, isEnd: true, isContinued: true)
      }
    }
    let place: TailDirection
    if let end {
      place = .point(end.value, side: side)
    } else {
      place = .infinity(-side)
    }
    var tail = TailExpansion.sign(of: g, toward: place, over: points.exact)
    if tail == nil, end == nil, g.oscillates {
      tail = TermwiseSign.sign(of: g, direction: -side, oracle: oracle)
    }
    guard let tail else {
      let expansion = try? TailExpansion(
        of: g, toward: place, terms: 2, from: 16, over: points.exact)
      let cause = expansion?.isOscillating == true ? Reason(.oscillation) : nil
      throw .undecided(Reason(.signAtEnd, g.text(), cause: cause))
    }
    guard let end else { return Bound(at: Rational(-side) * tail.start, isEnd: false) }
    // The zero-free neighbourhood reaches 1/R beyond the end.
    let (least, greatest) = try points.rationalBounds(end)
    guard let reach = tail.start.reciprocal, greatest - least < reach else {
      throw .undecided(Reason(.signAtEnd, g.text()))
    }
    return Bound(at: side > 0 ? least + reach : greatest - reach, isEnd: false)
  }

  private func zeros(
    _ roots: [IsolatedRoot], _ finder: RootFinder, strictlyBetween lower: Bound, _ upper: Bound
  ) throws(EvaluationError) -> [SignChart.Zero] {
    var result: [SignChart.Zero] = []
    for root in roots
    where root.location.upperBound > lower.at && root.location.lowerBound < upper.at {
      switch root.kind {
      case .exact:
        result.append(try zero(at: points.point(.number(root.location.lowerBound))))
      case .simple: result.append(try simpleZero(root, finder))
      case .possibleDouble: result += try touching(root.location, finder)
      }
    }
    return result
  }

  private func simpleZero(
    _ root: IsolatedRoot, _ finder: RootFinder
  ) throws(EvaluationError) -> SignChart.Zero {
    let location = finder.refine(root, digits: 40)
    if let point = closedForm(in: location, zeroOf: finder.function) { return try zero(at: point) }
    let number = EnclosedReal(origin: .zero(of: finder.function, in: location)) { bits in
      let narrow = bits <= 128 ? location : finder.refine(root, digits: bits * 30103 / 100_000 + 2)
      return Interval(narrow.lowerBound, narrow.upperBound, precision: bits + 64)
    }
    return SignChart.Zero(at: .enclosed(number), bounds: location)
  }

  private func zero(at point: RealPoint) throws(EvaluationError) -> SignChart.Zero {
    let (lower, upper) = try points.rationalBounds(point)
    return SignChart.Zero(at: .exact(point.value), bounds: lower...upper)
  }

  // MARK: Closed forms and double zeros

  /// A closed form for the only zero of g in the interval, guessed from its digits and proved.
  private func closedForm(in location: ClosedRange<Rational>, zeroOf g: Formula) -> RealPoint? {
    let interval = Interval(location.lowerBound, location.upperBound, precision: 256)
    // Of a number near 0 there are no leading digits to go by.
    let zero: [Formula] = interval.containsZero ? [0] : []
    for guess in zero + Ball(interval, precision: 256).closedFormCandidates() {
      guard let point = try? points.point(guess), isInside(point, location),
        let value = try? points.exact.evaluate(g, at: point.value), (try? points.sign(value)) == 0
      else { continue }
      return point
    }
    return nil
  }

  private func isInside(_ point: RealPoint, _ location: ClosedRange<Rational>) -> Bool {
    guard
      let left = try? points.compare(point.value, points.exact.number(location.lowerBound)),
      let right = try? points.compare(point.value, points.exact.number(location.upperBound))
    else { return false }
    return left >= 0 && right <= 0
  }

  /// Where g has an extremum near zero: its sign there decides whether g touches zero.
  private func touching(
    _ location: ClosedRange<Rational>, _ finder: RootFinder
  ) throws(EvaluationError) -> [SignChart.Zero] {
    guard let curvature = finder.secondDerivative else { return [inDoubt(location)] }
    let slopes = RootFinder(function: finder.derivative, derivative: curvature)
    guard let root = isolateRoots(slopes, in: location, budget: evaluationBudget).roots.first else {
      return [inDoubt(location)]
    }
    let extremum: SignChart.Zero
    if case .exact = root.kind {
      extremum = try zero(at: points.point(.number(root.location.lowerBound)))
    } else {
      extremum = try simpleZero(root, slopes)
    }
    guard let at = extremum.at,
      let sign = try? points.sign(points.value(of: finder.function, at: at)),
      let outside = try? oracle.sign(of: finder.function, at: location.lowerBound)
    else { return [inDoubt(extremum.bounds)] }
    if sign == outside { return [] }
    if sign == 0 { return [extremum] }
    // The extremum lies beyond zero: there is one zero on each side of it.
    let (lower, upper) = (extremum.bounds.lowerBound, extremum.bounds.upperBound)
    return try [location.lowerBound...lower, upper...location.upperBound].map {
      side throws(EvaluationError) in
      let roots = isolateRoots(finder, in: side, budget: evaluationBudget).roots
      guard roots.count == 1, let root = roots.first else { return inDoubt(side) }
      switch root.kind {
      case .exact: return try zero(at: points.point(.number(root.location.lowerBound)))
      case .simple: return try simpleZero(root, finder)
      case .possibleDouble: return inDoubt(side)
      }
    }
  }

  // MARK: Signs between

  private func chart(
    of g: Formula, zeros: [SignChart.Zero], on open: OpenInterval
  ) throws(EvaluationError) -> SignChart {
    let sorted = zeros.sorted { $0.bounds.lowerBound < $1.bounds.lowerBound }
    for (a, b) in zip(sorted, sorted.dropFirst()) where b.bounds.lowerBound <= a.bounds.upperBound {
      throw .undecided(Reason(.closeZeros))
    }
    var signs: [Int] = []
    for sample in try samples(between: sorted, on: open) {
      signs.append(try oracle.sign(of: g, at: sample))
    }
    return SignChart(zeros: sorted, signs: signs)
  }

  /// One rational number strictly inside each of the intervals that the zeros leave.
  func samples(
    between zeros: [SignChart.Zero], on open: OpenInterval
  ) throws(EvaluationError) -> [Rational] {
    var result: [Rational] = []
    var lower = open.lower
    for zero in zeros {
      let next = try points.point(.number(zero.bounds.lowerBound))
      result.append(try points.sample(in: OpenInterval(lower: lower, upper: next)))
      lower = try points.point(.number(zero.bounds.upperBound))
    }
    result.append(try points.sample(in: OpenInterval(lower: lower, upper: open.upper)))
    return result
  }
}

extension ClosedRange<Rational> {
  /// Whether it is wider than the neighbourhood of a zero in which bisection ends.
  fileprivate var isWide: Bool { upperBound - lowerBound > (Rational(1, over: 1 << 16) ?? 0) }
}
