import Networks
import Testing

/// The expected numbers are those of PyTorch 2.13 in float64.
@Suite("Backpropagation")
struct BackpropagationTests {
  @Test("Backpropagation through three layers gives PyTorch's gradients")
  func gradients() throws {
    let layers = [
      DenseLayer(weights: [[0.5, -1], [2, 0.25]], biases: [0.1, -0.2]),
      DenseLayer(weights: [[1.5, -0.5]], biases: [0.3]),
      DenseLayer(weights: [[2], [-1]], biases: [0, 0.5]),
    ].compactMap { $0 }
    let network = try #require(Network(layers, hidden: ActivationFunction("tanh")))
    let gradient = network.gradient(
      of: .meanSquaredError, at: Sample([0.75, -0.5], target: [1, 0]))
    #expect(agree([gradient.loss], [0.17844548059592427]))
    let expected: [(weights: [Double], biases: [Double])] = [
      (
        [
          0.2696948051836663, -0.17979653678911084, -0.06553195905745307, 0.043687972704968714,
        ], [0.3595930735782217, -0.08737594540993743]
      ),
      ([0.41271776660548276, 0.453926798574176], [0.5496357146956508]),
      ([0.4099233589297389, -0.20496167946486946], [0.5343339489059991, -0.26716697445299953]),
    ]
    for (layer, truth) in zip(gradient.layers, expected) {
      #expect(agree(Array(layer.weights.joined()), truth.weights))
      #expect(agree(layer.biases, truth.biases))
    }
  }

  @Test("Descent on the exclusive or gives PyTorch's losses and weights, with ReLU'(0) = 0")
  func training() throws {
    let layers = [
      DenseLayer(weights: [[1, 1], [1, 1]], biases: [0, -1]),
      DenseLayer(weights: [[1, -2]], biases: [-0.5]),
    ].compactMap { $0 }
    var network = try #require(Network(layers, hidden: ActivationFunction("relu")))
    let samples = [
      Sample([0, 0], target: [0]), Sample([0, 1], target: [1]), Sample([1, 0], target: [1]),
      Sample([1, 1], target: [0]),
    ]
    let descent = GradientDescent(learningRate: 0.1, loss: .binaryCrossEntropyWithLogits)
    let losses = (0..<3).map { _ in descent.trainEpoch(&network, on: samples) }
    #expect(agree(losses, [0.5073055471807169, 0.5906222667897688, 0.5624082436089026]))
    #expect(
      agree(
        network.layers[0].dense.weights.flatMap { $0 },
        [0.9643067559815439, 0.9770784172771632, 1.1314006553726164, 1.0987155641125874]))
    #expect(agree(network.layers[0].dense.biases, [0.020898242822789626, -1.0642981901768913]))
    #expect(
      agree(
        network.layers[1].dense.weights.flatMap { $0 }, [0.9382690709876402, -2.1152534731830985]))
    #expect(agree(network.layers[1].dense.biases, [-0.5098673201964931]))
  }

  @Test("Layers that do not fit are refused")
  func shapes() throws {
    #expect(DenseLayer(weights: [], biases: []) == nil)
    #expect(DenseLayer(weights: [[1, 2], [3]], biases: [0, 0]) == nil)
    #expect(DenseLayer(weights: [[1, 2]], biases: [0, 0]) == nil)
    let wide = try #require(DenseLayer(weights: [[1, 2]], biases: [0]))
    #expect(Network([wide, wide], hidden: .identity) == nil)
    #expect(Network([], hidden: .identity) == nil)
    #expect(wide([3, 4]) == [11])
    #expect(wide.norm == 5.0.squareRoot())
  }
}
