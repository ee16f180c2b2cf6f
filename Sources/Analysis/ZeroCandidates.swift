import Calculus
import Formulas
import Reals

/// Where a function that is analytic on an interval may vanish.
enum ZeroCandidates {
  /// It is the zero function.
  case everywhere
  /// At most at these points of the interval; the list may hold more points than there are zeros,
  /// and points outside the interval.
  case points([RealPoint])
  /// No complete list was found.
  case unknown(Reason)
}

/// Solves g = 0 on an interval in closed form where g is a polynomial in one invertible kernel, again
/// and again inward: x, exp(u), ln(u), √u, ∛u, atan(u), and where u is bounded on the interval
/// sin(u), cos(u) and tan(u); also where g is linear in sin(u) and cos(u).
struct ZeroSolver {
  let points: PointArithmetic
  /// A proved enclosure of the values of a function on the interval.
  let range: (Formula) -> Interval?

  /// How often a kernel may be inverted.
  private let depthLimit = 12

  /// All places where `g` may be zero.
  func candidates(_ g: Formula) -> ZeroCandidates {
    do throws(EvaluationError) {
      guard let form = NormalForm(g) else { return .unknown(Reason(.noNormalForm)) }
      if form.isZero { return .everywhere }
      return .points(try points.sorted(solve(form.numerator, depth: 0)))
    } catch {
      return .unknown(error.reason)
    }
  }

  private func solve(
    _ polynomial: LaurentPolynomial, depth: Int
  ) throws(EvaluationError) -> [RealPoint] {
    guard depth < depthLimit else { throw .undecided(Reason(.nestedEquation)) }
    var result: [RealPoint] = []
    let kernels = Set(polynomial.terms.keys.flatMap(\.keys)).filter(\.containsVariable)
    var varying: [Formula] = []
    var content: [Formula: Int] = [:]
    for kernel in kernels {
      let exponents = polynomial.terms.keys.map { $0[kernel] ?? 0 }
      let (least, most) = (exponents.min() ?? 0, exponents.max() ?? 0)
      content[kernel] = least
      if least > 0 { result += try solve(kernel, equals: 0, depth: depth) }
      if least < most { varying.append(kernel) }
    }
    guard let kernel = varying.first else { return result }
    guard varying.count == 1 else {
      if let wave = Wave(polynomial, without: content) {
        return result + (try solve(wave, depth: depth))
      }
      throw .undecided(Reason(.independentFunctions, "\(varying.count)"))
    }
    var coefficients: [Int: Formula] = [:]
    for (monomial, coefficient) in polynomial.terms {
      let factors = monomial.filter { !kernels.contains($0.key) }
        .map { $0.key.raised(to: .number(Rational($0.value))) }
      let term = Formula(.product([.number(coefficient)] + factors)).simplified
      let exponent = (monomial[kernel] ?? 0) - (content[kernel] ?? 0)
      coefficients[exponent] = coefficients[exponent].map { ($0 + term).simplified } ?? term
    }
    let step = coefficients.keys.reduce(0, greatestCommonDivisor)
    let solver = PolynomialSolver(points: points)
    let roots = try solver.roots(
      coefficients: Dictionary(uniqueKeysWithValues: coefficients.map { ($0 / step, $1) }))
    for root in roots {
      for base in try solver.realRoots(of: root, degree: step) {
        result += try solve(kernel, equals: base, depth: depth)
      }
    }
    return result
  }

  /// All x with kernel(x) = c.
  private func solve(
    _ kernel: Formula, equals c: Formula, depth: Int
  ) throws(EvaluationError) -> [RealPoint] {
    switch kernel.operation {
    case .variable: return [try points.point(c)]
    case .apply(let function, let u) where [.sin, .cos, .tan].contains(function):
      let solver = AngleSolver(points: points)
      return try solve(u, at: solver.angles(function, equal: c, within: range(u)), depth: depth)
    case .apply(let function, let u):
      guard let target = try inverse(function, at: c) else { return [] }
      return try solve(u, minus: target, depth: depth)
    case .power(let u, let exponent):
      guard let exponent = exponent.rational, let inverse = exponent.reciprocal else {
        throw .undecided(Reason(.noClosedForm))
      }
      switch try points.sign(of: c) {
      case 1: return try solve(u, minus: c.raised(to: .number(inverse)), depth: depth)
      case 0: return try solve(u, minus: 0, depth: depth)
      default: return []
      }
    default: throw .undecided(Reason(.noClosedForm))
    }
  }

