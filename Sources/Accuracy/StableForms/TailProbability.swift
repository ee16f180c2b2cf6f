import Calculus
import Formulas
import Reals

/// c·erfc z for a number c > 0, which vanishes like exp(−z²): of erfc, Φ, 1 ± erf and 1 − Φ.
struct TailProbability {
  /// c.
  let scale: Double
  /// z.
  let argument: Formula
  /// z², written without roots.
  let square: Formula

  private init(_ scale: Double, _ argument: Formula, square: Formula) {
    (self.scale, self.argument, self.square) = (scale, argument, square.simplified)
  }

  fileprivate static func complement(_ u: Formula) -> TailProbability {
    TailProbability(1, u, square: u * u)
  }

  /// 1 − Φ(u).
  fileprivate static func upper(_ u: Formula) -> TailProbability {
    TailProbability(0.5, u / .apply(.sqrt, 2), square: u * u / 2)
  }
}

extension Formula {
  /// The formula as a multiple of erfc.
  var tailProbability: TailProbability? {
    switch operation {
    case .apply(.erfc, let u): return .complement(u)
    case .apply(.normalCDF, let u): return .upper((-u).simplified)
    case .sum(let terms):
      guard terms.count == 2, let one = terms.firstIndex(where: { $0.rational == 1 }) else {
        return nil
      }
      switch terms[1 - one].operation {
      case .apply(.erf, let u): return .complement((-u).simplified)
      case .negation(let g):
        if case .apply(.erf, let u) = g.operation { return .complement(u) }
        if case .apply(.normalCDF, let u) = g.operation { return .upper(u) }
        return nil
      default: return nil
      }
    default: return nil
    }
  }

  /// The same with 1 ± erf u and 1 − Φ(u) written as erfc and Φ, in which nothing cancels; equal wherever either is
  /// defined.
  var withTailProbabilities: Formula {
    let inner = Formula(operation.mapChildren(\.withTailProbabilities))
    guard case .sum(let terms) = inner.operation, terms.count == 2,
      let one = terms.firstIndex(where: { $0.rational == 1 })
    else { return inner }
    switch terms[1 - one].operation {
    case .apply(.erf, let u): return .apply(.erfc, -u)
    case .negation(let g):
      if case .apply(.erf, let u) = g.operation { return .apply(.erfc, u) }
      if case .apply(.normalCDF, let u) = g.operation { return .apply(.normalCDF, -u) }
      return inner
    default: return inner
    }
  }

  /// Whether a formula is a square or an absolute value.
  var isNeverNegative: Bool {
    switch operation {
    case .apply(.abs, _), .apply(.exp, _), .apply(.sqrt, _): true
    case .power(_, let exponent): exponent.rational?.exactInt?.isMultiple(of: 2) ?? false
    default: !containsVariable && FloatArithmetic().value(of: self, at: 0) > 0
    }
  }

  /// The factors of the formula, and those below the line of a fraction.
  fileprivate var factors: [(f: Formula, isBelow: Bool)] {
    switch operation {
    case .product(let all): all.flatMap(\.factors)
    case .quotient(let a, let b): a.factors + b.factors.map { ($0.f, !$0.isBelow) }
    case .negation(let g): [(-1, false)] + g.factors
    default: [(self, false)]
    }
  }

  /// u, of exp u or e^u.
  var exponent: Formula? {
    switch operation {
    case .apply(.exp, let u): return u
    case .power(let base, let u):
      guard case .constant(.e) = base.operation else { return nil }
      return u
    default: return nil
    }
  }
}

extension StableBuilding {
  /// A product of exponentials, a tail probability c·erfc z or its inverse, and other factors, where z > 1: with erfc z =
  /// exp(−z²)·erfcx z the exponents are added before exp is taken. `plain` where z is less; `nil` of
  /// other formulas.
  mutating func product(withTail f: Formula, plain: SplitValue) throws -> SplitValue? {
    let factors = f.factors
    let tails = factors.filter { $0.f.tailProbability != nil }
    guard tails.count == 1, let (written, isBelow) = tails.first,
      let tail = written.tailProbability,
      factors.contains(where: { $0.f.exponent != nil })
    else { return nil }
    rules.insert(.scaledComplement)
    var exponent = isBelow ? tail.square : -tail.square
    let z = value(try split(tail.argument))
    let scaled = builder.product(builder.number(tail.scale), builder.call(.erfcx, z))
    let one = SplitValue(exact: builder.number(1), rest: nil)
    var result = isBelow ? quotient(one, rest(scaled)) : rest(scaled)
    for (g, isBelow) in factors where g.tailProbability == nil {
      if let u = g.exponent {
        exponent = isBelow ? exponent - u : exponent + u
      } else {
        result = isBelow ? quotient(result, try split(g)) : product(result, try split(g))
      }
    }
    let together = NormalForm(exponent)?.formula ?? exponent.simplified
    if together.rational != 0 { result = product(result, try split(.apply(.exp, together))) }
    return select(.greater, z, builder.number(1), then: result, else: plain)
  }
}
