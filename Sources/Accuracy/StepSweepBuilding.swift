import Analysis
import Calculus
import Formulas
import Foundation
import Reals

extension StepSweep {
  /// The errors of difference quotients of `function` at a constant point.
  ///
  /// - Parameters:
  ///   - analysis: what is known of the function.
  ///   - decades: the least and the greatest step, as powers of ten; limited to −40…10.
  ///   - perDecade: steps for each power of ten, between 1 and 20. Those between two powers are
  ///     10^(j/n) rounded to four digits, so that every step is a short decimal.
  /// - Returns: `nil` when the point is not a real number.
  public init?(
    of function: ParsedFunction, analysis: FunctionAnalysis, at point: Formula,
    schemes: [FiniteDifferenceScheme] = FiniteDifferenceScheme.allCases,
    decades: ClosedRange<Int> = -16...0, perDecade: Int = 4
  ) {
    let evaluator = ConstantEvaluator()
    guard let at = try? evaluator.number(point), at.isFinite else { return nil }
    let finder = LocalBehaviourFinder(analysis: analysis, evaluator: evaluator)
    let builder = SweepBuilder(
      formula: function.formula, point: point, behaviour: finder.behaviour(at: point),
      evaluator: evaluator)
    let steps = Self.steps(decades.clamped(to: -40...10), perDecade: min(max(perDecade, 1), 20))
    self.init(
      function: analysis.function, at: at, latex: point.latex(),
      derivative: builder.behaviour.derivative, curves: schemes.map { builder.curve($0, steps) })
  }

  /// The steps in increasing order.
  static func steps(_ decades: ClosedRange<Int>, perDecade: Int) -> [Rational] {
    decades.flatMap { decade -> [Rational] in
      guard let scale = Rational(10).power(decade - 3) else { return [] }
      let count = decade == decades.upperBound ? 1 : perDecade
      return (0..<count).map { j in
        let mantissa = pow(10, 3 + Double(j) / Double(perDecade)).rounded()
        return Rational(Int(mantissa)) * scale
      }
    }
  }
}

/// Builds the curves at one point.
private struct SweepBuilder {
  let formula: Formula
  let point: Formula
  let behaviour: LocalBehaviour
  let evaluator: ConstantEvaluator
  /// Bits that leave more than 50 digits of a truncation error of 10⁻¹⁶⁰.
  private let balls = BallArithmetic(precision: 1024)

  func curve(_ scheme: FiniteDifferenceScheme, _ steps: [Rational]) -> StepSweep.Curve {
    let (reference, isDerivative) = reference(scheme)
    let constant = isDerivative ? behaviour.derivativeFormulas.left : evaluator.formula(reference)
    let z = FloatProgram.constant(point)
    let points = steps.map { self.point(scheme, $0, z: z, reference: constant) }
    let comparable = points.filter { $0.error?.value.isFinite == true }
    let best = comparable.reversed().min { a, b in
      (a.error?.value ?? .infinity) < (b.error?.value ?? .infinity)
    }
    let predicted = isDerivative ? predictedStep(scheme) : nil
    return StepSweep.Curve(
      scheme: scheme, reference: reference, referenceIsDerivative: isDerivative, points: points,
      best: best, predictedStep: predicted.map(PrintedDouble.init),
      reason: reference == nil ? behaviour.derivative.reason ?? Reason(.noFiniteLimit) : nil)
  }

  private func reference(
    _ scheme: FiniteDifferenceScheme
  ) -> (number: ExactNumber?, isDerivative: Bool) {
    let sides = behaviour.derivative
    if let left = sides.left, left == sides.right, left.isFinite { return (left, true) }
    let limit = scheme.limit(at: behaviour, evaluator: evaluator)
    return (limit?.isFinite == true ? limit : nil, false)
  }

  private func point(
    _ scheme: FiniteDifferenceScheme, _ step: Rational, z: Double, reference: Formula?
  ) -> StepSweep.Point {
    let eps = FloatProgram.constant(.number(step))
    let program = FloatProgram(formula: formula)
    let computed = scheme.float64(at: z, step: eps, of: program.callAsFunction)
    let rounded = Rational(exactly: computed).map(Formula.number)
    let quotient = scheme.quotient(of: formula, at: point, step: step)
    return StepSweep.Point(
      step: number(step), stepFloat64: PrintedDouble(eps), float64: PrintedDouble(computed),
      error: distance(rounded, reference), truncation: distance(quotient, reference))
  }

  private func number(_ step: Rational) -> ExactNumber {
    let text = step.description
    return ExactNumber(exact: text, decimal: text, enclosure: [text, text])
  }

  /// |a − b| rounded to float64; `nil` where either is missing or the distance cannot be told.
  private func distance(_ a: Formula?, _ b: Formula?) -> PrintedDouble? {
    guard let a, let b, let difference = ball(a - b) else { return nil }
    if difference.containsZero {
      return evaluator.comparison(a, b) == 0 ? PrintedDouble(0) : nil
    }
    return PrintedDouble(abs(difference.approximation))
  }

  private func ball(_ constant: Formula) -> Ball? {
    try? balls.evaluate(constant, at: balls.number(0))
  }

  /// The step at which truncation C·|f⁽ᵖ⁺¹⁾|·εᵖ and rounding W·u·|f|/ε together are least, from
  /// p·C·|f⁽ᵖ⁺¹⁾|·εᵖ⁺¹ = W·u·|f|, with W = Σ|wᵢ| and C = |Σ wᵢ·nᵢᵖ⁺¹|/(p + 1)!.
  ///
  /// `nil` where f or the higher derivative is 0, not known or too long a formula.
  private func predictedStep(_ scheme: FiniteDifferenceScheme) -> Double? {
    let p = scheme.order
    guard var derivative = behaviour.formulas.left, behaviour.formulas.right == derivative else {
      return nil
    }
    for _ in 0...p {
      derivative = derivative.derivative
      guard derivative.nodeCount < 2000 else { return nil }
    }
    var weights = 0.0
    var constant = 0.0
    for node in scheme.nodes {
      let (w, n) = (double(node.weight), double(node.offset))
      weights += abs(w)
      constant += w * pow(n, Double(p + 1)) / tgamma(Double(p + 2))
    }
    guard let value = magnitude(formula.substituting(point)),
      let higher = magnitude(derivative.substituting(point))
    else { return nil }
    let step = pow(
      weights * 0x1p-53 * value / (Double(p) * abs(constant) * higher), 1 / Double(p + 1))
    return step.isFinite && step > 0 ? step : nil
  }

  private func magnitude(_ constant: Formula) -> Double? {
    guard let ball = ball(constant), !ball.containsZero else { return nil }
    return abs(ball.approximation)
  }

  private func double(_ value: Rational) -> Double { FloatProgram.constant(.number(value)) }
}
