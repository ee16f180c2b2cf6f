import CFLINT

@testable import Reals

/// What a variable of a floating-point program holds, for all arguments in a box at once.
///
/// The argument is x(t), t in −1 … 1. The variable holds model(t) + Σ εₖ·noise[k], where the numbers εₖ, each of
/// magnitude at most 1, depend on t, and are the same for all variables of a run: they are what the roundings
/// did, one εₖ a rounding. So errors that cancel are seen to cancel.
///
/// The standard model of floating point, to nearest: a result of magnitude at most 2ᵉ is off by at most 2^(e−54),
/// half a unit in the last place below 2ᵉ, and never by more than 2^(max(e, −1021)−54). A result is exact where it is a
/// whole multiple of some 2^g and not above 2^(g+53); that contains Sterbenz's lemma, products with short
/// constants, and what the rounding of a sum leaves over.
struct RoundedValue {
  /// The symbols εₖ handed out in a run.
  final class Run {
    private(set) var count = 0

    func symbol() -> Int {
      count += 1
      return count
    }
  }

  struct Noise {
    let symbol: Int
    var size: Estimate
  }

  let model: TaylorPolynomial
  /// By ascending symbols.
  let noise: [Noise]
  /// The value is a multiple of 2 to this power.
  let grid: Int
  /// The value lies in it.
  let span: Span
  /// The value, where it is the same for the whole box; the only values that may be infinite or NaN.
  let constant: Double?

  init(constant: Double) {
    model = TaylorPolynomial(constant)
    noise = []
    grid = Self.grid(of: constant)
    span = Span(lower: constant, upper: constant)
    self.constant = constant
  }

  /// All floating-point numbers from `lower` to `upper`, which have one sign.
  init(from lower: Double, to upper: Double) {
    model = TaylorPolynomial(from: lower, to: upper)
    noise = []
    grid = Self.lastPlace(of: min(abs(lower), abs(upper)))
    span = Span(lower: lower, upper: upper)
    constant = lower == upper ? lower : nil
  }

  /// The value within `span`, a multiple of 2^grid.
  init(_ model: TaylorPolynomial, _ noise: [Noise], grid: Int, span: Span? = nil) {
    self.model = model
    self.noise = noise
    self.grid = grid
    let own = model.span.widened(by: Self.total(noise))
    self.span = span ?? own
    constant = nil
  }

  /// The sum of the magnitudes.
  static func total(_ noise: [Noise]) -> Double {
    noise.isEmpty
      ? 0 : Estimate.enlarged(noise.reduce(0) { $0 + $1.size.magnitude } * (1 + 0x1p-40))
  }

  private static func grid(of value: Double) -> Int {
    guard value.isFinite, value != 0 else { return 4000 }
    return lastPlace(of: abs(value)) + value.significandBitPattern.trailingZeros
  }

  /// The exponent of the unit in the last place of numbers of at least this magnitude.
  static func lastPlace(of magnitude: Double) -> Int {
    magnitude < .leastNormalMagnitude ? -1074 : max(-1074, Int(magnitude.exponent) - 52)
  }

  /// The value rounded, `exact` being what the operation gives before; its noise has no symbol yet for this
  /// rounding.
  private static func rounded(_ exact: RoundedValue, in run: Run) -> RoundedValue {
    let greatest = exact.span.greatest
    guard greatest > 0 else { return exact }
    // The least e for which the magnitude is at most 2^e.
    let exponent =
      greatest.isInfinite ? 1024 : Int(greatest.exponent) + (greatest.significand == 1 ? 0 : 1)
    if exact.grid >= -1074, exponent <= exact.grid + 53 { return exact }
    let half = Double(sign: .plus, exponent: max(exponent - 54, -1074), significand: 1)
    let noise = exact.noise + [Noise(symbol: run.symbol(), size: Estimate(middle: half, radius: 0))]
    return RoundedValue(
      exact.model, noise, grid: max(-1074, exact.grid, lastPlace(of: exact.span.least)),
      // Rounding is monotone, and the ends are floating-point numbers.
      span: exact.span)
  }

  private static func merged(
    _ a: [Noise], _ b: [Noise], _ combine: (Estimate?, Estimate?) -> Estimate
  ) -> [Noise] {
    var result: [Noise] = []
    result.reserveCapacity(a.count + b.count)
    var i = 0
    var j = 0
    while i < a.count || j < b.count {
      if j == b.count || (i < a.count && a[i].symbol < b[j].symbol) {
        result.append(Noise(symbol: a[i].symbol, size: combine(a[i].size, nil)))
        i += 1
      } else if i == a.count || b[j].symbol < a[i].symbol {
        result.append(Noise(symbol: b[j].symbol, size: combine(nil, b[j].size)))
        j += 1
      } else {
        result.append(Noise(symbol: a[i].symbol, size: combine(a[i].size, b[j].size)))
        i += 1
        j += 1
      }
    }
    return result
  }
}

extension RoundedValue {
  static prefix func - (a: RoundedValue) -> RoundedValue {
    if let constant = a.constant { return RoundedValue(constant: -constant) }
    return RoundedValue(
      -a.model, a.noise.map { Noise(symbol: $0.symbol, size: -$0.size) }, grid: a.grid,
      span: Span(lower: -a.span.upper, upper: -a.span.lower))
  }

