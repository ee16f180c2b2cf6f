import BigInt
import Calculus
import Formulas
import Reals

/// The real roots of polynomials in closed form: linear and quadratic with any constant
/// coefficients, of higher degree with rational ones as far as rational roots reduce them.
struct PolynomialSolver {
  let points: PointArithmetic

  /// The largest numerator or denominator whose divisors are tried as rational roots.
  private let divisorLimit: BigInt = 100_000

  /// The real roots of Σ cₙ·yⁿ, possibly with repetitions; the leading one may turn out to be zero.
  func roots(coefficients: [Int: Formula]) throws(EvaluationError) -> [Formula] {
    var list: [Formula] = []
    for n in 0...(coefficients.keys.max() ?? 0) { list.append(coefficients[n] ?? 0) }
    while let last = list.last, try points.sign(of: last) == 0 { list.removeLast() }
    if list.count > 3 { return try rationalReduction(list) }
    guard list.count > 1 else { return [] }
    if list.count == 2 { return [(-list[0] / list[1]).simplified] }
    return try quadraticRoots(list[0], list[1], list[2])
  }

  /// y = (−b ± √(b² − 4ac))/(2a).
  private func quadraticRoots(
    _ c: Formula, _ b: Formula, _ a: Formula
  ) throws(EvaluationError) -> [Formula] {
    let discriminant = expanded(b * b - 4 * a * c)
    switch try points.sign(of: discriminant) {
    case 0: return [expanded(-b / (2 * a))]
    case 1:
      let center = expanded(-b / (2 * a))
      let spread = expanded(discriminant / (4 * a * a)).squareRoot
      return [(center - spread).simplified, (center + spread).simplified]
    default: return []
    }
  }

  private func expanded(_ f: Formula) -> Formula { NormalForm(f)?.formula ?? f.simplified }

  /// Divides out rational roots until the degree is at most 2.
  private func rationalReduction(_ list: [Formula]) throws(EvaluationError) -> [Formula] {
    var coefficients: [Rational] = []
    for formula in list {
      guard let value = try points.point(formula).value.rational else {
        throw .undecided(Reason(.irrationalCoefficients, "\(list.count - 1)"))
      }
      coefficients.append(value)
    }
    var found: [Formula] = []
    while coefficients.count > 3 {
      guard let root = rationalRoot(of: coefficients) else {
        throw .undecided(Reason(.noRationalRoots, "\(coefficients.count - 1)"))
      }
      found.append(.number(root))
      coefficients = deflated(coefficients, by: root)
    }
    let rest = coefficients.enumerated().map { ($0.offset, Formula.number($0.element)) }
    return found + (try roots(coefficients: Dictionary(uniqueKeysWithValues: rest)))
  }

  private func rationalRoot(of coefficients: [Rational]) -> Rational? {
    if coefficients[0].isZero { return 0 }
    let common = coefficients.reduce(BigInt(1)) { least, c in
      least / least.greatestCommonDivisor(with: c.denominator) * c.denominator
    }
    let integers = coefficients.map { ($0 * Rational(common)).numerator }
    guard let first = integers.first, let last = integers.last else { return nil }
    let numerators = divisors(of: first)
    let denominators = divisors(of: last)
    for q in denominators {
      for p in numerators {
        for signed in [p, -p] {
          guard let candidate = Rational(signed, over: q) else { continue }
          let value = coefficients.reversed().reduce(Rational(0)) { $0 * candidate + $1 }
          if value.isZero { return candidate }
        }
      }
    }
    return nil
  }

  private func divisors(of n: BigInt) -> [BigInt] {
    let magnitude = BigInt(n.magnitude)
    guard magnitude <= divisorLimit, let bound = Int(exactly: magnitude), bound > 0 else {
      return [1]
    }
    return (1...bound).filter { bound % $0 == 0 }.map { BigInt($0) }
  }

  /// The quotient by (y − root).
  private func deflated(_ coefficients: [Rational], by root: Rational) -> [Rational] {
    var result: [Rational] = []
    var carry: Rational = 0
    for c in coefficients.reversed().dropLast() {
      carry = carry * root + c
      result.append(carry)
    }
    return result.reversed()
  }

  /// The real y with yⁿ = c.
  func realRoots(of c: Formula, degree n: Int) throws(EvaluationError) -> [Formula] {
    if n == 1 { return [c] }
    let sign = try points.sign(of: c)
    if sign == 0 { return [0] }
    let exponent = Formula.number(Rational(1, over: n) ?? 1)
    let magnitude = sign > 0 ? c : (-c).simplified
    let root = n == 2 ? magnitude.squareRoot : magnitude.raised(to: exponent).simplified
    if n % 2 == 1 { return [sign > 0 ? root : -root] }
    return sign > 0 ? [(-root).simplified, root] : []
  }
}

extension Formula {
  /// √self for a positive constant, with square factors of a rational number taken out.
  fileprivate var squareRoot: Formula {
    guard let value = rational, value.bitWidth <= 60,
      let radicand = Rational(value.numerator * value.denominator).exactInt
    else { return Formula.apply(.sqrt, self) }
    var (outside, inside) = (1, radicand)
    var divisor = 2
    while divisor < 2000, divisor * divisor <= inside {
      if inside % (divisor * divisor) == 0 {
        (outside, inside) = (outside * divisor, inside / (divisor * divisor))
      } else {
        divisor += 1
      }
    }
    let root = Int(Double(inside).squareRoot().rounded())
    if root * root == inside { (outside, inside) = (outside * root, 1) }
    let factor = Rational(BigInt(outside), over: value.denominator) ?? 1
    return inside == 1
      ? .number(factor)
      : (Formula.number(factor) * .apply(.sqrt, .number(Rational(inside)))).simplified
  }
}
