import Formulas

/// The Taylor coefficients of one formula, subformula by subformula.
struct SeriesEvaluation<Base: RealArithmetic> {
  typealias Series = TaylorCoefficients<Base>.Series

  /// How many leading coefficients of numerator and divisor a quotient leaves out.
  typealias Reduction =
    (_ divisor: Formula, _ numerator: Series, _ denominator: Series) throws(EvaluationError) -> Int

  private let taylor: TaylorCoefficients<Base>
  private let argument: Base.Value
  private let length: Int
  private let reduction: Reduction
  private var known: [Formula: Series] = [:]

  init(base: Base, argument: Base.Value, length: Int, reduction: @escaping Reduction) {
    taylor = TaylorCoefficients(base: base)
    self.argument = argument
    self.length = length
    self.reduction = reduction
  }

  mutating func series(of f: Formula) throws(EvaluationError) -> Series {
    if let result = known[f] { return result }
    let result = try compute(f)
    known[f] = result
    return result
  }

  private mutating func compute(_ f: Formula) throws(EvaluationError) -> Series {
    let base = taylor.base
    switch f.operation {
    case .variable:
      return [argument] + (try taylor.constant(base.number(1), count: length - 1))
    case .number(let value): return try taylor.constant(base.number(value), count: length)
    case .constant(let value): return try taylor.constant(base.constant(value), count: length)
    case .sum(let terms): return try fold(terms, taylor.sum)
    case .product(let factors): return try fold(factors, taylor.product)
    case .negation(let g): return try taylor.negative(series(of: g))
    case .quotient(let g, let h): return try quotient(series(of: g), series(of: h), divisor: h)
    case .power(let g, let exponent): return try power(g, exponent)
    case .apply(let function, let u): return try taylor.apply(function, series(of: u))
    case .minimum, .maximum, .piecewise: throw .undecided(Reason(.condition))
    }
  }

  private mutating func fold(
    _ formulas: [Formula], _ combine: (Series, Series) throws(EvaluationError) -> Series
  ) throws(EvaluationError) -> Series {
    guard let first = formulas.first else { throw .undefined(Reason(.missingOperand)) }
    var result = try series(of: first)
    for formula in formulas.dropFirst() { result = try combine(result, series(of: formula)) }
    return result
  }

  private func quotient(
    _ a: Series, _ b: Series, divisor: Formula
  ) throws(EvaluationError) -> Series {
    let order = try reduction(divisor, a, b)
    return try taylor.quotient(Array(a.dropFirst(order)), Array(b.dropFirst(order)))
  }

  private mutating func power(
    _ g: Formula, _ exponent: Formula
  ) throws(EvaluationError) -> Series {
    let base = try series(of: g)
    guard let integer = exponent.rational?.exactInt else {
      guard let rational = exponent.rational else {
        return try taylor.apply(
          .exp, taylor.product(series(of: exponent), taylor.apply(.ln, base)))
      }
      let first = try taylor.base.power(base[0], taylor.base.number(rational))
      return try taylor.power(base, rational, first: first)
    }
    let one = try taylor.constant(taylor.base.number(1), count: base.count)
    guard integer < 0 else { return try power(base, integer, one) }
    let divisor = try power(base, -integer, one)
    return try quotient(one, divisor, divisor: Formula(.power(g, .number(Rational(-integer)))))
  }

  /// By squaring, so that the base may contain 0.
  private func power(
    _ base: Series, _ exponent: Int, _ one: Series
  ) throws(EvaluationError) -> Series {
    var result = one
    var square = base
    var rest = exponent
    while rest > 0 {
      if rest % 2 == 1 { result = try taylor.product(result, square) }
      rest /= 2
      if rest > 0 { square = try taylor.product(square, square) }
    }
    return result
  }
}
