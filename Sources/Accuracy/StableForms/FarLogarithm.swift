import Calculus
import Formulas
import Reals

// Logarithms of numbers so large or so small that double precision has lost them.

/// Where a logarithm is taken.
enum FarSide {
  /// Where the argument is above 2²⁵⁰, and so is positive.
  case large
  /// Where it is below 2⁻²⁵⁰, or seems to be: only what is positive everywhere has a logarithm there.
  case small
}

extension StableBuilding {
  /// ln f, which is `plain` where `value` = f is neither large nor small.
  mutating func logarithm(
    of f: Formula, plain: SplitValue, value: Int
  ) throws -> SplitValue {
    var result = plain
    if let large = try farLogarithm(of: f, .large) {
      rules.insert(.farLogarithm)
      result = select(.greater, value, builder.number(0x1p250), then: large, else: result)
    }
    if let small = try farLogarithm(of: f, .small) {
      rules.insert(.farLogarithm)
      result = select(.less, value, builder.number(0x1p-250), then: small, else: result)
    }
    return result
  }

  /// ln f from the exponentials and tail probabilities of which f is made; `nil` where it is not.
  private mutating func farLogarithm(of f: Formula, _ side: FarSide) throws -> SplitValue? {
    guard f.containsVariable else { return nil }
    if let (above, below) = f.exponentialSums(positive: side == .small) {
      return sum(try logarithm(ofSum: above), negative(try logarithm(ofSum: below)))
    }
    if let tail = f.tailProbability {
      let factor = rest(builder.call(.log, builder.number(tail.scale)))
      return sum(factor, try logarithm(of: tail))
    }
    if let u = f.exponent { return try split(u) }
    switch f.operation {
    case .apply(.sqrt, let g): return try farLogarithm(of: g, side).map { quotient($0, number(2)) }
    case .apply(.cbrt, let g):
      return try farLogarithm(of: g, side).map { quotient($0, number(3)) }
    case .product(let factors): return try farLogarithm(of: factors.map { ($0, false) }, side)
    case .quotient(let a, let b): return try farLogarithm(of: [(a, false), (b, true)], side)
    case .power(let base, let exponent):
      guard let power = exponent.rational else { return nil }
      return try farLogarithm(of: base, side).map { product(number(power), $0) }
    default: return nil
    }
  }

  /// ln of a product of factors and inverses, one of which at least is made of exponentials.
  private mutating func farLogarithm(
    of factors: [(f: Formula, isBelow: Bool)], _ side: FarSide
  ) throws -> SplitValue? {
    var result = SplitValue()
    var isFar = false
    for (f, isBelow) in factors {
      let far = try farLogarithm(of: f, side)
      isFar = isFar || far != nil
      guard let term = try far ?? factorLogarithm(of: f, side) else { return nil }
      result = sum(result, isBelow ? negative(term) : term)
    }
    return isFar ? result : nil
  }

  /// ln|f| of a factor that is not made of exponentials, if the product may have one.
  private mutating func factorLogarithm(of f: Formula, _ side: FarSide) throws -> SplitValue? {
    if side == .small, !f.isNeverNegative { return nil }
    return logarithm(of: try split(.apply(.abs, f)))
  }

  /// ln Σ kᵢ·exp uᵢ, the greatest exponential before the logarithm.
  private mutating func logarithm(ofSum terms: [Formula.Exponential]) throws -> SplitValue {
    var result: SplitValue?
    var greatest = builder.number(-.infinity)
    for (index, term) in terms.enumerated() {
      var inner = number(term.scale)
      for (other, small) in terms.enumerated() where other != index {
        let decay = Formula.apply(.exp, (small.exponent - term.exponent).simplified)
        inner = sum(inner, product(number(small.scale), try split(decay)))
      }
      let exponent = try split(term.exponent)
      let outside = sum(exponent, logarithm(of: inner))
      let place = value(exponent)
      result = result.map { select(.greater, place, greatest, then: outside, else: $0) } ?? outside
      greatest = builder.select(.greater, place, greatest, then: place, else: greatest)
    }
    return result ?? SplitValue()
  }

  /// ln erfc z = −z² + ln erfcx z for z > 1.
  private mutating func logarithm(of tail: TailProbability) throws -> SplitValue {
    rules.insert(.scaledComplement)
    let z = value(try split(tail.argument))
    let scaled = builder.call(.log, builder.call(.erfcx, z))
    let far = builder.sum(builder.negative(value(try split(tail.square))), scaled)
    let near = builder.call(.log, builder.call(.erfc, z))
    return rest(builder.select(.greater, z, builder.number(1), then: far, else: near))
  }
}

extension Formula {
  /// The terms of numerator and denominator where both are sums of multiples of exponentials.
  fileprivate func exponentialSums(
    positive isPositive: Bool
  ) -> (above: [Exponential], below: [Exponential])? {
    guard let form = NormalForm(self), let above = form.numerator.exponentials,
      let below = form.denominator.exponentials,
      (above + below).contains(where: { $0.exponent.containsVariable }),
      !isPositive || (above + below).allSatisfy({ $0.scale.signum > 0 })
    else { return nil }
    return (above, below)
  }
}
