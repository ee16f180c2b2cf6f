/// The elementary functions of one argument that a formula can apply.
///
/// The raw value is the name in formula text. `relu` is written `max(0, u)` in the tree, and `log`
/// is read as `ln`.
public enum ElementaryFunction: String, Hashable, Sendable, CaseIterable {
  /// The exponential function.
  case exp
  /// The natural logarithm, for positive arguments.
  case ln
  /// ln(1 + u), for u above −1.
  case log1p
  /// exp(u) − 1.
  case expm1
  /// The square root, for arguments that are not negative.
  case sqrt
  /// The real cube root, odd on all of ℝ.
  case cbrt
  /// The absolute value.
  case abs
  /// −1, 0 or 1; 0 at 0.
  case sign
  /// The hyperbolic tangent.
  case tanh
  /// The hyperbolic sine.
  case sinh
  /// The hyperbolic cosine.
  case cosh
  /// 1/(1 + exp(−u)).
  case sigmoid
  /// ln(1 + exp(u)).
  case softplus
  /// The error function 2/√π ∫₀ᵘ exp(−t²) dt.
  case erf
  /// 1 − erf(u).
  case erfc
  /// The distribution function of the standard normal law, (1 + erf(u/√2))/2.
  case normalCDF = "Phi"
  /// The sine.
  case sin
  /// The cosine.
  case cos
  /// The tangent, undefined at odd multiples of π/2.
  case tan
  /// The arc tangent with values in (−π/2, π/2).
  case atan
  /// The greatest integer that is not above the argument.
  case floor
}
