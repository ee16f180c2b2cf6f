import Foundation
import Networks
import Randomness
import Testing

@Suite("Model files")
struct NetworkFileTests {
  @Test("JSON gives back the very same numbers")
  func roundTrip() throws {
    var random = SplitMix64(seed: 9)
    let layers = [
      DenseLayer(xavierInitialised: 5, inputs: 2, using: &random),
      DenseLayer(heInitialised: 3, inputs: 5, using: &random),
    ]
    let network = try #require(
      Network(layers, hidden: ActivationFunction("x*tanh(x/3)"), loss: .softmaxCrossEntropy))
    let data = try network.json()
    #expect(try Network(json: data) == network)
    #expect(try Network(json: data).json() == data)
  }

  @Test("the built-in network is the one of the homework")
  func xor() throws {
    let network = try Network.xor()
    #expect(network.layers[0].dense.weights == [[1, 1], [1, 1]])
    #expect(network.layers[0].dense.biases == [0, -1])
    #expect(network.layers[1].dense.weights == [[1, -2]])
    #expect(network.layers[1].dense.biases == [-0.5])
    #expect(try Network(json: network.json()) == network)
  }

  private static let good = """
    {"schema": "actlab.network.v1", "layers": [{"weights": [[1, 2]], "bias": [0]}]}
    """

  @Test(
    "a JSON file that is no network is refused, with the place",
    arguments: [
      ("[[1, 2]]", "[[1]]", "layer 1 has no units, rows"),
      ("[[1, 2]]", "[[1, 2], [3]]", "layer 1 has no units, rows"),
      ("[[1, 2]]", "[]", "layer 1 has no units"),
      ("[[1, 2]]", "[[1, null]]", "layers[0].weights[0][1]"),
      ("\"bias\": [0]", "\"biases\": [0]", "did you mean 'bias'?"),
      ("\"bias\": [0]", "\"bias\": [0], \"activation\": \"rellu\"", "unknown"),
      ("network.v1", "network.v2", "the format is 'actlab.network.v2'"),
      ("\"layers\"", "\"loss\": \"hinge\", \"layers\"", "there is no loss 'hinge'"),
      ("}]}", "}]", "not JSON"),
      ("[[1, 2]]", "[[1e999, 2]]", ""),
    ])
  func refused(part: String, replacement: String, message: String) throws {
    // The first case is a network of one input, which is fine with one row.
    let text = Self.good.replacingOccurrences(of: part, with: replacement)
    if part == "[[1, 2]]", replacement == "[[1]]" {
      _ = try Network(json: Data(text.utf8))
      return
    }
    let error = #expect(throws: (any Error).self) { try Network(json: Data(text.utf8)) }
    #expect(message.isEmpty || "\(error as Any)".contains(message), "\(error as Any)")
  }
}
