import Analysis
import Formulas
import Reals

/// The claims about the shape of the graph: curvature, extrema, zeros and fixed points.
extension SampledClaims {
  // MARK: Curvature

  mutating func convexity() {
    for (sign, intervals) in [(1.0, analysis.convexity.convex), (-1.0, analysis.convexity.concave)]
    {
      guard let intervals else { continue }
      for interval in intervals {
        let inside = samples.filter { contains(interval.from, interval.to, $0.at) }
        for ((a, b), c) in zip(zip(inside, inside.dropFirst()), inside.dropFirst(2)) {
          guard let bend = bend(a, b, c) else { continue }
          expect(sign * bend >= -1e-9, "curvature \(sign) between \(a.at) and \(c.at)")
        }
      }
      for sample in samples {
        guard let curvature = curvature(at: sample.x), sign * curvature > 1e-6 else { continue }
        let ends = intervals.flatMap { [$0.from.double, $0.to.double] }
        let isListed = intervals.contains { contains($0.from, $0.to, sample.at) }
        let isNear = ends.contains { ($0 - sample.at).magnitude < 1e-6 }
        expect(isListed || isNear, "curvature \(sign) at \(sample.at) is missing")
      }
    }
    guard let bound = analysis.secondDerivative.supremum?.double else { return }
    for sample in samples {
      guard let curvature = curvature(at: sample.x) else { continue }
      expect(
        curvature.magnitude <= bound * (1 + 1e-9) + 1e-9, "|f''| ≤ \(bound) at \(sample.at)")
    }
  }

  private typealias Sample = (x: Rational, at: Double, value: SampledFunction.Sample)

  /// How far the chord over b lies above the graph, relative to the values.
  private func bend(_ a: Sample, _ b: Sample, _ c: Sample) -> Double? {
    guard let low = a.value.ball?.approximation, let middle = b.value.ball?.approximation,
      let high = c.value.ball?.approximation
    else { return nil }
    let chord = (low * (c.at - b.at) + high * (b.at - a.at)) / (c.at - a.at)
    return (chord - middle) / (1 + low.magnitude + middle.magnitude + high.magnitude)
  }

  /// f″ by second differences with h = 2⁻⁶⁰.
  private func curvature(at x: Rational) -> Double? {
    let h = function.step(60)
    guard let left = function(x - h).ball, let middle = function(x).ball,
      let right = function(x + h).ball, let rise = function.difference(right, middle),
      let fall = function.difference(middle, left),
      let bend = function.difference(rise, fall)?.approximation
    else { return nil }
    let curvature = bend * 0x1p120
    return curvature.isFinite ? curvature : nil
  }

  // MARK: Extrema

  /// Whether f is proved to be continuous on a domain that contains everything from a to c.
  private func isContinuous(_ a: Double, _ c: Double) -> Bool {
    analysis.continuity.verdict == .proved
      && analysis.domain.intervals.contains { $0.from.double <= a && c <= $0.to.double }
  }

  mutating func extrema() {
    guard let points = analysis.extrema.points else { return }
    let areLocated = points.allSatisfy { $0.at.double <= $0.through.double }
    for ((a, b), c) in zip(zip(samples, samples.dropFirst()), samples.dropFirst(2)) {
      guard areLocated, isContinuous(a.at, c.at), let low = a.value.ball,
        let middle = b.value.ball, let high = c.value.ball,
        let rise = function.difference(middle, low)?.sign,
        let fall = function.difference(high, middle)?.sign
      else { continue }
      let kind: Extrema.Extremum.Kind
      switch (rise, fall) {
      case (1...1, -1 ... -1): kind = .maximum
      case (-1 ... -1, 1...1): kind = .minimum
      default: continue
      }
      expect(
        points.contains { $0.kind == kind && $0.at.double <= c.at && $0.through.double >= a.at },
        "the \(kind) near \(b.at) is missing")
    }
    for point in points {
      let value = point.value.double
      let sign = point.kind == .minimum ? 1.0 : -1.0
      let slack = 1e-9 * (1 + value.magnitude)
      // Samples see nothing of an extremum that is nearer to a joint than they are to each other.
      let isHidden = analysis.joints.contains { joint in
        joint.at != point.at && joint.at != point.through
          && (joint.at.double - point.at.double).magnitude < 1e-9
      }
      if !isHidden, let at = function.constant(point.at) {
        // A plateau need not contain its end, where the function may jump.
        let own = function(at).ball?.approximation ?? .nan
        let isOpen = point.at != point.through && !((own - value).magnitude <= slack)
        for side in isOpen ? [1] : [-1, 1] {
          guard let moved = function.shifted(at, by: Rational(side) * function.step(40)),
            let near = function(moved).ball?.approximation
          else { continue }
          expect(sign * (near - value) >= -slack, "\(point.kind) at \(point.at.decimal)")
        }
      }
      guard point.isGlobal == true else { continue }
      for sample in samples {
        guard let other = sample.value.ball?.approximation else { continue }
        expect(
          sign * (other - value) >= -slack - 1e-9 * other.magnitude,
          "the \(point.kind) of all at \(point.at.decimal), against \(sample.at)")
      }
    }
  }

  // MARK: Zeros and fixed points

  mutating func roots() {
    roots(analysis.zeros, of: function, "zero")
    roots(
      analysis.fixedPoints, of: SampledFunction(function.formula - .x), "fixed point")
  }

  private mutating func roots(_ roots: Roots, of function: SampledFunction, _ name: String) {
    guard let sets = roots.sets else { return }
    let values = samples.map { (at: $0.at, ball: function($0.x).ball) }
    for (a, b) in zip(values, values.dropFirst()) where isContinuous(a.at, b.at) {
      guard let low = a.ball?.sign, let high = b.ball?.sign, low.count == 1, high.count == 1,
        low.lowerBound * high.lowerBound < 0
      else { continue }
      expect(
        sets.contains { $0.from.double <= b.at && $0.to.double >= a.at },
        "the \(name) between \(a.at) and \(b.at) is missing")
    }
    for set in sets {
      for value in values where contains(set.from, set.to, value.at) {
        if let sign = value.ball?.sign { expect(sign.contains(0), "\(name) at \(value.at)") }
      }
      guard set.from == set.to, let at = function.constant(set.from),
        let value = function(at).ball?.approximation
      else { continue }
      expect(value.magnitude <= 1e-9, "\(name) at \(set.from.decimal)")
    }
  }
}
