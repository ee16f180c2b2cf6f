import Calculus
import Formulas
import Reals

/// One translation of a formula into a stable program.
struct StableBuilding {
  var builder = ProgramBuilder()
  var rules: Set<StableRule> = []
  private var known: [Formula: SplitValue] = [:]
  private let usesConjugates: Bool
  /// The bits of an input, where inputs are carried as exact parts.
  let inputWidth: Int?
  /// Where exp is cut, if it is.
  private let largestExponent: Double

  init(usesConjugates: Bool, largestExponent: Double, inputWidth: Int? = nil) {
    self.usesConjugates = usesConjugates
    self.inputWidth = inputWidth
    self.largestExponent = largestExponent
  }

  /// A formula that no program can be made of, such as one with infinite constants.
  struct Unsupported: Error {}

  mutating func split(_ f: Formula) throws -> SplitValue {
    if let result = known[f] { return result }
    let result = try compute(f)
    known[f] = result
    return result
  }

  mutating func number(_ value: Rational) -> SplitValue {
    let nearest = Double(nearestTo: value)
    guard nearest != 0 else { return SplitValue() }
    let isExact = Rational(exactly: nearest) == value
    let place = isExact ? builder.number(nearest) : builder.approximation(nearest)
    // Only short numbers serve as exact parts: their products stay exact.
    let isShort =
      value.denominator.magnitude.bitWidth <= 12 && value.numerator.magnitude.bitWidth <= 20
      && nearest.significandWidth <= 20 && isExact
    return isShort ? SplitValue(exact: place, rest: nil) : rest(place)
  }

  private mutating func compute(_ f: Formula) throws -> SplitValue {
    switch f.operation {
    case .variable:
      let place = builder.add(.input)
      return inputWidth == nil ? rest(place) : SplitValue(exact: place, rest: nil)
    case .number(let value): return number(value)
    case .constant(.pi): return rest(builder.approximation(.pi))
    case .constant(.e): return rest(builder.approximation(0x1.5bf0a8b145769p1))
    case .constant(.inf): return rest(builder.number(.infinity))
    case .sum(let terms): return try sum(terms)
    case .product(let factors):
      let plain = try product(factors)
      return try product(withTail: f, plain: plain) ?? plain
    case .negation(let g): return negative(try split(g))
    case .quotient(let a, let b):
      let plain = quotient(try split(a), try split(b))
      return try product(withTail: f, plain: plain) ?? plain
    case .power(let base, let exponent): return try power(base, exponent)
    case .apply(let function, let u): return try apply(function, u)
    case .minimum(let all): return try extreme(all, .less)
    case .maximum(let all): return try extreme(all, .greater)
    case .piecewise(let branches, let otherwise):
      var result = try otherwise.map { try split($0) } ?? rest(builder.number(.nan))
      for branch in branches.reversed() {
        result = try branch.condition.walk(then: split(branch.value), else: result) {
          let (a, b) = (value(try split($0)), value(try split($2)))
          return select($1, a, b, then: $3, else: $4)
        }
      }
      return result
    }
  }

  private mutating func product(_ factors: [Formula]) throws -> SplitValue {
    var result = try split(factors[0])
    for factor in factors.dropFirst() { result = product(result, try split(factor)) }
    return result
  }

  private mutating func extreme(
    _ all: [Formula], _ relation: Condition.Relation
  ) throws -> SplitValue {
    var result = try split(all[0])
    for f in all.dropFirst() {
      let next = try split(f)
      let (a, b) = (value(next), value(result))
      result = select(relation, a, b, then: next, else: result)
    }
    return result
  }

  // MARK: Sums

  private mutating func sum(_ terms: [Formula]) throws -> SplitValue {
    if usesConjugates, let result = try identity(of: terms) { return result }
    var result = try split(terms[0])
    for term in terms.dropFirst() { result = sum(result, try split(term)) }
    return result
  }

  // MARK: Powers and functions

  private mutating func power(_ base: Formula, _ exponent: Formula) throws -> SplitValue {
    if case .constant(.e) = base.operation { return try apply(.exp, exponent) }
    if exponent.rational == Rational(1, over: 2) { return try apply(.sqrt, base) }
    let power = exponent.rational?.exactInt.flatMap { abs($0) <= 16 ? $0 : nil }
    if power == nil, case .apply(.exp, let v) = base.operation {
      rules.insert(.powerOfExponential)
      return try apply(.exp, exponent * v)
    }
    let u = try split(base)
    guard let n = power else {
      let (a, b) = (value(u), value(try split(exponent)))
      let plain = rest(builder.add(.power(a, b)))
      guard exponent.containsVariable, u.exact != nil, u.rest != nil else { return plain }
      rules.insert(.powerByLogarithm)
      let far = builder.call(.exp, builder.product(b, value(logarithm(of: u))))
      return select(.greater, a, builder.number(0), then: rest(far), else: plain)
    }
    let one = SplitValue(exact: builder.number(1), rest: nil)
    var result = one
    for index in 0..<abs(n) { result = index == 0 ? u : product(result, u) }
    return n < 0 ? quotient(one, result) : result
  }

