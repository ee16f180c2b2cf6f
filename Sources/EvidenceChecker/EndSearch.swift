import CFLINT

/// Shows the sign between a point and an end of the interval, where the function need not be defined.
struct EndSearch {
  let search: SignSearch
  /// The end: bounds of a number, or infinity.
  let end: Bounds
  /// Which end it is.
  let side: SignSearch.Side

  enum Finding {
    /// The sign is as claimed up to the end.
    case holds
    /// It was shown up to this point, not beyond.
    case reaches(Double)
    /// It is another at this point.
    case contradicted(Bounds)
  }

  /// How many times the distance to the end is doubled or halved.
  private static let steps = 14

  private var isLower: Bool { side == .lower }

  /// Searches from a point inside towards the end.
  func show(_ sign: Int, from start: Bounds) -> Finding {
    end.isBounded ? showNear(sign, from: start) : showFar(sign, from: start)
  }

  // MARK: Infinite ends

  private func showFar(_ sign: Int, from start: Bounds) -> Finding {
    if search.isEvident(sign, on: end.hull(start)) { return .holds }
    if let tail = TailCheck(tape: search.tape, direction: isLower ? -1 : 1).start(of: sign) {
      let isInside = isLower ? tail.isBelow(start) : start.isBelow(tail)
      if !isInside { return .holds }
      return advance(sign, over: start.hull(tail)) ?? .holds
    }
    var reached = start
    for step in 0..<Self.steps {
      let distance = Double(sign: isLower ? .minus : .plus, exponent: step, significand: 1)
      let next = BoundsArithmetic(precision: 512).sum(start, Bounds(distance, distance))
      let piece = isLower ? next.lowerEnd.hull(reached) : reached.hull(next.upperEnd)
      if let finding = advance(sign, over: piece) { return finding }
      reached = isLower ? piece.lowerEnd : piece.upperEnd
      if search.isEvident(sign, on: end.hull(reached)) { return .holds }
    }
    return .reaches(inward(reached))
  }

  /// What ends the search on a piece, or `nil` where the sign is shown on all of it.
  private func advance(_ sign: Int, over piece: Bounds) -> Finding? {
    switch search.show(sign, on: piece, from: isLower ? .upper : .lower) {
    case .holds: nil
    case .contradicted(let place): .contradicted(place)
    case .open(let place): .reaches(inward(isLower ? place.upperEnd : place.lowerEnd))
    }
  }

  private func inward(_ point: Bounds) -> Double {
    isLower ? point.doubles.upper : point.doubles.lower
  }

  // MARK: Finite ends

  private func showNear(_ sign: Int, from start: Bounds) -> Finding {
    if search.isEvident(sign, on: closed(start)) { return .holds }
    let distance = ClaimExamination.distance(isLower ? (end, start) : (start, end))
    if let near = neighbourhood(of: sign, room: distance) {
      return advance(sign, over: isLower ? near.hull(start) : start.hull(near)) ?? .holds
    }
    var reached = start
    for radius in ZeroExamination.radii(upTo: distance).prefix(Self.steps * 4) {
      let next =
        isLower
        ? ZeroExamination.widened(end, below: 0, above: radius).upperEnd
        : ZeroExamination.widened(end, below: radius, above: 0).lowerEnd
      if let finding = advance(sign, over: next.hull(reached)) { return finding }
      reached = next
      if search.isEvident(sign, on: closed(reached)) { return .holds }
    }
    return .reaches(inward(reached))
  }

  /// All between the end and the point; the end itself is not meant.
  private func closed(_ point: Bounds) -> Bounds {
    let result = end.hull(point)
    result.excludesZero = end.sign == 0
    return result
  }

  /// The inner end of a neighbourhood of the end that Taylor's formula settles: there the first
  /// derivative that does not vanish has one sign.
  private func neighbourhood(of sign: Int, room: Double) -> Bounds? {
    let examination = ZeroExamination(search: search)
    guard
      let order = examination.order(at: end, in: 0...ZeroExamination.highestOrder)
    else { return nil }
    let wanted = isLower || order.isMultiple(of: 2) ? sign : -sign
    for radius in ZeroExamination.radii(upTo: room) {
      let region = ZeroExamination.widened(
        end, below: isLower ? 0 : radius, above: isLower ? radius : 0)
      if search.evaluators[0].expansion(on: region, order: order)?[order].sign == wanted {
        return isLower ? region.upperEnd : region.lowerEnd
      }
    }
    return nil
  }
}
