import FloatFormats
import Formulas
import Reals

/// An operation of a formula as a program carries it out: chains of `+` and of `*` are cut into
/// operations on two operands, from left to right.
struct FloatOperation: Hashable {
  /// What is computed.
  let value: Formula
  /// The node of the formula that it belongs to.
  let node: Formula
  /// What it is computed from.
  let operands: [Formula]

  /// The operations at the root of `f` whose result can exceed all of its operands: sums, products,
  /// quotients, powers, exp, expm1, sinh and cosh, unless they are affine functions, which exceed
  /// the range only for arguments near its end.
  static func growing(at f: Formula) -> [FloatOperation] {
    switch f.operation {
    case .sum(let terms): chain(terms, f) { Formula(.sum($0)) }
    case .product(let factors): chain(factors, f) { Formula(.product($0)) }
    case .quotient, .power, .apply(.exp, _), .apply(.expm1, _), .apply(.sinh, _), .apply(.cosh, _):
      f.isAffine ? [] : [FloatOperation(value: f, node: f, operands: f.operation.children)]
    default: []
    }
  }

  private static func chain(
    _ all: [Formula], _ node: Formula, _ join: ([Formula]) -> Formula
  ) -> [FloatOperation] {
    all.indices.dropFirst().compactMap { last in
      let value = last == all.count - 1 ? node : join(Array(all[...last]))
      guard value.containsVariable, !value.isAffine else { return nil }
      let before = last == 1 ? all[0] : join(Array(all[..<last]))
      return FloatOperation(value: value, node: node, operands: [before, all[last]])
    }
  }
}

/// Where an operation exceeds the range of a format, by search in float64 and proof by enclosures.
struct OverflowSearch {
  private let operation: FloatOperation
  /// The operation, and all that its operands are computed from.
  private let values: PreparedFormulas<FloatArithmetic>
  private let partCount: Int
  private let balls = BallArithmetic(precision: 192)

  /// A half-line on which the exact result of the operation is rounded to an infinity.
  struct HalfLine {
    /// 1 for (t, ∞), −1 for (−∞, t).
    let side: Int
    /// Encloses t, where the result reaches the overflow threshold of the format.
    let threshold: Interval
    /// A number near t, inside.
    let inside: Rational
  }

  init(_ operation: FloatOperation) {
    self.operation = operation
    let parts = Self.parts(of: operation.operands)
    partCount = parts.count
    values = PreparedFormulas([operation.value] + parts, over: FloatArithmetic())
  }

  /// The half-line on that side where the operation overflows and nothing that it is computed from
  /// does, nor comes near it; `nil` where there is none with finite arguments, or none was proved.
  func halfLine(side: Int, in format: FloatFormat) -> HalfLine? {
    let limit = Rational(format.overflowThreshold)
    // The limit of float64 is infinity in float64; the others are numbers.
    let (greatest, reach) = (
      Double(nearestTo: Rational(format.largestFinite)), Double(nearestTo: limit)
    )
    let last = value(at: Double(side) * greatest)
    guard !last.isNaN, last.magnitude > greatest else { return nil }
    let sign = last < 0 ? -1 : 1
    func isBeyond(_ distance: Double) -> Bool {
      Double(sign) * value(at: Double(side) * distance) >= reach
    }
    // The least distance from 0, if the function is monotone; the proof comes after.
    var (below, above) = (UInt64(0), greatest.bitPattern)
    while above - below > 1 {
      let middle = below + (above - below) / 2
      if isBeyond(Double(bitPattern: middle)) { above = middle } else { below = middle }
    }
    let found = Double(bitPattern: above)
    guard isOrigin(at: Double(side) * found, greatest) else { return nil }
    return proved(near: found, side: side, sign: sign, limit)
  }

  private func value(at x: Double) -> Double {
    var evaluation = values.evaluation(at: x)
    return (try? evaluation.value(ofFormula: 0)) ?? .nan
  }

  /// Whether all that goes into the operation stays clear of the end of the range, so that its rounding
  /// does not matter and the overflow begins with this operation.
  private func isOrigin(at x: Double, _ greatest: Double) -> Bool {
    var evaluation = values.evaluation(at: x)
    for place in 1...partCount {
      guard let part = try? evaluation.value(ofFormula: place),
        part.magnitude <= greatest / 32 * 31
      else { return false }
    }
    return true
  }

  /// The formulas with all that they contain, each once.
  private static func parts(of formulas: [Formula]) -> [Formula] {
    var seen: Set<Formula> = []
    var result: [Formula] = []
    func collect(_ f: Formula) {
      guard seen.insert(f).inserted else { return }
      result.append(f)
      f.operation.children.forEach(collect)
    }
    formulas.forEach(collect)
    return result
  }

