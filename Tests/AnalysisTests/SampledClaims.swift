import Analysis
import Formulas
import Reals

/// Compares what an analysis claims with samples of the function, and keeps the contradictions.
///
/// A sample never proves a claim; a contradiction always refutes it.
struct SampledClaims {
  let analysis: FunctionAnalysis
  let function: SampledFunction
  /// Arguments in increasing order, none of them a breakpoint in practice.
  let samples: [(x: Rational, at: Double, value: SampledFunction.Sample)]
  var contradictions: [String] = []

  init(_ analysis: FunctionAnalysis, _ formula: Formula, arguments: [Rational]) {
    self.analysis = analysis
    function = SampledFunction(formula)
    let function = function
    let reach = analysis.listedReach
    samples = arguments.sorted().map { ($0, Double(nearestTo: $0), function($0)) }
      .filter { reach.contains($0.1) }
  }

  /// 60 numbers over the window with odd numerators over 2¹⁰, so that they are no simple fractions,
  /// and some beyond it.
  static let windowArguments: [Rational] = {
    let inside = (0..<60).map { Rational(2 * (85 * $0 - 2550) + 1) }
    let outside = [-40_961, -20_481, -8_193, 8_193, 20_481, 40_961].map { Rational($0) }
    return (inside + outside).compactMap { $0 / 1024 }
  }()

  /// Everything that some sample contradicts.
  static func contradictions(
    to analysis: FunctionAnalysis, of formula: Formula, arguments: [Rational]
  ) -> [String] {
    var claims = SampledClaims(analysis, formula, arguments: arguments)
    claims.everythingNearby()
    claims.infinity()
    return claims.contradictions
  }

  /// The same without the limits at infinity: where coefficients are tiny, no sample is far enough.
  static func nearbyContradictions(
    to analysis: FunctionAnalysis, of formula: Formula, arguments: [Rational]
  ) -> [String] {
    var claims = SampledClaims(analysis, formula, arguments: arguments)
    claims.everythingNearby()
    return claims.contradictions
  }

  private mutating func everythingNearby() {
    domain()
    joints()
    unlistedBreaks()
    derivative()
    regions()
    monotonicity()
    range()
    lipschitz()
    symmetry()
    convexity()
    extrema()
    roots()
  }

  mutating func expect(_ holds: Bool, _ claim: @autoclosure () -> String) {
    if !holds, contradictions.count < 5 { contradictions.append(claim()) }
  }

  // MARK: Domain

  private mutating func domain() {
    let domain = analysis.domain
    for sample in samples {
      let isInside = domain.intervals.contains { contains($0.from, $0.to, sample.at) }
      let isNear = domain.intervals.contains { near($0.from, sample.at) || near($0.to, sample.at) }
      if isNear { continue }
      switch sample.value {
      case .undefined: expect(!isInside, "domain: not defined at \(sample.at)")
      case .value:
        expect(isInside || domain.verdict != .proved, "domain: defined at \(sample.at)")
      case .unknown: break
      }
    }
    for interval in domain.intervals {
      for (end, isClosed) in [
        (interval.from, interval.fromClosed), (interval.to, interval.toClosed),
      ] {
        guard let point = function.constant(end), point.isExact else { continue }
        switch function(point) {
        case .undefined: expect(!isClosed, "domain: not defined at the end \(end.decimal)")
        case .value:
          expect(isClosed || domain.verdict != .proved, "domain: the end \(end.decimal) is missing")
        case .unknown: break
        }
      }
    }
  }

  private func near(_ end: ExactNumber, _ x: Double) -> Bool {
    (end.double - x).magnitude <= 1e-9 * (1 + x.magnitude)
  }

  /// Whether x lies inside, by more than rounding.
  func contains(_ from: ExactNumber, _ to: ExactNumber, _ x: Double) -> Bool {
    from.double < x && x < to.double && !near(from, x) && !near(to, x)
  }

  // MARK: Joints

