import Calculus
import Formulas
import Reals

/// What follows for all of ℝ from one period and the drift.
extension PeriodicAnalyzer {
  /// The sign of the drift c.
  private var driftSign: Int { repetition.drift.value.sign ?? 0 }

  /// The ends of the values of f(x) − (c/T)·x, which is periodic.
  private var deviation: RangeValues {
    let (c, period) = (repetition.drift.formula, repetition.period.formula)
    let slope = (c / period).simplified
    func deviation(_ f: Formula) -> Formula {
      driftSign == 0 ? f : (f - slope * .x).simplified
    }
    do throws(EvaluationError) {
      let parts = try core.parts(of: deviation)
      var values: [ExactReal] = []
      for joint in try core.recurringValues() {
        values.append(
          try points.exact.evaluate(deviation(joint.value.formula), at: joint.point.value))
      }
      return RangeValues(
        infimum: try core.extremes.infimum(of: parts, and: values),
        supremum: try core.extremes.supremum(of: parts, and: values), reason: nil)
    } catch {
      return RangeValues(infimum: nil, supremum: nil, reason: error.reason)
    }
  }

  /// Whether the domain is empty.
  private var hasNoValue: Bool {
    core.cells.allSatisfy { $0.formula == nil } && core.joints.allSatisfy { $0.value.exact == nil }
  }

  /// The ends of the range: with a drift the values go beyond every bound on both sides.
  var rangeValues: RangeValues {
    guard driftSign != 0, !hasNoValue else { return core.rangeValues }
    func end(_ sign: Int) -> ValueBound {
      ValueBound(value: .infinite(sign: sign), isAttained: false, isAlone: false)
    }
    return RangeValues(infimum: end(-1), supremum: end(1), reason: nil)
  }

  // MARK: Limits

  /// Limits at ±∞, or the limits inferior and superior.
  ///
  /// Without drift every value recurs, and the ends of the range are these limits. With a drift they
  /// are infinite, and opposite only where the function is unbounded on a period.
  var limitsSection: Limits {
    let deviation = deviation
    guard let least = points.describe(deviation.infimum),
      let greatest = points.describe(deviation.supremum)
    else { return Limits(reason: deviation.reason ?? Reason(.noKnownValue)) }
    func ends(_ direction: Int) -> Limits.Ends {
      switch direction * driftSign {
      case 0: Limits.Ends(liminf: least, limsup: greatest)
      case 1...:
        Limits.Ends(
          liminf: least == .minusInfinity ? .minusInfinity : .infinity, limsup: .infinity)
      default:
        Limits.Ends(
          liminf: .minusInfinity, limsup: greatest == .infinity ? .infinity : .minusInfinity)
      }
    }
    let (minus, plus) = (ends(-1), ends(1))
    if isConstant(deviation), driftSign == 0 {
      return Limits(minusInfinity: least, plusInfinity: least)
    }
    func limit(_ ends: Limits.Ends) -> ExactNumber? {
      ends.liminf == ends.limsup ? ends.liminf : nil
    }
    var section = Limits(minusInfinity: limit(minus), plusInfinity: limit(plus))
    if section.minusInfinity == nil || section.plusInfinity == nil {
      section.oscillation = Limits.Oscillation(
        minusInfinity: section.minusInfinity == nil ? minus : nil,
        plusInfinity: section.plusInfinity == nil ? plus : nil)
    }
    return section
  }

  private func isConstant(_ values: RangeValues) -> Bool {
    guard case .finite(let least)? = values.infimum?.value,
      case .finite(let greatest)? = values.supremum?.value
    else { return false }
    return (try? points.compare(least, greatest)) == 0
  }

  /// The line (c/T)·x + b where f is that line, else none.
  var asymptotesSection: Asymptotes {
    let deviation = deviation
    guard deviation.reason == nil else { return Asymptotes(reason: deviation.reason) }
    guard isConstant(deviation), let intercept = points.describe(deviation.infimum),
      let slope = try? points.point(
        (repetition.drift.formula / repetition.period.formula).simplified)
    else { return Asymptotes() }
    let line = Asymptotes.Asymptote(slope: points.describe(slope), intercept: intercept, side: .on)
    return Asymptotes(minusInfinity: line, plusInfinity: line)
  }

  // MARK: Roots

  /// Where f(x) = 0.
  var zerosSection: Roots {
    driftSign == 0 ? repeated(core.zerosSection) : bounded(drift: 0) { $0.zerosSection }
  }

  /// Where f(x) = x.
  var fixedPointsSection: Roots {
    let (c, period) = (repetition.drift.value, repetition.period.value)
    return (try? points.compare(c, period)) == 0
      ? repeated(core.fixedPointsSection)
      : bounded(drift: repetition.period.formula) { $0.fixedPointsSection }
  }

  /// The solutions of one period.
  private func repeated(_ roots: Roots) -> Roots {
    guard let sets = roots.sets else { return roots }
    do throws(EvaluationError) {
      let members = try frame.members(sets)
      return Roots(
        sets: members, period: members.isEmpty || members == [.reals] ? nil : period, reason: nil)
    } catch {
      return Roots(sets: nil, reason: error.reason)
    }
  }

  /// The solutions of f(x) = (d/T)·x, all of which have |x| ≤ T·max|f(x) − (c/T)·x|/|c − d|.
  private func bounded(drift d: Formula, of section: (FunctionAnalyzer) -> Roots) -> Roots {
    if hasNoValue { return Roots(sets: []) }
    let deviation = deviation
    guard case .finite(let least)? = deviation.infimum?.value,
      case .finite(let greatest)? = deviation.supremum?.value
    else { return Roots(reason: deviation.reason ?? Reason(.unboundedPeriod)) }
    do throws(EvaluationError) {
      guard let lower = least.rationalBounds?.lowerBound,
        let upper = greatest.rationalBounds?.upperBound
      else { throw .undecided(Reason(.pointBounds)) }
      let rate = try points.point(
        Formula.apply(.abs, (repetition.drift.formula - d) / repetition.period.formula).simplified)
      let slowest = try points.rationalBounds(rate).0
      guard slowest.signum > 0, let bound = max(-lower, upper, 0) / slowest else {
        throw .undecided(Reason(.constantSign))
      }
      let step = try repetition.step(points)
      guard bound < Rational(periodLimit) * step else { throw .undecided(tooManyPeriods) }
      let reach = bound + step
      let around = OpenInterval(
        lower: try points.point(.number(-reach)), upper: try points.point(.number(reach)))
      return section(FunctionAnalyzer(function, tools: tools, on: around))
    } catch {
      return Roots(sets: nil, reason: error.reason)
    }
  }
}
