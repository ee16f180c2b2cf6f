/// Finds a first adversarial example: along the gradient and along seeded random directions, at
/// growing distances.
///
/// Sources of the ideas: S.-M. Moosavi-Dezfooli et al., "DeepFool", CVPR 2016 (steps to the
/// linearised boundary); W. Brendel et al., "Decision-Based Adversarial Attacks", ICLR 2018 (the
/// boundary along rays).
struct InitialAttack {
  /// How far to go.
  var farthest: Double
  /// The number of random directions for each goal.
  var directionCount = 8

  func run(_ incumbent: inout Incumbent, goals: [AttackGoal]) {
    let origin = incumbent.origin
    var random = Directions()
    for goal in goals {
      incumbent.search(from: origin, for: goal, rounds: 12)
      var directions = [incumbent.gradient(goal, at: origin)]
      for _ in 0..<directionCount { directions.append(random.next(origin.count)) }
      for direction in directions {
        let length = incumbent.norm.length(direction)
        guard length > 0, length.isFinite else { continue }
        march(along: direction.map { $0 / length }, goal, &incumbent)
      }
    }
  }

  /// Doubles the distance until the goal is reached, or it is farther than what is known.
  private func march(
    along direction: [Double], _ goal: AttackGoal, _ incumbent: inout Incumbent
  ) {
    let origin = incumbent.origin
    var sums = [Double](repeating: 0, count: incumbent.network.unitCount)
    var distance = 0x1p-10
    while distance < min(farthest, incumbent.distance) {
      let x = origin.indices.map { index in
        min(
          max(origin[index] + distance * direction[index], incumbent.boxLower[index]),
          incumbent.boxUpper[index])
      }
      if incumbent.value(goal, at: x, sums: &sums) >= 0 {
        incumbent.search(from: x, for: goal)
        return
      }
      distance *= 2
    }
  }
}

/// Seeded directions: every run has the same ones.
private struct Directions {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func next(_ count: Int) -> [Double] {
    (0..<count).map { _ in
      // A sum of uniform numbers, near enough to a normal one.
      (0..<4).reduce(0.0) { sum, _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return sum + Double(state >> 11) * 0x1p-53 - 0.5
      }
    }
  }
}
