import Analysis
import Formulas
import Networks
import Reals

/// The points at which a case study evaluates a function: the assignment's own, as far as they lie
/// in the domain, and those around its kinks.
struct StudyPoints {
  /// For the table beside the figure.
  let theory: [Formula]
  /// For the experiments with code.
  let experiment: [Formula]
  /// For values and derivatives of a smooth function.
  let checks: [Formula]
  /// For the calculations by hand: the assignment's points, and those without derivative.
  let byHand: [Formula]

  init(_ analysis: FunctionAnalysis) {
    let domain = analysis.domain
    let kinks = analysis.kinks.compactMap(\.constantFormula)
    func around(before: Formula, after: Formula) -> [Formula]? {
      guard let first = kinks.first, let last = kinks.last else { return nil }
      return domain.points([first.moved(by: -before)] + kinks + [last.moved(by: after)], spacing: 1)
    }
    checks = domain.points([-5, 0, 5], spacing: 1)
    theory = around(before: 1, after: 1) ?? domain.points([-1, 0, 1], spacing: 1)
    experiment = around(before: 1, after: 2) ?? checks
    let half = Formula.number(Rational(1, over: 2) ?? 1)
    let usual = [-half, 0, half]
    let others = kinks.filter { kink in !usual.contains { $0.double == kink.double } }
    byHand = domain.points(usual + others, spacing: Rational(1, over: 2) ?? 1)
  }
}

extension FunctionAnalysis {
  /// The points at which there is no derivative, the five nearest to 0 if there are more, in order.
  var kinks: [ExactNumber] {
    let places = differentiability.exceptions.map { (at: $0.at, x: $0.at.double ?? 0) }
    let nearest = places.sorted { (abs($0.x), $0.x) < (abs($1.x), $1.x) }.prefix(5)
    return nearest.sorted { $0.x < $1.x }.map(\.at)
  }
}

extension Domain {
  /// Whether the domain is proved to be empty.
  var isEmpty: Bool { verdict == .proved && intervals.isEmpty }

  /// Whether `x` belongs to the domain; `nil` where that is not proved either way.
  func contains(_ x: Double) -> Bool? {
    // Of intervals that repeat at least those of one period are listed, from the first on.
    if let period = period?.double, let start = intervals.first?.from.double, start.isFinite {
      let steps = ((x - start) / period).rounded(.down)
      return isListed(x) || isListed(x - steps * period) ? true : verdict == .proved ? false : nil
    }
    return isListed(x) ? true : verdict == .proved ? false : nil
  }

  private func isListed(_ x: Double) -> Bool {
    intervals.contains { interval in
      let (from, to) = (interval.from.double ?? .nan, interval.to.double ?? .nan)
      return (from < x || (from == x && interval.fromClosed))
        && (x < to || (x == to && interval.toClosed))
    }
  }

  /// `wanted` without what lies outside the domain, with points inside it in their place; all of
  /// `wanted` where the domain is empty.
  fileprivate func points(_ wanted: [Formula], spacing: Rational) -> [Formula] {
    guard !isEmpty else { return wanted }
    var chosen = wanted.map { ($0, $0.double) }.filter {
      $0.1.map { contains($0) != false } ?? true
    }
    let samples = (1...3).flatMap { step in
      intervals.compactMap { $0.sample(step, spacing: spacing) }
    }
    for sample in samples where chosen.count < 3 && !wanted.contains(sample) {
      chosen.append((sample, sample.double))
    }
    return chosen.sorted { ($0.1 ?? 0) < ($1.1 ?? 0) }.map(\.0)
  }
}

extension IntervalDescription {
  /// One of three points inside: the middle first on a bounded interval, else away from the end.
  fileprivate func sample(_ step: Int, spacing: Rational) -> Formula? {
    let away = Formula.number(spacing * Rational(step))
    switch (from.constantFormula, to.constantFormula) {
    case (let low?, let high?):
      let share = Formula.number(Rational([2, 1, 3][step - 1], over: 4) ?? 0)
      if let a = low.rational, let b = high.rational, let share = share.rational {
        return a == b ? nil : .number(a + share * (b - a))
      }
      return low + share * (high - low)
    case (let low?, nil): return low.moved(by: away)
    case (nil, let high?): return high.moved(by: -away)
    case (nil, nil): return .number(spacing * Rational(step))
    }
  }
}

extension ExactNumber {
  /// A formula without variable for a finite number: exact where that is known, else its decimal.
  var constantFormula: Formula? {
    double?.isFinite ?? false ? try? FormulaParser().parseConstant(exact ?? decimal) : nil
  }
}

extension Formula {
  /// The sum with `distance`, as a number where both are.
  fileprivate func moved(by distance: Formula) -> Formula {
    if let a = rational, let b = distance.rational { return .number(a + b) }
    return self + distance
  }

  /// The float64 value of a constant formula, `nil` where it is not finite.
  fileprivate var double: Double? {
    let value = CompiledFormula(self).value(0)
    return value.isFinite ? value : nil
  }
}
