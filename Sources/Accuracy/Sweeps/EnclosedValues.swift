import FloatFormats
import Formulas
import Reals

/// True values of a formula from enclosures, one input or many neighbours at a time.
///
/// Not `Sendable`, like the numbers it uses.
final class EnclosedValues {
  private let format: FloatFormat
  private let coarse: PreparedFormulas<BallArithmetic>
  private let fine: PreparedFormulas<BallArithmetic>
  private lazy var finest = PreparedFormulas([written], over: BallArithmetic(precision: 16384))
  private lazy var normalised = PreparedFormulas(
    [written.normalised], over: BallArithmetic(precision: 160))
  private let remainders = BallArithmetic(precision: 160)
  private let intervals = IntervalArithmetic(precision: 160)
  private let ranges: PreparedFormulas<IntervalArithmetic>
  private let formula: Formula
  /// The formula as it is enclosed.
  private let written: Formula
  private lazy var saturations = Saturation.all(of: formula)
  private lazy var farDirections = FarComparison.directions(of: formula)
  private lazy var farValues = FarValues.all(of: formula, format: format)

  init(of formula: Formula, format: FloatFormat) {
    self.format = format
    self.formula = formula
    written = formula.withTailProbabilities
    coarse = PreparedFormulas([written], over: BallArithmetic(precision: 160))
    fine = PreparedFormulas([written], over: BallArithmetic(precision: 1200))
    ranges = PreparedFormulas([written], over: intervals)
  }

  /// The true value at one input.
  func value(at x: Double) -> TrueValue {
    guard let exact = Ball(exactly: x) else { return .undecided }
    // The first that leaves nothing open, or else the first.
    let first = enclosedValue(coarse, at: x, exact)
    if let first, first.isDefinite { return first }
    let far = farValue(from: x, to: x)
    if let far, far.isDefinite { return far }
    let last = enclosedValue(fine, at: x, exact)
    if let last, last.isDefinite { return last }
    if let known = first ?? far ?? last { return known }
    return losesDigits(fine, at: exact)
      ? enclosedValue(finest, at: x, exact) ?? .undecided : .undecided
  }

  /// Whether the formula has a value at that precision, if one with too few digits.
  private func losesDigits(_ prepared: PreparedFormulas<BallArithmetic>, at exact: Ball) -> Bool {
    var evaluation = prepared.evaluation(at: exact)
    return (try? evaluation.value(ofFormula: 0))?.isBounded ?? false
  }

  /// The same at the highest precision, for the sign and the side of a truth that ``value(at:)`` left open.
  func finestValue(at x: Double) -> TrueValue? {
    Ball(exactly: x).flatMap { enclosedValue(finest, at: x, $0) }
  }

  /// The true value of the normal form, in which what cancels in the formula as written may not; of use only
  /// where the formula is defined.
  func normalValue(at x: Double) -> TrueValue? {
    Ball(exactly: x).flatMap { enclosedValue(normalised, at: x, $0) }
  }

  private func enclosedValue(
    _ prepared: PreparedFormulas<BallArithmetic>, at x: Double, _ exact: Ball
  ) -> TrueValue? {
    var evaluation = prepared.evaluation(at: exact)
    do {
      let ball = try evaluation.value(ofFormula: 0)
      return ball.isBounded ? truth(ball, at: x).map { .known($0) } : nil
    } catch .undefined {
      return .outside
    } catch {
      return nil
    }
  }

  /// The true value far out that the inputs from `lower` to `upper` share.
  private func farValue(from lower: Double, to upper: Double) -> TrueValue? {
    // No half-line begins nearer.
    guard min(abs(lower), abs(upper)) >= 4 else { return nil }
    let truth = farValues.lazy.compactMap {
      lower == upper ? $0.truth(at: lower) : $0.truth(from: lower, to: upper)
    }.first
    return truth.map { .known($0) }
  }

  private func truth(_ ball: Ball, at x: Double) -> Truth? {
    if ball.relativeAccuracyBits >= 80 || ball.isExact {
      // Halfway between two doubles, either serves.
      let nearest = ball.approximation
      let sign = Self.sign(ball.sign)
      guard let remainder = remainders.ulps(of: ball, from: nearest) else {
        return Truth(nearest: nearest, remainder: 0, sign: sign)
      }
      if !ball.isExact, remainder.containsZero {
        return saturatedValue(nearest, from: x, to: x)
          ?? Truth(
            nearest: nearest, remainder: 0, sign: sign, isSideKnown: !format.isEdge(nearest))
      }
      return Truth(nearest: nearest, remainder: remainder.approximation, sign: sign)
    }
    guard let scale = Ball(exactly: Self.scale), let scaled = try? remainders.product(ball, scale)
    else { return nil }
    return negligible(scaled: scaled.doubleBounds, sign: Self.sign(ball.sign))
  }

