/// What automatic differentiation of the frameworks returns exactly at a kink.
///
/// The derivative does not exist there, so each framework made a choice; the choices differ. The
/// built-in values were measured, never guessed: see ``measuredWith``.
public struct KinkConvention: Hashable, Sendable {
  /// The kink, as formula text in the parameters.
  public let at: String

  /// What PyTorch returns, or `nil` when it has no such function.
  public let pytorch: Derivative?

  /// What JAX returns, or `nil` when it has no such function.
  public let jax: Derivative?

  /// What TensorFlow with Keras returns, or `nil` when it has no such function.
  public let tensorflow: Derivative?

  /// The conventions of the frameworks at one kink.
  public init(at: String, pytorch: Derivative?, jax: Derivative?, tensorflow: Derivative?) {
    self.at = at
    self.pytorch = pytorch
    self.jax = jax
    self.tensorflow = tensorflow
  }

  /// A derivative that a framework returns.
  public struct Derivative: Hashable, Sendable {
    /// The value, as formula text in the parameters.
    public let value: String

    /// The framework's function that was differentiated.
    public let function: String

    /// The derivative `value` of the framework's `function`.
    public init(_ value: String, _ function: String) {
      self.value = value
      self.function = function
    }
  }

  /// The frameworks that have such a function, with what they return, in a fixed order.
  public var byFramework: [(framework: String, derivative: Derivative)] {
    [("PyTorch", pytorch), ("JAX", jax), ("TensorFlow", tensorflow)].compactMap { name, value in
      value.map { (name, $0) }
    }
  }
}

extension KinkConvention: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case at, pytorch, jax, tensorflow
  }

  /// Reads a convention; `at` is required.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(onlyKeyedBy: CodingKeys.self)
    self.init(
      at: try container.decode(String.self, forKey: .at),
      pytorch: try container.decodeIfPresent(Derivative.self, forKey: .pytorch),
      jax: try container.decodeIfPresent(Derivative.self, forKey: .jax),
      tensorflow: try container.decodeIfPresent(Derivative.self, forKey: .tensorflow))
  }

  /// Writes the convention; a framework without such a function is `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(at, forKey: .at)
    try container.encode(pytorch, forKey: .pytorch)
    try container.encode(jax, forKey: .jax)
    try container.encode(tensorflow, forKey: .tensorflow)
  }
}

extension KinkConvention.Derivative: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case value, function
  }

  /// Reads a derivative; both fields are required.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(onlyKeyedBy: CodingKeys.self)
    self.init(
      try container.decode(String.self, forKey: .value),
      try container.decode(String.self, forKey: .function))
  }
}
