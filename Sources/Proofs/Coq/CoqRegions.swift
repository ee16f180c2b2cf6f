import Analysis
import Formulas
import Reals

extension CoqEmitter {
  /// The decimal places to which boundaries of regions are enclosed.
  private static let places = 6

  /// The gradient regions over the window: each up to its boundaries where these are exact rational
  /// numbers, else up to the sixth decimal.
  mutating func emitRegions(_ line: CoqLine) {
    script.comment("Gradient regions over the window.")
    guard let regions = analysis.regions.first, let pieces = regions.pieces,
      regions.undecided.isEmpty
    else { return omitAll(.regions, because: .undecided) }
    for cell in line.cells where cell.piece != nil { emitDerivative(in: cell) }
    for point in line.points where point.isDefined && point.joint.differentiable == .proved {
      // Regions that meet a point without this theorem are not attempted.
      try? emitDerivative(at: point, line)
    }
    for (index, region) in pieces.enumerated() {
      let whole = ClaimInterval(region)
      let wording = "region.\(region.kind.rawValue)"
      if emitRoot(index, region, line) { continue }
      guard let interval = Self.rounded(whole), let condition = interval.membership else {
        omit(.regions, wording, [whole.text], because: .enclosureOnly)
        continue
      }
      let predicate = region.kind.rawValue
      let ranges = line.cells.map { rangeProof(in: $0, interval) }
      let isIrrationalPoint = interval.from == interval.to && interval.from.rational == nil
      if isIrrationalPoint || isSingular(line, interval, ranges)
        || zip(line.cells, ranges).contains(where: { $1 == nil && Self.isBeyondReach($0, interval) }
        )
      {
        omit(.regions, wording, [interval.decimalText], because: .noTactic)
        continue
      }
      if let obstacle = obstacle(line, interval) {
        omit(.regions, wording, [interval.decimalText], because: obstacle)
        continue
      }
      let inactive = region.kind == .inactive
      let proof = line.cases(
        cell: { cell in
          guard cell.piece != nil else { return "exfalso; lra" }
          if let proof = ranges[cell.index] { return "first [ exfalso; lra | \(proof) ]" }
          let tactic = inactive ? "still_in" : "region_in"
          return "first [ exfalso; lra | \(tactic) derivative\(cell.index) d\(cell.index) ]"
        },
        point: { point in
          let name = "derivative_at\(point.index)"
          guard script.defines(name) else { return "exfalso; lra" }
          return inactive
            ? "first [ exfalso; lra | exact \(name) ]"
            : "first [ exfalso; lra | eexists; split; [ exact \(name) | region ] ]"
        })
      claim(
        .regions, wording, [interval.decimalText], theorem: "region\(index)",
        "forall x, \(condition) -> \(predicate) dom f x",
        by: line.bounds + "intros x I.\n  \(proof)")
    }
  }

  /// Whether the region ends where the derivative is not defined, and no proof by ranges leads there: a
  /// sum of quotients, or a transcendental derivative, is not followed up to a pole.
  private func isSingular(
    _ line: CoqLine, _ interval: ClaimInterval, _ ranges: [String?]
  ) -> Bool {
    zip(line.cells, ranges).contains { cell, proof in
      guard proof == nil, let derivative = cell.derivative,
        derivative.isTranscendental || derivative.quotientTerms > 1
      else { return false }
      let from = cell.index > 0 ? line.points[cell.index - 1] : nil
      let to = cell.index < line.points.count ? line.points[cell.index] : nil
      return from.map { !$0.isDefined && $0.joint.at == interval.from } ?? false
        || to.map { !$0.isDefined && $0.joint.at == interval.to } ?? false
    }
  }

  /// What is in the way at the joints that a region meets; `nil` for nothing.
  private func obstacle(_ line: CoqLine, _ interval: ClaimInterval) -> FormalClaim.Obstacle? {
    guard let from = Double(interval.from.decimal), let to = Double(interval.to.decimal) else {
      return .enclosureOnly
    }
    for point in line.points {
      guard let at = Double(point.joint.at.decimal) else { continue }
      let isInside =
        from < at && at < to || interval.fromClosed && from == at
        || interval.toClosed && to == at
      if isInside, point.joint.differentiable == .proved,
        !script.defines("derivative_at\(point.index)")
      {
        return .irregularSide
      }
    }
    return line.cells.contains { cell in
      cell.isCancelling && cell.meets(from, to)
    } ? .cancellation : nil
  }

