import Foundation
import Randomness
import SwiftProtobuf
import Testing

@testable import Networks

@Suite("Damaged and hostile models")
struct HostileModelTests {
  /// A 2-1 network, to be spoiled.
  private static func model() -> OnnxModel {
    var weights = OnnxTensor()
    (weights.name, weights.dims, weights.dataType) = ("W", [2, 1], 1)
    weights.floatData = [1, 2]
    var input = OnnxValueInfo()
    input.name = "x"
    var output = OnnxValueInfo()
    output.name = "y"
    var node = OnnxNode()
    (node.opType, node.input, node.output) = ("MatMul", ["x", "W"], ["y"])
    var model = OnnxModel()
    (model.graph.node, model.graph.initializer) = ([node], [weights])
    (model.graph.input, model.graph.output) = ([input], [output])
    return model
  }

  private static func read(_ model: OnnxModel) throws -> Network {
    try Network(onnx: model.serializedBytes())
  }

  @Test("the model is fine before it is spoiled")
  func good() throws {
    #expect(try Self.read(Self.model()).forward([3, 4]).outputs == [11])
  }

  private func refuses(
    _ message: String, _ change: (inout OnnxModel) -> Void,
    _ location: SourceLocation = #_sourceLocation
  ) {
    var model = Self.model()
    change(&model)
    let error = #expect(throws: NetworkError.self, sourceLocation: location) {
      try Self.read(model)
    }
    #expect(
      error?.message.contains(message) == true && error?.message.contains("\n") == false,
      "\(error?.message ?? "")", sourceLocation: location)
  }

  @Test("what the numbers cannot be")
  func numbers() {
    refuses("claims 1000000000 numbers, but holds 2") {
      $0.graph.initializer[0].dims = [1_000_000_000, 1]
    }
    refuses("impossible dimensions") { $0.graph.initializer[0].dims = [1 << 40, 1 << 40] }
    refuses("impossible dimensions") { $0.graph.initializer[0].dims = [-2, -1] }
    refuses("claims 3 numbers, but holds 2") { $0.graph.initializer[0].dims = [3, 1] }
    refuses("claims 2 numbers, but holds 0") { $0.graph.initializer[0].floatData = [] }
    refuses("not finite") { $0.graph.initializer[0].floatData = [1, .nan] }
    refuses("not finite") { $0.graph.initializer[0].floatData = [.infinity, 1] }
    refuses("element type 16") { $0.graph.initializer[0].dataType = 16 }
    refuses("kept in another file") { $0.graph.initializer[0].dataLocation = 1 }
    refuses("are not a matrix") { $0.graph.initializer[0].dims = [2] }
    refuses("claims 0 numbers, but holds 2") { $0.graph.initializer[0].dims = [0, 1] }
    refuses("claims 2 numbers, but holds 1") { $0.graph.initializer[0].rawData = Data(count: 7) }
  }

  @Test("what the graph cannot be")
  func graphs() {
    refuses("has no graph") { $0.graph.node = [] }
    refuses("cycle") { $0.graph.node[0].input[0] = "y" }
    refuses("'Conv' (node 'c') is not supported") {
      var node = OnnxNode()
      (node.opType, node.name, node.input, node.output) = ("Conv", "c", ["y"], ["z"])
      $0.graph.node.append(node)
      $0.graph.output[0].name = "z"
    }
    refuses("'Softmax' (which computes 'p') is followed by the operator 'Relu'") { model in
      // Not at the end: what comes after it is not to blame.
      var node = OnnxNode()
      (node.opType, node.input, node.output) = ("Softmax", ["y"], ["p"])
      model.graph.node.append(node)
      var next = OnnxNode()
      (next.opType, next.input, next.output) = ("Relu", ["p"], ["z"])
      model.graph.node.append(next)
      model.graph.output[0].name = "z"
    }
    refuses("take 3 inputs, but get 1") {
      var weights = OnnxTensor()
      (weights.name, weights.dims, weights.dataType) = ("V", [3, 1], 1)
      weights.floatData = [1, 2, 3]
      $0.graph.initializer.append(weights)
      var node = OnnxNode()
      (node.opType, node.input, node.output) = ("MatMul", ["y", "V"], ["z"])
      $0.graph.node.append(node)
    }
    refuses("2 inputs, and only one") {
      var other = OnnxValueInfo()
      other.name = "other"
      $0.graph.input.append(other)
    }
    refuses("computed twice") { $0.graph.node.append($0.graph.node[0]) }
    refuses("no output") { $0.graph.output[0].name = "nothing" }
    refuses("PRelu has 2 slopes, and its input has not as many numbers") { model in
      var slopes = OnnxTensor()
      (slopes.name, slopes.dims, slopes.dataType) = ("s", [2], 1)
      slopes.floatData = [0.1, 0.2]
      model.graph.initializer.append(slopes)
      var node = OnnxNode()
      (node.opType, node.input, node.output) = ("PRelu", ["y", "s"], ["z"])
      model.graph.node.append(node)
      model.graph.output[0].name = "z"
    }
    refuses("out of range") {
      var alpha = OnnxAttribute()
      (alpha.name, alpha.f) = ("alpha", -1)
      var node = OnnxNode()
      (node.opType, node.input, node.output, node.attribute) = ("Celu", ["y"], ["z"], [alpha])
      $0.graph.node.append(node)
      $0.graph.output[0].name = "z"
    }
    refuses("too large a formula") { model in
      // Each operator doubles the formula.
      for index in 0..<60 {
        var node = OnnxNode()
        let name = index == 0 ? "y" : "d\(index)"
        (node.opType, node.input, node.output) = ("Mul", [name, name], ["d\(index + 1)"])
        model.graph.node.append(node)
      }
      model.graph.output[0].name = "d60"
    }
  }

  @Test("every way of cutting a model off, and random damage, gives an error or a network")
  func damage() throws {
    let data = try Data(contentsOf: resource("torch_script_deep.onnx"))
    for length in stride(from: 0, to: data.count, by: 7) {
      #expect(throws: NetworkError.self) { try Network(onnx: data.prefix(length)) }
    }
    var random = SplitMix64(seed: 12)
    for _ in 0..<2000 {
      var copy = data
      for _ in 0..<3 {
        copy[Int(random.next() % UInt64(copy.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      do {
        _ = try Network(onnx: copy).forward([1, 2])
      } catch is NetworkError {}
    }
  }
}
