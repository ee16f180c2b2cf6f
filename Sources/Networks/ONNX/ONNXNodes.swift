import Formulas

// What each operator makes of its inputs.
extension ONNXReader {
  mutating func value(of node: OnnxNode) throws -> Value {
    let operation = node.opType
    guard ["", "ai.onnx"].contains(node.domain) else {
      return .unknown(operation: operation, node: node.name)
    }
    if operation == "Constant" {
      return try constant(node).map { .constant($0) }
        ?? .unknown(operation: operation, node: node.name)
    }
    let inputs = node.input.map { values[$0] }
    for case .unknown(let operation, let node)?? in inputs where operation != "Shape" {
      return .unknown(operation: operation, node: node)
    }
    switch operation {
    case "MatMul", "Gemm":
      return try product(node, inputs)
    case "Softmax", "LogSoftmax":
      return softmax(node, inputs)
    case "Cast":
      let isNumber = [1, 10, 11].contains(node.integer("to") ?? 0)
      if case .constant? = inputs.first ?? nil { return inputs[0] ?? nil ?? unknown(node) }
      return isNumber ? (inputs.first ?? nil) ?? unknown(node) : unknown(node)
    case "Transpose":
      if case .constant(let tensor)? = inputs.first ?? nil, let result = tensor.transposed {
        return .constant(result)
      }
      return unknown(node)
    case let name where ONNXOperators.reshaping.contains(name):
      return (inputs.first ?? nil) ?? unknown(node)
    default:
      return try elementwise(node, inputs)
    }
  }

  func unknown(_ node: OnnxNode) -> Value {
    .unknown(operation: node.opType, node: node.name)
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

  func softmax(_ node: OnnxNode, _ inputs: [Value?]) -> Value {
    let axis = node.integer("axis") ?? (opset >= 13 ? -1 : 1)
    guard case .signal(var signal)? = inputs.first ?? nil, axis == -1 || axis == 1,
      signal.formula == .x, !signal.isNormalised
    else { return unknown(node) }
    signal.isNormalised = true
    return .signal(signal)
  }

  /// A new layer: the weights times what the inputs of the node give.
  mutating func product(_ node: OnnxNode, _ inputs: [Value?]) throws -> Value {
    guard inputs.count >= 2, case .signal(let source)? = inputs[0],
      case .constant(let matrix)? = inputs[1], !source.isNormalised
    else { return unknown(node) }
    let isGemm = node.opType == "Gemm"
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
    return .signal(Signal(layer: layers.count - 1))
  }
}

extension OnnxNode {
  /// The float attribute with that name.
  func float(_ name: String) -> Float? {
    attribute.first { $0.name == name }.map(\.f)
  }

  /// The integer attribute with that name.
  func integer(_ name: String) -> Int? {
    attribute.first { $0.name == name }.map { Int($0.i) }
  }

  /// The text attribute with that name.
  func text(_ name: String) -> String? {
    attribute.first { $0.name == name }.map { String(decoding: $0.s, as: UTF8.self) }
  }
}