  /// The one sign of several, if they are one.
  private static func sign(_ signs: ClosedRange<Int>) -> Int? {
    signs.lowerBound == signs.upperBound ? signs.lowerBound : nil
  }

  /// The true value at the inputs from `lower` to `upper`, where it is within 2⁻⁵⁴ of a number, `nearest`, whose
  /// sides matter and that the formula approaches; `nil` where its side is not known.
  func saturatedValue(_ nearest: Double, from lower: Double, to upper: Double) -> Truth? {
    guard format.isEdge(nearest) else { return nil }
    return saturations.lazy.filter { $0.level == nearest }.compactMap {
      $0.truth(from: lower, to: upper)
    }.first
  }

  /// What bounds are multiplied with before they are rounded to doubles, where they could vanish.
  private static let scale = 0x1p100

  /// Far below every number of the format only the sign counts, and around 0 not even that.
  private func negligible(scaled bounds: ClosedRange<Double>, sign: Int?) -> Truth? {
    let resolution = format.unit(of: 0) * Self.scale * 0x1p-30
    guard bounds.lowerBound >= -resolution, bounds.upperBound <= resolution else { return nil }
    return Truth(nearest: 0, remainder: 0, sign: sign)
  }

  private func range(
    from lower: Double, to upper: Double
  ) throws(EvaluationError) -> Enclosure? {
    guard let a = Rational(exactly: lower), let b = Rational(exactly: upper) else { return nil }
    var evaluation = ranges.evaluation(at: Enclosure(Interval(a, b, precision: 64)))
    return try evaluation.value(ofFormula: 0)
  }

  /// Whether the formula is proved to be defined at every real number from `lower` to `upper`.
  func isDefined(from lower: Double, to upper: Double) -> Bool {
    (try? range(from: lower, to: upper)).map { $0.decoration >= .defined } ?? false
  }

  /// The true value that all inputs from `lower` to `upper` share, as far as the format can tell: none is
  /// in the domain, all are far beyond the largest number or far below the smallest, or all lie within
  /// 2⁻²¹ of a unit of one number. `nil` where that is not known.
  func value(from lower: Double, to upper: Double) -> TrueValue? {
    enclosedValue(from: lower, to: upper) ?? farValue(from: lower, to: upper)
  }

  private func enclosedValue(from lower: Double, to upper: Double) -> TrueValue? {
    let range: Enclosure
    do {
      guard let known = try self.range(from: lower, to: upper) else { return nil }
      range = known
    } catch .undefined {
      return .outside
    } catch {
      return nil
    }
    guard range.decoration >= .defined else { return nil }
    if let factor = Rational(exactly: Self.scale), let scale = try? intervals.number(factor),
      let scaled = try? intervals.product(range, scale),
      let truth = negligible(
        scaled: scaled.interval.doubleBounds, sign: Self.sign(range.interval.sign))
    {
      return .known(truth)
    }
    let bounds = range.interval.doubleBounds
    if format != .float64 {
      let far = Double(sign: .plus, exponent: format.maximumExponent + 2, significand: 1)
      if bounds.lowerBound >= far { return .known(Truth(nearest: .infinity, remainder: 0)) }
      if bounds.upperBound <= -far { return .known(Truth(nearest: -.infinity, remainder: 0)) }
    }
    let middle = bounds.lowerBound / 2 + bounds.upperBound / 2
    guard middle.isFinite,
      bounds.upperBound - bounds.lowerBound <= format.unit(of: middle) * 0x1p-21,
      format != .float64
    else { return nil }
    let saturated = saturations.lazy.filter { bounds.contains($0.level) }.compactMap {
      $0.truth(from: lower, to: upper)
    }.first
    let threshold = format.thresholdOfOverflow
    let isOneBinade =
      bounds.lowerBound.exponent == bounds.upperBound.exponent && !bounds.contains(threshold)
      && !bounds.contains(-threshold)
    return .known(
      saturated
        ?? Truth(
          nearest: middle, remainder: 0, sign: Self.sign(range.interval.sign),
          isSideKnown: isOneBinade))
  }

  /// The sign of the formula's growth from `lower` to `upper`, where that is known far out.
  func direction(from lower: Double, to upper: Double) -> Int? {
    farDirections.first { $0.inputs.contains(lower) && $0.inputs.contains(upper) }?.sign
  }
}

extension BallArithmetic {
  /// The numbers of `ball` minus `nearest`, in units in the last place of that double; `nil` of one that is infinite.
  func ulps(of ball: Ball, from nearest: Double) -> Ball? {
    guard nearest.isFinite, let back = Ball(exactly: -nearest) else { return nil }
    // In two steps, since 2¹⁰⁷⁴ is no double.
    let exponent = -Int(nearest.ulp.exponent)
    let factors = [exponent / 2, exponent - exponent / 2].compactMap {
      Ball(exactly: Double(sign: .plus, exponent: $0, significand: 1))
    }
    return try? factors.reduce(sum(ball, back)) { try product($0, $1) }
  }
}
