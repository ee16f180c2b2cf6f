/// A feed-forward network of dense layers, each with an activation of its own.
///
/// The outputs are those of the last layer. Where the loss is a cross-entropy the last layer has the
/// identity as activation, and its outputs are logits; ``probabilities(of:)`` are what the sigmoid or
/// the softmax makes of them.
public struct Network: Hashable, Sendable {
  /// One layer: h = f(W x + b), the activation applied unit by unit.
  public struct Layer: Hashable, Sendable {
    /// W and b.
    public var dense: DenseLayer
    /// f.
    public var activation: ActivationFunction

    /// The layer with the given weights and activation.
    public init(_ dense: DenseLayer, activation: ActivationFunction) {
      self.dense = dense
      self.activation = activation
    }
  }

  /// The layers, from the inputs to the outputs; at least one, and each fits the next.
  public private(set) var layers: [Layer]

  /// The loss that the network is trained with, or `nil` where nothing is known of it.
  public var loss: Loss?

  /// The network of the given layers.
  ///
  /// - Throws: ``NetworkError`` when there is no layer, one does not fit the next, a number is not
  ///   finite, or the loss is a cross-entropy and the last activation not the identity, or that of
  ///   the softmax of a single output.
  public init(layers: [Layer], loss: Loss? = nil) throws(NetworkError) {
    guard !layers.isEmpty else { throw NetworkError("a network needs at least one layer") }
    for (index, pair) in zip(layers, layers.dropFirst()).enumerated() {
      let (units, inputs) = (pair.0.dense.biases.count, pair.1.dense.inputCount)
      guard units == inputs else {
        throw NetworkError(
          "layer \(index + 1) has \(units) units, but layer \(index + 2) takes \(inputs) inputs")
      }
    }
    for (index, layer) in layers.enumerated() {
      guard layer.dense.isFinite else {
        throw NetworkError("layer \(index + 1) has a weight or bias that is not a finite number")
      }
    }
    if let loss, loss.wantsLogits, let last = layers.last, !last.activation.isIdentity {
      throw NetworkError(
        "the loss takes logits, but the last layer has the activation '\(last.activation.text)'",
        remedy: "Give the last layer the activation 'identity', or choose another loss.")
    }
    if loss == .softmaxCrossEntropy, layers.last?.dense.biases.count == 1 {
      throw NetworkError(
        "the softmax of a single output is always 1, so that its cross-entropy is always 0",
        remedy: "Give the network an output for each class, or choose the loss of a logit, bce.")
    }
    self.layers = layers
    self.loss = loss
  }

  /// The network in which every layer but the last has the activation `hidden`, and the last one
  /// none; `nil` where ``init(layers:loss:)`` throws.
  public init?(_ layers: [DenseLayer], hidden: ActivationFunction, loss: Loss? = nil) {
    let last = layers.count - 1
    let all = layers.enumerated().map { index, dense in
      Layer(dense, activation: index == last ? .identity : hidden)
    }
    guard let network = try? Network(layers: all, loss: loss) else { return nil }
    self = network
  }

  /// The number of inputs.
  public var inputCount: Int { layers.first?.dense.inputCount ?? 0 }

  /// The number of outputs.
  public var outputCount: Int { layers.last?.dense.biases.count ?? 0 }

  /// The number of weights and biases.
  public var parameterCount: Int {
    layers.reduce(0) { $0 + $1.dense.biases.count * ($1.dense.inputCount + 1) }
  }

  /// The numbers of inputs and of the units of each layer, such as `2-16-16-2`.
  public var architecture: String {
    ([inputCount] + layers.map(\.dense.biases.count)).map(String.init).joined(separator: "-")
  }

  /// Changes the weights and biases of the layer at `index`, but not its shape: a change of shape is
  /// not made.
  public mutating func updateLayer(_ index: Int, _ change: (inout DenseLayer) -> Void) {
    var dense = layers[index].dense
    let (units, inputs) = (dense.biases.count, dense.inputCount)
    change(&dense)
    guard dense.biases.count == units, dense.weights.count == units,
      dense.weights.allSatisfy({ $0.count == inputs })
    else { return }
    layers[index].dense = dense
  }

  /// The network with another activation for all layers but those without one.
  public func withActivation(_ activation: ActivationFunction) -> Network {
    var network = self
    for index in layers.indices where !layers[index].activation.isIdentity {
      network.layers[index].activation = activation
    }
    return network
  }

  /// What the network computes on the way from an input to the outputs.
  public struct ForwardPass: Sendable {
    /// The input of each layer.
    public internal(set) var inputs: [[Double]]
    /// The sums W x + b of each layer, before the activation.
    public internal(set) var sums: [[Double]]
    /// The outputs of the last layer.
    public internal(set) var outputs: [Double]
  }

  /// The way from `input`, which has ``inputCount`` components, to the outputs.
  public func forward(_ input: [Double]) -> ForwardPass {
    var pass = ForwardPass(inputs: [], sums: [], outputs: input)
    for layer in layers {
      pass.inputs.append(pass.outputs)
      let sums = layer.dense(pass.outputs)
      pass.sums.append(sums)
      pass.outputs =
        layer.activation.isIdentity ? sums : sums.map { layer.activation.value($0) }
    }
    return pass
  }

  /// The probabilities that belong to `outputs`: the sigmoid of each for binary cross-entropy, the
  /// softmax for softmax cross-entropy, and `nil` for other losses.
  public func probabilities(of outputs: [Double]) -> [Double]? { loss?.probabilities(of: outputs) }

  /// The class that `outputs` decide for: the index of the greatest of several (the first of equal
  /// ones); of a single one, 1 where it is > 0, but where the loss is the squared error, > 1/2.
  public func predictedClass(of outputs: [Double]) -> Int {
    guard outputs.count > 1 else {
      let threshold = loss == .meanSquaredError ? 0.5 : 0
      return outputs.first.map { $0 > threshold ? 1 : 0 } ?? 0
    }
    var best = 0
    for index in outputs.indices where outputs[index] > outputs[best] { best = index }
    return best
  }
}

/// Why a network, a model file or data cannot be used.
public struct NetworkError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in lower case and without a full stop.
  public let message: String
  /// A sentence that says what to do, or `nil`.
  public let remedy: String?
  /// Whether the fault is in a file, which ``message`` then names.
  public let isAboutFile: Bool

  /// An error with the given parts.
  public init(_ message: String, remedy: String? = nil, isAboutFile: Bool = false) {
    self.message = message
    self.remedy = remedy
    self.isAboutFile = isAboutFile
  }

  /// The same error about a file.
  func inFile(_ path: String) -> NetworkError {
    NetworkError("'\(path)': \(message)", remedy: remedy, isAboutFile: true)
  }

  /// The message with the remedy.
  public var description: String { [message, remedy].compactMap { $0 }.joined(separator: "\n") }
}
