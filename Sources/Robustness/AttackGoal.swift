/// What an adversarial example of one class must reach: Σ seedᵢ · outputᵢ ≥ 0.
struct AttackGoal: Hashable, Sendable {
  /// The class that the example is to have.
  let target: Int

  /// 1 at the output of the target and −1 at that of the label; a single output counts as +1 or
  /// −1.
  let seed: [Double]

  /// The goals for a point of class `label`: one for each other class.
  ///
  /// A single output means class 1 where it is above 0, else class 0.
  static func goals(label: Int, outputCount: Int) -> [AttackGoal] {
    guard outputCount > 1 else {
      return [AttackGoal(target: 1 - label, seed: [label == 0 ? 1 : -1])]
    }
    return (0..<outputCount).filter { $0 != label }.map { target in
      var seed = [Double](repeating: 0, count: outputCount)
      seed[target] = 1
      seed[label] = -1
      return AttackGoal(target: target, seed: seed)
    }
  }

  /// The value that must not be negative.
  func value(_ outputs: [Double]) -> Double {
    zip(seed, outputs).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
