import Formulas
import Foundation
import Reals

extension CompiledFormula {
  /// Carries out the operations for `count` numbers, which slot 0 holds; a slot has room for
  /// `stride` numbers.
  func run(_ slots: UnsafeMutablePointer<Double>, stride: Int, count n: Int) {
    func slot(_ index: Int) -> UnsafeMutablePointer<Double> { slots + index * stride }
    var out = slot(1 + constants.count)
    for operation in operations {
      switch operation {
      case .sum(let a, let b): Self.map(slot(a), slot(b), out, n) { $0 + $1 }
      case .product(let a, let b): Self.map(slot(a), slot(b), out, n) { $0 * $1 }
      case .quotient(let a, let b): Self.map(slot(a), slot(b), out, n) { $0 / $1 }
      case .negation(let a): Self.map(slot(a), out, n) { -$0 }
      case .minimum(let a, let b):
        Self.map(slot(a), slot(b), out, n) { FloatArithmetic().minimum($0, $1) }
      case .maximum(let a, let b):
        Self.map(slot(a), slot(b), out, n) { FloatArithmetic().maximum($0, $1) }
      case .integerPower(let a, let exponent):
        switch exponent {
        case 2: Self.map(slot(a), out, n) { $0 * $0 }
        case 3: Self.map(slot(a), out, n) { $0 * $0 * $0 }
        default: Self.map(slot(a), out, n) { FloatArithmetic().power($0, exponent) }
        }
      case .power(let a, let b):
        Self.map(slot(a), slot(b), out, n) { FloatArithmetic().power($0, $1) }
      case .apply(let function, let a):
        switch function {
        case .abs: Self.map(slot(a), out, n) { $0.magnitude }
        case .exp: Self.map(slot(a), out, n) { exp($0) }
        case .tanh: Self.map(slot(a), out, n) { tanh($0) }
        default: Self.map(slot(a), out, n) { StableFunctions.value(of: function, at: $0) }
        }
      case .comparison(let a, let relation, let b):
        switch relation {
        case .less: Self.map(slot(a), slot(b), out, n) { $0 < $1 ? 1 : 0 }
        case .lessOrEqual: Self.map(slot(a), slot(b), out, n) { $0 <= $1 ? 1 : 0 }
        case .greater: Self.map(slot(a), slot(b), out, n) { $0 > $1 ? 1 : 0 }
        case .greaterOrEqual: Self.map(slot(a), slot(b), out, n) { $0 >= $1 ? 1 : 0 }
        case .equal: Self.map(slot(a), slot(b), out, n) { $0 == $1 ? 1 : 0 }
        case .notEqual: Self.map(slot(a), slot(b), out, n) { $0 != $1 ? 1 : 0 }
        }
      case .conjunction(let a, let b):
        Self.map(slot(a), slot(b), out, n) { $0 != 0 && $1 != 0 ? 1 : 0 }
      case .disjunction(let a, let b):
        Self.map(slot(a), slot(b), out, n) { $0 != 0 || $1 != 0 ? 1 : 0 }
      case .not(let a): Self.map(slot(a), out, n) { $0 == 0 ? 1 : 0 }
      case .selection(let a, let b, let c):
        let (test, yes, no) = (slot(a), slot(b), slot(c))
        for i in 0..<n { out[i] = test[i] != 0 ? yes[i] : no[i] }
      }
      out += stride
    }
  }

  @inline(__always)
  private static func map(
    _ a: UnsafeMutablePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int,
    _ transform: (Double) -> Double
  ) {
    for i in 0..<count { out[i] = transform(a[i]) }
  }

  @inline(__always)
  private static func map(
    _ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>,
    _ out: UnsafeMutablePointer<Double>, _ count: Int, _ transform: (Double, Double) -> Double
  ) {
    for i in 0..<count { out[i] = transform(a[i], b[i]) }
  }
}

/// Elementary functions of `Double`s by the C library, in forms that neither overflow nor cancel
/// where others would.
enum StableFunctions {
  static func value(of function: ElementaryFunction, at u: Double) -> Double {
    switch function {
    case .sigmoid: return sigmoid(u)
    case .softplus: return max(u, 0) + log1p(exp(-u.magnitude))
    case .normalCDF: return erfc(-u / 2.0.squareRoot()) / 2
    default: return FloatArithmetic().apply(function, u)
    }
  }

  /// 1/(1 + exp(−u)), or exp(u) where that is the same and exp(−u) overflows.
  static func sigmoid(_ u: Double) -> Double {
    u < -700 ? exp(u) : 1 / (1 + exp(-u))
  }
}