  private func solve(
    _ u: Formula, minus c: Formula, depth: Int
  ) throws(EvaluationError) -> [RealPoint] {
    guard let form = NormalForm(u - c) else { throw .undecided(Reason(.noNormalForm)) }
    if form.isZero { throw .undecided(Reason(.identity)) }
    return try solve(form.numerator, depth: depth + 1)
  }

  /// All x at which u is one of the angles.
  private func solve(
    _ u: Formula, at angles: [Angle], depth: Int
  ) throws(EvaluationError) -> [RealPoint] {
    var result: [RealPoint] = []
    for angle in angles {
      if let factor = u.linearFactor {
        result.append(try points.point(angle: angle.divided(by: factor)))
      } else {
        result += try solve(u, minus: angle.formula, depth: depth)
      }
    }
    return result
  }

  private func solve(_ wave: Wave, depth: Int) throws(EvaluationError) -> [RealPoint] {
    let angles = try AngleSolver(points: points).angles(
      sine: wave.sine, cosine: wave.cosine, equal: (-wave.constant).simplified,
      within: range(wave.angle))
    return try solve(wave.angle, at: angles, depth: depth)
  }

  /// The u with function(u) = c, or `nil` when there is none.
  private func inverse(
    _ function: ElementaryFunction, at c: Formula
  ) throws(EvaluationError) -> Formula? {
    let sign = try points.sign(of: c)
    switch function {
    case .exp: return sign > 0 ? Formula.apply(.ln, c).simplified : nil
    case .ln: return Formula.apply(.exp, c).simplified
    case .sqrt: return sign >= 0 ? c.raised(to: 2).simplified : nil
    case .cbrt: return c.raised(to: 3).simplified
    case .erf where sign == 0: return 0
    case .atan where sign == 0: return 0
    case .atan:
      let margin = try points.sign(of: .apply(.abs, c) - .constant(.pi) / 2)
      return margin < 0 ? .apply(.tan, c) : nil
    default: throw .undecided(Reason(.noInverse, function.rawValue))
    }
  }
}

extension Formula {
  /// q for q·x with a rational number q that is not 0.
  fileprivate var linearFactor: Rational? {
    switch operation {
    case .variable: return 1
    case .negation(let f): return f.linearFactor.map { -$0 }
    case .product(let factors):
      guard factors.count == 2, factors[1] == .x, let factor = factors[0].rational else {
        return nil
      }
      return factor.isZero ? nil : factor
    default: return nil
    }
  }
}

extension PointArithmetic {
  /// The angle as a point.
  fileprivate func point(angle: Angle) throws(EvaluationError) -> RealPoint {
    let formula = angle.formula
    let value = try exact.evaluate(formula, at: exact.number(0))
    return RealPoint(formula: value.rational.map(Formula.number) ?? formula, value: value)
  }
}

/// a·sin(u) + b·cos(u) + c with constants a and b that are not 0.
private struct Wave {
  private(set) var angle: Formula
  private(set) var sine: Formula = 0
  private(set) var cosine: Formula = 0
  private(set) var constant: Formula = 0

  /// The polynomial divided by the powers of kernels in `content`, if it has this form.
  init?(_ polynomial: LaurentPolynomial, without content: [Formula: Int]) {
    var found: Formula?
    for (monomial, coefficient) in polynomial.terms {
      var factors = [Formula.number(coefficient)]
      var function: ElementaryFunction?
      for (kernel, exponent) in monomial {
        guard let shared = content[kernel] else {
          factors.append(kernel.raised(to: .number(Rational(exponent))))
          continue
        }
        if exponent == shared { continue }
        guard exponent == shared + 1, function == nil,
          case .apply(let own, let u) = kernel.operation,
          own == .sin || own == .cos, found == nil || found == u
        else { return nil }
        (function, found) = (own, u)
      }
      let term = Formula(.product(factors)).simplified
      switch function {
      case .sin?: sine = (sine + term).simplified
      case .cos?: cosine = (cosine + term).simplified
      default: constant = (constant + term).simplified
      }
    }
    guard let found, sine != 0, cosine != 0 else { return nil }
    angle = found
  }
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  b == 0 ? abs(a) : greatestCommonDivisor(b, a % b)
}
