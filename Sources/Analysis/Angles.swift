import Formulas
import Reals

/// A constant angle q·π + r with a rational q, so that sums of angles stay short.
struct Angle {
  var turns: Rational
  var rest: Formula?

  /// q·π.
  init(turns: Rational) { self.turns = turns }

  /// r.
  init(rest: Formula) {
    turns = 0
    self.rest = rest
  }

  /// The angle as a constant formula, multiples of π as p·π/q.
  var formula: Formula {
    guard let rest else { return .multipleOfPi(turns) }
    return turns.isZero ? rest : Formula.multipleOfPi(turns) + rest
  }

  /// The angle divided by a rational number that is not 0.
  func divided(by divisor: Rational) -> Angle {
    guard let factor = divisor.reciprocal else { return self }
    var quotient = Angle(turns: turns * factor)
    quotient.rest = rest.map { (.number(factor) * $0).simplified }
    return quotient
  }

  static func + (a: Angle, b: Angle) -> Angle {
    var sum = Angle(turns: a.turns + b.turns)
    switch (a.rest, b.rest) {
    case (let r?, let s?): sum.rest = (r + s).simplified
    case (let r, let s): sum.rest = r ?? s
    }
    return sum
  }

  static prefix func - (a: Angle) -> Angle {
    var negative = Angle(turns: -a.turns)
    negative.rest = a.rest.map { (-$0).simplified }
    return negative
  }
}

extension Formula {
  /// q·π, written p·π/q for fractions.
  static func multipleOfPi(_ factor: Rational) -> Formula {
    if factor.isZero { return 0 }
    let numerator = Rational(factor.numerator)
    let multiple =
      numerator == 1 ? .constant(.pi) : (.number(numerator) * .constant(.pi)).simplified
    return factor.isInteger ? multiple : multiple / .number(Rational(factor.denominator))
  }

  /// The formula with rational multiples of π in its sums written p·π/q.
  var withFractionsOfPi: Formula {
    switch operation {
    case .sum(let terms): return Formula(.sum(terms.map(\.withFractionsOfPi)))
    case .negation(let f):
      let inner = f.withFractionsOfPi
      return inner == f ? self : (-inner)
    case .product(let factors):
      guard factors.count == 2, let factor = factors[0].rational, !factor.isInteger,
        factors[1] == .constant(.pi)
      else { return self }
      return .multipleOfPi(factor)
    default: return self
    }
  }
}

/// The angles of a bounded interval at which sine, cosine or tangent take a value.
struct AngleSolver {
  let points: PointArithmetic

  /// How many solutions are listed at most.
  static let solutionLimit = 1000

  /// The angles u with function(u) = c for sin, cos or tan, all of those inside `range` and perhaps
  /// some beside it.
  ///
  /// - Throws: ``EvaluationError/undecided(_:)`` where there are infinitely many because the range is
  ///   not bounded, or more than ``solutionLimit``.
  func angles(
    _ function: ElementaryFunction, equal c: Formula, within range: Interval?
  ) throws(EvaluationError) -> [Angle] {
    if function == .tan { return try shifted([arctangent(c)], step: 1, within: range) }
    let margin = try points.sign(of: (1 - c * c).simplified)
    if margin < 0 { return [] }
    let sine = try arcsine(c)
    let bases: [Angle]
    if function == .sin {
      bases = [sine, Angle(turns: 1) + -sine]
    } else {
      let cosine = Angle(turns: .half) + -sine
      bases = [cosine, -cosine]
    }
    let isSingle = margin == 0
    return try shifted(isSingle ? Array(bases.prefix(1)) : bases, step: 2, within: range)
  }

  /// The angles with a·sin(u) + b·cos(u) = c, for a and b that are not 0: R·cos(u − φ) = c with
  /// R = √(a² + b²) and tan φ = a/b.
  func angles(
    sine a: Formula, cosine b: Formula, equal c: Formula, within range: Interval?
  ) throws(EvaluationError) -> [Angle] {
    var phase = try arctangent((a / b).simplified)
    if try points.sign(of: b) < 0 { phase = phase + Angle(turns: 1) }
    let amplitude = Formula.apply(.sqrt, (a * a + b * b).simplified).simplified
    let ratio = try points.point((c / amplitude).simplified).formula
    let reach = try range.map { range throws(EvaluationError) in
      let bound = try points.point(phase.formula)
      let (lower, upper) = try points.rationalBounds(bound)
      guard let from = range.lowerBound, let to = range.upperBound else { return range }
      return Interval(from - upper, to - lower, precision: 256)
    }
    return try angles(.cos, equal: ratio, within: reach).map { $0 + phase }
  }

