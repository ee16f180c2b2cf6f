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
  /// The other functions of the study with such an interval.
  let others: [OtherView]
  let hasOthers: Bool

  /// Another function whose derivative vanishes.
  struct OtherView {
    let title: String
    let interval: String
  }

  /// The function of the study to tell of: one whose units died in the experiment if there is one,
  /// else one that the experiment leaves open.
  static func chosen(
    _ functions: [StudiedFunction], _ sections: [SectionView], _ training: DyingUnitsResult?
  ) -> DeadView? {
    let all = zip(functions, sections).compactMap { function, section in
      function.analysis.deadIntervals.first.map {
        OtherView(title: section.title, interval: function.analysis.repeated($0))
      }
    }
    let views = zip(functions, sections).compactMap { function, section in
      DeadView(
        function, section, others: all.filter { $0.title != section.title },
        run: training?.runs.first { $0.activation == function.identifier },
        units: training?.experiment.hiddenUnits ?? 0)
    }
    return views.first(where: \.isConfirmed) ?? views.first { !$0.isSurvivor } ?? views.first
  }

  private init?(
    _ function: StudiedFunction, _ section: SectionView, others: [OtherView],
    run: DyingUnitsResult.Run?, units: Int
  ) {
    self.others = others
    hasOthers = !others.isEmpty
    let counts = run.map { [$0.afterShock, $0.epochs.last].compactMap { $0?.deadUnits } }
    let isStillborn = run?.isStillborn(units: units) ?? false
    let died = !isStillborn && counts?.contains { $0 > 0 } ?? false
    let sum = died ? run?.probeAfterShock?.greatestSum : nil
    let intervals = function.analysis.deadIntervals
    guard let interval = intervals.first(where: { $0.contains(sum ?? .nan) }) ?? intervals.first
    else { return nil }
    title = section.title
    self.interval = function.analysis.repeated(interval)
    let inside = function.theory?.rows.first { row in
      interval.contains(row.float64.value) && row.estimate(.central)?.float64.value == 0
    }
    at = inside?.latex
    difference = inside?.estimate(.central)?.float64.latex
    isConfirmed = died
    isSurvivor = run != nil && !died && !isStillborn
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

  /// A dead interval in LaTeX, with its shifts where it stands for all of them: (k, k + 1), k ∈ ℤ.
  fileprivate func repeated(_ interval: IntervalDescription) -> String {
    let trap = traps.first { $0.kind == .deadZone && $0.over == interval }
    guard let period = trap?.period, interval.from.isFinite, interval.to.isFinite else {
      return interval.latex
    }
    let multiple = period.exact == "1" ? "k" : "\(period.latex)\\,k"
    func shifted(_ end: ExactNumber) -> String {
      if end.rational?.isZero == true { return multiple }
      let text = end.latex
      return text.hasPrefix("-")
        ? "\(multiple) - \(text.dropFirst())" : "\(multiple) + \(text)"
    }
    return "(\(shifted(interval.from)),\\, \(shifted(interval.to)))\\ (k \\in \\mathbb{Z})"
  }

  /// Whether it is proved that f′ = 0 on no interval: a piece is analytic, so that its derivative is 0
  /// at isolated points only unless it is 0 throughout.
  var hasNoDeadInterval: Bool {
    guard deadIntervals.isEmpty, !pieces.isEmpty, domain.verdict == .proved,
      pieces.allSatisfy({ $0.analytic == .proved })
    else { return false }
    return pieces.allSatisfy { $0.hasNonzeroSlope }
  }

  /// Whether f′ = 0 inside all pieces, so that the values change at jumps only.
  var hasConstantPieces: Bool {
    domain.verdict == .proved && !pieces.isEmpty
      && pieces.allSatisfy { $0.constantSlope?.rational?.isZero ?? false }
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
  /// Whether f′ is proved to differ from 0 somewhere inside.
  fileprivate var hasNonzeroSlope: Bool {
    guard let slope = Formula(text: derivative) else { return false }
    let balls = BallArithmetic(precision: 128)
    return samples.contains { sample in
      guard let point = Formula(text: "\(sample)")?.rational,
        let value = try? balls.evaluate(slope, at: balls.number(point)),
        let signs = try? balls.comparison(value, balls.number(0))
      else { return false }
      return !signs.contains(0)
    }
  }

  /// Some numbers inside.
  private var samples: [Double] {
    let (low, high) = (from.double ?? -.infinity, to.double ?? .infinity)
    return switch (low.isFinite, high.isFinite) {
    case (true, true): [1, 2, 3].map { low + $0 / 4 * (high - low) }
    case (true, false): [low + 1, low + 2, low + 3]
    case (false, true): [high - 1, high - 2, high - 3]
    case (false, false): [-1, 1, 2]
    }
  }

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
