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
    // A certificate says the same, and is verified by the ranges alone.
    attack.recordsProof = true
    let answer = try attack.optimum(of: [0.5, -0.25])
    #expect(answer.result == result)
    let check = CertificateVerification(of: try certificate(network, answer))
    #expect(check.flaw == nil)
    #expect(check.claims.map(\.lower) == [.infinity])
    #expect(check.claims.first?.upper == nil)
  }

  private func certificate(
    _ network: AttackableNetwork, _ answer: AdversarialAttack.Answer
  ) throws -> Data {
    try #require(AttackCertificate(network, answers: [answer])).data()
  }

  @Test(
    "certificates for all inputs, of activations whose ends are values, limits or irrational",
    arguments: [
      "square", "hard-swish", "star-relu", "arctan", "lisht", "phish", "gelu", "mish", "erf",
      "softsign", "cosine", "gaussian", "elu", "hard-tanh", "jump-relu",
    ])
  func everywhere(activation: String) throws {
    let network = try AttackableNetwork(network(activation, output: [1, 2], bias: 25))
    var attack = AdversarialAttack(network)
    attack.recordsProof = true
    let answer = try attack.optimum(of: [0.5, -0.25])
    #expect(answer.result.status == .robust)
    let data = try certificate(network, answer)
    #expect(CertificateVerification(of: data).claims.map(\.lower) == [.infinity])
    // The least value is above −10, but below −25/300: the same claim is false of smaller biases.
    let text = try #require(String(data: data, encoding: .utf8))
    for bias in ["-1", "-25"] {
      let changed = text.replacingOccurrences(of: "\"biases\":[25]", with: "\"biases\":[\(bias)]")
      #expect(changed != text)
      #expect(CertificateVerification(of: Data(changed.utf8)).flaw != nil, "\(bias)")
    }
  }

  @Test(
    "where the outputs can come to 0 but not below, it matters whether they do",
    arguments: [
      ("hard-tanh", 3, false), ("hard-tanh", 4, true), ("tanh", 3, true), ("erf", 3, true),
      ("erf", 2, false), ("sigmoid", 0, true), ("sigmoid", -1, false), ("relu", 0, false),
      ("1 if x > 0 else 2 if x < -1 else 3", -3, false),
      ("1 if x > 0 else 2 if x < -1 else 3", -2, true), ("max(0.5, -x)", -1, true),
    ])
  func ties(activation: String, bias: Int, isRobust: Bool) throws {
    let network = try AttackableNetwork(network(activation, output: [1, 2], bias: 25))
    var attack = AdversarialAttack(network)
    attack.recordsProof = true
    let data = try certificate(network, attack.optimum(of: [0.5, -0.25]))
    let text = try #require(String(data: data, encoding: .utf8))
    let changed = text.replacingOccurrences(of: "\"biases\":[25]", with: "\"biases\":[\(bias)]")
    #expect(changed != text)
    #expect(CertificateVerification(of: Data(changed.utf8)).isVerified == isRobust)
  }

  @Test("a range that is too narrow, or missing, is rejected")
  func range() throws {
    let network = try AttackableNetwork(network("gelu", output: [1, 2], bias: 25))
    var attack = AdversarialAttack(network)
    attack.recordsProof = true
    let data = try certificate(network, attack.optimum(of: [0.5, -0.25]))
    var object = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let original = try #require(object["network"] as? [String: Any])
    for end in ["-1/10", "0", "x", nil] {
      var changed = original
      var activations = try #require(changed["activations"] as? [[String: Any]])
      activations[0]["from"] = end
      changed["activations"] = activations
      object["network"] = changed
      let flaw = CertificateVerification(
        of: try JSONSerialization.data(withJSONObject: object)
      ).flaw
      #expect(flaw != nil, "\(end ?? "none")")
    }
  }

  @Test("no certificate of an infinite distance beside a witness, or where an example exists")
  func infinite() throws {
    let network = try AttackableNetwork(network("tanh", output: [1, 1], bias: 0.5))
    var attack = AdversarialAttack(network)
    attack.recordsProof = true
    let data = try certificate(network, attack.optimum(of: [0.5, -0.25]))
    var object = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: Any])
    var claims = try #require(object["claims"] as? [[String: Any]])
    claims[0]["lower"] = "inf"
    object["claims"] = claims
    func flaw() throws -> String? {
      CertificateVerification(of: try JSONSerialization.data(withJSONObject: object)).flaw
    }
    #expect(try flaw()?.contains("witness") == true)
    for key in ["witness", "upper", "target"] { claims[0][key] = nil }
    object["claims"] = claims
    #expect(try flaw()?.contains("exclude") == true)
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