  /// All base + k·step·π within the range, and perhaps some beside it.
  private func shifted(
    _ bases: [Angle], step: Rational, within range: Interval?
  ) throws(EvaluationError) -> [Angle] {
    guard let range, let from = range.lowerBound, let to = range.upperBound else {
      throw .undecided(Reason(.infinitelyManySolutions))
    }
    var result: [Angle] = []
    for base in bases {
      let (lower, upper) = try points.rationalBounds(points.point(base.formula))
      guard let down = ((from - upper) / step).map({ $0 / ($0.signum < 0 ? .belowPi : .abovePi) }),
        let up = ((to - lower) / step).map({ $0 / ($0.signum < 0 ? .abovePi : .belowPi) }),
        let least = down.flatMap({ Rational($0.floor).exactInt }),
        let greatest = up.flatMap({ Rational($0.floor).exactInt })
      else { throw .undecided(Reason(.infinitelyManySolutions)) }
      guard greatest - least < Self.solutionLimit else {
        throw .undecided(Reason(.manySolutions, "\(Self.solutionLimit)"))
      }
      guard least <= greatest + 1 else { continue }
      for k in least...(greatest + 1) {
        result.append(base + Angle(turns: Rational(k) * step))
      }
    }
    return result
  }

  // MARK: Inverse functions

  /// asin c for |c| ≤ 1: a multiple of π where c² is 0, 1/4, 1/2, 3/4 or 1, else an arctangent.
  private func arcsine(_ c: Formula) throws(EvaluationError) -> Angle {
    let square = try points.point((c * c).simplified).formula
    let sign = try points.sign(of: c)
    for (value, angle) in Self.sines where square.rational == value {
      return Angle(turns: sign < 0 ? -angle : angle)
    }
    return try signedArctangent(ofSquare: (square / (1 - square)).simplified, sign)
  }

  /// atan c: a multiple of π where c² is 0, 1/3, 1 or 3.
  private func arctangent(_ c: Formula) throws(EvaluationError) -> Angle {
    let square = try points.point((c * c).simplified).formula
    let sign = try points.sign(of: c)
    for (value, angle) in Self.tangents where square.rational == value {
      return Angle(turns: sign < 0 ? -angle : angle)
    }
    return try signedArctangent(ofSquare: square, sign)
  }

  private func signedArctangent(
    ofSquare square: Formula, _ sign: Int
  ) throws(EvaluationError) -> Angle {
    let roots = try PolynomialSolver(points: points).realRoots(
      of: points.point(square).formula, degree: 2)
    guard let root = roots.last else { return Angle(turns: 0) }
    let angle = Angle(rest: .apply(.atan, root.simplified))
    return sign < 0 ? -angle : angle
  }

  private static func table(_ rows: [(Int, Int, Int, Int)]) -> [(Rational, Rational)] {
    rows.compactMap { a, b, p, q in
      guard let value = Rational(a, over: b), let angle = Rational(p, over: q) else { return nil }
      return (value, angle)
    }
  }

  /// sin² of multiples of π between 0 and π/2.
  private static let sines = table([
    (0, 1, 0, 1), (1, 4, 1, 6), (1, 2, 1, 4), (3, 4, 1, 3), (1, 1, 1, 2),
  ])

  /// tan² of multiples of π between 0 and π/2.
  private static let tangents = table([(0, 1, 0, 1), (1, 3, 1, 6), (1, 1, 1, 4), (3, 1, 1, 3)])
}

extension Rational {
  fileprivate static let half = Rational(1, over: 2) ?? 0

  /// 333/106 < π.
  fileprivate static let belowPi = Rational(333, over: 106) ?? 3

  /// 355/113 > π.
  fileprivate static let abovePi = Rational(355, over: 113) ?? 4
}
