import Formulas

/// Shows the sign of a function on a half-line, by writing it as a sum of scales.
struct TailCheck {
  /// T.
  private static let starts: [Double] = [4, 16, 64, 256, 1024, 4096]
  private static let counts = [3, 6, 10]
  private static let longestTape = 400

  let tape: FormulaTape
  /// 1 for x → +∞, −1 for x → −∞.
  let direction: Int

  /// A bound beyond which the function has the sign, or `nil` where none is found.
  func start(of sign: Int) -> Bounds? {
    guard tape.steps.count <= Self.longestTape else { return nil }
    for count in Self.counts {
      for start in Self.starts {
        let arithmetic = TailArithmetic(
          bounds: BoundsArithmetic(precision: 128), start: Bounds(start, start), count: count)
        guard let sum = sum(arithmetic) else { continue }
        guard let found = arithmetic.sign(of: sum) else { continue }
        let bound = Double(direction) * start
        return found == sign ? Bounds(bound, bound) : nil
      }
    }
    return nil
  }

  /// The function as a sum of scales.
  private func sum(_ arithmetic: TailArithmetic) -> TailSum? {
    var values: [TailSum] = []
    for (index, step) in tape.steps.enumerated() {
      guard var value = value(of: step, values, arithmetic) else { return nil }
      if let constant = tape.constants[index], let named = arithmetic.named(constant, value) {
        value = named
      }
      values.append(value)
    }
    return values.last
  }

  private func value(
    of step: FormulaTape.Step, _ values: [TailSum], _ arithmetic: TailArithmetic
  ) -> TailSum? {
    switch step {
    case .variable:
      return TailSum(
        terms: [arithmetic.term(.variable, Rational(direction))].compactMap { $0 })
    case .number(let value): return arithmetic.number(value)
    case .constant(let value): return arithmetic.bounds.constant(value).map(arithmetic.constant)
    case .sum(let terms): return fold(terms, values, arithmetic.sum)
    case .product(let factors): return fold(factors, values, arithmetic.product)
    case .negation(let f): return arithmetic.negative(values[f])
    case .quotient(let f, let g): return arithmetic.quotient(values[f], values[g])
    case .constantPower(let f, let exponent): return arithmetic.power(values[f], exponent)
    case .power(let f, let g):
      return arithmetic.apply(.ln, values[f]).flatMap { arithmetic.product(values[g], $0) }
        .flatMap(arithmetic.exponential)
    case .apply(let function, let f): return arithmetic.apply(function, values[f])
    }
  }

  private func fold(
    _ operands: [Int], _ values: [TailSum], _ combine: (TailSum, TailSum) -> TailSum?
  ) -> TailSum? {
    guard let first = operands.first else { return nil }
    return operands.dropFirst().reduce(values[first]) { result, operand in
      result.flatMap { combine($0, values[operand]) }
    }
  }
}

extension TailArithmetic {
  /// A positive constant that is no rational number by its name, so that multiples of it add up
  /// exactly.
  fileprivate func named(_ constant: Formula, _ value: TailSum) -> TailSum? {
    guard let known = value.terms.first, known.exact == nil, known.coefficient.sign == 1 else {
      return nil
    }
    return TailSum(
      terms: [
        TailSum.Term(
          scale: .one, coefficient: known.coefficient,
          exact: TailConstant(
            factor: 1, constant: NamedConstant(formula: constant, value: known.coefficient)))
      ])
  }
}
