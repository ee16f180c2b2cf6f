import Calculus
import Formulas
import Reals

extension DeltaEnvelope {
  /// What is known of δ on ε > 0.
  struct Outcome {
    /// δ̂, up to the first ε at which δ is no distance and constant beyond; `nil` where that is 0.
    let envelope: DeltaEnvelope?
    /// Where δ is not defined or not positive, if anywhere.
    let finding: DeltaGrade.Finding?
    /// The infimum of such ε.
    let limit: RealPoint?
  }

  /// The running supremum of δ, which is given as a formula in the variable.
  static func outcome(of delta: Formula) throws(EvaluationError) -> Outcome {
    let onPositive = Formula(
      .piecewise([Formula.Branch(delta, if: .comparison(.x, .greater, 0))], otherwise: nil))
    var builder = Builder(
      analyzer: FunctionAnalyzer(ParsedFunction(source: "", formula: onPositive)))
    try builder.build()
    let envelope =
      builder.pieces.isEmpty ? nil : DeltaEnvelope(pieces: builder.pieces, steps: builder.steps)
    return Outcome(envelope: envelope, finding: builder.finding, limit: builder.limit)
  }
}

/// Goes over the cells of δ from left to right.
private struct Builder {
  let analyzer: FunctionAnalyzer
  private(set) var pieces: [DeltaEnvelope.Piece] = []
  private(set) var steps: [ExactReal?] = []
  private(set) var finding: DeltaGrade.Finding?
  private(set) var limit: RealPoint?
  /// sup of δ so far; `nil` before the first piece.
  private var supremum: ExtendedReal?

  private var points: PointArithmetic { analyzer.points }

  init(analyzer: FunctionAnalyzer) { self.analyzer = analyzer }

  mutating func build() throws(EvaluationError) {
    for (index, cell) in analyzer.cells.enumerated() {
      guard let lower = cell.interval.lower, try points.sign(lower.value) >= 0 else { continue }
      switch cell.content {
      case .outsideDomain(let why):
        let sample = try points.shortRational(in: cell.interval)
        return try close(
          at: lower, .init(kind: .deltaUndefined, epsilon: ExactNumber(sample), reason: why))
      case .undecided(let why): throw .undecided(why)
      case .analytic(let formula):
        if let (end, finding) = try failure(of: formula, on: cell.interval) {
          if try points.compare(lower.value, end.value) < 0 { try append(formula, lower, end) }
          return try close(at: end, finding)
        }
        try append(formula, lower, cell.interval.upper)
      }
      guard index < analyzer.joints.count else { return }
      let joint = analyzer.joints[index]
      switch joint.value {
      case .unknown(let why): throw .undecided(why)
      case .undefined:
        return try close(
          at: joint.point, .init(kind: .deltaUndefined, epsilon: points.describe(joint.point)))
      case .defined(let value):
        guard try points.sign(value) > 0 else {
          return try close(
            at: joint.point,
            .init(
              kind: .deltaNotPositive, epsilon: points.describe(joint.point),
              value: points.describe(value)))
        }
        try raise(to: .finite(value))
        endPiece()
      }
    }
  }

  /// The least end from which on δ is not positive on the interval, with an example.
  private func failure(
    of formula: Formula, on interval: OpenInterval
  ) throws(EvaluationError) -> (RealPoint, DeltaGrade.Finding)? {
    let chart = try analyzer.charts.chart(of: formula, on: interval)
    if chart.zeros.isEmpty, chart.signs == [1] { return nil }
    let zeros = try chart.provedZeros()
    let example: RealValue
    if let negative = chart.signs.firstIndex(where: { $0 <= 0 }) {
      let region = try points.intervals(of: chart, on: interval)[negative]
      example = .exact(try points.exact.number(points.shortRational(in: region)))
    } else {
      example = zeros[0]
    }
    let finding = DeltaGrade.Finding(
      kind: .deltaNotPositive, epsilon: points.describe(example),
      value: points.describe(points.value(of: formula, at: example)))
    if chart.signs[0] <= 0, let lower = interval.lower { return (lower, finding) }
    guard let first = zeros.first?.exact else { throw .undecided(Reason(.deltaShape)) }
    return (RealPoint(first), finding)
  }