  private mutating func apply(_ function: ElementaryFunction, _ u: Formula) throws -> SplitValue {
    switch function {
    case .ln: return try logarithm(u)
    case .log1p: return try logarithm(1 + u)
    case .expm1: return rest(builder.call(.expm1, value(try split(u))))
    case .sqrt: return squareRoot(try split(u))
    case .cbrt:
      guard case .apply(.exp, let v) = u.operation else { break }
      rules.insert(.powerOfExponential)
      return try apply(.exp, v / 3)
    case .abs:
      let a = try split(u)
      return select(.less, value(a), builder.number(0), then: negative(a), else: a)
    case .normalCDF: return probability(try split(u))
    case .softplus: return softplus(try split(u))
    default: break
    }
    return apply(function, to: value(try split(u)))
  }

  private mutating func squareRoot(_ a: SplitValue) -> SplitValue {
    let root = builder.call(.sqrt, value(a))
    guard let place = a.exact, let c = builder.number(at: place), c > 0, let d = a.rest else {
      return rest(root)
    }
    rules.insert(.squareRoot)
    // Of few bits, so that its square is exact too.
    guard c.squareRoot().significandWidth <= 26, c.squareRoot() * c.squareRoot() == c else {
      return rest(root)
    }
    let exact = builder.number(c.squareRoot())
    return SplitValue(exact: exact, rest: builder.quotient(d, builder.sum(exact, root)))
  }

  /// ln of `argument`.
  private mutating func logarithm(_ argument: Formula) throws -> SplitValue {
    if case .quotient(let a, let b) = argument.operation, let c = a.rational, c.signum > 0 {
      rules.insert(.logarithmOfQuotient)
      return sum(try logarithm(a), negative(try logarithm(b)))
    }
    if argument.rational == 1 { return SplitValue() }
    if case .apply(.cosh, let u) = argument.operation { return try logarithmOfHyperbolicCosine(u) }
    if let (first, second) = argument.twoExponentials {
      return try logarithm(ofSum: first, second)
    }
    if let (scale, u, others) = argument.singleExponential {
      rules.insert(.exponentialInLogarithm)
      if scale == 1, others == [1] {
        return softplus(try split(u))
      }
      let plain = try logarithm(of: sum([.number(scale) * .apply(.exp, u)] + others))
      let decaying = Formula.apply(.exp, -u)
      let turned = try logarithm(of: sum([.number(scale)] + others.map { $0 * decaying }))
      let a = value(try split(u))
      let shifted = sum(rest(a), turned)
      return select(.greater, a, builder.number(0), then: shifted, else: plain)
    }
    let a = try split(argument)
    return try logarithm(of: argument, plain: logarithm(of: a), value: value(a))
  }

  /// ln(1 + exp a) = max(a, 0) + ln(1 + exp(−|a|)).
  private mutating func softplus(_ a: SplitValue) -> SplitValue {
    rules.insert(.exponentialInLogarithm)
    let place = value(a)
    let positive = select(.greater, place, builder.number(0), then: a, else: SplitValue())
    let decay = builder.call(.exp, builder.negative(builder.call(.abs, place)))
    return sum(positive, rest(builder.call(.log1p, decay)))
  }

  /// ln cosh u.
  private mutating func logarithmOfHyperbolicCosine(_ u: Formula) throws -> SplitValue {
    rules.insert(.hyperbolicCosineInLogarithm)
    let size = builder.call(.abs, value(try split(u)))
    let root = builder.call(.sinh, builder.product(builder.number(0.5), size))
    let near = builder.call(
      .log1p, builder.product(builder.number(2), builder.product(root, root)))
    let decay = builder.call(.exp, builder.product(builder.number(-2), size))
    let rest = builder.sum(
      builder.call(.log1p, decay), builder.approximation(-0x1.62e42fefa39efp-1))
    let one = builder.number(1)
    return self.rest(builder.select(.less, size, one, then: near, else: builder.sum(size, rest)))
  }

  /// ln(k·exp u + l·exp v), the greater exponential before the logarithm.
  private mutating func logarithm(
    ofSum first: Formula.Exponential, _ second: Formula.Exponential
  ) throws -> SplitValue {
    rules.insert(.exponentialInLogarithm)
    func outside(_ a: Formula.Exponential, _ b: Formula.Exponential) throws -> SplitValue {
      let decay = Formula.apply(.exp, (b.exponent - a.exponent).simplified)
      let inner = try sum([.number(a.scale), .number(b.scale) * decay])
      return sum(try split(a.exponent), logarithm(of: inner))
    }
    let (u, v) = (value(try split(first.exponent)), value(try split(second.exponent)))
    return select(
      .greater, u, v, then: try outside(first, second), else: try outside(second, first))
  }

