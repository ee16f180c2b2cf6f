import HeapModule

/// Finds the least perturbation that reaches one of several goals, by best-first branch and bound.
///
/// A node is a box of perturbations with intervals for the sums of the hidden units. Its
/// relaxation gives a lower bound; a node whose bound is not below the distance of the nearest
/// example is done; any other is divided, in an input or in the sum of a unit.
struct OptimalSearch {
  let network: SearchNetwork
  let norm: PerturbationNorm
  let origin: [Double]
  let goals: [AttackGoal]
  let boxLower: [Double]
  let boxUpper: [Double]
  /// The absolute gap at which the search ends; 0 for rounding alone.
  var tolerance = 0.0
  /// Nodes that may be looked at.
  var nodeLimit = 1_000_000
  /// Whether to stop now; asked before every node.
  var shouldStop: () -> Bool = { false }
  /// What must hold before an example is taken, besides its value in `Double`.
  var confirms: ((AttackGoal, [Double]) -> Bool)? {
    get { incumbent.confirms }
    set { incumbent.confirms = newValue }
  }
  /// Whether to write down a proof of the lower bound.
  var recordsProof = false

  /// What a search found.
  struct Outcome {
    /// No perturbation below it reaches a goal.
    var lower: Double
    /// The nearest example, if any.
    var incumbent: Incumbent
    /// The nodes looked at.
    var nodeCount: Int
    /// Whether the nodes were all done.
    var isComplete: Bool
    /// Whether the nearest point of the node that came nearest reaches its goal; `nil` where it is
    /// not known.
    var isAttained: Bool?
    /// The proof, if it was recorded: all nodes, those of the goals first.
    var proof: [ProofNode]
  }

  private struct Node: Comparable {
    var distance: Double
    var serial: Int
    var goal: Int
    var lower: [Double]
    var upper: [Double]
    var bounds: UnitBounds
    var point: [Double]
    var loss: [Double]
    var normal: [Double]
    /// The place in the record.
    var record: Int

    static func == (a: Node, b: Node) -> Bool { a.serial == b.serial }
    static func < (a: Node, b: Node) -> Bool {
      a.distance < b.distance || (a.distance == b.distance && a.serial < b.serial)
    }
  }

  private var queue = Heap<Node>()
  private var serial = 0
  private var nodeCount = 0
  private var settled = Double.infinity
  /// What is known of the nodes that are done, where activations jump.
  private var attainment = AttainmentRecord()
  private var incumbent: Incumbent
  private var records: [ProofNode] = []

  init(
    network: SearchNetwork, norm: PerturbationNorm, origin: [Double], goals: [AttackGoal],
    boxLower: [Double], boxUpper: [Double]
  ) {
    self.network = network
    self.norm = norm
    self.origin = origin
    self.goals = goals
    self.boxLower = boxLower
    self.boxUpper = boxUpper
    incumbent = Incumbent(
      network: network, norm: norm, origin: origin, boxLower: boxLower, boxUpper: boxUpper)
  }

  /// Runs the search; the radius grows until it reaches an example, or the box is covered, or it is beyond
  /// `farthest`.
  ///
  /// - Parameter isReached: decides, exactly, whether an input reaches a goal: far out, where
  ///   activations saturate, `Double` sees ties that are none.
  mutating func run(
    farthest: Double = 0x1p20, isReached: (AttackGoal, [Double]) -> Bool
  ) -> Outcome {
    InitialAttack(farthest: farthest).run(&incumbent, goals: goals)
    if incumbent.confirmed(isReached) == nil { incumbent.forget() }
    var radius = incumbent.distance
    if radius == .infinity {
      radius = boxRadius.isFinite ? boxRadius : 1
    }
    var nearer: Outcome?
    while true {
      search(within: radius)
      let isComplete = queue.isEmpty
      // An example may be found beyond the radius, along a ray that leaves it.
      let isCovered = radius >= min(incumbent.distance, boxRadius)
      let open = queue.min?.distance ?? .infinity
      var lower = min(settled, open)
      if !isCovered { lower = min(lower, radius) }
      var outcome = Outcome(
        lower: lower, incumbent: incumbent, nodeCount: nodeCount, isComplete: isComplete,
        isAttained: attainment.isAttained(at: lower),
        proof: records.pruned(rootCount: goals.count, distance: lower))
      // What a smaller radius has proved remains true where a greater one comes to less, or to
      // numbers that no file can hold.
      if let nearer, nearer.lower > outcome.lower || !outcome.proof.allSatisfy(\.isFinite) {
        (outcome.lower, outcome.proof) = (nearer.lower, nearer.proof)
      }
      if !isComplete || isCovered || radius >= farthest { return outcome }
      nearer = outcome
      radius = min(radius * 8, incumbent.distance)
    }
  }

