import BigInt
import Formulas

/// A root of a function, or a candidate for one, with the interval that isolates it.
public struct IsolatedRoot: Hashable, Sendable {
  /// What is proved of it.
  public enum Kind: Hashable, Sendable {
    /// `location` is a single rational number at which the function is exactly 0.
    case exact
    /// The function has exactly one root in `location`; its sign changes there and its derivative
    /// does not vanish.
    case simple
    /// The derivative has exactly one root in `location`, and the function has the same sign at
    /// both ends: it has none, two, or one double root there.
    case possibleDouble
  }

  /// What is proved.
  public let kind: Kind

  /// The isolating interval.
  public let location: ClosedRange<Rational>
}

/// The roots of a function on a bounded interval.
public struct RootIsolation: Hashable, Sendable {
  /// The roots in ascending order.
  public let roots: [IsolatedRoot]

  /// Where roots could neither be isolated nor excluded, in ascending order. Every root of the
  /// interval lies in one of `roots` or in one of these.
  public let undecided: [ClosedRange<Rational>]

  /// How many intervals were examined.
  public let evaluations: Int

  /// Whether every root of the interval is known, and each is exact or simple.
  public var isComplete: Bool {
    undecided.isEmpty && roots.allSatisfy { $0.kind != .possibleDouble }
  }

  /// The same, each undecided place searched again; where `search` returns `nil` it stays.
  public func replacingDoubts(
    _ search: (ClosedRange<Rational>) -> RootIsolation?
  ) -> RootIsolation {
    var roots = Set(roots)
    var undecided: [ClosedRange<Rational>] = []
    var evaluations = evaluations
    for place in self.undecided {
      guard let found = search(place) else {
        undecided.append(place)
        continue
      }
      roots.formUnion(found.roots)
      undecided += found.undecided
      evaluations += found.evaluations
    }
    return RootIsolation(
      roots: roots.sorted { $0.location.lowerBound < $1.location.lowerBound },
      undecided: undecided, evaluations: evaluations)
  }
}

/// Finds the roots of a formula with proof, by adaptive bisection.
///
/// The formulas given as derivatives must be the derivatives of the function wherever they are
/// defined and continuous. At an end of the range where the function is written as 0/0 it is
/// continued analytically, if it can be.
public struct RootFinder: Sendable {
  /// The function whose roots are sought.
  public let function: Formula
  /// Its derivative.
  public let derivative: Formula
  /// Its second derivative, which tells double roots from undecided intervals.
  public let secondDerivative: Formula?
  /// The working precision in bits.
  public let precision: Int

  /// A finder that works with `precision` bits.
  public init(
    function: Formula, derivative: Formula, secondDerivative: Formula? = nil, precision: Int = 128
  ) {
    self.function = function
    self.derivative = derivative
    self.secondDerivative = secondDerivative
    self.precision = Swift.max(64, precision)
  }

  /// Whether a function that is written as 0/0 at the point is continued analytically there, so that
  /// the point may be an end of the range that is searched.
  public static func continues(_ function: Formula, through point: Rational) -> Bool {
    AnalyticContinuation(of: function, at: point) != nil
  }

  /// All roots in `range`, its ends included; at most `budget` intervals are examined.
  public func isolateRoots(
    in range: ClosedRange<Rational>, budget: Int = 5_000
  ) -> RootIsolation {
    var search = RootSearch(finder: self, range: range, budget: budget)
    return search.run()
  }
}

/// The state of one search.
private struct RootSearch {
  /// Bisections of the whole interval after which a piece is given up.
  private static let depthLimit = 64

  private struct Segment {
    let range: ClosedRange<Rational>
    let signs: (lower: Int?, upper: Int?)
    let depth: Int
  }

  let finder: RootFinder
  let range: ClosedRange<Rational>
  let budget: Int
  /// Through the ends of the range at which the function is not defined as written.
  private let continuations: [AnalyticContinuation]
  private let enclosure: RangeEnclosure
  private let values: PointSign
  private let slopes: PointSign
  private var roots: [IsolatedRoot] = []
  private var leftovers: [ClosedRange<Rational>] = []
  private var evaluations = 0

  init(finder: RootFinder, range: ClosedRange<Rational>, budget: Int) {
    self.finder = finder
    self.range = range
    self.budget = budget
    let values = PointSign(of: finder.function, precision: finder.precision)
    continuations = [range.lowerBound, range.upperBound].compactMap { end in
      values.sign(at: end) == nil
        ? AnalyticContinuation(of: finder.function, at: end) : nil
    }
    enclosure = RangeEnclosure(
      finder.function, derivative: finder.derivative, continuations: continuations,
      precision: finder.precision)
    self.values = values
    slopes = PointSign(of: finder.derivative, precision: finder.precision)
  }

  mutating func run() -> RootIsolation {
    let lower = sign(at: range.lowerBound)
    guard range.lowerBound < range.upperBound else { return result }
    let upper = sign(at: range.upperBound)
    var stack = [Segment(range: range, signs: (lower, upper), depth: 0)]
    while let segment = stack.popLast() { stack += examine(segment) }
    for piece in merged(leftovers) { classify(piece) }
    return result
  }

