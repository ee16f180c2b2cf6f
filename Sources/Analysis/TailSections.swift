import Calculus
import Formulas
import Reals

extension FunctionAnalyzer {
  /// The limit of a function derived from the outermost cell, in the given direction.
  private func tailLimit(
    _ direction: Int, of transform: (Formula) -> Formula
  ) -> ExtendedReal? {
    guard let formula = (direction < 0 ? cells.first : cells.last)?.formula else { return nil }
    return TailLimit(points: points, direction: direction).limit(of: transform(formula))
  }

  /// The limit of f.
  func limitAtInfinity(_ direction: Int) -> ExtendedReal? { tailLimit(direction) { $0 } }

  /// The limit of f′.
  func slopeAtInfinity(_ direction: Int) -> ExtendedReal? { tailLimit(direction, of: \.derivative) }

  var limitsSection: Limits {
    let minus = points.describe(limitAtInfinity(-1))
    let plus = points.describe(limitAtInfinity(1))
    return Limits(
      minusInfinity: minus, plusInfinity: plus,
      reason: minus == nil || plus == nil ? "no limit at infinity was decided" : nil)
  }

  var asymptotesSection: Asymptotes {
    let minus = asymptote(-1)
    let plus = asymptote(1)
    return Asymptotes(
      minusInfinity: minus, plusInfinity: plus,
      reason: minus == nil || plus == nil ? "no line, or not decided" : nil)
  }

  /// y = m·x + b with m the limit of f′ and b the limit of f − m·x.
  private func asymptote(_ direction: Int) -> Asymptotes.Asymptote? {
    guard case .finite(let slope)? = slopeAtInfinity(direction),
      case .finite(let intercept)? = tailLimit(direction, of: { $0 - slope.formula * .x })
    else { return nil }
    return Asymptotes.Asymptote(
      slope: points.describe(slope), intercept: points.describe(intercept))
  }

  // MARK: Range and Lipschitz constant

  /// A proved enclosure of all values that `transform` of the cells' formulas takes.
  private func enclosure(of transform: (Formula) -> Formula) -> Interval? {
    var hull: Interval?
    for cell in cells {
      switch cell.content {
      case .outsideDomain: continue
      case .undecided: return nil
      case .analytic(let formula):
        guard let part = oracle.range(of: transform(formula), on: cell.interval) else { return nil }
        hull = hull.map { $0.hull(part) } ?? part
      }
    }
    return hull
  }

  var rangeSection: Range {
    let values = joints.compactMap(\.value.exact)
    guard var range = enclosure(of: { $0.simplified }) else {
      return Range(reason: "no enclosure of the values was found")
    }
    for value in values {
      guard let part = points.interval(of: value) else {
        return Range(reason: "a value at a joint is not enclosed")
      }
      range = range.hull(part)
    }
    let limits = [limitAtInfinity(-1), limitAtInfinity(1)].compactMap { $0 }
    let least = extreme(range.lowerBound, side: -1, values, limits)
    let greatest = extreme(range.upperBound, side: 1, values, limits)
    return Range(
      infimum: least?.number, supremum: greatest?.number, infimumAttained: least?.attained,
      supremumAttained: greatest?.attained,
      bounds: [
        range.lowerBound.map { ExactNumber($0) } ?? .minusInfinity,
        range.upperBound.map { ExactNumber($0) } ?? .infinity,
      ],
      reason: least == nil || greatest == nil ? "an end of the range is only enclosed" : nil)
  }

  /// A value or limit that equals a proved bound, and is therefore the exact end of the range.
  private func extreme(
    _ bound: Rational?, side: Int, _ values: [ExactReal], _ limits: [ExtendedReal]
  ) -> (number: ExactNumber, attained: Bool?)? {
    guard let bound else {
      let reached = limits.contains {
        if case .infinite(side) = $0 { true } else { false }
      }
      return reached ? (side > 0 ? .infinity : .minusInfinity, false) : nil
    }
    guard let exact = try? points.exact.number(bound) else { return nil }
    if values.contains(where: { (try? points.compare($0, exact)) == 0 }) {
      return (ExactNumber(bound), true)
    }
    let isLimit = limits.contains {
      if case .finite(let value) = $0 { (try? points.compare(value, exact)) == 0 } else { false }
    }
    return isLimit ? (ExactNumber(bound), nil) : nil
  }

