/// A seeded generator of random numbers: the same seed gives the same numbers everywhere.
///
/// Source: G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators",
/// OOPSLA 2014.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator that starts from `seed`.
  public init(seed: UInt64) { state = seed }

  /// A generator of one of the many sequences that belong to `seed`.
  public init(seed: UInt64, stream: UInt64) {
    var mixed = SplitMix64(seed: seed)
    var other = SplitMix64(seed: stream ^ 0x5851_F42D_4C95_7F2D)
    state = mixed.next() ^ other.next()
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 to below 1, uniformly distributed on a grid of 2⁵³ points.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number between `-bound` and `bound`, uniformly distributed on a grid of 2⁵³ points.
  public mutating func uniform(within bound: Double) -> Double { (2 * unit() - 1) * bound }
}
