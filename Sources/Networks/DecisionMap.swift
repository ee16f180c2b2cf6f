/// What a network of two inputs decides, on a grid of cells around some points.
public struct DecisionMap: Codable, Hashable, Sendable {
  /// The ends of the cells from left to right, one more than there are columns.
  public let xEdges: [Double]
  /// The ends of the cells from bottom to top, one more than there are rows.
  public let yEdges: [Double]
  /// A row of values from bottom to top: at the centre of each cell the probability of class 1, or
  /// the class where there are more than two or no probabilities.
  public let values: [[Double]]
  /// Whether the values are probabilities.
  public let areProbabilities: Bool
  /// The number of classes.
  public let classes: Int
  /// The points.
  public let points: [[Double]]
  /// Their labels.
  public let labels: [Double]?

  /// The map of `network` around the points of `data`, with so many cells each way; `nil` unless both
  /// have two coordinates.
  public init?(_ network: Network, around data: DataSet, cells: Int = 72, margin: Double = 0.15) {
    guard network.inputCount == 2, !data.inputs.isEmpty,
      data.inputs.allSatisfy({ $0.count == 2 }), cells > 0
    else { return nil }
    func edges(_ coordinate: Int) -> [Double] {
      let values = data.inputs.map { $0[coordinate] }
      let (low, high) = (values.min() ?? 0, values.max() ?? 0)
      let margin = max(margin * (high - low), 0.1)
      let step = (high - low + 2 * margin) / Double(cells)
      return (0...cells).map { low - margin + Double($0) * step }
    }
    (xEdges, yEdges) = (edges(0), edges(1))
    (points, labels) = (data.inputs, data.labels)
    classes = max(network.outputCount, 2)
    let isBinary = classes == 2
    func value(_ x: Double, _ y: Double) -> Double {
      let outputs = network.forward([x, y]).outputs
      guard isBinary, let probabilities = network.probabilities(of: outputs) else {
        return Double(network.predictedClass(of: outputs))
      }
      return probabilities.last ?? 0
    }
    areProbabilities = isBinary && network.loss?.wantsLogits ?? false
    let (xs, ys) = (Self.centres(xEdges), Self.centres(yEdges))
    values = ys.map { y in xs.map { value($0, y) } }
  }

  private static func centres(_ edges: [Double]) -> [Double] {
    zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 }
  }
}
