import Analysis
import Foundation
import Reals

extension FunctionAnalysis {
  /// The analysis with every list that stands for one period written out from −n to n periods, as
  /// the documentation of the lists says how; what sampling then contradicts is wrong.
  ///
  /// Members of shifted copies are decimals. Without a period it is the analysis itself.
  func unrolled(_ n: Int) -> FunctionAnalysis {
    guard let periodicity else { return self }
    let (period, drift) = (periodicity.period.double, periodicity.drift.double)
    var copy = self
    let turns = (-n...n).map(Double.init)
    func moved(_ number: ExactNumber, _ k: Double, by step: Double) -> ExactNumber {
      k == 0 || !number.double.isFinite ? number : ExactNumber(rounded: number.double + k * step)
    }
    func intervals(_ all: [IntervalDescription], _ period: ExactNumber?) -> [IntervalDescription] {
      guard let step = period?.double else { return all }
      return turns.flatMap { k in
        all.map { interval in
          var interval = interval
          interval.from = moved(interval.from, k, by: step)
          interval.to = moved(interval.to, k, by: step)
          return interval
        }
      }
    }
    copy.domain.intervals = intervals(domain.intervals, domain.period)
    copy.zeros.sets = zeros.sets.map { intervals($0, zeros.period) }
    copy.fixedPoints.sets = fixedPoints.sets.map { intervals($0, fixedPoints.period) }
    copy.convexity.convex = convexity.convex.map { intervals($0, convexity.period) }
    copy.convexity.concave = convexity.concave.map { intervals($0, convexity.period) }
    if monotonicity.period != nil {
      copy.monotonicity.pieces = turns.flatMap { k in
        monotonicity.pieces.map { piece in
          var piece = piece
          piece.from = moved(piece.from, k, by: period)
          piece.to = moved(piece.to, k, by: period)
          return piece
        }
      }
    }
    if let points = extrema.points, extrema.period != nil {
      copy.extrema.points = turns.flatMap { k in
        points.map { point in
          var point = point
          point.at = moved(point.at, k, by: period)
          point.through = moved(point.through, k, by: period)
          point.value = moved(point.value, k, by: drift)
          return point
        }
      }
    }
    copy.regions = regions.map { $0.period == nil ? $0 : $0.unrolled(turns, period) }
    return copy
  }
}

extension GradientRegions {
  /// The regions of several periods, which make up an interval from the first member on.
  fileprivate func unrolled(_ turns: [Double], _ period: Double) -> GradientRegions {
    var copy = self
    func moved(_ number: ExactNumber, _ k: Double) -> ExactNumber {
      ExactNumber(rounded: number.double + k * period)
    }
    copy.pieces = pieces.map { pieces in
      turns.flatMap { k in
        pieces.map { region in
          var region = region
          (region.from, region.to) = (moved(region.from, k), moved(region.to, k))
          return region
        }
      }
    }
    copy.undefinedAt = turns.flatMap { k in
      undefinedAt.map { place -> Place in
        switch place {
        case .point(let point): return .point(moved(point, k))
        case .interval(var interval):
          (interval.from, interval.to) = (moved(interval.from, k), moved(interval.to, k))
          return .interval(interval)
        }
      }
    }
    let ends = (copy.pieces ?? []).flatMap { [($0.from, $0.fromClosed), ($0.to, $0.toClosed)] }
    let others = copy.undefinedAt.flatMap { place -> [(ExactNumber, Bool)] in
      switch place {
      case .point(let point): [(point, true)]
      case .interval(let interval):
        [(interval.from, interval.fromClosed), (interval.to, interval.toClosed)]
      }
    }
    let all = ends + others
    guard let least = all.map(\.0.double).min(), let greatest = all.map(\.0.double).max() else {
      return copy
    }
    copy.over.from = ExactNumber(rounded: least)
    copy.over.to = ExactNumber(rounded: greatest)
    copy.over.fromClosed = all.contains { $0.0.double == least && $0.1 }
    copy.over.toClosed = all.contains { $0.0.double == greatest && $0.1 }
    return copy
  }
}

extension ExactNumber {
  /// A decimal of nine places, the same for one number however it was computed.
  fileprivate init(rounded value: Double) {
    let nearest = (value * 1e9).rounded() / 1e9
    let text = String(format: "%.9f", nearest == 0 ? 0 : nearest)
    self.init(exact: nil, decimal: text, enclosure: [text, text])
  }
}
