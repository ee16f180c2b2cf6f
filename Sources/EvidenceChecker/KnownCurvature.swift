/// Intervals on which a function is known to be convex or concave: what was shown once need not be
/// shown again.
struct KnownCurvature {
  /// A closed interval with the sign of the second derivative on it, 1 or −1, zeros allowed.
  struct Stretch {
    var from: Double
    var to: Double
    let sign: Int
  }

  /// From left to right; two of them share an end at most.
  private(set) var stretches: [Stretch] = []

  /// What is known at the left end of an interval: the part of it with one sign, or up to the next
  /// stretch with none; parts make up the interval.
  func firstPart(from left: Double, to right: Double) -> (to: Double, sign: Int?) {
    for stretch in stretches where stretch.to > left {
      if stretch.from <= left { return (min(stretch.to, right), stretch.sign) }
      return (min(stretch.from, right), nil)
    }
    return (right, nil)
  }

  /// Notes that the second derivative has the sign, or is 0, on a closed interval of which nothing
  /// was known inside.
  mutating func learn(from left: Double, to right: Double, sign: Int) {
    guard left < right else { return }
    let place = stretches.firstIndex { $0.from >= right } ?? stretches.count
    stretches.insert(Stretch(from: left, to: right, sign: sign), at: place)
    // What touches is one stretch.
    for index in [place + 1, place] where index > 0 && index < stretches.count {
      let (before, after) = (stretches[index - 1], stretches[index])
      if before.to == after.from, before.sign == after.sign {
        stretches[index - 1].to = after.to
        stretches.remove(at: index)
      }
    }
  }
}
