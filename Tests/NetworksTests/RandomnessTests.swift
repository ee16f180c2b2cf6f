import Networks
import Randomness
import Testing

@Suite("Networks and samples from a seed")
struct RandomnessTests {
  @Test("He initialisation has mean 0 and variance 2/inputs")
  func initialisation() {
    var random = SplitMix64(seed: 3)
    let layer = DenseLayer(heInitialised: 400, inputs: 50, using: &random)
    let weights = Array(layer.weights.joined())
    #expect(weights.count == 20_000)
    #expect(layer.biases.allSatisfy { $0 == 0 })
    let mean = weights.reduce(0, +) / 20_000
    let variance = weights.reduce(0) { $0 + $1 * $1 } / 20_000
    // Five standard errors: of the mean 0.2/√20000, of the variance 0.036/√20000.
    #expect(mean.magnitude < 0.0071)
    #expect((variance - 0.04).magnitude < 0.0013)
  }

  @Test("Moons have their shape and alternate")
  func moons() {
    var random = SplitMix64(seed: 5)
    let samples = Sample.twoMoons(count: 6, noise: 0, using: &random)
    // Angles 0, π/2 and π of both half circles, centred at (1/2, 1/4).
    let points = [
      [0.5, -0.25], [-0.5, 0.25], [-0.5, 0.75], [0.5, -0.75], [-1.5, -0.25], [1.5, 0.25],
    ]
    #expect(samples.count == 6)
    for (index, (sample, point)) in zip(samples, points).enumerated() {
      #expect(agree(sample.input, point, tolerance: 1e-15))
      #expect(sample.target == [Double(index % 2)])
    }
    #expect(Sample.twoMoons(count: 0, noise: 0, using: &random).isEmpty)
    #expect(Sample.twoMoons(count: 1, noise: 0, using: &random).count == 1)
  }
}
