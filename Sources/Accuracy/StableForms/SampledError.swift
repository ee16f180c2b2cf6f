import FloatFormats

/// What a sweep over sampled inputs found; `coverage` is "exhaustive" for formats of 16 bits.
public struct SampledError: Codable, Hashable, Sendable {
  /// "sampled" or "exhaustive".
  public let coverage: String
  /// The number of inputs with a true value.
  public private(set) var inputs = 0
  /// Inputs that were left out because their true value was not decided.
  public let undecided: Int
  /// The largest error in ulp of the true value, among finite results.
  public private(set) var maxUlp = 0.0
  /// Where.
  public private(set) var at: Double?
  /// The largest error where |true value| ≥ 2⁻⁶.
  public private(set) var bulkMaxUlp = 0.0
  /// Results 0 where the truth is in the normal range.
  public private(set) var wrongZeros = 0
  /// NaN where the truth is a number.
  public private(set) var nans = 0
  /// Infinity where the truth rounds to a finite value.
  public private(set) var spuriousInfinities = 0
  /// Results of the wrong sign.
  public private(set) var wrongSigns = 0
  /// The inputs of least magnitude below and above 0 where the result is first wrong by more than
  /// 2 ulp or in another way.
  public private(set) var firstBelow: Double?
  /// See ``firstBelow``.
  public private(set) var firstAbove: Double?

  init(coverage: String, undecided: Int) {
    self.coverage = coverage
    self.undecided = undecided
  }

  /// Whether nothing is wrong and no error is above 2 ulp.
  public var meetsTarget: Bool {
    maxUlp <= 2 && wrongZeros + nans + spuriousInfinities + wrongSigns == 0
  }

  /// Less is better: wrong results first, then the largest error.
  var rank: Double {
    Double(wrongZeros + nans + spuriousInfinities + wrongSigns) * 1e30 + min(maxUlp, 1e29)
  }

  mutating func count(_ result: Double, at x: Double, truth: Truth, format: FloatFormat) {
    inputs += 1
    var isWrong = true
    let unit = format.unit(of: truth.nearest)
    if result.isNaN {
      nans += 1
    } else if result.isInfinite {
      isWrong = format.rounding(truth.nearest).isFinite
      if isWrong { spuriousInfinities += 1 }
    } else {
      let error =
        format.rounding(truth.nearest).isInfinite ? .infinity : truth.distance(result) / unit
      let smallest = Double(sign: .plus, exponent: format.minimumExponent, significand: 1)
      if result == 0, abs(truth.nearest) >= smallest { wrongZeros += 1 }
      if result != 0, truth.nearest != 0, (result < 0) != (truth.nearest < 0) { wrongSigns += 1 }
      if error > maxUlp { (maxUlp, at) = (error, x) }
      if abs(truth.nearest) >= 0x1p-6 { bulkMaxUlp = max(bulkMaxUlp, error) }
      isWrong = error > 2
    }
    guard isWrong else { return }
    if x < 0 { firstBelow = max(firstBelow ?? x, x) } else { firstAbove = min(firstAbove ?? x, x) }
  }
}
