import Calculus
import Formulas
import Reals

extension FunctionAnalyzer {
  /// The Lipschitz constant: the greatest of sup |f′| and of the slopes of the bridges, the segments
  /// that join the parts of the domain.
  ///
  /// A bridge makes a function that is continuous on an interval of one that is continuous on the parts
  /// of its domain, without a steeper chord than the bridges and f′ have. Over a single missing
  /// point there is one only where the limits on both sides agree: otherwise there is no constant.
  func lipschitzSection(_ domain: Domain, _ continuity: Continuity) -> Lipschitz {
    guard continuity.verdict != .refuted else { return .unbounded }
    let isContinuous =
      continuity.verdict == .proved && domain.verdict == .proved && !domain.intervals.isEmpty
    var bridges: [Bridge]?
    if isContinuous {
      do throws(EvaluationError) {
        bridges = try self.bridges()
        if bridges == nil { return .unbounded }
      } catch {
        bridges = nil
      }
    }
    do throws(EvaluationError) {
      let supremum = try supremumOfMagnitude(charts.derivative)
      if case .infinite = supremum?.value { return .unbounded }
      // An unbounded f′ refutes every constant, but a bound alone proves none.
      guard let bridges else { return Lipschitz(reason: Reason(.notAnInterval)) }
      var greatest: RealValue?
      if case .finite(let value)? = supremum?.value { greatest = value }
      var isReached = greatest?.exact.map(isReachedByAnAffinePiece) ?? false
      for bridge in bridges {
        let order =
          try greatest.map { value throws(EvaluationError) in
            try points.compare(.exact(bridge.slope), value)
          } ?? 1
        if order > 0 {
          greatest = .exact(bridge.slope)
          isReached = bridge.isInDomain
        } else if order == 0, bridge.isInDomain {
          isReached = true
        }
      }
      let constant = greatest.map(points.describe) ?? ExactNumber(0)
      return Lipschitz(value: constant, attained: isReached, upperBound: constant, reason: nil)
    } catch {
      return bridges?.isEmpty == true
        ? boundedLipschitz(error.reason) : Lipschitz(reason: Reason(.notAnInterval))
    }
  }

  /// Only a bound from interval arithmetic.
  private func boundedLipschitz(_ reason: Reason) -> Lipschitz {
    let bound = enclosure { $0.derivative }?.magnitude?.upperBound
    return Lipschitz(upperBound: bound.map { ExactNumber($0) }, reason: reason)
  }

  /// A difference quotient equals sup |f′| only on a piece where f′ is constant: otherwise the
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

  // MARK: Bridges

  /// A segment over what separates two parts of the domain.
  private struct Bridge {
    /// The magnitude of its slope.
    let slope: ExactReal
    /// Whether both ends belong to the graph of f.
    let isInDomain: Bool
  }

  /// An end of a part of the domain, with the limit of f there.
  private struct Shore {
    let at: ExactReal
    let height: ExactReal
    let isInDomain: Bool
  }

  /// The bridges of a function that is continuous on its domain; `nil` where f has no finite limit at
  /// an end of a part, or different ones on both sides of a missing point.
  private func bridges() throws(EvaluationError) -> [Bridge]? {
    var result: [Bridge] = []
    var last: Shore?
    for joint in joints {
      let value = joint.value.exact
      if let left = joint.left, value == nil || joint.right == nil {
        guard let end = try shore(at: joint, left) else { return nil }
        last = end
      }
      guard value == nil || joint.left == nil else { continue }
      let next: Shore
      if let value, joint.right == nil {
        next = Shore(at: joint.point.value, height: value, isInDomain: true)
      } else if let right = joint.right {
        guard let start = try shore(at: joint, right) else { return nil }
        next = start
      } else {
        continue
      }
      if let last {
        let width = try points.exact.sum(next.at, points.exact.negative(last.at))
        let rise = try points.exact.sum(next.height, points.exact.negative(last.height))
        if try points.sign(width) == 0 {
          guard try points.sign(rise) == 0 else { return nil }
        } else {
          let slope = try points.exact.apply(.abs, points.exact.quotient(rise, width))
          result.append(Bridge(slope: slope, isInDomain: last.isInDomain && next.isInDomain))
        }
      }
      last = next
    }
    return result
  }

  /// The end of a part at the joint; `nil` where f is proved to have no finite limit there.
  private func shore(at joint: JointFacts, _ side: SideFacts) throws(EvaluationError) -> Shore? {
    if let value = joint.value.exact {
      return Shore(at: joint.point.value, height: value, isInDomain: true)
    }
    switch side.limit {
    case .finite(let height)?:
      return Shore(at: joint.point.value, height: height, isInDomain: false)
    case .infinite?: return nil
    case nil where side.limitOscillation != nil: return nil
    case nil: throw .undecided(joint.obstacle)
    }
  }
}

extension Lipschitz {
  /// There is no constant.
  fileprivate static var unbounded: Lipschitz {
    Lipschitz(value: .infinity, attained: false, upperBound: .infinity, reason: nil)
  }
}
