import Analysis
import Formulas
import Reals

/// What a function does at a point and beside it, as far as the analysis knows.
struct LocalBehaviour {
  /// The derivatives.
  var derivative: OneSidedDerivatives
  /// Whether the function is continuous there.
  var continuous: Verdict
  /// The value; `nil` outside the domain or where not known.
  var value: ExactNumber?
  /// The limits of f from both sides.
  var limits: Sides
  /// The limits of f′ from both sides.
  var slopes: Sides
  /// The formulas on both sides.
  var formulas: (left: Formula?, right: Formula?)

  /// Constant formulas of the finite one-sided derivatives, where known.
  var derivativeFormulas: (left: Formula?, right: Formula?)

  /// Whether the point is known to lie outside the domain.
  var isOutsideDomain: Bool { value == nil && derivative.reason?.kind == .outsideDomain }

  /// A quantity on both sides of the point.
  struct Sides {
    var left: ExactNumber?
    var right: ExactNumber?
  }
}

/// Reads off an analysis what a function does at given points.
struct LocalBehaviourFinder {
  let analysis: FunctionAnalysis
  let evaluator: ConstantEvaluator

  /// What the function does at the constant `point`.
  func behaviour(at point: Formula) -> LocalBehaviour {
    for joint in analysis.joints where evaluator.comparison(point, to: joint.at) == 0 {
      return behaviour(at: joint)
    }
    for piece in analysis.pieces
    where evaluator.comparison(point, to: piece.from) == 1
      && evaluator.comparison(point, to: piece.to) == -1
    {
      return behaviour(at: point, inside: piece)
    }
    return unknown(Reason(isOutside(point) ? .outsideDomain : .notAnalysed))
  }

  /// What the function does at one of its joints.
  func behaviour(at joint: Joint) -> LocalBehaviour {
    let reasons = [joint.left?.reason, joint.right?.reason].compactMap { $0 }
    var missing: Reason?
    if joint.left?.derivative == nil || joint.right?.derivative == nil {
      missing =
        reasons.first
        ?? Reason(joint.value == nil ? .outsideDomain : .domainEnd)
    }
    return LocalBehaviour(
      derivative: OneSidedDerivatives(
        left: joint.left?.derivative, right: joint.right?.derivative,
        differentiable: joint.differentiable, reason: missing),
      continuous: joint.continuous, value: joint.value,
      limits: .init(left: joint.left?.limit, right: joint.right?.limit),
      slopes: .init(left: joint.left?.slope, right: joint.right?.slope),
      formulas: (
        joint.left.flatMap { evaluator.function($0.formula) },
        joint.right.flatMap { evaluator.function($0.formula) }
      ),
      derivativeFormulas: (
        evaluator.formula(joint.left?.derivative), evaluator.formula(joint.right?.derivative)
      ))
  }

  private func behaviour(at point: Formula, inside piece: Piece) -> LocalBehaviour {
    guard let formula = evaluator.function(piece.formula),
      let derivative = evaluator.function(piece.derivative)
    else { return unknown(Reason(.notAnalysed)) }
    let value = evaluator.outcome(formula.substituting(point))
    let slopeFormula = derivative.substituting(point)
    let slope = evaluator.outcome(slopeFormula)
    return LocalBehaviour(
      derivative: OneSidedDerivatives(
        left: slope.number, right: slope.number, differentiable: piece.analytic,
        reason: slope.reason),
      continuous: piece.analytic, value: value.number,
      limits: .init(left: value.number, right: value.number),
      slopes: .init(left: slope.number, right: slope.number), formulas: (formula, formula),
      derivativeFormulas: slope.number == nil ? (nil, nil) : (slopeFormula, slopeFormula))
  }

  private func unknown(_ reason: Reason) -> LocalBehaviour {
    LocalBehaviour(
      derivative: OneSidedDerivatives(
        left: nil, right: nil, differentiable: .undecided, reason: reason),
      continuous: .undecided, value: nil, limits: .init(), slopes: .init(), formulas: (nil, nil),
      derivativeFormulas: (nil, nil))
  }

  private func isOutside(_ point: Formula) -> Bool {
    guard analysis.domain.verdict == .proved else { return false }
    return analysis.domain.intervals.allSatisfy { interval in
      let from = evaluator.comparison(point, to: interval.from)
      let to = evaluator.comparison(point, to: interval.to)
      return from == -1 || to == 1 || (from == 0 && !interval.fromClosed)
        || (to == 0 && !interval.toClosed)
    }
  }
}
