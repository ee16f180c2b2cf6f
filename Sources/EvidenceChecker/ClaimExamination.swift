import CFLINT
import Formulas

extension ClaimOutcome {
  /// Checks a claim by Arb alone.
  ///
  /// Formulas are read by the parser of `Formulas`; nothing of the search is used. Between the zeros
  /// the sign is shown by bisection; around a zero, and where the function vanishes at a finite end,
  /// by the first derivative that does not. Towards other ends intervals are added that grow or
  /// shrink by factors of two, as far as they serve.
  public init(of claim: SignClaim) {
    self = ClaimExamination(claim)?.outcome(of: claim) ?? .notVerified(.formula)
  }
}

/// The examination of one claim.
struct ClaimExamination {
  private let search: SignSearch
  private let isConstant: Bool
  private let from: Bounds
  private let to: Bounds

  /// Reads the formula and the ends; `nil` where that fails.
  init?(_ claim: SignClaim) {
    guard let formula = try? FormulaParser().parse(claim.formula, variable: "x").formula,
      let tape = FormulaTape(formula), let from = Self.number(claim.from),
      let to = Self.number(claim.to)
    else { return nil }
    search = SignSearch(tape)
    isConstant = !formula.containsVariable
    self.from = from
    self.to = to
  }

  func outcome(of claim: SignClaim) -> ClaimOutcome {
    if claim.signs == [0] { return vanishing(claim) }
    guard let zeros = zeros(of: claim) else { return .notVerified(.structure) }
    if isConstant { return constant(claim) }
    var edges: [(before: Bounds, after: Bounds)] = []
    for (index, zero) in zeros.enumerated() {
      let room =
        [
          Self.distance((index == 0 ? from : zeros[index - 1].outer, zero.outer)),
          Self.distance((zero.outer, index + 1 < zeros.count ? zeros[index + 1].outer : to)),
        ].min() ?? 0
      if zero.kind == .inDoubt {
        // Nothing but the inside of the bounds is left out.
        edges.append((zero.lower.upperEnd, zero.upper.lowerEnd))
        continue
      }
      let finding = ZeroExamination(search: search).examine(
        zero.kind, at: zero.place, signs: (claim.signs[index], claim.signs[index + 1]),
        room: room / 3)
      switch finding {
      case .holds(let region): edges.append((region.lowerEnd, region.upperEnd))
      case .contradicted: return .contradicted(at: zero.place.nearby)
      case .open: return .notVerified(.zero, at: zero.place.nearby)
      }
    }
    return signs(claim.signs, between: edges)
  }

  // MARK: Functions with one value

  private func vanishing(_ claim: SignClaim) -> ClaimOutcome {
    guard claim.zeros.isEmpty else { return .notVerified(.structure) }
    if let sign = search.sign(at: inside), sign != 0 { return .contradicted(at: inside.nearby) }
    let isZero = search.precise.value(on: isConstant ? Bounds() : whole)?.sign == 0
    return isZero ? .verified : .notVerified(.identity)
  }

  private func constant(_ claim: SignClaim) -> ClaimOutcome {
    guard let sign = search.sign(at: Bounds()) else { return .notVerified(.sign) }
    return claim.signs == [sign] ? .verified : .contradicted(at: inside.nearby)
  }

  // MARK: Zeros

  private struct Zero {
    let kind: SignClaim.Zero.Kind
    /// Bounds of the place: of the closed form, or those that were claimed.
    let place: Bounds
    let lower: Bounds
    let upper: Bounds

    var outer: Bounds { lower.hull(upper) }
  }

