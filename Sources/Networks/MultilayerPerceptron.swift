/// A network of dense layers: the activation after every layer but the last, whose sums are the
/// outputs.
public struct MultilayerPerceptron: Sendable {
  /// The layers, from the inputs to the outputs.
  public var layers: [DenseLayer]

  /// The activation of the hidden units.
  public let activation: ScalarFunction

  /// A network of the given layers, or `nil` when there is none or one does not fit the next.
  public init?(layers: [DenseLayer], activation: ScalarFunction) {
    guard !layers.isEmpty,
      zip(layers, layers.dropFirst()).allSatisfy({ $0.biases.count == $1.inputCount })
    else { return nil }
    self.layers = layers
    self.activation = activation
  }

  /// What the network computes on the way from an input to the outputs.
  public struct ForwardPass: Sendable {
    /// The input of each layer.
    public internal(set) var inputs: [[Double]]
    /// The sums W x + b of each layer, before the activation.
    public internal(set) var sums: [[Double]]
    /// The outputs: the sums of the last layer.
    public var outputs: [Double] { sums.last ?? [] }
  }

  /// The way from `input`, which has as many components as the first layer has inputs, to the
  /// outputs.
  public func forward(_ input: [Double]) -> ForwardPass {
    var pass = ForwardPass(inputs: [], sums: [])
    var x = input
    for layer in layers {
      pass.inputs.append(x)
      let sums = layer(x)
      pass.sums.append(sums)
      x = sums.map(activation.value)
    }
    return pass
  }

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
    var delta = loss.derivative(pass.outputs, targets: sample.target)
    var gradients: [DenseLayer] = []
    for (index, layer) in layers.enumerated().reversed() {
      var gradient = DenseLayer(zerosLike: layer)
      gradient.weights = delta.map { d in pass.inputs[index].map { d * $0 } }
      gradient.biases = delta
      gradients.append(gradient)
      if index > 0 {
        delta = zip(layer.transposed(delta), pass.sums[index - 1]).map { error, sum in
          error * activation.derivative(sum)
        }
      }
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
    var mean = Gradient(loss: 0, layers: layers.map(DenseLayer.init(zerosLike:)))
    let share = 1 / Double(gradients.count)
    for gradient in gradients {
      mean.loss += share * gradient.loss
      for index in layers.indices { mean.layers[index].add(gradient.layers[index], times: share) }
    }
    return mean
  }
}
