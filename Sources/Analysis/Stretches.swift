import Calculus
import Formulas
import Reals

/// The real line as a function divides it: stretches on which a quantity derived from the function
/// keeps its sign, the points between them, and the gaps of the domain.
enum LineElement {
  case stretch(Stretch)
  case point(LinePoint)
  case gap
}

/// A maximal open interval inside one cell on which the quantity has one sign.
struct Stretch {
  /// The ends; `nil` for −∞ and +∞.
  let lower: RealValue?
  let upper: RealValue?
  /// −1, 0 or 1.
  let sign: Int
  /// The function's formula on its cell.
  let formula: Formula
}

/// A point between two stretches.
struct LinePoint {
  let at: RealValue
  /// The joint at this point; `nil` for a zero of the quantity inside a cell, where the function is
  /// analytic.
  let joint: JointFacts?
}

extension FunctionAnalyzer {
  /// The line divided by the signs of `quantity`, which is derived from the formula on each cell.
  func line(
    signsOf quantity: (Formula) throws(EvaluationError) -> Formula
  ) throws(EvaluationError) -> [LineElement] {
    var result: [LineElement] = []
    for (index, cell) in cells.enumerated() {
      switch cell.content {
      case .outsideDomain: result.append(.gap)
      case .undecided(let why): throw .undecided(why)
      case .analytic(let formula):
        let chart = try charts.chart(of: try quantity(formula), on: cell.interval)
        var lower = cell.interval.lower.map { RealValue.exact($0.value) }
        for (zero, sign) in zip(try chart.provedZeros(), chart.signs) {
          result.append(.stretch(Stretch(lower: lower, upper: zero, sign: sign, formula: formula)))
          result.append(.point(LinePoint(at: zero, joint: nil)))
          lower = zero
        }
        let upper = cell.interval.upper.map { RealValue.exact($0.value) }
        result.append(
          .stretch(
            Stretch(lower: lower, upper: upper, sign: chart.signs.last ?? 0, formula: formula)))
      }
      if index < joints.count {
        let joint = joints[index]
        result.append(.point(LinePoint(at: .exact(joint.point.value), joint: joint)))
      }
    }
    return result
  }

  /// The sign of f(near) − f(at) for points near the end of a stretch, where the function may jump:
  /// from the limit there and, where that equals the value, from the direction `approach` in which
  /// the values run away from it.
  func sideSign(
    _ limit: ExtendedReal?, _ value: ExactReal, approach: Int
  ) throws(EvaluationError) -> Int {
    guard let limit else { throw .undecided(Reason(.noLimit)) }
    let order = try points.order(limit, .finite(value))
    return order == 0 ? approach : order
  }
}

extension PointArithmetic {
  /// The sign of a − b, with infinities; throws where it is not decided.
  func order(_ a: ExtendedReal, _ b: ExtendedReal) throws(EvaluationError) -> Int {
    switch (a, b) {
    case (.finite(let x), .finite(let y)): return try compare(x, y)
    case (.infinite(let x), .infinite(let y)): return (x - y).signum()
    case (.infinite(let sign), .finite): return sign
    case (.finite, .infinite(let sign)): return -sign
    }
  }

  func describe(_ end: RealValue?, orInfinite sign: Int) -> ExactNumber {
    end.map { describe($0) } ?? (sign > 0 ? .infinity : .minusInfinity)
  }
}
