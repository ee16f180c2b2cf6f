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
  public func trainEpoch(_ network: inout MultilayerPerceptron, on samples: [Sample]) -> Double {
    guard !samples.isEmpty else { return 0 }
    var total = 0.0
    for sample in samples {
      let gradient = network.gradient(of: loss, at: sample)
      for index in network.layers.indices {
        network.layers[index].add(gradient.layers[index], times: -learningRate)
      }
      total += gradient.loss
    }
    return total / Double(samples.count)
  }
}
