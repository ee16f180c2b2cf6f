import CertificateChecker
import Foundation
import Networks
import Testing

@testable import Robustness

/// Networks of which the ranges of the activations tell that their class never changes.
@Suite("Classes that never change")
struct ActivationRangeTests {
  /// Two inputs, two hidden units, one output.
  private func network(
    _ activation: String, output: [Double], bias: Double, last: String = "identity"
  ) throws -> Network {
    let hidden = try #require(DenseLayer(weights: [[1, 1], [1, -1]], biases: [0, 0]))
    let outer = try #require(DenseLayer(weights: [output], biases: [bias]))
    let function = try ActivationFunction(activation)
    return try Network(layers: [
      .init(hidden, activation: function),
      .init(outer, activation: last == "identity" ? .identity : try ActivationFunction(last)),
    ])
  }

  @Test(
    "no input of another class anywhere",
    arguments: [
      // The sum is at least 1, at most −1, and above 0 without ever being 0.
      ("relu", [1.0, 2], 1.0, "identity"), ("0", [3, 3], -1, "identity"),
      ("relu6", [-1, -1], -0.5, "identity"), ("sigmoid", [1, 1], 0, "identity"),
      ("relu", [1, -1], 0, "sigmoid"), ("tanh", [1, -1], 0, "softplus"),
      ("relu", [1, -1], 0, "exp(x)"), ("sigmoid", [1, 1], -2, "identity"),
    ])
  func robust(activation: String, output: [Double], bias: Double, last: String) throws {
    let network = try AttackableNetwork(
      network(activation, output: output, bias: bias, last: last))
    var attack = AdversarialAttack(network)
    let result = try attack.optimum(of: [0.5, -0.25]).result
    #expect(result.status == .robust)
    #expect(result.distance.lower == .infinity)
    // A certificate holds what a search of a part of the plane proves.
    attack.recordsProof = true
    let answer = try attack.optimum(of: [0.5, -0.25])
    #expect(answer.result == result || answer.result.status == .robust)
    let certificate = try #require(AttackCertificate(network, answers: [answer]))
    let check = CertificateVerification(of: try certificate.data())
    #expect(check.flaw == nil)
    #expect(check.claims.first.map { $0.lower > 0 && $0.upper == nil } == true)
  }

  @Test(
    "a value that is taken counts, and one that is not does not",
    arguments: [("relu", true), ("sigmoid", false), ("x^2", true), ("exp(-x)", false)])
  func touching(activation: String, isReached: Bool) throws {
    // The output is above 0 but where both units are 0, which ReLU and x² are.
    let network = try AttackableNetwork(network(activation, output: [1, 1], bias: 0))
    let goals = AttackGoal.goals(label: 1, outputCount: 1)
    #expect(network.mayReach(goals[0]) == isReached)
  }
}
