/// The nearest adversarial example found so far, and how others are found near a point.
///
/// Everything here is computed in `Double`; the example that is reported in the end is checked
/// again exactly.
struct Incumbent {
  let network: SearchNetwork
  let norm: PerturbationNorm
  let origin: [Double]
  /// What must hold, besides the value in `Double`, before an example is taken: where activations
  /// jump, or several classes meet, a rounding error decides what an input is.
  var confirms: ((AttackGoal, [Double]) -> Bool)?
  /// Bounds of the input itself; infinite where there is no box.
  let boxLower: [Double]
  let boxUpper: [Double]

  /// The example.
  private(set) var point: [Double]?
  /// What it reaches.
  private(set) var goal: AttackGoal?
  /// The same before it was moved away from the boundary by a few rounding errors.
  private(set) var pointOnBoundary: [Double]?
  /// Its distance, rounded upward; +∞ without an example.
  private(set) var distance = Double.infinity

  init(
    network: SearchNetwork, norm: PerturbationNorm, origin: [Double], boxLower: [Double],
    boxUpper: [Double]
  ) {
    self.network = network
    self.norm = norm
    self.origin = origin
    self.boxLower = boxLower
    self.boxUpper = boxUpper
  }

  /// The value of the goal at x, and the sums on the way.
  func value(_ goal: AttackGoal, at x: [Double], sums: inout [Double]) -> Double {
    goal.value(network.forward(x, sums: &sums)).value
  }

  /// The gradient, at x, of the least of the values that the goal wants not to be negative.
  func gradient(_ goal: AttackGoal, at x: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: network.unitCount)
    let seed = goal.value(network.forward(x, sums: &sums)).seed
    return network.gradient(seed: seed, sums: sums)
  }

  /// What the goal asks of the perturbation d, linearised at x: value + gradient · (x₀ + d − x) ≥ 0
  /// for each rival.
  private func linearised(_ goal: AttackGoal, at x: [Double]) -> [HalfSpace] {
    var sums = [Double](repeating: 0, count: network.unitCount)
    let outputs = network.forward(x, sums: &sums)
    return goal.seeds.map { seed in
      let gradient = network.gradient(seed: seed, sums: sums)
      var offset = zip(seed, outputs).reduce(0) { $0 + $1.0 * $1.1 }
      for index in x.indices { offset -= gradient[index] * (x[index] - origin[index]) }
      return HalfSpace(normal: gradient, offset: offset)
    }
  }

  private func clipped(_ x: [Double]) -> [Double] {
    x.indices.map { min(max(x[$0], boxLower[$0]), boxUpper[$0]) }
  }

  /// Looks for examples near `start`: steps to the boundary as it looks from there, then along the
  /// ray from the origin.
  mutating func search(from start: [Double], for goal: AttackGoal, rounds: Int = 6) {
    var x = clipped(start)
    var sums = [Double](repeating: 0, count: network.unitCount)
    let lower = zip(boxLower, origin).map { $0 - $1 }
    let upper = zip(boxUpper, origin).map { $0 - $1 }
    for _ in 0..<rounds {
      let value = value(goal, at: x, sums: &sums)
      if value >= 0 {
        let found = nearestOnRay(to: x, goal)
        if !offer(found, goal) { return }
        x = found
      }
      let gradient = gradient(goal, at: x)
      guard gradient.contains(where: { $0 != 0 }) else { return }
      let halves = linearised(goal, at: x)
      guard let step = LeastDistance.solve(halves, in: lower, upper, norm: norm).point else {
        return
      }
      let next = clipped(zip(origin, step).map { $0 + $1 })
      guard next != x else { return }
      offer(next, goal, along: gradient)
      // Where several classes meet no single direction leads inside.
      if halves.count > 1,
        let inner = LeastDistance.solve(
          halves.map { $0.tightened(by: 0x1p-44) }, in: lower, upper, norm: norm
        ).point
      {
        offer(zip(origin, inner).map { $0 + $1 }, goal)
      }
      x = next
    }
  }

  /// Takes x when it reaches the goal and is nearer than what there is. With a direction, x may be
  /// moved along it by a few rounding errors first.
  @discardableResult
  mutating func offer(
    _ x: [Double], _ goal: AttackGoal, along direction: [Double]? = nil
  ) -> Bool {
    var sums = [Double](repeating: 0, count: network.unitCount)
    // A sum of origin and perturbation may be rounded out of the box.
    let x = clipped(x)
    let scale = x.reduce(1) { max($0, $1.magnitude) }
    let length = direction.map(PerturbationNorm.linf.length) ?? 0
    var step = 0.0
    for _ in 0..<(length > 0 ? 30 : 1) {
      var candidate = x
      if let direction, step > 0 {
        for index in x.indices { candidate[index] += step * direction[index] / length }
        candidate = clipped(candidate)
      }
      let value = value(goal, at: candidate, sums: &sums)
      if value >= 0, value >= network.roundingEstimate(sums: sums) || length == 0 {
        let size = norm.lengthAbove(from: origin, to: candidate)
        guard size < distance else { return false }
        if confirms?(goal, candidate) ?? true {
          (point, self.goal, distance) = (candidate, goal, size)
          pointOnBoundary = x
          return true
        }
      }
      step = step == 0 ? 0x1p-53 * scale : 2 * step
    }
    return false
  }

  /// Gives the example up.
  mutating func forget() { (point, goal, pointOnBoundary, distance) = (nil, nil, nil, .infinity) }

  /// The example, checked exactly: the first that passes of the point on the boundary, the point,
  /// and points that are farther and farther away from the boundary; `nil` if none does.
  func confirmed(
    _ reaches: (AttackGoal, [Double]) -> Bool
  ) -> (point: [Double], goal: AttackGoal)? {
    guard let point, let goal else { return nil }
    let direction = gradient(goal, at: point)
    let length = PerturbationNorm.linf.length(direction)
    let scale = point.reduce(1) { max($0, $1.magnitude) }
    var candidates = [pointOnBoundary, point].compactMap { $0 }
    if length > 0 {
      for exponent in 0..<24 {
        let step =
          0x1p-52 * scale * Double(sign: .plus, exponent: exponent, significand: 1) / length
        candidates.append(clipped(zip(point, direction).map { $0 + step * $1 }))
      }
    }
    return candidates.first { reaches(goal, $0) }.map { ($0, goal) }
  }

  /// The point nearest to the origin on the way to x, which reaches the goal, at which it is still
  /// reached without interruption, by bisection.
  private func nearestOnRay(to x: [Double], _ goal: AttackGoal) -> [Double] {
    var sums = [Double](repeating: 0, count: network.unitCount)
    var (below, above) = (0.0, 1.0)
    var best = x
    for _ in 0..<60 {
      let middle = (below + above) / 2
      let candidate = x.indices.map { origin[$0] + middle * (x[$0] - origin[$0]) }
      if value(goal, at: candidate, sums: &sums) >= 0 {
        (above, best) = (middle, candidate)
      } else {
        below = middle
      }
      if above - below <= 0x1p-53 * above { break }
    }
    return best
  }
}
