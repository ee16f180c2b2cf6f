import FloatFormats
import Randomness

/// The inputs of a sweep, in ascending order, in blocks.
public struct SweepInputs: Hashable, Sendable {
  /// How they were chosen.
  public enum Coverage: String, Codable, Hashable, Sendable {
    /// Every finite value of the format, or of a range of it.
    case exhaustive
    /// Some of each binade, more near 0, and the neighbours of notable points.
    case sampled
  }

  private enum Source: Hashable, Sendable {
    /// Places in the order of the format's finite values.
    case places(Range<UInt64>)
    case values([Double])
  }

  /// How inputs were chosen, as reports tell it.
  struct Description: Hashable, Sendable {
    let format: FloatFormat
    let coverage: Coverage
    /// As it was given.
    let range: String?
    /// The number that was asked for.
    let sample: Int?
  }

  /// The number of inputs of a block: what is counted of one stays in the cache of a processor.
  static let blockLength = 8192

  /// The format.
  public let format: FloatFormat
  private let source: Source

  /// Every finite value from `range.lowerBound` to `range.upperBound`, both zeros included.
  public static func all(
    _ format: FloatFormat, in range: ClosedRange<Double> = -.infinity ... .infinity
  ) -> SweepInputs {
    // The first value that is not below the end; −0 is not below 0.
    func place(_ isWithin: (Double) -> Bool) -> UInt64 {
      var (low, high) = (UInt64(0), 2 * format.finiteCount)
      while low < high {
        let middle = low + (high - low) / 2
        if isWithin(format.value(at: middle)) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let first = place { $0 >= range.lowerBound }
    let end = place { $0 > range.upperBound }
    return SweepInputs(format: format, source: .places(first..<max(first, end)))
  }

  /// About `count` values in `range`: half in equal steps of the binades, a quarter in equal steps of the
  /// interval [−24, 24], powers of two, the ends of the range, and the neighbours of `points`; the same for the
  /// same arguments.
  public static func sample(
    _ count: Int, of format: FloatFormat, in range: ClosedRange<Double> = -.infinity ... .infinity,
    near points: [Double]
  ) -> SweepInputs {
    var random = SplitMix64(seed: 7)
    let places = all(format, in: range).places
    guard !places.isEmpty else { return SweepInputs(format: format, source: .values([])) }
    let (low, high) = (format.value(at: places.lowerBound), format.value(at: places.upperBound - 1))
    var result: Set<Double> = [0, low, high]
    result.formUnion(powersOfTwo(of: format, in: low...high, atMost: count / 8))
    for k in 0..<(count / 2) {
      // One at random in each of equal parts of the bit patterns.
      let length = Double(places.upperBound - places.lowerBound) / Double(count / 2)
      let place = places.lowerBound + UInt64((Double(k) + random.unit()) * length)
      result.insert(format.value(at: min(place, places.upperBound - 1)))
    }
    let (left, right) = (max(low, -24), min(high, 24))
    if left < right {
      for k in 0..<(count / 4) {
        let fraction = (Double(k) + random.unit()) / Double(count / 4)
        result.insert(format.rounding(left + (right - left) * fraction))
      }
    }
    let reach = max(2, count / 16 / max(1, points.count))
    for point in points where point.isFinite {
      let nearest = format.rounding(point)
      guard nearest.isFinite else { continue }
      let place = format.ordinal(of: nearest)
      for step in 0...UInt64(min(64, reach)) {
        result.insert(format.value(at: min(place + step, 2 * format.finiteCount - 1)))
        result.insert(format.value(at: place - min(step, place)))
      }
      for _ in 0..<reach {
        let exponent = -Double(format.precision) * random.unit()
        let h = Double(sign: .plus, exponent: Int(exponent), significand: 1 + random.unit())
        result.insert(format.rounding(point + (random.unit() < 0.5 ? h : -h)))
      }
    }
    var kept = result.filter { $0.isFinite && $0 >= low && $0 <= high }.sorted()
    // A set takes the two zeros for one.
    if let zero = kept.firstIndex(of: 0) { kept.replaceSubrange(zero...zero, with: [-0.0, 0]) }
    return SweepInputs(format: format, source: .values(kept))
  }

  /// The powers of two in `range` and their negatives, or as many of them as there may be, in equal steps of the
  /// exponents.
  private static func powersOfTwo(
    of format: FloatFormat, in range: ClosedRange<Double>, atMost limit: Int
  ) -> [Double] {
    let lowest = format.minimumExponent - (format.precision - 1)
    let all = (lowest...format.maximumExponent).flatMap { exponent in
      [-1.0, 1].map { $0 * Double(sign: .plus, exponent: exponent, significand: 1) }
    }.filter { range.contains($0) }.sorted()
    guard all.count > limit else { return all }
    return (0..<limit).map { all[$0 * all.count / limit] }
  }

  /// How they were chosen.
  public var coverage: Coverage {
    if case .places = source { .exhaustive } else { .sampled }
  }

  /// The number of inputs.
  public var count: Int {
    switch source {
    case .places(let places): Int(clamping: places.upperBound - places.lowerBound)
    case .values(let values): values.count
    }
  }

  /// The number of blocks.
  var blockCount: Int { (count + Self.blockLength - 1) / Self.blockLength }

  /// The inputs of a block, and the one that follows it if there is one.
  func block(_ index: Int) -> [Double] {
    let start = index * Self.blockLength
    let end = min(start + Self.blockLength + 1, count)
    switch source {
    case .places(let places):
      let first = places.lowerBound + UInt64(start)
      return format == .float32
        ? Self.floats(first, count: end - start)
        : (0..<UInt64(end - start)).map { format.value(at: first + $0) }
    case .values(let values): return Array(values[start..<end])
    }
  }

  /// The same as `value(at:)` of the format, for many.
  private static func floats(_ first: UInt64, count: Int) -> [Double] {
    let middle = FloatFormat.float32.finiteCount
    let negative = Int(max(min(first + UInt64(count), middle), first) - first)
    return [Double](unsafeUninitializedCapacity: count) { values, initialized in
      let high = UInt32(truncatingIfNeeded: middle &- 1 &- first)
      for i in 0..<negative {
        values[i] = -Double(Float(bitPattern: high &- UInt32(truncatingIfNeeded: i)))
      }
      let low = UInt32(truncatingIfNeeded: first &- middle)
      for i in negative..<count {
        values[i] = Double(Float(bitPattern: low &+ UInt32(truncatingIfNeeded: i)))
      }
      initialized = count
    }
  }

  /// All of them, one after the other.
  var all: [Double] { (0..<blockCount).flatMap { block($0).prefix(length(ofBlock: $0)) } }

  /// The number of inputs of a block, without the one that follows.
  func length(ofBlock index: Int) -> Int {
    min(Self.blockLength, count - index * Self.blockLength)
  }

  private var places: Range<UInt64> {
    if case .places(let places) = source { places } else { 0..<0 }
  }
}
