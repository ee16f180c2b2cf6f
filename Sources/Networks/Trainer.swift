import CKernels

/// The training of one network: all numbers in contiguous buffers, nothing allocated in a step.
///
/// The parameters are one vector, layer by layer: the weights input by input (those from input 0 to
/// every unit, then those from input 1, …), then the biases. All arithmetic is in `Double`, in an
/// order that does not depend on the machine.
public final class Trainer {
  /// A layer's place in the vector of parameters, and its buffers for a batch.
  private struct Stage {
    let inputs: Int
    let outputs: Int
    let weights: Int
    let biases: Int
    let activation: ActivationFunction
    /// `nil` for the identity.
    let workspace: CompiledFormulaWorkspace?
    /// The sums; the outputs too where there is no activation.
    let sums: UnsafeMutablePointer<Double>
    let values: UnsafeMutablePointer<Double>
    let slopes: UnsafeMutablePointer<Double>
    /// The errors of the units.
    let errors: UnsafeMutablePointer<Double>
  }

  /// The plan.
  public let plan: TrainingPlan
  /// How many epochs were trained.
  public private(set) var epoch = 0
  /// How long that took here, without what lies between epochs.
  public private(set) var duration = Duration.zero

  private let start: Network
  private let loss: Loss
  private let stages: [Stage]
  private let sampleCount: Int
  private let inputCount: Int
  private let outputCount: Int
  private let parameterCount: Int
  private let memory: TrainerMemory
  private let parameters: UnsafeMutablePointer<Double>
  private let gradient: UnsafeMutablePointer<Double>
  private let first: UnsafeMutablePointer<Double>
  private let second: UnsafeMutablePointer<Double>
  private let inputs: UnsafeMutablePointer<Double>
  private let targets: UnsafeMutablePointer<Double>
  private let batchInputs: UnsafeMutablePointer<Double>
  private let batchTargets: UnsafeMutablePointer<Double>
  private var steps = 0

  /// The training of `network` on `samples`.
  ///
  /// - Throws: ``NetworkError`` without samples, or when the network has no loss.
  public init(_ network: Network, on samples: [Sample], plan: TrainingPlan) throws(NetworkError) {
    guard let loss = network.loss else { throw .noLoss }
    guard !samples.isEmpty else { throw NetworkError("there are no samples to train on") }
    guard
      samples.allSatisfy({
        $0.input.count == network.inputCount && $0.target.count == network.outputCount
      })
    else { throw NetworkError("a sample does not fit the network") }
    self.plan = plan
    self.loss = loss
    start = network
    sampleCount = samples.count
    (inputCount, outputCount) = (network.inputCount, network.outputCount)
    parameterCount = network.parameterCount
    let memory = TrainerMemory()
    self.memory = memory
    (parameters, gradient) = (memory.buffer(parameterCount), memory.buffer(parameterCount))
    (first, second) = (memory.buffer(parameterCount), memory.buffer(parameterCount))
    inputs = memory.buffer(samples.count * inputCount)
    targets = memory.buffer(samples.count * outputCount)
    let batch = min(plan.batch, samples.count)
    batchInputs = memory.buffer(batch * inputCount)
    batchTargets = memory.buffer(batch * outputCount)
    var stages: [Stage] = []
    var place = 0
    for layer in network.layers {
      let (inputs, outputs) = (layer.dense.inputCount, layer.dense.biases.count)
      let isLinear = layer.activation.isIdentity
      let sums = memory.buffer(batch * outputs)
      stages.append(
        Stage(
          inputs: inputs, outputs: outputs, weights: place, biases: place + inputs * outputs,
          activation: layer.activation,
          workspace: isLinear ? nil : CompiledFormulaWorkspace(layer.activation.compiled),
          sums: sums, values: isLinear ? sums : memory.buffer(batch * outputs),
          slopes: memory.buffer(isLinear ? 1 : batch * outputs),
          errors: memory.buffer(batch * outputs)))
      place += (inputs + 1) * outputs
    }
    self.stages = stages
    for (stage, layer) in zip(stages, network.layers) {
      for (unit, row) in layer.dense.weights.enumerated() {
        for (input, weight) in row.enumerated() {
          parameters[stage.weights + input * stage.outputs + unit] = weight
        }
      }
      for (unit, bias) in layer.dense.biases.enumerated() {
        parameters[stage.biases + unit] = bias
      }
    }
    for (index, sample) in samples.enumerated() {
      for (place, value) in sample.input.enumerated() {
        inputs[index * inputCount + place] = value
      }
      for (place, value) in sample.target.enumerated() {
        targets[index * outputCount + place] = value
      }
    }
  }

  /// Trains one epoch.
  ///
  /// - Returns: the mean of the losses of the samples as they were met, each before its step.
  @discardableResult
  public func trainEpoch() -> Double {
    let clock = ContinuousClock()
    let begin = clock.now
    defer { duration += clock.now - begin }
    epoch += 1
    let places = plan.order == .shuffled ? plan.places(sampleCount, epoch: epoch) : []
    var total = 0.0
    var start = 0
    while start < sampleCount {
      let count = min(plan.batch, sampleCount - start)
      let (x, t) = batch(start, count, places)
      forward(x, count)
      total += losses(t, count, factor: 1 / Double(count))
      backward(x, count)
      steps += 1
      plan.optimizer.update(
        parameters, gradient: gradient, first: first, second: second, count: parameterCount,
        step: steps)
      start += count
    }
    return total / Double(sampleCount)
  }

