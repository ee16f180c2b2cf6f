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

  @Test(
    "without a box no tried input is nearer than the lower bound, and the certificate says so",
    arguments: [
      "relu", "relu6", "hardtanh", "x if x > 0.25 else 0", "max(x/3, min(x, 1) - 1/7)", "abs(x)",
    ])
  func unbounded(activation: String) throws {
    for seed in 1...60 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      let shape = [[2, 3, 1], [1, 2, 1], [2, 2, 3], [3, 3, 2]][Int(seed % 4)]
      let network = try network(shape, activation: activation, random: &random)
      let attackable = try AttackableNetwork(network)
      let origin = (0..<shape[0]).map { _ in (random.uniform(within: 2) * 16).rounded() / 16 }
      for norm in PerturbationNorm.allCases {
        var attack = AdversarialAttack(attackable)
        attack.norm = norm
        attack.nodeLimit = 5_000
        attack.recordsProof = true
        let answer = try attack.optimum(of: origin)
        let lower = answer.result.distance.lower
        // Along random rays, to within the lower bound.
        let label = attackable.predictedClass(origin)
        for _ in 0..<200 {
          let direction = origin.map { _ in random.uniform(within: 1) }
          let radius = min(lower, 1e6) * (1 - 1e-9) * random.uniform(within: 1).magnitude
          let length = norm.length(direction)
          let x = zip(origin, direction).map { $0 + radius * $1 / length }
          #expect(
            attackable.predictedClass(x) == label || lower == 0,
            "\(activation) \(seed) \(norm) \(x)")
        }
        let certificate = try #require(AttackCertificate(attackable, answers: [answer]))
        let check = CertificateVerification(of: try certificate.data())
        #expect(check.flaw == nil, "\(activation) \(seed) \(norm)")
      }
    }
  }
}
