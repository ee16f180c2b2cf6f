import Foundation
import SwiftProtobuf
import Testing

@testable import Networks

/// Operators that change the shape: read where they leave every sample its row, and refused elsewhere.
@Suite("Shapes in ONNX models")
struct ONNXShapeTests {
  /// An operator before a product with the weights.
  struct Step: CustomTestStringConvertible, Sendable {
    let operation: String
    var attribute: (name: String, value: Int)?
    /// The second input.
    var second: [Int]?

    var testDescription: String {
      "\(operation) \(attribute.map { "\($0)" } ?? "") \(second ?? [])"
    }
  }

  /// `steps` one after the other, then a product with two columns of as many numbers as `rows`.
  private static func model(
    _ steps: [Step], rows: Int = 3, input sizes: [Int?] = [nil, 3], type: Int32 = 1,
    product: String = "MatMul"
  ) throws -> Data {
    var graph = OnnxGraph()
    (graph.input, graph.output) = ([information("input", sizes, 1)], [information("y", [], type)])
    graph.name = "g"
    var name = "input"
    for (index, step) in steps.enumerated() {
      var node = OnnxNode()
      (node.opType, node.name, node.input) = (step.operation, "n\(index)", [name])
      if let (attribute, value) = step.attribute {
        var entry = OnnxAttribute()
        (entry.name, entry.i, entry.type) = (attribute, Int64(value), 2)
        node.attribute = [entry]
      }
      if let second = step.second {
        graph.initializer.append(constant("s\(index)", [second.count], integers: second))
        node.input.append("s\(index)")
      }
      name = "v\(index)"
      node.output = [name]
      graph.node.append(node)
    }
    var node = OnnxNode()
    (node.opType, node.name, node.input, node.output) = (product, "last", [name, "W"], ["y"])
    graph.node.append(node)
    graph.initializer.append(
      constant("W", [rows, 2], numbers: (0..<2 * rows).map { Float($0) * 0.75 - 1 }))
    return try data(graph)
  }

  private static func data(_ graph: OnnxGraph) throws -> Data {
    var model = OnnxModel()
    (model.graph, model.irVersion) = (graph, 9)
    var operators = OnnxOperatorSet()
    operators.version = 20
    model.opsetImport = [operators]
    return try model.serializedBytes()
  }

  private static func information(_ name: String, _ sizes: [Int?], _ type: Int32) -> OnnxValueInfo {
    var result = OnnxValueInfo()
    result.name = name
    result.type.tensorType.elemType = type
    guard !sizes.isEmpty else { return result }
    result.type.tensorType.shape.dim = sizes.enumerated().map { index, size in
      var dimension = OnnxDimension()
      if let size { dimension.dimValue = Int64(size) } else { dimension.dimParam = "d\(index)" }
      return dimension
    }
    return result
  }

  private static func constant(
    _ name: String, _ sizes: [Int], numbers: [Float] = [], integers: [Int] = []
  ) -> OnnxTensor {
    var result = OnnxTensor()
    (result.name, result.dims) = (name, sizes.map(Int64.init))
    result.dataType = integers.isEmpty ? 1 : 7
    (result.floatData, result.int64Data) = (numbers, integers.map(Int64.init))
    return result
  }

  /// Chains after which every sample of three numbers still has its row.
  private static let kept: [[Step]] = [
    [],
    [Step(operation: "Flatten", attribute: ("axis", 1))],
    [Step(operation: "Flatten")],
    [Step(operation: "Flatten", attribute: ("axis", -1))],
    [Step(operation: "Reshape", second: [-1, 3])],
    [Step(operation: "Reshape", second: [0, -1])],
    [Step(operation: "Reshape", second: [0, 3])],
    [Step(operation: "Reshape", second: [-1, 1, 3])],
    [Step(operation: "Reshape", second: [1, -1, 3])],
    [Step(operation: "Reshape", second: [0, 3, 1]), Step(operation: "Flatten")],
    [Step(operation: "Unsqueeze", second: [1])],
    [Step(operation: "Unsqueeze", second: [0])],
    [Step(operation: "Unsqueeze", second: [-1]), Step(operation: "Squeeze", second: [2])],
    [Step(operation: "Unsqueeze", second: [1]), Step(operation: "Squeeze", second: [1])],
    [Step(operation: "Cast", attribute: ("to", 1)), Step(operation: "Identity")],
    [
      Step(operation: "Cast", attribute: ("to", 11)), Step(operation: "Relu"),
      Step(operation: "Cast", attribute: ("to", 1)),
    ],
  ]

