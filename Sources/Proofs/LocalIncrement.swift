import Analysis
import Formulas

// Increments of a function beside a point near which f′ has no finite limit, each with a δ in
// closed form.

/// |f(x) − f(p)| ≤ B·|x − p|ⁿ for a product of (x − p)ⁿ and bounded factors, such as x·sin(1/x).
struct SqueezedIncrement {
  /// B.
  private let factor: Formula
  /// n.
  private let exponent: Int

  /// The estimate for `formula` near `point`, where its limit is 0; `nil` if the formula is not
  /// built so.
  init?(_ formula: Formula, near point: Rational) {
    var (factor, exponent) = (Formula.number(1), 0)
    var factors = [formula]
    if case .negation(let f) = formula.operation { factors = [f] }
    if case .product(let all) = factors[0].operation { factors = all }
    for part in factors {
      if let n = part.power(vanishingAt: point) {
        exponent += n
      } else if let bound = part.constantBound {
        factor = bound == 1 ? factor : factor == 1 ? bound : factor * bound
      } else {
        return nil
      }
    }
    guard exponent > 0 else { return nil }
    (self.factor, self.exponent) = (factor, exponent)
  }

  /// (ε/B)^(1/n) in LaTeX.
  var delta: String {
    let base = factor == 1 ? "\\varepsilon" : "\\varepsilon/\(factor.factorLatex)"
    return exponent == 1 ? base : "\\sqrt\(exponent == 2 ? "" : "[\(exponent)]"){\(base)}"
  }

  /// B·|x − p|ⁿ in LaTeX, where `distance` is |x − p|.
  func increment(_ distance: String) -> String { term(distance, exponent) }

  /// B·|h|^(n−1) in LaTeX, which bounds the difference quotient; `nil` where that does not tend to 0.
  func quotient(_ distance: String) -> String? {
    exponent > 1 ? term(distance, exponent - 1) : nil
  }

  private func term(_ distance: String, _ exponent: Int) -> String {
    let power = exponent == 1 ? distance : "\(distance)^{\(exponent)}"
    return factor == 1 ? power : "\(factor.factorLatex)\\,\(power)"
  }
}

extension Formula {
  /// n if the formula is (x − p)ⁿ, n ≥ 1.
  fileprivate func power(vanishingAt p: Rational) -> Int? {
    var (base, n) = (self, 1)
    if case .power(let inner, let exponent) = operation {
      guard let value = exponent.rational?.exactInt, 1...64 ~= value else { return nil }
      (base, n) = (inner, value)
    }
    guard base.affineSlope == 1, base.substituting(.number(p)).rationalValue?.isZero ?? false
    else { return nil }
    return n
  }

  /// A constant that bounds the absolute value wherever the formula is defined.
  var constantBound: Formula? {
    // With the variable for R, a bound that does not name it holds everywhere.
    magnitudeBound(on: BoundedRegion(radius: .x)).flatMap { $0.containsVariable ? nil : $0 }
  }

  /// LaTeX of a constant that can stand before a factor.
  fileprivate var factorLatex: String {
    if case .sum = operation { return "\\left(\(latex(variable: "x"))\\right)" }
    return latex(variable: "x")
  }
}

/// c + A·(B·(x − p))^r to one side of p, with 0 < r < 1: what has a vertical tangent at p, and there
/// a δ in closed form.
struct RootIncrement {
  /// |A|.
  private let scale: Rational
  /// |B|.
  private let slope: Rational
  /// 1/r.
  private let inverseExponent: Rational

  /// The increment of `formula` at a zero of the affine function under its only root; `nil` if the
  /// formula is not built so.
  init?(_ formula: Formula) {
    switch formula.operation {
    case .negation(let f): self.init(f)
    case .sum(let terms):
      let varying = terms.filter(\.containsVariable)
      guard varying.count == 1 else { return nil }
      self.init(varying[0])
    case .product(let factors):
      let varying = factors.filter(\.containsVariable)
      let constants = factors.filter { !$0.containsVariable }.compactMap(\.rationalValue)
      guard varying.count == 1, constants.count + 1 == factors.count else { return nil }
      self.init(varying[0], times: constants.reduce(1, *))
    case .quotient(let f, let g):
      guard let factor = g.rationalValue.flatMap({ 1 / $0 }) else { return nil }
      self.init(f, times: factor)
    case .apply(.sqrt, let f): self.init(root: f, exponent: Rational(1, over: 2))
    case .apply(.cbrt, let f): self.init(root: f, exponent: Rational(1, over: 3))
    case .power(let base, let exponent): self.init(root: base, exponent: exponent.rationalValue)
    default: return nil
    }
  }

  private init?(_ formula: Formula, times factor: Rational) {
    guard let inner = RootIncrement(formula), !factor.isZero else { return nil }
    self = RootIncrement(
      scale: inner.scale * factor.magnitude, slope: inner.slope,
      inverseExponent: inner.inverseExponent)
  }

  private init?(root: Formula, exponent: Rational?) {
    guard let exponent, exponent > 0, exponent < 1, let inverse = 1 / exponent,
      let slope = root.affineSlope, !slope.isZero
    else { return nil }
    self.init(scale: 1, slope: slope.magnitude, inverseExponent: inverse)
  }

  private init(scale: Rational, slope: Rational, inverseExponent: Rational) {
    (self.scale, self.slope, self.inverseExponent) = (scale, slope, inverseExponent)
  }

  /// (ε/|A|)^(1/r)/|B| in LaTeX: |f(x) − f(p)| < ε exactly if |x − p| is less.
  var delta: String {
    let base = scale.quotient(of: "\\varepsilon")
    let power = "\(scale == 1 ? base : "(\(base))")^{\(inverseExponent.latex)}"
    return slope.quotient(of: power)
  }

  /// |A|·(|B|·|x − p|)^r in LaTeX, where `distance` is |x − p|.
  func increment(_ distance: String) -> String {
    let inner = slope == 1 ? distance : "\(slope.latex)\\,\(distance)"
    let exponent = (1 / inverseExponent) ?? 1
    let root =
      exponent.numerator == 1
      ? "\\sqrt\(exponent.denominator == 2 ? "" : "[\(exponent.denominator)]"){\(inner)}"
      : "\\left(\(inner)\\right)^{\(exponent.numerator)/\(exponent.denominator)}"
    return scale == 1 ? root : "\(scale.latex)\\,\(root)"
  }
}
