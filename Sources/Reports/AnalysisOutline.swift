import Analysis
import Formulas
import Proofs
import Reals

/// What is known of a function, section by section, in words; the layout is the renderers' matter.
struct AnalysisOutline {
  /// A heading with its lines.
  struct Section {
    let title: String
    let lines: [String]
  }

  private(set) var sections: [Section] = []
  let analysis: FunctionAnalysis
  let notation: Notation
  private let phrases: Phrases

  init(_ analysis: FunctionAnalysis, notation: Notation, phrases: Phrases) {
    self.analysis = analysis
    self.notation = notation
    self.phrases = phrases
    add("function", functionLines)
    add("domain", domainLines)
    add("continuity", continuityLines)
    add("differentiability", differentiabilityLines)
    add("smoothness", smoothnessLines)
    add("derivative", derivativeLines)
    add("limits", limitLines)
    add("monotonicity", monotonicityLines)
    add("extrema", extremumLines)
    add("convexity", convexityLines)
    add("range", rangeLines)
    add("lipschitz", lipschitzLines)
    add("secondDerivative", secondDerivativeLines)
    add("zeros", rootLines(analysis.zeros))
    add("fixedPoints", rootLines(analysis.fixedPoints))
    add("symmetry", symmetryLines)
    for regions in analysis.regions {
      sections.append(
        Section(
          title: phrase("section.regions", notation.interval(regions.over)),
          lines: regionLines(regions)))
    }
    add("cost", costLines)
    add("traps", trapLines)
  }

  private mutating func add(_ key: String, _ lines: [String]) {
    if !lines.isEmpty { sections.append(Section(title: phrase("section.\(key)"), lines: lines)) }
  }

  /// The phrase for `key` with its places `%1`, `%2`, … filled in.
  func phrase(_ key: String, _ arguments: String...) -> String {
    var text = phrases[key]
    for (index, argument) in arguments.enumerated() {
      text = text.replacing("%\(index + 1)", with: argument)
    }
    return text
  }

  func number(_ number: ExactNumber?) -> String {
    number.map(notation.number) ?? phrase("unknown")
  }

  private func text(_ reason: Reason) -> String {
    phrases.text(of: reason) { notation.formula($0, variable: variable) }
  }

  private func undecided(_ reason: Reason?) -> [String] {
    [reason.map { phrase("undecided.because", text($0)) } ?? phrase("undecided")]
  }

  var variable: String { analysis.function.variable }

  private var functionLines: [String] {
    let function = analysis.function
    let formula = notation.formula(text: function.formula, latex: function.latex)
    let parameters = function.parameters.sorted { $0.key < $1.key }
      .map { "\($0.key) = \($0.value)" }
    let name = function.name.map { phrase("function.name", $0) }
    let definition = "\(notation.symbol("f(\(variable))")) = \(formula)"
    return [definition] + [name].compactMap { $0 } + parameters + periodicityLines
  }

  private var periodicityLines: [String] {
    guard let periodicity = analysis.periodicity else { return [] }
    let isPeriodic = periodicity.drift.rational?.isZero ?? false
    let shifted = notation.symbol("f(\(variable) + T)")
    let value = notation.symbol("f(\(variable))")
    let law = phrase(
      isPeriodic ? "periodicity.periodic" : "periodicity.drift", shifted, value,
      number(periodicity.period), number(periodicity.drift))
    let listed = periodicity.over.map { [phrase("periodicity.over", notation.interval($0))] } ?? []
    return [law] + listed + (periodicity.reason.map { [phrase("because", text($0))] } ?? [])
  }

  /// The line that follows a list of which only one period, or only a bounded part, is given.
  private func repetition(
    _ period: ExactNumber?, _ continuation: Continuation? = nil
  ) -> [String] {
    if let period { return [phrase("repeated", number(period))] }
    guard let continuation else { return [] }
    let towards = continuation.towards
    let ends = towards.count == 2 ? "both" : (towards == [.infinity] ? "plus" : "minus")
    return [phrase("endless.\(ends)", notation.interval(continuation.over))]
  }

  /// The line for a list without members: that there are none, or none as far as the list reaches.
  private func absence(_ key: String, _ continuation: Continuation?) -> String {
    continuation.map { phrase("\(key).none.over", notation.interval($0.over)) }
      ?? phrase("\(key).none")
  }