  /// Chains that mix samples or round numbers, with the rows of the weights that fit two samples, and
  /// what the error says.
  private static let lost: [([Step], Int, String)] = [
    (
      [Step(operation: "Flatten", attribute: ("axis", 0))], 6,
      "'Flatten' (node 'n0') with axis 0 does not leave a row for each sample of [N, 3]"
    ),
    (
      [Step(operation: "Flatten", attribute: ("axis", 2))], 1,
      "'Flatten' (node 'n0') with axis 2 does not"
    ),
    (
      [Step(operation: "Reshape", second: [-1, 1])], 1,
      "'Reshape' (node 'n0') with [-1, 1] does not leave a row for each sample of [N, 3]"
    ),
    ([Step(operation: "Reshape", second: [1, -1])], 6, "(node 'n0') with [1, -1] does not"),
    ([Step(operation: "Reshape", second: [3, -1])], 2, "(node 'n0') with [3, -1] does not"),
    ([Step(operation: "Reshape", second: [-1, 2])], 2, "(node 'n0') with [-1, 2] does not"),
    ([Step(operation: "Reshape", second: [1, 1, 6])], 6, "(node 'n0') with [1, 1, 6] does not"),
    (
      [Step(operation: "Relu"), Step(operation: "Reshape", second: [6, 1])], 1,
      "(node 'n1') with [6, 1] does not"
    ),
    (
      [
        Step(operation: "Cast", attribute: ("to", 10)),
        Step(operation: "Cast", attribute: ("to", 1)),
      ], 3, "'Cast' (node 'n0') converts to the element type 10"
    ),
    (
      [
        Step(operation: "Cast", attribute: ("to", 7)),
        Step(operation: "Cast", attribute: ("to", 1)),
      ], 3, "'Cast' (node 'n0') converts to the element type 7"
    ),
  ]

  private static let batch = [[0.125, -1.3, 2.7], [-3.1, 0.6, 1.9]]

  @Test(
    "what is read is what onnxruntime computes of a batch, and what is refused is not",
    .enabled(if: ONNXRuntime.isInstalled, "run Scripts/setup.sh tests"))
  func onnxruntime() throws {
    let models =
      try Self.kept.map { try Self.model($0) } + Self.lost.map { try Self.model($0.0, rows: $0.1) }
    let answers = try ONNXRuntime.outputs(of: models, inputs: Self.batch)
    for (index, (model, rows)) in zip(models, answers).enumerated() {
      guard index < Self.kept.count else {
        // Mixed samples leave another number of rows; rounding leaves other numbers.
        let plain = try Network(onnx: Self.model([]))
        let isRow = rows.map { rows in
          zip(Self.batch, rows).allSatisfy {
            agree(plain.forward($0).outputs, $1, tolerance: 1e-5)
          }
        }
        #expect(isRow != true, "\(Self.lost[index - Self.kept.count])")
        continue
      }
      let network = try Network(onnx: model)
      for (input, row) in zip(Self.batch, try #require(rows, "\(Self.kept[index])")) {
        #expect(agree(network.forward(input).outputs, row, tolerance: 1e-5), "\(Self.kept[index])")
      }
    }
  }

  @Test("what leaves each sample its row is read", arguments: kept)
  func reads(steps: [Step]) throws {
    #expect(try Network(onnx: Self.model(steps)).inputCount == 3)
  }

