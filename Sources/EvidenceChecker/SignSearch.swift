/// Shows by bisection that a function has a sign on closed intervals, with one budget for all of them.
final class SignSearch {
  /// What was found on an interval.
  enum Finding {
    /// The sign is everywhere the one that was claimed.
    case holds
    /// At this point it is another.
    case contradicted(Bounds)
    /// It was shown up to this piece only.
    case open(Bounds)
  }

  /// The end of an interval at which a search begins.
  enum Side { case lower, upper }

  let tape: FormulaTape
  /// The evaluators, of rising precision.
  let evaluators: [TapeEvaluator]
  private var budget: Int

  convenience init(_ tape: FormulaTape) {
    self.init(tape, [128, 512, 2048].map { TapeEvaluator(tape, precision: $0) })
  }

  private init(_ tape: FormulaTape, _ evaluators: [TapeEvaluator]) {
    self.tape = tape
    self.evaluators = evaluators
    budget = evaluators[0].pieces
  }

  /// A search for the sign of the same function with a budget of its own.
  var renewed: SignSearch { SignSearch(tape, evaluators) }

  /// The evaluator for places and signs at single points.
  var precise: TapeEvaluator { evaluators[1] }

  /// Whether one evaluation shows the sign.
  func isEvident(_ sign: Int, on interval: Bounds) -> Bool {
    evaluators[0].value(on: interval)?.sign == sign
  }

  /// The sign at a point, with as much precision as it takes; `nil` where it stays in doubt.
  func sign(at point: Bounds) -> Int? {
    evaluators.lazy.compactMap { $0.value(on: point)?.sign }.first
  }

  /// Shows that the sign, −1 or 1, is the same on the whole bounded interval.
  func show(_ sign: Int, on interval: Bounds, from side: Side = .lower) -> Finding {
    var pieces: [(interval: Bounds, precision: Int)] = [(interval, 0)]
    while let (piece, precision) = pieces.popLast() {
      let evaluator = evaluators[precision]
      if let found = evaluator.value(on: piece)?.sign {
        if found == sign { continue }
        return .contradicted(piece)
      }
      budget -= 1
      guard budget > 0, let center = piece.midpoint(precision: evaluator.bounds.precision),
        let value = evaluator.value(on: center)
      else { return .open(piece) }
      guard let found = value.sign else {
        guard evaluators.indices.contains(precision + 1) else { return .open(piece) }
        pieces.append((piece, precision + 1))
        continue
      }
      if found != sign { return .contradicted(center) }
      if meanValue(on: piece, value, center, evaluator)?.sign == sign { continue }
      let halves = [piece.lowerEnd.hull(center), center.hull(piece.upperEnd)]
      halves[0].excludesZero = piece.excludesZero
      halves[1].excludesZero = piece.excludesZero
      pieces += (side == .lower ? halves.reversed() : halves).map { ($0, precision) }
    }
    return .holds
  }

  /// Bounds of the values by the mean value theorem: value + slope·(x − center).
  private func meanValue(
    on piece: Bounds, _ value: Bounds, _ center: Bounds, _ evaluator: TapeEvaluator
  ) -> Bounds? {
    guard let slope = evaluator.expansion(on: piece, order: 1)?[1], slope.isBounded else {
      return nil
    }
    let bounds = evaluator.bounds
    let distance = bounds.sum(piece, bounds.negative(center))
    // The piece may exclude 0, the distance does not.
    distance.excludesZero = false
    return bounds.sum(value, bounds.product(slope, distance))
  }
}
