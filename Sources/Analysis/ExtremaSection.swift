import Calculus
import Formulas
import Reals

extension FunctionAnalyzer {
  /// The local extrema: points and plateaus from which f goes up, or down, on all sides.
  func extremaSection(_ range: RangeValues) -> Extrema {
    do throws(EvaluationError) {
      var points: [Extrema.Extremum] = []
      for level in try levels(line(signsOf: charts.derivative)) {
        for kind in level.kinds { points.append(try extremum(level, kind, range)) }
      }
      return Extrema(points: points, reason: nil)
    } catch {
      return Extrema(points: nil, reason: error.reason)
    }
  }

  /// A point, or a plateau, with the signs of f(near) − f there on the sides that exist.
  private struct Level {
    let from: RealValue?
    let to: RealValue?
    let isPoint: Bool
    let value: RealValue
    let sides: [Int]
    /// Whether the ends of a plateau belong to it.
    var fromClosed = true
    var toClosed = true

    var kinds: [Extrema.Extremum.Kind] {
      var kinds: [Extrema.Extremum.Kind] = []
      if sides.allSatisfy({ $0 > 0 }) { kinds.append(.minimum) }
      if sides.allSatisfy({ $0 < 0 }) { kinds.append(.maximum) }
      return kinds
    }
  }

  private func levels(_ line: [LineElement]) throws(EvaluationError) -> [Level] {
    var result: [Level] = []
    for (index, element) in line.enumerated() {
      let before = index > 0 ? line[index - 1].stretch : nil
      let after = index + 1 < line.count ? line[index + 1].stretch : nil
      switch element {
      case .gap: continue
      case .point(let point):
        guard let level = try level(at: point, before, after) else { continue }
        result.append(level)
      case .stretch(let stretch) where stretch.sign == 0:
        var sides: [Int] = []
        var closed: [Int: Bool] = [:]
        for direction in [-1, 1] {
          guard line.indices.contains(index + direction),
            case .point(let point) = line[index + direction]
          else { continue }
          closed[direction] = try holdsHeight(at: point, isLeft: direction < 0)
          let beyond = index + 2 * direction
          let neighbour = line.indices.contains(beyond) ? line[beyond].stretch : nil
          if let side = try plateauSide(at: point, isLeft: direction < 0, neighbour) {
            sides.append(side)
          }
        }
        let sample = try points.sample(in: stretch)
        result.append(
          Level(
            from: stretch.lower, to: stretch.upper, isPoint: false,
            value: points.value(of: stretch.formula, at: sample), sides: sides,
            fromClosed: closed[-1] ?? false, toClosed: closed[1] ?? false))
      case .stretch: continue
      }
    }
    return result
  }

  /// The level at a single point; `nil` where f has no value or goes on at the same height.
  private func level(
    at point: LinePoint, _ before: Stretch?, _ after: Stretch?
  ) throws(EvaluationError) -> Level? {
    guard let joint = point.joint else {
      guard let before, let after else { return nil }
      return Level(
        from: point.at, to: point.at, isPoint: true,
        value: points.value(of: before.formula, at: point.at), sides: [-before.sign, after.sign])
    }
    guard let value = joint.value.exact else { return nil }
    var sides: [Int] = []
    if let left = joint.left, let before {
      sides.append(try sideSign(left.limit, value, approach: -before.sign))
    }
    if let right = joint.right, let after {
      sides.append(try sideSign(right.limit, value, approach: after.sign))
    }
    // A level side belongs to a plateau; an isolated point is no extremum worth telling.
    guard !sides.isEmpty, !sides.contains(0) else { return nil }
    return Level(
      from: point.at, to: point.at, isPoint: true, value: .exact(value), sides: sides)
  }

  /// Whether f has the height of the plateau at its end too.
  private func holdsHeight(at point: LinePoint, isLeft: Bool) throws(EvaluationError) -> Bool {
    guard let joint = point.joint, let limit = (isLeft ? joint.right : joint.left)?.limit,
      let value = joint.value.exact
    else { return false }
    return try points.order(.finite(value), limit) == 0
  }

  /// The sign of f beyond an end of a plateau against its height; `nil` where f ends.
  private func plateauSide(
    at point: LinePoint, isLeft: Bool, _ neighbour: Stretch?
  ) throws(EvaluationError) -> Int? {
    guard let joint = point.joint, let own = isLeft ? joint.right : joint.left,
      let limit = own.limit, let value = joint.value.exact
    else { return nil }
    let step = try points.order(.finite(value), limit)
    if step != 0 { return step }
    guard let neighbour, let other = isLeft ? joint.left : joint.right else { return nil }
    return try sideSign(
      other.limit, value, approach: isLeft ? -neighbour.sign : neighbour.sign)
  }

  private func extremum(
    _ level: Level, _ kind: Extrema.Extremum.Kind, _ range: RangeValues
  ) throws(EvaluationError) -> Extrema.Extremum {
    let bound = kind == .maximum ? range.supremum : range.infimum
    return Extrema.Extremum(
      at: points.describe(level.from, orInfinite: -1),
      through: points.describe(level.to, orInfinite: 1), value: points.describe(level.value),
      atClosed: level.fromClosed, throughClosed: level.toClosed, kind: kind,
      isStrict: level.isPoint,
      isGlobal: isReached(bound, by: level.value)
        ?? ((try? isExceeded(level.value, kind)) == true ? false : nil))
  }

  /// Whether some value of a few lies beyond the extremum; `false` means "not shown".
  private func isExceeded(
    _ value: RealValue, _ kind: Extrema.Extremum.Kind
  ) throws(EvaluationError) -> Bool {
    for cell in cells {
      guard let formula = cell.formula else { continue }
      for distance in Self.samples {
        for sample in [distance, -distance] {
          let point = try points.point(.number(sample))
          guard try points.contains(cell.interval, point) else { continue }
          let other = points.value(of: formula, at: .exact(point.value))
          if (try? points.compare(other, value)) == (kind == .maximum ? 1 : -1) { return true }
        }
      }
    }
    return false
  }

  /// How far from 0 values are looked at.
  private static let samples: [Rational] = [1, 2, 4, 8, 16, 32]

  /// Whether the value is the bound of the range; `nil` where that is not decided.
  private func isReached(_ bound: ValueBound?, by value: RealValue) -> Bool? {
    guard let bound else { return nil }
    guard bound.isAttained != false, case .finite(let number) = bound.value else { return false }
    guard let order = try? points.compare(value, number) else { return bound.isAlone ? true : nil }
    return order == 0
  }
}

extension LineElement {
  var stretch: Stretch? { if case .stretch(let stretch) = self { stretch } else { nil } }
}

extension PointArithmetic {
  /// A rational number inside a stretch.
  func sample(in stretch: Stretch) throws(EvaluationError) -> RealValue {
    func end(_ value: RealValue?, upper: Bool) throws(EvaluationError) -> RealPoint? {
      guard let bounds = value?.rationalBounds else { return nil }
      return try point(.number(upper ? bounds.upperBound : bounds.lowerBound))
    }
    let open = OpenInterval(
      lower: try end(stretch.lower, upper: true), upper: try end(stretch.upper, upper: false))
    return .exact(try exact.number(sample(in: open)))
  }
}
