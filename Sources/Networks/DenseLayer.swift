import Randomness

/// A layer in which every unit sees every input: a = W x + b.
///
/// A gradient with respect to the parameters of a layer has the same shape, so it is a layer too.
public struct DenseLayer: Codable, Hashable, Sendable {
  /// The weights W, a row for each unit.
  public var weights: [[Double]]

  /// The biases b, one for each unit.
  public var biases: [Double]

  /// A layer with the given weights and biases, or `nil` when it has no units, the rows differ in
  /// length, or there is not one bias for each row.
  public init?(weights: [[Double]], biases: [Double]) {
    guard let width = weights.first?.count, weights.count == biases.count,
      weights.allSatisfy({ $0.count == width })
    else { return nil }
    self.weights = weights
    self.biases = biases
  }

  /// A layer of zeros, as wide as `other`.
  init(zerosLike other: DenseLayer) {
    weights = other.weights.map { $0.map { _ in 0 } }
    biases = other.biases.map { _ in 0 }
  }

  /// A layer with weights drawn uniformly from ±√(6/`inputs`), so that their variance is
  /// 2/`inputs`, and biases 0.
  ///
  /// Source: K. He, X. Zhang, S. Ren, J. Sun, "Delving Deep into Rectifiers", ICCV 2015. Numbers of
  /// units below 1 count as 1.
  public init(heInitialised units: Int, inputs: Int, using random: inout SplitMix64) {
    let inputs = max(1, inputs)
    let bound = (6 / Double(inputs)).squareRoot()
    weights = (0..<max(1, units)).map { _ in
      (0..<inputs).map { _ in random.uniform(within: bound) }
    }
    biases = weights.map { _ in 0 }
  }

  /// The layer with weights drawn uniformly from ±√(6/(`inputs` + `units`)), so that their variance is
  /// 2/(`inputs` + `units`), and biases 0.
  ///
  /// Source: X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural
  /// networks", AISTATS 2010. Numbers of units below 1 count as 1.
  public init(xavierInitialised units: Int, inputs: Int, using random: inout SplitMix64) {
    let (units, inputs) = (max(1, units), max(1, inputs))
    let bound = (6 / Double(inputs + units)).squareRoot()
    weights = (0..<units).map { _ in (0..<inputs).map { _ in random.uniform(within: bound) } }
    biases = weights.map { _ in 0 }
  }

  /// Whether all weights and biases are finite numbers.
  var isFinite: Bool {
    biases.allSatisfy(\.isFinite) && weights.allSatisfy { $0.allSatisfy(\.isFinite) }
  }

  /// The number of inputs of each unit.
  public var inputCount: Int { weights.first?.count ?? 0 }

  /// W x + b, each unit summed from left to right.
  public func callAsFunction(_ x: [Double]) -> [Double] {
    zip(weights, biases).map { row, bias in
      zip(row, x).reduce(bias) { $0 + $1.0 * $1.1 }
    }
  }

  /// Wᵀ δ: how an error δ of the units reaches the inputs.
  func transposed(_ delta: [Double]) -> [Double] {
    (0..<inputCount).map { column in
      zip(weights, delta).reduce(0) { $0 + $1.0[column] * $1.1 }
    }
  }

  /// Adds `factor` times `other`, which has the same shape.
  mutating func add(_ other: DenseLayer, times factor: Double) {
    for (row, otherRow) in zip(weights.indices, other.weights) {
      for (column, weight) in zip(weights[row].indices, otherRow) {
        weights[row][column] += factor * weight
      }
    }
    for (index, bias) in zip(biases.indices, other.biases) { biases[index] += factor * bias }
  }

  /// The Euclidean norm of all weights and biases.
  public var norm: Double {
    let squares = weights.joined().reduce(0) { $0 + $1 * $1 }
    return biases.reduce(squares) { $0 + $1 * $1 }.squareRoot()
  }
}