  private mutating func joints() {
    let function = SampledFunction(function.formula, precision: 1000)
    for joint in analysis.joints {
      guard let at = function.constant(joint.at) else { continue }
      let value = joint.value.flatMap(function.constant)
      if at.isExact, let value, let sample = function(at).ball {
        expect(agree(sample, value.approximation), "value at \(joint.at.decimal)")
      }
      for (side, sign) in [(joint.left, -1), (joint.right, 1)] {
        guard let side else { continue }
        if let limit = side.limit, let moved = function.shifted(at, by: Rational(sign) * step),
          let sample = function(moved).ball
        {
          expect(
            agree(sample, limit.double),
            "limit \(limit.decimal) at \(joint.at.decimal), side \(sign)")
        }
        if let slope = side.derivative, let value,
          let quotient = function.quotient(at: at, value: value, side: sign, 300)
        {
          expect(
            agree(quotient, slope.double),
            "one-sided derivative \(slope.decimal) at \(joint.at.decimal), side \(sign)")
        }
      }
      if joint.continuous == .proved, let value {
        for side in [joint.left, joint.right] {
          if let limit = side?.limit {
            expect(agree(value, limit.double), "continuous at \(joint.at.decimal)")
          }
        }
      }
      if joint.differentiable == .proved, let left = joint.left?.derivative,
        let right = joint.right?.derivative
      {
        expect(
          !((left.double - right.double).magnitude > 1e-9 * (1 + left.double.magnitude)),
          "differentiable at \(joint.at.decimal)")
      }
    }
  }

  private var step: Rational { function.step(300) }

  /// Whether a sample is compatible with a limit: 2⁻³⁰⁰ away, even h^(1/9) is below 10⁻¹⁰.
  private func agree(_ sample: Ball, _ limit: Double) -> Bool {
    let found = sample.approximation
    // A constant whose digits could not be computed.
    if limit.isNaN { return true }
    if limit.isInfinite { return found.magnitude > 1e4 && (found > 0) == (limit > 0) }
    return (found - limit).magnitude <= 1e-6 * (1 + limit.magnitude)
  }

  // MARK: Breaks that are not listed

  /// Follows jumps of f and of its slope between neighbouring samples to where they are; they have
  /// to be in the lists.
  private mutating func unlistedBreaks() {
    let gaps = analysis.domain.gaps.map(\.at.double)
    let jumps = analysis.continuity.exceptions.map(\.at.double) + gaps
    let kinks = analysis.differentiability.exceptions.map(\.at.double) + gaps
    for (a, b) in zip(samples, samples.dropFirst()) {
      if analysis.continuity.complete, analysis.domain.verdict == .proved,
        let place = jump(from: a.x, to: b.x, of: { function($0).ball })
      {
        expect(jumps.contains { ($0 - place).magnitude < 1e-6 }, "a jump near \(place) is missing")
      }
      if analysis.differentiability.complete, analysis.domain.verdict == .proved,
        let place = jump(from: a.x, to: b.x, of: { function.slope(at: $0) })
      {
        expect(kinks.contains { ($0 - place).magnitude < 1e-6 }, "a kink near \(place) is missing")
      }
    }
  }

  /// Where a quantity still changes as much on an interval of 2⁻⁶⁰ of the length as halfway there.
  private func jump(
    from a: Rational, to b: Rational, of quantity: (Rational) -> Ball?
  ) -> Double? {
    var (lower, upper) = (a, b)
    guard var low = quantity(lower)?.approximation, var high = quantity(upper)?.approximation
    else { return nil }
    var (first, halfway) = (0.0, 0.0)
    for round in 0..<60 {
      let middle = (lower + upper) * (Rational(1, over: 2) ?? 0)
      guard let value = quantity(middle)?.approximation else { return nil }
      if (value - low).magnitude >= (high - value).magnitude {
        (upper, high) = (middle, value)
      } else {
        (lower, low) = (middle, value)
      }
      let change = (high - low).magnitude
      if round == 0 { first = change }
      if round == 30 { halfway = change }
      // What is smooth changes half as much on half the length.
      if change < 1e-6 || (round == 12 && change < first / 1000) { return nil }
    }
    return (high - low).magnitude > 0.9 * halfway ? Double(nearestTo: lower) : nil
  }

