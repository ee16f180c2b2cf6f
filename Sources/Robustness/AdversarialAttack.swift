import Foundation

/// Finds the optimal adversarial example: the nearest input of another class, with bounds of its
/// distance that are proved.
///
/// The infimum is taken over all inputs of the box whose class is a target, or that are on a tie
/// with one. The lower bound holds in spite of rounding; the witness of the upper bound is checked
/// in exact rational arithmetic, or by enclosures where activations are curved.
public struct AdversarialAttack {
  /// The network.
  public let network: AttackableNetwork
  /// How distances are measured.
  public var norm = PerturbationNorm.l2
  /// The inputs that count, the same interval for each component; `nil` for all.
  public var box: ClosedRange<Double>?
  /// The class to reach, or `nil` for any other than the label.
  public var target: Int?
  /// The gap of the bounds at which the search ends. Piecewise linear networks are solved to
  /// rounding where it is `nil`; others to 10⁻⁶.
  public var tolerance: Double?
  /// The most nodes that a search looks at, which bounds its memory.
  public var nodeLimit = 1_000_000
  /// Whether to write down a proof of the lower bound.
  public var recordsProof = false
  /// Whether to stop the search with what it has; asked before every node.
  public var shouldStop: () -> Bool = { false }

  /// An attack on `network`.
  public init(_ network: AttackableNetwork) { self.network = network }

  /// A result with the claim of a certificate, where it was asked for and can be written.
  public struct Answer {
    /// The result.
    public let result: AttackResult
    /// What the certificate claims.
    let claim: AttackCertificate.Claim?
  }

  /// The optimal adversarial example of `input`, whose class is `label`, or what the network says.
  ///
  /// - Parameter sample: the number of the input, for the result and for messages.
  /// - Throws: ``AttackError`` when the input does not fit the network or lies outside the box, or a
  ///   class does not exist.
  public func optimum(
    of input: [Double], label givenLabel: Int? = nil, sample: Int = 0
  ) throws(AttackError) -> Answer {
    guard input.count == network.inputCount else {
      throw AttackError(
        "sample \(sample) has \(input.count) components, but the network takes "
          + "\(network.inputCount)")
    }
    guard input.allSatisfy(\.isFinite) else {
      throw AttackError("sample \(sample) has a component that is not a finite number")
    }
    let label = givenLabel ?? network.predictedClass(input)
    for (name, index) in [("label", label), ("target", target ?? (label == 0 ? 1 : 0))]
    where !(0..<network.classCount).contains(index) {
      throw AttackError(
        "sample \(sample): there is no \(name) class \(index); the network has classes 0 to "
          + "\(network.classCount - 1)")
    }
    if let box, let outside = input.first(where: { !box.contains($0) }) {
      throw AttackError(
        "sample \(sample): \(outside) lies outside the box \(box.lowerBound):\(box.upperBound)")
    }
    let goals = AttackGoal.goals(
      label: label, outputCount: network.search.outputCount, target: target)
    guard !goals.isEmpty else {
      throw AttackError("sample \(sample) is of the target class \(label) already")
    }
    return answer(input, label, sample, goals)
  }

  private func answer(
    _ input: [Double], _ label: Int, _ sample: Int, _ goals: [AttackGoal]
  ) -> Answer {
    if let goal = network.reached(goals, at: input) {
      return Answer(
        result: AttackResult(
          norm: norm, sample: sample, input: input, label: label, target: goal.target,
          distance: .init(lower: 0, upper: 0), attained: true, witness: input, status: .optimal,
          nodes: 0),
        claim: claim(input, label, sample, goals, 0, (input, goal, 0), []))
    }
    var search = OptimalSearch(
      network: network.search, norm: norm, origin: input, goals: goals,
      boxLower: input.map { _ in box?.lowerBound ?? -.infinity },
      boxUpper: input.map { _ in box?.upperBound ?? .infinity })
    search.tolerance = tolerance ?? (network.isPiecewiseLinear ? 0 : 1e-6)
    search.nodeLimit = nodeLimit
    search.shouldStop = shouldStop
    // A rounding error decides what an input is where activations jump, and where three classes meet.
    if !network.isContinuous || goals.contains(where: { $0.seeds.count > 1 }) {
      search.confirms = { [network] goal, x in network.reaches(goal, at: x) }
    }
    search.recordsProof = recordsProof && network.description != nil
    // Where the ranges of the activations exclude all goals, a search could but cover a part of ℝⁿ.
    guard goals.contains(where: network.mayReach) else {
      return Answer(
        result: AttackResult(
          norm: norm, sample: sample, input: input, label: label, target: nil,
          distance: .init(lower: .infinity, upper: .infinity), attained: nil, witness: nil,
          status: .robust, nodes: 0),
        claim: claim(input, label, sample, goals, .infinity, nil, []))
    }
    let outcome = search.run(isReached: network.reaches)
    let witness = outcome.incumbent.confirmed(network.reaches).map {
      (
        $0.point, network.reached(goals, at: $0.point) ?? $0.goal,
        norm.lengthAbove(from: input, to: $0.point)
      )
    }
    let upper = witness?.2 ?? .infinity
    // The infimum cannot be above an input that is of another class.
    let lower = min(outcome.lower, upper)
    let rounding = 1e-9 * max(upper, 1e-6)
    let slack = max(search.tolerance * (1 + 1e-9), rounding)
    let status: AttackResult.Status =
      if lower == .infinity, outcome.isComplete {
        .robust
      } else if upper < .infinity, upper - lower <= slack {
        .optimal
      } else {
        .gap
      }
    // Where activations jump, nodes that a tolerance left out may hold a nearer example.
    var attained: Bool?
    if witness != nil, network.isContinuous {
      attained = true
    } else if status == .optimal, upper - lower <= rounding {
      attained = outcome.isAttained
    }
    return Answer(
      result: AttackResult(
        norm: norm, sample: sample, input: input, label: label, target: witness?.1.target,
        distance: .init(lower: lower, upper: upper), attained: attained, witness: witness?.0,
        status: status, nodes: outcome.nodeCount,
        shortfall: status == .gap ? shortfall(outcome, hasWitness: witness != nil) : nil),
      claim: claim(
        input, label, sample, goals, lower.isFinite ? lower : farthest(from: input), witness,
        outcome.proof))
  }

