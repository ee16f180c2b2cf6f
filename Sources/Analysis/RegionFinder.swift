import Calculus
import Formulas
import Reals

/// The four gradient regions of a function over an interval.
///
/// With g = |f′|: fast g > 0.99, active 0.01 ≤ g ≤ 0.99, slow 0 < g < 0.01, inactive g = 0.
struct RegionFinder {
  let points: PointArithmetic
  let charts: SignCharts
  let cells: [Cell]
  let joints: [JointFacts]

  /// The values of f′ at which the kind changes.
  static let levels: [Rational] = [-99, -1, 0, 1, 99].compactMap { Rational($0, over: 100) }

  /// The regions over the closed interval, or over ℝ where both ends are `nil`.
  func regions(over window: OpenInterval) -> GradientRegions {
    var atoms: [Atom] = []
    var reasons: [Reason] = []
    do throws(EvaluationError) {
      for (index, cell) in cells.enumerated() {
        if let open = try intersection(cell.interval, window) {
          atoms += try self.atoms(of: cell, on: open, reasons: &reasons)
        }
        if index < joints.count, let atom = try self.atom(at: joints[index], window) {
          atoms.append(atom)
        }
      }
      let ends = try [window.lower, window.upper].map { end throws(EvaluationError) in
        try endAtom(at: end)
      }
      if let first = ends[0] { atoms.insert(first, at: 0) }
      if let last = ends[1] { atoms.append(last) }
    } catch {
      return GradientRegions(
        over: describe(window), pieces: nil, undefinedAt: [], reason: error.reason)
    }
    return GradientRegions(
      over: describe(window), pieces: merged(atoms),
      undefinedAt: atoms.compactMap { $0.kind == nil && $0.isPoint ? $0.from : nil },
      reason: reasons.first)
  }

  private func describe(_ window: OpenInterval) -> IntervalDescription {
    IntervalDescription(
      from: points.describe(window.lower) ?? .minusInfinity,
      to: points.describe(window.upper) ?? .infinity,
      fromClosed: window.lower != nil, toClosed: window.upper != nil)
  }

  // MARK: Atoms

  /// An open interval or a point with one kind; no kind where f′ is not defined.
  private struct Atom {
    let from: ExactNumber
    let to: ExactNumber
    let isPoint: Bool
    let kind: GradientRegions.Region.Kind?
  }

  private func intersection(
    _ interval: OpenInterval, _ window: OpenInterval
  ) throws(EvaluationError) -> OpenInterval? {
    var result = interval
    if let end = window.lower {
      if let upper = interval.upper, try points.compare(upper.value, end.value) <= 0 { return nil }
      if try points.contains(interval, end) { result.lower = end }
    }
    if let end = window.upper {
      if let lower = interval.lower, try points.compare(lower.value, end.value) >= 0 { return nil }
      if try points.contains(interval, end) { result.upper = end }
    }
    return result
  }

  private func atoms(
    of cell: Cell, on open: OpenInterval, reasons: inout [Reason]
  ) throws(EvaluationError) -> [Atom] {
    switch cell.content {
    case .outsideDomain: return [atom(open, nil)]
    case .undecided(let why):
      reasons.append(why)
      return [atom(open, .undecided)]
    case .analytic(let formula):
      let derivative = formula.derivative
      if let constant = NormalForm(derivative)?.formula, !constant.containsVariable {
        return [atom(open, try kind(of: points.point(constant).value))]
      }
      let crossings = LevelCrossings(charts: charts)
      let found = try crossings.crossings(of: derivative, levels: Self.levels, on: open)
      return try atoms(of: derivative, on: open, between: found, reasons: &reasons)
    }
  }

  private func atoms(
    of derivative: Formula, on open: OpenInterval, between crossings: [LevelCrossing],
    reasons: inout [Reason]
  ) throws(EvaluationError) -> [Atom] {
    var result: [Atom] = []
    var start = points.describe(open.lower) ?? .minusInfinity
    let finish = points.describe(open.upper) ?? .infinity
    let samples = try charts.samples(between: crossings.map(\.zero), on: open)
    for (index, sample) in samples.enumerated() {
      let crossing = index < crossings.count ? crossings[index] : nil
      let bounds = crossing?.zero.bounds
      let end =
        crossing?.zero.at.map(points.describe) ?? bounds.map { ExactNumber($0.lowerBound) }
        ?? finish
      let value = try points.exactOrEnclosed(derivative, at: points.point(.number(sample)))
      result.append(Atom(from: start, to: end, isPoint: false, kind: try kind(of: value)))
      guard let crossing, let bounds else { break }
      if crossing.zero.at == nil {
        let place = bounds.lowerBound.decimal(significantDigits: 12, rounding: .nearest)
        reasons.append(Reason(.touchedThreshold, "\(crossing.level)", place))
        let last = ExactNumber(bounds.upperBound)
        result.append(Atom(from: end, to: last, isPoint: false, kind: .undecided))
        start = last
      } else {
        result.append(Atom(from: end, to: end, isPoint: true, kind: crossing.kind))
        start = end
      }
    }
    return result
  }

