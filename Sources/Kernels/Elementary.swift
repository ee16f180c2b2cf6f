import CKernels

/// Elementary functions in double precision whose bits depend neither on the processor nor on the
/// system's libraries.
///
/// They consist of additions, multiplications, divisions, square roots and operations on bits; no
/// product is fused with a sum. Two bounds are given, in units in the last place of the true value: one measured
/// against Arb on samples, rounded up, and one proved for every argument, with 2⁻¹⁰⁰⁰ more where results
/// underflow. The proofs are the tests in `Tests/KernelsTests/ErrorProof`, which run the text of these functions with
/// Taylor polynomials that carry every rounding. NaN gives NaN; overflow gives infinity; an argument
/// outside the domain gives NaN.
public enum Elementary {
  /// eˣ, within 0.9 ulp as measured and 2 as proved.
  public static func exponential(_ x: Double) -> Double { el_exp(x) }

  /// eˣ − 1, within 1.5 ulp as measured and 3 as proved.
  public static func exponentialMinusOne(_ x: Double) -> Double { el_expm1(x) }

  /// ln x, within 0.9 ulp as measured and 2 as proved.
  public static func logarithm(_ x: Double) -> Double { el_log(x) }

  /// ln(1 + x), within 1.2 ulp as measured and 4 as proved.
  public static func logarithmOfOnePlus(_ x: Double) -> Double { el_log1p(x) }

  /// tanh x, within 2.2 ulp as measured and 6 as proved.
  public static func hyperbolicTangent(_ x: Double) -> Double { el_tanh(x) }

  /// sinh x, within 2.6 ulp as measured and 7 as proved.
  public static func hyperbolicSine(_ x: Double) -> Double { el_sinh(x) }

  /// cosh x, within 2.8 ulp as measured and 6 as proved.
  public static func hyperbolicCosine(_ x: Double) -> Double { el_cosh(x) }

  /// 1/(1 + e⁻ˣ), within 2.0 ulp as measured.
  public static func sigmoid(_ x: Double) -> Double { el_sigmoid(x) }

  /// ln(1 + eˣ), within 1.8 ulp as measured.
  public static func softplus(_ x: Double) -> Double { el_softplus(x) }

  /// erf x, within 1.1 ulp as measured and 3 as proved.
  public static func errorFunction(_ x: Double) -> Double { el_erf(x) }

  /// erfc x, within 3.5 ulp as measured and 12 as proved.
  public static func complementaryErrorFunction(_ x: Double) -> Double { el_erfc(x) }

  /// exp(x²)·erfc x, for x ≥ 0 within 3.5 ulp as measured; 5 as proved from 1/2 on, 17 from −1 on.
  public static func scaledComplementaryErrorFunction(_ x: Double) -> Double { el_erfcx(x) }

  /// arctan x, within 1.5 ulp as measured and 3 as proved.
  public static func arctangent(_ x: Double) -> Double { el_atan(x) }

  /// ∛x, within 0.9 ulp as measured and 3 as proved.
  public static func cubeRoot(_ x: Double) -> Double { el_cbrt(x) }

  /// sin x, for every finite x, within 0.9 ulp as measured and 2 as proved.
  public static func sine(_ x: Double) -> Double { el_sin(x) }

  /// cos x, for every finite x, within 0.9 ulp as measured and 2 as proved.
  public static func cosine(_ x: Double) -> Double { el_cos(x) }

  /// tan x, for every finite x, within 2.2 ulp as measured and 6 as proved.
  public static func tangent(_ x: Double) -> Double { el_tan(x) }

  /// xʸ over the reals: NaN for a negative base with an exponent that is no integer, and for a negative
  /// power of 0. Whole exponents up to 64 are products; the relative error of others is about
  /// |y·ln x|·2⁻⁵³.
  public static func power(_ x: Double, _ y: Double) -> Double { el_pow(x, y) }

  /// −1, 0 or 1.
  public static func sign(_ x: Double) -> Double { el_sign(x) }

  /// The source of these functions in the language that C, Swift and Python have in common.
  public static let source = String(decoding: PackageResources.elementary_inc, as: UTF8.self)

  /// What ``source`` needs from C: operations on bits, and the remainder of a division by π/2.
  public static let primitives = String(decoding: PackageResources.primitives_inc, as: UTF8.self)
}