  func lipschitzSection(_ domain: Domain, _ continuity: Continuity) -> Lipschitz {
    guard continuity.verdict == .proved, domain.verdict == .proved, domain.intervals.count == 1
    else {
      return continuity.verdict == .refuted
        ? Lipschitz(value: .infinity, attained: false, upperBound: .infinity, reason: nil)
        : Lipschitz(reason: "the domain is not an interval, or continuity is undecided")
    }
    guard let slopes = enclosure(of: { $0.derivative }) else {
      return Lipschitz(reason: "no enclosure of the derivative was found")
    }
    let bound = slopes.magnitude?.upperBound
    let limits =
      joints.flatMap { [$0.left?.slope, $0.right?.slope] } + [
        slopeAtInfinity(-1), slopeAtInfinity(1),
      ]
    let constants = cells.compactMap { $0.formula.flatMap { NormalForm($0.derivative)?.formula } }
      .filter { !$0.containsVariable }.compactMap { try? points.point($0).value }
    guard let bound, let exact = try? points.exact.number(bound) else {
      let unbounded = limits.contains { $0?.isInfinite == true }
      return unbounded
        ? Lipschitz(value: .infinity, attained: false, upperBound: .infinity, reason: nil)
        : Lipschitz(reason: "the derivative is not bounded by interval arithmetic")
    }
    func reaches(_ slope: ExactReal) -> Bool {
      (try? points.compare(points.exact.apply(.abs, slope), exact)) == 0
    }
    let upper = points.describe(exact)
    if constants.contains(where: reaches) {
      return Lipschitz(value: upper, attained: true, upperBound: upper, reason: nil)
    }
    let isLimit = limits.contains {
      if case .finite(let slope)? = $0 { reaches(slope) } else { false }
    }
    return Lipschitz(
      value: isLimit ? upper : nil, attained: nil, upperBound: upper,
      reason: isLimit ? "whether the constant is attained is not decided" : "only an upper bound")
  }

  // MARK: Monotonicity

  func monotonicitySection(_ domain: Domain, _ continuity: Continuity) -> Monotonicity {
    var pieces: [Monotonicity.MonotonePiece] = []
    var reason: String?
    for cell in cells {
      switch cell.content {
      case .outsideDomain: continue
      case .undecided(let why): reason = why
      case .analytic(let formula):
        do throws(EvaluationError) {
          pieces += try monotonePieces(of: formula.derivative, on: cell.interval)
        } catch {
          reason = error.reason
        }
      }
    }
    let connected = domain.verdict == .proved && domain.intervals.count == 1
    guard reason == nil, connected, continuity.verdict == .proved else {
      return Monotonicity(
        global: nil, pieces: pieces,
        reason: reason ?? "the sign of f' decides only on an interval where f is continuous")
    }
    return Monotonicity(global: combined(pieces.map(\.kind)), pieces: pieces, reason: nil)
  }

  private func monotonePieces(
    of derivative: Formula, on interval: OpenInterval
  ) throws(EvaluationError) -> [Monotonicity.MonotonePiece] {
    switch try oracle.sign(of: derivative, on: interval) {
    case .constant(let sign):
      let described = points.describe(interval)
      let kind: Monotonicity.Kind = sign == 0 ? .constant : (sign > 0 ? .increasing : .decreasing)
      return [.init(from: described.from, to: described.to, kind: kind)]
    case .split(let inside):
      var result: [Monotonicity.MonotonePiece] = []
      var lower = interval.lower
      for point in inside + [interval.upper] {
        let part = OpenInterval(lower: lower, upper: point)
        result += try monotonePieces(of: derivative, on: part)
        lower = point
      }
      return result
    }
  }

  /// The monotonicity of a continuous function from that of its pieces.
  private func combined(_ kinds: [Monotonicity.Kind]) -> Monotonicity.Kind {
    let distinct = Set(kinds)
    if distinct == [.constant] { return .constant }
    if distinct == [.increasing] { return .increasing }
    if distinct == [.decreasing] { return .decreasing }
    if distinct.isSubset(of: [.increasing, .constant]) { return .nondecreasing }
    return distinct.isSubset(of: [.decreasing, .constant]) ? .nonincreasing : .none
  }
}
