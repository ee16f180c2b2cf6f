import Analysis
import Calculus
import Formulas
import Reals

/// What is proved of a transcendental derivative between the points of a chain: its values there, and
/// its range between neighbours.
struct DerivativeRanges {
  /// An interval between neighbouring points, with the lemma on the range of the derivative there.
  struct Part {
    let from: Rational
    let to: Rational
    let lemma: String
  }

  /// The parts, from left to right; each begins where the one before ends.
  let parts: [Part]
  /// The lemma on the value at each point.
  let values: [Rational: String]
  /// The point at which the derivative is greatest in modulus.
  let steepest: Rational
  /// Whether the derivative rises or falls before the first point, and beyond the last; `nil` for neither.
  let before: DerivativeChain.Course?
  let beyond: DerivativeChain.Course?
  /// The lemmas on half-open intervals between an end of the cell where the derivative is infinite and
  /// the nearest point.
  let steepEnds: [SteepEnd: String]

  /// Such an interval.
  struct SteepEnd: Hashable {
    let from: ExactNumber
    let to: ExactNumber
  }

  /// A proof by cases for `x` between two points of the chain, each case by its range; `nil` where they
  /// are no points of it.
  func proof(from: Rational, to: Rational, _ leaf: (_ lemma: String) -> String) -> String? {
    guard values[from] != nil, values[to] != nil else { return nil }
    let inside = parts.filter { from <= $0.from && $0.to <= to }
    guard let last = inside.last else { return nil }
    return inside.dropLast().reversed().reduce(leaf(last.lemma)) { rest, part in
      "destruct (Rle_dec x (\(CoqTerm(part.to).text))); [ \(leaf(part.lemma)) | \(rest) ]"
    }
  }
}

/// Ranges of a transcendental derivative, which interval arithmetic follows but slowly, and not at all
/// through integrals: by monotonicity between the zeros of its own derivative, and the values at the
/// points between.
extension CoqEmitter {
  /// Bounds closer together need more digits of integrals, which take longer.
  private static let narrow = Rational(1, over: 1_000_000) ?? 0
  /// Longer formulas, in nodes, are not proved to be second derivatives in reasonable time.
  private static let largestSecondDerivative = 50

  /// The ranges of the derivative of a cell between the boundaries of the gradient regions in it, whose
  /// lemmas are added to the file, once; `nil` where the derivative is algebraic, or its own derivative
  /// long.
  mutating func emitRanges(in cell: CoqLine.Cell) -> DerivativeRanges? {
    if let known = ranges[cell.index] { return known }
    let made = makeRanges(in: cell)
    ranges[cell.index] = .some(made)
    return made
  }

  private mutating func makeRanges(in cell: CoqLine.Cell) -> DerivativeRanges? {
    guard let derivative = cell.derivative, derivative.isTranscendental, !cell.isCancelling else {
      return nil
    }
    let ends = regionEnds(in: cell)
    guard let second = DerivativeChain.secondDerivative(derivative, Self.largestSecondDerivative),
      let chain = DerivativeChain(derivative, second, ends: ends, apartFrom: thresholds),
      let term = try? CoqTerm(second)
    else { return nil }
    let (index, name) = (cell.index, "second\(cell.index)")
    script.define("e\(index)", "(x : R)", "R", term.text)
    script.prove(
      name, "forall x, \(cell.condition()) -> is_derive d\(index) x (e\(index) x)",
      by: "derivation")
    var values: [Rational: String] = [:]
    var parts: [DerivativeRanges.Part] = []
    for (number, link) in chain.links.enumerated() {
      let suffix = "\(index)_\(number)"
      let (lower, upper) = (CoqTerm(link.from.at).text, CoqTerm(link.to.at).text)
      let inside = "forall x, \(lower) <= x <= \(upper) ->"
      if number == 0 { values[link.from.at] = emitValue("value\(suffix)", link.from, index) }
      guard let start = values[link.from.at] else { return nil }
      let range = "range\(suffix)"
      switch link.course {
      case .slopes(let least, let greatest):
        script.prove(
          "slope\(suffix)",
          "\(inside) \(CoqTerm(least).text) <= e\(index) x <= \(CoqTerm(greatest).text)",
          by: "slopes")
        let end = "value\(index)_\(number + 1)"
        script.prove(
          end, Self.between(link.to.low, "d\(index) (\(upper))", link.to.high),
          by: "value_along \(name) slope\(suffix) \(start)")
        values[link.to.at] = end
        script.prove(
          range, "\(inside) \(Self.between(link.low, "d\(index) x", link.high))",
          by: "range_along \(name) slope\(suffix) \(start)")
      case .rising, .falling:
        let end = emitValue("value\(index)_\(number + 1)", link.to, index)
        values[link.to.at] = end
        let tactic = link.course == .rising ? "rising" : "falling"
        script.prove(
          range, "\(inside) \(Self.between(link.low, "d\(index) x", link.high))",
          by: "\(tactic) \(name) \(start) \(end)")
      }
      parts.append(DerivativeRanges.Part(from: link.from.at, to: link.to.at, lemma: range))
    }
    return DerivativeRanges(
      parts: parts, values: values, steepest: chain.steepest, before: chain.before,
      beyond: chain.beyond, steepEnds: emitSteepEnds(chain, values, second, cell))
  }

