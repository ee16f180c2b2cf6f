import Analysis
import Calculus
import Formulas
import Reals

/// One-sided derivatives at a joint, worked out as templates show them.
struct JointView {
  let at: NumberView
  /// f(at).
  let value: NumberView?
  let left: JointSideView?
  let right: JointSideView?
  let hasBothSides: Bool
  let isDifferentiable: Bool
  let isUndecided: Bool
  /// The derivative where there is one.
  let slope: NumberView?
  /// How smooth f is here, where that is a number above 0.
  let order: String?
  /// Whether all derivatives agree here.
  let isInfinitelySmooth: Bool
  let kink: KinkView?
  let hasKink: Bool

  init(
    _ joint: Joint, kink: Differentiability.Kink?, function: FunctionView, order: SmoothnessOrder?
  ) {
    at = NumberView(joint.at)
    value = joint.value.map(NumberView.init)
    left = joint.left.map {
      JointSideView(
        $0, isLeft: true, at: joint.at, value: joint.value,
        oscillation: SideOscillationView(kink?.oscillation, \.left), function: function)
    }
    right = joint.right.map {
      JointSideView(
        $0, isLeft: false, at: joint.at, value: joint.value,
        oscillation: SideOscillationView(kink?.oscillation, \.right), function: function)
    }
    hasBothSides = left != nil && right != nil
    isDifferentiable = joint.differentiable == .proved
    isUndecided = joint.differentiable == .undecided
    slope = isDifferentiable ? left?.derivative ?? right?.derivative : nil
    if case .finite(let k)? = order, k > 0 { self.order = "\(k)" } else { self.order = nil }
    isInfinitelySmooth = order == .infinite
    self.kink = kink.map(KinkView.init)
    hasKink = kink != nil
  }
}

/// How often f is continuously differentiable.
enum SmoothnessOrder: Hashable {
  case finite(Int)
  case infinite
}

/// Between what a difference quotient without limit goes to and fro.
struct SideOscillationView {
  let lower: NumberView
  let upper: NumberView

  /// `nil` unless both are known on that side.
  init?(_ oscillation: Oscillation?, _ side: KeyPath<Oscillation.Sides, ExactNumber?>) {
    guard let lower = oscillation?.liminf[keyPath: side],
      let upper = oscillation?.limsup[keyPath: side]
    else { return nil }
    (self.lower, self.upper) = (NumberView(lower), NumberView(upper))
  }
}

/// One side of a joint as templates show it.
struct JointSideView {
  let isLeft: Bool
  /// The side's formula in LaTeX.
  let sideFormula: String
  /// Its derivative in LaTeX.
  let sideDerivative: String
  /// Whether the side's formula is affine, so that the quotient simplifies exactly.
  let isAffine: Bool
  /// f(at + h), simplified, for an affine side.
  let increment: String
  /// The numerator of the difference quotient, simplified, for an affine side.
  let numerator: String
  let limit: NumberView?
  /// The limit of f′.
  let sideSlope: NumberView?
  /// The one-sided derivative.
  let derivative: NumberView?
  let isFinite: Bool
  /// Whether the derivative has a logarithm that tends to infinity there.
  let hasLogarithm: Bool
  /// Whether the side's limit is the value, so that the quotient is that of the side's formula.
  let continuesValue: Bool
  /// Whether the side's limit is known and differs from the value.
  let isTornOff: Bool
  let sideObstacle: String?
  /// What the quotient does where it is proved to have no limit.
  let sideOscillation: SideOscillationView?
  /// Why the quotient tends to 0, where bounded factors show it.
  let squeeze: SqueezeView?

  /// |f(p + h) − f(p)| ≤ B·|h|ⁿ with n ≥ 2.
  struct SqueezeView {
    let squeezedIncrement: String
    /// B·|h|^(n−1).
    let squeezedQuotient: String

    /// `nil` unless f tends to its value 0 and is built so.
    init?(_ side: JointSide, _ tree: Formula?, at: ExactNumber, value: ExactNumber?) {
      guard let tree, let at = at.rational, value?.rational?.isZero ?? false, side.limit == value,
        side.derivative?.rational?.isZero ?? false,
        let squeezed = SqueezedIncrement(tree, near: at),
        let quotient = squeezed.quotient("\\left|h\\right|")
      else { return nil }
      squeezedIncrement = squeezed.increment("\\left|h\\right|")
      squeezedQuotient = quotient
    }
  }

  init(
    _ side: JointSide, isLeft: Bool, at: ExactNumber, value: ExactNumber?,
    oscillation: SideOscillationView?, function: FunctionView
  ) {
    self.isLeft = isLeft
    sideOscillation = oscillation
    let tree = Formula(parsing: side.formula)
    squeeze = SqueezeView(side, tree, at: at, value: value)
    sideFormula = tree?.shown(otherwise: side.latex, variable: function.z) ?? side.latex
    sideDerivative =
      tree?.derivative.shown(otherwise: side.derivativeLatex, variable: function.z)
      ?? side.derivativeLatex
    limit = side.limit.map(NumberView.init)
    sideSlope = side.slope.map(NumberView.init)
    derivative = side.derivative.map(NumberView.init)
    isFinite = side.derivative?.isFinite ?? false
    continuesValue = value != nil && side.limit == value
    isTornOff = value != nil && side.limit != nil && side.limit != value
    sideObstacle = function.text(of: side.reason)
    hasLogarithm = tree?.hasLogarithm(vanishingAt: at) ?? false
    let slope = tree?.affineSlope
    isAffine = slope != nil && side.limit?.rational != nil && value?.rational != nil
    increment = Self.affine(side.limit?.rational ?? 0, slope ?? 0)
    let start = value?.rational ?? 0
    numerator =
      start.signum < 0 ? "\(increment) - (\(start.latex))" : "\(increment) - \(start.latex)"
  }

