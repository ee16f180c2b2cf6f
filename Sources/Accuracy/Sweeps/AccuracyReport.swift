import Analysis
import FloatFormats
import Foundation

/// What a sweep found: the errors of one implementation of a function in a format.
///
/// It holds exact counts and sums, so that reports of the parts of a sweep can be joined to the report of
/// the whole, to the bit; see ``merging(_:)``.
public struct AccuracyReport: Codable, Hashable, Sendable {
  /// What is computed.
  public enum Quantity: String, Codable, Hashable, Sendable, CaseIterable {
    case value, derivative
  }

  /// What was swept.
  public struct Subject: Codable, Hashable, Sendable {
    /// The function, as the parser reads it.
    public var function: String
    /// Value or derivative.
    public var of: Quantity
    /// `naive`, `stable`, or what names a program.
    public var implementation: String

    /// A subject with these names.
    public init(function: String, of quantity: Quantity, implementation: String) {
      (self.function, of, self.implementation) = (function, quantity, implementation)
    }
  }

  /// The errors of finite results in one region.
  public struct Region: Codable, Hashable, Sendable {
    /// The number of inputs.
    public let inputs: UInt64
    /// The largest error in ulp; errors above 2³² count as 2³².
    public let maxUlp: Double
    /// Where, of equal errors at the input of the smallest bit pattern; `null` without inputs.
    @Nullable public private(set) var at: Double?
    /// The mean error in ulp.
    public let meanUlp: Double
    /// The sum of all errors in units of 2⁻²⁰ ulp, each rounded to the nearest whole number, in decimal.
    public let sum: String
  }

  /// A kind of wrong result: how often, and where first.
  public struct Finding: Codable, Hashable, Sendable {
    /// The number of inputs.
    public let count: UInt64
    /// The input below 0 of least magnitude; a negative zero is below 0.
    @Nullable public private(set) var below: Double?
    /// The input from 0 on of least magnitude.
    @Nullable public private(set) var above: Double?
  }

  /// A bar of the histogram.
  public struct Bar: Codable, Hashable, Sendable {
    /// The largest error in ulp that it counts, the smallest being above the bar before; `null` for the last.
    @Nullable public private(set) var upTo: Double?
    /// The number of inputs.
    public let count: UInt64
  }

  /// The name of the schema.
  public private(set) var schema = "actlab.accuracy.v1"
  /// The function as the parser reads it.
  public let function: String
  /// The format.
  public let dtype: FloatFormat
  /// Value or derivative.
  public let of: Quantity
  /// `naive`, `stable`, or what names a program.
  public let implementation: String
  /// How the inputs were chosen.
  public let coverage: SweepInputs.Coverage
  /// The range of the inputs as it was given; `null` for all.
  @Nullable public private(set) var range: String?
  /// The number of inputs that were asked for, of a sample.
  @Nullable public private(set) var sample: Int?
  /// The part, `i/n`; `null` for the whole.
  @Nullable public private(set) var shard: String?
  /// Whether all inputs of the part were tried; not after an interruption.
  public let isComplete: Bool
  /// The number of inputs with a true value.
  public let inputs: UInt64
  /// Inputs outside the domain.
  public let outside: UInt64
  /// Inputs whose true value was not decided; they are left out.
  public let undecided: UInt64
  /// Results that are not 0, at inputs where the sign of the true value was not decided: whether they have it is
  /// not known, and they are not among ``wrongSigns``.
  public let undecidedSigns: UInt64
  /// Inputs whose true value was computed by Arb, since double precision did not decide.
  public let escalations: UInt64
  /// The largest error in ulp of the true value, among finite results; ``largestUlp`` stands for all that are as
  /// large or larger.
  public let maxUlp: Double
  /// Where; `null` without inputs.
  @Nullable public private(set) var at: Double?
  /// The bit pattern of that input.
  @Nullable public private(set) var atBits: String?
  /// The mean error of finite results.
  public let meanUlp: Double
  /// The largest error where |true value| ≥ 2⁻⁶.
  public let bulkMaxUlp: Double
  /// Where |true value| ≥ 2⁻⁶.
  public let bulk: Region
  /// Where it is smaller, except beside roots.
  public let tails: Region
  /// Where it is smaller, within 2⁻⁶·max(1, |r|) of a root r.
  public let roots: Region
  /// Results 0 where the truth is in the normal range.
  public let wrongZeros: UInt64
  /// NaN where the truth is a number that the format can hold, or an infinity.
  public let nans: UInt64
  /// Infinity where the truth rounds to a finite value.
  public let spuriousInfinities: UInt64
  /// Finite results where the truth rounds to infinity, or infinity of the wrong sign; the error of such a result is
  /// that to 2¹⁰²⁴ where the truth is beyond it.
  public let missedInfinities: UInt64
  /// Results of the wrong sign.
  public let wrongSigns: UInt64
  /// Neighbours whose results are in the opposite order of their true values.
  public let monotonicityViolations: UInt64
  /// Where each kind of finding is met first: also `overflow`, where the result is infinite and should be,
  /// and `inaccurate`, where the error is above 2 ulp or the result wrong in another way.
  public let first: [String: Finding]
  /// Results where the function has no derivative, which are not counted otherwise; in ascending order of
  /// inputs.
  public let kinks: [KinkResult]
  /// The errors of finite results by size.
  public let histogram: [Bar]

