import CertificateChecker
import Foundation
import Networks
import Randomness
import Testing

@testable import Robustness

/// Random networks of two inputs against a dense grid, which knows nothing of bounds.
@Suite("Random networks")
struct RandomNetworkTests {
  /// A network whose weights are multiples of 1/16.
  private func network(
    _ shape: [Int], activation: String, random: inout SplitMix64
  ) throws -> Network {
    let layers = try zip(shape, shape.dropFirst()).map { inputs, units in
      try #require(
        DenseLayer(
          weights: (0..<units).map { _ in
            (0..<inputs).map { _ in (random.uniform(within: 2) * 16).rounded() / 16 }
          }, biases: (0..<units).map { _ in (random.uniform(within: 1) * 16).rounded() / 16 }))
    }
    return try #require(
      Network(layers, hidden: ActivationFunction(activation, rule: .framework(.pytorch))))
  }

  /// The least distance of a point of the grid on [−2, 2]² of another class, or on a tie.
  private func gridDistance(
    _ network: Network, _ origin: [Double], label: Int, norm: PerturbationNorm, steps: Int
  ) -> Double {
    var least = Double.infinity
    for i in 0...steps {
      for j in 0...steps {
        let x = [i, j].map { -2 + 4 * Double($0) / Double(steps) }
        let difference = zip(x, origin).map { $0 - $1 }
        let distance =
          switch norm {
          case .l2: hypot(difference[0], difference[1])
          case .linf: max(difference[0].magnitude, difference[1].magnitude)
          case .l1: difference[0].magnitude + difference[1].magnitude
          }
        guard distance < least else { continue }
        let outputs = network.forward(x).outputs
        let isReached =
          outputs.count == 1
          ? (label == 0 ? outputs[0] >= 0 : outputs[0] <= 0)
          : outputs.indices.contains { $0 != label && outputs[$0] >= outputs[label] }
        if isReached { least = distance }
      }
    }
    return least
  }

  @Test(
    "no point of a grid is nearer than the lower bound, and the witness is as near as the grid",
    arguments: [
      "relu", "leaky-relu", "abs(x)", "hardtanh", "hardshrink", "relu6",
      "x if x > 0.25 else 0", "1 if x >= 0 else 0", "sign(x)", "max(x/3, min(x, 1) - 1/7)",
      "tanh", "gelu", "softplus", "silu", "sigmoid", "elu", "selu", "sin(x)", "hardswish",
    ])
  func grid(activation: String) throws {
    let isCurved = try !AttackableNetwork(
      Network.xor().withActivation(ActivationFunction(activation))
    ).isPiecewiseLinear
    for seed in 1...4 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      let shape = [[2, 3, 1], [2, 4, 3], [2, 3, 3, 2], [2, 5, 1]][Int(seed) - 1]
      let network = try network(shape, activation: activation, random: &random)
      let attackable = try AttackableNetwork(network)
      for norm in PerturbationNorm.allCases {
        let origin = [0.3125, -0.4375]
        let label = attackable.predictedClass(origin)
        var attack = AdversarialAttack(attackable)
        attack.norm = norm
        attack.box = -2...2
        attack.tolerance = isCurved ? 1e-6 : nil
        attack.nodeLimit = 5_000
        attack.recordsProof = !isCurved || seed <= 2
        let answer = try attack.optimum(of: origin, label: label)
        let result = answer.result
        let steps = isCurved ? 100 : 200
        let grid = gridDistance(network, origin, label: label, norm: norm, steps: steps)
        #expect(result.distance.lower <= grid + 1e-9, "\(activation) \(seed) \(norm)")
        // Ties on a thin set, and open cells that touch, are seen by no grid.
        if result.status == .optimal, attackable.isContinuous, grid.isFinite {
          #expect(result.distance.upper <= grid + 1e-4, "\(activation) \(seed) \(norm)")
        }
        if attackable.isContinuous {
          #expect(result.status != .gap, "\(activation) \(seed) \(norm)")
        }
        if let witness = result.witness {
          let outputs = network.forward(witness).outputs
          if outputs.count == 1 {
            #expect(label == 0 ? outputs[0] > -1e-9 : outputs[0] < 1e-9)
          } else {
            #expect(outputs[result.target ?? label] >= outputs[label] - 1e-9)
          }
        }
        if attack.recordsProof,
          let certificate = AttackCertificate(attackable, answers: [answer])
        {
          let check = CertificateVerification(of: try certificate.data())
          #expect(check.flaw == nil, "\(activation) \(seed) \(norm)")
        }
      }
    }
  }
}
