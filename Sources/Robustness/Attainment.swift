/// Whether the infimum is attained where activations jump.
///
/// The nearest point of the closure of a part of the network lies, it may be, on an end that the
/// part does not contain: there the network itself takes the value of the neighbouring part.
struct Attainment {
  let network: SearchNetwork

  /// Whether x, the nearest point of a node in which nothing is relaxed, reaches the goal when every sum that is on
  /// the open end of a condition is taken to be the end itself; `nil` where rounding hides it.
  func isAttained(
    at x: [Double], _ bounds: UnitBounds, goal: AttackGoal
  ) -> Bool? {
    let parts = bounds.parts
    var sums = [Double](repeating: 0, count: network.unitCount)
    _ = network.forward(x, sums: &sums)
    var neighbours: [Int: Int] = [:]
    for condition in bounds.conditions {
      let unit = condition.unit
      let function = network.functions[unit]
      let part = condition.isLowerBound ? parts[unit].lowerBound : parts[unit].upperBound
      let isNear =
        (sums[unit] - condition.bound).magnitude <= 1e-9 * max(1, condition.bound.magnitude)
      let ends = function.ends(ofPart: part)
      let end = condition.isLowerBound ? ends.lower : ends.upper
      guard isNear, (end - condition.bound).magnitude <= 1e-9 * max(1, end.magnitude),
        !function.part(part, containsLowerEnd: condition.isLowerBound)
      else { continue }
      neighbours[unit] = condition.isLowerBound ? part - 1 : part + 1
    }
    guard !neighbours.isEmpty else { return true }
    let value = goal.value(outputs(x, parts, neighbours)).value
    if value > 1e-9 { return true }
    return value < -1e-9 ? false : nil
  }

  /// The outputs where some units are in the part next to theirs, all others in theirs.
  private func outputs(
    _ x: [Double], _ parts: [ClosedRange<Int>], _ neighbours: [Int: Int]
  ) -> [Double] {
    var values = x
    for (index, layer) in network.layers.enumerated() {
      var next = layer.biases
      for row in 0..<layer.outputCount {
        for column in 0..<layer.inputCount {
          next[row] += layer.weights[row * layer.inputCount + column] * values[column]
        }
        guard index < network.hiddenLayerCount else { continue }
        let unit = network.offsets[index] + row
        let part = neighbours[unit] ?? parts[unit].lowerBound
        let line = network.functions[unit].lineAbove(
          on: part...part, from: next[row], to: next[row], near: next[row])
        next[row] = line.slope * next[row] + line.intercept
      }
      values = next
    }
    return values
  }
}

/// What the nodes that are done say of the infimum.
struct AttainmentRecord {
  private var nodes: [(distance: Double, isAttained: Bool?)] = []

  /// A node that is done: its distance, and whether it is attained if that is known.
  mutating func note(_ distance: Double, isAttained: Bool?) {
    nodes.append((distance, isAttained))
    if nodes.count > 1000, let least = nodes.map(\.distance).min() {
      nodes.removeAll { $0.distance > least * (1 + 1e-6) }
    }
  }

  /// Whether the infimum `lower` is attained; `nil` where a node as near as that is in doubt.
  func isAttained(at lower: Double) -> Bool? {
    let near = nodes.filter { $0.distance <= lower * (1 + 1e-9) }.map(\.isAttained)
    if near.contains(true) { return true }
    return near.isEmpty || near.contains(nil) ? nil : false
  }
}
