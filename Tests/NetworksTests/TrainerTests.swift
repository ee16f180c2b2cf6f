import Foundation
import Networks
import Randomness
import Testing

@Suite("Training")
struct TrainerTests {
  /// The published table of the homework, at every tenth epoch.
  private static let table = [
    0.4794, 0.3996, 0.3168, 0.2809, 0.2393, 0.1973, 0.1756, 0.1528, 0.1258, 0.1137,
  ]

  @Test("the exclusive or trains to the published losses, to all four digits")
  func homework() throws {
    let plan = TrainingPlan(optimizer: Optimizer(.sgd, rate: 0.1), epochs: 100)
    let (run, network, _) = try TrainingRun.train(Network.xor(), on: .xor, plan: plan)
    for (index, expected) in Self.table.enumerated() {
      let epoch = run.epochs[10 * index + 9]
      #expect(epoch.epoch == 10 * index + 10)
      #expect((epoch.loss - expected).magnitude < 5e-5)
    }
    #expect(run.finalAccuracy == 1 && run.divergedAt == nil)
    #expect(
      DataSet.xor.inputs.map { network.predictedClass(of: network.forward($0).outputs) } == [
        0, 1, 1, 0,
      ])
  }

  /// Losses of the first and the sixth epoch, and the parameters after it, by PyTorch 2.15 in float64:
  /// batches of 2, 2 and 1 samples.
  private static let truth: [(Optimizer.Method, Double, Double, Double, [Double])] = [
    (
      .sgd, 0.1, 0.6968072312053135, 0.5412160776318815,
      [
        0.12188084244834634, -0.23588567093448065, 1.0901133310119802, 0.6653362509065066,
        -0.6146856378439675, 0.2761094065108715, 0.16418147738165276, -0.22485798023906473,
        0.05052253835366242, 0.8350847392214774, -0.7750894601139007, 0.49909222956454485,
        0.3164708232506368,
      ]
    ),
    (
      .momentum, 0.1, 0.6936421989849115, 0.36825376077756033,
      [
        -0.8828547108318285, -0.2998464810257551, 1.372600418636497, 0.5885015833160232,
        -0.9720116995183592, 0.009512638719673411, 0.23871855111509038,
        -0.2879351842023685, -0.09775892471330279, 0.5235396157256716, -1.7196996847446848,
        1.2231829933344547, 0.545795834226181,
      ]
    ),
    (
      .nesterov, 0.1, 0.6910049314894203, 0.3728853566914735,
      [
        -0.8313189493272692, -0.32567371998005634, 1.3818339614187678, 0.6110651993575339,
        -0.9822095260611896, -0.02978324405786385, 0.20492341172049494,
        -0.2863499457583167, -0.12093410850408973, 0.5901518115552192, -1.6982905861420488,
        1.2070698629952035, 0.5288354235614039,
      ]
    ),
    (
      .rmsprop, 0.01, 0.6790444576621544, 0.4357252496935443,
      [
        -0.06019461225315383, -0.43110497939818765, 1.4112201516140042, 0.6467110958857757,
        -1.0428754369306712, 0.12607919792012043, -0.0053877136748384895,
        -0.4898293317758078, -0.056315875204342974, 0.6865198636346095,
        -0.8781788321879425, 0.8463651977326015, 0.37346715719643675,
      ]
    ),
    (
      .adam, 0.05, 0.6871971300061379, 0.40008212959705025,
      [
        -0.2408994754527347, -0.4032071462809911, 1.4984678850322288, 0.5817427437522885,
        -1.2152398125761028, 0.025987282659929542, 0.10116433438556839, -0.52803803463548,
        -0.04979175261333787, 0.5009804326341873, -1.0589601333229344, 1.004849670100655,
        0.4071546780788544,
      ]
    ),
    (
      .adamw, 0.05, 0.6867397674657651, 0.4103478568165079,
      [
        -0.24902118721995092, -0.37045146927678746, 1.3951785770242409, 0.5298679460622143,
        -1.1473399683798755, 0.017291514737178437, 0.10692835429966581,
        -0.49963509477144497, -0.031509553324220695, 0.45040383728844113,
        -0.9978859245498263, 0.9552166176273507, 0.3888167273179951,
      ]
    ),
  ]

  @Test("every method takes PyTorch's steps", arguments: 0..<6)
  func methods(index: Int) throws {
    let (method, rate, first, last, parameters) = Self.truth[index]
    let layers = [
      DenseLayer(weights: [[0.5, -0.25], [1, 0.75], [-0.5, 0.3]], biases: [0.1, -0.2, 0.05]),
      DenseLayer(weights: [[1, -0.5, 0.25]], biases: [0.2]),
    ].compactMap { $0 }
    let network = try #require(
      Network(layers, hidden: ActivationFunction("tanh"), loss: .binaryCrossEntropyWithLogits))
    let data = DataSet(
      name: "five", inputs: [[0.5, -1], [1.5, 0.25], [-0.75, 2], [0.1, 0.3], [-1.2, -0.4]],
      labels: [1, 0, 1, 0, 1])
    var optimizer = Optimizer(method, rate: rate)
    optimizer.weightDecay = 0.1
    let plan = TrainingPlan(optimizer: optimizer, batch: 2, epochs: 6)
    let (run, trained, _) = try TrainingRun.train(network, on: data, plan: plan)
    #expect((run.epochs[0].loss - first).magnitude < 1e-14)
    #expect((run.epochs[5].loss - last).magnitude < 1e-13)
    let found = trained.layers.flatMap { $0.dense.weights.flatMap { $0 } + $0.dense.biases }
    #expect(agree(found, parameters, tolerance: 1e-12))
  }

  @Test("a batch's step is that of the mean gradient of its samples")
  func batches() throws {
    for text in ["relu", "gelu", "x*abs(x)"] {
      var random = SplitMix64(seed: 3)
      let data = try #require(try DataSet(builtIn: "moons:37", seed: 5))
      let layers = [
        DenseLayer(heInitialised: 19, inputs: 2, using: &random),
        DenseLayer(heInitialised: 9, inputs: 19, using: &random),
        DenseLayer(heInitialised: 2, inputs: 9, using: &random),
      ]
      let network = try #require(
        Network(layers, hidden: ActivationFunction(text), loss: .softmaxCrossEntropy))
      let samples = try data.samples(for: network)
      let plan = TrainingPlan(optimizer: Optimizer(.sgd, rate: 0.5), batch: 37, epochs: 1)
      let trainer = try Trainer(network, on: samples, plan: plan)
      let loss = trainer.trainEpoch()
      let gradient = network.meanGradient(of: .softmaxCrossEntropy, on: samples)
      #expect((loss - gradient.loss).magnitude < 1e-13)
      for (layer, (before, slope)) in zip(
        trainer.network.layers, zip(network.layers, gradient.layers))
      {
        for (row, (old, slopes)) in zip(
          layer.dense.weights, zip(before.dense.weights, slope.weights))
        {
          #expect(agree(row, zip(old, slopes).map { $0 - 0.5 * $1 }, tolerance: 1e-13))
        }
        #expect(
          agree(
            layer.dense.biases, zip(before.dense.biases, slope.biases).map { $0 - 0.5 * $1 },
            tolerance: 1e-13))
      }
    }
  }

  @Test("a shuffled epoch meets every sample once, and another seed another order")
  func shuffling() throws {
    let network = try Network.xor().initialised(.he, seed: 2)
    func losses(_ seed: UInt64) throws -> [Double] {
      let plan = TrainingPlan(
        optimizer: Optimizer(.sgd, rate: 0), epochs: 3, order: .shuffled, seed: seed)
      return try TrainingRun.train(network, on: .xor, plan: plan).run.epochs.map(\.loss)
    }
    let samples = try DataSet.xor.samples(for: network)
    let mean = network.meanLoss(.binaryCrossEntropyWithLogits, on: samples)
    #expect(try agree(losses(1), [mean, mean, mean]))
    let plan = TrainingPlan(optimizer: Optimizer(.adam), epochs: 20, order: .shuffled, seed: 7)
    var other = plan
    other.seed = 8
    let first = try TrainingRun.train(network, on: .xor, plan: plan)
    #expect(try TrainingRun.train(network, on: .xor, plan: plan).network == first.network)
    #expect(try TrainingRun.train(network, on: .xor, plan: other).network != first.network)
  }

  @Test("a training taken up again ends with the very same weights", arguments: [1, 7, 19])
  func resuming(stop: Int) throws {
    let data = try #require(try DataSet(builtIn: "spirals:40", seed: 3))
    let hidden = try ActivationFunction("mish")
    let network = try #require(try Network(architecture: "2-9-5-1", hidden: hidden))
      .initialised(.xavier, seed: 4)
    let plan = TrainingPlan(
      optimizer: Optimizer(.adamw, rate: 0.02), batch: 6, epochs: 20, order: .shuffled, seed: 11)
    let whole = try TrainingRun.train(network, on: data, plan: plan)
    var kept: TrainingCheckpoint?
    _ = try TrainingRun.train(network, on: data, plan: plan) { epoch, checkpoint in
      guard epoch.epoch == stop else { return true }
      kept = checkpoint()
      return false
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try #require(kept).data().write(to: file)
    let checkpoint = try TrainingCheckpoint(contentsOf: file)
    #expect(checkpoint.epoch == stop)
    let resumed = try TrainingRun.train(network, on: data, plan: plan, resuming: checkpoint)
    #expect(resumed.network == whole.network && resumed.run == whole.run)
    // Another plan is another training.
    var other = plan
    other.optimizer.rate = 0.03
    #expect(throws: NetworkError.self) {
      try TrainingRun.train(network, on: data, plan: other, resuming: checkpoint)
    }
  }

  @Test("a training whose numbers leave the range ends, and gives the weights before")
  func divergence() throws {
    let network = try Network.xor().withActivation(ActivationFunction("x^3"))
    let plan = TrainingPlan(optimizer: Optimizer(.sgd, rate: 10), epochs: 1000)
    let (run, trained, _) = try TrainingRun.train(network, on: .xor, plan: plan)
    let end = try #require(run.divergedAt)
    #expect(run.epochs.count == end - 1)
    #expect(trained.layers.allSatisfy { $0.dense.biases.allSatisfy(\.isFinite) })
  }

  @Test("dead units, gradient norms and saturation are those of the per-sample gradients")
  func diagnosis() throws {
    var network = try Network.xor()
    // The second unit's sum is at most −1: dead.
    network.updateLayer(0) { $0.biases = [0.5, -3] }
    let samples = try DataSet.xor.samples(for: network)
    let plan = TrainingPlan(optimizer: Optimizer(.sgd), batch: 3, epochs: 1)
    let layers = try Trainer(network, on: samples, plan: plan).diagnosis()
    #expect(layers.map(\.deadUnits) == [1, 0])
    #expect(layers.map(\.saturatedShare) == [0.5, 0])
    let mean = network.meanGradient(of: .binaryCrossEntropyWithLogits, on: samples)
    #expect(agree(layers.map(\.gradientNorm), mean.layers.map(\.norm)))
  }
}
