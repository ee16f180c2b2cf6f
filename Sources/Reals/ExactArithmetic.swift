import CFLINT
import Formulas

/// Arithmetic on exact real constants, by Calcium.
///
/// Every operation decides its domain exactly, or throws. Values are put into a normal form in
/// which equal numbers are usually recognised: `softplus(1) - softplus(-1)` is 1,
/// `erf(1) + erfc(1)` is 1, `sqrt(2)*sqrt(3)` is `sqrt(6)`.
///
/// Each call into Calcium has a budget of work, and so have all calls together; what exceeds it is
/// undecided, and never aborts the process. An arithmetic and its values belong to one task.
public final class ExactArithmetic: RealArithmetic {
  private var context: CalciumContext
  private let workLimit: Int
  private let totalWorkLimit: UInt64
  /// The nodes of the largest formula of a constant that is worked with.
  private static let largestFormula = 2000
  /// The work in contexts that are given up.
  private var earlierWork: UInt64 = 0

  /// An arithmetic whose single operations may do about `workLimit` allocations each, and all
  /// together `totalWorkLimit`.
  public init(workLimit: Int = 500_000, totalWorkLimit: UInt64 = .max) {
    self.workLimit = max(1000, workLimit)
    self.totalWorkLimit = totalWorkLimit
    context = CalciumContext(workLimit: UInt64(self.workLimit))
  }

  /// The number exactly.
  ///
  /// - Throws: ``EvaluationError/undecided(_:)`` beyond 100,000 bits.
  public func number(_ value: Rational) throws(EvaluationError) -> ExactReal {
    guard value.bitWidth <= CalciumNumber.largestBitWidth else {
      throw .undecided(Reason(.numberSize, "\(CalciumNumber.largestBitWidth)"))
    }
    return ExactReal(CalciumNumber(value, in: usableContext), formula: .number(value))
  }

  /// π, e or +∞.
  public func constant(_ value: Formula.Constant) throws(EvaluationError) -> ExactReal {
    switch value {
    case .pi: ExactReal(.pi(in: usableContext), formula: .constant(.pi))
    case .e:
      ExactReal(
        try CalciumNumber(1, in: usableContext).apply(CFLINT_EXP), formula: .constant(.e))
    case .inf: ExactReal(infinityOfSign: 1)
    }
  }

  /// a + b.
  public func sum(_ a: ExactReal, _ b: ExactReal) throws(EvaluationError) -> ExactReal {
    let (x, y) = (try finite(a), try finite(b))
    return ExactReal(try x + y, formula: .simplifiedSum(a.formula, b.formula))
  }

  /// −a, also of ±∞.
  public func negative(_ a: ExactReal) throws(EvaluationError) -> ExactReal {
    if case .infinite(let sign) = a.storage { return ExactReal(infinityOfSign: -sign) }
    return ExactReal(try -finite(a), formula: .simplifiedNegative(a.formula))
  }

  /// a · b.
  public func product(_ a: ExactReal, _ b: ExactReal) throws(EvaluationError) -> ExactReal {
    let (x, y) = (try finite(a), try finite(b))
    return ExactReal(try x * y, formula: .simplifiedProduct(a.formula, b.formula))
  }

  /// a / b.
  public func quotient(_ a: ExactReal, _ b: ExactReal) throws(EvaluationError) -> ExactReal {
    let (x, y) = (try finite(a), try finite(b))
    guard try y.decidedSign(orElse: Reason(.zeroDivisor)) != 0 else {
      throw .undefined(Reason(.divisionByZero))
    }
    return ExactReal(try x / y, formula: .simplifiedQuotient(a.formula, b.formula))
  }

