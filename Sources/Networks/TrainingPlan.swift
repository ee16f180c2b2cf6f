import Randomness

/// How a network is trained.
public struct TrainingPlan: Codable, Hashable, Sendable {
  /// In which order an epoch meets the samples.
  public enum Order: String, Codable, Hashable, Sendable, CaseIterable {
    /// As the data have them.
    case fixed
    /// Shuffled anew for each epoch, by the seed.
    case shuffled
  }

  /// The method and its constants.
  public var optimizer: Optimizer
  /// The samples of a step; the last step of an epoch may have fewer.
  public var batch: Int
  /// The number of epochs.
  public var epochs: Int
  /// The order of the samples.
  public var order: Order
  /// The seed of the order.
  public var seed: UInt64

  /// A plan; a batch has at least one sample.
  public init(
    optimizer: Optimizer, batch: Int = 1, epochs: Int, order: Order = .fixed, seed: UInt64 = 1
  ) {
    self.optimizer = optimizer
    self.batch = max(1, batch)
    self.epochs = max(0, epochs)
    self.order = order
    self.seed = seed
  }

  /// The places of `count` samples in the epoch with that number, counted from 1.
  func places(_ count: Int, epoch: Int) -> [Int] {
    var places = Array(0..<count)
    guard order == .shuffled else { return places }
    // Every epoch has a stream of its own, so that training can be resumed at any of them.
    var random = SplitMix64(seed: seed, stream: UInt64(epoch))
    for index in stride(from: count - 1, to: 0, by: -1) {
      places.swapAt(index, Int(random.next() % UInt64(index + 1)))
    }
    return places
  }
}