  /// The network as it is now.
  public var network: Network {
    var network = start
    for (index, stage) in stages.enumerated() {
      network.updateLayer(index) { dense in
        for unit in 0..<stage.outputs {
          for input in 0..<stage.inputs {
            dense.weights[unit][input] = parameters[stage.weights + input * stage.outputs + unit]
          }
          dense.biases[unit] = parameters[stage.biases + unit]
        }
      }
    }
    return network
  }

  /// Whether all parameters are finite.
  public var isFinite: Bool {
    var total = 0.0
    for i in 0..<parameterCount { total += parameters[i] - parameters[i] }
    return total == 0
  }

  // MARK: The state

  /// The numbers from which training goes on in exactly the same way.
  var state: TrainingState {
    func copy(_ buffer: UnsafeMutablePointer<Double>) -> [Double] {
      Array(UnsafeBufferPointer(start: buffer, count: parameterCount))
    }
    return TrainingState(
      epoch: epoch, steps: steps, parameters: copy(parameters), first: copy(first),
      second: copy(second))
  }

  /// Goes on from `state`, which belongs to a network of the same shape.
  func restore(_ state: TrainingState) {
    guard
      [state.parameters, state.first, state.second].allSatisfy({ $0.count == parameterCount })
    else { return }
    (epoch, steps) = (state.epoch, state.steps)
    for (buffer, values) in [
      (parameters, state.parameters), (first, state.first), (second, state.second),
    ] {
      for (index, value) in values.enumerated() { buffer[index] = value }
    }
  }

  // MARK: Steps

  /// The inputs and targets of a batch, contiguous.
  private func batch(
    _ start: Int, _ count: Int, _ places: [Int]
  ) -> (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>) {
    guard !places.isEmpty else {
      return (inputs + start * inputCount, targets + start * outputCount)
    }
    for index in 0..<count {
      let place = places[start + index]
      (batchInputs + index * inputCount).update(
        from: inputs + place * inputCount, count: inputCount)
      (batchTargets + index * outputCount).update(
        from: targets + place * outputCount, count: outputCount)
    }
    return (batchInputs, batchTargets)
  }

  private func forward(_ x: UnsafeMutablePointer<Double>, _ count: Int) {
    var input = x
    for stage in stages {
      ck_affine(
        input, parameters + stage.weights, parameters + stage.biases, stage.sums, count,
        stage.inputs, stage.outputs)
      if let workspace = stage.workspace {
        stage.activation.evaluate(
          stage.sums, count: count * stage.outputs, values: stage.values, slopes: stage.slopes,
          workspace: workspace)
      }
      input = stage.values
    }
  }

  /// The sum of the losses; the errors of the outputs, times `factor`, go to the last stage.
  private func losses(
    _ targets: UnsafeMutablePointer<Double>, _ count: Int, factor: Double
  ) -> Double {
    guard let last = stages.last else { return 0 }
    var total = 0.0
    for sample in 0..<count {
      let offset = sample * outputCount
      total += loss.evaluate(
        last.values + offset, targets: targets + offset, count: outputCount, factor: factor,
        derivatives: last.errors + offset)
    }
    return total
  }

  private func backward(_ x: UnsafeMutablePointer<Double>, _ count: Int) {
    for index in stages.indices.reversed() {
      let stage = stages[index]
      if stage.workspace != nil {
        for i in 0..<count * stage.outputs { stage.errors[i] *= stage.slopes[i] }
      }
      ck_parameter_gradient(
        index == 0 ? x : stages[index - 1].values, stage.errors, gradient + stage.weights,
        gradient + stage.biases, count, stage.inputs, stage.outputs)
      if index > 0 {
        ck_input_gradient(
          parameters + stage.weights, stage.errors, stages[index - 1].errors, count, stage.inputs,
          stage.outputs)
      }
    }
  }

  // MARK: Diagnosis

  /// The state of each layer over all samples, without a step.
  public func diagnosis() -> [LayerDiagnosis] {
    var norms = [Double](repeating: 0, count: parameterCount)
    var isAlive = stages.map { [Bool](repeating: false, count: $0.outputs) }
    var saturated = stages.map { _ in 0 }
    var start = 0
    while start < sampleCount {
      let count = min(plan.batch, sampleCount - start)
      let (x, t) = batch(start, count, [])
      forward(x, count)
      _ = losses(t, count, factor: 1 / Double(sampleCount))
      backward(x, count)
      for i in 0..<parameterCount { norms[i] += gradient[i] }
      for (index, stage) in stages.enumerated() where stage.workspace != nil {
        for i in 0..<count * stage.outputs {
          if stage.errors[i] != 0 { isAlive[index][i % stage.outputs] = true }
          if stage.slopes[i].magnitude < 0.01 { saturated[index] += 1 }
        }
      }
      start += count
    }
    return stages.enumerated().map { index, stage in
      let isLinear = stage.workspace == nil
      let range = stage.weights..<stage.biases + stage.outputs
      return LayerDiagnosis(
        deadUnits: isLinear ? 0 : isAlive[index].count { !$0 },
        gradientNorm: norms[range].reduce(0) { $0 + $1 * $1 }.squareRoot(),
        saturatedShare: isLinear
          ? 0 : Double(saturated[index]) / Double(sampleCount * stage.outputs))
    }
  }
}
