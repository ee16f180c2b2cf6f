import Accuracy
import Analysis
import Formulas
import Networks
import Proofs
import Reals

/// A function whose derivative vanishes on an interval, with what the run showed of it.
struct DeadView {
  let title: String
  let interval: String
  /// A point of the interval at which the central difference came out as exactly 0.
  let at: String?
  let difference: String?
  /// Whether units with this activation died in the experiment.
  let isConfirmed: Bool
  /// Whether the experiment was made with this activation, and none died.
  let isSurvivor: Bool

  /// The function of the study to tell of: one whose units died in the experiment if there is one,
  /// else one that the experiment leaves open.
  static func chosen(
    _ functions: [StudiedFunction], _ sections: [SectionView], _ training: DyingUnitsResult?
  ) -> DeadView? {
    let views = zip(functions, sections).compactMap { function, section in
      DeadView(
        function, section, run: training?.runs.first { $0.activation == function.identifier })
    }
    return views.first(where: \.isConfirmed) ?? views.first { !$0.isSurvivor } ?? views.first
  }

  private init?(
    _ function: StudiedFunction, _ section: SectionView, run: DyingUnitsResult.Run?
  ) {
    let counts = run.map { [$0.afterShock, $0.epochs.last].compactMap { $0?.deadUnits } }
    let died = counts?.contains { $0 > 0 } ?? false
    let sum = died ? run?.probeAfterShock?.greatestSum : nil
    let intervals = function.analysis.deadIntervals
    guard let interval = intervals.first(where: { $0.contains(sum ?? .nan) }) ?? intervals.first
    else { return nil }
    title = section.title
    self.interval = interval.latex
    let inside = function.theory?.rows.first { row in
      interval.contains(row.float64.value) && row.estimate(.central)?.float64.value == 0
    }
    at = inside?.latex
    difference = inside?.estimate(.central)?.float64.latex
    isConfirmed = died
    isSurvivor = run != nil && !died
  }
}

extension FunctionAnalysis {
  /// The intervals on which f′ = 0.
  var deadIntervals: [IntervalDescription] {
    let traps = traps.filter { $0.kind == .deadZone }.compactMap(\.over)
    guard traps.isEmpty else { return traps }
    return pieces.filter { $0.constantSlope?.rational?.isZero ?? false }.compactMap { piece in
      guard var interval = domain.intervals.first else { return nil }
      (interval.from, interval.to) = (piece.from, piece.to)
      (interval.fromClosed, interval.toClosed) = (false, false)
      return interval
    }
  }

  /// The least absolute slope over all pieces, if all are affine.
  var leastSlope: ExactNumber? {
    let slopes = pieces.compactMap(\.constantSlope)
    guard slopes.count == pieces.count else { return nil }
    let least = slopes.min { ($0.double ?? 0).magnitude < ($1.double ?? 0).magnitude }
    return least.flatMap { slope in
      slope.decimal.hasPrefix("-")
        ? slope.exactFormula.flatMap { ExactNumber(exactly: -$0) } : slope
    }
  }
}

extension Piece {
  /// The slope of an affine piece.
  var constantSlope: ExactNumber? {
    guard let slope = Formula(text: derivative), !slope.containsVariable else { return nil }
    return ExactNumber(exactly: slope)
  }
}

extension IntervalDescription {
  /// Whether `x` lies inside, not at an end.
  func contains(_ x: Double) -> Bool {
    (from.double ?? .nan) < x && x < (to.double ?? .nan)
  }
}