  /// The zeros as numbers, or `nil` where the claim does not fit together.
  private func zeros(of claim: SignClaim) -> [Zero]? {
    guard claim.signs.count == claim.zeros.count + 1, claim.signs.allSatisfy({ abs($0) == 1 }),
      from.isBelow(to)
    else { return nil }
    var result: [Zero] = []
    for zero in claim.zeros {
      guard let lower = Self.number(zero.lower), let upper = Self.number(zero.upper),
        lower.isBounded, upper.isBounded, arf_cmp(lower.lower, upper.upper) <= 0
      else { return nil }
      var place = lower.hull(upper)
      if zero.kind == .exact {
        guard let at = zero.at.flatMap(Self.number), at.isBounded, !at.isApart(from: place) else {
          return nil
        }
        place = at
      }
      result.append(Zero(kind: zero.kind, place: place, lower: lower, upper: upper))
    }
    let places = [from] + result.map(\.outer) + [to]
    let isOrdered = zip(places, places.dropFirst()).allSatisfy { $0.isBelow($1) }
    return isOrdered ? result : nil
  }

  /// The number that a text stands for, with 512 bits; infinite ends are allowed.
  private static func number(_ text: String) -> Bounds? {
    if text == "inf" { return Bounds(.infinity, .infinity) }
    if text == "-inf" { return Bounds(-.infinity, -.infinity) }
    guard let formula = try? FormulaParser().parseConstant(text), let tape = FormulaTape(formula)
    else { return nil }
    return TapeEvaluator(tape, precision: 512).value(on: Bounds())
  }

  /// A lower bound of the distance between two places, the first below the second.
  static func distance(_ places: (Bounds, Bounds)) -> Double {
    let arithmetic = BoundsArithmetic(precision: 512)
    let difference = arithmetic.sum(
      places.1.lowerEnd, arithmetic.negative(places.0.upperEnd))
    return max(0, difference.doubles.lower)
  }

  // MARK: Signs

  /// Shows the signs between neighbourhoods of the zeros.
  private func signs(_ signs: [Int], between zeros: [(before: Bounds, after: Bounds)])
    -> ClaimOutcome
  {
    for (index, pair) in zip(zeros, zeros.dropFirst()).enumerated() {
      // Neighbourhoods reach over less than a third of the distance each.
      switch search.renewed.show(signs[index + 1], on: pair.0.after.hull(pair.1.before)) {
      case .holds: continue
      case .contradicted(let place): return .contradicted(at: place.nearby)
      case .open(let place): return .notVerified(.sign, at: place.nearby)
      }
    }
    if zeros.isEmpty {
      if search.isEvident(signs[0], on: whole) { return .verified }
      if let sign = search.sign(at: inside), sign != signs[0] {
        return .contradicted(at: inside.nearby)
      }
    }
    let (first, last) = (zeros.first?.before ?? inside, zeros.last?.after ?? inside)
    let lower = EndSearch(search: search.renewed, end: from, side: .lower)
      .show(signs[0], from: first)
    let upper = EndSearch(search: search.renewed, end: to, side: .upper)
      .show(signs[signs.count - 1], from: last)
    switch (lower, upper) {
    case (.contradicted(let place), _), (_, .contradicted(let place)):
      return .contradicted(at: place.nearby)
    case (.holds, .holds): return .verified
    case (.reaches(let from), .holds): return .verifiedWithin(from: from, to: nil)
    case (.holds, .reaches(let to)): return .verifiedWithin(from: nil, to: to)
    case (.reaches(let from), .reaches(let to)):
      return from < to ? .verifiedWithin(from: from, to: to) : .notVerified(.sign, at: from)
    }
  }

  /// The interval; its ends are not meant.
  private var whole: Bounds {
    let result = from.hull(to)
    result.excludesZero = from.sign == 0 || to.sign == 0
    return result
  }

  /// A point inside.
  private var inside: Bounds {
    switch (from.isBounded, to.isBounded) {
    case (true, true): from.hull(to).midpoint(precision: 512) ?? from.upperEnd
    case (true, false): ZeroExamination.widened(from, below: 0, above: 1).upperEnd
    case (false, true): ZeroExamination.widened(to, below: 1, above: 0).lowerEnd
    case (false, false): Bounds()
    }
  }
}

extension Bounds {
  /// Whether the two have no number in common.
  fileprivate func isApart(from other: Bounds) -> Bool {
    arf_cmp(upper, other.lower) < 0 || arf_cmp(other.upper, lower) < 0
  }
}
