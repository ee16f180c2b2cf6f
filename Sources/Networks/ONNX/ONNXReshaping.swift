// Operators that keep every number in its order, and those that compute the sizes for them.
extension ONNXReader {
  /// What an operator of ``ONNXOperators/reshaping`` makes of its inputs; not understood where a row
  /// of numbers a sample does not come out.
  func reshaping(_ node: OnnxNode, _ inputs: [Value?]) -> Value {
    guard let input = inputs.first ?? nil else { return unknown(node) }
    if ["Identity", "Dropout"].contains(node.opType) { return input }
    guard case .signal(var signal) = input else {
      // The sizes are one list, whatever their dimensions.
      if case .sizes = input, node.opType.hasSuffix("queeze") { return input }
      return unknown(node)
    }
    let second = integers(inputs.count > 1 ? inputs[1] : nil)
    let shape: ONNXShape? =
      switch node.opType {
      case "Flatten": signal.shape.flattened(at: node.integer("axis") ?? 1)
      case "Squeeze": signal.shape.squeezed(second ?? node.integers("axes"))
      case "Unsqueeze": (second ?? node.integers("axes")).flatMap(signal.shape.unsqueezed)
      default:
        (second ?? node.integers("shape")).flatMap {
          signal.shape.reshaped(to: $0, zeroIsSize: node.integer("allowzero") == 1)
        }
      }
    guard let shape else {
      let given =
        node.opType == "Flatten"
        ? "axis \(node.integer("axis") ?? 1)" : second.map(ONNXShape.text) ?? "what it is given"
      return .unknown(
        NetworkError(
          "\(node.described) with \(given) does not leave a row for each sample of \(signal.shape)",
          remedy: "Flatten with axis 1, Reshape to [0, -1], and whatever else keeps any number of "
            + "samples apart can be read."))
    }
    signal.shape = shape
    return .signal(signal)
  }

  /// The conversion to another type: of a signal only to types that round no more than the network.
  func cast(_ node: OnnxNode, _ inputs: [Value?]) -> Value {
    let type = node.integer("to") ?? 0
    let isFloat = type == 1 || type == 11
    switch inputs.first ?? nil {
    case .signal? where isFloat, .sizes?: return inputs[0] ?? unknown(node)
    case .constant(let tensor)? where isFloat || type == 6 || type == 7:
      return .constant(
        isFloat
          ? tensor
          : ONNXTensor(
            dimensions: tensor.dimensions, values: tensor.values.map { $0.rounded(.towardZero) }))
    default:
      return .unknown(
        NetworkError(
          "\(node.described) converts to the element type \(type)",
          remedy: "Conversions to float32 (1) and float64 (11) can be read."))
    }
  }

  /// What an operator on the sizes of tensors gives.
  func sizes(_ node: OnnxNode, _ inputs: [Value?]) -> Value {
    switch node.opType {
    case "Shape":
      guard case .signal(let signal)? = inputs.first ?? nil, node.attribute.isEmpty else {
        return unknown(node)
      }
      return .sizes(signal.shape.sizes)
    case "Gather":
      guard inputs.count == 2, case .sizes(let sizes)? = inputs[0],
        let indices = integers(inputs[1])
      else { return unknown(node) }
      let places = indices.map { $0 < 0 ? $0 + sizes.count : $0 }
      guard places.allSatisfy(sizes.indices.contains) else { return unknown(node) }
      return .sizes(places.map { sizes[$0] })
    default:
      let parts = inputs.map(integers)
      guard inputs.contains(where: { if case .sizes? = $0 { true } else { false } }),
        parts.allSatisfy({ $0 != nil })
      else { return unknown(node) }
      return .sizes(parts.flatMap { $0 ?? [] })
    }
  }

  /// The whole numbers of a constant or of sizes.
  private func integers(_ value: Value?) -> [Int]? {
    switch value {
    case .sizes(let sizes)?: return sizes
    case .constant(let tensor)?:
      let integers = tensor.values.compactMap { Int(exactly: $0) }
      return integers.count == tensor.values.count ? integers : nil
    default: return nil
    }
  }
}