  static func sum(_ a: RoundedValue, _ b: RoundedValue, in run: Run) -> RoundedValue {
    if let c = a.constant, let d = b.constant { return RoundedValue(constant: c + d) }
    if a.constant?.isFinite == false { return a }
    if b.constant?.isFinite == false { return b }
    if a.constant == 0 { return b }
    if b.constant == 0 { return a }
    let noise = merged(a.noise, b.noise) { x, y in
      if let x, let y { return x + y }
      return x ?? y ?? Estimate(middle: 0, radius: 0)
    }
    return rounded(RoundedValue(a.model + b.model, noise, grid: min(a.grid, b.grid)), in: run)
  }

  static func product(_ a: RoundedValue, _ b: RoundedValue, in run: Run) throws -> RoundedValue {
    if let c = a.constant, let d = b.constant { return RoundedValue(constant: c * d) }
    guard a.constant?.isFinite != false, b.constant?.isFinite != false else {
      throw Undecided("a product with an infinity")
    }
    let left = a.model.span.estimate
    let right = b.model.span.estimate
    let noise: [Noise]
    var model = a.model * b.model
    if let factor = a.constant ?? b.constant {
      let scale = Estimate(middle: factor, radius: 0)
      noise = (a.constant == nil ? a : b).noise.map {
        Noise(symbol: $0.symbol, size: $0.size * scale)
      }
    } else {
      noise = merged(a.noise, b.noise) { x, y in
        switch (x, y) {
        case (let x?, let y?): x * right + y * left
        case (let x?, nil): x * right
        case (nil, let y?): y * left
        case (nil, nil): Estimate(middle: 0, radius: 0)
        }
      }
      model = model.blurred(by: Estimate.enlarged(total(a.noise) * total(b.noise)))
    }
    let exact = RoundedValue(model, noise, grid: a.grid + b.grid)
    if let factor = a.constant ?? b.constant, factor.significand == 1,
      exact.grid >= -1074 || exact.span.least >= .leastNormalMagnitude
    {
      // A power of two changes the exponent alone.
      return exact
    }
    return rounded(exact, in: run)
  }

  static func quotient(_ a: RoundedValue, _ b: RoundedValue, in run: Run) throws -> RoundedValue {
    if let c = a.constant, let d = b.constant { return RoundedValue(constant: c / d) }
    if b.constant?.isInfinite == true { return RoundedValue(constant: 0) }
    // A divisor that may have overflowed gives 0; all else that overflows ends in an infinity or NaN.
    guard b.span.greatest.isFinite else { throw Undecided("a divisor that may be infinite") }
    guard a.constant?.isFinite != false, let inverse = b.model.reciprocal, b.span.least > 0 else {
      throw Undecided("a divisor that may be 0")
    }
    let quotient = a.model * inverse
    let value = quotient.span.estimate
    let scale = b.model.span.reciprocal
    guard b.model.span.least > 0 else { throw Undecided("a divisor that may be 0") }
    // (A + a)/(B + b) = A/B + (a − b·A/B)/B − b·(a − b·A/B)/(B·(B + b)).
    let noise = merged(a.noise, b.noise) { x, y in
      switch (x, y) {
      case (let x?, let y?): (x - y * value) * scale
      case (let x?, nil): x * scale
      case (nil, let y?): -(y * value) * scale
      case (nil, nil): Estimate(middle: 0, radius: 0)
      }
    }
    let second = total(b.noise) * total(noise) * (1 / b.span.least).nextUp
    let model = quotient.blurred(by: b.noise.isEmpty ? 0 : Estimate.enlarged(second))
    return rounded(RoundedValue(model, noise, grid: -5000), in: run)
  }

  /// Bounds of what the models and what the noises differ by, for two values of one run.
  func distance(from other: RoundedValue) -> (model: Ball, noise: Double) {
    let rest = Self.merged(noise, other.noise) { x, y in
      if let x, let y { return x - y }
      return x ?? y ?? Estimate(middle: 0, radius: 0)
    }
    return ((model - other.model).magnitude(from: 0), Self.total(rest))
  }

  /// The value with the lower 27 bits of its significand cleared, for values in one binade: a multiple of
  /// 2^(e−25), nearer to 0 by less than that.
  func high(in run: Run) -> RoundedValue? {
    if let constant {
      return RoundedValue(constant: Double(bitPattern: (constant.bitPattern >> 27) << 27))
    }
    guard span.least >= .leastNormalMagnitude, span.least.exponent == span.greatest.exponent else {
      return nil
    }
    let half = Double(sign: .plus, exponent: Int(span.least.exponent) - 26, significand: 1)
    let shift = TaylorPolynomial(span.lower > 0 ? -half : half)
    let lost = Noise(symbol: run.symbol(), size: Estimate(middle: half, radius: 0))
    return RoundedValue(model + shift, noise + [lost], grid: Int(span.least.exponent) - 25)
  }

  /// |a|, for a value that has one sign.
  var absolute: RoundedValue? {
    if let constant { return RoundedValue(constant: abs(constant)) }
    return span.lower >= 0 ? self : span.upper <= 0 ? -self : nil
  }
}

/// A box too wide for something to be known of all its arguments.
struct Undecided: Error {
  let what: String
  init(_ what: String) { self.what = what }
}

extension UInt64 {
  /// The zeros at the end, of 52 for a significand without digits.
  fileprivate var trailingZeros: Int { self == 0 ? 52 : trailingZeroBitCount }
}
