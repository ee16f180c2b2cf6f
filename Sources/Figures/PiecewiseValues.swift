import Analysis

/// The heights of a derivative from its pieces: between them, and where nothing is proved, it has
/// none.
struct PiecewiseValues {
  /// A piece with its ends as float64 numbers.
  private struct Piece {
    let from: Double
    let to: Double
    let fromClosed: Bool
    let toClosed: Bool
    let value: (Double) -> Double?

    func contains(_ x: Double) -> Bool {
      (from < x || fromClosed && from == x) && (x < to || toClosed && x == to)
    }
  }

  private let pieces: [Piece]

  /// The interval for which the pieces are listed and the period by which they repeat; `nil` where
  /// the list is whole.
  private let listed: (from: Double, to: Double, period: Double)?

  /// The heights of a derivative.
  ///
  /// - Parameters:
  ///   - periodicity: how the pieces repeat outside of the interval for which they are listed.
  ///   - values: the heights of a formula in text form; a piece without them has none.
  init(
    _ derivative: Derivative, repeating periodicity: Periodicity?,
    _ values: (_ formula: String) -> ((Double) -> Double?)?
  ) {
    var known: [String: (Double) -> Double?] = [:]
    pieces = derivative.pieces.compactMap { piece in
      guard let value = known[piece.formula] ?? values(piece.formula) else { return nil }
      known[piece.formula] = value
      return Piece(
        from: piece.from.finite ?? -.infinity, to: piece.to.finite ?? .infinity,
        fromClosed: piece.fromClosed, toClosed: piece.toClosed, value: value)
    }
    if let periodicity, let over = periodicity.over, let from = over.from.finite,
      let to = over.to.finite, let period = periodicity.period.finite, period > 0
    {
      listed = (from, to, period)
    } else {
      listed = nil
    }
  }

  /// The height at an argument, `nil` where there is none.
  func value(_ x: Double) -> Double? {
    let x = shifted(x)
    return pieces.first { $0.from < $0.to && $0.contains(x) }?.value(x)
  }

  /// The height at a point for which there is a piece of its own.
  func pointValue(_ x: Double) -> Double? {
    pieces.first { $0.from == $0.to && $0.from == x }?.value(x)
  }

  /// The argument, moved by periods into the interval for which the pieces are listed.
  private func shifted(_ x: Double) -> Double {
    guard let listed else { return x }
    if x > listed.to { return x - ((x - listed.to) / listed.period).rounded(.up) * listed.period }
    if x < listed.from {
      return x + ((listed.from - x) / listed.period).rounded(.up) * listed.period
    }
    return x
  }
}

extension FunctionAnalysis {
  /// So many breaks can be told apart in a figure.
  private static let mostBreaks = 400.0

  /// The joints and gaps in an interval, where a graph is broken; those of a function that repeats
  /// also beyond the interval for which they are listed, unless they are too many to be seen.
  func breaks(over interval: ClosedRange<Double>) -> [Double] {
    let listed = (joints.map(\.at) + domain.gaps.map(\.at)).compactMap(\.finite)
    let inside = listed.filter(interval.contains)
    guard periodicity?.over != nil, let period = periodicity?.period.finite, period > 0,
      let first = listed.min(), let last = listed.max()
    else { return inside }
    let lead = listed.filter { $0 < first + period }
    let trail = listed.filter { $0 > last - period }
    let before = max(0, ((first - interval.lowerBound) / period).rounded(.up))
    let after = max(0, ((interval.upperBound - last) / period).rounded(.up))
    guard (before + after) * Double(lead.count) < Self.mostBreaks else { return inside }
    var result = inside
    for count in stride(from: 1, through: before, by: 1) {
      result += lead.map { $0 - count * period }
    }
    for count in stride(from: 1, through: after, by: 1) {
      result += trail.map { $0 + count * period }
    }
    return result.filter(interval.contains)
  }
}
