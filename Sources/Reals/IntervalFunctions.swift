import CFLINT
import Formulas

extension IntervalArithmetic {
  /// An elementary function: monotone ones from their values at the ends, with their limits at
  /// ±∞; an argument that leaves the domain is cut down to it, and the result is `trivial`.
  public func apply(
    _ function: ElementaryFunction, _ a: Enclosure
  ) throws(EvaluationError) -> Enclosure {
    try requireReal(a)
    let x = a.interval
    switch function {
    case .abs: return Enclosure(absolute(x), a.decoration)
    case .sign, .floor: return try step(function, a)
    case .cosh: return Enclosure(try increasing(.cosh, absolute(x)), a.decoration)
    case .sin, .cos: return Enclosure(try oscillating(function, x), a.decoration)
    case .tan: return Enclosure(try tangent(x), a.decoration)
    case .ln: return try restricted(function, a, from: Interval(0), isOpen: true)
    case .log1p: return try restricted(function, a, from: Interval(-1), isOpen: true)
    case .sqrt: return try restricted(function, a, from: Interval(0), isOpen: false)
    case .erfc: return Enclosure(try decreasing(function, x), a.decoration)
    default: return Enclosure(try increasing(function, x), a.decoration)
    }
  }

  private func absolute(_ x: Interval) -> Interval {
    if arf_sgn(x.lower) >= 0 { return x }
    return Interval(computing: { lower, upper in
      if arf_sgn(x.upper) <= 0 { arf_neg(lower, x.upper) }
      arf_abs(upper, arf_cmpabs(x.lower, x.upper) > 0 ? x.lower : x.upper)
    })
  }

  /// sign and floor: continuous where the function is constant.
  private func step(
    _ function: ElementaryFunction, _ a: Enclosure
  ) throws(EvaluationError) -> Enclosure {
    let x = a.interval
    let result = Interval(computing: { lower, upper in
      if function == .sign {
        arf_set_si(lower, Int(arf_sgn(x.lower)))
        arf_set_si(upper, Int(arf_sgn(x.upper)))
      } else {
        floor(x.lower, into: lower, roundingUp: false)
        floor(x.upper, into: upper, roundingUp: true)
      }
    })
    return Enclosure(result, result.isPoint ? a.decoration : Swift.min(a.decoration, .defined))
  }

  private func floor(
    _ end: UnsafeMutablePointer<arf_struct>, into result: UnsafeMutablePointer<arf_struct>,
    roundingUp: Bool
  ) {
    arf_floor(result, end)
    arf_directed_round(result, result, precision, roundingUp ? 1 : 0)
  }

  /// ln, log1p and sqrt: increasing from the end of their domain on.
  private func restricted(
    _ function: ElementaryFunction, _ a: Enclosure, from end: Interval, isOpen: Bool
  ) throws(EvaluationError) -> Enclosure {
    let x = a.interval
    let order = arf_cmp(x.upper, end.lower)
    if order < 0 || (isOpen && order == 0) {
      throw .undefined(Reason(outsideDomainOf: function))
    }
    let start = arf_cmp(x.lower, end.lower)
    if start > 0 { return Enclosure(try increasing(function, x), a.decoration) }
    let value =
      isOpen
      ? Interval(from: .line, through: try value(function, x.upper))
      : try increasing(function, Interval(from: end, through: x))
    return Enclosure(value, start == 0 && !isOpen ? a.decoration : .trivial)
  }
}

extension IntervalArithmetic {
  /// The range of an increasing function.
  func increasing(
    _ function: ElementaryFunction, _ x: Interval
  ) throws(EvaluationError) -> Interval {
    let first = try value(function, x.lower)
    if x.isPoint { return clamped(function, first) }
    let last = try value(function, x.upper)
    return clamped(function, Interval(from: first, through: last))
  }

  private func decreasing(
    _ function: ElementaryFunction, _ x: Interval
  ) throws(EvaluationError) -> Interval {
    let first = try value(function, x.upper)
    if x.isPoint { return clamped(function, first) }
    let last = try value(function, x.lower)
    return clamped(function, Interval(from: first, through: last))
  }

  /// The value at an end, or the limit there when the end is infinite.
  private func value(
    _ function: ElementaryFunction, _ end: UnsafeMutablePointer<arf_struct>
  ) throws(EvaluationError) -> Interval {
    if arf_is_inf(end) != 0 { return try limit(function, atPlusInfinity: arf_sgn(end) > 0) }
    let point = Ball(endpoint: end)
    let ball = try points.apply(function, point)
    return Interval(ball, precision: precision)
  }

