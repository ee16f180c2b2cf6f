import Analysis
import Formulas
import Reals

/// A number L for which a proof shows |f(u) − f(v)| ≤ L·|u − v|, and the δ that it gives.
struct LipschitzBound {
  /// L, exactly as the proof uses it.
  let constant: NumberView
  /// L where it is rational.
  let value: Rational?
  /// L as a factor before another, `1` left out.
  let factor: String
  /// ε/L, simplified.
  let delta: String
  /// Whether L is the least such number.
  let isLeast: Bool

  init(_ bound: ExactNumber, isLeast: Bool) {
    constant = NumberView(bound)
    value = bound.rational
    factor = Self.factor(constant)
    delta = constant.isZero ? "" : Self.delta(bound)
    self.isLeast = isLeast
  }

  /// The bound that the analysis proved; where its digits only are known, these are rounded up, so
  /// that δ serves. `nil` if there is none.
  init?(_ lipschitz: Lipschitz) {
    if let value = lipschitz.value, value.isFinite, let exact = value.exactFormula,
      !exact.hasLongNumber
    {
      self.init(value, isLeast: true)
      return
    }
    guard
      let known = [lipschitz.value, lipschitz.upperBound].compactMap({ $0 }).first(
        where: \.isFinite),
      let upper = known.enclosure.last,
      let rounded = RoundedDecimal(upper, significant: 6, rounding: .up)?.rational
    else { return nil }
    self.init(ExactNumber(rounded), isLeast: false)
  }

  /// The bound that serves a continuous function on each interval of its domain: what the analysis
  /// proved, else what slopes and derivatives between 0 and 1 show. `nil` if there is none.
  init?(of analysis: FunctionAnalysis, function: FunctionView) {
    guard analysis.continuity.verdict == .proved else { return nil }
    if let proved = LipschitzBound(analysis.lipschitz) {
      self = proved
      return
    }
    guard function.domain.isProved, !function.pieces.isEmpty else { return nil }
    var greatest: Rational = 0
    for piece in function.pieces {
      if piece.hasDerivativeBetweenZeroAndOne {
        greatest = max(greatest, 1)
      } else if let slope = piece.slopeValue {
        greatest = max(greatest, slope.magnitude)
      } else {
        return nil
      }
    }
    self.init(ExactNumber(greatest), isLeast: false)
  }

  /// A number as a factor before another, `1` left out.
  static func factor(_ number: NumberView) -> String {
    number.isOne ? "" : "\(number.operand) \\cdot "
  }

  /// ε divided by a positive number: 6ε for 1/6, 2ε/3 for 3/2, √2·ε for √2/2, ε/1.09984 for decimals
  /// of many digits.
  private static func delta(_ bound: ExactNumber) -> String {
    if let value = bound.rational {
      return value.numerator > 1000 && value.denominator > 1
        ? "\\varepsilon/\(value.latex)" : value.quotient(of: "\\varepsilon")
    }
    if let reciprocal = bound.reciprocal { return "\(reciprocal)\\,\\varepsilon" }
    return "\\varepsilon/\(NumberView(bound).operand)"
  }
}

extension Rational {
  /// `symbol` divided by this positive number, in LaTeX and simplified: 6ε, 2ε/3.
  func quotient(of symbol: String) -> String {
    (denominator == 1 ? "" : "\(denominator)\\,") + symbol + (numerator == 1 ? "" : "/\(numerator)")
  }
}

extension ExactNumber {
  /// LaTeX of 1/self for an irrational number whose closed form has one that is neither a sum nor
  /// 1 divided by something.
  fileprivate var reciprocal: String? {
    guard let formula = exactFormula, let closed = ExactNumber(exactly: 1 / formula)?.exactFormula
    else { return nil }
    switch closed.operation {
    case .sum: return nil
    case .quotient(let above, _) where above == 1: return nil
    default: break
    }
    return closed.latex()
  }
}
