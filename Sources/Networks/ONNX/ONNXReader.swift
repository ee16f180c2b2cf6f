import Activations
import Calculus
import Formulas
import Foundation
import Reals
import SwiftProtobuf

extension Network {
  /// The network in the ONNX model `data`.
  ///
  /// The graph must be a chain of dense layers: what lies between two of them is taken as one
  /// activation, whatever operators it consists of, as long as they act on each number alone. A
  /// final Softmax makes the loss ``Loss/softmaxCrossEntropy``, a final Sigmoid
  /// ``Loss/binaryCrossEntropyWithLogits``, and the outputs are the logits; what follows
  /// probabilities in a classifier (labels, dictionaries) is passed over.
  ///
  /// - Throws: ``NetworkError``.
  public init(
    onnx data: Data, catalogue: Catalogue = .builtIn, rule: KinkRule = .framework(.pytorch)
  ) throws {
    let model: OnnxModel
    do {
      var options = BinaryDecodingOptions()
      options.messageDepthLimit = 32
      model = try OnnxModel(serializedBytes: data, options: options)
    } catch {
      throw NetworkError(
        "it is neither JSON nor an ONNX model, or it is cut off",
        remedy: "Give a model in the format \(NetworkFile.schema) or as ONNX.")
    }
    guard model.hasGraph, !model.graph.node.isEmpty else {
      throw NetworkError("the ONNX model has no graph of operators")
    }
    var reader = ONNXReader(catalogue: catalogue, rule: rule)
    self = try reader.network(model)
  }
}

/// Reads one graph.
struct ONNXReader {
  /// What a name in the graph stands for.
  enum Value {
    case constant(ONNXTensor)
    case signal(Signal)
    /// A condition on the numbers of a signal.
    case condition(Condition, Signal)
    /// The sizes of the dimensions of a tensor.
    case sizes([Int])
    /// Something that is not understood, and why: it matters only if the outputs need it.
    case unknown(NetworkError)
  }

  /// The numbers of the units of a layer, or the inputs, after a function of each.
  struct Signal {
    /// The layer whose sums are meant, or `nil` for the inputs.
    var layer: Int?
    /// The function, in x.
    var formula = Formula.x
    /// How its numbers are laid out.
    var shape: ONNXShape
    /// The operator that took the softmax at the end, if one did.
    var softmax: OnnxNode?
  }

  /// A dense layer, and where its inputs come from.
  struct Layer {
    var dense: DenseLayer
    let source: Signal
    /// Whether it only scales and shifts each input.
    var isDiagonal = false
  }

  let catalogue: Catalogue
  let rule: KinkRule
  var values: [String: Value] = [:]
  var layers: [Layer] = []
  var inputCount: Int?
  /// How functions were called by the operators that made them.
  var texts: [Formula: String] = [:]
  var opset = 1

  private static let mostNodes = 100_000
  static let greatestFormula = 2000
  static let greatestDiagonal = 4096
  static let greatestParametric = 1024

  init(catalogue: Catalogue, rule: KinkRule) {
    self.catalogue = catalogue
    self.rule = rule
  }

  mutating func network(_ model: OnnxModel) throws -> Network {
    let graph = model.graph
    guard graph.node.count <= Self.mostNodes else {
      throw NetworkError("the graph has more than \(Self.mostNodes) operators")
    }
    opset = Int(model.opsetImport.first { ["", "ai.onnx"].contains($0.domain) }?.version ?? 1)
    for tensor in graph.initializer { values[tensor.name] = .constant(try ONNXTensor(tensor)) }
    let inputs = graph.input.filter { values[$0.name] == nil }
    guard inputs.count == 1, let input = inputs.first else {
      throw NetworkError("the model takes \(inputs.count) inputs, and only one is supported")
    }
    guard let shape = ONNXShape(of: input) else {
      throw NetworkError(
        "the sizes of the input '\(input.name)' are open or too large",
        remedy: "Only the first one, the number of samples, may be left open.")
    }
    inputCount = shape.numbers
    values[input.name] = .signal(Signal(layer: nil, shape: shape))
    try read(graph.node)
    let output = try output(of: graph)
    let stored = model.metadataProps.first { $0.key == "actlab.loss" }.flatMap {
      Loss(rawValue: $0.value)
    }
    return try network(endingIn: output, storedLoss: stored)
  }

