/// Plain stochastic gradient descent: one step after each sample, in the order given.
public struct GradientDescent: Codable, Hashable, Sendable {
  /// The factor of the gradient in each step.
  public let learningRate: Double

  /// The loss that is descended.
  public let loss: Loss

  /// Descent of `loss` with the given learning rate.
  public init(learningRate: Double, loss: Loss) {
    self.learningRate = learningRate
    self.loss = loss
  }

  /// Takes one step for each of `samples`.
  ///
  /// - Returns: the mean of the losses as they were met, each before its step; 0 without samples.
  @discardableResult
  public func trainEpoch(_ network: inout Network, on samples: [Sample]) -> Double {
    network.loss = loss
    let plan = TrainingPlan(optimizer: Optimizer(.sgd, rate: learningRate), epochs: 1)
    guard let trainer = try? Trainer(network, on: samples, plan: plan) else { return 0 }
    let loss = trainer.trainEpoch()
    network = trainer.network
    return loss
  }
}
