import Formulas

/// What adaptive bisection proves of the sign of a function on an interval.
public enum SignProof: Hashable, Sendable {
  /// Above 0 wherever it is defined.
  case positive
  /// At least 0 wherever it is defined.
  case nonnegative
  /// Below 0 wherever it is defined.
  case negative
  /// At most 0 wherever it is defined.
  case nonpositive
  /// Defined nowhere on the interval.
  case undefined
  /// Not proved, within the budget.
  case undecided
}

/// Proves bounds and signs of a formula on bounded, half-infinite and infinite intervals.
public struct RangeAnalysis: Sendable {
  /// The function.
  public let function: Formula
  /// Its derivative, if known, which makes the bounds much tighter.
  public let derivative: Formula?
  /// The working precision in bits.
  public let precision: Int

  /// An analysis that works with `precision` bits.
  public init(of function: Formula, derivative: Formula? = nil, precision: Int = 128) {
    self.function = function
    self.derivative = derivative
    self.precision = Swift.max(32, precision)
  }

  /// The sign from `a` to `b`, where `nil` stands for −∞ and +∞; at most `budget` intervals are
  /// examined.
  public func proveSign(
    from a: Rational?, to b: Rational?, budget: Int = 1_000
  ) -> SignProof {
    let enclosure = RangeEnclosure(function, derivative: derivative, precision: precision)
    var signs: ClosedRange<Int>?
    var stack = [Interval(from: a, to: b, precision: precision)]
    var examined = 0
    while let piece = stack.popLast() {
      examined += 1
      let found: ClosedRange<Int>
      switch enclosure.range(on: piece) {
      case .undefined: continue
      case .unknown: found = -1...1
      case .known(let values, _): found = values.interval.sign
      }
      if found == -1...1 {
        guard examined < budget, !piece.isPoint else { return .undecided }
        let halves = piece.bisection
        stack += [halves.right, halves.left]
      } else {
        let lower = Swift.min(signs?.lowerBound ?? 1, found.lowerBound)
        let upper = Swift.max(signs?.upperBound ?? -1, found.upperBound)
        if lower < 0, upper > 0 { return .undecided }
        signs = lower...upper
      }
    }
    guard let signs else { return .undefined }
    switch (signs.lowerBound, signs.upperBound) {
    case (1, 1): return .positive
    case (-1, -1): return .negative
    case (0, _): return .nonnegative
    case (_, 0): return .nonpositive
    default: return .undecided
    }
  }

  /// An interval that contains all values from `a` to `b` (`nil` stands for −∞ and +∞), narrowed
  /// by up to `budget` bisections of the pieces with the extreme bounds; `nil` when the function is
  /// defined nowhere there. The decoration holds for the whole.
  public func rangeBounds(
    from a: Rational?, to b: Rational?, budget: Int = 200
  ) -> Enclosure? {
    let enclosure = RangeEnclosure(function, derivative: derivative, precision: precision)
    var pieces: [(argument: Interval, values: Enclosure)] = []
    var decoration = Decoration.continuous
    func examine(_ piece: Interval) {
      switch enclosure.range(on: piece) {
      case .undefined: decoration = .trivial
      case .unknown: pieces.append((piece, Enclosure(.line, .trivial)))
      case .known(let values, _): pieces.append((piece, values))
      }
    }
    examine(Interval(from: a, to: b, precision: precision))
    for round in 0..<Swift.max(0, budget) {
      let extreme = pieces.indices.min { left, right in
        let (x, y) = (pieces[left].values.interval, pieces[right].values.interval)
        return round.isMultiple(of: 2) ? x.startsBelow(y) : x.endsAbove(y)
      }
      guard let extreme, !pieces[extreme].argument.isPoint else { break }
      let halves = pieces.remove(at: extreme).argument.bisection
      examine(halves.left)
      examine(halves.right)
    }
    guard let first = pieces.first else { return nil }
    let hull = pieces.dropFirst().reduce(first.values.interval) { $0.hull($1.values.interval) }
    return Enclosure(hull, pieces.reduce(decoration) { Swift.min($0, $1.values.decoration) })
  }
}
