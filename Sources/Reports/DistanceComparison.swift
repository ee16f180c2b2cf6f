/// How many distances are less than others, how many greater, and how many the same but for rounding.
struct DistanceComparison {
  private(set) var nearer = 0
  private(set) var farther = 0
  private(set) var same = 0

  var count: Int { nearer + farther + same }
  var isSame: Bool { nearer == 0 && farther == 0 }

  /// Compares the first of each pair with the second.
  init(_ pairs: [(Double, Double)]) {
    for (distance, other) in pairs {
      if distance < other * (1 - 1e-6) {
        nearer += 1
      } else if distance > other * (1 + 1e-6) {
        farther += 1
      } else {
        same += 1
      }
    }
  }
}
