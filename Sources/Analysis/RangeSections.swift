import Calculus
import Formulas
import Reals

/// The ends of the set of values of a function.
struct RangeValues {
  let infimum: ValueBound?
  let supremum: ValueBound?
  /// What stood in the way of one of them.
  let reason: Reason?
}

extension FunctionAnalyzer {
  var extremes: Extremes {
    Extremes(points: points, charts: charts, limits: LimitFinder(points: points), frame: frame)
  }

  /// The cells as parts of the function `transform` of their formulas.
  func parts(
    of transform: (Formula) throws(EvaluationError) -> Formula
  ) throws(EvaluationError) -> [Extremes.Part] {
    var result: [Extremes.Part] = []
    for cell in cells {
      switch cell.content {
      case .outsideDomain: continue
      case .undecided(let why): throw .undecided(why)
      case .analytic(let formula):
        let function = try transform(formula.simplified).simplified
        result.append(Extremes.Part(function: function, interval: cell.interval))
      }
    }
    return result
  }

  /// A proved enclosure of all values that `transform` of the cells' formulas takes.
  func enclosure(of transform: (Formula) -> Formula) -> Interval? {
    var hull: Interval?
    for cell in cells {
      switch cell.content {
      case .outsideDomain: continue
      case .undecided: return nil
      case .analytic(let formula):
        guard let part = oracle.range(of: transform(formula), on: cell.interval) else { return nil }
        hull = hull.map { $0.hull(part) } ?? part
      }
    }
    return hull
  }

  /// The points of the domain among the joints, with their values; of a function that repeats those
  /// of one period.
  func recurringValues() throws(EvaluationError) -> [(point: RealPoint, value: ExactReal)] {
    var result: [(point: RealPoint, value: ExactReal)] = []
    for joint in joints {
      guard let value = joint.value.exact,
        try frame?.contains(.exact(joint.point.value)) ?? true
      else { continue }
      result.append((joint.point, value))
    }
    return result
  }

  // MARK: Range

  /// The ends of the range, from critical values, limits and the values at the joints.
  var rangeValues: RangeValues {
    for joint in joints {
      if case .unknown(let why) = joint.value {
        return RangeValues(infimum: nil, supremum: nil, reason: why)
      }
    }
    let values: [ExactReal]
    do throws(EvaluationError) {
      values = try recurringValues().map(\.value)
    } catch {
      return RangeValues(infimum: nil, supremum: nil, reason: error.reason)
    }
    var reason: Reason?
    func end(_ isUpper: Bool) -> ValueBound? {
      do throws(EvaluationError) {
        let parts = try parts { $0 }
        return isUpper
          ? try extremes.supremum(of: parts, and: values)
          : try extremes.infimum(of: parts, and: values)
      } catch {
        reason = error.reason
        return nil
      }
    }
    let (infimum, supremum) = (end(false), end(true))
    return RangeValues(infimum: infimum, supremum: supremum, reason: reason)
  }

  func rangeSection(_ values: RangeValues) -> Range {
    let isKnown = joints.allSatisfy { if case .unknown = $0.value { false } else { true } }
    var hull = isKnown ? enclosure { $0.simplified } : nil
    for value in joints.compactMap(\.value.exact) {
      hull = hull.flatMap { hull in points.interval(of: value).map(hull.hull) }
    }
    let (least, greatest) = (points.describe(values.infimum), points.describe(values.supremum))
    let lower = least ?? hull?.lowerBound.map { ExactNumber($0) }
    let upper = greatest ?? hull?.upperBound.map { ExactNumber($0) }
    return Range(
      infimum: least, supremum: greatest, infimumAttained: values.infimum?.isAttained,
      supremumAttained: values.supremum?.isAttained,
      bounds: lower == nil && upper == nil
        ? nil : [lower ?? .minusInfinity, upper ?? .infinity],
      reason: values.reason
        ?? (least == nil && greatest == nil ? Reason(.emptyDomain) : nil))
  }

  // MARK: Bounds of derivatives

  /// sup |g| over all cells, for g derived from the formula, or `nil` on an empty domain.
  func supremumOfMagnitude(
    _ transform: (Formula) throws(EvaluationError) -> Formula
  ) throws(EvaluationError) -> ValueBound? {
    let parts = try parts(of: transform)
    return try extremes.supremum(of: parts + parts.map(\.mirrored))
  }

  /// sup |f″| where f″ exists.
  var secondDerivativeSection: SecondDerivative {
    do throws(EvaluationError) {
      let bound = try supremumOfMagnitude(charts.secondDerivative)
      return SecondDerivative(
        supremum: points.describe(bound) ?? ExactNumber(0),
        attained: bound?.isAttained == false ? isReachedAtAJoint(bound) : bound?.isAttained,
        reason: nil)
    } catch {
      return SecondDerivative(supremum: nil, attained: nil, reason: error.reason)
    }
  }

  /// Whether |f″| has the value at a joint through which f is twice continuously differentiable:
  /// f″ is its own limit there.
  private func isReachedAtAJoint(_ bound: ValueBound?) -> Bool {
    guard case .finite(let value)? = bound?.value else { return false }
    return joints.contains { joint in
      guard joint.value.exact != nil, joint.smoothness.atLeast >= 2,
        let formula = (joint.left ?? joint.right)?.formula,
        let second = try? charts.secondDerivative(of: formula),
        case .finite(let limit)? = try? LimitFinder(points: points).limit(
          of: second, at: joint.point, side: joint.left == nil ? 1 : -1),
        let magnitude = try? points.exact.apply(.abs, limit)
      else { return false }
      return (try? points.compare(.exact(magnitude), value)) == 0
    }
  }
}