  mutating func logarithm(of a: SplitValue) -> SplitValue {
    guard let c = a.exact, let d = a.rest else { return rest(builder.call(.log, value(a))) }
    rules.insert(.logarithm)
    if let number = builder.number(at: c), number > 0 {
      let small = builder.call(.log1p, builder.quotient(d, c))
      return rest(number == 1 ? small : builder.sum(builder.call(.log, c), small))
    }
    let zero = builder.number(0)
    let divisor = builder.select(.greater, c, zero, then: c, else: builder.number(1))
    let small = builder.call(.log1p, builder.quotient(d, divisor))
    let split = builder.sum(builder.call(.log, divisor), small)
    return rest(
      builder.select(.greater, c, zero, then: split, else: builder.call(.log, value(a))))
  }

  /// Φ(u).
  private mutating func probability(_ a: SplitValue) -> SplitValue {
    rules.insert(.errorFunction)
    let half = builder.number(0.5)
    let z = builder.product(value(a), builder.approximation(0x1.6a09e667f3bcdp-1))
    let tail = builder.product(half, builder.call(.erfc, builder.call(.abs, z)))
    let one = SplitValue(exact: builder.number(1), rest: builder.negative(tail))
    let tails = select(.less, z, builder.number(0), then: rest(tail), else: one)
    let centre = SplitValue(exact: half, rest: builder.product(half, builder.call(.erf, z)))
    return select(.less, builder.call(.abs, z), builder.number(0.25), then: centre, else: tails)
  }

  private mutating func apply(_ function: ElementaryFunction, to u: Int) -> SplitValue {
    let zero = builder.number(0)
    let half = builder.number(0.5)
    let one = builder.number(1)
    let size = builder.call(.abs, u)
    switch function {
    case .exp:
      rules.insert(.exponential)
      let limit = builder.number(largestExponent)
      let cut = builder.select(.greater, u, limit, then: limit, else: u)
      let near = SplitValue(exact: one, rest: builder.call(.expm1, u))
      return select(.less, size, half, then: near, else: rest(builder.call(.exp, cut)))
    case .tanh:
      rules.insert(.hyperbolicTangent)
      let t = builder.call(.exp, builder.product(builder.number(-2), size))
      let tail = builder.quotient(builder.product(builder.number(-2), t), builder.sum(one, t))
      return odd(u, tail: tail, centre: builder.call(.tanh, u))
    case .erf:
      rules.insert(.errorFunction)
      let tail = builder.negative(builder.call(.erfc, size))
      return odd(u, tail: tail, centre: builder.call(.erf, u))
    case .erfc:
      rules.insert(.errorFunction)
      let two = SplitValue(
        exact: builder.number(2), rest: builder.negative(builder.call(.erfc, size)))
      let tails = select(.less, u, zero, then: two, else: rest(builder.call(.erfc, size)))
      let centre = SplitValue(exact: one, rest: builder.negative(builder.call(.erf, u)))
      return select(.less, size, half, then: centre, else: tails)
    case .sigmoid:
      rules.insert(.sigmoid)
      let t = builder.call(.exp, builder.negative(size))
      let tail = builder.quotient(t, builder.sum(one, t))
      let high = SplitValue(exact: one, rest: builder.negative(tail))
      return select(.less, u, zero, then: rest(tail), else: high)
    case .cos:
      rules.insert(.cosine)
      let s = builder.call(.sin, builder.product(half, u))
      let near = SplitValue(
        exact: one, rest: builder.product(builder.number(-2), builder.product(s, s)))
      // Beside all multiples of 2π.
      let cosine = builder.call(.cos, u)
      return select(.greater, cosine, builder.number(0.875), then: near, else: rest(cosine))
    case .sign:
      return SplitValue(exact: builder.call(.sign, u), rest: nil)
    case .floor: return SplitValue(exact: builder.call(.floor, u), rest: nil)
    case .cosh, .sinh:
      let limit = builder.number(largestExponent)
      let lower = builder.select(
        .less, u, builder.number(-largestExponent), then: builder.number(-largestExponent), else: u)
      let cut = builder.select(.greater, u, limit, then: limit, else: lower)
      return rest(builder.call(function == .cosh ? .cosh : .sinh, cut))
    case .sin: return rest(builder.call(.sin, u))
    case .tan: return rest(builder.call(.tan, u))
    case .atan: return rest(builder.call(.atan, u))
    case .cbrt: return rest(builder.call(.cbrt, u))
    case .ln, .log1p, .expm1, .sqrt, .abs, .normalCDF, .softplus: return rest(u)
    }
  }

  /// An odd function that tends to ±1: 1 + `tail` beyond 1/2.
  private mutating func odd(_ u: Int, tail: Int, centre: Int) -> SplitValue {
    let high = SplitValue(exact: builder.number(1), rest: tail)
    let tails = select(.less, u, builder.number(0), then: negative(high), else: high)
    return select(
      .less, builder.call(.abs, u), builder.number(0.5), then: rest(centre), else: tails)
  }
}
