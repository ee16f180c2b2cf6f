import Foundation
import Networks
import Testing

@Suite("Dying units")
struct DyingUnitsExperimentTests {
  @Test("ReLU units die and stay dead", arguments: [1, 2, 3] as [UInt64])
  func reluDies(seed: UInt64) throws {
    let run = try run("relu", seed: seed)
    let before = run.epochs[50]
    #expect(before.loss < 0.45 && before.deadUnits < 8)
    #expect(run.afterShock?.deadUnits == 8)
    #expect(run.epochs.dropFirst(51).allSatisfy { $0.deadUnits == 8 && $0.silentUnits == 8 })
    #expect(run.epochs.dropFirst(51).allSatisfy { $0.gradientNorms[0] == 0 })
    #expect(run.probeAfterShock?.isFlat == true)
    #expect(run.probeAtEnd?.isFlat == true)
    // Only the output's bias is left to learn: the loss cannot fall below that of a coin.
    let end = try #require(run.epochs.last)
    #expect(end.loss > 0.69)
    #expect(end.epoch == 200)
  }

  @Test("Units with a slope on the left come back", arguments: [1, 2, 3] as [UInt64])
  func othersRecover(seed: UInt64) throws {
    for function in ["leaky-relu", "softplus"] {
      let run = try run(function, seed: seed)
      let shock = try #require(run.afterShock)
      let end = try #require(run.epochs.last)
      #expect(shock.silentUnits == 8 && shock.deadUnits == 0)
      #expect(run.epochs.allSatisfy { $0.deadUnits == 0 })
      #expect(run.probeAfterShock?.isFlat == false)
      #expect(end.silentUnits < 8, "\(function)")
      #expect(end.loss < 0.45 && end.loss < shock.loss, "\(function): \(end.loss)")
    }
  }

  @Test("Central differences agree with backpropagation away from kinks")
  func differences() throws {
    let probe = try #require(try run("softplus", seed: 1).probeAfterShock)
    #expect(probe.differences.map(\.parameter) == ["w1", "w2", "b"])
    #expect((probe.greatestSum + 1).magnitude < 1e-12)
    for difference in probe.differences {
      // The error is ε²|L‴|/6 with ε = 1e-3, and rounding of the order 1e-16/ε.
      #expect((difference.centralDifference - difference.derivative).magnitude < 2e-6)
      #expect(
        difference.centralDifference == (difference.lossAbove - difference.lossBelow) / 2e-3)
    }
  }

  @Test("The same seed gives the same bytes, and another seed others")
  func determinism() throws {
    var experiment = DyingUnitsExperiment()
    experiment.epochsAfter = 5
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let first = try encoder.encode(experiment.run(activations("relu", "softplus")))
    #expect(try encoder.encode(experiment.run(activations("relu", "softplus"))) == first)
    let decoded = try JSONDecoder().decode(DyingUnitsResult.self, from: first)
    #expect(try encoder.encode(decoded) == first)
    experiment.seed = 7
    #expect(try encoder.encode(experiment.run(activations("relu", "softplus"))) != first)
  }

  @Test("A run that diverges says when, and stays encodable")
  func divergence() throws {
    let result = DyingUnitsExperiment().run(try activations("1e60*x^3", "sqrt(-1 - x^2)"))
    #expect(result.runs.map(\.divergedAt) != [nil, nil])
    #expect(result.runs.last?.divergedAt == 0)
    #expect(result.runs.last?.epochs.isEmpty == true)
    #expect(result.runs.last?.probeAtEnd == nil)
    #expect(try JSONEncoder().encode(result).isEmpty == false)
  }

  private func run(
    _ function: String, seed: UInt64
  ) throws -> DyingUnitsResult.Run {
    var experiment = DyingUnitsExperiment()
    experiment.seed = seed
    return try #require(experiment.run(activations(function)).runs.first)
  }

  private func activations(
    _ texts: String...
  ) throws -> [(name: String, function: ActivationFunction)] {
    try texts.map { ($0, try ActivationFunction($0)) }
  }
}
