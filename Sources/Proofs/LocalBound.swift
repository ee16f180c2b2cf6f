import Analysis
import Formulas

extension Formula {
  /// A formula in R, written as the variable, that bounds |self| wherever |x| ≤ R and R ≥ 1; `nil`
  /// where the form of the formula does not show one.
  var magnitudeBound: Formula? {
    guard containsVariable else {
      return rational.map { .number($0.magnitude) } ?? (isEvidentlyPositive ? self : nil)
    }
    switch operation {
    case .variable: return .x
    case .negation(let f), .apply(.abs, let f): return f.magnitudeBound
    case .sum(let terms): return Self.bounds(terms).map { Self.combined($0) { .sum($0) } }
    case .product(let factors):
      return Self.bounds(factors).map { bounds in
        let others = bounds.filter { $0 != 1 }
        return others.isEmpty ? 1 : Self.combined(others) { .product($0) }
      }
    case .quotient(let f, let g):
      if let divisor = g.rational, !divisor.isZero {
        return f.magnitudeBound.map { $0 / .number(divisor.magnitude) }
      }
      return g.isEvidentlyAtLeastOne ? f.magnitudeBound : nil
    case .power(let base, let exponent):
      guard let n = exponent.rational?.exactInt, n > 0 else { return nil }
      return base.magnitudeBound.map { $0.raised(to: exponent) }
    case .apply(.exp, let f):
      return f.isEvidentlyNonpositive ? 1 : f.magnitudeBound.map { .apply(.exp, $0) }
    case .apply(.sin, _), .apply(.cos, _), .apply(.tanh, _), .apply(.sigmoid, _),
      .apply(.erf, _), .apply(.normalCDF, _), .apply(.sign, _):
      return 1
    default: return nil
    }
  }

  private static func bounds(_ formulas: [Formula]) -> [Formula]? {
    let bounds = formulas.compactMap(\.magnitudeBound)
    return bounds.count == formulas.count ? bounds : nil
  }

  private static func combined(
    _ formulas: [Formula], _ operation: ([Formula]) -> Formula.Operation
  ) -> Formula {
    formulas.count == 1 ? formulas[0] : Formula(operation(formulas))
  }

  /// Whether the form of the formula alone shows that it is not positive.
  private var isEvidentlyNonpositive: Bool {
    switch operation {
    case .number(let value): return value.signum <= 0
    case .negation(let f): return f.isEvidentlyNonnegative
    case .product(let factors):
      let negative = factors.filter { ($0.rational?.signum ?? 0) < 0 }
      return negative.count == 1
        && factors.allSatisfy { $0.isEvidentlyNonnegative || $0 == negative[0] }
    case .quotient(let f, let g): return f.isEvidentlyNonpositive && g.isEvidentlyPositive
    default: return false
    }
  }

  /// Whether it is a sum of a number of at least 1 and of terms that are not negative by their form.
  private var isEvidentlyAtLeastOne: Bool {
    guard case .sum(let terms) = operation else { return false }
    return terms.contains { $0.rational.map { $0 >= 1 } ?? false }
      && terms.allSatisfy(\.isEvidentlyNonnegative)
  }
}

extension Formula {
  /// c and n if the formula is c/xⁿ with a rational c and n ≥ 1.
  var inversePower: (coefficient: Rational, exponent: Int)? {
    switch operation {
    case .negation(let f): return f.inversePower.map { (-$0.coefficient, $0.exponent) }
    case .quotient(let c, let power):
      guard let coefficient = c.rationalValue else { return nil }
      if case .variable = power.operation { return (coefficient, 1) }
      guard case .power(let base, let exponent) = power.operation, base == .x,
        let n = exponent.rational?.exactInt, 1...64 ~= n
      else { return nil }
      return (coefficient, n)
    default: return nil
    }
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
