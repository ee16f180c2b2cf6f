import Formulas
import Reals

/// Enclosures of the outputs of a network whose activations are curved.
final class EnclosedForward {
  private let network: SearchNetwork
  private let formulas: [Formula]
  private let arithmetic = BallArithmetic(precision: 256)
  private var prepared: [Formula: PreparedFormulas<BallArithmetic>] = [:]

  init(_ network: SearchNetwork, formulas: [Formula]) {
    self.network = network
    self.formulas = formulas
  }

  /// Whether it is proved that x reaches the goal.
  func reaches(_ goal: AttackGoal, at x: [Double]) -> Bool {
    guard let outputs = try? outputs(x) else { return false }
    return goal.seeds.allSatisfy { seed in
      var value = Ball(0)
      for (seed, output) in zip(seed, outputs) where seed != 0 {
        let term = seed > 0 ? output : (try? arithmetic.negative(output))
        guard let term, let sum = try? arithmetic.sum(value, term) else { return false }
        value = sum
      }
      return value.sign.lowerBound >= 0
    }
  }

  private func outputs(_ x: [Double]) throws(EvaluationError) -> [Ball] {
    var values = try balls(x)
    for (index, layer) in network.layers.enumerated() {
      var sums = try balls(layer.biases)
      for row in sums.indices {
        for column in values.indices {
          let weight = try ball(layer.weights[row * layer.inputCount + column])
          sums[row] = try arithmetic.sum(sums[row], arithmetic.product(weight, values[column]))
        }
      }
      if index < network.hiddenLayerCount {
        for row in sums.indices {
          sums[row] = try value(formulas[network.offsets[index] + row], at: sums[row])
        }
      }
      values = sums
    }
    return values
  }

  private func value(_ formula: Formula, at z: Ball) throws(EvaluationError) -> Ball {
    let ready = prepared[formula] ?? PreparedFormulas([formula], over: arithmetic)
    prepared[formula] = ready
    var evaluation = ready.evaluation(at: z)
    return try evaluation.value(ofFormula: 0)
  }

  private func balls(_ values: [Double]) throws(EvaluationError) -> [Ball] {
    var result: [Ball] = []
    for value in values { result.append(try ball(value)) }
    return result
  }

  private func ball(_ value: Double) throws(EvaluationError) -> Ball {
    guard let ball = Ball(exactly: value) else { throw .undecided(Reason(.constantComparison)) }
    return ball
  }
}
