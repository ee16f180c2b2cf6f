import CFLINT
import Formulas

extension ExactArithmetic {
  /// An elementary function; its domain is decided exactly.
  public func apply(
    _ function: ElementaryFunction, _ a: ExactReal
  ) throws(EvaluationError) -> ExactReal {
    let u = try finite(a)
    return ExactReal(try value(function, u), formula: .apply(function, a.formula))
  }

  private func value(
    _ function: ElementaryFunction, _ u: CalciumNumber
  ) throws(EvaluationError) -> CalciumNumber {
    switch function {
    case .exp: try u.exponential()
    case .ln: try logarithm(u)
    case .log1p: try logarithm(u + u.number(1))
    case .expm1: try u.exponential() - u.number(1)
    case .sqrt: try squareRoot(u)
    case .cbrt: try u.oddFunction { v throws(EvaluationError) in try v.raised(toRational: .third) }
    case .abs: try u.magnitude()
    case .sign: u.number(Rational(try u.decidedSign(orElse: Reason(.argumentSign, "sign"))))
    case .tanh: try u.oddFunction { v throws(EvaluationError) in try v.hyperbolicTangent() }
    case .sinh: try u.oddFunction { v throws(EvaluationError) in try v.hyperbolic(sign: -1) }
    case .cosh: try u.magnitude().hyperbolic(sign: 1)
    case .sigmoid: try u.sigmoid()
    case .softplus: try u.softplus()
    case .erf:
      try u.oddFunction { v throws(EvaluationError) in
        try v.number(1) - v.complementaryErrorFunction()
      }
    case .erfc: try u.complementaryErrorFunction()
    case .normalCDF: try u.normalDistribution()
    case .sin: try u.apply(CFLINT_SIN)
    case .cos: try u.apply(CFLINT_COS)
    case .tan: try tangent(u)
    case .atan: try u.oddFunction { v throws(EvaluationError) in try v.apply(CFLINT_ATAN) }
    case .floor: try u.floor()
    }
  }

  private func logarithm(_ u: CalciumNumber) throws(EvaluationError) -> CalciumNumber {
    guard try u.decidedSign(orElse: Reason(.argumentSign, "ln")) > 0 else {
      throw .undefined(Reason(.logarithmOfNonpositive))
    }
    return try u.logarithm()
  }

  private func squareRoot(_ u: CalciumNumber) throws(EvaluationError) -> CalciumNumber {
    guard try u.decidedSign(orElse: Reason(.argumentSign, "sqrt")) >= 0 else {
      throw .undefined(Reason(.squareRootOfNegative))
    }
    return try u.squareRoot()
  }

  private func tangent(_ u: CalciumNumber) throws(EvaluationError) -> CalciumNumber {
    let cosine = try u.apply(CFLINT_COS)
    guard try cosine.decidedSign(orElse: Reason(.domainMembership, "tan")) != 0 else {
      throw .undefined(Reason(.tangentPole))
    }
    return try u.apply(CFLINT_SIN) / cosine
  }
}

extension Rational {
  fileprivate static let third = Rational(1, over: 3) ?? 0
}

extension CalciumNumber {
  /// |self|.
  fileprivate func magnitude() throws(EvaluationError) -> CalciumNumber {
    try decidedSign(orElse: Reason(.argumentSign, "abs")) < 0 ? -self : self
  }

  /// f(self) for an odd function given for positive arguments.
  fileprivate func oddFunction(
    _ f: (CalciumNumber) throws(EvaluationError) -> CalciumNumber
  ) throws(EvaluationError) -> CalciumNumber {
    switch try decidedSign(orElse: Reason(.constantSign)) {
    case 0: number(0)
    case 1: try f(self)
    default: try -f(-self)
    }
  }

  /// (E − 1)/(E + 1) with E = exp(2·self).
  fileprivate func hyperbolicTangent() throws(EvaluationError) -> CalciumNumber {
    let e = try (self + self).exponential()
    return try (e - number(1)) / (e + number(1))
  }

  /// (E + sign/E)/2 with E = exp(self).
  fileprivate func hyperbolic(sign: Int) throws(EvaluationError) -> CalciumNumber {
    let e = try exponential()
    return try (e + number(Rational(sign)) / e) / number(2)
  }

  /// E/(E + 1) or 1/(E + 1) with E = exp(|self|).
  fileprivate func sigmoid() throws(EvaluationError) -> CalciumNumber {
    let e = try magnitude().exponential()
    let isNegative = try decidedSign(orElse: Reason(.argumentSign, "sigmoid")) < 0
    return try (isNegative ? number(1) : e) / (e + number(1))
  }

  /// max(self, 0) + ln(1 + exp(−|self|)).
  fileprivate func softplus() throws(EvaluationError) -> CalciumNumber {
    let e = try magnitude().exponential()
    let logarithm = try (e + number(1)).logarithm()
    return try decidedSign(orElse: Reason(.argumentSign, "softplus")) < 0
      ? logarithm + self : logarithm
  }

  /// erfc(|self|/√2)/2, or 1 minus that for a positive argument.
  fileprivate func normalDistribution() throws(EvaluationError) -> CalciumNumber {
    let half = number(2)
    let tail = try (magnitude() / half.squareRoot()).complementaryErrorFunction() / half
    return try decidedSign(orElse: Reason(.argumentSign, "Phi")) > 0 ? number(1) - tail : tail
  }
}
