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
    else { return omit(.regions, "regions.all", [], .undecided, because: .undecided) }
    for cell in line.cells where cell.piece != nil { emitDerivative(in: cell) }
    for point in line.points where point.isDefined && point.joint.differentiable == .proved {
      _ = emitDerivative(at: point, line)
    }
    for (index, region) in pieces.enumerated() {
      let whole = ClaimInterval(region)
      let wording = "region.\(region.kind.rawValue)"
      guard let interval = Self.rounded(whole), let condition = interval.membership else {
        omit(.regions, wording, [whole.text], because: .enclosureOnly)
        continue
      }
      let predicate = region.kind.rawValue
      let ranges = line.cells.map { emitRanges(in: $0, region.kind, interval, "\(index)") }
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
        .regions, wording, [interval.text], theorem: "region\(index)",
        "forall x, \(condition) -> \(predicate) dom f x", by: "intros x I.\n  \(proof)")
    }
  }

  /// The interval up to ends that are rational numbers: others are moved inward to six decimals;
  /// `nil` where nothing is left of it.
  private static func rounded(_ interval: ClaimInterval) -> ClaimInterval? {
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
  /// The value of a literal, or of its negative.
  fileprivate var signedRational: Rational? {
    if case .negation(let f) = operation { return f.rational.map { -$0 } }
    return rational
  }
}
