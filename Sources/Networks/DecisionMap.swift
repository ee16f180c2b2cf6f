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
  /// The lines on which the decision changes, each as x₁, y₁, x₂, y₂.
  public let boundary: [[Double]]
  /// The number of classes.
  public let classes: Int
  /// The points.
  public let points: [[Double]]
  /// Their labels.
  public let labels: [Double]?

  /// The map of `network` around the points of `data`, with so many cells each way; `nil` unless both
  /// have two coordinates.
  ///
  /// - Parameter reach: how far the map goes beyond the points, which makes it a square, so that
  ///   circles are round; by default a little.
  public init?(
    _ network: Network, around data: DataSet, cells: Int = 72, reach: Double? = nil
  ) {
    guard network.inputCount == 2, !data.inputs.isEmpty,
      data.inputs.allSatisfy({ $0.count == 2 }), cells > 0
    else { return nil }
    let ranges = (0...1).map { coordinate in
      let values = data.inputs.map { $0[coordinate] }
      return (low: values.min() ?? 0, high: values.max() ?? 0)
    }
    let widest = ranges.reduce(0) { max($0, $1.high - $1.low) }
    func edges(_ coordinate: Int) -> [Double] {
      let (low, high) = ranges[coordinate]
      let margin =
        reach.map { $0 + (widest - (high - low)) / 2 } ?? max(0.15 * (high - low), 0.1)
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
    boundary =
      DecisionBoundary(
        of: { network.predictedClass(of: network.forward([$0, $1]).outputs) },
        xs: Self.halved(xEdges), ys: Self.halved(yEdges)
      ).segments
  }

  /// The edges and the centres between them.
  private static func halved(_ edges: [Double]) -> [Double] {
    edges.prefix(1) + zip(edges, edges.dropFirst()).flatMap { [($0 + $1) / 2, $1] }
  }

  private static func centres(_ edges: [Double]) -> [Double] {
    zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 }
  }
}
