import Activations
import Calculus
import Formulas
import Foundation
import Networks
import Randomness
import Testing

@Suite("Agreement with peers")
struct PeerTests {
  /// A network for PyTorch.
  private struct Case: Encodable {
    let activation: String
    let weights: [[[Double]]]
    let biases: [[Double]]
    let inputs: [[Double]]
    let targets: [[Double]]
    let loss: Loss
  }

  private struct Answer: Decodable {
    let losses: [Double]
    let gradients: [[[Double]]]
  }

  @Test(
    "gradients are PyTorch's on random networks with every activation of the catalogue",
    .enabled(
      if: interpreter(".venv-torch") != nil,
      "PyTorch is not installed: Scripts/setup.sh torch says why"))
  func gradients() throws {
    let python = try #require(interpreter(".venv-torch"))
    var random = SplitMix64(seed: 21)
    var networks: [(network: Network, samples: [Sample], loss: Loss)] = []
    var cases: [Case] = []
    for (index, activation) in Catalogue.builtIn.activations.enumerated() {
      let function = try ActivationFunction(activation.name)
      let loss = Loss.allCases[index % 3]
      var layers = [
        DenseLayer(heInitialised: 4, inputs: 2, using: &random),
        DenseLayer(heInitialised: 3, inputs: 4, using: &random),
        DenseLayer(heInitialised: 2, inputs: 3, using: &random),
      ]
      for layer in layers.indices {
        for unit in layers[layer].biases.indices {
          layers[layer].biases[unit] = random.uniform(within: 0.5)
        }
      }
      let network = try #require(Network(layers, hidden: function, loss: loss))
      let samples = (0..<3).map { sample in
        Sample(
          [random.uniform(within: 3), random.uniform(within: 3)],
          target: sample % 2 == 0 ? [1, 0] : [0, 1])
      }
      networks.append((network, samples, loss))
      cases.append(
        Case(
          activation: function.formula.simplified.python(functionName: "f"),
          weights: layers.map(\.weights), biases: layers.map(\.biases),
          inputs: samples.map(\.input), targets: samples.map(\.target), loss: loss))
    }
    let script = checkout.appending(path: "Scripts/torch_gradients.py").path
    let answers = try JSONDecoder().decode(
      [Answer].self, from: output(of: python, [script], input: JSONEncoder().encode(cases)))
    #expect(answers.count == networks.count)
    var compared = 0
    for ((network, samples, loss), answer) in zip(networks, answers) {
      let name = network.layers[0].activation.text
      for (index, sample) in samples.enumerated() {
        let gradient = network.gradient(of: loss, at: sample)
        let ours =
          gradient.layers.map { $0.weights.flatMap { $0 } } + gradient.layers.map(\.biases)
        let scale = max(1, ours.joined().map(\.magnitude).max() ?? 1)
        #expect((gradient.loss - answer.losses[index]).magnitude < 1e-12 * max(1, gradient.loss))
        for (mine, theirs) in zip(ours, answer.gradients[index]) {
          #expect(agree(mine, theirs, tolerance: 1e-11 * scale), "\(name)")
          compared += mine.count
        }
      }
    }
    #expect(compared == Catalogue.builtIn.activations.count * 3 * (8 + 12 + 6 + 9))
  }

  @Test(
    "onnxruntime computes with our models what we compute",
    .enabled(if: interpreter(".venv-tests") != nil, "run Scripts/setup.sh tests"))
  func onnxruntime() throws {
    var random = SplitMix64(seed: 8)
    let inputs = [[0.5, -1.25], [-2, 0.75], [3, 3], [-4, 0.25]]
    var networks: [Network] = []
    for (index, activation) in Catalogue.builtIn.activations.enumerated() {
      let layers = [
        DenseLayer(heInitialised: 5, inputs: 2, using: &random),
        DenseLayer(heInitialised: 2, inputs: 5, using: &random),
      ]
      let losses: [Loss?] = Loss.allCases + [nil]
      networks.append(
        try #require(
          Network(
            layers, hidden: ActivationFunction(activation.name), loss: losses[index % 4])))
    }
    let answers = try ONNXRuntime.outputs(of: networks.map { try $0.onnx() }, inputs: inputs)
    #expect(answers.count == networks.count)
    for (network, answer) in zip(networks, answers) {
      let rows = try #require(answer)
      for (input, row) in zip(inputs, rows) {
        let outputs = network.forward(input).outputs
        let expected = network.probabilities(of: outputs) ?? outputs
        let scale = max(1, expected.map(\.magnitude).max() ?? 1)
        #expect(
          agree(row, expected, tolerance: 2e-5 * scale),
          "\(network.layers[0].activation.text) at \(input): \(row) and \(expected)")
      }
    }
  }
}
