/// What training does to one layer, at one moment, over all samples.
public struct LayerDiagnosis: Codable, Hashable, Sendable {
  /// The units whose incoming weights and bias have a gradient of *exactly* 0 at every sample: nothing
  /// can change them any more. In layers without activation none are counted.
  public let deadUnits: Int
  /// The Euclidean norm of the mean gradient with respect to the layer's weights and biases.
  public let gradientNorm: Double
  /// The share of pairs of a sample and a unit whose slope is below 0.01 in modulus.
  public let saturatedShare: Double
}
