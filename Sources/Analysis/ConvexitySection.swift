import Calculus
import Formulas
import Reals

extension FunctionAnalyzer {
  /// Maximal convex and concave intervals and inflection points, from the signs of f″ and the
  /// one-sided derivatives at the joints.
  var convexitySection: Convexity {
    do throws(EvaluationError) {
      let line = try line(signsOf: charts.secondDerivative)
      let convex = try CurvedIntervals(line, bending: 1, in: self).intervals
      let concave = try CurvedIntervals(line, bending: -1, in: self).intervals
      return Convexity(
        convex: convex, concave: concave, inflections: inflections(line), reason: nil)
    } catch {
      return Convexity(convex: nil, concave: nil, inflections: nil, reason: error.reason)
    }
  }

  /// The points with a tangent at which the strict sign of f″ changes.
  private func inflections(_ line: [LineElement]) -> [ExactNumber] {
    var result: [ExactNumber] = []
    for (index, element) in line.enumerated() {
      guard case .point(let point) = element, index > 0, index + 1 < line.count,
        let before = line[index - 1].stretch?.sign, let after = line[index + 1].stretch?.sign,
        before * after < 0, point.joint.map({ $0.differentiable == .proved }) ?? true
      else { continue }
      result.append(points.describe(point.at))
    }
    return result
  }
}

/// Joins stretches on which f bends one way to maximal intervals.
private struct CurvedIntervals {
  private(set) var intervals: [IntervalDescription] = []
  private let analyzer: FunctionAnalyzer
  /// 1 for convex, −1 for concave.
  private let bending: Int
  private var isOpen = false

  init(
    _ line: [LineElement], bending: Int, in analyzer: FunctionAnalyzer
  ) throws(EvaluationError) {
    self.analyzer = analyzer
    self.bending = bending
    var start: LinePoint?
    for element in line {
      switch element {
      case .gap:
        isOpen = false
        start = nil
      case .stretch(let stretch):
        guard stretch.sign * bending >= 0 else {
          isOpen = false
          continue
        }
        let to = analyzer.points.describe(stretch.upper, orInfinite: 1)
        if isOpen {
          intervals[intervals.count - 1].to = to
          intervals[intervals.count - 1].toClosed = false
        } else {
          intervals.append(
            IntervalDescription(
              from: analyzer.points.describe(stretch.lower, orInfinite: -1), to: to,
              fromClosed: try start.map { p throws(EvaluationError) in
                try includes(p, isLeft: false)
              } ?? false, toClosed: false))
        }
        isOpen = true
      case .point(let point):
        start = point
        guard isOpen else { continue }
        intervals[intervals.count - 1].toClosed = try includes(point, isLeft: true)
        isOpen = try bends(at: point)
      }
    }
  }

  /// Whether the value at the end of a side may be added: it does not bend the other way.
  private func includes(_ point: LinePoint, isLeft: Bool) throws(EvaluationError) -> Bool {
    guard let joint = point.joint else { return true }
    guard let value = joint.value.exact, let side = isLeft ? joint.left : joint.right else {
      return false
    }
    if joint.continuous == .proved { return true }
    guard let limit = side.limit else { throw .undecided(Reason(.noLimit)) }
    return try analyzer.points.order(.finite(value), limit) * bending >= 0
  }

  /// Whether f bends the same way through the point.
  private func bends(at point: LinePoint) throws(EvaluationError) -> Bool {
    guard let joint = point.joint else { return true }
    guard joint.continuous != .refuted, joint.value.exact != nil, joint.left != nil,
      joint.right != nil
    else { return false }
    guard joint.continuous == .proved, let left = joint.left?.derivative,
      let right = joint.right?.derivative
    else { throw .undecided(Reason(.noOneSidedDerivative)) }
    return try analyzer.points.order(right, left) * bending >= 0
  }
}
