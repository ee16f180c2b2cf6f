import Calculus
import Formulas
import Reals

/// A bound of a set of values: known exactly or by enclosures, or infinite.
struct ValueBound {
  enum Value {
    case finite(RealValue)
    case infinite(sign: Int)
  }

  let value: Value
  /// Whether it is one of the values; `nil` where that is not decided.
  let isAttained: Bool?
  /// Whether exactly one place can be where the bound is reached or approached.
  let isAlone: Bool
}

/// The least upper bounds of functions given by analytic formulas on open intervals.
///
/// Between neighbouring zeros of its derivative a function is monotone: its supremum is the greatest
/// of its values at these zeros and of its limits at the ends.
struct Extremes {
  let points: PointArithmetic
  let charts: SignCharts
  let limits: LimitFinder
  /// The period to which the search is confined, for functions that repeat.
  let frame: PeriodFrame?

  /// A function on an open interval, or its negative.
  struct Part {
    let function: Formula
    let interval: OpenInterval
    /// 1, or −1 for the negative.
    var factor = 1

    /// The negative of it.
    var mirrored: Part { Part(function: function, interval: interval, factor: -factor) }
  }

  /// So many critical values near 0 promise too many farther out.
  private static let manyCandidates = 40

  private struct Candidate {
    let value: RealValue
    let isAttained: Bool
  }

  /// The supremum over all parts and single values; `nil` when there are none of either.
  ///
  /// With a frame the functions repeat with its period, and only critical points and ends in it
  /// count.
  func supremum(
    of parts: [Part], and values: [ExactReal] = []
  ) throws(EvaluationError) -> ValueBound? {
    var all = values.map { Candidate(value: .exact($0), isAttained: true) }
    for part in parts {
      guard let found = try candidates(of: part) else {
        return ValueBound(value: .infinite(sign: 1), isAttained: false, isAlone: false)
      }
      all += found
    }
    return greatest(all)
  }

  /// The critical values of a part and its limits at the ends; `nil` where one of them is +∞.
  private func candidates(of part: Part) throws(EvaluationError) -> [Candidate]? {
    do throws(EvaluationError) {
      return try regularCandidates(of: part)
    } catch {
      return try oscillatingCandidates(of: part, otherwise: error)
    }
  }

  private func regularCandidates(of part: Part) throws(EvaluationError) -> [Candidate]? {
    let chart = try charts.chart(
      of: charts.derivative(of: part.function), on: part.interval)
    if chart.isZero {
      let sample = try points.exact.number(points.sample(in: part.interval))
      return [Candidate(value: try value(of: part, at: .exact(sample)), isAttained: true)]
    }
    var candidates: [Candidate] = []
    for (end, side) in [(part.interval.lower, 1), (part.interval.upper, -1)] {
      guard try isInFrame(end.map { .exact($0.value) }) else { continue }
      switch try limits.limit(of: part.function, at: end, side: side) {
      case .infinite(part.factor): return nil
      case .infinite: continue
      case .finite(let limit):
        let value = part.factor > 0 ? limit : try points.exact.negative(limit)
        candidates.append(Candidate(value: .exact(value), isAttained: false))
      }
    }
    for zero in try chart.provedZeros() where try isInFrame(zero) {
      candidates.append(Candidate(value: try value(of: part, at: zero), isAttained: true))
    }
    return candidates
  }

  private func value(of part: Part, at place: RealValue) throws(EvaluationError) -> RealValue {
    let value = points.value(of: part.function, at: place)
    return part.factor > 0 ? value : try points.negative(value)
  }

