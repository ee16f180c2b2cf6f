import Formulas

/// A function on a half-line: f(t) = Σ cᵢ·mᵢ(t) + ρ(t)·m(t) for every t ≥ R.
///
/// The terms are in strictly descending order of growth with coefficients that are proved not to
/// be 0, the remainder's monomial m is of lower growth than all of them, and the remainder's factor
/// is an interval that contains ρ(t) for every t ≥ R. It is bounded, unless there are no terms:
/// then ρ ≥ 1, say, states a lower bound. Without a remainder the sum is exact.
struct TailSeries {
  /// One term c·m.
  struct Term {
    let coefficient: TailCoefficient
    let monomial: GrowthMonomial
  }

  /// ρ·m.
  struct Remainder {
    let monomial: GrowthMonomial
    let factor: Interval
  }

  let terms: [Term]
  let remainder: Remainder?

  /// The zero function.
  static var zero: TailSeries { TailSeries(terms: [], remainder: nil) }

  /// Whether it is the zero function.
  var isZero: Bool { terms.isEmpty && remainder == nil }

  /// The monomial of the first term, else that of the remainder; `nil` for the zero function.
  var leadingMonomial: GrowthMonomial? { terms.first?.monomial ?? remainder?.monomial }

  /// The value when the function is a constant.
  var constant: TailCoefficient? {
    if isZero { return TailCoefficient(0) }
    guard remainder == nil, terms.count == 1, terms[0].monomial.isOne else { return nil }
    return terms[0].coefficient
  }
}

/// How a function behaves at the end of its half-line.
enum TailBehaviour {
  /// It is 0 everywhere.
  case zero
  /// It tends to 0.
  case vanishing
  /// It tends to a constant that is not 0.
  case finite(TailCoefficient)
  /// It tends to infinity with this sign.
  case infinite(sign: Int)
  /// Only a bound is known, and it does not show that the function tends to 0.
  case bounded
}