  /// The greatest distance in the box, rounded upward.
  private var boxRadius: Double {
    let farthest = origin.indices.map { index in
      max((boxLower[index] - origin[index]).magnitude, (boxUpper[index] - origin[index]).magnitude)
    }
    return norm.lengthAbove(from: origin.map { _ in 0 }, to: farthest)
  }

  /// From which distance on a node need not be looked at.
  private var cutoff: Double {
    max(incumbent.distance - tolerance, 0) * (1 - 1e-13)
  }

  private mutating func search(within radius: Double) {
    settled = .infinity
    attainment = AttainmentRecord()
    queue = Heap()
    records = recordsProof ? goals.map { _ in .unknown } : []
    for index in goals.indices {
      let lower = zip(boxLower, origin).map { max(($0 - $1).nextDown, -radius) }
      let upper = zip(boxUpper, origin).map { min(($0 - $1).nextUp, radius) }
      examine(goal: index, lower, upper, UnitBounds(network), radius, above: nil, record: index)
    }
    while let node = queue.min {
      if node.distance >= cutoff {
        // All that are left are at least as far.
        settled = min(settled, node.distance)
        queue = Heap()
        return
      }
      if nodeCount >= nodeLimit || shouldStop() { return }
      queue.removeMin()
      branch(node, radius)
    }
  }

  /// Bounds a new node, looks for an example in it, and keeps it if it is not done.
  private mutating func examine(
    goal: Int, _ lower: [Double], _ upper: [Double], _ bounds: UnitBounds, _ radius: Double,
    above: Node?, record: Int
  ) {
    nodeCount += 1
    var region = SearchRegion(
      origin: origin, norm: norm, lower: lower, upper: upper, radius: radius)
    region.shrink(to: incumbent.distance)
    let bounding = LinearBounding(network, over: region, improving: bounds)
    var relaxation = NodeRelaxation(bounding: bounding, goal: goals[goal])
    relaxation.recordsProof = recordsProof
    let answer = relaxation.solve(cutoff: cutoff)
    let distance = max(answer.distance, above?.distance ?? 0)
    if recordsProof { records[record] = bounding.proofNode(comparedWith: bounds, answer) }

    let isExact = network.functions.indices.allSatisfy {
      network.functions[$0].isAffine(on: bounding.bounds.parts[$0])
    }
    func settle() {
      settled = min(settled, distance)
      guard confirms != nil, distance < .infinity else { return }
      var isAttained: Bool?
      let nearest = { [norm] in
        LeastDistance.solve(
          answer.inequalities, in: region.lower, region.upper, norm: norm
        ).point
      }
      if isExact, let point = answer.point ?? nearest() {
        isAttained = Attainment(network: network).isAttained(
          at: zip(origin, point).map { $0 + $1 }, bounding.bounds, goal: goals[goal])
      }
      attainment.note(distance, isAttained: isAttained)
    }
    guard distance < cutoff, let point = answer.point else { return settle() }
    let x = zip(origin, point).map { $0 + $1 }
    incumbent.offer(x, goals[goal], along: answer.normal)
    if distance < cutoff { incumbent.search(from: x, for: goals[goal], rounds: 2) }
    guard distance < cutoff else { return settle() }
    if isExact {
      settleOnGrid(x, goals[goal])
      settleInside(answer.inequalities, region, goals[goal])
      return settle()
    }
    // Where outputs touch and do not cross, the example is a single input.
    if zip(region.lower, region.upper).allSatisfy({ $1 - $0 < 0x1p-10 }) {
      settleOnGrid(x, goals[goal])
    }
    serial += 1
    queue.insert(
      Node(
        distance: distance, serial: serial, goal: goal, lower: region.lower, upper: region.upper,
        bounds: bounding.bounds, point: point, loss: answer.loss, normal: answer.normal,
        record: record))
  }

