import Calculus
import Formulas
import Reals

/// Where a function that is analytic on an interval may vanish.
enum ZeroCandidates {
  /// It is the zero function.
  case everywhere
  /// At most at these points, all over ℝ; the list may hold more points than there are zeros.
  case points([RealPoint])
  /// No complete list was found.
  case unknown(Reason)
}

/// Solves g = 0 over ℝ in closed form where g is a polynomial in one invertible kernel, again and
/// again inward: x, exp(u), ln(u), √u, ∛u, atan(u).
struct ZeroSolver {
  let points: PointArithmetic

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

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  b == 0 ? abs(a) : greatestCommonDivisor(b, a % b)
}
