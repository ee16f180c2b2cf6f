/// What is proved of a node of the tree: intervals and pieces for the sums of the units, and the
/// conditions that led to it.
struct NodeKnowledge {
  struct Condition {
    let unit: Int
    let isLowerBound: Bool
    let bound: ExactNumber
  }

  var lower: [ExactNumber?]
  var upper: [ExactNumber?]
  var pieces: [ClosedRange<Int>]
  var conditions: [Condition]
}

/// Checks the bounds of one node, all in exact numbers.
struct NodeCheck {
  typealias Line = (slope: ExactNumber, intercept: ExactNumber)
  typealias Form = (coefficients: [ExactNumber], constant: ExactNumber)

  let network: CheckedNetwork
  let region: CheckedRegion
  private(set) var knowledge: NodeKnowledge
  /// Whether the region is proved empty.
  private(set) var isEmpty = false
  private var lines: [(above: Line, below: Line)?]

  /// Checks the intervals that a node states.
  init(
    _ network: CheckedNetwork, _ region: CheckedRegion, _ knowledge: NodeKnowledge,
    _ node: CertificateFile.Node
  ) throws(CertificateFlaw) {
    self.network = network
    self.region = region
    self.knowledge = knowledge
    lines = Array(repeating: nil, count: network.unitCount)
    if region.isEmpty {
      isEmpty = true
      return
    }
    let intervals = try Self.rows(node.intervals, network.unitCount)
    let slopes = try Self.rows(node.slopes, network.unitCount)
    for unit in 0..<network.unitCount {
      if let row = intervals[unit] { try narrow(unit, row[0], row[1]) }
      guard let low = self.knowledge.lower[unit], let high = self.knowledge.upper[unit] else {
        throw CertificateFlaw("nothing is stated of unit \(unit)")
      }
      if low > high {
        isEmpty = true
        return
      }
      narrowPieces(unit)
      lines[unit] = try self.lines(unit, slopes[unit])
    }
  }

  /// Rows [unit, a, b, …] by unit.
  static func rows(
    _ rows: [[Double]]?, _ unitCount: Int
  ) throws(CertificateFlaw) -> [Int: [Double]] {
    var result: [Int: [Double]] = [:]
    for row in rows ?? [] {
      guard row.count >= 3, let unit = Int(exactly: row[0]), (0..<unitCount).contains(unit),
        row.allSatisfy(\.isFinite),
        result.updateValue(Array(row.dropFirst()), forKey: unit) == nil
      else { throw CertificateFlaw("a row does not name a unit and two numbers") }
    }
    return result
  }

  private mutating func narrow(
    _ unit: Int, _ lower: Double, _ upper: Double
  ) throws(CertificateFlaw) {
    let (low, high) = (ExactNumber(lower, network.base), ExactNumber(upper, network.base))
    if knowledge.upper[unit].map({ high < $0 }) ?? true {
      let form = try self.form(aboveUnit: unit, negated: false, lines)
      guard greatest(form) <= high else {
        throw CertificateFlaw("the sum of unit \(unit) can be above \(upper)")
      }
      knowledge.upper[unit] = high
    }
    if knowledge.lower[unit].map({ low > $0 }) ?? true {
      let form = try self.form(aboveUnit: unit, negated: true, lines)
      guard greatest(form) <= -low else {
        throw CertificateFlaw("the sum of unit \(unit) can be below \(lower)")
      }
      knowledge.lower[unit] = low
    }
  }

  /// Drops pieces at the ends that the interval does not meet, or meets in a point that the next
  /// piece has too.
  private mutating func narrowPieces(_ unit: Int) {
    guard let lower = knowledge.lower[unit], let upper = knowledge.upper[unit] else { return }
    let pieces = pieces(unit)
    var (first, last) = (knowledge.pieces[unit].lowerBound, knowledge.pieces[unit].upperBound)
    while first < last, let to = pieces[first].to,
      to < lower || (to <= lower && pieces[first + 1].contains(to))
    { first += 1 }
    while first < last, let from = pieces[last].from,
      from > upper || (from >= upper && pieces[last - 1].contains(from))
    { last -= 1 }
    knowledge.pieces[unit] = first...last
  }

  private func pieces(_ unit: Int) -> [CheckedNetwork.Piece] {
    network.layers[network.layer(ofUnit: unit)].pieces ?? []
  }

  /// The lines above and below the function of a unit on its pieces and interval, with the given
  /// slopes; on a single piece, the piece itself.
  private func lines(
    _ unit: Int, _ slopes: [Double]?
  ) throws(CertificateFlaw) -> (above: Line, below: Line) {
    let pieces = pieces(unit)
    let range = knowledge.pieces[unit]
    if range.count == 1, case .line(let slope, let intercept) = pieces[range.lowerBound].content {
      return ((slope, intercept), (slope, intercept))
    }
    guard let slopes, let lower = knowledge.lower[unit], let upper = knowledge.upper[unit] else {
      throw CertificateFlaw("the slopes of unit \(unit) are missing")
    }
    let above = ExactNumber(slopes[0], network.base)
    let below = ExactNumber(slopes[1], network.base)
    if pieces[range.lowerBound].isCurved {
      try checkCurve(unit, slopes, lower, upper)
      return (
        (above, ExactNumber(slopes[2], network.base)), (below, ExactNumber(slopes[3], network.base))
      )
    }
    var (highest, lowest): (ExactNumber?, ExactNumber?) = (nil, nil)
    for index in range {
      // The piece with its ends, within the interval; an end beyond it does no harm.
      let from = pieces[index].from.map { ExactNumber.greatest($0, lower) } ?? lower
      let to = pieces[index].to.map { ExactNumber.least($0, upper) } ?? upper
      for z in [from, to] {
        guard let value = pieces[index].value(z) else { continue }
        let (high, low) = (value - above * z, value - below * z)
        highest = highest.map { .greatest($0, high) } ?? high
        lowest = lowest.map { .least($0, low) } ?? low
      }
    }
    guard let highest, let lowest else { throw CertificateFlaw("a unit has no pieces") }
    return ((above, highest), (below, lowest))
  }

