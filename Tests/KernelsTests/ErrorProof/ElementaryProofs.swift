import CKernels
import Formulas

/// The proofs of the bounds in `errors.h`, one a function, from the text of `elementary.inc`.
///
/// Where a function calls another, the other's bound in `errors.h` is taken for granted, having a proof of its
/// own; the calls form no circle.
struct ElementaryProofs {
  /// A program, compared with a function on a range of arguments.
  struct Part {
    let proof: ErrorProof
    let lower: Double
    let upper: Double
  }

  /// erfcx from 1/2 to 30, in units; only erfc uses it.
  static let scaledComplementBound = 5.0
  /// Underflow adds less than this to a function that calls no other, and less than 2⁻¹⁰⁰¹ to those that do.
  static let allowance = 0x1p-1060

  private let run: AbstractRun

  init(_ text: String) throws {
    run = AbstractRun(text: try ElementaryText(text))
  }

  static let names = [
    "exp", "expm1", "log", "log1p", "tanh", "sinh", "cosh", "erf", "erfc", "sin", "cos", "tan",
    "atan",
    "cbrt",
  ]

  /// The bound that `step_loops.h` uses, in units.
  static func stated(_ name: String) -> Double {
    switch name {
    case "exp": CK_EXP_ERROR
    case "expm1": CK_EXPM1_ERROR
    case "log": CK_LOG_ERROR
    case "log1p": CK_LOG1P_ERROR
    case "tanh": CK_TANH_ERROR
    case "sinh": CK_SINH_ERROR
    case "cosh": CK_COSH_ERROR
    case "erf": CK_ERF_ERROR
    case "erfc": CK_ERFC_ERROR
    case "sin": CK_SIN_ERROR
    case "cos": CK_COS_ERROR
    case "tan": CK_TAN_ERROR
    case "atan": CK_ATAN_ERROR
    case "cbrt": CK_CBRT_ERROR
    case "erfcx": scaledComplementBound
    default: 0
    }
  }

  /// What has to be proved for a function, over all finite arguments in its domain.
  func parts(of name: String) -> [Part] {
    let greatest = Double.greatestFiniteMagnitude
    let least = Double.leastNonzeroMagnitude
    func part(
      _ function: ElementaryFunction, from lower: Double = -greatest, to upper: Double = greatest,
      calling called: [String] = []
    ) -> Part {
      let run = calling(called)
      let allowed = called.isEmpty ? Self.allowance : 0x1p-1001
      let proof = ErrorProof(function: .elementary(function), allowance: allowed) {
        try run.results(of: "el_" + name, [$0])
      }
      return Part(proof: proof, lower: lower, upper: upper)
    }
    switch name {
    // Beyond 710 the results are infinite, which bounds nothing.
    case "exp": return [part(.exp, to: 710)]
    case "expm1": return [part(.expm1, to: 710)]
    case "log": return [part(.ln, from: least)]
    case "log1p": return [part(.log1p, from: (-1.0).nextUp, calling: ["log"])]
    case "tanh": return [part(.tanh, calling: ["exp", "expm1"])]
    // Beyond 710.5 both are above 1.02·2^1024, so the last product is infinite.
    case "sinh": return [part(.sinh, from: -710.5, to: 710.5, calling: ["exp", "expm1"])]
    case "cosh": return [part(.cosh, from: -710.5, to: 710.5, calling: ["exp"])]
    case "erf": return [part(.erf, calling: ["erfc_right"])]
    // From 1/2 on it is what `erfcOnTheRight` bounds.
    case "erfc": return [part(.erfc, to: 0.5.nextDown, calling: ["erfc_right"])]
    case "atan": return [part(.atan)]
    case "cbrt": return [cubeRoot]
    case "erfcx":
      let proof = ErrorProof(function: .scaledComplement, allowance: 0) {
        try run.results(of: "el_erfcx_right", [$0])
      }
      return [Part(proof: proof, lower: 0.5, upper: 30)]
    case "sin": return turns(.sin) + [part(.sin, from: -1e-9.nextDown, to: 1e-9.nextDown)]
    case "cos": return turns(.cos) + [part(.cos, from: -1e-9.nextDown, to: 1e-9.nextDown)]
    default: return []
    }
  }

  /// ∛x for 1 ≤ x < 8. Other arguments are these times ±8ⁿ, which all that follows the first approximation
  /// carries over to times ±2ⁿ, bit by bit: it adds, multiplies and divides, far from underflow and overflow.
  ///
  /// The first approximation is exp of ln|x|/3, |ln|x|| being below 744.5; log, the product and the constant, nearer
  /// to 1/3 than 2⁻⁵⁴/3, are off by so many units.
  private var cubeRoot: Part {
    let units = 1.001 * (744.5 / 3 * (CK_LOG_ERROR + 2) + CK_EXP_ERROR)
    let cubeRoot = TrueFunction.elementary(.cbrt)
    let proof = ErrorProof(function: cubeRoot) { x in
      var run = run
      run.summaries["el_log"] = { _, _ in RoundedValue(constant: 0) }
      run.summaries["el_exp"] = { _, symbols in
        try cubeRoot.rounded(x, bound: units, allowance: 0, in: symbols)
      }
      return try run.results(of: "el_cbrt", [x])
    }
    return Part(proof: proof, lower: 1, upper: 8.0.nextDown)
  }

