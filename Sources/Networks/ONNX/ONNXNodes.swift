import Formulas

// What each operator makes of its inputs.
extension ONNXReader {
  mutating func value(of node: OnnxNode) throws -> Value {
    let operation = node.opType
    guard ["", "ai.onnx"].contains(node.domain) else {
      return unknown(node)
    }
    if operation == "Constant" {
      return try constant(node).map { .constant($0) } ?? unknown(node)
    }
    let inputs = node.input.map { values[$0] }
    // What an operator cannot do with what was not understood before, or after a softmax, is not its
    // own fault.
    for case .unknown(let error)?? in inputs { return .unknown(error) }
    let isReshaping = ONNXOperators.reshaping.contains(operation)
    if !isReshaping, operation != "Cast" {
      for case .signal(let signal)?? in inputs {
        if let softmax = signal.softmax {
          return .unknown(
            NetworkError(
              "\(softmax.described) is followed by the operator '\(operation)'",
              remedy: "A softmax can be read after the last layer only, where it makes the outputs "
                + "probabilities."))
        }
      }
    }
    switch operation {
    case "MatMul", "Gemm":
      return try product(node, inputs)
    case "Softmax", "LogSoftmax":
      return softmax(node, inputs)
    case "Cast":
      return cast(node, inputs)
    case "Shape", "Gather", "Concat":
      return sizes(node, inputs)
    case "Transpose":
      if case .constant(let tensor)? = inputs.first ?? nil, let result = tensor.transposed {
        return .constant(result)
      }
      return unknown(node)
    case _ where isReshaping:
      return reshaping(node, inputs)
    default:
      return try elementwise(node, inputs)
    }
  }

  func unknown(_ node: OnnxNode) -> Value {
    .unknown(Self.unsupported(node))
  }

  func constant(_ node: OnnxNode) throws -> ONNXTensor? {
    guard let attribute = node.attribute.first else { return nil }
    switch attribute.name {
    case "value": return try ONNXTensor(attribute.t)
    case "value_float":
      return ONNXTensor(dimensions: [], values: [Double(attribute.f)])
    case "value_int": return ONNXTensor(dimensions: [], values: [Double(attribute.i)])
    case "value_floats":
      return ONNXTensor(
        dimensions: [attribute.floats.count], values: attribute.floats.map(Double.init))
    case "value_ints":
      return ONNXTensor(dimensions: [attribute.ints.count], values: attribute.ints.map(Double.init))
    default: return nil
    }
  }

  /// The softmax of the sums of a layer, along the numbers of each sample.
  func softmax(_ node: OnnxNode, _ inputs: [Value?]) -> Value {
    guard case .signal(var signal)? = inputs.first ?? nil else { return unknown(node) }
    let axis = node.integer("axis") ?? (opset >= 13 ? -1 : 1)
    guard signal.shape.isAlongRows(axis) else {
      return .unknown(
        NetworkError(
          "\(node.described) runs along axis \(axis) of \(signal.shape), not along the numbers of "
            + "each sample"))
    }
    guard signal.formula == .x else {
      return .unknown(
        NetworkError(
          "\(node.described) follows an activation",
          remedy: "A softmax can be read of the sums of a layer only."))
    }
    signal.softmax = node
    return .signal(signal)
  }

  /// A new layer: the weights times what the inputs of the node give.
  mutating func product(_ node: OnnxNode, _ inputs: [Value?]) throws -> Value {
    guard inputs.count >= 2, case .signal(let source)? = inputs[0],
      case .constant(let matrix)? = inputs[1]
    else { return unknown(node) }
    let isGemm = node.opType == "Gemm"
    guard source.shape.isRows, !isGemm || source.shape.sizes.count == 2 else {
      return .unknown(
        NetworkError(
          "\(node.described) is given the shape \(source.shape), not a row for each sample",
          remedy: "Flatten with axis 1 or Reshape to [0, -1] before it."))
    }
    if isGemm, node.integer("transA") ?? 0 != 0 { return unknown(node) }
    let isTransposed = isGemm && node.integer("transB") ?? 0 != 0
    let name = node.input[1]
    guard var rows = (isTransposed ? matrix : matrix.transposed)?.rows else {
      throw NetworkError("the weights '\(name)' are not a matrix")
    }
    if let alpha = node.float("alpha"), isGemm, alpha != 1 {
      rows = rows.map { $0.map { Double(alpha) * $0 } }
    }
    var biases = [Double](repeating: 0, count: rows.count)
    if isGemm, inputs.count > 2, let third = inputs[2] {
      guard case .constant(let tensor) = third, let values = tensor.broadcast(to: rows.count) else {
        throw NetworkError("the biases '\(node.input[2])' do not fit the weights '\(name)'")
      }
      biases = values.map { Double(node.float("beta") ?? 1) * $0 }
    }
    guard let dense = DenseLayer(weights: rows, biases: biases), dense.inputCount > 0 else {
      throw NetworkError("the weights '\(name)' are empty")
    }
    let units = source.layer.map { layers[$0].dense.biases.count } ?? inputCount
    if let units, units != dense.inputCount {
      throw NetworkError(
        "the weights '\(name)' take \(dense.inputCount) inputs, but get \(units)")
    }
    layers.append(Layer(dense: dense, source: source))
    return .signal(
      Signal(layer: layers.count - 1, shape: source.shape.replacingRows(by: rows.count)))
  }
}

extension OnnxNode {
  /// The operator, and which one it is.
  var described: String {
    let place =
      name.isEmpty ? output.first.map { " (which computes '\($0)')" } : " (node '\(name)')"
    return "the operator '\(opType)'\(place ?? "")"
  }

  /// The float attribute with that name.
  func float(_ name: String) -> Float? {
    attribute.first { $0.name == name }.map(\.f)
  }

  /// The integer attribute with that name.
  func integer(_ name: String) -> Int? {
    attribute.first { $0.name == name }.map { Int($0.i) }
  }

  /// The integers of the attribute with that name.
  func integers(_ name: String) -> [Int]? {
    attribute.first { $0.name == name }.map { $0.ints.map(Int.init) }
  }

  /// The text attribute with that name.
  func text(_ name: String) -> String? {
    attribute.first { $0.name == name }.map { String(decoding: $0.s, as: UTF8.self) }
  }
}