  private var result: RootIsolation {
    RootIsolation(
      roots: roots.sorted { $0.location.lowerBound < $1.location.lowerBound },
      undecided: leftovers, evaluations: evaluations)
  }

  /// The sign at a point; an exact root is recorded.
  private mutating func sign(at point: Rational) -> Int? {
    let sign = knownSign(at: point)
    if sign == 0 { roots.append(IsolatedRoot(kind: .exact, location: point...point)) }
    return sign
  }

  private func knownSign(at point: Rational) -> Int? {
    values.sign(at: point)
      ?? continuations.first { $0.point == point }?.signs[0]
  }

  private func knownSlopeSign(at point: Rational) -> Int? {
    slopes.sign(at: point)
      ?? continuations.first { $0.point == point }?.signs[1]
  }

  /// Settles the segment, or returns the parts that remain to be examined, the left one last.
  private mutating func examine(_ segment: Segment) -> [Segment] {
    if settle(segment) { return [] }
    guard evaluations < budget, segment.depth < Self.depthLimit else {
      leftovers.append(segment.range)
      return []
    }
    // A cut at which the sign is not known would leave both parts undecided: try another one.
    var cut = segment.range.point(4)
    var sign = self.sign(at: cut)
    if sign == nil {
      cut = segment.range.point(3)
      sign = self.sign(at: cut)
    }
    let depth = segment.depth + 1
    let (lower, upper) = (segment.range.lowerBound, segment.range.upperBound)
    return [
      Segment(range: cut...upper, signs: (sign, segment.signs.upper), depth: depth),
      Segment(range: lower...cut, signs: (segment.signs.lower, sign), depth: depth),
    ]
  }

  /// Whether the segment's interior is decided: no root, or one simple root, which is recorded.
  private mutating func settle(_ segment: Segment) -> Bool {
    evaluations += 1
    let (a, b) = (segment.range.lowerBound, segment.range.upperBound)
    switch enclosure.range(on: Interval(a, b, precision: finder.precision)) {
    case .undefined: return true
    case .unknown: return false
    case .known(let values, let slopes):
      if !values.interval.containsZero { return true }
      guard let slopes, !slopes.containsZero, let lower = segment.signs.lower,
        let upper = segment.signs.upper
      else { return false }
      if lower * upper < 0 {
        roots.append(IsolatedRoot(kind: .simple, location: segment.range))
      }
      return true
    }
  }

  /// Joins pieces that touch.
  private func merged(_ pieces: [ClosedRange<Rational>]) -> [ClosedRange<Rational>] {
    var result: [ClosedRange<Rational>] = []
    for piece in pieces {
      if let last = result.last, last.upperBound == piece.lowerBound {
        result[result.count - 1] = last.lowerBound...piece.upperBound
      } else {
        result.append(piece)
      }
    }
    return result
  }

  /// Decides what was left over, now that neighbours are joined.
  private mutating func classify(_ piece: ClosedRange<Rational>) {
    leftovers.removeAll { piece.lowerBound <= $0.lowerBound && $0.upperBound <= piece.upperBound }
    let lower = knownSign(at: piece.lowerBound)
    let upper = knownSign(at: piece.upperBound)
    let exact = roots.filter {
      $0.kind == .exact && piece.contains($0.location.lowerBound)
    }.map(\.location.lowerBound)
    if exact.isEmpty, settle(Segment(range: piece, signs: (lower, upper), depth: 0)) { return }
    guard isCurved(on: piece) else {
      leftovers.append(piece)
      return
    }
    // Strictly convex or concave: an exact root at the extremum is the only one.
    if exact.contains(where: { knownSlopeSign(at: $0) == 0 }) { return }
    guard exact.isEmpty, let lower, let upper, lower * upper > 0,
      let left = knownSlopeSign(at: piece.lowerBound),
      let right = knownSlopeSign(at: piece.upperBound), left * right < 0
    else {
      leftovers.append(piece)
      return
    }
    roots.append(IsolatedRoot(kind: .possibleDouble, location: piece))
  }

  private func isCurved(on piece: ClosedRange<Rational>) -> Bool {
    guard let second = finder.secondDerivative else { return false }
    let curvature = RangeEnclosure(second, derivative: nil, precision: finder.precision)
    let x = Interval(piece.lowerBound, piece.upperBound, precision: finder.precision)
    if enclosure.continuedCurvature(on: x) != nil { return true }
    guard case .known(let values, _) = curvature.range(on: x) else { return false }
    return values.decoration == .continuous && !values.interval.containsZero
  }
}

extension ClosedRange<Rational> {
  /// The point at `eighths`/8 of the way.
  func point(_ eighths: Int) -> Rational {
    let part = Rational(BigInt(eighths), over: 8) ?? 0
    return lowerBound + (upperBound - lowerBound) * part
  }
}
