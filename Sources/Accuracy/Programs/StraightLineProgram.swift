import Formulas
import Kernels

/// A straight-line program in double precision of +, −, ×, ÷, square roots, selections and the elementary
/// functions of `Kernels`: a stable form, a formula as it is written, or a reference with bounds.
///
/// Both sides of a selection are computed and one is taken; nothing traps. The same steps are evaluated
/// here and printed as C, Swift and Python, which gives the same bits.
public struct StraightLineProgram: Hashable, Sendable {
  /// A function of one argument; the raw value is its name in the emitted source.
  enum Function: String, Hashable, Sendable, CaseIterable {
    case exp = "el_exp"
    case expm1 = "el_expm1"
    case log = "el_log"
    case log1p = "el_log1p"
    case tanh = "el_tanh"
    case sinh = "el_sinh"
    case cosh = "el_cosh"
    case erf = "el_erf"
    case erfc = "el_erfc"
    case erfcx = "el_erfcx"
    case sin = "el_sin"
    case cos = "el_cos"
    case tan = "el_tan"
    case atan = "el_atan"
    case cbrt = "el_cbrt"
    case sign = "el_sign"
    case sqrt = "sqrt"
    case abs = "fabs"
    case floor = "floor"
  }

  /// One step; operands are places of earlier steps.
  enum Step: Hashable, Sendable {
    case input
    /// A number, at most `error` away from the one that it stands for.
    case number(Double, error: Double)
    case sum(Int, Int)
    case product(Int, Int)
    case quotient(Int, Int)
    case negation(Int)
    case call(Function, Int)
    case power(Int, Int)
    case select(Condition.Relation, Int, Int, then: Int, else: Int)
  }

  /// The steps that the result needs, each after its operands.
  let steps: [Step]
  /// Inputs beyond this magnitude, infinities included, are replaced by it.
  let largestInput: Double

  /// The value at `x` in double precision, before the rounding to a format.
  public func callAsFunction(_ x: Double) -> Double {
    guard !x.isNaN else { return .nan }
    let input = x > largestInput ? largestInput : (x < -largestInput ? -largestInput : x)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: steps.count) { values in
      for (place, step) in steps.enumerated() {
        values[place] = Self.value(of: step, values, input)
      }
      return values[steps.count - 1]
    }
  }

  private static func value(
    of step: Step, _ v: UnsafeMutableBufferPointer<Double>, _ input: Double
  ) -> Double {
    switch step {
    case .input: input
    case .number(let value, _): value
    case .sum(let a, let b): v[a] + v[b]
    case .product(let a, let b): v[a] * v[b]
    case .quotient(let a, let b): v[a] / v[b]
    case .negation(let a): -v[a]
    case .call(let function, let a): apply(function, v[a])
    case .power(let a, let b): Elementary.power(v[a], v[b])
    case .select(let relation, let a, let b, let yes, let no):
      relation.holds(between: v[a], and: v[b]) ? v[yes] : v[no]
    }
  }

  private static func apply(_ function: Function, _ u: Double) -> Double {
    switch function {
    case .exp: Elementary.exponential(u)
    case .expm1: Elementary.exponentialMinusOne(u)
    case .log: Elementary.logarithm(u)
    case .log1p: Elementary.logarithmOfOnePlus(u)
    case .tanh: Elementary.hyperbolicTangent(u)
    case .sinh: Elementary.hyperbolicSine(u)
    case .cosh: Elementary.hyperbolicCosine(u)
    case .erf: Elementary.errorFunction(u)
    case .erfc: Elementary.complementaryErrorFunction(u)
    case .erfcx: Elementary.scaledComplementaryErrorFunction(u)
    case .sin: Elementary.sine(u)
    case .cos: Elementary.cosine(u)
    case .tan: Elementary.tangent(u)
    case .atan: Elementary.arctangent(u)
    case .cbrt: Elementary.cubeRoot(u)
    case .sign: Elementary.sign(u)
    case .sqrt: u.squareRoot()
    case .abs: abs(u)
    case .floor: u.rounded(.down)
    }
  }
}