  /// Longer transcendental derivatives, in nodes, are not followed by interval arithmetic alone.
  private static let largestDerivative = 30

  /// Whether the derivative in the cell is too much for interval arithmetic on the interval.
  private static func isBeyondReach(_ cell: CoqLine.Cell, _ interval: ClaimInterval) -> Bool {
    guard let derivative = cell.derivative, let from = interval.from.rational,
      let to = interval.to.rational, from < to, let middle = (from + to) / 2, cell.contains(middle)
    else { return false }
    return derivative.hasIntegral
      || derivative.isTranscendental && derivative.nodeCount > largestDerivative
  }

  /// A proof for the points of the interval by ranges of the derivative; `nil` where there are none.
  private mutating func rangeProof(in cell: CoqLine.Cell, _ interval: ClaimInterval) -> String? {
    guard let ranges = emitRanges(in: cell), let from = interval.from.rational,
      let to = interval.to.rational
    else { return nil }
    if let end = ranges.steepEnds[.init(from: interval.from, to: interval.to)] {
      return "region_by derivative\(cell.index) \(end)"
    }
    return ranges.proof(from: from, to: to) { "region_by derivative\(cell.index) \($0)" }
  }

  /// A single point at which f′ = 0, and of which only bounds are known; `false` where it is none.
  private mutating func emitRoot(
    _ index: Int, _ region: GradientRegions.Region, _ line: CoqLine
  ) -> Bool {
    guard region.kind == .inactive, region.from == region.to, region.from.exactFormula == nil,
      let lower = region.from.rounded(up: false, places: Self.places),
      let upper = region.from.rounded(up: true, places: Self.places),
      let from = lower.rational, let to = upper.rational
    else { return false }
    for cell in line.cells where cell.contains(from) && cell.contains(to) {
      guard let ranges = emitRanges(in: cell), let low = ranges.values[from],
        let high = ranges.values[to]
      else { return false }
      claim(
        .regions, "region.root", [lower.decimalText, upper.decimalText], theorem: "region\(index)",
        "exists x, \(CoqTerm(from).text) < x < \(CoqTerm(to).text) /\\ inactive dom f x",
        by: "root derivative\(cell.index) second\(cell.index) \(low) \(high)")
      return true
    }
    return false
  }

  /// The interval up to ends that are rational numbers: others are moved inward to six decimals;
  /// `nil` where nothing is left of it.
  static func rounded(_ interval: ClaimInterval) -> ClaimInterval? {
    var result = interval
    if interval.from == interval.to { return interval.from.exactFormula == nil ? nil : interval }
    if interval.from.rational == nil {
      guard let bound = interval.from.rounded(up: true, places: places) else { return nil }
      (result.from, result.fromClosed) = (bound, true)
    }
    if interval.to.rational == nil {
      guard let bound = interval.to.rounded(up: false, places: places) else { return nil }
      (result.to, result.toClosed) = (bound, true)
    }
    guard let lower = result.from.rational, let upper = result.to.rational, lower < upper else {
      return nil
    }
    return result
  }
}

extension ExactNumber {
  /// A decimal with so many places that is proved not to be below, or above, the number.
  func rounded(up: Bool, places: Int) -> ExactNumber? {
    guard isFinite, enclosure.count == 2, let scale = Rational(10).power(places),
      let bound = Formula(parsing: enclosure[up ? 1 : 0])?.signedRational
    else { return nil }
    let scaled = bound * scale
    let integer = up ? -((-scaled).floor) : scaled.floor
    guard let value = Rational(integer) / scale else { return nil }
    return ExactNumber(value)
  }
}

extension Formula {
  /// How many terms of a sum are quotients.
  fileprivate var quotientTerms: Int {
    switch operation {
    case .sum(let terms): terms.map(\.quotientTerms).reduce(0, +)
    case .negation(let u): u.quotientTerms
    case .quotient: 1
    default: 0
    }
  }

  /// Whether erf, erfc or Φ of the variable is met, which are integrals to Coq.
  fileprivate var hasIntegral: Bool {
    switch operation {
    case .apply(.erf, let u), .apply(.erfc, let u), .apply(.normalCDF, let u): u.containsVariable
    default: operation.children.contains { $0.hasIntegral }
    }
  }

  /// The value of a literal, or of its negative.
  fileprivate var signedRational: Rational? {
    if case .negation(let f) = operation { return f.rational.map { -$0 } }
    return rational
  }
}
