import Calculus
import Formulas
import Foundation
import SwiftProtobuf

extension Network {
  /// The network as an ONNX model of float32 numbers, each the nearest to the one here: Gemm for each
  /// layer, an operator or several for its activation, and after the last layer the Sigmoid or the
  /// Softmax that belongs to the loss, so that the outputs are probabilities.
  ///
  /// The operators are those of version 20 of the standard set. The activation's constants are
  /// rounded to float32 too.
  /// - Throws: ``NetworkError`` if a number is out of the range of float32, or an activation has
  ///   something that ONNX lacks.
  public func onnx() throws -> Data {
    var writer = ONNXWriter()
    let graph = try writer.graph(of: self)
    var model = OnnxModel()
    model.irVersion = 9
    model.producerName = "actlab"
    model.graph = graph
    var operators = OnnxOperatorSet()
    operators.domain = ""
    operators.version = 20
    model.opsetImport = [operators]
    if let loss {
      var property = OnnxStringPair()
      (property.key, property.value) = ("actlab.loss", loss.rawValue)
      model.metadataProps = [property]
    }
    return try model.serializedBytes()
  }
}

/// Writes one graph.
private struct ONNXWriter {
  private var graph = OnnxGraph()
  private var count = 0
  /// The names of what formulas of the present layer were written as.
  private var known: [Formula: String] = [:]
  private var input = ""

  mutating func graph(of network: Network) throws -> OnnxGraph {
    graph.name = "network"
    graph.input = [Self.information("input", network.inputCount)]
    graph.output = [Self.information("output", network.outputCount)]
    var name = "input"
    for (index, layer) in network.layers.enumerated() {
      let weights = try constant(
        layer.dense.weights.flatMap { $0 },
        [layer.dense.biases.count, layer.dense.inputCount], name: "W\(index + 1)")
      let bias = try constant(
        layer.dense.biases, [layer.dense.biases.count], name: "b\(index + 1)")
      name = node("Gemm", [name, weights, bias]) { $0.attribute = [Self.attribute("transB", 1)] }
      name = try activation(layer.activation, of: name)
    }
    switch network.loss {
    case .binaryCrossEntropyWithLogits?: name = node("Sigmoid", [name])
    case .softmaxCrossEntropy?:
      name = node("Softmax", [name]) { $0.attribute = [Self.attribute("axis", -1)] }
    case .meanSquaredError?, nil: break
    }
    graph.node.append(Self.identity(name))
    return graph
  }

  private static func identity(_ name: String) -> OnnxNode {
    var node = OnnxNode()
    node.opType = "Identity"
    node.input = [name]
    node.output = ["output"]
    return node
  }

  private mutating func activation(
    _ activation: ActivationFunction, of name: String
  ) throws -> String {
    if activation.isIdentity { return name }
    let parameters = Dictionary(
      activation.function.parameters.map { ($0.name, Double(nearestTo: $0.value)) }
    ) { first, _ in first }
    if let entry = activation.function.name, let (operation, attributes) = Self.operators[entry] {
      return node(operation, [name]) { node in
        node.attribute = attributes.map { attribute, parameter in
          Self.attribute(attribute, Float(parameters[parameter] ?? Double(parameter) ?? 0))
        }
      }
    }
    known = [:]
    input = name
    if !activation.formula.simplified.containsVariable {
      // A constant alone would not have the shape of the layer.
      let zeros = node("Mul", [name, try constant([0], [])])
      return node("Add", [zeros, try write(activation.formula.simplified)])
    }
    return try write(activation.formula.simplified)
  }

  /// Entries of the catalogue with an operator of their own; attributes by the parameter that they
  /// take or by their value.
  private static let operators: [String: (String, [(String, String)])] = [
    "relu": ("Relu", []), "leaky-relu": ("LeakyRelu", [("alpha", "alpha")]),
    "prelu": ("LeakyRelu", [("alpha", "alpha")]), "sigmoid": ("Sigmoid", []),
    "tanh": ("Tanh", []), "softplus": ("Softplus", []), "softsign": ("Softsign", []),
    "elu": ("Elu", [("alpha", "alpha")]),
    "selu": ("Selu", [("alpha", "alpha"), ("gamma", "scale")]),
    "celu": ("Celu", [("alpha", "alpha")]), "gelu": ("Gelu", []),
    "hard-sigmoid": ("HardSigmoid", [("alpha", "0.16666666666666666"), ("beta", "0.5")]),
    "hard-swish": ("HardSwish", []), "mish": ("Mish", []),
    "jump-relu": ("ThresholdedRelu", [("alpha", "k")]),
  ]

  // MARK: Formulas

  private mutating func write(_ formula: Formula) throws -> String {
    if let name = known[formula] { return name }
    let name = try writeNew(formula)
    known[formula] = name
    return name
  }

  private mutating func writeNew(_ formula: Formula) throws -> String {
    switch formula.operation {
    case .variable: return input
    case .number(let value): return try constant([Double(nearestTo: value)], [])
    case .constant(.pi): return try constant([.pi], [])
    case .constant(.e): return try constant([exp(1)], [])
    case .constant(.inf): throw NetworkError("ONNX constants here are finite")
    case .sum(let all): return try chain("Add", all)
    case .product(let all): return try chain("Mul", all)
    case .minimum(let all): return node("Min", try all.map { try write($0) })
    case .maximum(let all): return node("Max", try all.map { try write($0) })
    case .negation(let f): return node("Neg", [try write(f)])
    case .quotient(let f, let g): return node("Div", [try write(f), try write(g)])
    case .power(let f, let g): return node("Pow", [try write(f), try write(g)])
    case .apply(let function, let f): return try apply(function, f)
    case .piecewise(let branches, let otherwise):
      guard let otherwise else {
        throw NetworkError("ONNX has nothing for a formula that is not defined everywhere")
      }
      var name = try write(otherwise)
      for branch in branches.reversed() {
        name = node("Where", [try write(branch.condition), try write(branch.value), name])
      }
      return name
    }
  }

