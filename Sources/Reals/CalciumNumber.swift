import BigInt
import CFLINT
import Formulas

/// A real number as Calcium represents it: a fraction of polynomials in algebraic and
/// transcendental generators, with the relations between them that could be proved.
final class CalciumNumber {
  let context: CalciumContext
  let pointer: UnsafeMutablePointer<ca_struct>
  private var knownSign: Int?

  /// A formula with this value, where there is one: enclosures of the formula as written are
  /// tighter in the tails than those of the normal form, where softplus(−u) cancels.
  var origin: Formula?

  /// Zero, to be overwritten by who makes it.
  init(in context: CalciumContext) {
    self.context = context
    pointer = .allocate(capacity: 1)
    ca_init(pointer, context.pointer)
  }

  convenience init(_ value: Rational, in context: CalciumContext) {
    self.init(in: context)
    let rational = FlintRational(value)
    ca_set_fmpq(pointer, rational.pointer, context.pointer)
  }

  /// A copy of a number that Calcium owns.
  convenience init(copying source: UnsafePointer<ca_struct>, in context: CalciumContext) {
    self.init(in: context)
    ca_set(pointer, source, context.pointer)
  }

  static func pi(in context: CalciumContext) -> CalciumNumber {
    let result = CalciumNumber(in: context)
    ca_pi(result.pointer, context.pointer)
    return result
  }

  deinit {
    guard !context.isBroken else { return }
    ca_clear(pointer, context.pointer)
    pointer.deallocate()
  }

  /// The number as another rational, without search: `nil` does not mean irrational.
  var literal: Rational? {
    guard cflint_ca_representation(pointer, context.pointer) == CFLINT_RATIONAL else { return nil }
    return withUnsafePointer(to: pointer.pointee.elem.q) { Rational(flint: $0) }
  }
}

extension CalciumNumber {
  /// The result of one Calcium operation on real numbers whose result is real.
  func apply(
    _ operation: cflint_operation, _ other: CalciumNumber? = nil
  ) throws(EvaluationError) -> CalciumNumber {
    let result = CalciumNumber(in: context)
    let second = other ?? self
    try context.guarded {
      cflint_ca_compute(
        operation, result.pointer, pointer, second.pointer, context.pointer, $0)
    }
    guard cflint_ca_representation(result.pointer, context.pointer) != CFLINT_SPECIAL else {
      throw .undecided(Reason(.representation))
    }
    if let literal = result.literal, literal.bitWidth > Self.largestBitWidth {
      throw .undecided(Reason(.numberSize, "\(Self.largestBitWidth)"))
    }
    return result
  }

  /// Rational numbers with more bits than this are refused.
  static let largestBitWidth = 100_000

  static func + (a: CalciumNumber, b: CalciumNumber) throws(EvaluationError) -> CalciumNumber {
    try a.apply(CFLINT_SUM, b)
  }

  static func - (a: CalciumNumber, b: CalciumNumber) throws(EvaluationError) -> CalciumNumber {
    try a.apply(CFLINT_DIFFERENCE, b)
  }

  static func * (a: CalciumNumber, b: CalciumNumber) throws(EvaluationError) -> CalciumNumber {
    try a.apply(CFLINT_PRODUCT, b)
  }

  /// The quotient by a divisor that is known not to be zero.
  static func / (a: CalciumNumber, b: CalciumNumber) throws(EvaluationError) -> CalciumNumber {
    try a.apply(CFLINT_QUOTIENT, b)
  }

  static prefix func - (a: CalciumNumber) throws(EvaluationError) -> CalciumNumber {
    try CalciumNumber(0, in: a.context) - a
  }
}

extension CalciumNumber {
  /// Enclosures of the real and imaginary parts; the latter is exactly 0 for a number whose
  /// generators are all real.
  func enclosure(
    precision: Int
  ) throws(EvaluationError) -> (real: Ball, imaginary: Ball) {
    let real = Ball()
    let imaginary = Ball()
    try context.guarded {
      cflint_ca_enclosure(
        real.pointer, imaginary.pointer, pointer, precision, context.pointer, $0)
    }
    return (real, imaginary)
  }

  /// An enclosure of the formula that the number comes from.
  func originEnclosure(precision: Int) -> Ball? {
    guard let origin, origin.nodeCount <= 1000 else { return nil }
    let arithmetic = BallArithmetic(precision: precision)
    return try? arithmetic.evaluate(origin, at: Ball(0))
  }

  /// −1, 0 or 1, or `nil` when neither enclosures nor algebra decide.
  ///
  /// Enclosures up to 16,384 bits decide signs that are not 0; that a number is 0 only algebra
  /// proves.
  func sign() throws(EvaluationError) -> Int? {
    if let knownSign { return knownSign }
    if let literal { return literal.signum }
    knownSign = try searchSign()
    return knownSign
  }

  private func searchSign() throws(EvaluationError) -> Int? {
    if let sign = try enclosure(precision: 128).real.decidedSign { return sign }
    var truth = T_UNKNOWN
    try context.guarded { cflint_ca_is_zero(&truth, pointer, context.pointer, $0) }
    if truth == T_TRUE { return 0 }
    if let sign = originEnclosure(precision: 256)?.decidedSign { return sign }
    for precision in [512, 2048, 16_384] {
      if let sign = try enclosure(precision: precision).real.decidedSign { return sign }
    }
    return nil
  }

  /// Whether the representation uses real generators only.
  func isManifestlyReal() throws(EvaluationError) -> Bool {
    try enclosure(precision: 64).imaginary.decidedSign == 0
  }

  /// The value when it is proved to be rational.
  func rational() throws(EvaluationError) -> Rational? {
    if let literal { return literal }
    let result = FlintRational()
    var isRational = false
    try context.guarded {
      cflint_ca_rational(&isRational, result.pointer, pointer, context.pointer, $0)
    }
    guard isRational else { return nil }
    return result.value
  }
}

extension Ball {
  /// −1, 0 or 1 when all of the ball has that sign.
  var decidedSign: Int? {
    let signs = sign
    return signs.lowerBound == signs.upperBound ? signs.lowerBound : nil
  }
}
