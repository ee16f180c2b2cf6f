import Foundation
import Randomness

/// A training as it went.
public struct TrainingRun: Codable, Hashable, Sendable {
  /// The name of the format.
  public let schema: String
  /// The network.
  public let network: NetworkSummary
  /// The name of the data.
  public let data: String
  /// The number of samples.
  public let samples: Int
  /// How it was trained.
  public let plan: TrainingPlan
  /// The epochs, without that before the first.
  public internal(set) var epochs: [Epoch]
  /// The mean loss at the end, over all samples.
  public internal(set) var finalLoss: Double
  /// The share of samples of the right class at the end, or `nil` for a network that does not tell
  /// classes apart, and for labels that are not all classes of it.
  public internal(set) var finalAccuracy: Double?
  /// The epoch in which a number stopped being finite, so that training ended, or `nil`.
  public internal(set) var divergedAt: Int?

  /// One epoch.
  public struct Epoch: Codable, Hashable, Sendable {
    /// Its number, from 1.
    public let epoch: Int
    /// The mean of the losses of the samples as they were met, each before its step.
    public let loss: Double
    /// The layers after it, if they were asked for.
    public let layers: [LayerDiagnosis]?
  }

  /// Trains `network`.
  ///
  /// - Parameters:
  ///   - isDiagnosed: whether the layers are examined after each epoch.
  ///   - checkpoint: a training to go on with; it must have the same start, data and plan.
  ///   - report: called after each epoch with a checkpoint to be made if it is wanted; training ends
  ///     when it returns false.
  /// - Returns: the run, the trained network (where numbers stopped being finite, that before the
  ///   epoch in which they did), and how long the epochs took.
  /// - Throws: ``NetworkError``, or what `report` throws.
  public static func train(
    _ network: Network, on data: DataSet, plan: TrainingPlan, isDiagnosed: Bool = false,
    resuming checkpoint: TrainingCheckpoint? = nil,
    report: (Epoch, () -> TrainingCheckpoint) throws -> Bool = { _, _ in true }
  ) throws -> (run: TrainingRun, network: Network, duration: Duration) {
    let samples = try data.samples(for: network)
    let trainer = try Trainer(network, on: samples, plan: plan)
    var epochs: [Epoch] = []
    // Only a checkpoint needs it.
    var known: String?
    func fingerprint() -> String {
      let value = known ?? TrainingCheckpoint.fingerprint(network, samples, plan)
      known = value
      return value
    }
    if let checkpoint {
      guard checkpoint.fingerprint == fingerprint() else {
        throw NetworkError(
          "the checkpoint belongs to another training",
          remedy: "Give the model, the data and the options that it was made with.")
      }
      guard !isDiagnosed || checkpoint.epochs.allSatisfy({ $0.layers != nil }) else {
        throw NetworkError("the checkpoint was made without --diagnose")
      }
      trainer.restore(checkpoint.state)
      epochs = checkpoint.epochs
    }
    epochs.reserveCapacity(plan.epochs)
    var divergedAt: Int?
    var last = trainer.state
    while trainer.epoch < plan.epochs {
      // To return to, if the epoch fails. It costs little beside an epoch of any size.
      if trainer.epoch % Self.stateInterval == 0 { last = trainer.state }
      let loss = trainer.trainEpoch()
      guard loss.isFinite, trainer.isFinite else {
        divergedAt = trainer.epoch
        break
      }
      let epoch = Epoch(
        epoch: trainer.epoch, loss: loss, layers: isDiagnosed ? trainer.diagnosis() : nil)
      epochs.append(epoch)
      let goesOn = try report(epoch) {
        TrainingCheckpoint(
          fingerprint: fingerprint(), state: trainer.state, epochs: epochs)
      }
      if !goesOn { break }
    }
    let duration = trainer.duration
    if let divergedAt {
      trainer.restore(last)
      while trainer.epoch < divergedAt - 1 { trainer.trainEpoch() }
    }
    let trained = trainer.network
    let end = try ForwardTable(trained, on: data)
    let run = TrainingRun(
      schema: "actlab.network-training.v1", network: NetworkSummary(network), data: data.name,
      samples: samples.count, plan: plan, epochs: epochs, finalLoss: end.meanLoss ?? .nan,
      finalAccuracy: end.accuracy, divergedAt: divergedAt)
    return (run, trained, duration)
  }

  /// So often the state is kept, to return to when numbers stop being finite.
  private static let stateInterval = 16

  /// The epochs as CSV, with a header: epoch, loss, and for each layer that was examined dead units,
  /// the norm of the gradient and the share of saturated units.
  public var csv: String {
    let layers = epochs.first?.layers?.count ?? 0
    var lines = [
      (["epoch", "loss"]
        + (0..<layers).flatMap { ["dead\($0 + 1)", "gradient\($0 + 1)", "saturated\($0 + 1)"] })
        .joined(separator: ",")
    ]
    for epoch in epochs {
      lines.append(
        (["\(epoch.epoch)", "\(epoch.loss)"]
          + (epoch.layers ?? []).flatMap {
            ["\($0.deadUnits)", "\($0.gradientNorm)", "\($0.saturatedShare)"]
          }).joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Network {
  /// The initial weights that are drawn at random.
  public enum Initialisation: String, Codable, Hashable, Sendable, CaseIterable {
    /// Uniform with variance 2/inputs: see ``DenseLayer/init(heInitialised:inputs:using:)``.
    case he
    /// Uniform with variance 2/(inputs + units): see
    /// ``DenseLayer/init(xavierInitialised:inputs:using:)``.
    case xavier
  }

  /// So many parameters a network may have that is made from its architecture.
  public static let mostParameters = 50_000_000

  /// The network with fresh weights, and biases 0.
  public func initialised(_ method: Initialisation, seed: UInt64) -> Network {
    var random = SplitMix64(seed: seed, stream: .max)
    var network = self
    for (index, layer) in layers.enumerated() {
      let (units, inputs) = (layer.dense.biases.count, layer.dense.inputCount)
      let fresh =
        switch method {
        case .he: DenseLayer(heInitialised: units, inputs: inputs, using: &random)
        case .xavier: DenseLayer(xavierInitialised: units, inputs: inputs, using: &random)
        }
      network.updateLayer(index) { $0 = fresh }
    }
    return network
  }

  /// The network of an architecture such as `2-16-16-2` with zeros for weights, the activation after
  /// every layer but the last, and cross-entropy as loss; `nil` for a text of another form.
  ///
  /// - Throws: ``NetworkError`` for numbers of units that cannot be.
  public init?(architecture text: String, hidden: ActivationFunction) throws(NetworkError) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) else {
      return nil
    }
    let counts = parts.compactMap { Int($0) }.filter { (1...100_000).contains($0) }
    let parameters = zip(counts, counts.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
    guard counts.count == parts.count, parameters <= Self.mostParameters else {
      throw NetworkError(
        "the architecture '\(text.prefix(60))' is empty or too large",
        remedy: "Write 1 to 100000 units a layer, and at most \(Self.mostParameters) parameters.")
    }
    let layers = zip(counts, counts.dropFirst()).compactMap { inputs, units in
      DenseLayer(
        weights: Array(repeating: Array(repeating: 0, count: inputs), count: units),
        biases: Array(repeating: 0, count: units))
    }
    let loss = counts.last == 1 ? Loss.binaryCrossEntropyWithLogits : .softmaxCrossEntropy
    guard let network = Network(layers, hidden: hidden, loss: loss) else { return nil }
    self = network
  }
}
