import Calculus
import Formulas
import Reals

/// Limits at ±∞ of functions that are rational in x, in exponentials of polynomials, in roots and
/// logarithms of such, and in kernels with a finite limit that is not zero.
struct TailLimit {
  let points: PointArithmetic
  /// 1 at +∞, −1 at −∞.
  let direction: Int

  /// The limit, or `nil` when it is not decided here.
  ///
  /// The limit at +∞ is that of f(−x) at −∞, where the normal form leaves ln(1 + exp(x)) to vanish.
  func limit(of f: Formula) -> ExtendedReal? {
    if direction > 0 {
      return TailLimit(points: points, direction: -1).limit(of: f.substituting(-.x))
    }
    guard let form = NormalForm(f) else { return nil }
    if form.isZero { return try? points.exact.number(0).extended }
    guard let upper = leading(form.numerator), let lower = leading(form.denominator),
      let sign = try? points.sign(of: upper.coefficient / lower.coefficient)
    else { return nil }
    let growth = upper.growth.divided(by: lower.growth)
    switch growth.sign {
    case 0:
      return (try? points.point(upper.coefficient / lower.coefficient).value).map {
        ExtendedReal.finite($0)
      }
    case 1: return .infinite(sign: sign)
    default: return (try? points.exact.number(0)).map { ExtendedReal.finite($0) }
    }
  }

  /// |x|^power · exp(Σ rate·|x|^degree).
  private struct Growth: Hashable {
    var rates: [Int: Rational] = [:]
    var power: Rational = 0

    /// 1 when it tends to infinity, −1 when it tends to 0.
    var sign: Int {
      for degree in rates.keys.sorted(by: >) {
        if let sign = rates[degree]?.signum, sign != 0 { return sign }
      }
      return power.signum
    }

    func divided(by other: Growth) -> Growth { multiplied(by: other, times: -1) }

    /// The growth of self · otherⁿ.
    func multiplied(by other: Growth, times n: Rational) -> Growth {
      Growth(
        rates: rates.merging(other.rates.mapValues { $0 * n }, uniquingKeysWith: +)
          .filter { !$0.value.isZero },
        power: power + other.power * n)
    }
  }

  /// The dominant growth of a polynomial in kernels, with its coefficient.
  private func leading(
    _ polynomial: LaurentPolynomial
  ) -> (growth: Growth, coefficient: Formula)? {
    var coefficients: [Growth: Formula] = [:]
    for (monomial, coefficient) in polynomial.terms {
      var growth = Growth()
      var factor = Formula.number(coefficient)
      for (kernel, exponent) in monomial {
        guard accumulate(kernel, exponent, &growth, &factor) else { return nil }
      }
      coefficients[growth] = coefficients[growth].map { $0 + factor } ?? factor
    }
    guard var best = coefficients.first else { return nil }
    for candidate in coefficients where candidate.key.divided(by: best.key).sign > 0 {
      best = candidate
    }
    guard let sign = try? points.sign(of: best.value.simplified), sign != 0 else { return nil }
    return (best.key, best.value.simplified)
  }

  /// Multiplies by kernel^exponent; `false` when its growth is not known.
  private func accumulate(
    _ kernel: Formula, _ exponent: Int, _ growth: inout Growth, _ factor: inout Formula
  ) -> Bool {
    let power = Formula.number(Rational(exponent))
    if !kernel.containsVariable {
      factor = factor * kernel.raised(to: power)
      return true
    }
    if kernel == .x {
      growth.power = growth.power + Rational(exponent)
      if direction < 0, exponent % 2 != 0 { factor = -factor }
      return true
    }
    guard case .apply(let function, let u) = kernel.operation else { return false }
    if function == .exp, let (degree, rate) = monomial(u) {
      growth.rates[degree, default: 0] =
        growth.rates[degree, default: 0] + rate * Rational(exponent)
      if growth.rates[degree]?.isZero == true { growth.rates[degree] = nil }
      return true
    }
    if let (ownGrowth, coefficient) = smallLogarithm(function, u) ?? root(function, u) {
      growth = growth.multiplied(by: ownGrowth, times: Rational(exponent))
      factor = factor * coefficient.raised(to: power)
      return true
    }
    guard let value = kernelLimit(function, u) else { return false }
    factor = factor * value.raised(to: power)
    return true
  }

  /// ln(u) ~ u − 1 where u tends to 1.
  private func smallLogarithm(
    _ function: ElementaryFunction, _ u: Formula
  ) -> (growth: Growth, coefficient: Formula)? {
    guard function == .ln, let form = NormalForm(u - 1), let upper = leading(form.numerator),
      let lower = leading(form.denominator)
    else { return nil }
    let growth = upper.growth.divided(by: lower.growth)
    return growth.sign < 0 ? (growth, (upper.coefficient / lower.coefficient).simplified) : nil
  }

  /// √u ~ √c·|x|^(a/2)·exp(…/2).
  private func root(
    _ function: ElementaryFunction, _ u: Formula
  ) -> (growth: Growth, coefficient: Formula)? {
    guard function == .sqrt, let form = NormalForm(u), let upper = leading(form.numerator),
      let lower = leading(form.denominator)
    else { return nil }
    let coefficient = (upper.coefficient / lower.coefficient).simplified
    guard (try? points.sign(of: coefficient)) == 1 else { return nil }
    let half = Growth().multiplied(
      by: upper.growth.divided(by: lower.growth), times: Rational(1, over: 2) ?? 1)
    return (half, Formula.apply(.sqrt, coefficient).simplified)
  }

  /// (degree, rate) when u is rate·|x|^degree in this direction, with a positive degree.
  private func monomial(_ u: Formula) -> (Int, Rational)? {
    guard let form = NormalForm(u), form.denominator.constant == 1, form.numerator.terms.count == 1,
      let (monomial, rate) = form.numerator.terms.first, monomial.count == 1,
      let degree = monomial[.x], degree > 0
    else { return nil }
    return (degree, direction < 0 && degree % 2 != 0 ? -rate : rate)
  }

  /// The limit of a kernel where it is a constant that is not zero.
  private func kernelLimit(_ function: ElementaryFunction, _ u: Formula) -> Formula? {
    guard let inner = limit(of: u) else { return nil }
    switch (function, inner) {
    case (.erf, .infinite(let sign)): return .number(Rational(sign))
    case (.atan, .infinite(let sign)): return .number(Rational(sign)) * .constant(.pi) / 2
    case (.ln, .finite(let value)), (.atan, .finite(let value)), (.erf, .finite(let value)),
      (.exp, .finite(let value)):
      let kernel = Formula.apply(function, value.formula)
      guard let sign = try? points.sign(of: kernel), sign != 0 else { return nil }
      return kernel
    default: return nil
    }
  }
}

extension ExactReal {
  fileprivate var extended: ExtendedReal { .finite(self) }
}