  private func atom(_ open: OpenInterval, _ kind: GradientRegions.Region.Kind?) -> Atom {
    Atom(
      from: points.describe(open.lower) ?? .minusInfinity,
      to: points.describe(open.upper) ?? .infinity, isPoint: false, kind: kind)
  }

  /// The joint as an atom, if it lies strictly inside the window.
  private func atom(
    at joint: JointFacts, _ window: OpenInterval
  ) throws(EvaluationError) -> Atom? {
    guard try points.contains(window, joint.point) else { return nil }
    return try pointAtom(at: joint)
  }

  private func pointAtom(at joint: JointFacts) throws(EvaluationError) -> Atom {
    let location = points.describe(joint.point)
    if case .undefined = joint.value {
      return Atom(from: location, to: location, isPoint: true, kind: nil)
    }
    let kind: GradientRegions.Region.Kind?
    switch joint.differentiable {
    case .refuted: kind = nil
    case .undecided: kind = .undecided
    case .proved:
      if joint.left != nil, joint.right != nil, case .finite(let slope)? = joint.left?.derivative {
        kind = try self.kind(of: slope)
      } else {
        kind = nil
      }
    }
    return Atom(from: location, to: location, isPoint: true, kind: kind)
  }

  /// An end of the window as an atom: f′ there is that of f on ℝ.
  private func endAtom(at end: RealPoint?) throws(EvaluationError) -> Atom? {
    guard let end else { return nil }
    for joint in joints where try points.compare(joint.point.value, end.value) == 0 {
      return try pointAtom(at: joint)
    }
    let location = points.describe(end)
    for cell in cells where try points.contains(cell.interval, end) {
      let kind: GradientRegions.Region.Kind?
      switch cell.content {
      case .outsideDomain: kind = nil
      case .undecided: kind = .undecided
      case .analytic(let formula):
        kind = try self.kind(of: points.exactOrEnclosed(formula.derivative, at: end))
      }
      return Atom(from: location, to: location, isPoint: true, kind: kind)
    }
    return nil
  }

  /// The kind to which a value of f′ belongs.
  private func kind(of slope: Slope) throws(EvaluationError) -> GradientRegions.Region.Kind {
    let signs = try Self.levels.map { level throws(EvaluationError) in
      try slope.compare(level, points)
    }
    if signs[2] == 0 { return .inactive }
    if signs[0] < 0 || signs[4] > 0 { return .fast }
    return signs[1] <= 0 || signs[3] >= 0 ? .active : .slow
  }

  private func kind(of slope: ExactReal) throws(EvaluationError) -> GradientRegions.Region.Kind {
    try kind(of: .exact(slope))
  }

  // MARK: Maximal regions

  private func merged(_ atoms: [Atom]) -> [GradientRegions.Region] {
    var result: [GradientRegions.Region] = []
    var extendsLast = false
    for atom in atoms {
      guard let kind = atom.kind else {
        extendsLast = false
        continue
      }
      if extendsLast, let last = result.last, last.kind == kind {
        result[result.count - 1].to = atom.to
        result[result.count - 1].toClosed = atom.isPoint
      } else {
        result.append(
          GradientRegions.Region(
            kind: kind, from: atom.from, to: atom.to, fromClosed: atom.isPoint,
            toClosed: atom.isPoint))
      }
      extendsLast = true
    }
    return result
  }
}

/// A value of f′: exact, or enclosed where the exact one is too costly.
enum Slope {
  case exact(ExactReal)
  case enclosed(Ball)

  /// The sign of self − level.
  func compare(
    _ level: Rational, _ points: PointArithmetic
  ) throws(EvaluationError) -> Int {
    switch self {
    case .exact(let value): return try points.compare(value, points.exact.number(level))
    case .enclosed(let ball):
      let balls = BallArithmetic(precision: 256)
      let signs = try balls.comparison(ball, balls.number(level))
      guard signs.lowerBound == signs.upperBound else {
        throw .undecided(Reason(.nearThreshold))
      }
      return signs.lowerBound
    }
  }
}

extension PointArithmetic {
  /// The value of an analytic formula at a point: by enclosure when that separates it from every
  /// level of the regions, exactly otherwise.
  func exactOrEnclosed(_ f: Formula, at point: RealPoint) throws(EvaluationError) -> Slope {
    let balls = BallArithmetic(precision: 256)
    if let argument = try? balls.evaluate(point.formula, at: balls.number(0)),
      let value = try? balls.evaluate(f, at: argument)
    {
      let slope = Slope.enclosed(value)
      if RegionFinder.levels.allSatisfy({ (try? slope.compare($0, self)) ?? 0 != 0 }) {
        return slope
      }
    }
    return .exact(try exact.evaluate(f, at: point.value))
  }
}
