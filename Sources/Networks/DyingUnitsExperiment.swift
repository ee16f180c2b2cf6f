import Randomness

/// Shows how units die, and which activations let them come back.
///
/// A network with one hidden layer learns to tell two moons apart. After some epochs it meets a
/// shock, such as one oversized step causes: the bias of every hidden unit falls so far that the
/// unit's sum is at most −`margin` on all data. Where the activation is constant on the left, as
/// ReLU is, every gradient of the hidden layer is then exactly 0, and training cannot repair
/// anything. Where a slope is left, however small, the units return.
///
/// Every activation starts from the same weights and sees the same data in the same order; the same
/// seed gives the same numbers.
public struct DyingUnitsExperiment: Codable, Hashable, Sendable {
  /// The seed of the data and of the weights.
  public var seed: UInt64 = 1
  /// The number of hidden units.
  public var hiddenUnits = 8
  /// The number of samples.
  public var samples = 64
  /// How far each coordinate of a sample may be moved.
  public var noise = 0.1
  /// Descent with one step for each sample.
  public var descent = GradientDescent(learningRate: 0.1, loss: .binaryCrossEntropyWithLogits)
  /// The epochs before the shock.
  public var epochsBefore = 50
  /// The epochs after it.
  public var epochsAfter = 150
  /// How far below 0 the sums are pushed.
  public var margin = 1.0
  /// The ε of the central differences.
  public var step = 1e-3

  /// The experiment with its usual settings.
  public init() {}

  /// Trains a network with each of `activations`, of which the result speaks by the given names.
  public func run(
    _ activations: [(name: String, function: ActivationFunction)]
  ) -> DyingUnitsResult {
    var random = SplitMix64(seed: seed)
    let data = Sample.twoMoons(count: samples, noise: noise, using: &random)
    let hidden = DenseLayer(heInitialised: hiddenUnits, inputs: 2, using: &random)
    let output = DenseLayer(heInitialised: 1, inputs: hiddenUnits, using: &random)
    return DyingUnitsResult(
      experiment: self,
      runs: activations.compactMap { name, function in
        Network([hidden, output], hidden: function).map { train($0, named: name, on: data) }
      })
  }

  private func train(
    _ start: Network, named name: String, on data: [Sample]
  ) -> DyingUnitsResult.Run {
    var network = start
    var epochs: [DyingUnitsResult.Epoch] = []
    var divergedAt: Int?

    func record(_ candidate: Network) {
      let state = measure(candidate, on: data, epoch: epochs.count)
      if state.isFinite {
        network = candidate
        epochs.append(state)
      } else {
        divergedAt = epochs.count
      }
    }
    func train(epochs count: Int) {
      for _ in 0..<max(0, count) where divergedAt == nil {
        var next = network
        descent.trainEpoch(&next, on: data)
        record(next)
      }
    }

    record(start)
    train(epochs: epochsBefore)
    shock(&network, on: data)
    let afterShock = measure(network, on: data, epoch: max(0, epochs.count - 1))
    let probeAfterShock = probe(network, unit: 0, on: data)
    train(epochs: epochsAfter)
    let probeAtEnd = probe(network, unit: 0, on: data)
    return DyingUnitsResult.Run(
      activation: name, epochs: epochs,
      afterShock: afterShock.isFinite ? afterShock : nil,
      probeAfterShock: probeAfterShock.isFinite ? probeAfterShock : nil,
      probeAtEnd: probeAtEnd.isFinite ? probeAtEnd : nil, divergedAt: divergedAt)
  }

  /// Lowers the bias of every hidden unit until its greatest sum over the data is −`margin`.
  private func shock(_ network: inout Network, on data: [Sample]) {
    for (unit, greatest) in greatestSums(network, on: data).enumerated() where greatest > -margin {
      network.updateLayer(0) { $0.biases[unit] -= greatest + margin }
    }
  }

  private func greatestSums(_ network: Network, on data: [Sample]) -> [Double] {
    let sums = data.map { network.layers[0].dense($0.input) }
    return network.layers[0].dense.biases.indices.map { unit in
      sums.reduce(-.infinity) { max($0, $1[unit]) }
    }
  }

  private func measure(
    _ network: Network, on data: [Sample], epoch: Int
  ) -> DyingUnitsResult.Epoch {
    var measured = network
    measured.loss = descent.loss
    let plan = TrainingPlan(optimizer: Optimizer(.sgd), batch: max(data.count, 1), epochs: 0)
    let layers = (try? Trainer(measured, on: data, plan: plan))?.diagnosis() ?? []
    let right = data.filter { sample in
      let output = network.forward(sample.input).outputs
      return zip(output, sample.target).allSatisfy { ($0 > boundary) == ($1 > 0.5) }
    }
    return DyingUnitsResult.Epoch(
      epoch: epoch, loss: network.meanLoss(descent.loss, on: data),
      accuracy: data.isEmpty ? 0 : Double(right.count) / Double(data.count),
      deadUnits: layers.first?.deadUnits ?? 0,
      silentUnits: greatestSums(network, on: data).count { $0 <= 0 },
      gradientNorms: layers.map(\.gradientNorm))
  }

  /// The output above which a sample counts as one with target 1.
  private var boundary: Double { descent.loss == .meanSquaredError ? 0.5 : 0 }

  private func probe(
    _ network: Network, unit: Int, on data: [Sample]
  ) -> DyingUnitsResult.Probe {
    let layer = network.layers[0].dense
    let gradient = network.meanGradient(of: descent.loss, on: data).layers[0]

    func difference(
      _ name: String, _ path: WritableKeyPath<DenseLayer, Double>
    ) -> DyingUnitsResult.Difference {
      var (below, above) = (network, network)
      below.updateLayer(0) { $0[keyPath: path] -= step }
      above.updateLayer(0) { $0[keyPath: path] += step }
      let lossBelow = below.meanLoss(descent.loss, on: data)
      let lossAbove = above.meanLoss(descent.loss, on: data)
      return DyingUnitsResult.Difference(
        parameter: name, value: layer[keyPath: path], lossBelow: lossBelow, lossAbove: lossAbove,
        centralDifference: (lossAbove - lossBelow) / (2 * step),
        derivative: gradient[keyPath: path])
    }

    return DyingUnitsResult.Probe(
      unit: unit, greatestSum: greatestSums(network, on: data)[unit],
      differences: (0..<layer.inputCount).map { difference("w\($0 + 1)", \.weights[unit][$0]) }
        + [difference("b", \.biases[unit])])
  }
}
