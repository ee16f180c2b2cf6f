import Calculus
import Formulas
import Reals

/// The sections of an analysis whose lists never end, as far as they meet a window.
///
/// Where ``EndlessZeros`` proves that the function, f′ or f″ vanishes infinitely often far out, it
/// does so finitely often in every bounded interval, being analytic. The lists are then made on a
/// bounded interval that reaches so far beyond the window that no member which meets the window
/// touches the new end.
struct EndlessLists {
  let analyzer: FunctionAnalyzer
  let window: Window

  /// How far beyond the window the bounded interval reaches, one attempt after the other: a little first,
  /// for what oscillates ever faster has many members there.
  private static let margins: [Rational] = [Rational(1, over: 8) ?? 1, 4, 16, 64]

  private var points: PointArithmetic { analyzer.points }

  // MARK: Sections

  func monotonicitySection(_ domain: Domain) -> Monotonicity {
    let whole = analyzer.monotonicitySection(domain)
    guard whole.pieces.isEmpty, whole.reason != nil else { return whole }
    return list(where: [\.derivative], are: \.changesSign) { bounded in
      var section = bounded.analyzer.monotonicitySection(domain)
      guard !section.pieces.isEmpty,
        let kept = bounded.kept(section.pieces, from: \.from, to: \.to)
      else { return nil }
      section.pieces = kept
      section.continuation = bounded.continuation
      return section
    } ?? whole
  }

  func extremaSection(_ range: RangeValues) -> Extrema {
    let whole = analyzer.extremaSection(range)
    guard whole.points == nil else { return whole }
    return list(where: [\.derivative], are: \.changesSign) { bounded in
      var section = bounded.analyzer.extremaSection(range)
      guard let all = section.points, let kept = bounded.kept(all, from: \.at, to: \.through) else {
        return nil
      }
      section.points = kept
      section.continuation = bounded.continuation
      return section
    } ?? whole
  }

  var convexitySection: Convexity {
    let whole = analyzer.convexitySection
    guard whole.convex == nil else { return whole }
    return list(where: [\.derivative.derivative], are: \.changesSign) { bounded in
      var section = bounded.analyzer.convexitySection
      guard let convex = section.convex, let concave = section.concave,
        let inflections = section.inflections,
        let keptConvex = bounded.kept(convex, from: \.from, to: \.to),
        let keptConcave = bounded.kept(concave, from: \.from, to: \.to),
        let keptInflections = bounded.kept(inflections, from: \.self, to: \.self)
      else { return nil }
      section.convex = keptConvex
      section.concave = keptConcave
      section.inflections = keptInflections
      section.continuation = bounded.continuation
      return section
    } ?? whole
  }

  var zerosSection: Roots { roots(analyzer.zerosSection, of: { $0 }, in: \.zerosSection) }

  var fixedPointsSection: Roots {
    roots(analyzer.fixedPointsSection, of: { $0 - .x }, in: \.fixedPointsSection)
  }

  private func roots(
    _ whole: Roots, of quantity: @escaping (Formula) -> Formula,
    in section: (FunctionAnalyzer) -> Roots
  ) -> Roots {
    guard whole.sets == nil else { return whole }
    return list(where: [quantity], are: \.vanishes) { bounded in
      var roots = section(bounded.analyzer)
      guard let sets = roots.sets, let kept = bounded.kept(sets, from: \.from, to: \.to) else {
        return nil
      }
      roots.sets = kept
      roots.continuation = bounded.continuation
      return roots
    } ?? whole
  }

  /// The gradient regions over ℝ.
  var realRegions: GradientRegions {
    let whole = analyzer.regionFinder.regions(over: .reals)
    guard !whole.undecided.isEmpty else { return whole }
    let levels = RegionFinder.levels.map { level in
      { (f: Formula) in (f.derivative - .number(level)).simplified }
    }
    return list(where: levels, are: \.vanishes) { bounded in
      var regions = bounded.analyzer.regionFinder.regions(over: bounded.interval)
      guard regions.undecided.isEmpty, let pieces = regions.pieces,
        let kept = bounded.kept(pieces, from: \.from, to: \.to)
      else { return nil }
      regions.pieces = kept
      regions.over = .reals
      regions.undefinedAt = regions.undefinedAt.filter { place in
        switch place {
        case .point(let point): bounded.meetsList(from: point, to: point)
        case .interval(let interval): bounded.meetsList(from: interval.from, to: interval.to)
        }
      }
      regions.continuation = bounded.continuation
      return regions
    } ?? whole
  }

