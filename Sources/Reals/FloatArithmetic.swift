import FloatFormats
import Formulas
import Foundation

/// Double-precision arithmetic: a formula as a program would compute it.
///
/// Every operation is rounded to nearest, numbers in the formula included. As in IEEE 754, nothing
/// throws: overflow gives ±infinity, an operation outside its domain NaN, every comparison with NaN
/// but `!=` is false, and a piecewise formula without an applicable branch is NaN.
///
/// The primitives `sigmoid` and `softplus` are the naive formulas 1/(1 + exp(−u)) and
/// ln(1 + exp(u)), which overflow and lose digits: that is what a program that writes them does.
public struct FloatArithmetic: RealArithmetic, Sendable {
  /// The arithmetic; it has no state.
  public init() {}

  /// The value of `formula` where its variable is `argument`; NaN where it is undefined.
  public func value(of formula: Formula, at argument: Double) -> Double {
    (try? evaluate(formula, at: argument)) ?? .nan
  }

  /// The nearest double.
  public func number(_ value: Rational) -> Double { Double(nearestTo: value) }

  /// The nearest double to π or e, or infinity.
  public func constant(_ value: Formula.Constant) -> Double {
    switch value {
    case .pi: .pi
    case .e: 0x1.5bf0_a8b1_4576_9p1
    case .inf: .infinity
    }
  }

  /// a + b.
  public func sum(_ a: Double, _ b: Double) -> Double { a + b }

  /// −a.
  public func negative(_ a: Double) -> Double { -a }

  /// a · b.
  public func product(_ a: Double, _ b: Double) -> Double { a * b }

  /// a / b.
  public func quotient(_ a: Double, _ b: Double) -> Double { a / b }

  /// aⁿ by the C library's `pow`, except the square and the cube, which are products.
  public func power(_ a: Double, _ exponent: Int) -> Double {
    switch exponent {
    case 0: 1
    case 1: a
    case 2: a * a
    case 3: a * a * a
    default: pow(a, Double(exponent))
    }
  }

  /// a^b by the C library's `pow`.
  public func power(_ a: Double, _ b: Double) -> Double { pow(a, b) }

  /// The lesser value, NaN when either is.
  public func minimum(_ a: Double, _ b: Double) -> Double {
    a.isNaN || b.isNaN ? .nan : (b < a ? b : a)
  }

  /// The greater value, NaN when either is.
  public func maximum(_ a: Double, _ b: Double) -> Double {
    a.isNaN || b.isNaN ? .nan : (b > a ? b : a)
  }

  /// The sign of a − b; `-1...1` when either is NaN.
  public func comparison(_ a: Double, _ b: Double) -> ClosedRange<Int> {
    if a < b { return -1 ... -1 }
    if a > b { return 1...1 }
    return a == b ? 0...0 : -1...1
  }

  /// The comparison of IEEE 754, never `nil`: with NaN only `!=` holds.
  public func relation(_ a: Double, _ relation: Condition.Relation, _ b: Double) -> Bool? {
    relation.holds(between: a, and: b)
  }

  /// NaN.
  public func valueWithoutBranch() -> Double { .nan }

  /// NaN; conditions are always decided, so that it is never asked for.
  public func union(_ a: Double, _ b: Double) -> Double { .nan }

  /// The function by the C library.
  public func apply(_ function: ElementaryFunction, _ u: Double) -> Double {
    switch function {
    case .exp: exp(u)
    case .ln: log(u)
    case .log1p: log1p(u)
    case .expm1: expm1(u)
    case .sqrt: u.squareRoot()
    case .cbrt: cbrt(u)
    case .abs: abs(u)
    case .sign: u.isNaN ? .nan : u > 0 ? 1 : u < 0 ? -1 : 0
    case .tanh: tanh(u)
    case .sinh: sinh(u)
    case .cosh: cosh(u)
    case .sigmoid: 1 / (1 + exp(-u))
    case .softplus: log(1 + exp(u))
    case .erf: erf(u)
    case .erfc: erfc(u)
    case .normalCDF: (1 + erf(u / 2.0.squareRoot())) / 2
    case .sin: sin(u)
    case .cos: cos(u)
    case .tan: tan(u)
    case .atan: atan(u)
    case .floor: u.rounded(.down)
    }
  }
}

extension Double {
  /// The double nearest to the number, ties to even, as IEEE 754 rounds: ±infinity from halfway
  /// beyond the greatest finite double on, subnormal numbers and ±0 below the normal range.
  public init(nearestTo value: Rational) {
    self = FloatFormat.float64.value(nearest: value.numerator, over: value.denominator)
  }
}
