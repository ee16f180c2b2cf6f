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
    let over = describe(window)
    let runs = Run.joined(
      (try? atoms(over: window)) ?? [
        Run(span: over, content: .undecided(Reason(.constantComparison)))
      ])
    var result = GradientRegions(over: over, pieces: [], undefinedAt: [], undecided: [])
    for run in runs {
      let span = run.span
      switch run.content {
      case .region(let kind):
        result.pieces?.append(
          .init(
            kind: kind, from: span.from, to: span.to, fromClosed: span.fromClosed,
            toClosed: span.toClosed))
      case .undefined:
        result.undefinedAt.append(span.from == span.to ? .point(span.from) : .interval(span))
      case .undecided(let reason):
        result.undecided.append(
          .init(
            from: span.from, to: span.to, fromClosed: span.fromClosed, toClosed: span.toClosed,
            reason: reason))
      }
    }
    result.reason = result.undecided.first?.reason
    if result.pieces?.isEmpty == true, !result.undecided.isEmpty { result.pieces = nil }
    return result
  }

  private func describe(_ window: OpenInterval) -> IntervalDescription {
    IntervalDescription(
      from: points.describe(window.lower) ?? .minusInfinity,
      to: points.describe(window.upper) ?? .infinity,
      fromClosed: window.lower != nil, toClosed: window.upper != nil)
  }

  // MARK: Atoms

  /// The parts of the window from left to right: cells between crossings, crossings, joints, ends.
  private func atoms(over window: OpenInterval) throws(EvaluationError) -> [Run] {
    var result: [Run] = []
    if let end = window.lower { result += try [endAtom(at: end)].compactMap { $0 } }
    for (index, cell) in cells.enumerated() {
      if let open = try intersection(cell.interval, window) {
        do throws(EvaluationError) {
          result += try atoms(of: cell, on: open)
        } catch {
          result.append(Run(span: points.describe(open), content: .undecided(error.reason)))
        }
      }
      if index < joints.count, try points.contains(window, joints[index].point) {
        result.append(atom(at: joints[index]))
      }
    }
    if let end = window.upper { result += try [endAtom(at: end)].compactMap { $0 } }
    return result
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
    of cell: Cell, on open: OpenInterval
  ) throws(EvaluationError) -> [Run] {
    switch cell.content {
    case .outsideDomain: return [Run(span: points.describe(open), content: .undefined)]
    case .undecided(let why): return [Run(span: points.describe(open), content: .undecided(why))]
    case .analytic(let formula):
      let derivative = cell.derivative ?? formula.derivative
      if let constant = NormalForm(derivative)?.formula, !constant.containsVariable {
        let kind = try kind(of: points.point(constant).value)
        return [Run(span: points.describe(open), content: .region(kind))]
      }
      let crossings = LevelCrossings(charts: charts)
      let found = try crossings.crossings(of: derivative, levels: Self.levels, on: open)
      return try atoms(of: derivative, on: open, between: found)
    }
  }

  private func atoms(
    of derivative: Formula, on open: OpenInterval, between crossings: [LevelCrossing]
  ) throws(EvaluationError) -> [Run] {
    var result: [Run] = []
    var start = points.describe(open).from
    let samples = try charts.samples(between: crossings.map(\.zero), on: open)
    for (index, sample) in samples.enumerated() {
      let crossing = index < crossings.count ? crossings[index] : nil
      let end = crossing?.location(points) ?? points.describe(open).to
      let value = try points.exactOrEnclosed(derivative, at: points.point(.number(sample)))
      let span = IntervalDescription(from: start, to: end, fromClosed: false, toClosed: false)
      result.append(Run(span: span, content: .region(try kind(of: value))))
      guard let crossing else { break }
      if let why = crossing.doubt {
        start = ExactNumber(crossing.zero.bounds.upperBound)
        let span = IntervalDescription(from: end, to: start, fromClosed: true, toClosed: true)
        result.append(Run(span: span, content: .undecided(why)))
      } else {
        start = end
        result.append(Run(at: end, content: .region(crossing.kind)))
      }
    }
    return result
  }

  private func atom(at joint: JointFacts) -> Run {
    Run(at: points.describe(joint.point), content: content(at: joint))
  }

  private func content(at joint: JointFacts) -> Run.Content {
    if case .undefined = joint.value { return .undefined }
    switch joint.differentiable {
    case .refuted: return .undefined
    case .undecided:
      return .undecided(joint.left?.reason ?? joint.right?.reason ?? joint.obstacle)
    case .proved:
      guard case .finite(let slope)? = (joint.left ?? joint.right)?.derivative
      else { return .undefined }
      do throws(EvaluationError) {
        return .region(try kind(of: slope))
      } catch {
        return .undecided(error.reason)
      }
    }
  }

  /// An end of the window as an atom: f′ there is that of f on ℝ.
  private func endAtom(at end: RealPoint) throws(EvaluationError) -> Run? {
    for joint in joints where try points.compare(joint.point.value, end.value) == 0 {
      return atom(at: joint)
    }
    for cell in cells where try points.contains(cell.interval, end) {
      let content: Run.Content
      switch cell.content {
      case .outsideDomain: content = .undefined
      case .undecided(let why): content = .undecided(why)
      case .analytic(let formula):
        let derivative = cell.derivative ?? formula.derivative
        do throws(EvaluationError) {
          content = .region(try kind(of: points.exactOrEnclosed(derivative, at: end)))
        } catch {
          content = .undecided(error.reason)
        }
      }
      return Run(at: points.describe(end), content: content)
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
}

/// A part of the window on which one thing is known of f′.
private struct Run {
  enum Content: Equatable {
    case region(GradientRegions.Region.Kind)
    /// f′ does not exist.
    case undefined
    case undecided(Reason)
  }

  var span: IntervalDescription
  let content: Content

  init(span: IntervalDescription, content: Content) {
    self.span = span
    self.content = content
  }

  init(at point: ExactNumber, content: Content) {
    self.init(
      span: .init(from: point, to: point, fromClosed: true, toClosed: true), content: content)
  }

  /// The maximal parts, from neighbours that follow each other without a gap.
  static func joined(_ atoms: [Run]) -> [Run] {
    var result: [Run] = []
    for atom in atoms {
      if let last = result.last, last.content == atom.content {
        result[result.count - 1].span.to = atom.span.to
        result[result.count - 1].span.toClosed = atom.span.toClosed
      } else {
        result.append(atom)
      }
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