  // MARK: The bounded interval

  /// The first list that is found on one of the bounded intervals; `nil` where for none of the
  /// quantities, which are derived from the function, there is the proof that members never end.
  private func list<Section>(
    where quantities: [(Formula) -> Formula], are proof: (EndlessZeros) -> Bool,
    _ section: (BoundedPart) -> Section?
  ) -> Section? {
    guard analyzer.undecidedCell == nil else { return nil }
    let (below, above) = (isEndless(quantities, -1, proof), isEndless(quantities, 1, proof))
    guard below || above else { return nil }
    for margin in Self.margins {
      guard let part = BoundedPart(analyzer, window, below ? margin : nil, above ? margin : nil)
      else { return nil }
      if let result = section(part) { return result }
    }
    return nil
  }

  private func isEndless(
    _ quantities: [(Formula) -> Formula], _ direction: Int, _ proof: (EndlessZeros) -> Bool
  ) -> Bool {
    guard let formula = analyzer.outermostFormula(direction), formula.oscillates else {
      return false
    }
    return quantities.contains { quantity in
      proof(
        EndlessZeros(
          points: points, charts: analyzer.charts, function: quantity(formula).simplified,
          direction: direction))
    }
  }
}

/// The function on an interval that is cut off beyond a window, on the sides where lists never end.
private struct BoundedPart {
  let analyzer: FunctionAnalyzer
  /// The part of the line that is analysed.
  let interval: OpenInterval
  /// The listed part of it.
  private let listed: OpenInterval
  private let points: PointArithmetic

  /// `nil` where the ends cannot be placed.
  init?(_ whole: FunctionAnalyzer, _ window: Window, _ below: Rational?, _ above: Rational?) {
    points = whole.points
    func place(_ number: Rational) -> RealPoint? { try? whole.points.point(.number(number)) }
    var (interval, listed) = (OpenInterval.reals, OpenInterval.reals)
    do throws(EvaluationError) {
      if let below {
        let inner = try whole.cells.first?.interval.upper.map(points.rationalBounds)?.0
        listed.lower = place(window.lower)
        interval.lower = place(min(window.lower, inner ?? window.lower) - below)
      }
      if let above {
        let inner = try whole.cells.last?.interval.lower.map(points.rationalBounds)?.1
        listed.upper = place(window.upper)
        interval.upper = place(max(window.upper, inner ?? window.upper) + above)
      }
    } catch {
      return nil
    }
    guard (interval.lower == nil) == (below == nil), (interval.upper == nil) == (above == nil)
    else { return nil }
    self.interval = interval
    self.listed = listed
    analyzer = FunctionAnalyzer(whole.function, tools: whole.tools, on: interval)
  }

  var continuation: Continuation {
    var over = points.describe(listed)
    (over.fromClosed, over.toClosed) = (listed.lower != nil, listed.upper != nil)
    return Continuation(
      over: over,
      towards: (listed.lower == nil ? [] : [.minusInfinity])
        + (listed.upper == nil ? [] : [.infinity]))
  }

  /// The members that meet the listed part; `nil` where one of them may go on beyond the cut.
  func kept<Member>(
    _ members: [Member], from: (Member) -> ExactNumber, to: (Member) -> ExactNumber
  ) -> [Member]? {
    let kept = members.filter { meetsList(from: from($0), to: to($0)) }
    let cuts = points.describe(interval)
    let areWhole = kept.allSatisfy { member in
      (listed.lower == nil || from(member) != cuts.from)
        && (listed.upper == nil || to(member) != cuts.to)
    }
    return areWhole ? kept : nil
  }

  /// Whether an interval and the listed part have a point in common; so where that is in doubt.
  func meetsList(from: ExactNumber, to: ExactNumber) -> Bool {
    order(from, listed.upper, beyond: 1) <= 0 && order(to, listed.lower, beyond: -1) >= 0
  }

  /// The sign of a − b, where no b stands for the infinity of the sign `beyond`; 0 where it is in
  /// doubt.
  private func order(_ a: ExactNumber, _ b: RealPoint?, beyond: Int) -> Int {
    b.map { points.order(a, $0.value) } ?? -beyond
  }
}
