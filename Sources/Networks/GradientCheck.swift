/// Central differences beside the gradients of backpropagation.
///
/// Where the points of a difference lie on both sides of a kink of some unit, or on it, the difference
/// says nothing about the derivative: such a parameter neither passes nor fails, and is listed with
/// both one-sided derivatives.
public struct GradientCheck: Codable, Hashable, Sendable {
  /// The step ε of the differences, which is multiplied by max(1, |θ|).
  public let step: Double
  /// How far difference and derivative may differ, beside 1 or the derivative.
  public let tolerance: Double
  /// How many pairs of a sample and a parameter agree.
  public let passed: Int
  /// Those that do not agree.
  public let failed: [Entry]
  /// Those whose difference meets a kink.
  public let atKinks: [Entry]

  /// One parameter at one sample.
  public struct Entry: Codable, Hashable, Sendable {
    /// The sample, counted from 1.
    public let sample: Int
    /// The parameter.
    public let parameter: ParameterPlace
    /// Its value θ.
    public let value: Double
    /// ∂L/∂θ by backpropagation, with what is taken at kinks.
    public let derivative: Double
    /// (L(θ + ε) − L(θ − ε))/(2ε).
    public let centralDifference: Double
    /// The derivative as θ falls: the limit of (L(θ) − L(θ − h))/h.
    public let left: Double
    /// The derivative as θ grows.
    public let right: Double
    /// The units, as layer and unit counted from 1, whose sums meet a kink between θ − ε and θ + ε.
    public let units: [Unit]
  }

  /// A unit.
  public struct Unit: Codable, Hashable, Sendable {
    /// The layer, counted from 1.
    public let layer: Int
    /// The unit, counted from 1.
    public let unit: Int
  }

  /// So many pairs of a sample and a parameter are checked at most.
  public static let mostPairs = 200_000

  /// The check of `gradients`, one for each of `samples`; `nil` when there are more than
  /// ``mostPairs`` pairs.
  init?(
    of gradients: [Network.Gradient], _ network: Network, _ loss: Loss, on samples: [Sample],
    step: Double
  ) {
    guard network.parameterCount * samples.count <= Self.mostPairs else { return nil }
    self.step = step
    tolerance = 1e-6
    var passed = 0
    var failed: [Entry] = []
    var atKinks: [Entry] = []
    let places = ParameterPlace.all(of: network)
    let layers = network.layers.map(\.dense)
    for place in places {
      let value = place.value(in: layers)
      let change = step * max(1, value.magnitude)
      let (below, above) = (network.moved(place, by: -change), network.moved(place, by: change))
      let width =
        place.value(in: above.layers.map(\.dense))
        - place.value(in: below.layers.map(\.dense))
      for (index, sample) in samples.enumerated() {
        let (first, second) = (below.forward(sample.input), above.forward(sample.input))
        let units = Self.units(between: first, second, of: network)
        let difference =
          (loss.value(second.outputs, targets: sample.target)
            - loss.value(first.outputs, targets: sample.target)) / width
        let derivative = place.value(in: gradients[index].layers)
        let isClose =
          (difference - derivative).magnitude <= tolerance * max(1, derivative.magnitude)
        if units.isEmpty, isClose {
          passed += 1
          continue
        }
        let entry = Entry(
          sample: index + 1, parameter: place, value: value, derivative: derivative,
          centralDifference: difference,
          left: 0 - network.directionalDerivative(of: loss, at: sample, place, direction: -1),
          right: network.directionalDerivative(of: loss, at: sample, place, direction: 1),
          units: units)
        if units.isEmpty { failed.append(entry) } else { atKinks.append(entry) }
      }
    }
    self.passed = passed
    let order: (Entry, Entry) -> Bool = { $0.sample < $1.sample }
    self.failed = failed.sorted(by: order)
    self.atKinks = atKinks.sorted(by: order)
  }

  private static func units(
    between a: Network.ForwardPass, _ b: Network.ForwardPass, of network: Network
  ) -> [Unit] {
    var units: [Unit] = []
    for (index, layer) in network.layers.enumerated() where !layer.activation.isIdentity {
      for (unit, pair) in zip(a.sums[index], b.sums[index]).enumerated()
      where pair.0 != pair.1 && layer.activation.hasKink(between: pair.0, and: pair.1) {
        units.append(Unit(layer: index + 1, unit: unit + 1))
      }
    }
    return units
  }
}

/// The gradients of the loss of each sample with respect to all parameters.
public struct GradientTable: Codable, Hashable, Sendable {
  /// The name of the format.
  public let schema: String
  /// The network.
  public let network: NetworkSummary
  /// The name of the data.
  public let data: String
  /// A row for each sample.
  public let samples: [Row]
  /// The mean of the samples' gradients.
  public let mean: [Layer]
  /// The differences beside them, or `nil` where there are too many.
  public let check: GradientCheck?

  /// One sample.
  public struct Row: Codable, Hashable, Sendable {
    /// The point.
    public let input: [Double]
    /// Its label.
    public let label: Double
    /// The loss.
    public let loss: Double
    /// The gradient, layer by layer.
    public let layers: [Layer]
  }

  /// The gradient with respect to one layer.
  public struct Layer: Codable, Hashable, Sendable {
    /// ∂L/∂W, a row for each unit.
    public let weights: [[Double]]
    /// ∂L/∂b.
    public let bias: [Double]

    init(_ layer: DenseLayer) { (weights, bias) = (layer.weights, layer.biases) }
  }

  /// The table of `network` on `data`.
  ///
  /// - Parameter step: the step of the differences that check it.
  /// - Throws: ``NetworkError`` when the network has no loss, or the data do not fit it.
  public init(
    _ network: Network, on data: DataSet, step: Double = 1e-5
  ) throws(NetworkError) {
    guard let loss = network.loss else { throw .noLoss }
    let samples = try data.samples(for: network)
    let gradients = samples.map { network.gradient(of: loss, at: $0) }
    schema = "actlab.network-gradients.v1"
    self.network = NetworkSummary(network)
    self.data = data.name
    self.samples = zip(samples, gradients).enumerated().map { index, pair in
      Row(
        input: pair.0.input, label: data.labels?[index] ?? 0, loss: pair.1.loss,
        layers: pair.1.layers.map(Layer.init))
    }
    mean = network.mean(of: gradients).layers.map(Layer.init)
    check = GradientCheck(of: gradients, network, loss, on: samples, step: step)
  }
}

extension NetworkError {
  /// The network has no loss.
  static let noLoss = NetworkError(
    "the model says nothing of a loss",
    remedy: "Choose one with --loss: bce, cross-entropy or mse.")
}
