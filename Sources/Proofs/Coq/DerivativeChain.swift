// Numbers that Coq is to prove: where a derivative rises and falls, and how large it is there.

import Calculus
import Formulas
import Reals

/// Points between which a derivative f′ is monotone, or nearly level, with bounds of its values.
///
/// All of it is found by evaluating f′ and f″ at points, to sixteen digits: nothing is proved here.
struct DerivativeChain {
  /// A point with bounds of f′ there.
  struct Value {
    let at: Rational
    let low: Rational
    let high: Rational
  }

  /// How f′ goes from one point to the next.
  enum Course: Equatable {
    case rising
    case falling
    /// With f″ between two bounds, on a short interval.
    case slopes(Rational, Rational)
  }

  /// Neighbouring points, with bounds of f′ between them.
  struct Link {
    let from: Value
    let to: Value
    let course: Course
    let low: Rational
    let high: Rational
  }

  let links: [Link]
  /// The point at which f′ is greatest in modulus.
  let steepest: Rational
  /// Whether f′ rises or falls before the first point, and beyond the last; `nil` for neither.
  let before: Course?
  let beyond: Course?

  /// Shorter intervals are followed by bounds of f″.
  private static let short = 1e-3
  /// How near f′ is followed to a zero of f″ as monotone.
  private static let room = 1e-4

  /// The second derivative as a product, whose sign interval arithmetic sees at a glance; `nil` where it
  /// has more nodes than `size`.
  static func secondDerivative(_ derivative: Formula, _ size: Int) -> Formula? {
    let second = derivative.derivative
    let shortest = [second.withCommonFactors, second.inFactors].min { $0.nodeCount < $1.nodeCount }
    return shortest.flatMap { $0.nodeCount <= size ? $0 : nil }
  }

  /// The chain through `ends`, in ascending order; `nil` where it has no two points, or a value cannot be
  /// told from one of `thresholds`.
  init?(
    _ derivative: Formula, _ second: Formula, ends: [Rational], apartFrom thresholds: [Double]
  ) {
    guard ends.count > 1 else { return nil }
    var points: [Rational] = []
    for (from, to) in zip(ends, ends.dropFirst()) {
      points.append(from)
      points += Self.turns(of: second, from, to)
    }
    points += ends.suffix(1)
    var samples: [(at: Rational, value: Double, slope: Double)] = []
    for point in points {
      guard let value = derivative.approximate(at: point),
        let slope = second.approximate(at: point)
      else { return nil }
      samples.append((point, value, slope))
    }
    // The slack of each value is a quarter of its distance to the nearest threshold; what follows a
    // short interval inherits the slack of its beginning.
    var slacks = samples.map { sample in
      min(0.01, thresholds.map { abs($0 - sample.value) }.min() ?? 0.01) / 4
    }
    // An exact zero has no slack, and needs none.
    let isShort = zip(samples, samples.dropFirst()).map {
      Double(nearestTo: $1.at - $0.at) < Self.short && $1.value != 0
    }
    for index in isShort.indices.reversed() where isShort[index] {
      slacks[index] = min(slacks[index], slacks[index + 1])
    }
    // Sixteen digits must tell the value from what its slack allows.
    guard
      zip(samples, slacks).allSatisfy({ sample, slack in
        sample.value == 0
          || slack > 1e-13 && abs(sample.value) + 1 < 1e14 * slack && abs(sample.slope) < 1e6
      }),
      let steepest = samples.max(by: { abs($0.value) < abs($1.value) })
    else { return nil }
    self.steepest = steepest.at
    before = Self.tail(of: second, from: samples[0].at, direction: -1)
    beyond = Self.tail(of: second, from: samples[samples.count - 1].at, direction: 1)
    var links: [Link] = []
    var last = Self.value(at: samples[0].at, samples[0].value, slack: slacks[0])
    for (index, (from, to)) in zip(samples, samples.dropFirst()).enumerated() {
      let next: Value
      if isShort[index] {
        let (least, greatest) = Self.slopes(from.slope, to.slope)
        let width = to.at - from.at
        let (fall, rise) = (least * width, greatest * width)
        next = Value(at: to.at, low: last.low + fall, high: last.high + rise)
        links.append(
          Link(
            from: last, to: next, course: .slopes(least, greatest), low: last.low + min(0, fall),
            high: last.high + max(0, rise)))
      } else {
        next = Self.value(at: to.at, to.value, slack: slacks[index + 1])
        let isRising = from.value < to.value
        links.append(
          Link(
            from: last, to: next, course: isRising ? .rising : .falling,
            low: isRising ? last.low : next.low, high: isRising ? next.high : last.high))
      }
      last = next
    }
    self.links = links
  }

  /// Bounds of a value, with as many digits as its slack needs.
  private static func value(at point: Rational, _ value: Double, slack: Double) -> Value {
    if value == 0 { return Value(at: point, low: 0, high: 0) }
    var (digits, scale) = (1, 10.0)
    while scale * slack < 2, digits < 15 { (digits, scale) = (digits + 1, scale * 10) }
    let (low, high) = decimals(around: value - slack, value + slack, scale: scale)
    return Value(at: point, low: low, high: high)
  }

