import Formulas
import Reals

/// Why a formula could not be resolved on an interval.
enum CellObstacle: Error {
  /// A switch is met at these points inside.
  case split([RealPoint])
  /// The formula is not defined there.
  case outsideDomain(Reason)
  /// Not decided.
  case undecided(Reason)

  init(_ error: EvaluationError) {
    switch error {
    case .undefined(let why): self = .outsideDomain(why)
    case .undecided(let why): self = .undecided(why)
    }
  }
}

/// Rewrites a formula on one open interval into an analytic one: switches are replaced by the
/// branch they take, and every argument that must not vanish is proved not to.
struct CellResolver {
  let oracle: SignOracle
  let interval: OpenInterval
  private var known: [Formula: Formula] = [:]

  /// A resolver for one interval.
  init(oracle: SignOracle, interval: OpenInterval) {
    self.oracle = oracle
    self.interval = interval
  }

  /// The analytic formula; its operands are resolved before the sign of anything is asked for.
  mutating func resolve(_ f: Formula) throws(CellObstacle) -> Formula {
    if let result = known[f] { return result }
    let result = try compute(f)
    known[f] = result
    return result
  }

  private mutating func compute(_ f: Formula) throws(CellObstacle) -> Formula {
    switch f.operation {
    case .variable, .number: return f
    case .constant(.inf): throw .outsideDomain(Reason(.infiniteValue))
    case .constant: return f
    case .sum(let terms): return Formula(.sum(try resolve(terms)))
    case .product(let factors): return Formula(.product(try resolve(factors)))
    case .negation(let g): return Formula(.negation(try resolve(g)))
    case .quotient(let g, let h):
      let (numerator, denominator) = (try resolve(g), try resolve(h))
      if try sign(denominator) == 0 { throw .outsideDomain(Reason(.divisionByZero)) }
      return Formula(.quotient(numerator, denominator))
    case .power(let g, let h): return try power(resolve(g), resolve(h))
    case .apply(let function, let u): return try apply(function, to: resolve(u))
    case .minimum(let all): return try select(all, keepingSign: -1)
    case .maximum(let all): return try select(all, keepingSign: 1)
    case .piecewise(let branches, let otherwise):
      for branch in branches where try holds(branch.condition) {
        return try resolve(branch.value)
      }
      guard let otherwise else { throw .outsideDomain(Reason(.noBranch)) }
      return try resolve(otherwise)
    }
  }

  private mutating func resolve(_ formulas: [Formula]) throws(CellObstacle) -> [Formula] {
    var result: [Formula] = []
    for formula in formulas { result.append(try resolve(formula)) }
    return result
  }

  /// The sign of an analytic formula, the same on the whole interval.
  private func sign(_ g: Formula) throws(CellObstacle) -> Int {
    let answer: IntervalSign
    do throws(EvaluationError) {
      answer = try oracle.sign(of: g, on: interval)
    } catch {
      throw CellObstacle(error)
    }
    switch answer {
    case .constant(let sign): return sign
    case .split(let points): throw .split(points)
    }
  }

  /// The sign of g − h; either may be infinite.
  private mutating func comparison(_ g: Formula, _ h: Formula) throws(CellObstacle) -> Int {
    switch (g.infiniteSign, h.infiniteSign) {
    case (nil, nil):
      let (left, right) = (try resolve(g), try resolve(h))
      return right.rational?.isZero == true ? try sign(left) : try sign(left - right)
    case (let a, let b):
      if a == nil { _ = try resolve(g) }
      if b == nil { _ = try resolve(h) }
      return ((a ?? 0) - (b ?? 0)).signum()
    }
  }

  private mutating func select(
    _ all: [Formula], keepingSign wanted: Int
  ) throws(CellObstacle) -> Formula {
    var best = all[0]
    for candidate in all.dropFirst() where try comparison(candidate, best) == wanted {
      best = candidate
    }
    return try resolve(best)
  }

  // MARK: Functions with switches or edges

