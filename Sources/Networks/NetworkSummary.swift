/// What a network consists of, without its numbers.
public struct NetworkSummary: Codable, Hashable, Sendable {
  /// The numbers of inputs and units, such as `2-2-1`.
  public let architecture: String
  /// The number of weights and biases.
  public let parameters: Int
  /// The loss, or `nil` where nothing is known of it.
  public let loss: Loss?
  /// What is taken at kinks of activations.
  public let kinkRule: KinkRule
  /// The layers, from the inputs to the outputs.
  public let layers: [Layer]

  /// One layer.
  public struct Layer: Codable, Hashable, Sendable {
    /// The number of units.
    public let units: Int
    /// The activation as it was written.
    public let activation: String
    /// Its kinks, with what is taken there.
    public let kinks: [Kink]
  }

  /// The summary of `network`.
  public init(_ network: Network) {
    architecture = network.architecture
    parameters = network.parameterCount
    loss = network.loss
    kinkRule = network.layers.first?.activation.rule ?? .framework(.pytorch)
    layers = network.layers.map {
      Layer(
        units: $0.dense.biases.count, activation: $0.activation.text, kinks: $0.activation.kinks)
    }
  }
}
