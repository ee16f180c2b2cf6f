/// What an adversarial example of one class must reach: Σ seedᵢ · outputᵢ ≥ 0 for each of several
/// seeds.
struct AttackGoal: Hashable, Sendable {
  /// The class that the example is to have.
  let target: Int

  /// The classes that the target must not be below: all that do not count as adversarial.
  let rivals: [Int]

  /// For each rival, 1 at the output of the target and −1 at that of the rival; a single output
  /// counts as +1 or −1.
  let seeds: [[Double]]

  /// The goals for a point of class `label`: one for `target`, or one for each other class.
  ///
  /// Where any other class will do, each of them need only not be below the label: of those that
  /// are not, the greatest is the class. With a target, it must not be below any class.
  /// A single output means class 1 where it is above 0, else class 0.
  static func goals(label: Int, outputCount: Int, target: Int? = nil) -> [AttackGoal] {
    let others = (0..<max(2, outputCount)).filter { $0 != label }
    let targets = target.map { target in others.filter { $0 == target } } ?? others
    return targets.map { goal in
      let rivals = target == nil ? [label] : (0..<max(2, outputCount)).filter { $0 != goal }
      return AttackGoal(
        target: goal, rivals: rivals,
        seeds: rivals.map { rival in
          guard outputCount > 1 else { return [goal == 1 ? 1 : -1] }
          return (0..<outputCount).map { $0 == goal ? 1 : ($0 == rival ? -1 : 0) }
        })
    }
  }

  /// The least of the values that must not be negative, and the seed that it belongs to.
  func value(_ outputs: [Double]) -> (value: Double, seed: [Double]) {
    var (least, binding) = (Double.infinity, seeds[0])
    for seed in seeds {
      let value = zip(seed, outputs).reduce(0) { $0 + $1.0 * $1.1 }
      // A value that is no number reaches nothing.
      if !(value >= least) { (least, binding) = (value, seed) }
    }
    return (least, binding)
  }
}