  /// `value + slope·h` in LaTeX.
  private static func affine(_ value: Rational, _ slope: Rational) -> String {
    if slope.isZero { return value.latex }
    let magnitude = slope.magnitude
    let term = magnitude == 1 ? "h" : "\(magnitude.latex)\\,h"
    if value.isZero { return slope.signum < 0 ? "-\(term)" : term }
    return "\(value.latex) \(slope.signum < 0 ? "-" : "+") \(term)"
  }
}

/// What is known at a point where there is no finite derivative.
struct KinkView {
  let isCorner: Bool
  let isCusp: Bool
  let isVerticalTangent: Bool
  let isDiscontinuity: Bool
  let isOscillating: Bool
  let isOscillatingOnBothSides: Bool
  let isIsolated: Bool
  /// Right minus left, where both are known exactly.
  let step: String?
  let clarkeFrom: NumberView?
  let clarkeTo: NumberView?
  let conventions: [ConventionView]
  let hasConventions: Bool

  /// The value that a framework takes.
  struct ConventionView {
    let framework: String
    let taken: NumberView
    let isInside: Bool
    let isOutside: Bool
    let isLast: Bool
  }

  init(_ kink: Differentiability.Kink) {
    isCorner = kink.kind == .corner
    isCusp = kink.kind == .cusp
    isVerticalTangent = kink.kind == .verticalTangent
    isDiscontinuity = kink.kind == .discontinuity
    isOscillating = kink.kind == .oscillating
    isOscillatingOnBothSides =
      SideOscillationView(kink.oscillation, \.left) != nil
      && SideOscillationView(kink.oscillation, \.right) != nil
    isIsolated = kink.kind == .isolated
    if let left = kink.left?.exactFormula, let right = kink.right?.exactFormula {
      step = ExactNumber(exactly: right - left)?.latex
    } else {
      step = nil
    }
    clarkeFrom = kink.clarke?.first.map(NumberView.init)
    clarkeTo = kink.clarke?.last.map(NumberView.init)
    conventions = kink.conventions.enumerated().map { index, convention in
      ConventionView(
        framework: convention.framework, taken: NumberView(convention.value),
        isInside: convention.inClarke == .proved, isOutside: convention.inClarke == .refuted,
        isLast: index + 1 == kink.conventions.count)
    }
    hasConventions = !conventions.isEmpty
  }
}

extension Formula {
  /// Whether a logarithm of an affine function that is 0 at `point` occurs.
  func hasLogarithm(vanishingAt point: ExactNumber) -> Bool {
    if case .apply(.ln, let argument) = operation, let at = point.rational,
      let slope = argument.affineSlope, !slope.isZero,
      argument.substituting(.number(at)).rationalValue?.isZero ?? false
    {
      return true
    }
    return operation.children.contains { $0.hasLogarithm(vanishingAt: point) }
  }

  /// The slope if the formula is built as an affine function with rational coefficients.
  var affineSlope: Rational? {
    guard containsVariable else { return rationalValue == nil ? nil : 0 }
    switch operation {
    case .variable: return 1
    case .negation(let f): return f.affineSlope.map { -$0 }
    case .sum(let terms):
      return terms.reduce(Rational?(0)) { sum, term in
        guard let sum, let slope = term.affineSlope else { return nil }
        return sum + slope
      }
    case .product(let factors):
      let variable = factors.filter(\.containsVariable)
      guard variable.count == 1, let slope = variable[0].affineSlope else { return nil }
      return factors.filter { !$0.containsVariable }.reduce(Rational?(slope)) { product, factor in
        guard let product, let value = factor.rationalValue else { return nil }
        return product * value
      }
    case .quotient(let f, let g):
      guard let slope = f.affineSlope, let divisor = g.rationalValue else { return nil }
      return slope / divisor
    default: return nil
    }
  }

  /// The value of a formula without the variable that consists of rational operations.
  var rationalValue: Rational? {
    switch operation {
    case .number(let value): return value
    case .negation(let f): return f.rationalValue.map { -$0 }
    case .sum(let terms):
      return terms.reduce(Rational?(0)) { sum, term in
        guard let sum, let value = term.rationalValue else { return nil }
        return sum + value
      }
    case .product(let factors):
      return factors.reduce(Rational?(1)) { product, factor in
        guard let product, let value = factor.rationalValue else { return nil }
        return product * value
      }
    case .quotient(let f, let g):
      guard let a = f.rationalValue, let b = g.rationalValue else { return nil }
      return a / b
    default: return nil
    }
  }
}