  private func refuses(
    _ message: String, _ model: Data, _ location: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: NetworkError.self, sourceLocation: location) {
      try Network(onnx: model)
    }
    #expect(
      error?.message.contains(message) == true, "\(error?.message ?? "")", sourceLocation: location)
  }

  @Test("what does not is refused, with the node and the shape")
  func refusals() throws {
    for (steps, rows, message) in Self.lost {
      refuses(message, try Self.model(steps, rows: rows))
    }
    let column = [Step(operation: "Reshape", second: [0, 3, 1])]
    refuses(
      "'MatMul' (node 'last') is given the shape [N, 3, 1], not a row for each sample",
      try Self.model(column, rows: 1))
    refuses(
      "'Gemm' (node 'last') is given the shape [N, 1, 3]",
      try Self.model([Step(operation: "Unsqueeze", second: [1])], product: "Gemm"))
    // A batch of fixed size is one, and no other.
    #expect(
      try Network(
        onnx: Self.model([Step(operation: "Reshape", second: [4, -1])], input: [4, 3])
      ).inputCount == 3)
    #expect(
      try Network(
        onnx: Self.model([Step(operation: "Flatten", attribute: ("axis", 0))], input: [1, 3])
      ).inputCount == 3)
    refuses(
      "with [2, -1] does not leave a row for each sample of [4, 3]",
      try Self.model([Step(operation: "Reshape", second: [2, -1])], rows: 6, input: [4, 3]))
    refuses("of the input 'input' are open", try Self.model([], input: [nil, nil, 3]))
  }

  @Test("images are read after they are flattened, and not before")
  func images() throws {
    let sizes: [Int?] = [nil, 1, 2, 2]
    let flat = try Self.model([Step(operation: "Flatten")], rows: 4, input: sizes)
    #expect(try Network(onnx: flat).inputCount == 4)
    refuses("is given the shape [N, 1, 2, 2]", try Self.model([], rows: 2, input: sizes))
  }

  @Test("sizes that the graph computes itself")
  func computedSizes() throws {
    // x.view(x.size(0), -1), as PyTorch writes it.
    var model = try OnnxModel(
      serializedBytes: Self.model(
        [
          Step(operation: "Shape"), Step(operation: "Gather", second: [0]),
          Step(operation: "Concat", attribute: ("axis", 0), second: [-1]),
          Step(operation: "Reshape"),
        ], rows: 4, input: [nil, 2, 2]))
    model.graph.node[3].input = ["input", "v2"]
    #expect(try Network(onnx: model.serializedBytes()).inputCount == 4)
    // The size of a row, for all samples together.
    model.graph.initializer[0].int64Data = [1]
    refuses("'Reshape' (node 'n3') with [2, -1] does not", try model.serializedBytes())
  }

  @Test("numbers of different places do not meet")
  func places() throws {
    // a + b with b of one dimension less is a table of all sums.
    var model = try OnnxModel(serializedBytes: Self.model([]))
    model.graph.initializer[0] = Self.constant("W", [3, 1], numbers: [1, 2, 3])
    func append(_ operation: String, _ inputs: [String], _ output: String) {
      var node = OnnxNode()
      (node.opType, node.name, node.input, node.output) = (operation, output, inputs, [output])
      model.graph.node.append(node)
    }
    append("Squeeze", ["y", "one"], "flat")
    model.graph.initializer.append(Self.constant("one", [1], integers: [1]))
    model.graph.output[0].name = "flat"
    #expect(try Network(onnx: model.serializedBytes()).outputCount == 1)
    append("Add", ["y", "flat"], "table")
    model.graph.output[0].name = "table"
    refuses(
      "'Add' (node 'table') meets the shape [N, 1] and [N]", try model.serializedBytes())
  }

  @Test("a softmax is read at the end, along the numbers of a sample, and nowhere else")
  func softmax() throws {
    var model = try OnnxModel(serializedBytes: Self.model([]))
    var node = OnnxNode()
    (node.opType, node.name, node.input, node.output) = ("Softmax", "s", ["y"], ["p"])
    var axis = OnnxAttribute()
    (axis.name, axis.i, axis.type) = ("axis", 1, 2)
    node.attribute = [axis]
    model.graph.node.append(node)
    model.graph.output[0].name = "p"
    #expect(try Network(onnx: model.serializedBytes()).loss == .softmaxCrossEntropy)
    model.graph.node[1].attribute[0].i = 0
    refuses(
      "'Softmax' (node 's') runs along axis 0 of [N, 2], not along the numbers of each sample",
      try model.serializedBytes())
    model.graph.node[1].attribute[0].i = 1
    for (operation, second) in [("MatMul", "V"), ("Add", "c"), ("Clip", "c"), ("Neg", nil)] {
      var inner = model
      var next = OnnxNode()
      (next.opType, next.output, next.input) = (
        operation, ["z"], ["p"] + (second.map { [$0] } ?? [])
      )
      inner.graph.node.append(next)
      inner.graph.initializer += [
        Self.constant("V", [2, 2], numbers: [1, 2, 3, 4]), Self.constant("c", [], numbers: [0.25]),
      ]
      inner.graph.output[0].name = "z"
      refuses(
        "'Softmax' (node 's') is followed by the operator '\(operation)'",
        try inner.serializedBytes())
    }
  }
}
