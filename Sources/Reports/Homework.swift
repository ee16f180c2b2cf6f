import Activations
import Analysis
import Figures
import Formulas
import Networks
import Proofs
import Robustness

/// Everything that the solved homework reports: facts, apart from any language and any layout.
///
/// The homework is about gradients and their regions, the forward pass, backpropagation and training
/// of a network for the exclusive or, and its optimal adversarial examples.
public struct Homework: Sendable {
  /// The command that makes it again.
  public let command: String
  /// The functions whose gradients are studied.
  public let functions: [StudySubject]
  /// The theorems about them, and what Coq has said of these.
  public let formal: [FormalProof]
  /// The forward pass of the network as it is given.
  public let forward: ForwardTable
  /// Its gradients.
  public let gradients: GradientTable
  /// Its training.
  public let training: TrainingRun
  /// The network as it is given, and after training.
  public let initial: AttackedNetwork
  /// The network after training.
  public let trained: AttackedNetwork
  /// What JumpReLU with several thresholds makes of it.
  public let thresholds: [ThresholdRow]
  /// The same with the threshold whose adversarial examples are shown.
  public let example: ThresholdRow

  /// A network with the optimal adversarial examples of its data.
  public struct AttackedNetwork: Sendable {
    /// What it decides.
    public let map: DecisionMap?
    /// The answers in the Euclidean norm, a sample each.
    public let answers: [AttackResult]
    /// The nearest of all samples in each norm where one is known: all that are as near.
    public let nearest: [[AttackResult]]
    /// How many samples it classifies as their labels say.
    public let right: Int
    /// The weights and biases of its layers.
    public let layers: [DenseLayer]
  }

  /// JumpReLU with one threshold, in the trained network and in one trained with it.
  public struct ThresholdRow: Sendable {
    /// The threshold, an exact decimal.
    public let threshold: String
    /// The trained ReLU network with its activation swapped.
    public let swapped: AttackedNetwork
    /// A network trained with it from the same start.
    public let retrained: AttackedNetwork
  }
}

extension Homework {
  /// The functions of the homework, in its order.
  ///
  /// - Throws: `FormulaError` if `catalogue` does not have them.
  public static func assignedFunctions(
    catalogue: Catalogue = .builtIn
  ) throws -> [ParsedFunction] {
    try ["relu", "sigmoid", "plu", "swish", "elu", "gelu"].map {
      try catalogue.parser.parse($0).in("z")
    }
  }

  /// The thresholds that are tried: the answer sheet does not say which one it took.
  public static let thresholds = ["0", "0.1", "0.2", "0.25", "0.3", "0.4", "0.5", "0.75", "1"]

  /// The threshold whose adversarial examples are shown: a jump keeps one of them from being attained.
  public static let exampleThreshold = "0.75"

  /// Computes everything for the given functions.
  ///
  /// - Parameters:
  ///   - command: the command that makes it again.
  ///   - records: what Coq has said of proofs before; by default all that can be found.
  /// - Throws: what analysing, training and attacking the network throws.
  public init(
    of functions: [StudySubject], command: String, records: ProofRecords? = nil
  ) throws {
    let records = try records ?? ProofRecords()
    formal = functions.map { FormalProof($0, records: records) }
    let data = DataSet.xor
    let start = try Network.xor()
    let plan = TrainingPlan(
      optimizer: Optimizer(.sgd, rate: 0.1), batch: 1, epochs: 100, order: .fixed, seed: 1)
    let (run, network, _) = try TrainingRun.train(start, on: data, plan: plan, isDiagnosed: true)
    self.functions = functions
    self.command = command
    forward = try ForwardTable(start, on: data)
    gradients = try GradientTable(start, on: data)
    training = run
    initial = try AttackedNetwork(start, on: data)
    trained = try AttackedNetwork(network, on: data)
    func row(_ threshold: String) throws -> ThresholdRow {
      let jump = try ActivationFunction("x if x > \(threshold) else 0")
      let again = try TrainingRun.train(start.withActivation(jump), on: data, plan: plan).network
      return ThresholdRow(
        threshold: threshold,
        swapped: try AttackedNetwork(network.withActivation(jump), on: data),
        retrained: try AttackedNetwork(again, on: data))
    }
    thresholds = try Self.thresholds.map(row)
    example = try row(Self.exampleThreshold)
  }
}

extension Homework.AttackedNetwork {
  /// Attacks `network` at every point of `data`, whose class is what the network says.
  init(_ network: Network, on data: DataSet) throws {
    let attackable = try AttackableNetwork(network)
    var nearest: [[AttackResult]] = []
    var euclidean: [AttackResult] = []
    for norm in PerturbationNorm.allCases {
      var attack = AdversarialAttack(attackable)
      attack.norm = norm
      let answers = try data.inputs.enumerated().map { index, input in
        try attack.optimum(of: input, sample: index + 1).result
      }
      if norm == .l2 { euclidean = answers }
      if !answers.nearest.isEmpty { nearest.append(answers.nearest) }
    }
    answers = euclidean
    self.nearest = nearest
    map = DecisionMap(network, around: data, reach: euclidean.reach)
    right = zip(euclidean, data.labels ?? []).count { Double($0.label) == $1 }
    layers = network.layers.map(\.dense)
  }
}

extension [AttackResult] {
  /// Those whose witness is nearest of all; several where they differ by rounding alone.
  var nearest: [AttackResult] {
    let known = filter { $0.witness != nil }
    let least = known.map(\.distance.upper).min() ?? .infinity
    return known.filter { $0.distance.upper <= least * (1 + 1e-9) }
  }

  /// How far a figure has to go beyond the points to show witnesses and balls.
  public var reach: Double {
    map(\.distance.upper).filter(\.isFinite).reduce(0.1) { Swift.max($0, 1.15 * $1) }
  }
}

extension ParsedFunction {
  /// The function in another variable.
  fileprivate func `in`(_ variable: String) -> ParsedFunction {
    ParsedFunction(
      name: name, source: source, formula: formula, variableName: variable, parameters: parameters)
  }
}