  /// Why the bounds did not meet.
  private func shortfall(
    _ outcome: OptimalSearch.Outcome, hasWitness: Bool
  ) -> AttackResult.Shortfall {
    if !outcome.isComplete { return .stopped }
    if !hasWitness { return .notFound }
    return network.isContinuous ? .rounding : .closure
  }

  /// A bound of the distances within the box; 0 without one.
  private func farthest(from input: [Double]) -> Double {
    guard let box else { return 0 }
    return norm.lengthAbove(
      from: input.map { _ in 0 },
      to: input.map { max(box.upperBound - $0, $0 - box.lowerBound).nextUp })
  }

  private func claim(
    _ input: [Double], _ label: Int, _ sample: Int, _ goals: [AttackGoal], _ lower: Double,
    _ witness: ([Double], AttackGoal, Double)?, _ proof: [ProofNode]
  ) -> AttackCertificate.Claim? {
    guard recordsProof, network.description != nil else { return nil }
    // Numbers beyond `Double` cannot be written: then the witness is all that is claimed.
    let isProved = proof.allSatisfy(\.isFinite)
    return AttackCertificate.Claim(
      sample: sample, input: input, label: label, norm: norm,
      box: box.map { box in
        .init(
          lower: input.map { _ in box.lowerBound }, upper: input.map { _ in box.upperBound })
      },
      targets: goals.map(\.target), lower: isProved ? lower : 0,
      upper: witness?.2, witness: witness?.0, target: witness?.1.target,
      nodes: isProved ? proof.map { .init($0) } : [])
  }
}

extension AttackableNetwork {
  /// The network as a certificate without claims holds it.
  ///
  /// - Throws: ``AttackError`` for a network of which no certificate can be written, and
  ///   `EncodingError`.
  public func written() throws -> Data {
    guard let certificate = AttackCertificate(self, answers: []) else {
      throw AttackError("no certificate can be of this network: a breakpoint is irrational")
    }
    return try certificate.data()
  }
}

extension AttackCertificate {
  /// A certificate of the answers that hold a claim; `nil` for a network of which none
  /// can be written.
  public init?(_ network: AttackableNetwork, answers: [AdversarialAttack.Answer]) {
    guard let description = network.description else { return nil }
    self.init(network: description)
    for answer in answers { if let claim = answer.claim { append(claim) } }
  }
}

extension AttackCertificate.Network {
  /// The layers, with the functions that follow all but the last.
  init?(
    _ layers: [SearchNetwork.Layer], _ functions: [(text: String, AttackCertificate.Activation?)]
  ) {
    var activations: [AttackCertificate.Activation] = []
    var places: [String: Int] = [:]
    for (text, function) in functions where places[text] == nil {
      guard let function else { return nil }
      places[text] = activations.count
      activations.append(function)
    }
    self.activations = activations
    self.layers = layers.enumerated().map { index, layer in
      Layer(
        weights: (0..<layer.outputCount).map { row in
          Array(layer.weights[row * layer.inputCount..<(row + 1) * layer.inputCount])
        }, biases: layer.biases,
        activation: index < functions.count ? places[functions[index].text] : nil)
    }
  }
}