  /// The examples of a node can be a line or a point, which rounding misses, where activations jump
  /// and where outputs touch: looks at the nearest multiples of powers of 2.
  private mutating func settleOnGrid(_ x: [Double], _ goal: AttackGoal) {
    for step in [0x1p-10, 0x1p-20, 0x1p-30, 0x1p-40] {
      incumbent.offer(x.map { ($0 / step).rounded() * step }, goal)
    }
  }

  /// The nearest point of a node in which nothing is relaxed lies on edges, where rounding, or the
  /// open end of a part, may spoil it: looks a little inside of all inequalities.
  private mutating func settleInside(
    _ inequalities: [HalfSpace], _ region: SearchRegion, _ goal: AttackGoal
  ) {
    var margin = 0x1p-50
    while margin < 0x1p-20, incumbent.distance > 0 {
      let tightened = inequalities.map { $0.tightened(by: margin) }
      guard
        let point = LeastDistance.solve(
          tightened, in: region.lower, region.upper, norm: norm
        ).point
      else { return }
      let before = incumbent.distance
      incumbent.offer(zip(origin, point).map { $0 + $1 }, goal)
      if incumbent.distance < before { return }
      margin *= 8
    }
  }

  private mutating func branch(_ node: Node, _ radius: Double) {
    let open = network.functions.indices.filter {
      !network.functions[$0].isAffine(on: node.bounds.parts[$0])
    }
    if let input = inputToDivide(node, open) {
      let middle = node.lower[input] + (node.upper[input] - node.lower[input]) / 2
      var (left, right) = (node.upper, node.lower)
      left[input] = middle
      right[input] = middle
      let children = divide(node) { .input(input, at: middle, left: $0, right: $1) }
      examine(
        goal: node.goal, node.lower, left, node.bounds, radius, above: node, record: children)
      examine(
        goal: node.goal, right, node.upper, node.bounds, radius, above: node,
        record: children + 1)
      return
    }
    // The unit whose line gives away most.
    let unit = open.max { node.loss[$0] < node.loss[$1] } ?? open[0]
    var sums = [Double](repeating: 0, count: network.unitCount)
    _ = network.forward(zip(origin, node.point).map { $0 + $1 }, sums: &sums)
    let division = network.functions[unit].division(
      of: node.bounds.parts[unit], from: node.bounds.lower[unit], to: node.bounds.upper[unit],
      near: sums[unit])
    let children = divide(node) { .unit(unit, division, left: $0, right: $1) }
    examine(
      goal: node.goal, node.lower, node.upper, node.bounds.leftOf(division, unit: unit), radius,
      above: node, record: children)
    examine(
      goal: node.goal, node.lower, node.upper, node.bounds.rightOf(division, unit: unit), radius,
      above: node, record: children + 1)
  }

  /// Makes two places in the record; returns the first.
  private mutating func divide(_ node: Node, _ division: (Int, Int) -> ProofNode.Division) -> Int {
    guard recordsProof else { return 0 }
    let first = records.count
    records += [.unknown, .unknown]
    records[node.record].division = division(first, first + 1)
    return first
  }

  /// The input to divide, or `nil` when a unit is better: where there are few inputs and many
  /// units, and where curved units would have to be divided again and again.
  private func inputToDivide(_ node: Node, _ open: [Int]) -> Int? {
    let isCurved = open.contains { network.functions[$0].isCurved }
    guard network.inputCount <= (isCurved ? 4 : 8),
      isCurved || open.count > 4 + 2 * network.inputCount
    else { return nil }
    return node.lower.indices.max { score(node, $0) < score(node, $1) }
  }

  private func score(_ node: Node, _ input: Int) -> Double {
    (node.upper[input] - node.lower[input]) * (0.05 + node.normal[input].magnitude)
  }
}
