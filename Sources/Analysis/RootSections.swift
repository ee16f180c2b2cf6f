import Calculus
import Formulas
import Reals

extension FunctionAnalyzer {
  /// Where f(x) = 0.
  var zerosSection: Roots { roots { $0 } }

  /// Where f(x) = x.
  var fixedPointsSection: Roots { roots { $0 - .x } }

  /// Where `quantity` of the function vanishes: points, and whole intervals.
  private func roots(of quantity: (Formula) -> Formula) -> Roots {
    do throws(EvaluationError) {
      var sets: [IntervalDescription] = []
      for element in try line(signsOf: { quantity($0).simplified }) {
        switch element {
        case .gap: continue
        case .stretch(let stretch):
          guard stretch.sign == 0 else { continue }
          let from = points.describe(stretch.lower, orInfinite: -1)
          let to = points.describe(stretch.upper, orInfinite: 1)
          if let last = sets.last, last.toClosed, last.to == from {
            sets[sets.count - 1].to = to
            sets[sets.count - 1].toClosed = false
          } else {
            sets.append(
              IntervalDescription(from: from, to: to, fromClosed: false, toClosed: false))
          }
        case .point(let point):
          guard try isRoot(point, of: quantity) else { continue }
          let at = points.describe(point.at)
          if let last = sets.last, last.to == at {
            sets[sets.count - 1].toClosed = true
          } else {
            sets.append(IntervalDescription(from: at, to: at, fromClosed: true, toClosed: true))
          }
        }
      }
      return Roots(sets: sets, reason: nil)
    } catch {
      return Roots(sets: nil, reason: error.reason)
    }
  }

  private func isRoot(
    _ point: LinePoint, of quantity: (Formula) -> Formula
  ) throws(EvaluationError) -> Bool {
    guard let joint = point.joint else { return true }
    switch joint.value {
    case .undefined: return false
    case .unknown(let why): throw .undecided(why)
    case .defined(let value):
      let result = try points.exact.evaluate(
        quantity(value.formula), at: joint.point.value)
      return try points.sign(result) == 0
    }
  }
}
