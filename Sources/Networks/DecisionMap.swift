/// What a network of two inputs decides, in a rectangle around some points.
public struct DecisionMap: Codable, Hashable, Sendable {
  /// From left to right.
  public let xRange: ClosedRange<Double>
  /// From bottom to top.
  public let yRange: ClosedRange<Double>
  /// Rectangles that cover it, small ones where the decision changes; those that lie to the right and
  /// above come after others.
  public let cells: [Cell]
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

  /// A rectangle of one shade.
  public struct Cell: Codable, Hashable, Sendable {
    /// Its ends.
    public let left, right, bottom, top: Double
    /// At its centre the probability of class 1, or the class where there are more than two or no
    /// probabilities.
    public let value: Double
  }

  /// The map of `network` around the points of `data`, with so many cells each way where the decision
  /// does not change; `nil` unless both have two coordinates.
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
    let (xs, ys) = (edges(0), edges(1))
    (xRange, yRange) = (xs[0]...xs[cells], ys[0]...ys[cells])
    (points, labels) = (data.inputs, data.labels)
    classes = max(network.outputCount, 2)
    let isBinary = classes == 2
    let areProbabilities = isBinary && network.loss?.wantsLogits ?? false
    func value(_ x: Double, _ y: Double) -> Double {
      let outputs = network.forward([x, y]).outputs
      let probability = areProbabilities ? network.probabilities(of: outputs)?.last : nil
      return probability ?? Double(network.predictedClass(of: outputs))
    }
    self.areProbabilities = areProbabilities
    self.cells = DecisionShading(value: value).cells(xs: xs, ys: ys)
    boundary =
      DecisionBoundary(
        of: { network.predictedClass(of: network.forward([$0, $1]).outputs) },
        xs: Self.halved(xs), ys: Self.halved(ys)
      ).segments
  }

  /// The edges and the centres between them.
  private static func halved(_ edges: [Double]) -> [Double] {
    edges.prefix(1) + zip(edges, edges.dropFirst()).flatMap { [($0 + $1) / 2, $1] }
  }
}
