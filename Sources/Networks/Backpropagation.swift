extension Network {
  /// The loss of one sample and its gradient with respect to the parameters of each layer.
  public struct Gradient: Sendable {
    /// The loss.
    public internal(set) var loss: Double
    /// The partial derivatives, in the shape of the network.
    public internal(set) var layers: [DenseLayer]
  }

  /// The gradient of the loss of `sample`, by backpropagation.
  ///
  /// With δ = ∂L/∂a for the sums a = W x + b of a layer, ∂L/∂W = δ xᵀ and ∂L/∂b = δ, and the layer
  /// before has δ' = (Wᵀ δ) · f′(a'), component by component.
  public func gradient(of loss: Loss, at sample: Sample) -> Gradient {
    let pass = forward(sample.input)
    var error = loss.derivative(pass.outputs, targets: sample.target)
    var gradients: [DenseLayer] = []
    for (index, layer) in layers.enumerated().reversed() {
      let delta =
        layer.activation.isIdentity
        ? error
        : zip(error, pass.sums[index]).map { $0 * layer.activation.derivative($1) }
      var gradient = DenseLayer(zerosLike: layer.dense)
      gradient.weights = delta.map { d in pass.inputs[index].map { d * $0 } }
      gradient.biases = delta
      gradients.append(gradient)
      if index > 0 { error = layer.dense.transposed(delta) }
    }
    return Gradient(
      loss: loss.value(pass.outputs, targets: sample.target), layers: gradients.reversed())
  }

  /// The mean of the losses of `samples`; 0 without samples.
  public func meanLoss(_ loss: Loss, on samples: [Sample]) -> Double {
    guard !samples.isEmpty else { return 0 }
    let total = samples.reduce(0) {
      $0 + loss.value(forward($1.input).outputs, targets: $1.target)
    }
    return total / Double(samples.count)
  }

  /// The mean of the gradients of `samples`; zeros without samples.
  public func meanGradient(of loss: Loss, on samples: [Sample]) -> Gradient {
    mean(of: samples.map { gradient(of: loss, at: $0) })
  }

  /// The mean of `gradients`, added from left to right; zeros without gradients.
  func mean(of gradients: [Gradient]) -> Gradient {
    var mean = Gradient(loss: 0, layers: layers.map { DenseLayer(zerosLike: $0.dense) })
    let share = 1 / Double(gradients.count)
    for gradient in gradients {
      mean.loss += share * gradient.loss
      for index in layers.indices { mean.layers[index].add(gradient.layers[index], times: share) }
    }
    return mean
  }
}