  private mutating func close(
    at end: RealPoint, _ finding: DeltaGrade.Finding
  ) throws(EvaluationError) {
    self.finding = finding
    limit = end
    guard let supremum else { return }
    if steps.count < pieces.count { endPiece() }
    pieces.append(.init(lower: end, upper: nil, formula: supremum.formula))
  }

  // MARK: Pieces

  /// Adds the piece on which δ has one analytic formula.
  private mutating func append(
    _ formula: Formula, _ lower: RealPoint, _ upper: RealPoint?
  ) throws(EvaluationError) {
    let interval = OpenInterval(lower: lower, upper: upper)
    let chart = try analyzer.charts.chart(of: formula.derivative, on: interval)
    guard chart.signs.contains(-1) else { return try appendRising(formula, lower, upper) }
    var start = lower
    for (index, sign) in chart.signs.enumerated() {
      var end = upper
      if index < chart.zeros.count {
        guard let zero = chart.zeros[index].at?.exact else { throw .undecided(Reason(.deltaShape)) }
        end = RealPoint(zero)
      }
      if sign < 0 {
        try raise(to: limit(of: formula, at: start, side: 1))
        pieces.append(.init(lower: start, upper: end, formula: supremum?.formula))
      } else {
        try appendRising(formula, start, end)
      }
      if index < chart.zeros.count, let end {
        endPiece()
        start = end
      }
    }
  }

  /// Adds pieces on which δ does not decrease: level while it is below the supremum so far.
  private mutating func appendRising(
    _ formula: Formula, _ lower: RealPoint, _ upper: RealPoint?
  ) throws(EvaluationError) {
    var start = lower
    switch supremum {
    case nil: break
    case .infinite?:
      pieces.append(.init(lower: lower, upper: upper, formula: nil))
      return
    case .finite(let level)?:
      let chart = try analyzer.charts.chart(
        of: (formula - level.formula).simplified, on: OpenInterval(lower: lower, upper: upper))
      if let first = chart.signs.firstIndex(of: 1) {
        if first > 0 {
          guard let crossing = chart.zeros[first - 1].at?.exact else {
            throw .undecided(Reason(.deltaShape))
          }
          let end = RealPoint(crossing)
          pieces.append(.init(lower: lower, upper: end, formula: level.formula))
          endPiece()
          start = end
        }
      } else {
        pieces.append(.init(lower: lower, upper: upper, formula: level.formula))
        return
      }
    }
    pieces.append(.init(lower: start, upper: upper, formula: formula))
    if upper != nil { try raise(to: limit(of: formula, at: upper, side: -1)) }
  }

  private func limit(
    of formula: Formula, at end: RealPoint?, side: Int
  ) throws(EvaluationError) -> ExtendedReal {
    try LimitFinder(points: points).limit(of: formula, at: end, side: side)
  }

  private mutating func raise(to value: ExtendedReal) throws(EvaluationError) {
    guard let supremum else { return self.supremum = value }
    if try points.order(value, supremum) > 0 { self.supremum = value }
  }

  private mutating func endPiece() {
    if case .finite(let value)? = supremum { steps.append(value) } else { steps.append(nil) }
  }
}

extension ExtendedReal {
  /// The value as a formula; `nil` for infinity.
  fileprivate var formula: Formula? {
    if case .finite(let value) = self { value.formula } else { nil }
  }
}

extension RealPoint {
  /// The point with a value.
  init(_ value: ExactReal) {
    self.init(formula: value.rational.map(Formula.number) ?? value.formula, value: value)
  }
}