  /// sin or cos of f + g quarter turns, as what `TurnReduction` shows to be left of any argument from 1e-9 on:
  /// 2⁻⁶³ ≤ |f| ≤ 1/2 and |g| ≤ 2⁻⁵²·|f|, the rest being below 2⁻¹⁰⁰·|f|.
  private func turns(_ function: ElementaryFunction) -> [Part] {
    func rest(of f: RoundedValue) -> RoundedValue.Noise {
      let size = f.span.greatest * 0x1p-52
      return RoundedValue.Noise(symbol: 0, size: Estimate(middle: size, radius: 0))
    }
    let proof = ErrorProof(
      function: .ofQuarterTurns(function), allowance: 0,
      program: { f in
        var run = run
        run.summaries["el_quadrant"] = { _, _ in RoundedValue(constant: 0) }
        run.summaries["el_turn"] = { _, _ in f }
        run.summaries["el_turn_low"] = { _, _ in
          RoundedValue(TaylorPolynomial(0), [rest(of: f)], grid: -300)
        }
        // The argument itself only says that the sign is +; the other quadrants change signs or swap the two.
        return try run.results(
          of: function == .sin ? "el_sin" : "el_cos", [RoundedValue(constant: 1)])
      },
      trueArgument: { f in RoundedValue(f.model, [rest(of: f)], grid: -300) })
    return [
      Part(proof: proof, lower: -0.5, upper: -0x1p-63),
      Part(proof: proof, lower: 0x1p-63, upper: 0.5),
    ]
  }

  /// The run in which these functions are known by their bounds.
  private func calling(_ names: [String]) -> AbstractRun {
    var run = run
    for name in names {
      let bound = Self.stated(name == "erfc_right" ? "erfc" : name)
      let allowance = Self.allowance
      run.summaries["el_" + name] = { arguments, symbols in
        let a = arguments[0]
        switch name {
        case "exp":
          if a.span.lower > 709.782712893384 { return RoundedValue(constant: .infinity) }
          guard a.span.upper <= 709.782712893384 else { throw Undecided("overflow") }
          return try TrueFunction.elementary(.exp)
            .rounded(a, bound: bound, allowance: allowance, in: symbols)
        case "expm1":
          guard a.span.upper < 709 else { throw Undecided("overflow") }
          return try TrueFunction.elementary(.expm1)
            .rounded(a, bound: bound, allowance: allowance, in: symbols)
        case "log":
          guard a.span.lower > 0 else { throw Undecided("the domain") }
          return try TrueFunction.elementary(.ln)
            .rounded(a, bound: bound, allowance: allowance, in: symbols)
        default:
          guard a.span.lower >= 0.5 else {
            // Without use where the text computes it before it knows the argument.
            return RoundedValue(TaylorPolynomial(coefficients: [.line]), [], grid: -1074)
          }
          return try TrueFunction.elementary(.erfc)
            .rounded(a, bound: bound, allowance: 0x1p-1001, in: symbols)
        }
      }
    }
    return run
  }

  /// The bound of erfc from 1/2 on, from those of exp and of erfcx.
  ///
  /// erfc(x) = exp(−h²)·(exp(−(x − h)·(x + h))·erfcx(x)) for every h. Here h has 26 bits, so h² is exact, and
  /// so is x − h, below 2^(e−25) for x from 2^e to 2^(e+1); x + h and the product are rounded, which changes the
  /// exponent by 2u·2^(e−25)·2^(e+2) at most, 2⁻¹³·u as e ≤ 4. Two more products are rounded. Underflow leaves an
  /// absolute error below that of exp(−h²), the other factors being below 1, and of the last product; beyond 27.3
  /// the value is below 2⁻¹⁰⁸⁰.
  static var erfcOnTheRight: Double {
    // The products of relative errors add less than a thousandth of a unit.
    2 * CK_EXP_ERROR + scaledComplementBound + 2 + 0x1p-12 + 1e-3
  }

  /// The bound of erfcx from −1 to 1/2: exp(x²)·erfc(x), where x² is rounded; and beyond 30 that of its series, whose
  /// constant, quotient, product and last difference are rounded, all else being multiplied by z < 1/900; what the series
  /// leaves out is below its next term, 135135/128·z⁷.
  static var scaledComplementElsewhere: Double {
    let rounding = 0x1p-53
    let series = 4 + 4.0 / 900 + 135135.0 / 128 * 0x1p-68 / rounding
    return max(1 + CK_EXP_ERROR + CK_ERFC_ERROR + 1 + 1e-3, series)
  }

  /// The bound of tan = sin/cos, with the rounding of the quotient.
  static var tangent: Double { CK_SIN_ERROR + CK_COS_ERROR + 1 + 1e-3 }

  /// The bound of a^b, as a multiple of |b·ln a| + |b| + 1 units, with a factor of 1.2 for what is not linear.
  ///
  /// exp(b·ln a): the logarithm and the product are off by CK_LOG_ERROR + 1 units of |b·ln a|, exp by its own. A
  /// whole |b| = n up to 64 takes n − 1 roundings and one for 1/r; where r ≥ 2⁻¹⁰²⁴ is below the normal numbers, it
  /// and the last square each lose 4 units more, and smaller r give infinities: n + 8 ≤ 4·(n + 1) from n = 2 on, where
  /// squares begin, and n = 1 has no product.
  static var power: Double { max(CK_LOG_ERROR + 1, CK_EXP_ERROR, 4) }
}
