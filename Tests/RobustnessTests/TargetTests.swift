import CertificateChecker
import Foundation
import Networks
import Randomness
import Testing

@testable import Robustness

/// Attacks that ask for one class of several: it must not be below any other.
@Suite("Targets")
struct TargetTests {
  private func network(_ weights: [[Double]], _ biases: [Double]) throws -> AttackableNetwork {
    let dense = try #require(DenseLayer(weights: weights, biases: biases))
    return try AttackableNetwork(try #require(Network([dense], hidden: .identity)))
  }

  private func verification(
    _ network: AttackableNetwork, _ answer: AdversarialAttack.Answer
  ) throws -> CertificateVerification {
    let certificate = try #require(AttackCertificate(network, answers: [answer]))
    return CertificateVerification(of: try certificate.data())
  }

  @Test("a class that is greatest nowhere is not reached, by hand")
  func hidden() throws {
    // Outputs 0, x − 1, 2x − 1: class 1 is above class 0 from 1 on, where class 2 is greater.
    let network = try network([[0], [1], [2]], [0, -1, -1])
    var attack = AdversarialAttack(network)
    attack.box = -8...8
    attack.target = 1
    attack.recordsProof = true
    let answer = try attack.optimum(of: [0], label: 0)
    #expect(answer.result.status == .robust)
    #expect(answer.result.witness == nil)
    let check = try verification(network, answer)
    #expect(check.claims.first?.targets == [1])
    #expect(check.claims.first.map { ($0.lower - 8).magnitude < 1e-12 } == true)
    attack.target = nil
    let result = try attack.optimum(of: [0], label: 0).result
    #expect(result.target == 2)
    #expect((result.distance.upper - 0.5).magnitude < 1e-9)
  }

  @Test("a class behind another, by hand")
  func behind() throws {
    // Outputs 0, x − 1, 2x − 3: class 1 from 1 on, class 2 from 2 on.
    let network = try network([[0], [1], [2]], [0, -1, -3])
    var attack = AdversarialAttack(network)
    attack.recordsProof = true
    for (target, distance) in [(1, 1.0), (2, 2)] {
      attack.target = target
      let answer = try attack.optimum(of: [0])
      #expect(answer.result.status == .optimal)
      #expect(answer.result.target == target)
      #expect((answer.result.distance.lower - distance).magnitude < 1e-9)
      #expect((answer.result.distance.upper - distance).magnitude < 1e-9)
      #expect(try verification(network, answer).flaw == nil)
    }
  }

  @Test(
    "random networks of four classes against a grid",
    arguments: ["relu", "tanh", "x if x > 0.25 else 0"])
  func grid(activation: String) throws {
    var random = SplitMix64(seed: 11)
    var targeted = 0
    for _ in 1...3 {
      let layers = [(2, 5), (5, 4)].map { inputs, units in
        var layer = DenseLayer(heInitialised: units, inputs: inputs, using: &random)
        layer.biases = layer.biases.map { _ in random.uniform(within: 0.25) }
        return layer
      }
      let network = try #require(Network(layers, hidden: try ActivationFunction(activation)))
      let attackable = try AttackableNetwork(network)
      let origin = [0.3125, -0.4375]
      let label = attackable.predictedClass(origin)
      for target in 0..<4 where target != label {
        var attack = AdversarialAttack(attackable)
        attack.box = -2...2
        attack.target = target
        attack.recordsProof = true
        attack.nodeLimit = 20_000
        let answer = try attack.optimum(of: origin)
        var nearest = Double.infinity
        for i in 0...200 {
          for j in 0...200 {
            let x = [i, j].map { -2 + Double($0) / 50 }
            let outputs = network.forward(x).outputs
            if outputs.allSatisfy({ $0 <= outputs[target] }) {
              nearest = min(nearest, hypot(x[0] - origin[0], x[1] - origin[1]))
            }
          }
        }
        let result = answer.result
        #expect(result.distance.lower <= nearest + 1e-9, "\(activation) \(target)")
        if let witness = result.witness {
          targeted += 1
          let outputs = network.forward(witness).outputs
          #expect(result.target == target)
          #expect(outputs.allSatisfy { $0 <= outputs[target] + 1e-9 }, "\(activation) \(target)")
          if attackable.isContinuous {
            #expect(result.status == .optimal, "\(activation) \(target) \(result)")
            // A cell of the grid, along its diagonal.
            #expect(nearest <= result.distance.upper + 0.03 || nearest == .infinity)
          }
        } else {
          #expect(nearest == .infinity, "\(activation) \(target) \(result)")
        }
        #expect(try verification(attackable, answer).flaw == nil, "\(activation) \(target)")
      }
    }
    #expect(targeted > 3)
  }

  @Test("where three classes meet, the witness is inside of both boundaries, by hand")
  func corner() throws {
    // Outputs 0.1, x/3 + y/7 and x/7 + y/3 − 0.1 …: class 1 is greatest where it is above both others.
    let network = try network([[0, 0], [1 / 3.0, 1 / 7.0], [1 / 7.0, 1 / 3.0]], [0.1, 0, 0.05])
    for norm in PerturbationNorm.allCases {
      var attack = AdversarialAttack(network)
      attack.norm = norm
      attack.target = 1
      attack.recordsProof = true
      let answer = try attack.optimum(of: [-0.3, 0.4], label: 0)
      #expect(answer.result.status == .optimal, "\(norm) \(answer.result)")
      let witness = try #require(answer.result.witness)
      let outputs = [
        0.1, witness[0] / 3 + witness[1] / 7, witness[0] / 7 + witness[1] / 3 + 0.05,
      ]
      // At the corner itself all three are level.
      #expect(outputs.allSatisfy { ($0 - 0.1).magnitude < 1e-9 } || norm != .l2)
      #expect(outputs.allSatisfy { $0 <= outputs[1] + 1e-12 })
      #expect(try verification(network, answer).flaw == nil)
    }
  }

  @Test(
    "classes that are level at a single input, which is then the nearest",
    arguments: ["relu", "abs(x)", "x^2"])
  func point(activation: String) throws {
    // Class 1 is −Σ f(±xᵢ), below class 0 but at 0, where both are 0.
    let hidden = try #require(
      DenseLayer(weights: [[1, 0], [-1, 0], [0, 1], [0, -1]], biases: [0, 0, 0, 0]))
    let outer = try #require(
      DenseLayer(weights: [[0, 0, 0, 0], [-1, -1, -1, -1]], biases: [0, 0]))
    let network = try AttackableNetwork(
      try #require(Network([hidden, outer], hidden: try ActivationFunction(activation))))
    var attack = AdversarialAttack(network)
    attack.target = 1
    attack.nodeLimit = 20_000
    let result = try attack.optimum(of: [0.3, 0.4], label: 0).result
    #expect(result.witness == [0, 0], "\(result)")
    #expect((result.distance.upper - 0.5).magnitude < 1e-9)
    if activation != "x^2" { #expect(result.status == .optimal) }
  }

  @Test("a certificate of a class that stands in front of the target is rejected for the target")
  func tampered() throws {
    let network = try network([[0], [1], [2]], [0, -1, -1])
    var attack = AdversarialAttack(network)
    attack.recordsProof = true
    let certificate = try #require(
      AttackCertificate(network, answers: [try attack.optimum(of: [0])]))
    var object = try #require(
      try JSONSerialization.jsonObject(with: certificate.data()) as? [String: Any])
    var claims = try #require(object["claims"] as? [[String: Any]])
    claims[0]["targets"] = [1]
    claims[0]["target"] = 1
    claims[0]["witness"] = [1.0]
    claims[0]["upper"] = 1.0
    object["claims"] = claims
    let check = CertificateVerification(of: try JSONSerialization.data(withJSONObject: object))
    #expect(check.flaw?.contains("the witness is not of class 1") == true)
  }
}
