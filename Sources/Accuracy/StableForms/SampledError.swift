import FloatFormats
import Formulas
import Reals

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

/// A true value: the nearest double, and what is left to the truth.
struct Truth {
  let nearest: Double
  let remainder: Double

  func distance(_ result: Double) -> Double { abs((result - nearest) - remainder) }
}

/// Sampled inputs with true values of one formula.
struct TruthTable {
  let format: FloatFormat
  let coverage: String
  /// Inputs in the domain, or perhaps in it, whose true value was not decided.
  private(set) var undecided = 0
  private(set) var rows: [(x: Double, truth: Truth)] = []

  /// Inputs of each binade, in uniform steps near 0, and beside the points `marks`; every input for
  /// formats of 16 bits.
  init(of formula: Formula, format: FloatFormat, marks: [Double], density: Int = 6) {
    self.format = format
    let small = PreparedFormulas([formula], over: BallArithmetic(precision: 160))
    let large = PreparedFormulas([formula], over: BallArithmetic(precision: 1200))
    let isSmall = format == .float16 || format == .bfloat16
    coverage = isSmall ? "exhaustive" : "sampled"
    let inputs = isSmall ? Self.all(format) : Self.sample(format, marks, density)
    let resolution = format.unit(of: 0) * 0x1p-30
    var missing = 0
    func row(_ x: Double) -> (x: Double, truth: Truth)? {
      guard let exact = Ball(exactly: x) else { return nil }
      for prepared in [small, large] {
        var evaluation = prepared.evaluation(at: exact)
        let ball: Ball
        do {
          ball = try evaluation.value(ofFormula: 0)
        } catch .undefined {
          return nil
        } catch {
          continue
        }
        guard ball.isBounded else { continue }
        if ball.relativeAccuracyBits >= 80 || ball.isExact, let nearest = ball.nearestDouble {
          var remainder = 0.0
          if nearest.isFinite, let back = Ball(exactly: -nearest),
            let difference = try? BallArithmetic(precision: 160).sum(ball, back)
          {
            remainder = difference.approximation
          }
          return (x, Truth(nearest: nearest, remainder: remainder))
        }
        // Far below every number of the format only the size counts, and around 0 not the sign.
        let bounds = ball.doubleBounds
        if bounds.upperBound - bounds.lowerBound <= resolution {
          return (x, Truth(nearest: bounds.contains(0) ? 0 : ball.approximation, remainder: 0))
        }
      }
      missing += 1
      return nil
    }
    rows = inputs.compactMap(row)
    undecided = missing
    if !isSmall { addNeighboursOfRoots(row) }
  }

  /// Adds the inputs nearest to roots of the formula, simple or double, as far as the rows show them.
  private mutating func addNeighboursOfRoots(
    _ row: (Double) -> (x: Double, truth: Truth)?
  ) {
    var found: [Double] = []
    for index in rows.indices.dropFirst().dropLast() where abs(rows[index].x) < 32 {
      let (left, middle, right) = (rows[index - 1], rows[index], rows[index + 1])
      var (a, b) = (left.x, right.x)
      if left.truth.nearest * middle.truth.nearest < 0 {
        b = middle.x
        for _ in 0..<60 where a < b {
          let c = a + (b - a) / 2
          guard let value = row(c)?.truth.nearest else { break }
          if value * left.truth.nearest > 0 { a = c } else { b = c }
        }
      } else if abs(middle.truth.nearest) < 0.02 * min(1, abs(middle.x)),
        abs(middle.truth.nearest) < abs(left.truth.nearest),
        abs(middle.truth.nearest) < abs(right.truth.nearest)
      {
        for _ in 0..<90 {
          let (c, d) = (a + (b - a) * 0.4, a + (b - a) * 0.6)
          guard let u = row(c)?.truth.nearest, let v = row(d)?.truth.nearest else { break }
          if abs(u) < abs(v) { b = d } else { a = c }
        }
      } else {
        continue
      }
      found.append(a)
      if found.count >= 40 { break }
    }
    for root in found {
      let nearest = format.rounding(root)
      for step in -4...4 {
        if let more = row(nearest + Double(step) * format.unit(of: nearest)) { rows.append(more) }
      }
    }
    rows.sort { $0.x < $1.x }
  }

  /// The errors of an implementation in the format.
  func error(of implementation: (Double) -> Double) -> SampledError {
    var result = SampledError(coverage: coverage, undecided: undecided)
    for (x, truth) in rows {
      result.count(format.rounding(implementation(x)), at: x, truth: truth, format: format)
    }
    return result
  }

  private static func all(_ format: FloatFormat) -> [Double] {
    var result: [Double] = []
    for bits in UInt16.min...UInt16.max {
      let x: Double
      if format == .bfloat16 {
        x = Double(Float(bitPattern: UInt32(bits) << 16))
      } else {
        let exponent = Int(bits >> 10 & 31)
        guard exponent < 31 else { continue }
        let fraction = Double(bits & 1023) / 1024
        let size =
          exponent == 0
          ? fraction * 0x1p-14
          : Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction)
        x = bits >> 15 == 1 ? -size : size
      }
      if x.isFinite { result.append(x) }
    }
    return result.sorted()
  }

  private static func sample(_ format: FloatFormat, _ marks: [Double], _ density: Int) -> [Double] {
    var state: UInt64 = 7
    func unit() -> Double {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
    }
    var result: Set<Double> = [0]
    let lowest = format.minimumExponent - format.precision + 1
    for exponent in lowest...format.maximumExponent {
      let count = (-40...12).contains(exponent) ? 4 * density : (exponent % 4 == 0 ? density : 1)
      for _ in 0..<count {
        let x = Double(sign: .plus, exponent: exponent, significand: 1 + unit())
        result.formUnion([x, -x])
      }
    }
    for _ in 0..<(250 * density) { result.insert(48 * unit() - 24) }
    for mark in marks {
      for exponent in -(format.precision + 2)...0 {
        for _ in 0..<density {
          let h = Double(sign: .plus, exponent: exponent, significand: 1 + unit())
          result.formUnion([mark + h, mark - h])
        }
      }
    }
    return Set(result.map { format.rounding($0) }.filter { $0.isFinite }).sorted()
  }
}
