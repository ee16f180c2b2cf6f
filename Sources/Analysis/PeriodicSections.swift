import Calculus
import Formulas
import Reals

/// The sections whose lists hold one period.
extension PeriodicAnalyzer {
  func monotonicitySection(_ domain: Domain) -> Monotonicity {
    var section = core.monotonicitySection(domain)
    do throws(EvaluationError) {
      var pieces: [Monotonicity.MonotonePiece] = []
      for piece in section.pieces {
        if frame.isCovered(from: piece.from, to: piece.to) {
          section.pieces = [
            .init(
              from: .minusInfinity, to: .infinity, fromClosed: false, toClosed: false,
              kind: piece.kind)
          ]
          return section
        }
        if try frame.contains(piece.from) { pieces.append(piece) }
      }
      section.pieces = pieces
      section.period = pieces.isEmpty ? nil : period
      return section
    } catch {
      return Monotonicity(global: section.global, pieces: [], reason: error.reason)
    }
  }

  func extremaSection(_ range: RangeValues) -> Extrema {
    var section = core.extremaSection(range)
    guard let all = section.points else { return section }
    do throws(EvaluationError) {
      var points: [Extrema.Extremum] = []
      for point in all {
        if frame.isCovered(from: point.at, to: point.through) {
          var constant = point
          (constant.at, constant.through) = (.minusInfinity, .infinity)
          (constant.atClosed, constant.throughClosed) = (false, false)
          points.append(constant)
        } else if try frame.contains(point.at) {
          points.append(point)
          section.period = period
        }
      }
      section.points = points
      return section
    } catch {
      return Extrema(points: nil, reason: error.reason)
    }
  }

  var convexitySection: Convexity {
    var section = core.convexitySection
    do throws(EvaluationError) {
      section.convex = try section.convex.map(frame.members)
      section.concave = try section.concave.map(frame.members)
      section.inflections = try section.inflections.map { all throws(EvaluationError) in
        var result: [ExactNumber] = []
        for point in all where try frame.contains(point) { result.append(point) }
        return result
      }
      let lists = (section.convex ?? []) + (section.concave ?? [])
      section.period = lists.allSatisfy { $0 == .reals } ? nil : period
      return section
    } catch {
      return Convexity(convex: nil, concave: nil, inflections: nil, reason: error.reason)
    }
  }

  // MARK: Regions

  /// The regions over the window; where it holds too many periods, those in its middle.
  var windowRegions: GradientRegions {
    guard !listedIsWhole else { return shown.regionFinder.regions(over: window) }
    guard let part = try? points.interval(listed) else { return realRegions }
    var result = shown.regionFinder.regions(over: part)
    let whole = points.describe(window)
    result.over = IntervalDescription(
      from: whole.from, to: whole.to, fromClosed: true, toClosed: true)
    let inner = points.describe(part)
    let reason = tooManyPeriods
    result.undecided.insert(
      .init(
        from: whole.from, to: inner.from, fromClosed: true, toClosed: false, reason: reason), at: 0)
    result.undecided.append(
      .init(from: inner.to, to: whole.to, fromClosed: false, toClosed: true, reason: reason))
    result.reason = reason
    return result
  }

  /// The regions of one period, which stand for all of ℝ.
  var realRegions: GradientRegions {
    let all = core.regionFinder.regions(over: frame.extent)
    var result = GradientRegions(over: .reals, pieces: [], undefinedAt: [], undecided: [])
    do throws(EvaluationError) {
      for var region in all.pieces ?? [] {
        if frame.isCovered(from: region.from, to: region.to) {
          (region.from, region.to) = (.minusInfinity, .infinity)
          (region.fromClosed, region.toClosed) = (false, false)
          result.pieces?.append(region)
        } else if try frame.contains(region.from) {
          result.pieces?.append(region)
          result.period = period
        }
      }
      for place in all.undefinedAt {
        let from: ExactNumber
        switch place {
        case .point(let point): from = point
        case .interval(let interval): from = interval.from
        }
        guard try frame.contains(from) else { continue }
        result.undefinedAt.append(place)
        result.period = period
      }
      for stretch in all.undecided where try frame.contains(stretch.from) {
        result.undecided.append(stretch)
        result.period = period
      }
      result.reason = result.undecided.first?.reason
    } catch {
      result = GradientRegions(
        over: .reals, pieces: nil, undefinedAt: [],
        undecided: [
          .init(
            from: .minusInfinity, to: .infinity, fromClosed: false, toClosed: false,
            reason: error.reason)
        ], reason: error.reason)
    }
    return result
  }

  // MARK: Traps

  /// The traps of one period.
  func traps(_ domain: Domain, _ range: Range) -> [Trap] {
    core.traps(domain, range, nil).compactMap { trap in
      guard [.deadZone, .jump, .kink, .explodingGradient].contains(trap.kind), let over = trap.over
      else { return trap }
      guard let kept = (try? frame.members([over]))?.first else { return nil }
      var trap = trap
      trap.over = kept
      trap.period = kept == .reals ? nil : period
      return trap
    }
  }
}
