import Networks
import Randomness
import Testing

@testable import Robustness

@Suite("Least distances")
struct LeastDistanceTests {
  @Test("distances of a half-space, by hand", arguments: PerturbationNorm.allCases)
  func halfSpace(norm: PerturbationNorm) {
    // 3x + 4y ≥ 10: 10/5, 10/7, 10/4.
    let half = HalfSpace(normal: [3, 4], offset: -10)
    let distance = half.distance(in: [-9, -9], [9, 9], norm: norm).distance
    let expected: Double =
      switch norm {
      case .l2: 2
      case .linf: 10.0 / 7
      case .l1: 2.5
      }
    #expect(distance <= expected && distance > expected - 1e-12)
    // With y ≤ 1: 3x ≥ 6, so (2, 1) is nearest in all norms.
    let boxed = half.distance(in: [-9, -9], [9, 1], norm: norm).distance
    let nearest: Double =
      switch norm {
      case .l2: 5.0.squareRoot()
      case .linf: 2
      case .l1: 3
      }
    #expect(boxed <= nearest && boxed > nearest - 1e-12)
    // With x, y ≤ 1 there is nothing.
    #expect(half.distance(in: [-1, -1], [1, 1], norm: norm).distance == .infinity)
  }

  @Test("random programs: feasible, and as near as the multipliers allow", arguments: 1...60)
  func random(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let dimension = 1 + seed % 5
    let count = 1 + seed % 7
    let inequalities = (0..<count).map { _ in
      HalfSpace(
        normal: (0..<dimension).map { _ in random.uniform(within: 1) },
        offset: random.uniform(within: 0.6) - 0.3)
    }
    let lower = (0..<dimension).map { _ in -1 + random.uniform(within: 0.5) }
    let upper = (0..<dimension).map { _ in 1 + random.uniform(within: 0.5) }
    for norm in PerturbationNorm.allCases {
      let solution = LeastDistance.solve(inequalities, in: lower, upper, norm: norm)
      var combined = HalfSpace(normal: Array(repeating: 0, count: dimension), offset: 0)
      for (half, multiplier) in zip(inequalities, solution.multipliers) {
        #expect(multiplier >= 0)
        combined.offset += multiplier * half.offset
        for index in 0..<dimension { combined.normal[index] += multiplier * half.normal[index] }
      }
      let bound = combined.distance(in: lower, upper, norm: norm).distance
      guard let point = solution.point else {
        // A contradiction of the inequalities alone need not survive rounding, but nearly.
        combined.offset -= 1e-9
        #expect(combined.distance(in: lower, upper, norm: norm).distance == .infinity)
        continue
      }
      for half in inequalities {
        let value = zip(half.normal, point).reduce(half.offset) { $0 + $1.0 * $1.1 }
        #expect(value > -1e-9)
      }
      for index in 0..<dimension {
        #expect(point[index] > lower[index] - 1e-9 && point[index] < upper[index] + 1e-9)
      }
      #expect((norm.length(point) - bound).magnitude < 1e-7, "\(norm)")
    }
  }
}