  /// Checks the lines above and below a curved function on all of its pieces within an interval.
  private func checkCurve(
    _ unit: Int, _ row: [Double], _ lower: ExactNumber, _ upper: ExactNumber
  ) throws(CertificateFlaw) {
    guard row.count == 4 else { throw CertificateFlaw("the lines of unit \(unit) are incomplete") }
    for piece in pieces(unit) {
      let from = piece.from.map { ExactNumber.greatest($0, lower) } ?? lower
      let to = piece.to.map { ExactNumber.least($0, upper) } ?? upper
      guard from <= to, case .curve(let curve) = piece.content else { continue }
      guard let left = from.doubleBelow, let right = (-to).doubleBelow.map({ -$0 }),
        curve.isAbove(slope: row[0], intercept: row[2], from: left, to: right),
        curve.isBelow(slope: row[1], intercept: row[3], from: left, to: right)
      else { throw CertificateFlaw("the lines of unit \(unit) do not bound its function") }
    }
  }

  /// An upper bound of a form over the region.
  private func greatest(_ form: Form) -> ExactNumber {
    atOrigin(form) + region.upperBound(form.coefficients)
  }

  /// The value of a form without perturbation.
  func atOrigin(_ form: Form) -> ExactNumber {
    zip(form.coefficients, region.origin).reduce(form.constant) { $0 + $1.0 * $1.1 }
  }

  /// A form in the input that is above the sum of a unit, or its negative.
  private func form(
    aboveUnit unit: Int, negated: Bool, _ lines: [(above: Line, below: Line)?]
  ) throws(CertificateFlaw) -> Form {
    let layer = network.layer(ofUnit: unit)
    let row = unit - network.offsets[layer]
    let weights = network.layers[layer].weights[row]
    let bias = network.layers[layer].biases[row]
    return try back(
      from: negated ? weights.map { -$0 } : weights, negated ? -bias : bias, layer - 1, lines)
  }

  /// Goes back from a form in the values of a hidden layer.
  private func back(
    from coefficients: [ExactNumber], _ constant: ExactNumber, _ layer: Int,
    _ lines: [(above: Line, below: Line)?]
  ) throws(CertificateFlaw) -> Form {
    var (coefficients, constant) = (coefficients, constant)
    for index in stride(from: layer, through: 0, by: -1) {
      let affine = network.layers[index]
      var next = affine.weights[0].map { _ in ExactNumber.zero(network.base) }
      for row in affine.biases.indices where !coefficients[row].isZero {
        guard let pair = lines[network.offsets[index] + row] else {
          throw CertificateFlaw("a line is missing")
        }
        let line = coefficients[row].sign > 0 ? pair.above : pair.below
        let slope = coefficients[row] * line.slope
        constant += coefficients[row] * line.intercept + slope * affine.biases[row]
        guard !slope.isZero else { continue }
        for column in next.indices { next[column] += slope * affine.weights[row][column] }
      }
      coefficients = next
    }
    return (coefficients, constant)
  }

  /// Whether the steps show that no perturbation below the radius reaches the goal.
  func proves(
    _ steps: [CertificateFile.Step], goal: [Int: [Int]]
  ) throws(CertificateFlaw) -> Bool {
    if isEmpty { return true }
    var coefficients = region.origin.map { _ in ExactNumber.zero(network.base) }
    var constant = ExactNumber.zero(network.base)
    for step in steps {
      guard step.multiplier >= 0, step.multiplier.isFinite else {
        throw CertificateFlaw("a multiplier is negative")
      }
      let form = try form(of: step, goal)
      let multiplier = ExactNumber(step.multiplier, network.base)
      for index in coefficients.indices {
        coefficients[index] += multiplier * form.coefficients[index]
      }
      constant += multiplier * atOrigin(form)
    }
    return region.excludes(coefficients, constant)
  }

  /// A form that is not negative wherever the goal is reached and the conditions hold.
  private func form(
    of step: CertificateFile.Step, _ goal: [Int: [Int]]
  ) throws(CertificateFlaw) -> Form {
    let slopes = try Self.rows(step.slopes, network.unitCount)
    var lines = lines
    for unit in slopes.keys { lines[unit] = try self.lines(unit, slopes[unit]) }
    if let index = step.condition {
      guard knowledge.conditions.indices.contains(index) else {
        throw CertificateFlaw("there is no condition \(index)")
      }
      let condition = knowledge.conditions[index]
      var form = try form(
        aboveUnit: condition.unit, negated: !condition.isLowerBound, lines)
      form.constant += condition.isLowerBound ? -condition.bound : condition.bound
      return form
    }
    guard let rival = step.rival, let seed = goal[rival] else {
      throw CertificateFlaw("a step names no condition and no class that the target must reach")
    }
    let last = network.layers[network.layers.count - 1]
    var coefficients = last.weights[0].map { _ in ExactNumber.zero(network.base) }
    var constant = ExactNumber.zero(network.base)
    for (row, seed) in seed.enumerated() where seed != 0 {
      for column in coefficients.indices {
        let weight = last.weights[row][column]
        coefficients[column] += seed > 0 ? weight : -weight
      }
      constant += seed > 0 ? last.biases[row] : -last.biases[row]
    }
    return try back(from: coefficients, constant, network.layers.count - 2, lines)
  }
}
