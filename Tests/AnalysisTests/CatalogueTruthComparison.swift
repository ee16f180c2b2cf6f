import Analysis
import Calculus
import Formulas
import Reals
import Testing

/// Compares one analysis with the truth: whatever is wrong is recorded as an issue, and whatever is
/// not decided is collected by name.
struct CatalogueTruthComparison {
  let name: String
  private(set) var undecided: [String] = []

  private let parser = FormulaParser()

  init(_ name: String) { self.name = name }

  mutating func verdict(_ found: Verdict, _ truth: Bool, _ what: String) {
    if found == .undecided {
      undecided.append(what)
    } else {
      #expect((found == .proved) == truth, "\(name): \(what)")
    }
  }

  /// A number whose exact form must be the true one; `nil` is one that does not exist.
  mutating func number(_ found: ExactNumber?, _ truth: String?, _ what: String) {
    guard let found else {
      if truth != nil { undecided.append(what) }
      return
    }
    guard let truth else {
      Issue.record("\(name): \(what) is said to be \(found.decimal), and does not exist")
      return
    }
    guard let exact = found.exact else {
      undecided.append(what)
      return
    }
    guard !truth.hasSuffix("inf"), !exact.hasSuffix("inf") else {
      #expect(exact == truth, "\(name): \(what)")
      return
    }
    do {
      let isSame = try areEqual(parser.parseConstant(exact), parser.parseConstant(truth))
      #expect(isSame, "\(name): \(what) is \(truth), not \(exact)")
    } catch {
      Issue.record(error, "\(name): \(what)")
    }
  }

  /// A number whose first 20 digits must be those of `truth`, a decimal of at least 25.
  mutating func decimal(_ found: ExactNumber, _ truth: String, _ what: String) {
    do {
      let number = try rational(truth)
      let tolerance = number.magnitude * (try rational("1e-19"))
      let difference = try rational(found.decimal) - number
      #expect(
        difference.magnitude <= tolerance, "\(name): \(what) is \(truth), not \(found.decimal)")
      let bounds = try found.enclosure.map(rational)
      try #require(bounds.count == 2)
      let doubt = number.magnitude * (try rational("1e-25"))
      #expect(
        bounds[0] <= number + doubt && number - doubt <= bounds[1],
        "\(name): \(what) is \(truth), outside \(found.enclosure)")
    } catch {
      Issue.record(error, "\(name): \(what)")
    }
  }

  private func areEqual(_ a: Formula, _ b: Formula) throws -> Bool {
    if a.isIdentical(to: b) { return true }
    let exact = ExactArithmetic()
    let zero = try exact.number(0)
    return try exact.evaluate(a, at: zero).isEqual(to: exact.evaluate(b, at: zero)) == true
  }

  private func rational(_ text: String) throws -> Rational {
    let formula = try parser.parseConstant(text)
    return try #require(NormalForm(formula)?.rational, "\(text) is rational")
  }
}