  /// Whether nothing is wrong and no error is above `ulps`; errors of 2³² ulp or more are above every bound.
  public func isWithin(ulps: Double) -> Bool {
    maxUlp <= ulps && maxUlp < Self.largestUlp && wrongResults == 0
  }

  /// Errors are counted as at most this many ulp, 2³².
  public static let largestUlp = Double(ErrorTally.largestError) * ErrorTally.unit

  /// Whether nothing is wrong and no error is above 2 ulp.
  public var meetsTarget: Bool { isWithin(ulps: 2) }

  /// The number of results that are wrong by their kind, not their size.
  public var wrongResults: UInt64 {
    wrongZeros + nans + spuriousInfinities + missedInfinities + wrongSigns
      + UInt64(kinks.count { $0.within == false })
  }

  /// Results that are wrong by their kind, or by more than all the counted sizes of errors.
  private var uselessResults: UInt64 { wrongResults + (histogram.last?.count ?? 0) }

  /// Whether it is better than another: fewer useless results, then a smaller largest error, then, where that
  /// is beyond all bounds in both, one in the bulk.
  func isBetter(than other: AccuracyReport) -> Bool {
    if uselessResults != other.uselessResults { return uselessResults < other.uselessResults }
    if maxUlp != other.maxUlp { return maxUlp < other.maxUlp }
    return !meetsTarget && bulkMaxUlp < other.bulkMaxUlp
  }

  /// The finding of a kind.
  func finding(_ kind: ErrorTally.Finding) -> Finding {
    first[kind.rawValue] ?? Finding(count: 0, below: nil, above: nil)
  }
}

extension AccuracyReport {
  /// The report of a tally.
  init(
    of tally: ErrorTally, _ subject: Subject, inputs set: SweepInputs.Description, shard: String?,
    isComplete: Bool
  ) {
    let format = set.format
    let regions = tally.errors.map { Region(of: $0, format: format) }
    let all = tally.errors.reduce(into: ErrorTally.Errors()) { $0.add($1) }
    let total = Region(of: all, format: format)
    func count(_ kind: ErrorTally.Finding) -> UInt64 { tally.findings[kind.index].count }
    function = subject.function
    of = subject.of
    implementation = subject.implementation
    dtype = format
    coverage = set.coverage
    range = set.range
    sample = set.sample
    self.shard = shard
    self.isComplete = isComplete
    inputs = tally.inputs
    outside = tally.outside
    undecided = tally.undecided
    undecidedSigns = tally.undecidedSigns
    escalations = tally.escalations
    maxUlp = total.maxUlp
    at = total.at
    atBits = all.place.map { format.hexadecimal($0) }
    meanUlp = total.meanUlp
    bulk = regions[ErrorTally.Region.bulk.rawValue]
    tails = regions[ErrorTally.Region.tails.rawValue]
    roots = regions[ErrorTally.Region.roots.rawValue]
    bulkMaxUlp = bulk.maxUlp
    wrongZeros = count(.wrongZero)
    nans = count(.nan)
    spuriousInfinities = count(.spuriousInfinity)
    missedInfinities = count(.missedInfinity)
    wrongSigns = count(.wrongSign)
    monotonicityViolations = count(.monotonicity)
    first = Dictionary(
      uniqueKeysWithValues: ErrorTally.Finding.allCases.compactMap { kind in
        let found = tally.findings[kind.index]
        guard found.count > 0 else { return nil }
        return (
          kind.rawValue,
          Finding(
            count: found.count, below: found.below.map { format.value(ofBitPattern: $0) },
            above: found.above.map { format.value(ofBitPattern: $0) })
        )
      })
    kinks = tally.kinks.values.sorted { format.ordinal(of: $0.at) < format.ordinal(of: $1.at) }
    histogram = tally.histogram.enumerated().map { bin, count in
      Bar(upTo: ErrorTally.upperEnd(ofBin: bin), count: count)
    }
  }