  private var domainLines: [String] {
    let domain = analysis.domain
    let set = domain.intervals.map(notation.interval).joined(separator: " ∪ ")
    let gaps = domain.gaps.map { gap in
      let joint = analysis.joints.first { $0.at == gap.at }
      if gap.kind == .infinite, let joint, joint.left == nil || joint.right == nil {
        return phrase("gap.infiniteEnd", notation.number(gap.at), number(gap.left ?? gap.right))
      }
      return phrase(
        "gap.\(gap.kind?.rawValue ?? "undecided")", notation.number(gap.at), number(gap.left),
        number(gap.right))
    }
    let doubt = domain.verdict == .proved ? [] : undecided(domain.reason)
    if domain.intervals.isEmpty { return doubt.isEmpty ? [phrase("domain.empty")] : doubt }
    return [doubt.isEmpty ? set : phrase("domain.atLeast", set)] + repetition(domain.period) + gaps
      + familyLines(domain.families) + doubt
  }

  private func verdictLine(_ key: String, _ verdict: Verdict, onReals: Verdict) -> String {
    verdict == .proved && onReals == .proved
      ? phrase("\(key).reals") : phrase("\(key).\(verdict.rawValue)")
  }

  private var continuityLines: [String] {
    let continuity = analysis.continuity
    let points = continuity.exceptions.flatMap { point in
      // What is removable has one limit, also at an end of the domain.
      let left = point.kind == .removable ? point.left ?? point.right : point.left
      let line = phrase(
        "discontinuity.\(point.kind?.rawValue ?? "undecided")", notation.number(point.at),
        number(left), number(point.right), number(point.value))
      return [line]
        + (difference("limits", at: point.at, left, point.right)
          ?? difference("value", at: point.at, left ?? point.right, point.value) ?? [])
    }
    return [verdictLine("continuity", continuity.verdict, onReals: continuity.onReals)] + points
      + familyLines(continuity.families)
      + completeness(continuity.verdict, continuity.complete, continuity.reason)
  }

  private var differentiabilityLines: [String] {
    let differentiability = analysis.differentiability
    let kinks = differentiability.exceptions.flatMap { kink in
      let joint = analysis.joints.first { $0.at == kink.at }
      var lines = [
        phrase(
          "kink.\(kink.kind?.rawValue ?? "undecided")", notation.number(kink.at),
          joint?.left == nil ? phrase("noSide") : number(kink.left),
          joint?.right == nil ? phrase("noSide") : number(kink.right))
      ]
      lines += difference("slopes", at: kink.at, kink.left, kink.right) ?? []
      if let clarke = kink.clarke, let from = clarke.first, let to = clarke.last {
        lines.append(
          phrase(
            "clarke", notation.interval(from: from, to: to, fromClosed: true, toClosed: true)))
      }
      lines += kink.conventions.map { convention in
        phrase(
          "convention.\(kink.clarke == nil ? "alone" : convention.inClarke.rawValue)",
          convention.framework,
          notation.number(convention.value))
      }
      return lines
    }
    let verdict = differentiability.verdict
    return [verdictLine("differentiability", verdict, onReals: differentiability.onReals)] + kinks
      + familyLines(differentiability.families)
      + completeness(verdict, differentiability.complete, differentiability.reason)
  }

  /// The line that two numbers differ which look alike as they are written.
  private func difference(
    _ key: String, at place: ExactNumber, _ first: ExactNumber?, _ second: ExactNumber?
  ) -> [String]? {
    guard let first, let second, let difference = second.minus(first),
      notation.number(first).withoutApproximation == notation.number(second).withoutApproximation
    else { return nil }
    return [phrase("difference.\(key)", notation.number(place), notation.number(difference))]
  }

  private func familyLines(_ families: [Family]) -> [String] {
    families.map { phrase("family", notation.formula(text: $0.at, latex: $0.latex)) }
  }

  private func completeness(_ verdict: Verdict, _ isComplete: Bool, _ reason: Reason?) -> [String] {
    let because = reason.map { [phrase("because", text($0))] } ?? []
    if verdict == .undecided { return because }
    return isComplete ? [] : [phrase("incomplete")] + because
  }

