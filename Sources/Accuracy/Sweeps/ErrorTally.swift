import FloatFormats

/// What was counted of the errors of an implementation over a set of inputs.
///
/// Tallies of disjoint sets are added; all sums are of integers, so that the order does not matter.
struct ErrorTally: Hashable, Sendable {
  /// The unit of errors, as a fraction of the unit in the last place.
  static let unit = 0x1p-20

  /// Errors are counted as at most this many units, 2³² ulp: a number that a double holds.
  static let largestError: UInt64 = 1 << 52

  /// Where the true value is large, small, or small beside a root.
  enum Region: Int, CaseIterable, Sendable {
    case bulk, tails, roots
  }

  /// The errors of one region.
  struct Errors: Hashable, Sendable {
    private(set) var count: UInt64 = 0
    private(set) var sum: UInt128 = 0
    private(set) var largest: UInt64 = 0
    /// The input of the largest error, of equal ones that of the smallest bit pattern.
    private(set) var place: UInt64?

    mutating func add(_ error: UInt64, at pattern: UInt64) {
      count += 1
      sum += UInt128(error)
      note(error, at: pattern)
    }

    /// Adds `count` errors with that sum, none of which is larger than the largest known one.
    mutating func add(count: Int, sum: UInt64) {
      self.count += UInt64(count)
      self.sum += UInt128(sum)
    }

    mutating func add(_ other: Errors) {
      count += other.count
      sum += other.sum
      if let place = other.place { note(other.largest, at: place) }
    }

    mutating func note(_ error: UInt64, at pattern: UInt64) {
      if error > largest || place == nil {
        (largest, place) = (error, pattern)
      } else if error == largest, let known = place, pattern < known {
        place = pattern
      }
    }

    init() {}

    init(count: UInt64, sum: UInt128, largest: UInt64, place: UInt64?) {
      (self.count, self.sum, self.largest, self.place) = (count, sum, largest, place)
    }
  }

  /// A kind of wrong result: how often, and the inputs of least magnitude below and above 0 (a negative
  /// zero counts as below).
  struct Findings: Hashable, Sendable {
    private(set) var count: UInt64 = 0
    private(set) var below: UInt64?
    private(set) var above: UInt64?

    mutating func add(at pattern: UInt64, isNegative: Bool) {
      count += 1
      if isNegative { note(&below, pattern) } else { note(&above, pattern) }
    }

    mutating func add(_ other: Findings) {
      count += other.count
      if let place = other.below { note(&below, place) }
      if let place = other.above { note(&above, place) }
    }

    // Among numbers of one sign the order of patterns is that of magnitudes.
    private func note(_ known: inout UInt64?, _ pattern: UInt64) {
      known = min(known ?? pattern, pattern)
    }

    init() {}

    init(count: UInt64, below: UInt64?, above: UInt64?) {
      (self.count, self.below, self.above) = (count, below, above)
    }
  }

  /// The kinds of wrong results.
  enum Finding: String, CaseIterable, Codable, Hashable, Sendable {
    /// NaN where the truth is a number; where a format without infinity overflows, that is right.
    case nan
    /// Infinity where the truth rounds to a finite value.
    case spuriousInfinity
    /// A finite result where the truth rounds to infinity, or infinity of the wrong sign.
    case missedInfinity
    /// 0 where the truth is in the normal range.
    case wrongZero
    /// Not 0, and of the other sign than the truth.
    case wrongSign
    /// Of two neighbouring inputs the results are in the opposite order of the true values.
    case monotonicity
    /// The result is infinite as it should be: where overflow begins.
    case overflow
    /// The error is above 2 units in the last place, or the result is wrong in another way.
    case inaccurate
  }

  /// The errors of finite results, by region.
  var errors = [Errors](repeating: Errors(), count: Region.allCases.count)
  /// Wrong results, by kind.
  var findings = [Findings](repeating: Findings(), count: Finding.allCases.count)
  /// The number of errors in (2^(k−4), 2^(k−3)] ulp at place k from 1 on, and of errors 0 at place 0;
  /// errors up to 1/4 share place 1, those above 2²⁹ the last.
  var histogram = [UInt64](repeating: 0, count: 34)
  /// Results where the function has no derivative, by the bit pattern of the input.
  var kinks: [UInt64: KinkResult] = [:]
  /// Inputs with a true value.
  var inputs: UInt64 = 0
  /// Inputs outside the domain.
  var outside: UInt64 = 0
  /// Inputs whose true value could not be decided.
  var undecided: UInt64 = 0
  /// Results that are not 0, at inputs where the sign of the true value could not be decided.
  var undecidedSigns: UInt64 = 0
  /// Inputs whose true value was computed by Arb, since double precision did not decide.
  var escalations: UInt64 = 0

