import FloatFormats
import Formulas
import Randomness
import Reals

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
    var random = SplitMix64(seed: 7)
    var result: Set<Double> = [0]
    let lowest = format.minimumExponent - format.precision + 1
    for exponent in lowest...format.maximumExponent {
      let count = (-40...12).contains(exponent) ? 4 * density : (exponent % 4 == 0 ? density : 1)
      for _ in 0..<count {
        let x = Double(sign: .plus, exponent: exponent, significand: 1 + random.unit())
        result.formUnion([x, -x])
      }
    }
    for _ in 0..<(250 * density) { result.insert(48 * random.unit() - 24) }
    for mark in marks {
      for exponent in -(format.precision + 2)...0 {
        for _ in 0..<density {
          let h = Double(sign: .plus, exponent: exponent, significand: 1 + random.unit())
          result.formUnion([mark + h, mark - h])
        }
      }
    }
    return Set(result.map { format.rounding($0) }.filter { $0.isFinite }).sorted()
  }
}