  private var smoothnessLines: [String] {
    let smoothness = analysis.smoothness
    switch smoothness.class {
    case "discontinuous"?: return [phrase("smoothness.discontinuous")]
    case "Cinf"?:
      return [
        phrase("smoothness.infinite", notation.symbol(notation == .plain ? "C^∞" : "C^\\infty"))
      ]
    case let name?:
      let order = name.dropFirst()
      return [
        phrase(
          "smoothness.finite", notation.symbol(notation == .plain ? "C^\(order)" : "C^{\(order)}"))
      ]
    case nil:
      let bound = smoothness.atLeast.map { [phrase("smoothness.atLeast", "\($0)")] } ?? []
      return bound + undecided(smoothness.reason)
    }
  }

  private var derivativeLines: [String] {
    analysis.derivative.pieces.map { piece in
      let formula = notation.formula(text: piece.formula, variable: variable)
      let interval = notation.interval(
        from: piece.from, to: piece.to, fromClosed: piece.fromClosed, toClosed: piece.toClosed)
      return "\(interval): \(formula)"
    } + (analysis.periodicity?.over == nil ? [] : repetition(analysis.periodicity?.period))
  }

  private var limitLines: [String] {
    let limits = analysis.limits
    var lines: [String] = []
    if let limit = limits.minusInfinity { lines.append(phrase("limit.minus", number(limit))) }
    if let limit = limits.plusInfinity { lines.append(phrase("limit.plus", number(limit))) }
    for (key, ends) in [
      ("oscillation.minus", limits.oscillation?.minusInfinity),
      ("oscillation.plus", limits.oscillation?.plusInfinity),
    ] {
      if let ends { lines.append(phrase(key, number(ends.liminf), number(ends.limsup))) }
    }
    if limits.reason != nil { lines += undecided(limits.reason) }
    let asymptotes = analysis.asymptotes
    for (end, limit, line) in [
      ("minus", limits.minusInfinity, asymptotes.minusInfinity),
      ("plus", limits.plusInfinity, asymptotes.plusInfinity),
    ] {
      if let line {
        let side = line.side.map { ", " + phrase("asymptote.\($0.rawValue)") } ?? ""
        lines.append(
          phrase("asymptote.\(end)", number(line.slope), number(line.intercept)) + side)
      } else if limit != nil, asymptotes.reason == nil {
        lines.append(phrase("asymptote.\(end).none"))
      }
    }
    return asymptotes.reason == nil ? lines : lines + undecided(asymptotes.reason)
  }

  private var monotonicityLines: [String] {
    let monotonicity = analysis.monotonicity
    let global = monotonicity.global.map { [phrase("monotonicity.\($0.rawValue)")] }
    let pieces: [String] =
      monotonicity.pieces.count < 2 && monotonicity.period == nil
        && monotonicity.continuation == nil
      ? []
      : monotonicity.pieces.map { piece in
        let interval = notation.interval(
          from: piece.from, to: piece.to, fromClosed: piece.fromClosed, toClosed: piece.toClosed)
        return "\(interval): \(phrase("monotonicity.\(piece.kind.rawValue)"))"
      }
    let doubt = monotonicity.reason.map { undecided($0) } ?? (global == nil ? undecided(nil) : [])
    return (global ?? []) + pieces
      + (pieces.isEmpty ? [] : repetition(monotonicity.period, monotonicity.continuation))
      + doubt
  }

  private var extremumLines: [String] {
    let extrema = analysis.extrema
    guard let points = extrema.points else { return undecided(extrema.reason) }
    let none = points.isEmpty ? [absence("extremum", extrema.continuation)] : []
    return none
      + points.map { point in
        let place =
          point.at == point.through
          ? phrase("extremum.at", number(point.at))
          : phrase(
            "extremum.on",
            notation.interval(
              from: point.at, to: point.through, fromClosed: point.atClosed,
              toClosed: point.throughClosed))
        let reach = point.isGlobal.map { $0 ? "global" : "local" } ?? "undecided"
        return phrase("extremum.\(point.kind.rawValue).\(reach)", place, number(point.value))
      } + repetition(extrema.period, extrema.continuation)
  }

  private var convexityLines: [String] {
    let convexity = analysis.convexity
    func line(_ key: String, _ intervals: [IntervalDescription]?) -> String? {
      intervals.map { all in
        all.isEmpty
          ? absence(key, convexity.continuation)
          : phrase(key, all.map(notation.interval).joined(separator: ", "))
      }
    }
    let lines = [line("convex", convexity.convex), line("concave", convexity.concave)]
      .compactMap { $0 }
    let inflections = (convexity.inflections ?? []).map { phrase("inflection", number($0)) }
    return lines.isEmpty
      ? undecided(convexity.reason)
      : lines + inflections + repetition(convexity.period, convexity.continuation)
  }