  private mutating func chain(_ operation: String, _ all: [Formula]) throws -> String {
    guard let first = all.first else { throw NetworkError("an empty sum or product") }
    var name = try write(first)
    for other in all.dropFirst() { name = node(operation, [name, try write(other)]) }
    return name
  }

  private mutating func write(_ condition: Condition) throws -> String {
    switch condition {
    case .truth: throw NetworkError("ONNX constants here are numbers")
    case .comparison(let f, let relation, let g):
      let names = [try write(f), try write(g)]
      if relation == .notEqual { return node("Not", [node("Equal", names)]) }
      let operation = ONNXOperators.relations.first { $0.value == relation }?.key ?? "Equal"
      return node(operation, names)
    case .conjunction(let all), .disjunction(let all):
      let isAnd = if case .conjunction = condition { true } else { false }
      var names = try all.map { try write($0) }[...]
      guard var name = names.popFirst() else { throw NetworkError("an empty condition") }
      for other in names { name = node(isAnd ? "And" : "Or", [name, other]) }
      return name
    case .negation(let inner): return node("Not", [try write(inner)])
    }
  }

  private mutating func apply(_ function: ElementaryFunction, _ f: Formula) throws -> String {
    let argument = try write(f)
    func one() throws -> String { try write(1) }
    switch function {
    case .exp: return node("Exp", [argument])
    case .ln: return node("Log", [argument])
    case .log1p: return node("Log", [node("Add", [try one(), argument])])
    case .expm1: return node("Sub", [node("Exp", [argument]), try one()])
    case .sqrt: return node("Sqrt", [argument])
    case .cbrt:
      let third = try constant([1 / 3.0], [])
      return node(
        "Mul", [node("Sign", [argument]), node("Pow", [node("Abs", [argument]), third])])
    case .abs: return node("Abs", [argument])
    case .sign: return node("Sign", [argument])
    case .tanh: return node("Tanh", [argument])
    case .sinh: return node("Sinh", [argument])
    case .cosh: return node("Cosh", [argument])
    case .sigmoid: return node("Sigmoid", [argument])
    case .softplus: return node("Softplus", [argument])
    case .erf: return node("Erf", [argument])
    case .erfc: return node("Sub", [try one(), node("Erf", [argument])])
    case .normalCDF:
      let root = try constant([Double(2).squareRoot()], [])
      let half = try constant([0.5], [])
      return node(
        "Mul", [half, node("Add", [try one(), node("Erf", [node("Div", [argument, root])])])])
    case .sin: return node("Sin", [argument])
    case .cos: return node("Cos", [argument])
    case .tan: return node("Tan", [argument])
    case .atan: return node("Atan", [argument])
    case .floor: return node("Floor", [argument])
    }
  }

  // MARK: Parts

  private mutating func node(
    _ operation: String, _ inputs: [String], _ change: (inout OnnxNode) -> Void = { _ in }
  ) -> String {
    count += 1
    var node = OnnxNode()
    node.opType = operation
    node.input = inputs
    node.output = ["t\(count)"]
    node.name = "\(operation.lowercased())_\(count)"
    change(&node)
    graph.node.append(node)
    return "t\(count)"
  }

  private mutating func constant(
    _ values: [Double], _ dimensions: [Int], name: String? = nil
  ) throws -> String {
    var data = Data(capacity: values.count * 4)
    for value in values {
      let float = Float(value)
      guard float.isFinite else {
        throw NetworkError("the number \(value) is out of the range of float32, which ONNX gets")
      }
      withUnsafeBytes(of: float.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    var tensor = OnnxTensor()
    count += 1
    tensor.name = name ?? "c\(count)"
    tensor.dims = dimensions.map(Int64.init)
    tensor.dataType = ONNXTensor.ElementType.float.rawValue
    tensor.rawData = data
    graph.initializer.append(tensor)
    return tensor.name
  }

  private static func attribute(_ name: String, _ value: Float) -> OnnxAttribute {
    var attribute = OnnxAttribute()
    (attribute.name, attribute.f, attribute.type) = (name, value, 1)
    return attribute
  }

  private static func attribute(_ name: String, _ value: Int) -> OnnxAttribute {
    var attribute = OnnxAttribute()
    (attribute.name, attribute.i, attribute.type) = (name, Int64(value), 2)
    return attribute
  }

  /// A matrix of float32 numbers: a row for each of any number of samples.
  private static func information(_ name: String, _ width: Int) -> OnnxValueInfo {
    var samples = OnnxDimension()
    samples.dimParam = "N"
    var numbers = OnnxDimension()
    numbers.dimValue = Int64(width)
    var information = OnnxValueInfo()
    information.name = name
    information.type.tensorType.elemType = ONNXTensor.ElementType.float.rawValue
    information.type.tensorType.shape.dim = [samples, numbers]
    return information
  }
}
