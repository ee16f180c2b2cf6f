import Calculus
import Formulas
import Reals

extension FunctionAnalyzer {
  private var extremes: Extremes { Extremes(points: points, oracle: oracle) }

  /// The cells as parts of the function `transform` of their formulas; `nil` if one is undecided.
  private func parts(
    of transform: (Formula) -> Formula,
    limitAt: (JointFacts, KeyPath<JointFacts, SideFacts?>) -> ExtendedReal?,
    limitAtInfinity: (Int) -> ExtendedReal?
  ) -> [Extremes.Part]? {
    var result: [Extremes.Part] = []
    for (index, cell) in cells.enumerated() {
      switch cell.content {
      case .outsideDomain: continue
      case .undecided: return nil
      case .analytic(let formula):
        let left = index > 0 ? limitAt(joints[index - 1], \.right) : limitAtInfinity(-1)
        let right = index < joints.count ? limitAt(joints[index], \.left) : limitAtInfinity(1)
        result.append(
          Extremes.Part(
            function: transform(formula.simplified).simplified, interval: cell.interval,
            limits: [left, right].compactMap { $0 }))
      }
    }
    return result
  }

  /// A proved enclosure of all values that `transform` of the cells' formulas takes.
  private func enclosure(of transform: (Formula) -> Formula) -> Interval? {
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

  // MARK: Range

  var rangeSection: Range {
    let values = joints.compactMap(\.value.exact)
    let greatest = end(sign: 1, values)
    let least = end(sign: -1, values)
    var hull = enclosure { $0.simplified }
    for value in values { hull = hull.flatMap { h in points.interval(of: value).map(h.hull) } }
    let lower = least?.number ?? hull?.lowerBound.map { ExactNumber($0) }
    let upper = greatest?.number ?? hull?.upperBound.map { ExactNumber($0) }
    return Range(
      infimum: least?.number, supremum: greatest?.number, infimumAttained: least?.attained,
      supremumAttained: greatest?.attained,
      bounds: lower == nil && upper == nil
        ? nil : [lower ?? .minusInfinity, upper ?? .infinity],
      reason: least == nil || greatest == nil ? Reason(.rangeEnd) : nil)
  }

  /// The supremum (sign 1) or infimum (sign −1) of f.
  private func end(
    sign: Int, _ values: [ExactReal]
  ) -> (number: ExactNumber, attained: Bool)? {
    let flip = { (f: Formula) in sign > 0 ? f : -f }
    guard
      let parts = parts(
        of: flip, limitAt: { flipped($0[keyPath: $1]?.limit, sign) },
        limitAtInfinity: { flipped(limitAtInfinity($0), sign) }),
      let supremum = extremes.supremum(of: parts)
    else { return nil }
    guard case .finite(let bound) = supremum.value else {
      return (sign > 0 ? .infinity : .minusInfinity, false)
    }
    var best = (value: bound, attained: supremum.isAttainedInside)
    for value in values {
      guard let flipped = sign > 0 ? value : try? points.exact.negative(value),
        let order = try? points.compare(flipped, best.value)
      else { return nil }
      if order >= 0 { best = (flipped, true) }
    }
    guard let result = sign > 0 ? best.value : try? points.exact.negative(best.value) else {
      return nil
    }
    return (points.describe(result), best.attained)
  }

  private func flipped(_ value: ExtendedReal?, _ sign: Int) -> ExtendedReal? {
    guard sign < 0, let value else { return value }
    switch value {
    case .infinite(let direction): return .infinite(sign: -direction)
    case .finite(let value): return (try? points.exact.negative(value)).map { .finite($0) }
    }
  }

  // MARK: Lipschitz constant

  func lipschitzSection(_ domain: Domain, _ continuity: Continuity) -> Lipschitz {
    if continuity.verdict == .refuted {
      return Lipschitz(value: .infinity, attained: false, upperBound: .infinity, reason: nil)
    }
    guard continuity.verdict == .proved, domain.verdict == .proved, domain.intervals.count == 1
    else {
      return Lipschitz(reason: Reason(.notAnInterval))
    }
    let suprema = [1, -1].map { sign in
      parts(
        of: { sign > 0 ? $0.derivative : -$0.derivative },
        limitAt: { flipped($0[keyPath: $1]?.slope, sign) },
        limitAtInfinity: { flipped(slopeAtInfinity($0), sign) }
      ).flatMap(extremes.supremum)
    }
    if suprema.contains(where: { $0?.value.isInfinite == true }) {
      return Lipschitz(value: .infinity, attained: false, upperBound: .infinity, reason: nil)
    }
    guard case .finite(let up)? = suprema[0]?.value, case .finite(let down)? = suprema[1]?.value,
      let order = try? points.compare(up, down)
    else { return boundedLipschitz }
    let constant = order >= 0 ? up : down
    return Lipschitz(
      value: points.describe(constant), attained: isReachedByAnAffinePiece(constant),
      upperBound: points.describe(constant), reason: nil)
  }

  /// Only a bound from interval arithmetic.
  private var boundedLipschitz: Lipschitz {
    let bound = enclosure { $0.derivative }?.magnitude?.upperBound
    return Lipschitz(
      upperBound: bound.map { ExactNumber($0) },
      reason: bound == nil
        ? Reason(.noDerivativeBound) : Reason(.onlyUpperBound))
  }

  /// A difference quotient equals the constant only on a piece where f′ is constant: otherwise the
  /// mean of f′ over the segment would reach its supremum, and f′ is analytic.
  private func isReachedByAnAffinePiece(_ constant: ExactReal) -> Bool {
    cells.contains { cell in
      guard let derivative = cell.formula.flatMap({ NormalForm($0.derivative)?.formula }),
        !derivative.containsVariable, let slope = try? points.point(derivative).value,
        let magnitude = try? points.exact.apply(.abs, slope)
      else { return false }
      return (try? points.compare(magnitude, constant)) == 0
    }
  }
}
