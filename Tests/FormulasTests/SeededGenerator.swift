import Randomness

extension SplitMix64 {
  /// A number below `bound`, which is positive.
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