  /// The tally that the report was made of.
  ///
  /// - Throws: ``MergeError/damaged`` if the report does not hold together.
  func tally() throws -> ErrorTally {
    var tally = ErrorTally()
    guard histogram.count == tally.histogram.count, countsAreInRange else {
      throw MergeError.damaged
    }
    for (bin, bar) in histogram.enumerated() {
      guard bar.upTo == ErrorTally.upperEnd(ofBin: bin) else { throw MergeError.damaged }
      tally.histogram[bin] = bar.count
    }
    tally.errors = try [bulk, tails, roots].map { try $0.errors(format: dtype) }
    for kind in ErrorTally.Finding.allCases {
      let found = finding(kind)
      tally.findings[kind.index] = ErrorTally.Findings(
        count: found.count,
        below: try found.below.map { try dtype.pattern(read: $0 == 0 ? -0.0 : $0) },
        above: try found.above.map { try dtype.pattern(read: $0 == 0 ? 0 : $0) })
    }
    for kink in kinks { tally.kinks[try dtype.pattern(read: kink.at)] = kink }
    (tally.inputs, tally.outside) = (inputs, outside)
    (tally.undecided, tally.undecidedSigns) = (undecided, undecidedSigns)
    tally.escalations = escalations
    // As texts, in which NaN is equal to itself.
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    encoder.outputFormatting = .sortedKeys
    let (given, again) = try (encoder.encode(self), encoder.encode(again(of: tally)))
    guard tally.holdsTogether, given == again else { throw MergeError.damaged }
    return tally
  }

  /// The report of the same subject and inputs that a tally gives.
  private func again(of tally: ErrorTally) -> AccuracyReport {
    AccuracyReport(
      of: tally, Subject(function: function, of: of, implementation: implementation),
      inputs: SweepInputs.Description(
        format: dtype, coverage: coverage, range: range, sample: sample),
      shard: shard, isComplete: isComplete)
  }

  /// Whether no count is above that of all doubles, so that those of all parts have a sum.
  private var countsAreInRange: Bool {
    let counts =
      [
        inputs, outside, undecided, undecidedSigns, escalations, bulk.inputs, tails.inputs,
        roots.inputs,
      ]
      + histogram.map(\.count) + ErrorTally.Finding.allCases.map { finding($0).count }
    return counts.allSatisfy { $0 <= AccuracyReport.Region.largestCount }
  }
}

extension AccuracyReport.Region {
  /// More inputs are not counted: of more than 2³² only samples are tried.
  fileprivate static let largestCount: UInt64 = 1 << 40

  fileprivate init(of errors: ErrorTally.Errors, format: FloatFormat) {
    inputs = errors.count
    maxUlp = Double(errors.largest) * ErrorTally.unit
    at = errors.place.map { format.value(ofBitPattern: $0) }
    meanUlp =
      errors.count == 0 ? 0 : Double(errors.sum) / Double(errors.count) * ErrorTally.unit
    sum = "\(errors.sum)"
  }

  fileprivate func errors(format: FloatFormat) throws -> ErrorTally.Errors {
    guard let sum = UInt128(sum), maxUlp >= 0, maxUlp <= AccuracyReport.largestUlp,
      sum <= UInt128(Self.largestCount) * UInt128(ErrorTally.largestError)
    else {
      throw AccuracyReport.MergeError.damaged
    }
    return ErrorTally.Errors(
      count: inputs, sum: sum, largest: UInt64(maxUlp / ErrorTally.unit),
      place: try at.map { try format.pattern(read: $0) })
  }
}

extension FloatFormat {
  /// A bit pattern in hexadecimal, with all its digits.
  fileprivate func hexadecimal(_ pattern: UInt64) -> String {
    let digits = String(pattern, radix: 16)
    return "0x" + String(repeating: "0", count: bitWidth / 4 - digits.count) + digits
  }

  /// The bit pattern of an input that stands in a report.
  fileprivate func pattern(read input: Double) throws -> UInt64 {
    guard input.isFinite, rounding(input) == input else {
      throw AccuracyReport.MergeError.damaged
    }
    return bitPattern(of: input)
  }
}
