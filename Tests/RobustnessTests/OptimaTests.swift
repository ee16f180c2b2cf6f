import CertificateChecker
import Foundation
import Networks
import Testing

@testable import Robustness

@Suite("Known optima")
struct OptimaTests {
  @Test("all reference optima, in three norms", arguments: ["xor_relu", "moons_relu"])
  func reference(name: String) throws {
    let network = try AttackableNetwork(
      Network(contentsOf: ReferenceOptimum.resource("\(name).onnx")))
    let points = try ReferenceOptimum.points(name)
    let optima = try ReferenceOptimum.all(name)
    #expect(optima.count == 3 * points.count)
    for optimum in optima {
      var attack = AdversarialAttack(network)
      attack.norm = optimum.norm
      attack.box = ReferenceOptimum.box(name)
      let result = try attack.optimum(of: points[optimum.sample]).result
      #expect(result.status == .optimal, "\(optimum)")
      #expect(result.attained == true)
      #expect(result.distance.lower <= result.distance.upper)
      #expect((result.distance.upper - optimum.distance).magnitude < 1e-6, "\(optimum)")
      #expect((result.distance.lower - optimum.distance).magnitude < 1e-6, "\(optimum)")
    }
  }

  @Test("the seed's network is √2/4 away from all four samples")
  func seed() throws {
    let attack = AdversarialAttack(try AttackableNetwork(Network.xor()))
    for (input, label) in [([0.0, 0.0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)] {
      let result = try attack.optimum(of: input, label: label).result
      let exact = 2.0.squareRoot() / 4
      #expect(result.distance.lower <= exact.nextUp)
      #expect(result.distance.upper >= exact.nextDown)
      #expect(result.distance.upper - result.distance.lower < 1e-12)
      #expect(result.target == 1 - label)
    }
  }

  @Test("JumpReLU with threshold 1/2 in the seed's network, by hand")
  func jump() throws {
    // f = h₁ − 2h₂ − 1/2 with sums z₁ = x₁ + x₂ and z₂ = z₁ − 1: the class changes where z₁ crosses
    // 1/2 or 3/2. At z₁ = 1/2 itself the unit is silent, so that (0, 0) only comes near.
    let network = try Network.xor().withActivation(ActivationFunction("x if x > 1/2 else 0"))
    let attack = AdversarialAttack(try AttackableNetwork(network))
    let exact = 2.0.squareRoot() / 4
    for (input, label, isAttained) in [
      ([0.0, 0.0], 0, false), ([0, 1], 1, true), ([1, 0], 1, true), ([1, 1], 0, true),
    ] {
      let result = try attack.optimum(of: input, label: label).result
      #expect(result.status == .optimal, "\(input)")
      #expect((result.distance.lower - exact).magnitude < 1e-12)
      #expect((result.distance.upper - exact).magnitude < 1e-9)
      #expect(result.attained == isAttained, "\(input)")
    }
  }

  @Test("a class that only a line of inputs has is found, by hand")
  func line() throws {
    // Hard shrink with 1/2: f = h₁ − 2h₂ − 1/2 is above 0 at the origin, where h₂ = −1. Only at
    // z₁ = 1/2, where both units are silent, is it below 0 before z₁ = 3/2.
    let network = try Network.xor().withActivation(ActivationFunction("x if abs(x) > 1/2 else 0"))
    let result = try AdversarialAttack(AttackableNetwork(network)).optimum(of: [0, 0]).result
    #expect(result.status == .optimal)
    #expect(result.witness == [0.25, 0.25])
    #expect(result.attained == true)
  }

  @Test("a constant network is robust in any box")
  func robust() throws {
    let dense = try #require(DenseLayer(weights: [[0, 0]], biases: [-1]))
    let network = try #require(Network([dense], hidden: .identity))
    var attack = AdversarialAttack(try AttackableNetwork(network))
    attack.box = -1...1
    let result = try attack.optimum(of: [0.5, 0]).result
    #expect(result.status == .robust)
    #expect(result.distance.lower == .infinity)
    #expect(result.witness == nil)
  }

  @Test("a point of another class than its label is its own adversarial example")
  func misclassified() throws {
    let attack = AdversarialAttack(try AttackableNetwork(Network.xor()))
    let result = try attack.optimum(of: [0, 0], label: 1).result
    #expect(result.distance == .init(lower: 0, upper: 0))
    #expect(result.witness == [0, 0])
  }

  @Test("what does not fit is said")
  func misfits() throws {
    let network = try AttackableNetwork(Network.xor())
    var attack = AdversarialAttack(network)
    #expect(throws: AttackError.self) { try attack.optimum(of: [0]) }
    #expect(throws: AttackError.self) { try attack.optimum(of: [0, .nan]) }
    #expect(throws: AttackError.self) { try attack.optimum(of: [0, 0], label: 2) }
    attack.target = 0
    #expect(throws: AttackError.self) { try attack.optimum(of: [0, 0], label: 0) }
    attack.target = nil
    attack.box = 0.5...1
    #expect(throws: AttackError.self) { try attack.optimum(of: [0, 0], label: 0) }
  }
}
