import Analysis
import Calculus
import Formulas
import Reals

/// Ranges of a transcendental derivative, which interval arithmetic follows but slowly, and not at all
/// through integrals: by monotonicity between the zeros of its own derivative, and the values at the
/// ends.
extension CoqEmitter {
  /// How far a strict inequality is kept from its threshold.
  private static let margin = Rational(1, over: 10_000_000_000) ?? 0

  /// Longer formulas, in nodes, are not proved to be second derivatives in reasonable time.
  private static let largestSecondDerivative = 100

  /// A proof that |f′| is of the kind on the interval, whose lemmas are added to the file; `nil` where
  /// the derivative is algebraic, or the interval does not lie inside the cell.
  mutating func emitRanges(
    in cell: CoqLine.Cell, _ kind: GradientRegions.Region.Kind, _ interval: ClaimInterval,
    _ region: String
  ) -> String? {
    guard let derivative = cell.derivative, derivative.isTranscendental,
      let from = interval.from.rational, let to = interval.to.rational, from < to,
      cell.contains(from), cell.contains(to),
      let middle = ((from + to) / 2).flatMap({ derivative.approximate(at: $0) }),
      let (low, high) = Self.bounds(of: kind, isNegative: middle < 0),
      emitSecondDerivative(cell, derivative)
    else { return nil }
    let second = "second\(cell.index)"
    let parts = Self.parts(of: derivative.derivative, from, to)
    var proofs: [(upper: String, proof: String)] = []
    for (number, part) in parts.enumerated() {
      let name = "range\(region)_\(number)"
      let (lower, upper) = (CoqTerm(part.from).text, CoqTerm(part.to).text)
      script.prove(
        name,
        "forall x, \(lower) <= x <= \(upper) -> \(low.coqText) <= d\(cell.index) x <= \(high.coqText)",
        by: part.slope.map { "level \(second) (\(CoqTerm($0).text))" }
          ?? (part.isRising ? "rising \(second)" : "falling \(second)"))
      proofs.append((upper, "region_by derivative\(cell.index) \(name)"))
    }
    guard var proof = proofs.last?.proof else { return nil }
    for part in proofs.dropLast().reversed() {
      proof = "destruct (Rle_dec x (\(part.upper))); [ \(part.proof) | \(proof) ]"
    }
    return proof
  }

  /// The second derivative of a piece, once.
  private mutating func emitSecondDerivative(
    _ cell: CoqLine.Cell, _ derivative: Formula
  ) -> Bool {
    let name = "second\(cell.index)"
    if script.defines(name) { return true }
    let second = derivative.derivative.inFactors
    guard second.nodeCount <= Self.largestSecondDerivative, let term = try? CoqTerm(second) else {
      return false
    }
    script.define("e\(cell.index)", "(x : R)", "R", term.text)
    script.prove(
      name, "forall x, \(cell.condition()) -> is_derive d\(cell.index) x (e\(cell.index) x)",
      by: "derivation")
    return true
  }

  /// Bounds between which a derivative is of the kind; `nil` for 0.
  private static func bounds(
    of kind: GradientRegions.Region.Kind, isNegative: Bool
  ) -> (Rational, Rational)? {
    guard let slow = Rational(1, over: 100), let fast = Rational(99, over: 100) else { return nil }
    let bounds: (low: Rational, high: Rational)
    switch kind {
    case .fast: bounds = (fast + margin, 1000)
    case .active: bounds = (slow, fast)
    case .slow: bounds = (margin, slow - margin)
    case .inactive: return nil
    }
    return isNegative ? (-bounds.high, -bounds.low) : bounds
  }

  /// A part of an interval on which a function is monotone, or steep at most as `slope`.
  private struct Part {
    let from: Rational
    let to: Rational
    let isRising: Bool
    let slope: Rational?
  }

  /// The interval, divided where the sign of `second` changes; found by samples, proved by Coq.
  private static func parts(of second: Formula, _ from: Rational, _ to: Rational) -> [Part] {
    let count = 48
    var samples: [(at: Rational, value: Double)] = []
    for index in 0...count {
      guard let step = Rational(index, over: count) else { continue }
      let exact = from + (to - from) * step
      let at = index == 0 || index == count ? exact : exact.rounded(to: 10_000)
      if let value = second.approximate(at: at) { samples.append((at, value)) }
    }
    guard let first = samples.first else { return [] }
    var parts: [Part] = []
    var start = first.at
    var sign = first.value
    for (last, next) in zip(samples, samples.dropFirst()) where next.value * sign < 0 {
      var (low, high) = (last.at, next.at)
      while let width = Rational(1, over: 100), high - low > width,
        let middle = ((low + high) / 2)?.rounded(to: 10_000), low < middle, middle < high
      {
        let value = second.approximate(at: middle) ?? 0
        if value * sign > 0 { low = middle } else { high = middle }
      }
      // Room on both sides, so that the sign is clear at the ends of the neighbours.
      let room = Rational(1, over: 1000) ?? 0
      let (u, v) = (max(start, low - room), min(to, high + room))
      let steepest = max(abs(second.approximate(at: u) ?? 0), abs(second.approximate(at: v) ?? 0))
      let slope = Rational(Int((steepest * 2000).rounded(.up)) + 1, over: 1000)
      if start < u { parts.append(Part(from: start, to: u, isRising: sign > 0, slope: nil)) }
      parts.append(Part(from: u, to: v, isRising: sign > 0, slope: slope))
      (start, sign) = (v, next.value)
    }
    if start < to { parts.append(Part(from: start, to: to, isRising: sign > 0, slope: nil)) }
    return parts
  }
}

extension Formula {
  /// Whether a function of the variable is met that is no absolute value, sign or root.
  fileprivate var isTranscendental: Bool {
    switch operation {
    case .apply(.abs, let u), .apply(.sign, let u), .apply(.sqrt, let u), .apply(.cbrt, let u):
      u.isTranscendental
    case .apply(_, let u): u.containsVariable
    default: operation.children.contains { $0.isTranscendental }
    }
  }

  /// The same function as a quotient of products, whose sign interval arithmetic sees at a glance.
  fileprivate var inFactors: Formula {
    guard let form = NormalForm(self) else { return self }
    return (form.numerator.factoredFormula / form.denominator.factoredFormula).simplified
  }

  /// The value at a rational number, to about sixteen digits.
  fileprivate func approximate(at point: Rational) -> Double? {
    ExactNumber(exactly: substituting(.number(point))).flatMap { Double($0.decimal) }
  }
}

extension Rational {
  /// The greatest multiple of 1/`denominator` that is not above the number.
  fileprivate func rounded(to denominator: Int) -> Rational {
    let scale = Rational(denominator)
    return (Rational((self * scale).floor) / scale) ?? self
  }

  /// The number as a term of Coq.
  fileprivate var coqText: String { CoqTerm(self).text }
}
