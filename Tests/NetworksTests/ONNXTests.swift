import Foundation
import Networks
import Randomness
import Testing

@Suite("ONNX models")
struct ONNXTests {
  /// One computation of onnxruntime.
  private struct Row: Decodable {
    let input: [Double]
    let output: [Double]
  }

  private static func outputs() throws -> [String: [Row]] {
    try JSONDecoder().decode(
      [String: [Row]].self, from: Data(contentsOf: resource("outputs.json")))
  }

  /// What the model's own output is: probabilities where it ends in them.
  private static func output(_ network: Network, _ input: [Double]) -> [Double] {
    let outputs = network.forward(input).outputs
    return network.probabilities(of: outputs) ?? outputs
  }

  @Test("models of PyTorch, skl2onnx and others give what onnxruntime gives")
  func agreement() throws {
    let models = try Self.outputs()
    #expect(models.count >= 61)
    for (name, rows) in models {
      let network = try Network(contentsOf: resource("\(name).onnx"))
      for row in rows {
        var output = Self.output(network, row.input)
        // skl2onnx gives the probabilities of both classes.
        if output.count == 1, row.output.count == 2 { output.insert(1 - output[0], at: 0) }
        let scale = row.output.map(\.magnitude).max() ?? 1
        // float32 has a precision of 6e-8; some layers add up its errors.
        #expect(
          agree(output, row.output, tolerance: 2e-6 * max(1, scale)), "\(name): \(row.input)")
      }
    }
  }

  @Test("what a model says comes back by name")
  func names() throws {
    func activations(_ name: String) throws -> [String] {
      try Network(contentsOf: resource("\(name).onnx")).layers.map(\.activation.text)
    }
    for exporter in ["script", "dynamo"] {
      #expect(try activations("torch_\(exporter)_relu") == ["relu", "identity"])
      #expect(try activations("torch_\(exporter)_gelu") == ["gelu", "identity"])
      #expect(try activations("torch_\(exporter)_silu") == ["silu", "identity"])
      #expect(try activations("torch_\(exporter)_relu6") == ["relu6", "identity"])
      #expect(
        try activations("torch_\(exporter)_leaky_relu") == [
          "leaky_relu(x, alpha=(0.0500000007450580596923828125))", "identity",
        ])
    }
    // A slope for each unit takes two layers.
    #expect(
      try activations("torch_script_prelu_units") == ["relu", "identity", "identity"])
    let digits = try Network(contentsOf: resource("torch_script_flatten.onnx"))
    #expect(digits.loss == .softmaxCrossEntropy && digits.architecture == "3-4-3")
    let binary = try Network(contentsOf: resource("sklearn_binary_relu.onnx"))
    #expect(binary.loss == .binaryCrossEntropyWithLogits && binary.architecture == "3-6-4-1")
    let acas = try Network(contentsOf: resource("acasxu_1_1.onnx"))
    #expect(acas.architecture == "5-50-50-50-50-50-50-5" && acas.loss == nil)
  }

  @Test("a model written and read again is the same, but for rounding to float32")
  func roundTrip() throws {
    var random = SplitMix64(seed: 4)
    for text in [
      "relu", "leaky_relu(x, alpha=0.25)", "tanh", "gelu", "selu", "hard-sigmoid",
      "x if x >= 0 else 0.5*x", "x*sigmoid(2*x) if -1 < x < 2 else min(x, 3)", "sin(x)^2 + abs(x)",
      "0", "-1/4",
    ] {
      for loss in [Loss.binaryCrossEntropyWithLogits, .softmaxCrossEntropy, .meanSquaredError, nil]
      {
        let layers = [
          DenseLayer(heInitialised: 4, inputs: 3, using: &random),
          DenseLayer(heInitialised: 2, inputs: 4, using: &random),
        ]
        let network = try #require(Network(layers, hidden: ActivationFunction(text), loss: loss))
        let copy = try Network(onnx: network.onnx())
        #expect(copy.loss == loss && copy.architecture == network.architecture)
        for x in [[0.5, -1, 2], [-3, 0.25, 0]] {
          #expect(
            agree(
              Self.output(copy, x), Self.output(network, x), tolerance: 1e-5), "\(text), \(x)")
        }
        #expect(
          try Network(onnx: copy.onnx()).forward([1, 2, 3]).outputs
            == copy.forward([1, 2, 3]).outputs)
      }
    }
  }
}