extension CatalogueTruthComparison {
  mutating func domain(_ found: Domain) {
    verdict(found.verdict, true, "domain")
    guard found.verdict == .proved else { return }
    #expect(
      found.intervals.map { [$0.from, $0.to] } == [[.minusInfinity, .infinity]], "\(name): domain")
    #expect(found.gaps.isEmpty, "\(name): gaps")
  }

  mutating func continuity(_ found: Continuity, _ truth: EntryTruth) {
    let jumps = truth.breaks.compactMap { point in point.jump.map { (point.at, $0) } }
    verdict(found.verdict, jumps.isEmpty, "continuity")
    verdict(found.onReals, jumps.isEmpty, "continuity on ℝ")
    if !found.complete { undecided.append("all discontinuities") }
    #expect(found.families.isEmpty, "\(name): families of discontinuities")
    #expect(found.exceptions.count == jumps.count, "\(name): number of discontinuities")
    for (exception, (at, jump)) in zip(found.exceptions, jumps) {
      number(exception.at, at, "discontinuity")
      #expect(exception.kind == .jump, "\(name) at \(at)")
      number(exception.value, jump.value, "value at \(at)")
      number(exception.left, jump.limits[0], "limit from the left at \(at)")
      number(exception.right, jump.limits[1], "limit from the right at \(at)")
    }
  }

  mutating func differentiability(_ found: Differentiability, _ truth: EntryTruth) {
    verdict(found.verdict, truth.breaks.isEmpty, "differentiability")
    verdict(found.onReals, truth.breaks.isEmpty, "differentiability on ℝ")
    if !found.complete { undecided.append("all kinks") }
    #expect(found.families.isEmpty, "\(name): families of kinks")
    #expect(found.exceptions.count == truth.breaks.count, "\(name): number of kinks")
    for (kink, point) in zip(found.exceptions, truth.breaks) {
      number(kink.at, point.at, "kink")
      #expect(
        kink.kind == (point.jump == nil ? .corner : .discontinuity), "\(name) at \(point.at)")
      number(kink.left, point.derivatives[0], "derivative from the left at \(point.at)")
      number(kink.right, point.derivatives[1], "derivative from the right at \(point.at)")
      number(kink.slopeLeft, point.slopes[0], "slope on the left of \(point.at)")
      number(kink.slopeRight, point.slopes[1], "slope on the right of \(point.at)")
      clarke(kink, point)
    }
  }

  /// The Clarke subdifferential at a corner goes from the lesser to the greater derivative; it does
  /// not exist at a jump.
  private mutating func clarke(_ kink: Differentiability.Kink, _ point: BreakTruth) {
    guard point.jump == nil else {
      #expect(kink.clarke == nil, "\(name): Clarke subdifferential at the jump \(point.at)")
      return
    }
    guard let found = kink.clarke else {
      undecided.append("Clarke subdifferential at \(point.at)")
      return
    }
    let ends = [kink.left, kink.right].compactMap { $0 }
    #expect(found == ends || found == ends.reversed(), "\(name): Clarke at \(point.at)")
    if let low = found.first.flatMap({ Double($0.decimal) }),
      let high = found.last.flatMap({ Double($0.decimal) })
    {
      #expect(low < high, "\(name): order of the Clarke subdifferential at \(point.at)")
    }
  }

  mutating func smoothness(_ found: Smoothness, _ truth: EntryTruth) {
    if let found = found.class {
      #expect(found == truth.smoothness, "\(name): class")
    } else {
      undecided.append("class")
      let least = found.atLeast.map { "C\($0)" } ?? "discontinuous"
      #expect(least <= truth.smoothness || truth.smoothness == "Cinf", "\(name): at least \(least)")
    }
  }

  mutating func symmetry(_ found: Symmetry, _ truth: EntryTruth) {
    if let kind = found.kind {
      #expect(kind == truth.symmetry.rawValue, "\(name): symmetry")
    } else {
      undecided.append("symmetry")
    }
  }

  mutating func limits(_ found: Limits, _ truth: EntryTruth) {
    number(found.minusInfinity, truth.limits[0], "limit at -inf")
    number(found.plusInfinity, truth.limits[1], "limit at +inf")
  }

  mutating func regions(_ found: GradientRegions, _ truth: RegionTruth) {
    number(found.over.from, truth.from, "window")
    number(found.over.to, truth.to, "window")
    #expect(found.over.fromClosed && found.over.toClosed, "\(name): window")
    #expect(
      found.undefinedAt.count == truth.undefinedAt.count,
      "\(name): not defined at \(truth.undefinedAt), not \(found.undefinedAt)")
    for (place, at) in zip(found.undefinedAt, truth.undefinedAt) {
      if case .point(let point) = place {
        number(point, at, "point without slope")
      } else {
        Issue.record("\(name): no slope on \(place)")
      }
    }
    guard let pieces = found.pieces, found.undecided.isEmpty else {
      undecided.append("regions")
      return
    }
    let kinds = truth.regions.map { "\($0.kind) \($0.fromClosed) \($0.toClosed)" }
    let foundKinds = pieces.map { "\($0.kind.rawValue) \($0.fromClosed) \($0.toClosed)" }
    #expect(foundKinds == kinds, "\(name): kinds and ends of regions")
    for (piece, region) in zip(pieces, truth.regions) where foundKinds == kinds {
      decimal(piece.from, region.from, "\(region.kind) from")
      decimal(piece.to, region.to, "\(region.kind) to")
    }
  }
}