  mutating func add(_ finding: Finding, at pattern: UInt64, isNegative: Bool) {
    findings[finding.index].add(at: pattern, isNegative: isNegative)
  }

  mutating func add(_ other: ErrorTally) {
    for k in errors.indices { errors[k].add(other.errors[k]) }
    for k in findings.indices { findings[k].add(other.findings[k]) }
    for k in histogram.indices { histogram[k] += other.histogram[k] }
    kinks.merge(other.kinks) { first, _ in first }
    inputs += other.inputs
    outside += other.outside
    undecided += other.undecided
    undecidedSigns += other.undecidedSigns
    escalations += other.escalations
  }

  /// Whether the counts may be those of one set of inputs.
  var holdsTogether: Bool {
    func count(_ kind: Finding) -> UInt64 { findings[kind.index].count }
    let results = errors.reduce(0) { $0 + $1.count }
    let notFinite = count(.nan) + count(.spuriousInfinity) + count(.overflow)
    // Of missed infinities some results are finite.
    let range = (results + notFinite)...(results + notFinite + count(.missedInfinity))
    let sumsAreInRange = errors.allSatisfy {
      $0.sum >= $0.largest && $0.sum <= UInt128($0.count) * UInt128($0.largest)
        && ($0.count > 0) == ($0.place != nil)
    }
    return histogram.reduce(0, +) == results && range.contains(inputs) && sumsAreInRange
  }

  /// The place of an error in the histogram.
  static func bin(of error: UInt64) -> Int {
    guard error > 0 else { return 0 }
    // 2^18 units are a quarter.
    let quarters = (error - 1) >> 18
    return min(1 + (UInt64.bitWidth - quarters.leadingZeroBitCount), 33)
  }

  /// The largest error, in ulp, that a place of the histogram counts; `nil` for the last.
  static func upperEnd(ofBin bin: Int) -> Double? {
    bin == 0 ? 0 : bin == 33 ? nil : Double(sign: .plus, exponent: bin - 3, significand: 1)
  }
}

extension ErrorTally {
  /// Counts one result beside its true value.
  mutating func count(
    _ result: Double, of truth: Truth, in region: Region, at x: Double, format: FloatFormat
  ) {
    let pattern = format.bitPattern(of: x)
    let isNegative = x.sign == .minus
    func note(_ tally: inout ErrorTally, _ finding: Finding) {
      tally.add(finding, at: pattern, isNegative: isNegative)
    }
    let overflows = truth.overflows(in: format)
    guard result.isFinite else {
      let isRight =
        result.isNaN ? !format.hasInfinity : (result < 0) == (truth.nearest < 0)
      if overflows, isRight { return note(&self, .overflow) }
      note(&self, result.isNaN ? .nan : overflows ? .missedInfinity : .spuriousInfinity)
      return note(&self, .inaccurate)
    }
    let ulps = truth.error(of: result, in: format)
    let scaled = (ulps / Self.unit).rounded(.toNearestOrEven)
    let error = scaled < 0x1p52 ? UInt64(scaled) : Self.largestError
    errors[region.rawValue].add(error, at: pattern)
    histogram[Self.bin(of: error)] += 1
    if overflows { note(&self, .missedInfinity) }
    let isWrongZero = result == 0 && truth.isNormal(in: format)
    let isWrongSign = result != 0 && truth.sign.map { $0 != 0 && (result < 0) != ($0 < 0) } ?? false
    if result != 0, truth.sign == nil { undecidedSigns += 1 }
    if isWrongZero { note(&self, .wrongZero) }
    if isWrongSign { note(&self, .wrongSign) }
    if error > 2 << 20 || isWrongZero || isWrongSign { note(&self, .inaccurate) }
  }
}

extension ErrorTally.Finding {
  /// The place in lists by kind.
  var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