  /// The same for a part with an infinite end at which the function oscillates: the limit superior
  /// is +∞, or some value is not less than all those far out.
  private func oscillatingCandidates(
    of part: Part, otherwise error: EvaluationError
  ) throws(EvaluationError) -> [Candidate]? {
    let directions =
      (part.interval.lower == nil ? [-1] : []) + (part.interval.upper == nil ? [1] : [])
    let function = part.factor > 0 ? part.function : (-part.function).simplified
    let derivative = try charts.derivative(of: function)
    let ends = directions.filter {
      EndBehaviour(points: points, function: derivative, direction: $0).hasNoSign
    }.map { EndBehaviour(points: points, function: function, direction: $0) }
    guard frame == nil, !ends.isEmpty else { throw error }
    var isKnown = true
    for end in ends {
      guard let superior = end.limits?.superior else {
        isKnown = false
        continue
      }
      if case .infinite(1) = superior { return nil }
    }
    for start in [16, 64].map({ Rational($0) }) {
      var inner = part.interval
      var bounds: [Rational] = []
      for end in ends {
        if let bound = end.upperBound(beyond: start) { bounds.append(bound) }
        let point = try points.point(.number(Rational(end.direction) * start))
        if end.direction < 0 { inner.lower = point } else { inner.upper = point }
      }
      if bounds.count < ends.count { bounds = [] }
      if let bound = charts.oracle.range(of: function, on: part.interval)?.upperBound {
        bounds = bounds.isEmpty ? [bound] : bounds.map { min($0, bound) }
      }
      guard let bound = bounds.max(),
        let found = try regularCandidates(of: Part(function: function, interval: inner)),
        let best = greatest(found), case .finite(let value) = best.value,
        let order = try? points.compare(value, .exact(points.exact.number(bound)))
      else { continue }
      if order > 0 { return found }
      // The bound may be reached again farther out.
      if order == 0, best.isAttained == true {
        return found + [Candidate(value: value, isAttained: true)]
      }
      if found.count > Self.manyCandidates { break }
    }
    throw isKnown ? .undecided(Reason(.oscillation)) : error
  }

  /// Whether a place counts; `nil` for an end at infinity.
  private func isInFrame(_ place: RealValue?) throws(EvaluationError) -> Bool {
    guard let frame else { return true }
    guard let place else { return false }
    return try frame.contains(place)
  }

  /// The greatest candidate; those that cannot be told from it are enclosed together.
  private func greatest(_ candidates: [Candidate]) -> ValueBound? {
    guard var best = candidates.first else { return nil }
    for candidate in candidates.dropFirst() {
      if (try? points.compare(candidate.value, best.value)) == 1 { best = candidate }
    }
    var equal: [Candidate] = []
    var doubtful: [Candidate] = []
    for candidate in candidates {
      guard let order = try? points.compare(candidate.value, best.value) else {
        doubtful.append(candidate)
        continue
      }
      if order == 0 { equal.append(candidate) }
    }
    guard !doubtful.isEmpty else {
      return ValueBound(
        value: .finite(best.value), isAttained: equal.contains(where: \.isAttained),
        isAlone: equal.count <= 1)
    }
    let all = equal + doubtful
    let hull = EnclosedReal { bits in
      var hull: Interval?
      for candidate in all {
        guard let interval = candidate.value.interval(bits: bits) else { return nil }
        hull = hull.map { $0.hull(interval) } ?? interval
      }
      return hull
    }
    let isAttained = all.allSatisfy(\.isAttained) ? true : nil
    return ValueBound(value: .finite(.enclosed(hull)), isAttained: isAttained, isAlone: false)
  }

  /// The infimum over all parts and single values.
  func infimum(
    of parts: [Part], and values: [ExactReal] = []
  ) throws(EvaluationError) -> ValueBound? {
    var negated: [ExactReal] = []
    for value in values { negated.append(try points.exact.negative(value)) }
    guard let bound = try supremum(of: parts.map(\.mirrored), and: negated) else { return nil }
    return try bound.negative(points)
  }
}

extension ValueBound {
  fileprivate func negative(_ points: PointArithmetic) throws(EvaluationError) -> ValueBound {
    switch value {
    case .infinite(let sign):
      return ValueBound(
        value: .infinite(sign: -sign), isAttained: isAttained, isAlone: isAlone)
    case .finite(let number):
      return ValueBound(
        value: .finite(try points.negative(number)), isAttained: isAttained, isAlone: isAlone)
    }
  }
}

extension PointArithmetic {
  func describe(_ bound: ValueBound?) -> ExactNumber? {
    switch bound?.value {
    case .finite(let value)?: describe(value)
    case .infinite(let sign)?: sign > 0 ? .infinity : .minusInfinity
    case nil: nil
    }
  }
}
