import CertificateChecker
import Networks
import Randomness
import Robustness
import Testing

/// Honest certificates of networks with curved activations, of which some have sums far out: the lines
/// there are next to nothing, or next to an asymptote.
@Suite("Certificates of smooth networks")
struct SmoothCertificateTests {
  private func verification(
    of network: Network, at input: [Double]
  ) throws -> (status: AttackResult.Status, check: CertificateVerification) {
    let attackable = try AttackableNetwork(network)
    var attack = AdversarialAttack(attackable)
    attack.recordsProof = true
    attack.nodeLimit = 500
    let answer = try attack.optimum(of: input)
    let certificate = try #require(AttackCertificate(attackable, answers: [answer]))
    return (answer.result.status, CertificateVerification(of: try certificate.data()))
  }

  @Test(
    "sums far from 0",
    arguments: [
      "gelu", "exp(-x^2)", "sigmoid", "log-sigmoid", "softplus", "mish", "tanh", "silu", "erf",
    ], [40.0, 300, 10_000])
  func farOut(activation: String, distance: Double) throws {
    let hidden = try #require(DenseLayer(weights: [[1], [0.5]], biases: [0, 1]))
    let outer = try #require(DenseLayer(weights: [[1, 0.7]], biases: [-0.5]))
    let network = try #require(
      Network([hidden, outer], hidden: try ActivationFunction(activation)))
    let (status, check) = try verification(of: network, at: [-distance])
    #expect(status != .gap)
    #expect(check.flaw == nil)
    #expect(check.claims.first.map { $0.lower > 0 } == true)
  }

  @Test("random networks", arguments: ["softplus", "log-sigmoid", "sigmoid", "mish", "gelu"])
  func random(activation: String) throws {
    var random = SplitMix64(seed: 60)
    for scale in [1.0, 5, 20] {
      let layers = [(2, 4), (4, 4), (4, 2)].map { inputs, units in
        var layer = DenseLayer(heInitialised: units, inputs: inputs, using: &random)
        layer.biases = layer.biases.map { _ in random.uniform(within: 0.5) }
        return layer
      }
      let network = try #require(Network(layers, hidden: try ActivationFunction(activation)))
      let input = [random.uniform(within: scale), random.uniform(within: scale)]
      #expect(try verification(of: network, at: input).check.flaw == nil, "\(scale)")
    }
  }
}
