import Calculus
import Formulas
import Reals

/// The exact least upper bound of a function given by analytic cells, found and proved.
///
/// Candidates are values at points where the derivative vanishes, values and limits at the ends of
/// the cells, and limits at infinity; the greatest candidate M is proved by showing M − g ≥ 0 on
/// every cell.
struct Extremes {
  let points: PointArithmetic
  let oracle: SignOracle

  /// A function on an open interval, with its limits at the ends where these are known.
  struct Part {
    let function: Formula
    let interval: OpenInterval
    let limits: [ExtendedReal]
  }

  /// A proved supremum.
  struct Supremum {
    let value: ExtendedReal
    /// Whether it is a value inside one of the parts; constants count.
    let isAttainedInside: Bool
  }

  /// The supremum over all parts, or `nil` when it is not found or not proved.
  func supremum(of parts: [Part]) -> Supremum? {
    let limits = parts.flatMap(\.limits)
    if limits.contains(where: { if case .infinite(1) = $0 { true } else { false } }) {
      return Supremum(value: .infinite(sign: 1), isAttainedInside: false)
    }
    var best: (value: ExactReal, isInside: Bool)?
    func consider(_ value: ExactReal, isInside: Bool) -> Bool {
      guard let current = best else {
        best = (value, isInside)
        return true
      }
      guard let order = try? points.compare(value, current.value) else { return false }
      if order > 0 || (order == 0 && isInside) { best = (value, isInside) }
      return true
    }
    for case .finite(let limit) in limits where !consider(limit, isInside: false) { return nil }
    for part in parts {
      guard let values = criticalValues(part) else { return nil }
      for value in values where !consider(value, isInside: true) { return nil }
    }
    guard let best else { return nil }
    var isReached = best.isInside
    for part in parts {
      let gap = best.value.formula - part.function
      guard let sign = leastSign(of: gap, on: part.interval, depth: 0), sign >= 0 else {
        return nil
      }
      isReached = isReached || sign == 0
    }
    return Supremum(value: .finite(best.value), isAttainedInside: isReached)
  }

  /// The values where the derivative vanishes, or the constant value; `nil` when not all are known.
  private func criticalValues(_ part: Part) -> [ExactReal]? {
    let derivative = part.function.derivative
    switch oracle.candidates(derivative) {
    case .everywhere:
      guard let sample = try? points.sample(in: part.interval),
        let value = try? points.exact.evaluate(part.function, at: points.exact.number(sample))
      else { return nil }
      return [value]
    case .points(let all):
      var values: [ExactReal] = []
      for point in all {
        guard let isInside = try? points.contains(part.interval, point) else { return nil }
        guard isInside else { continue }
        guard let value = try? points.exact.evaluate(part.function, at: point.value) else {
          return nil
        }
        values.append(value)
      }
      return values
    case .unknown: return []
    }
  }

  /// The least sign that g takes on the open interval, or `nil` when it is not known.
  private func leastSign(of g: Formula, on interval: OpenInterval, depth: Int) -> Int? {
    guard let sign = try? oracle.sign(of: g, on: interval) else { return nil }
    switch sign {
    case .constant(let sign): return sign
    case .split(let inside):
      guard depth < 3 else { return nil }
      var least = 1
      var lower = interval.lower
      for point in inside + [interval.upper] {
        let part = OpenInterval(lower: lower, upper: point)
        guard let sign = leastSign(of: g, on: part, depth: depth + 1) else { return nil }
        least = min(least, sign)
        if let point {
          guard let value = try? points.exact.evaluate(g, at: point.value),
            let sign = try? points.sign(value)
          else { return nil }
          least = min(least, sign)
        }
        lower = point
      }
      return least
    }
  }
}