  /// What is known of the derivative up to an end of the cell where it is infinite: it grows beyond its
  /// value at the nearest point.
  private mutating func emitSteepEnds(
    _ chain: DerivativeChain, _ values: [Rational: String], _ second: Formula, _ cell: CoqLine.Cell
  ) -> [DerivativeRanges.SteepEnd: String] {
    guard let first = chain.links.first?.from, let last = chain.links.last?.to,
      let piece = cell.piece
    else { return [:] }
    let name = "second\(cell.index)"
    var lemmas: [DerivativeRanges.SteepEnd: String] = [:]
    for (end, value, isLeft) in [(piece.from, first, true), (piece.to, last, false)] {
      guard let limit = end.rational, let at = values[value.at],
        cell.derivative?.approximate(at: limit) == nil, value.low.signum == value.high.signum
      else { continue }
      // Towards the end it rises where it is positive, and falls where it is negative.
      let isPositive = value.low.signum > 0
      let (lower, upper) = (CoqTerm(limit).text, CoqTerm(value.at).text)
      let tactic =
        isLeft
        ? (isPositive ? "falling_from" : "rising_from")
        : (isPositive ? "rising_up_to" : "falling_up_to")
      guard
        DerivativeChain.course(of: second, from: value.at, to: limit)
          == (isPositive == isLeft ? .falling : .rising)
      else { continue }
      let lemma = "steep\(cell.index)_\(isLeft ? 0 : 1)"
      script.prove(
        lemma,
        "forall x, \(isLeft ? "\(lower) < x <= \(upper)" : "\(upper) <= x < \(lower)") -> "
          + (isPositive
            ? "\(CoqTerm(value.low).text) <= d\(cell.index) x"
            : "d\(cell.index) x <= \(CoqTerm(value.high).text)"),
        by: "unbounded \(tactic) \(name) \(at)")
      let point = ExactNumber(value.at)
      lemmas[isLeft ? .init(from: end, to: point) : .init(from: point, to: end)] = lemma
    }
    return lemmas
  }

  private mutating func emitValue(
    _ name: String, _ value: DerivativeChain.Value, _ index: Int
  ) -> String {
    script.prove(
      name, Self.between(value.low, "d\(index) (\(CoqTerm(value.at).text))", value.high),
      by: value.low == 0 && value.high == 0
        ? "zero_value"
        : value.high - value.low < Self.narrow ? "narrow_value" : "numeric_value")
    return name
  }

  private static func between(_ low: Rational, _ middle: String, _ high: Rational) -> String {
    "\(CoqTerm(low).text) <= \(middle) <= \(CoqTerm(high).text)"
  }

  /// The boundaries of regions, rounded, which lie inside the cell.
  private func regionEnds(in cell: CoqLine.Cell) -> [Rational] {
    let intervals = (analysis.regions.first?.pieces ?? []).compactMap {
      Self.rounded(ClaimInterval($0))
    }
    let ends = intervals.flatMap { [$0.from.rational, $0.to.rational] }.compactMap { $0 }
    return Set(ends.filter(cell.contains)).sorted()
  }

  /// What the values at the points are to be told apart from: the limits of the regions, and the bounds
  /// of the Lipschitz constant.
  private var thresholds: [Double] {
    let bounds = lipschitzBounds.map { [$0.lower, $0.upper].map { Double(nearestTo: $0) } } ?? []
    return [0] + ([0.01, 0.99] + bounds).flatMap { [$0, -$0] }
  }
}
