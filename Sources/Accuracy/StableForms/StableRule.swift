/// The rules that make a form stable: one table, each with its side condition.
///
/// Every number is carried as c + d, where c is exact and simple (0, 1, −1, …) and d is known to a few
/// units in its last place *relative to d*. Constants that cancel do so exactly, and what is left is
/// accurate: so 1 − tanh² needs no rule of its own. None depends on the name of a function.
public enum StableRule: String, Codable, Hashable, Sendable, CaseIterable {
  /// c₁ + d₁ + c₂ + d₂ = (c₁ + c₂) + (d₁ + d₂): always.
  case exactPart = "exact-part"
  /// exp u = 1 + expm1 u for |u| ≤ 1/2; exp(u) is cut, in formats of 32 bits or fewer at exp(230), beyond
  /// which a quotient or product has reached its limit there.
  case exponential
  /// (exp u)ᵛ = exp(u·v), for v = 1/3 too.
  case powerOfExponential = "exp-power"
  /// ln(c + d) = ln c + log1p(d/c) for c > 0.
  case logarithm = "log1p"
  /// ln(r + k·exp u) = u + ln(k + r·exp(−u)) for u > 0 and k > 0; ln(k·exp u + l·exp v) likewise for
  /// u > v.
  case exponentialInLogarithm = "log-sum-exp"
  /// ln cosh u = ln(1 + 2 sinh²(u/2)) for |u| < 1, and |u| + ln(1 + exp(−2|u|)) − ln 2 else.
  case hyperbolicCosineInLogarithm = "log-cosh"
  /// ln of quotients of sums k·exp u + l·exp v + … above 2²⁵⁰ or below 2⁻²⁵⁰, the greatest exponential before the
  /// logarithm; ln(a·b) = ln a + ln b, ln aʳ = r·ln a there.
  case farLogarithm = "log-far"
  /// erfc z = exp(−z²)·erfcx z for z > 1, and Φ likewise: in logarithms, and beside exponentials.
  case scaledComplement = "erfcx"
  /// aᵇ = exp(b·ln a) for a = c + d > 0.
  case powerByLogarithm = "power-log"
  /// The input itself is carried exactly: c + d with c = ±x, the rounding error of x + y in the rest.
  case exactInput = "exact-input"
  /// ln(a/b) = ln a − ln b for a number a > 0.
  case logarithmOfQuotient = "log-quotient"
  /// tanh u = ±(1 − 2t/(1 + t)), t = exp(−2|u|), for |u| > 1/2.
  case hyperbolicTangent = "tanh-tails"
  /// 1/(1 + exp(−u)) = t/(1 + t) for u < 0 and 1 − t/(1 + t) else, t = exp(−|u|).
  case sigmoid = "sigmoid-tails"
  /// erf u = ±(1 − erfc|u|) for |u| > 1/2; Φ likewise.
  case errorFunction = "erfc"
  /// cos u = 1 − 2 sin²(u/2) where cos u > 7/8.
  case cosine = "half-angle"
  /// c ± 2c·sin u·cos u = c·(sin u ± cos u)².
  case squareOfSines = "square-of-sines"
  /// √(c + d) = √c + d/(√c + √(c + d)) for c > 0.
  case squareRoot = "square-root"
  /// a + b = (a² − b²)/(a − b) where a and b have opposite signs and a² − b² is free of cancellation.
  case conjugate
  /// ln a − ln b = ln(1 + (a − b)/b) for a, b > 0 and |a − b| < b/2, where a − b is free of
  /// cancellation.
  case differenceOfLogarithms = "log-difference"
  /// atan a − atan b = atan((a − b)/(1 + ab)) for ab > −1, where a − b is free of cancellation.
  case differenceOfArctangents = "atan-difference"
  /// The quotient of polynomials in kernels that equals the formula, by exact arithmetic.
  case normalForm = "normal-form"
  /// The Taylor polynomial near a point where the form is inaccurate, for |x − a| ≤ 1/8.
  case series
}
