/// What a network computes for each point of some data.
public struct ForwardTable: Codable, Hashable, Sendable {
  /// The name of the format.
  public let schema: String
  /// The network.
  public let network: NetworkSummary
  /// The name of the data.
  public let data: String
  /// A row for each point.
  public let samples: [Row]
  /// The mean of the losses, or `nil` without labels or loss.
  public let meanLoss: Double?
  /// The share of points of the right class, or `nil` for a network that does not tell classes apart,
  /// and for labels that are not all classes of it.
  public let accuracy: Double?
  /// The same in matrices: the points are the rows of H₀, and Aₗ = Hₗ₋₁ Wₗᵀ + bₗ, Hₗ = fₗ(Aₗ) for each
  /// layer l.
  public let matrices: [Matrices]

  /// One point.
  public struct Row: Codable, Hashable, Sendable {
    /// The point.
    public let input: [Double]
    /// Its label, where there is one.
    public let label: Double?
    /// W x + b of each layer.
    public let sums: [[Double]]
    /// The activation of the sums of each layer; the last ones are the outputs.
    public let hidden: [[Double]]
    /// The outputs.
    public let outputs: [Double]
    /// The probabilities, for a loss that takes logits.
    public let probabilities: [Double]?
    /// The class that the network decides for; `nil` where an output is no number.
    public let predictedClass: Int?
    /// The loss, or `nil` without label or loss.
    public let loss: Double?
  }

  /// The matrices of one layer, each as a list of rows.
  public struct Matrices: Codable, Hashable, Sendable {
    /// W.
    public let weights: [[Double]]
    /// b.
    public let bias: [Double]
    /// The sums A, a row for each point.
    public let sums: [[Double]]
    /// f(A).
    public let outputs: [[Double]]
  }

  /// The table of `network` on `data`.
  ///
  /// - Throws: ``NetworkError`` when the data do not fit the network.
  public init(_ network: Network, on data: DataSet) throws(NetworkError) {
    try data.check(for: network)
    let samples = data.labels == nil ? nil : try data.samples(for: network)
    schema = "actlab.network-forward.v1"
    self.network = NetworkSummary(network)
    self.data = data.name
    var rows: [Row] = []
    for (index, input) in data.inputs.enumerated() {
      let pass = network.forward(input)
      var loss: Double?
      if let kind = network.loss, let samples {
        loss = kind.value(pass.outputs, targets: samples[index].target)
      }
      rows.append(
        Row(
          input: input, label: data.labels?[index], sums: pass.sums,
          hidden: Array(pass.inputs.dropFirst()) + [pass.outputs], outputs: pass.outputs,
          probabilities: network.probabilities(of: pass.outputs),
          predictedClass: pass.outputs.contains(where: \.isNaN)
            ? nil : network.predictedClass(of: pass.outputs), loss: loss))
    }
    self.samples = rows
    let losses = rows.compactMap(\.loss)
    meanLoss = losses.isEmpty ? nil : losses.reduce(0, +) / Double(losses.count)
    let right = rows.count { $0.label == $0.predictedClass.map(Double.init) && $0.label != nil }
    let tellsClasses = network.outputCount > 1 || network.loss?.wantsLogits ?? false
    let classes = 0..<max(network.outputCount, 2)
    let areClasses = data.labels?.allSatisfy { Int(exactly: $0).map(classes.contains) ?? false }
    accuracy =
      areClasses == true && tellsClasses ? Double(right) / Double(max(rows.count, 1)) : nil
    matrices = network.layers.enumerated().map { index, layer in
      Matrices(
        weights: layer.dense.weights, bias: layer.dense.biases,
        sums: rows.map { $0.sums[index] }, outputs: rows.map { $0.hidden[index] })
    }
  }
}