  /// aⁿ, with a⁰ = 1.
  public func power(_ a: ExactReal, _ exponent: Int) throws(EvaluationError) -> ExactReal {
    let x = try finite(a)
    if exponent == 0 { return try number(1) }
    if exponent == 1 { return a }
    if exponent < 0, try x.decidedSign(orElse: Reason(.baseSign)) == 0 {
      throw .undefined(Reason(.zeroToNegativePower))
    }
    return ExactReal(
      try x.raised(to: exponent), formula: a.formula.raised(to: .number(Rational(exponent))))
  }

  /// a^b over the reals.
  public func power(_ a: ExactReal, _ b: ExactReal) throws(EvaluationError) -> ExactReal {
    let (x, y) = (try finite(a), try finite(b))
    let exponent = try y.rational()
    if let whole = exponent?.exactInt { return try power(a, whole) }
    let formula = a.formula.raised(to: b.formula)
    switch try x.decidedSign(orElse: Reason(.baseSign)) {
    case 1:
      if let exponent { return ExactReal(try x.raised(toRational: exponent), formula: formula) }
      return ExactReal(try (y * x.logarithm()).exponential(), formula: formula)
    case 0:
      guard try y.decidedSign(orElse: Reason(.exponentSign)) > 0 else {
        throw .undefined(Reason(.zeroToNegativePower))
      }
      return try number(0)
    default:
      guard let exponent else { throw .undecided(Reason(.integerExponent)) }
      guard !exponent.isInteger else { throw .undecided(Reason(.exponentSize)) }
      throw .undefined(Reason(.negativeBase))
    }
  }

  /// The lesser of two values.
  public func minimum(_ a: ExactReal, _ b: ExactReal) throws(EvaluationError) -> ExactReal {
    try decidedSignOfDifference(a, b) <= 0 ? a : b
  }

  /// The greater of two values.
  public func maximum(_ a: ExactReal, _ b: ExactReal) throws(EvaluationError) -> ExactReal {
    try decidedSignOfDifference(a, b) >= 0 ? a : b
  }

  /// The sign of a − b, or all signs when it is not decided.
  public func comparison(
    _ a: ExactReal, _ b: ExactReal
  ) throws(EvaluationError) -> ClosedRange<Int> {
    guard let sign = try signOfDifference(a, b) else { return -1...1 }
    return sign...sign
  }

  /// Always throws, for there is no exact number between two others.
  public func union(_ a: ExactReal, _ b: ExactReal) throws(EvaluationError) -> ExactReal {
    throw .undecided(Reason(.condition))
  }
}

extension ExactArithmetic {
  /// The allocations of all operations so far.
  var work: UInt64 { earlierWork + context.work }

  private var usableContext: CalciumContext {
    if context.isBroken {
      earlierWork += context.work
      context = CalciumContext(workLimit: UInt64(workLimit))
    }
    return context
  }

  /// The finite number in the present context; one from another context is computed again.
  func finite(_ a: ExactReal) throws(EvaluationError) -> CalciumNumber {
    guard let number = a.number else { throw .undefined(Reason(.infiniteValue)) }
    guard work <= totalWorkLimit else { throw .undecided(Reason(.work)) }
    guard a.formula.nodeCount <= Self.largestFormula else {
      throw .undecided(Reason(.formulaSize, "\(Self.largestFormula)"))
    }
    if number.context === usableContext { return number }
    let copy = try evaluate(a.formula, at: self.number(0))
    guard let number = copy.number, !number.context.isBroken else {
      throw .undecided(Reason(.work))
    }
    return number
  }

  private func signOfDifference(_ a: ExactReal, _ b: ExactReal) throws(EvaluationError) -> Int? {
    guard a.isFinite, b.isFinite else { return a.signOfDifference(from: b) }
    return try (finite(a) - finite(b)).sign()
  }

  private func decidedSignOfDifference(
    _ a: ExactReal, _ b: ExactReal
  ) throws(EvaluationError) -> Int {
    guard let sign = try signOfDifference(a, b) else {
      throw .undecided(Reason(.constantComparison))
    }
    return sign
  }
}