  private func limit(
    _ function: ElementaryFunction, atPlusInfinity: Bool
  ) throws(EvaluationError) -> Interval {
    switch (function, atPlusInfinity) {
    case (.exp, false), (.sigmoid, false), (.softplus, false), (.normalCDF, false), (.erfc, true):
      return Interval(0)
    case (.sigmoid, true), (.tanh, true), (.erf, true), (.normalCDF, true): return Interval(1)
    case (.tanh, false), (.erf, false), (.expm1, false): return Interval(-1)
    case (.erfc, false): return Interval(2)
    case (.atan, _):
      let halfPi = Ball { result in
        arb_const_pi(result, precision)
        arb_mul_2exp_si(result, result, -1)
        if !atPlusInfinity { arb_neg(result, result) }
      }
      return Interval(halfPi, precision: precision)
    default:
      return .infinity(sign: atPlusInfinity ? 1 : -1)
    }
  }

  /// Cuts off what rounding added beyond the bounds that the function has everywhere.
  private func clamped(_ function: ElementaryFunction, _ x: Interval) -> Interval {
    let bounds: Interval
    switch function {
    case .exp, .softplus, .sqrt: bounds = Interval(integersFrom: 0, to: nil)
    case .cosh: bounds = Interval(integersFrom: 1, to: nil)
    case .expm1: bounds = Interval(integersFrom: -1, to: nil)
    case .sigmoid, .normalCDF: bounds = Interval(integersFrom: 0, to: 1)
    case .erfc: bounds = Interval(integersFrom: 0, to: 2)
    case .tanh, .erf, .sin, .cos: bounds = Interval(integersFrom: -1, to: 1)
    default: return x
    }
    return x.intersection(bounds) ?? x
  }
}

extension IntervalArithmetic {
  /// sin and cos: the values at the ends, and ±1 where an extremum may lie between them.
  private func oscillating(
    _ function: ElementaryFunction, _ x: Interval
  ) throws(EvaluationError) -> Interval {
    if x.isPoint { return clamped(function, try value(function, x.lower)) }
    // sin has its extrema at (k + 1/2)π, cos at kπ; even k are maxima.
    guard let between = multiplesOfPi(in: x, shiftedByHalf: function == .sin) else {
      return Interval(integersFrom: -1, to: 1)
    }
    var range = try value(function, x.lower).hull(value(function, x.upper))
    if between.count >= 2 {
      return Interval(integersFrom: -1, to: 1)
    }
    if let k = between.first { range = range.hull(Interval(k.isMultiple(of: 2) ? 1 : -1)) }
    return clamped(function, range)
  }

  /// tan: increasing between its poles (k + 1/2)π.
  private func tangent(_ x: Interval) throws(EvaluationError) -> Interval {
    if x.isPoint { return try value(.tan, x.lower) }
    guard x.isBounded, let poles = multiplesOfPi(in: x, shiftedByHalf: true), poles.isEmpty else {
      throw .undecided(Reason(.domainMembership, "tan"))
    }
    return try increasing(.tan, x)
  }

  /// All k (and perhaps one more at either end) for which kπ, or (k + 1/2)π, lies in the interval;
  /// `nil` when there are too many to tell.
  private func multiplesOfPi(in x: Interval, shiftedByHalf: Bool) -> Range<Int>? {
    let limit = 40
    guard arf_cmpabs_2exp_si(x.lower, limit) < 0, arf_cmpabs_2exp_si(x.upper, limit) < 0 else {
      return nil
    }
    let working = precision + 64
    let pi = Ball { arb_const_pi($0, working) }
    func turns(_ end: UnsafeMutablePointer<arf_struct>) -> Interval {
      let quotient = Ball(endpoint: end)
      arb_div(quotient.pointer, quotient.pointer, pi.pointer, working)
      if shiftedByHalf {
        let half = Ball(1)
        arb_mul_2exp_si(half.pointer, half.pointer, -1)
        arb_sub(quotient.pointer, quotient.pointer, half.pointer, working)
      }
      return Interval(quotient, precision: working)
    }
    let first = turns(x.lower)
    let last = turns(x.upper)
    arf_ceil(first.lower, first.lower)
    arf_floor(last.upper, last.upper)
    let least = arf_get_si(first.lower, ARF_RND_DOWN)
    let greatest = arf_get_si(last.upper, ARF_RND_DOWN)
    return least..<Swift.max(least, greatest + 1)
  }
}