  private func apply(
    _ function: ElementaryFunction, to u: Formula
  ) throws(CellObstacle) -> Formula {
    switch function {
    case .abs: return try sign(u) < 0 ? Formula(.negation(u)) : u
    case .sign: return .number(Rational(try sign(u)))
    case .ln:
      if try sign(u) <= 0 { throw .outsideDomain(Reason(.logarithmOfNonpositive)) }
    case .log1p:
      if try sign(1 + u) <= 0 { throw .outsideDomain(Reason(.logarithmOfNonpositive)) }
    case .sqrt:
      let sign = try sign(u)
      if sign < 0 { throw .outsideDomain(Reason(.squareRootOfNegative)) }
      if sign == 0 { return 0 }
      if let root = squareRoot(ofSquare: u) { return root }
    case .cbrt:
      if try sign(u) == 0 { return 0 }
    case .tan:
      if try sign(.apply(.cos, u)) == 0 { throw .outsideDomain(Reason(.tangentPole)) }
    case .floor: return try floor(u)
    case .exp, .expm1, .tanh, .sinh, .cosh, .sigmoid, .softplus, .erf, .erfc, .normalCDF, .sin,
      .cos, .atan:
      break
    }
    return .apply(function, u)
  }

  /// ±g for u = g², where the sign of g is known.
  private func squareRoot(ofSquare u: Formula) -> Formula? {
    guard case .power(let g, let exponent) = u.operation, exponent.rational == 2,
      let sign = try? sign(g)
    else { return nil }
    return sign < 0 ? Formula(.negation(g)) : g
  }

  private func power(_ base: Formula, _ exponent: Formula) throws(CellObstacle) -> Formula {
    // √u to an even power is a power of u, which the resolved √u has shown not to be negative.
    if case .apply(.sqrt, let u) = base.operation, let half = exponent.rational.flatMap({ $0 / 2 }),
      half.isInteger, half.signum > 0
    {
      return half == 1 ? u : Formula(.power(u, .number(half)))
    }
    let power = Formula(.power(base, exponent))
    if let integer = exponent.rational, integer.isInteger {
      if integer.signum < 0, try sign(base) == 0 { throw .outsideDomain(Reason(.divisionByZero)) }
      return power
    }
    let sign = try sign(base)
    if sign > 0 { return power }
    if sign < 0 {
      guard exponent.containsVariable else {
        throw .outsideDomain(Reason(.negativeBase))
      }
      throw .undecided(Reason(.variablePower))
    }
    let exponentSign = try self.sign(exponent)
    if exponentSign < 0 { throw .outsideDomain(Reason(.zeroToNegativePower)) }
    return exponentSign == 0 ? 1 : 0
  }

  /// floor(u) where u stays between two integers.
  private func floor(_ u: Formula) throws(CellObstacle) -> Formula {
    guard let range = oracle.integerBounds(of: u, on: interval) else {
      throw .undecided(Reason(.infinitelyManyIntegers))
    }
    for integer in range where try sign(u - .number(Rational(integer))) < 0 {
      return .number(Rational(integer - 1))
    }
    return .number(Rational(range.upperBound))
  }

  // MARK: Conditions

  private mutating func holds(_ condition: Condition) throws(CellObstacle) -> Bool {
    switch condition {
    case .truth(let truth): return truth
    case .comparison(let f, let relation, let g):
      return relation.holds(forSignOfDifference: try comparison(f, g))
    case .negation(let inner): return try !holds(inner)
    case .conjunction(let all):
      for inner in all where try !holds(inner) { return false }
      return true
    case .disjunction(let all):
      for inner in all where try holds(inner) { return true }
      return false
    }
  }
}

extension Formula {
  /// 1 for the literal +∞, −1 for its negative, `nil` for anything else.
  fileprivate var infiniteSign: Int? {
    switch operation {
    case .constant(.inf): return 1
    case .negation(let f): return f.infiniteSign.map { -$0 }
    default: return nil
    }
  }
}
