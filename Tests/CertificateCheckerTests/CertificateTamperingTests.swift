import Foundation
import Networks
import Randomness
import Robustness
import Testing

@testable import CertificateChecker

/// A certificate of a network of two hidden layers, and what becomes of it when it is tampered
/// with.
@Suite("Certificates")
struct CertificateTamperingTests {
  private static let original: Data = {
    do {
      var random = SplitMix64(seed: 3)
      let layers = [(2, 6), (6, 6), (6, 3)].map { inputs, units in
        DenseLayer(heInitialised: units, inputs: inputs, using: &random)
      }
      guard let network = Network(layers, hidden: try ActivationFunction("leaky-relu")) else {
        return Data()
      }
      let attackable = try AttackableNetwork(network)
      var attack = AdversarialAttack(attackable)
      attack.recordsProof = true
      attack.box = -4...4
      let answers = try [[0.25, 0.5], [-0.5, 1]].enumerated().map {
        try attack.optimum(of: $1, sample: $0 + 1)
      }
      guard let certificate = AttackCertificate(attackable, answers: answers) else { return Data() }
      return try certificate.data()
    } catch {
      return Data()
    }
  }()

  private typealias Object = [String: Any]

  /// The certificate after a change of the object.
  private func tampered(_ change: (inout [String: Any]) throws -> Void) throws -> Data {
    var object = try #require(
      try JSONSerialization.jsonObject(with: Self.original) as? [String: Any])
    try change(&object)
    return try JSONSerialization.data(withJSONObject: object)
  }

  private func changingClaim(_ change: (inout [String: Any]) throws -> Void) throws -> Data {
    try tampered { file in
      var claims = try #require(file["claims"] as? [[String: Any]])
      try change(&claims[0])
      file["claims"] = claims
    }
  }

  private func changingNodes(
    _ change: (inout [[String: Any]]) throws -> Void
  ) throws -> Data {
    try changingClaim { claim in
      var nodes = try #require(claim["nodes"] as? [[String: Any]])
      try change(&nodes)
      claim["nodes"] = nodes
    }
  }

  private func isRejected(_ data: Data) -> Bool { CertificateVerification(of: data).flaw != nil }

  @Test("the certificate itself is verified, and unchanged by being read and written")
  func original() throws {
    let check = CertificateVerification(of: Self.original)
    #expect(check.flaw == nil)
    #expect(check.claims.count == 2)
    let written = try tampered { _ in }
    #expect(CertificateVerification(of: written) == check)
  }

  @Test("a greater lower bound")
  func greaterBound() throws {
    #expect(
      isRejected(
        try changingClaim { $0["lower"] = try #require($0["lower"] as? Double) * (1 + 1e-7) }))
  }

  @Test("a smaller upper bound")
  func smallerUpper() throws {
    #expect(
      isRejected(
        try changingClaim { $0["upper"] = try #require($0["upper"] as? Double) * (1 - 1e-9) }))
  }

  @Test("a witness that is nearer")
  func witness() throws {
    #expect(
      isRejected(
        try changingClaim { claim in
          let witness = try #require(claim["witness"] as? [Double])
          let input = try #require(claim["input"] as? [Double])
          claim["witness"] = zip(witness, input).map { $1 + 0.999999 * ($0 - $1) }
        }))
  }

  @Test("a witness outside the box")
  func outside() throws {
    #expect(
      isRejected(
        try changingClaim { claim in
          claim["box"] = ["lower": [-4.0, -4.0], "upper": [0.26, 0.51]]
        }))
  }

  @Test("a weight of the network, in the last place")
  func weight() throws {
    #expect(
      isRejected(
        try tampered { file in
          var network = try #require(file["network"] as? [String: Any])
          var layers = try #require(network["layers"] as? [[String: Any]])
          var weights = try #require(layers[0]["weights"] as? [[Double]])
          weights[0][0] *= 1.001
          layers[0]["weights"] = weights
          network["layers"] = layers
          file["network"] = network
        }))
  }

  @Test("a slope of the activation")
  func slope() throws {
    #expect(
      isRejected(
        try tampered { file in
          var network = try #require(file["network"] as? [String: Any])
          var activations = try #require(network["activations"] as? [[String: Any]])
          var pieces = try #require(activations[0]["pieces"] as? [[String: Any]])
          pieces[0]["slope"] = "-1"
          activations[0]["pieces"] = pieces
          network["activations"] = activations
          file["network"] = network
        }))
  }

  @Test("an interval of a unit that is too narrow")
  func interval() throws {
    #expect(
      isRejected(
        try changingNodes { nodes in
          var intervals = try #require(nodes[0]["intervals"] as? [[Double]])
          intervals[0][2] = intervals[0][1] + (intervals[0][2] - intervals[0][1]) * 0.9
          nodes[0]["intervals"] = intervals
        }))
  }

  @Test("a multiplier")
  func multiplier() throws {
    #expect(
      isRejected(
        try changingNodes { nodes in
          for index in nodes.indices {
            guard var proof = nodes[index]["proof"] as? [[String: Any]], !proof.isEmpty else {
              continue
            }
            proof[0]["multiplier"] = 1.5 * (proof[0]["multiplier"] as? Double ?? 0)
            nodes[index]["proof"] = proof
          }
        }))
  }

  @Test("a negative multiplier")
  func negativeMultiplier() throws {
    #expect(
      isRejected(
        try changingNodes { nodes in
          let index = try #require(
            nodes.firstIndex { ($0["proof"] as? [[String: Any]])?.isEmpty == false })
          var proof = try #require(nodes[index]["proof"] as? [[String: Any]])
          proof[0]["multiplier"] = -1.0
          nodes[index]["proof"] = proof
        }))
  }

  @Test("a leaf that is missing, or met twice")
  func missingLeaf() throws {
    #expect(isRejected(try changingNodes { $0.removeLast() }))
    #expect(
      isRejected(
        try changingNodes { nodes in
          let index = try #require(nodes.firstIndex { $0["unit"] != nil || $0["input"] != nil })
          for key in ["unit", "input"] {
            guard var division = nodes[index][key] as? [String: Any] else { continue }
            division["left"] = division["right"]
            nodes[index][key] = division
          }
        }))
  }

  @Test("a leaf without its proof")
  func noProof() throws {
    #expect(
      isRejected(
        try changingNodes { nodes in
          let index = try #require(nodes.firstIndex { $0["proof"] != nil })
          nodes[index]["proof"] = nil
        }))
  }

  @Test("a place of division that is moved on one side only is none: divisions share it")
  func movedDivision() throws {
    #expect(
      isRejected(
        try changingNodes { nodes in
          for index in nodes.indices {
            guard var division = nodes[index]["unit"] as? [String: Any] else { continue }
            division["index"] = ((division["index"] as? Int ?? 0) + 1) % 12
            nodes[index]["unit"] = division
          }
        }))
  }

  @Test("held against a network: its own, and another")
  func ofNetwork() throws {
    func written(_ bias: Double) throws -> Data {
      let layer = try #require(DenseLayer(weights: [[1, 0], [0, 1]], biases: [0, bias]))
      let network = try #require(Network([layer], hidden: .identity))
      return try AttackableNetwork(network).written()
    }
    let own = try tampered { $0["claims"] = [Any]() }
    #expect(CertificateVerification(of: Self.original, ofNetwork: own).flaw == nil)
    #expect(
      CertificateVerification(of: Self.original, ofNetwork: try written(0)).flaw?
        .contains("another network") == true)
    #expect(try written(0) != written(1))
  }

  @Test("a class that is left out")
  func classes() throws {
    #expect(
      isRejected(
        try changingClaim { claim in
          let label = try #require(claim["label"] as? Int)
          claim["targets"] = [label]
        }))
  }

  @Test(
    "what is no certificate is said in one line",
    arguments: [
      "", "{", "[]", "{}", "null", #"{"schema": "actlab.certificate.v1"}"#,
      #"{"schema": "x", "network": {"layers": [], "activations": []}, "claims": []}"#,
      #"{"schema": "actlab.certificate.v1", "network": {"layers": [], "activations": []}, "claims": []}"#,
    ])
  func garbage(text: String) {
    let flaw = CertificateVerification(of: Data(text.utf8)).flaw
    #expect(flaw?.isEmpty == false)
    #expect(flaw?.contains("\n") == false)
  }
}