  /// Bounds of f″ on a short interval, from its values at the ends.
  private static func slopes(_ a: Double, _ b: Double) -> (Rational, Rational) {
    let slack = abs(a - b) / 10 + max(abs(a), abs(b)) * 1e-4 + 1e-7
    return decimals(around: min(a, b) - slack, max(a, b) + slack, scale: 1e9)
  }

  /// Both numbers as multiples of 1/`scale`, the first rounded down and the second up.
  private static func decimals(
    around low: Double, _ high: Double, scale: Double
  ) -> (Rational, Rational) {
    let numerators = ((low * scale).rounded(.down), (high * scale).rounded(.up))
    return (
      Rational(Int(numerators.0), over: Int(scale)) ?? 0,
      Rational(Int(numerators.1), over: Int(scale)) ?? 0
    )
  }

  /// How f′ goes on a half-line, by the sign of f″ at some points; `nil` where it is not the same.
  private static func tail(of second: Formula, from end: Rational, direction: Rational) -> Course? {
    course([0, 1, 2, 4, 8, 16].map { second.approximate(at: end + direction * $0) ?? 0 })
  }

  /// The same from a point up to an end.
  static func course(of second: Formula, from: Rational, to end: Rational) -> Course? {
    let steps = [0, 50, 90, 99].compactMap { Rational($0, over: 100) }
    return course(steps.map { second.approximate(at: from + (end - from) * $0) ?? 0 })
  }

  private static func course(_ slopes: [Double]) -> Course? {
    if slopes.allSatisfy({ $0 > 0 }) { return .rising }
    if slopes.allSatisfy({ $0 < 0 }) { return .falling }
    return nil
  }

  /// Points on both sides of each zero of `second` between two points, close to it.
  private static func turns(of second: Formula, _ from: Rational, _ to: Rational) -> [Rational] {
    guard Double(nearestTo: to - from) > 10 * short else { return [] }
    let count = 48
    var samples: [(at: Rational, value: Double)] = []
    for index in 0...count {
      guard let step = Rational(index, over: count) else { continue }
      let exact = from + (to - from) * step
      let at = index == 0 || index == count ? exact : exact.rounded(to: 10_000)
      if let value = second.approximate(at: at), value != 0 { samples.append((at, value)) }
    }
    var turns: [Rational] = []
    for (last, next) in zip(samples, samples.dropFirst()) where next.value * last.value < 0 {
      var (low, high) = (last.at, next.at)
      while Double(nearestTo: high - low) > room,
        let middle = ((low + high) / 2)?.rounded(to: 100_000),
        low < middle, middle < high
      {
        let value = (second.approximate(at: middle) ?? 0) * last.value
        if value >= 0 { low = middle }
        if value <= 0 { high = middle }
      }
      let step = Rational(Int(room * 100_000), over: 100_000) ?? 0
      turns += [low - step, high + step].filter { from < $0 && $0 < to }
    }
    return turns
  }
}

extension Formula {
  /// Whether a function of the variable is met that is no absolute value, sign or square root.
  var isTranscendental: Bool {
    switch operation {
    case .apply(.abs, let u), .apply(.sign, let u), .apply(.sqrt, let u): u.isTranscendental
    case .power(let u, let exponent) where u.containsVariable && exponent.rational != nil:
      u.isTranscendental || exponent.rational.map { ($0 * 2).isInteger } == false
    case .apply(_, let u): u.containsVariable
    default: operation.children.contains { $0.isTranscendental }
    }
  }

  /// Whether a quotient in the formula is 0/0 at a point.
  func hasGap(at point: Formula) -> Bool {
    if case .quotient(let u, let v) = operation,
      [u, v].allSatisfy({ ExactNumber(exactly: $0.substituting(point))?.rational?.isZero == true })
    {
      return true
    }
    return operation.children.contains { $0.hasGap(at: point) }
  }

  /// The value at a rational number, to about sixteen digits.
  func approximate(at point: Rational) -> Double? {
    ExactNumber(exactly: substituting(.number(point))).flatMap { Double($0.decimal) }
  }

  /// The same function as a quotient of products, fully expanded before.
  fileprivate var inFactors: Formula { NormalForm(self)?.factoredFormula.simplified ?? self }

  /// The same function with the factors that terms of a sum share taken out; sums inside products stay
  /// as they are.
  fileprivate var withCommonFactors: Formula {
    guard case .sum(let terms) = operation else { return self }
    return terms.map(\.product).reduce(.init(0), +).factoredFormula
  }

  /// The term of a sum as a product of powers, whose bases stay as they are.
  private var product: LaurentPolynomial {
    switch operation {
    case .number(let value): .init(value)
    case .negation(let f): -f.product
    case .product(let factors):
      factors.map(\.product).reduce(.init(1)) { $0.multiplied(by: $1, limit: .max) ?? $0 }
    case .quotient(let f, let g):
      f.product.multiplied(
        by: g.product.monomialInverse ?? .init(kernel: g, exponent: -1), limit: .max)
        ?? .init(kernel: self)
    case .power(let base, let exponent):
      exponent.rational?.exactInt.map { .init(kernel: base, exponent: $0) } ?? .init(kernel: self)
    default: .init(kernel: self)
    }
  }
}

extension Rational {
  /// The greatest multiple of 1/`denominator` that is not above the number.
  fileprivate func rounded(to denominator: Int) -> Rational {
    let scale = Rational(denominator)
    return (Rational((self * scale).floor) / scale) ?? self
  }
}