  private var rangeLines: [String] {
    let range = analysis.range
    if let infimum = range.infimum, let supremum = range.supremum {
      // Only a continuous function on an interval takes all values in between.
      guard analysis.continuity.verdict == .proved, analysis.domain.intervals.count == 1 else {
        return [
          phrase(
            "range.ends", end(infimum, isAttained: range.infimumAttained),
            end(supremum, isAttained: range.supremumAttained))
        ]
      }
      return [
        notation.interval(
          from: infimum, to: supremum, fromClosed: range.infimumAttained ?? false,
          toClosed: range.supremumAttained ?? false)
      ]
    }
    guard let bounds = range.bounds, let low = bounds.first, let high = bounds.last else {
      return undecided(range.reason)
    }
    let enclosure = notation.interval(
      from: low, to: high, fromClosed: low.isFinite, toClosed: high.isFinite)
    return [phrase("range.within", enclosure)] + undecided(range.reason)
  }

  /// An end of the range, and whether it is a value where that is worth saying.
  private func end(_ number: ExactNumber, isAttained: Bool?) -> String {
    guard number.isFinite, let isAttained else { return notation.number(number) }
    return "\(notation.number(number)) (\(phrase(isAttained ? "attained" : "notAttained")))"
  }

  private var lipschitzLines: [String] {
    let lipschitz = analysis.lipschitz
    if let value = lipschitz.value {
      if value == .infinity { return [phrase("lipschitz.none")] }
      let attained = lipschitz.attained.map { phrase($0 ? "attained" : "notAttained") }
      return [([number(value)] + [attained].compactMap { $0 }).joined(separator: ", ")]
    }
    let bound = lipschitz.upperBound.map { [phrase("lipschitz.atMost", number($0))] } ?? []
    return bound + undecided(lipschitz.reason)
  }

  private var secondDerivativeLines: [String] {
    let second = analysis.secondDerivative
    guard let supremum = second.supremum else { return undecided(second.reason) }
    if supremum == .infinity { return [phrase("secondDerivative.unbounded")] }
    let attained = second.attained.map { phrase($0 ? "attained" : "notAttained") }
    return [([number(supremum)] + [attained].compactMap { $0 }).joined(separator: ", ")]
  }

  private func rootLines(_ roots: Roots) -> [String] {
    guard let sets = roots.sets else { return undecided(roots.reason) }
    let members = sets.map { $0.from == $0.to ? number($0.from) : notation.interval($0) }
      .joined(separator: ", ")
    return [sets.isEmpty ? absence("roots", roots.continuation) : members]
      + repetition(roots.period, roots.continuation)
  }

  private var symmetryLines: [String] {
    analysis.symmetry.kind.map { [phrase("symmetry.\($0)")] } ?? undecided(analysis.symmetry.reason)
  }

  private func regionLines(_ regions: GradientRegions) -> [String] {
    let pieces: [String] = (regions.pieces ?? []).map { region in
      let interval = notation.interval(
        from: region.from, to: region.to, fromClosed: region.fromClosed, toClosed: region.toClosed)
      return "\(phrase("region.\(region.kind.rawValue)")): \(interval)"
    }
    let gaps: [String] = regions.undefinedAt.map { place in
      switch place {
      case .point(let point): phrase("region.undefinedAt", number(point))
      case .interval(let interval): phrase("region.undefinedOn", notation.interval(interval))
      }
    }
    let doubts: [String] = regions.undecided.map { stretch in
      let interval = notation.interval(
        from: stretch.from, to: stretch.to, fromClosed: stretch.fromClosed,
        toClosed: stretch.toClosed)
      return phrase("region.undecidedOn", interval, text(stretch.reason))
    }
    return pieces + gaps + doubts + repetition(regions.period, regions.continuation)
  }

  private var costLines: [String] {
    func list(_ counts: [String: Int]) -> String {
      let all = counts.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      return all.isEmpty
        ? phrase("cost.nothing")
        : all.map { "\(phrases.operation($0.key)) × \($0.value)" }.joined(separator: ", ")
    }
    let cost = analysis.cost
    if cost.value.isEmpty && cost.derivative.isEmpty { return [] }
    return [
      phrase("cost.value", list(cost.value)), phrase("cost.derivative", list(cost.derivative)),
      phrase("cost.together", list(cost.together)),
    ]
  }
}
