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
  private let remainders = BallArithmetic(precision: 160)
  private let intervals = IntervalArithmetic(precision: 160)
  private let ranges: PreparedFormulas<IntervalArithmetic>
  private let formula: Formula
  private lazy var saturations = Saturation.all(of: formula)
  private lazy var farValues = FarValues.all(of: formula, format: format)

  init(of formula: Formula, format: FloatFormat) {
    self.format = format
    self.formula = formula
    coarse = PreparedFormulas([formula], over: BallArithmetic(precision: 160))
    fine = PreparedFormulas([formula], over: BallArithmetic(precision: 1200))
    ranges = PreparedFormulas([formula], over: intervals)
  }

  /// The true value at one input.
  func value(at x: Double) -> TrueValue {
    guard let exact = Ball(exactly: x) else { return .undecided }
    return enclosedValue(coarse, at: x, exact) ?? farValue(from: x, to: x)
      ?? enclosedValue(fine, at: x, exact) ?? .undecided
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
    if ball.relativeAccuracyBits >= 80 || ball.isExact, let nearest = ball.nearestDouble {
      guard nearest.isFinite, let back = Ball(exactly: -nearest),
        let difference = try? remainders.sum(ball, back)
      else { return Truth(nearest: nearest, remainder: 0) }
      if difference.containsZero {
        return saturatedValue(nearest, from: x, to: x) ?? Truth(nearest: nearest, remainder: 0)
      }
      return Truth(nearest: nearest, remainder: difference.approximation)
    }
    guard let scale = Ball(exactly: Self.scale), let scaled = try? remainders.product(ball, scale)
    else { return nil }
    return negligible(scaled: scaled.doubleBounds)
  }

  /// The true value at the inputs from `lower` to `upper`, where it is within 2⁻⁵⁴ of a power of two,
  /// `nearest`, that the formula approaches; `nil` where its side is not known.
  func saturatedValue(_ nearest: Double, from lower: Double, to upper: Double) -> Truth? {
    guard nearest.isPowerOfTwo else { return nil }
    return saturations.lazy.filter { $0.level == nearest }.compactMap {
      $0.truth(from: lower, to: upper)
    }.first
  }

  /// What bounds are multiplied with before they are rounded to doubles, where they could vanish.
  private static let scale = 0x1p100

  /// Far below every number of the format only the sign counts, and around 0 not even that.
  private func negligible(scaled bounds: ClosedRange<Double>) -> Truth? {
    let resolution = format.unit(of: 0) * Self.scale * 0x1p-30
    guard bounds.lowerBound >= -resolution, bounds.upperBound <= resolution else { return nil }
    // Of float64 no double is so small.
    let least = format == .float64 ? 0 : Double.leastNonzeroMagnitude
    if bounds.lowerBound > 0 { return Truth(nearest: least, remainder: 0) }
    if bounds.upperBound < 0 { return Truth(nearest: -least, remainder: 0) }
    return Truth(nearest: 0, remainder: 0)
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
      let truth = negligible(scaled: scaled.interval.doubleBounds)
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
    return .known(saturated ?? Truth(nearest: middle, remainder: 0))
  }
}
