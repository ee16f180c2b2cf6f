import BigInt
import CFLINT
import Formulas

extension ExactReal {
  /// A short formula without variable that has this value, or `nil` when all that are known are
  /// long.
  ///
  /// A rational number is itself, a quadratic irrational `(a + b*sqrt(c))/q`; other numbers are
  /// the shorter of the formula they were computed from and of what exact arithmetic made of it:
  /// `pi/4` for `atan(1)`, but `sigmoid(1)` stays.
  public var closedForm: Formula? {
    guard let number else { return formula }
    if let rational { return .number(rational) }
    if let quadratic = try? number.quadraticForm() { return quadratic }
    let candidates = [formula, try? number.closedForm(depth: 6)].compactMap { $0 }
    return candidates.filter { $0.nodeCount <= 100 && $0.visualWeight <= 40 }
      .min { $0.visualWeight < $1.visualWeight }
  }
}

extension Formula {
  /// How much there is to read.
  fileprivate var visualWeight: Int {
    let below = operation.children.reduce(0) { $0 + $1.visualWeight }
    switch operation {
    case .number(let value): return 1 + value.bitWidth / 32 + (value.isInteger ? 0 : 1)
    case .constant, .variable: return 1
    case .apply(.sqrt, _): return below + 2
    case .apply(.softplus, _): return below + 4
    case .apply: return below + 3
    default: return below + 1
    }
  }

  /// (a + b·√c)/q.
  static func quadratic(a: BigInt, b: BigInt, c: BigInt, q: BigInt) -> Formula {
    let root = Formula.apply(.sqrt, .number(Rational(c)))
    let rational = Formula.number(Rational(a))
    let irrational = simplifiedProduct(.number(Rational(b)), root)
    let sum =
      a < 0 && b > 0 ? simplifiedSum(irrational, rational) : simplifiedSum(rational, irrational)
    return simplifiedQuotient(sum, .number(Rational(q)))
  }
}

extension CalciumNumber {
  /// The representation as a formula over the reals, or `nil` when it uses other numbers.
  fileprivate func closedForm(depth: Int) throws(EvaluationError) -> Formula? {
    guard depth > 0 else { return nil }
    if let rational = try rational() { return .number(rational) }
    if let quadratic = try quadraticForm() { return quadratic }
    guard try isManifestlyReal(), let fraction = polynomialFraction else { return nil }
    guard let numerator = try formula(of: fraction.numerator, depth: depth),
      let denominator = try formula(of: fraction.denominator, depth: depth)
    else { return nil }
    return .simplifiedQuotient(numerator, denominator)
  }

  fileprivate func quadraticForm() throws(EvaluationError) -> Formula? {
    let (a, b, c, q) = (FlintInteger(), FlintInteger(), FlintInteger(), FlintInteger())
    var isQuadratic = false
    try context.guarded {
      cflint_ca_quadratic(
        &isQuadratic, a.pointer, b.pointer, c.pointer, q.pointer, pointer, context.pointer, $0)
    }
    guard isQuadratic, c.value > 0 else { return nil }
    return .quadratic(a: a.value, b: b.value, c: c.value, q: q.value)
  }

  private func formula(
    of polynomial: Polynomial, depth: Int
  ) throws(EvaluationError) -> Formula? {
    guard polynomial.terms.count <= 4 else { return nil }
    var sum = Formula(0)
    let positiveFirst =
      polynomial.terms.filter { $0.coefficient > 0 }
      + polynomial.terms.filter { $0.coefficient < 0 }
    for term in positiveFirst {
      var product = Formula.number(Rational(term.coefficient))
      for (index, exponent) in term.exponents.enumerated() where exponent > 0 {
        guard let generator = generator(at: index), exponent < 1000,
          let base = try formula(of: generator, depth: depth)
        else { return nil }
        product = .simplifiedProduct(
          product, exponent == 1 ? base : base.raised(to: .number(Rational(Int(exponent)))))
      }
      sum = .simplifiedSum(sum, product)
    }
    return sum
  }

  private func formula(
    of generator: Generator, depth: Int
  ) throws(EvaluationError) -> Formula? {
    if generator.head == CA_Pi { return .constant(.pi) }
    if generator.head == CA_QQBar { return generator.quadraticForm }
    let arguments = generator.arguments.map { CalciumNumber(copying: $0, in: context) }
    guard let first = arguments.first, try first.isManifestlyReal(),
      let argument = try first.closedForm(depth: depth - 1)
    else { return nil }
    switch generator.head {
    case CA_Exp: return argument.rational == 1 ? .constant(.e) : .apply(.exp, argument)
    case CA_Erfc: return .apply(.erfc, argument)
    case CA_Log: return try first.sign() == 1 ? .apply(.ln, argument) : nil
    case CA_Sqrt: return try first.sign() == 1 ? .apply(.sqrt, argument) : nil
    case CA_Pow:
      guard try first.sign() == 1, arguments.count == 2,
        let exponent = try arguments[1].closedForm(depth: depth - 1)
      else { return nil }
      if let q = exponent.rational, q == Rational(1, over: 3) { return .apply(.cbrt, argument) }
      return argument.raised(to: exponent)
    default: return nil
    }
  }
}

extension CalciumNumber.Generator {
  fileprivate var quadraticForm: Formula? {
    let (a, b, c, q) = (FlintInteger(), FlintInteger(), FlintInteger(), FlintInteger())
    guard cflint_generator_quadratic(a.pointer, b.pointer, c.pointer, q.pointer, pointer),
      c.value > 0
    else { return nil }
    return .quadratic(a: a.value, b: b.value, c: c.value, q: q.value)
  }
}