  // MARK: The derivative and its regions

  private mutating func derivative() {
    for piece in analysis.derivative.pieces where piece.from != piece.to {
      guard let formula = try? FormulaParser().parse(piece.formula).formula else {
        contradictions.append("the derivative \(piece.formula) does not parse")
        continue
      }
      let slope = SampledFunction(formula)
      for sample in samples where contains(piece.from, piece.to, sample.at) {
        guard let claimed = slope(sample.x).ball?.approximation,
          let found = function.slope(at: sample.x)?.approximation
        else { continue }
        expect(
          (found - claimed).magnitude <= 1e-9 * (1 + found.magnitude),
          "f' = \(piece.formula) at \(sample.at): \(found)")
      }
    }
  }

  private mutating func regions() {
    for regions in analysis.regions {
      for sample in samples {
        let isUndefined = regions.undefinedAt.contains { place in
          if case .interval(let interval) = place {
            contains(interval.from, interval.to, sample.at)
          } else {
            false
          }
        }
        if isUndefined {
          expect(sample.value.ball == nil, "f' is defined at \(sample.at)")
        }
        guard
          let region = regions.pieces?.first(where: { contains($0.from, $0.to, sample.at) }),
          let slope = function.slope(at: sample.x)?.approximation.magnitude
        else { continue }
        let holds =
          switch region.kind {
          case .fast: slope > 0.99 - 1e-9
          case .active: slope > 0.01 - 1e-9 && slope < 0.99 + 1e-9
          case .slow: slope < 0.01 + 1e-9
          case .inactive: slope < 1e-12
          }
        expect(holds, "\(region.kind) at \(sample.at), where |f'| = \(slope)")
      }
      coverage(regions)
    }
  }

  /// Pieces, points without slope and undecided stretches make up the window, without overlaps.
  private mutating func coverage(_ regions: GradientRegions) {
    var parts = (regions.pieces ?? []).map { ($0.from, $0.to, $0.fromClosed, $0.toClosed) }
    parts += regions.undecided.map { ($0.from, $0.to, $0.fromClosed, $0.toClosed) }
    parts += regions.undefinedAt.map { place in
      switch place {
      case .point(let point): (point, point, true, true)
      case .interval(let interval):
        (interval.from, interval.to, interval.fromClosed, interval.toClosed)
      }
    }
    // Where regions go on for ever, whole ones cover the listed part.
    let first = parts.min { $0.0.double < $1.0.double }
    let listed = regions.continuation?.over ?? regions.over
    expect(first.map { $0.0.double <= listed.from.double } ?? false, "regions begin at \(listed)")
    var (reached, isIncluded) = (regions.over.from, !regions.over.fromClosed)
    if regions.continuation != nil, let first { (reached, isIncluded) = (first.0, !first.2) }
    while let next = parts.firstIndex(where: { $0.0 == reached && $0.2 != isIncluded }) {
      let part = parts.remove(at: next)
      (reached, isIncluded) = (part.1, part.3)
    }
    let isCovered =
      regions.continuation == nil
      ? reached == regions.over.to : reached.double >= listed.to.double
    expect(parts.isEmpty && isCovered, "regions end at \(reached.decimal)")
  }

  // MARK: Global claims

  private mutating func monotonicity() {
    let claims =
      [(analysis.monotonicity.global, -Double.infinity, Double.infinity)]
      + analysis.monotonicity.pieces.map { (Optional($0.kind), $0.from.double, $0.to.double) }
    for (kind, from, to) in claims {
      guard let kind, kind != .none else { continue }
      let inside = samples.filter { from < $0.at && $0.at < to }
      for (a, b) in zip(inside, inside.dropFirst()) {
        guard let low = a.value.ball, let high = b.value.ball,
          let rise = function.difference(high, low)?.sign
        else { continue }
        let holds =
          switch kind {
          case .increasing: rise.upperBound > 0
          case .nondecreasing: rise.upperBound >= 0
          case .decreasing: rise.lowerBound < 0
          case .nonincreasing: rise.lowerBound <= 0
          case .constant: rise.contains(0)
          case .none: true
          }
        expect(holds, "\(kind) between \(a.at) and \(b.at)")
      }
    }
  }