  /// Reads the operators; by the standard each comes after what it needs.
  private mutating func read(_ nodes: [OnnxNode]) throws {
    for node in nodes {
      if let missing = node.input.first(where: { !$0.isEmpty && values[$0] == nil }) {
        throw NetworkError(
          "nothing computes '\(missing)' before the operator '\(node.opType)' needs it: the graph has "
            + "a cycle or a gap")
      }
      let value = try value(of: node)
      for (index, name) in node.output.enumerated() where !name.isEmpty {
        guard values.updateValue(index == 0 ? value : unknown(node), forKey: name) == nil else {
          throw NetworkError("'\(name)' is computed twice: the graph has a cycle or is damaged")
        }
      }
    }
  }

  // MARK: The end of the chain

  private func output(of graph: OnnxGraph) throws -> Signal {
    for output in graph.output {
      if case .signal(let signal)? = values[output.name] { return signal }
    }
    // Labels and dictionaries are made from probabilities: those are what the last layer gives.
    var makers: [String: OnnxNode] = [:]
    for node in graph.node {
      for name in node.output { makers[name] = node }
    }
    var names = graph.output.map(\.name)
    var seen: Set<String> = []
    var candidates: [Signal] = []
    while let name = names.popLast() {
      guard seen.insert(name).inserted else { continue }
      if case .signal(let signal)? = values[name] {
        candidates.append(signal)
        continue
      }
      guard let node = makers[name] else { continue }
      guard ONNXOperators.afterProbabilities.contains(node.opType) else {
        if case .unknown(let error)? = values[name] { throw error }
        throw Self.unsupported(node)
      }
      names += node.input
    }
    let last = candidates.compactMap(\.layer).max()
    let probabilities = candidates.first {
      $0.layer == last && ($0.softmax != nil || isSigmoid($0.formula))
    }
    if let probabilities { return probabilities }
    if let name = graph.output.first?.name, case .unknown(let error)? = values[name] {
      throw error
    }
    throw NetworkError("the model has no output that its input leads to")
  }

  private func isSigmoid(_ formula: Formula) -> Bool {
    formula.simplified == .apply(.sigmoid, .x)
  }

  private func network(endingIn output: Signal, storedLoss: Loss?) throws -> Network {
    var result: [Network.Layer] = []
    var loss = storedLoss
    var signal = output
    if output.softmax != nil {
      loss = .softmaxCrossEntropy
      signal.formula = .x
    } else if isSigmoid(output.formula), storedLoss != .meanSquaredError {
      loss = .binaryCrossEntropyWithLogits
      signal.formula = .x
    }
    while let index = signal.layer {
      let layer = layers[index]
      result.append(Network.Layer(layer.dense, activation: try activation(signal.formula)))
      signal = layer.source
    }
    if signal.formula != .x {
      guard let width = result.last?.dense.inputCount ?? inputCount,
        let dense = Self.diagonal(width)
      else { throw NetworkError("the number of inputs is not known, or too large") }
      result.append(Network.Layer(dense, activation: try activation(signal.formula)))
    }
    guard let first = result.last else { throw NetworkError("the model has no dense layer") }
    if let inputCount, inputCount != first.dense.inputCount {
      throw NetworkError(
        "the input has \(inputCount) numbers, but the first layer takes "
          + "\(first.dense.inputCount)")
    }
    return try Network(layers: result.reversed(), loss: loss)
  }

  private func activation(_ formula: Formula) throws -> ActivationFunction {
    if formula == .x { return .identity }
    let text = texts[formula] ?? catalogue.name(of: formula) ?? formula.text()
    return try ActivationFunction(text, catalogue: catalogue, rule: rule)
  }

  static func unsupported(_ node: OnnxNode) -> NetworkError {
    NetworkError(
      "\(node.described) is not supported here",
      remedy: "Only chains of dense layers with activations can be read.")
  }

  static func diagonal(_ width: Int) -> DenseLayer? {
    guard (1...greatestDiagonal).contains(width) else { return nil }
    let weights = (0..<width).map { row in (0..<width).map { $0 == row ? 1.0 : 0 } }
    return DenseLayer(weights: weights, biases: Array(repeating: 0, count: width))
  }
}

extension Catalogue {
  /// The name of the entry whose formula, with the usual parameters, is `formula`; `nil` where there
  /// is none.
  func name(of formula: Formula) -> String? {
    let simplified = formula.simplified
    return activations.first { activation in
      (try? parser.parse(activation.name))?.formula.simplified == simplified
    }?.name
  }
}