  // MARK: Proof

  private func proved(
    near found: Double, side: Int, sign: Int, _ limit: Rational
  ) -> HalfLine? {
    guard let place = Ball(exactly: found)?.exactRational else { return nil }
    let (low, high) = (place * (1 - unit(40)), place * (1 + unit(40)))
    guard order(at: low, side, sign, limit) == -1, order(at: high, side, sign, limit) == 1,
      staysBeyond(from: low, high, side, sign, limit)
    else { return nil }
    var bounds = low...high
    if let middle = secant(low, high, side, sign, limit) {
      for bits in [76, 68, 60] {
        let (near, far) = (middle * (1 - unit(bits)), middle * (1 + unit(bits)))
        guard order(at: near, side, sign, limit) == -1, order(at: far, side, sign, limit) == 1
        else { continue }
        bounds = near...far
        break
      }
    }
    let direction = Rational(side)
    return HalfLine(
      side: side,
      threshold: Interval(
        direction * bounds.lowerBound, direction * bounds.upperBound, precision: 128),
      inside: direction * high)
  }

  private func unit(_ bits: Int) -> Rational { Rational(2).power(-bits) ?? 0 }

  private func magnitude(at distance: Rational, _ side: Int, _ sign: Int) -> Ball? {
    guard let x = try? balls.number(Rational(side) * distance),
      let value = try? balls.evaluate(operation.value, at: x)
    else { return nil }
    return sign < 0 ? try? balls.negative(value) : value
  }

  /// The sign of |value| − limit, where it is decided.
  private func order(at distance: Rational, _ side: Int, _ sign: Int, _ limit: Rational) -> Int? {
    guard let value = magnitude(at: distance, side, sign), let limit = try? balls.number(limit),
      let signs = try? balls.comparison(value, limit), signs.count == 1
    else { return nil }
    return signs.lowerBound
  }

  /// Where ln|value| reaches the logarithm of the limit, by linear interpolation.
  private func secant(
    _ low: Rational, _ high: Rational, _ side: Int, _ sign: Int, _ limit: Rational
  ) -> Rational? {
    func logarithm(_ distance: Rational) -> Ball? {
      magnitude(at: distance, side, sign).flatMap { try? balls.apply(.ln, $0) }
    }
    guard let first = logarithm(low), let second = logarithm(high),
      let target = try? balls.apply(.ln, balls.number(limit)),
      let part = try? balls.quotient(
        balls.sum(target, balls.negative(first)), balls.sum(second, balls.negative(first))),
      let share = Interval(part, precision: 128).midpoint.lowerBound
    else { return nil }
    return low + (high - low) * share
  }

  /// Whether the value is beyond the limit on the whole half-line from `high`: its range shows it, or
  /// it is monotone from `low` on.
  private func staysBeyond(
    from low: Rational, _ high: Rational, _ side: Int, _ sign: Int, _ limit: Rational
  ) -> Bool {
    let arithmetic = IntervalArithmetic(precision: 128)
    func range(of f: Formula, from distance: Rational) -> Enclosure? {
      let end = Rational(side) * distance
      let x =
        side > 0
        ? Interval(from: end, to: nil, precision: 128)
        : Interval(from: nil, to: end, precision: 128)
      return try? arithmetic.evaluate(f, at: Enclosure(x))
    }
    if let values = range(of: operation.value, from: high), values.decoration >= .defined,
      let bound = sign > 0
        ? values.interval.lowerBound : values.interval.upperBound.map({ -$0 }),
      bound >= limit
    {
      return true
    }
    guard let slopes = range(of: operation.value.derivative, from: low),
      slopes.decoration == .continuous, !slopes.interval.containsZero
    else { return false }
    return slopes.interval.sign.lowerBound == side * sign
      || slopes.interval.sign.upperBound == side * sign
  }
}

extension Formula {
  /// Whether it is written as a constant plus a multiple of the variable.
  fileprivate var isAffine: Bool {
    guard containsVariable else { return true }
    switch operation {
    case .variable: return true
    case .negation(let f): return f.isAffine
    case .sum(let terms): return terms.allSatisfy(\.isAffine)
    case .product(let factors):
      return factors.count { $0.containsVariable } == 1 && factors.allSatisfy(\.isAffine)
    case .quotient(let f, let g): return f.isAffine && !g.containsVariable
    default: return false
    }
  }
}
