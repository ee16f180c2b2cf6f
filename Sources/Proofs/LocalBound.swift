import Analysis
import Formulas

/// Where a bound is to hold: |x| ≤ R with R ≥ 1 and, where a point is kept clear of, |x − c| ≥ ρ.
struct BoundedRegion {
  /// R, a formula in any variable.
  let radius: Formula
  /// c and ρ.
  var clearance: (point: Rational, distance: Formula)?
}

extension Formula {
  /// A formula in the variable of the region's sizes that bounds |self| on the region; `nil` where
  /// the form of the formula does not show one.
  func magnitudeBound(on region: BoundedRegion) -> Formula? {
    guard containsVariable else {
      return rational.map { .number($0.magnitude) } ?? (isEvidentlyPositive ? self : nil)
    }
    switch operation {
    case .variable: return region.radius
    case .negation(let f), .apply(.abs, let f): return f.magnitudeBound(on: region)
    case .sum(let terms):
      return Self.bounds(terms, on: region).map { Self.combined($0) { .sum($0) } }
    case .product(let factors): return Self.productBound(factors, on: region)
    case .quotient(let f, let g):
      guard let above = f.magnitudeBound(on: region) else { return nil }
      if let divisor = g.rational, !divisor.isZero { return above / .number(divisor.magnitude) }
      if g.isEvidentlyAtLeastOne { return above }
      return g.magnitudeFloor(on: region).map { above / $0 }
    case .power(let base, let exponent):
      guard let n = exponent.rational, !n.isZero else { return nil }
      if n.signum > 0 {
        return base.magnitudeBound(on: region).map { $0.raised(to: exponent) }
      }
      return base.magnitudeFloor(on: region).map { 1 / $0.raised(to: .number(-n)) }
    case .apply(.sqrt, let f):
      return f.magnitudeBound(on: region).map { .apply(.sqrt, $0) }
    case .apply(.cbrt, let f):
      return f.magnitudeBound(on: region).map { .apply(.cbrt, $0) }
    case .apply(.ln, let f):
      // |ln t| ≤ max(t, 1/t).
      guard let above = f.magnitudeBound(on: region), let below = f.magnitudeFloor(on: region)
      else { return nil }
      return above + 1 / below
    case .apply(.exp, let f):
      return f.isEvidentlyNonpositive
        ? 1 : f.magnitudeBound(on: region).map { .apply(.exp, $0) }
    case .apply(let function, _) where Self.bounded.contains(function): return 1
    default: return nil
    }
  }

  /// The functions with |g(t)| ≤ 1 that occur, each once; of a function in the argument of one nothing
  /// is needed.
  var boundedFunctions: [ElementaryFunction] {
    if case .apply(let function, _) = operation, Self.bounded.contains(function) {
      return [function]
    }
    return operation.children.flatMap(\.boundedFunctions).reduce(into: []) { known, next in
      if !known.contains(next) { known.append(next) }
    }
  }

  private static let bounded: Set<ElementaryFunction> = [
    .sin, .cos, .tanh, .sigmoid, .erf, .normalCDF, .sign,
  ]

  /// A formula that is positive and nowhere on the region greater than |self|; `nil` where the form
  /// of the formula does not show one.
  private func magnitudeFloor(on region: BoundedRegion) -> Formula? {
    guard containsVariable else {
      return rational.flatMap { $0.isZero ? nil : .number($0.magnitude) }
        ?? (isEvidentlyPositive ? self : nil)
    }
    if let slope = affineSlope, let clearance = region.clearance, !slope.isZero,
      substituting(.number(clearance.point)).rationalValue?.isZero ?? false
    {
      return slope.magnitude == 1
        ? clearance.distance : .number(slope.magnitude) * clearance.distance
    }
    switch operation {
    case .negation(let f), .apply(.abs, let f): return f.magnitudeFloor(on: region)
    case .product(let factors):
      let floors = factors.compactMap { $0.magnitudeFloor(on: region) }
      return floors.count == factors.count ? Self.combined(floors) { .product($0) } : nil
    case .power(let base, let exponent):
      guard let n = exponent.rational, n.signum > 0 else { return nil }
      return base.magnitudeFloor(on: region).map { $0.raised(to: exponent) }
    case .apply(.sqrt, let f): return f.magnitudeFloor(on: region).map { .apply(.sqrt, $0) }
    case .apply(.cbrt, let f): return f.magnitudeFloor(on: region).map { .apply(.cbrt, $0) }
    default: return nil
    }
  }

  /// The product of the factors' bounds; xⁿ and ln x together, n ≥ 1, are bounded by R^(n+1) even
  /// near 0.
  private static func productBound(_ factors: [Formula], on region: BoundedRegion) -> Formula? {
    var others = factors
    var bounds: [Formula] = []
    if let logarithm = others.firstIndex(of: .apply(.ln, .x)) {
      let powers = others.indices.first { (others[$0].variablePower ?? 0) >= 1 }
      if let power = powers, let n = others[power].variablePower {
        others = others.indices.filter { $0 != logarithm && $0 != power }.map { others[$0] }
        bounds = [region.radius.raised(to: .number(n + 1))]
      }
    }
    guard let rest = Self.bounds(others, on: region) else { return nil }
    bounds = (bounds + rest).filter { $0 != 1 }
    return bounds.isEmpty ? 1 : combined(bounds) { .product($0) }
  }

  /// n if the formula is xⁿ.
  private var variablePower: Rational? {
    switch operation {
    case .variable: 1
    case .power(let base, let exponent) where base == .x: exponent.rational
    default: nil
    }
  }

  private static func bounds(_ formulas: [Formula], on region: BoundedRegion) -> [Formula]? {
    let bounds = formulas.compactMap { $0.magnitudeBound(on: region) }
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
