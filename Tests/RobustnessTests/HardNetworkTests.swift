import CertificateChecker
import Foundation
import Networks
import Testing

@testable import Robustness

/// Networks and points on which a search once went wrong.
@Suite("Networks that are hard to attack")
struct HardNetworkTests {
  private func answer(
    _ name: String, _ norm: PerturbationNorm, _ input: [Double], box: ClosedRange<Double>? = nil
  ) throws -> (attackable: AttackableNetwork, answer: AdversarialAttack.Answer) {
    let network = try AttackableNetwork(
      Network(contentsOf: ReferenceOptimum.resource("hard/\(name).json")))
    var attack = AdversarialAttack(network)
    attack.norm = norm
    attack.box = box
    attack.recordsProof = true
    return (network, try attack.optimum(of: input))
  }

  private func flaw(
    _ network: AttackableNetwork, _ answer: AdversarialAttack.Answer
  ) throws -> String? {
    let certificate = try #require(AttackCertificate(network, answers: [answer]))
    return CertificateVerification(of: try certificate.data()).flaw.map { "\($0)" }
  }

  /// A network, a point, and an input of another class that is nearer than what was once called proved.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let norm: PerturbationNorm
    let input: [Double]
    let other: [Double]
    var testDescription: String { name }
  }

  private static let cases = [
    Case(
      name: "relu", norm: .l2, input: [0.55, -0.01, -0.55], other: [1.6413, 0.4222, -0.9481]),
    Case(
      name: "relu6", norm: .l1, input: [0.29, 0.44, 0.51], other: [0.29, -0.4652, -0.3729]),
    Case(
      name: "jump", norm: .l2, input: [0.31, 1.18, -1.05], other: [-1.285, -0.75, -1.97]),
  ]

  /// The search begins in the unit ball, where there is no example; a ray finds one far out, and the nearest
  /// is between.
  @Test("an example beyond the radius of the search is not taken for the nearest", arguments: cases)
  func beyond(_ item: Case) throws {
    let (network, answer) = try answer(item.name, item.norm, item.input)
    let label = network.predictedClass(item.input)
    let size = item.norm.length(zip(item.other, item.input).map { $0 - $1 })
    if network.predictedClass(item.other) != label {
      #expect(answer.result.distance.lower <= size + 1e-12)
    }
    let (_, boxed) = try self.answer(item.name, item.norm, item.input, box: -40...40)
    #expect(answer.result.status == .optimal && boxed.result.status == .optimal)
    #expect(
      (answer.result.distance.upper - boxed.result.distance.upper).magnitude
        < 1e-9 * boxed.result.distance.upper)
    #expect(try flaw(network, answer) == nil)
  }

  @Test("a witness lies in the box to the last bit")
  func box() throws {
    for input in [
      [0.36792696885930537, 0.838787960253694], [-1.5635358953781435, 0.511741527100286],
    ] {
      let (network, answer) = try answer("steps", .l1, input, box: -2...2.5)
      let witness = try #require(answer.result.witness)
      #expect(witness.allSatisfy { (-2...2.5).contains($0) })
      #expect(try flaw(network, answer) == nil)
    }
  }

  /// Its second derivative, 1/√(x² + 1)³, cancels in intervals.
  @Test("lines beside √(x² + 1) are verified")
  func smooth() throws {
    let (network, answer) = try answer("smooth", .linf, [1, 2])
    #expect(answer.result.status == .optimal)
    #expect(try flaw(network, answer) == nil)
  }
}
