import Calculus
import Formulas
import Reals

/// The least and the greatest value that a function comes near to, again and again, on one side.
struct OscillationRange {
  let lower: ExactReal
  let upper: ExactReal
}

/// One side of a point at which a function has no expansion in powers, such as x·ln(x), exp(−1/x)
/// and x·sin(1/x) at 0: limits of the function, of its derivatives and of its difference quotient
/// are taken one by one.
struct HardSide {
  let points: PointArithmetic
  let formula: Formula
  let point: RealPoint
  /// 1 for the right side, −1 for the left.
  let side: Int

  /// Derivatives up to this order are examined, and of at most so many nodes.
  private static let orderLimit = 8
  private static let nodeLimit = 1000

  private var direction: TailDirection { .point(point.value, side: side) }

  private func limit(of f: Formula) throws(EvaluationError) -> ExtendedReal {
    try LimitFinder(points: points).limit(of: f, at: point, side: side)
  }

  private func oscillation(of f: Formula) -> OscillationRange? {
    guard let range = TailExpansion.limitRange(of: f, toward: direction, over: points.exact),
      (try? points.compare(range.lower, range.upper)) == -1
    else { return nil }
    return OscillationRange(lower: range.lower, upper: range.upper)
  }

  /// The facts on this side; `value` is that of the function at the point, if it has one.
  func facts(value: ExactReal?) -> SideFacts {
    var facts = SideFacts(formula: formula)
    do throws(EvaluationError) {
      facts.limit = try limit(of: formula)
    } catch {
      facts.reason = error.reason
      facts.limitOscillation = oscillation(of: formula)
    }
    facts.slope = try? limit(of: formula.derivative)
    guard let value else { return facts }
    let quotient = (formula - value.formula) / (.x - point.formula)
    do throws(EvaluationError) {
      facts.derivative = try limit(of: quotient)
    } catch {
      facts.reason = facts.reason ?? error.reason
      facts.derivativeOscillation = oscillation(of: quotient)
    }
    return facts
  }

  /// Whether the function and all its derivatives tend to 0 faster than any power.
  var isFlat: Bool {
    for start: Rational in [16, 256, 65_536] {
      if let expansion = try? TailExpansion(
        of: formula, toward: direction, terms: 4, from: start, over: points.exact),
        expansion.isDefinedThroughout
      {
        return expansion.isFlat
      }
    }
    return false
  }

  /// What the derivative of an order does at the point.
  enum Behaviour {
    case finite(ExactReal)
    /// It is proved to have no finite limit.
    case irregular
  }

  /// The behaviour of the derivative of that order; throws where it is not decided.
  func behaviour(ofDerivative order: Int) throws(EvaluationError) -> Behaviour {
    guard order <= Self.orderLimit else {
      throw .undecided(Reason(.agreementToOrder, "\(Self.orderLimit)"))
    }
    var derivative = formula
    for _ in 0..<order {
      derivative = derivative.derivative
      guard derivative.nodeCount <= Self.nodeLimit else {
        throw .undecided(Reason(.formulaSize, "\(Self.nodeLimit)"))
      }
    }
    do throws(EvaluationError) {
      switch try limit(of: derivative) {
      case .finite(let value): return .finite(value)
      case .infinite: return .irregular
      }
    } catch {
      guard oscillation(of: derivative) != nil else { throw error }
      return .irregular
    }
  }
}
