import Formulas

/// A real number in an expansion: rational wherever it is proved to be, for speed.
final class TailCoefficient {
  enum Storage {
    case rational(Rational)
    case exact(ExactReal)
  }

  let storage: Storage
  fileprivate var enclosure: Interval?
  fileprivate var sign: Int?

  /// The rational number.
  init(_ value: Rational) {
    storage = .rational(value)
    sign = value.signum
  }

  fileprivate init(irrational value: ExactReal) { storage = .exact(value) }

  /// The value when it is known to be rational.
  var rational: Rational? { if case .rational(let value) = storage { value } else { nil } }

  /// A formula without variable for the value.
  var formula: Formula {
    switch storage {
    case .rational(let value): .number(value)
    case .exact(let value): value.formula
    }
  }
}

/// Arithmetic on the coefficients of expansions; every step is paid for.
final class CoefficientArithmetic {
  let exact: ExactArithmetic
  let budget: TailBudget
  /// The precision of enclosures in bits.
  let precision: Int
  /// The exact arithmetic's work that the budget has paid for.
  private var paidWork: UInt64

  init(exact: ExactArithmetic, budget: TailBudget, precision: Int) {
    paidWork = exact.work
    self.exact = exact
    self.budget = budget
    self.precision = precision
  }

  /// The constant, which has to be finite.
  func coefficient(_ value: ExactReal) throws(EvaluationError) -> TailCoefficient {
    guard value.isFinite else { throw budget.failure(.scale, .infiniteValue) }
    let rational = value.rational
    try payForWork()
    return rational.map { TailCoefficient($0) } ?? TailCoefficient(irrational: value)
  }

  /// Charges what exact arithmetic did since the last time: constants that are nested deep cost a
  /// thousand times what ordinary ones do.
  private func payForWork() throws(EvaluationError) {
    let work = exact.work
    defer { paidWork = work }
    try budget.spend(Int(clamping: (work - paidWork) / 4))
  }

  /// The coefficient as an exact constant.
  func exactReal(_ a: TailCoefficient) throws(EvaluationError) -> ExactReal {
    try budget.spend(50)
    return switch a.storage {
    case .rational(let value): try exact.number(value)
    case .exact(let value): value
    }
  }

  private func rational(_ value: Rational) throws(EvaluationError) -> TailCoefficient {
    let bits = value.bitWidth
    try budget.spend(1 + bits / 256)
    guard bits < 1 << 14 else { throw budget.failure(.scale, .numberSize, "\(1 << 14)") }
    return TailCoefficient(value)
  }

  /// a + b.
  func sum(
    _ a: TailCoefficient, _ b: TailCoefficient
  ) throws(EvaluationError) -> TailCoefficient {
    if let x = a.rational, let y = b.rational { return try rational(x + y) }
    return try coefficient(exact.sum(exactReal(a), exactReal(b)))
  }

  /// −a.
  func negative(_ a: TailCoefficient) throws(EvaluationError) -> TailCoefficient {
    if let x = a.rational { return TailCoefficient(-x) }
    return try coefficient(exact.negative(exactReal(a)))
  }

  /// a · b.
  func product(
    _ a: TailCoefficient, _ b: TailCoefficient
  ) throws(EvaluationError) -> TailCoefficient {
    if let x = a.rational, let y = b.rational { return try rational(x * y) }
    if a.rational == 1 { return b }
    if b.rational == 1 { return a }
    return try coefficient(exact.product(exactReal(a), exactReal(b)))
  }

  /// a / b for a divisor that is known not to be 0.
  func quotient(
    _ a: TailCoefficient, _ b: TailCoefficient
  ) throws(EvaluationError) -> TailCoefficient {
    if let x = a.rational, let y = b.rational, let ratio = x / y { return try rational(ratio) }
    if b.rational == 1 { return a }
    return try coefficient(exact.quotient(exactReal(a), exactReal(b)))
  }

  /// a^b for a > 0, or for an integer b.
  func power(
    _ a: TailCoefficient, _ b: TailCoefficient
  ) throws(EvaluationError) -> TailCoefficient {
    if a.rational == 1 { return a }
    if let x = a.rational, let n = b.rational?.exactInt, n.magnitude < 1 << 13,
      x.bitWidth * Int(n.magnitude) < 1 << 14, let value = x.power(n)
    {
      return try rational(value)
    }
    if let n = b.rational?.exactInt { return try coefficient(exact.power(exactReal(a), n)) }
    return try coefficient(exact.power(exactReal(a), exactReal(b)))
  }

  /// An elementary function of a.
  func apply(
    _ function: ElementaryFunction, _ a: TailCoefficient
  ) throws(EvaluationError) -> TailCoefficient {
    switch (function, a.rational) {
    case (.exp, 0?), (.cos, 0?): return TailCoefficient(1)
    case (.ln, 1?), (.sin, 0?), (.atan, 0?), (.erf, 0?): return TailCoefficient(0)
    default: return try coefficient(exact.apply(function, exactReal(a)))
    }
  }

  /// −1, 0 or 1.
  func sign(_ a: TailCoefficient) throws(EvaluationError) -> Int {
    if let known = a.sign { return known }
    guard case .exact(let value) = a.storage, let sign = value.sign else {
      throw budget.failure(.scale, .constantSign)
    }
    try budget.spend(50)
    a.sign = sign
    return sign
  }

  /// The sign of a − b.
  func comparison(
    _ a: TailCoefficient, _ b: TailCoefficient
  ) throws(EvaluationError) -> Int {
    if a === b { return 0 }
    if let x = a.rational, let y = b.rational { return x == y ? 0 : (x < y ? -1 : 1) }
    return try sign(sum(a, negative(b)))
  }

  /// An enclosure at the working precision.
  func interval(_ a: TailCoefficient) throws(EvaluationError) -> Interval {
    if let known = a.enclosure { return known }
    let result: Interval
    switch a.storage {
    case .rational(let value): result = Interval(value, value, precision: precision)
    case .exact(let value):
      try budget.spend(50)
      guard let ball = value.enclosure(digits: precision * 3 / 10) else {
        throw budget.failure(.scale, .notEnclosed)
      }
      result = Interval(ball, precision: precision)
    }
    a.enclosure = result
    return result
  }
}