  private mutating func range() {
    let range = analysis.range
    let lower = [range.infimum, range.bounds?.first].compactMap { $0 }
    let upper = [range.supremum, range.bounds?.last].compactMap { $0 }
    for sample in samples {
      guard let value = sample.value.ball?.approximation else { continue }
      let slack = 1e-12 * (1 + value.magnitude)
      for bound in lower {
        expect(bound.double <= value + slack, "f ≥ \(bound.decimal) at \(sample.at): \(value)")
      }
      for bound in upper {
        expect(bound.double >= value - slack, "f ≤ \(bound.decimal) at \(sample.at): \(value)")
      }
    }
  }

  private mutating func lipschitz() {
    let bounds = [analysis.lipschitz.value, analysis.lipschitz.upperBound].compactMap { $0 }
    guard let bound = bounds.map(\.double).min(), bound.isFinite else { return }
    let defined = samples.compactMap { sample in sample.value.ball.map { (sample.at, $0) } }
    for (index, a) in defined.enumerated() {
      for b in defined.dropFirst(index + 1).prefix(8) {
        guard let rise = function.difference(b.1, a.1)?.approximation.magnitude else { continue }
        expect(
          rise <= bound * (b.0 - a.0) * (1 + 1e-9) + 1e-12,
          "Lipschitz constant \(bound) between \(a.0) and \(b.0)")
      }
    }
  }

  private mutating func symmetry() {
    guard let kind = analysis.symmetry.kind, kind != "none" else { return }
    for sample in samples {
      guard let value = sample.value.ball, let image = function(-sample.x).ball else { continue }
      let (a, b) = (value.approximation, image.approximation)
      let expected = kind == "odd" ? -a : a
      expect((expected - b).magnitude <= 1e-9 * (1 + b.magnitude), "\(kind) at \(sample.at)")
    }
  }

  private mutating func infinity() {
    for (sign, limit, line) in [
      (-1, analysis.limits.minusInfinity, analysis.asymptotes.minusInfinity),
      (1, analysis.limits.plusInfinity, analysis.asymptotes.plusInfinity),
    ] {
      let far = Rational(sign) * (Rational(2).power(60) ?? 0)
      guard let value = function(far).ball else { continue }
      if let limit {
        let found = value.approximation
        let holds =
          limit.double.isInfinite
          ? found.magnitude > 1e3 && (found > 0) == (limit.double > 0)
          : (found - limit.double).magnitude <= 1e-4 * (1 + found.magnitude)
        expect(holds, "limit \(limit.decimal) in direction \(sign): \(found)")
      }
      guard let line, let slope = function.constant(line.slope),
        let intercept = function.constant(line.intercept),
        let linear = try? function.balls.product(slope, Ball(far, precision: function.precision)),
        let rest = function.difference(value, linear),
        let error = function.difference(rest, intercept)
      else { continue }
      expect(error.approximation.magnitude <= 1e-4, "asymptote in direction \(sign)")
    }
  }
}

extension FunctionAnalysis {
  /// The part of the line that all lists cover: where some go on for ever, a bounded one.
  fileprivate var listedReach: ClosedRange<Double> {
    let continuations =
      [
        monotonicity.continuation, extrema.continuation, convexity.continuation,
        zeros.continuation, fixedPoints.continuation,
      ] + regions.map(\.continuation)
    return continuations.compactMap { $0 }.reduce(-.infinity ... .infinity) { range, list in
      range.clamped(to: list.over.from.double...list.over.to.double)
    }
  }
}
