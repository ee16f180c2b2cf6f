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
      reason: minus == nil || plus == nil ? Reason(.limitAtInfinity) : nil)
  }

  var asymptotesSection: Asymptotes {
    let minus = asymptote(-1)
    let plus = asymptote(1)
    return Asymptotes(
      minusInfinity: minus, plusInfinity: plus,
      reason: minus == nil || plus == nil ? Reason(.asymptote) : nil)
  }

  /// y = m·x + b with m the limit of f′ and b the limit of f − m·x.
  private func asymptote(_ direction: Int) -> Asymptotes.Asymptote? {
    guard case .finite(let slope)? = slopeAtInfinity(direction),
      case .finite(let intercept)? = tailLimit(direction, of: { $0 - slope.formula * .x })
    else { return nil }
    return Asymptotes.Asymptote(
      slope: points.describe(slope), intercept: points.describe(intercept))
  }

  // MARK: Monotonicity

  func monotonicitySection(_ domain: Domain, _ continuity: Continuity) -> Monotonicity {
    var pieces: [Monotonicity.MonotonePiece] = []
    var reason: Reason?
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
        reason: reason ?? Reason(.notAnInterval))
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
