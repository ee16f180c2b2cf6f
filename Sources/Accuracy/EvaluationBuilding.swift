import Analysis
import Calculus
import Formulas
import Reals

extension Evaluation {
  /// The values of `function`, or of its derivative, at constant points.
  ///
  /// - Parameters:
  ///   - analysis: what is known of the function.
  ///   - digits: significant digits of the decimals, taken to lie between 1 and 1000.
  ///   - isExplained: whether the calculations by hand are written down: of the value, or of the
  ///     derivative (as one-sided limits where two pieces meet) and of the central difference.
  ///   - step: ε of that difference; it is left out unless the step is positive.
  public init(
    of function: ParsedFunction, analysis: FunctionAnalysis, quantity: Quantity,
    at points: [Formula], digits: Int = 20, isExplained: Bool = false,
    step: Rational = .thousandth
  ) {
    let digits = min(max(digits, 1), 1000)
    let builder = EvaluationBuilder(
      function: function, computed: quantity == .value ? function.formula : function.derivative,
      analysis: analysis, digits: digits, isExplained: isExplained, step: step)
    self.init(
      function: analysis.function, quantity: quantity, digits: digits,
      points: points.compactMap { point in
        switch quantity {
        case .value: builder.value(at: point)
        case .derivative: builder.derivative(at: point)
        }
      })
  }
}

extension Rational {
  /// 1/1000, the step that the assignment takes.
  public static let thousandth = Rational(1, over: 1000) ?? 1
}

/// Builds the points of one evaluation.
private struct EvaluationBuilder {
  let function: ParsedFunction
  /// What float64 computes: the function, or its derivative.
  let computed: Formula
  let digits: Int
  let isExplained: Bool
  let step: Rational
  let evaluator = ConstantEvaluator()
  let finder: LocalBehaviourFinder
  let writer: CalculationWriter

  init(
    function: ParsedFunction, computed: Formula, analysis: FunctionAnalysis, digits: Int,
    isExplained: Bool, step: Rational
  ) {
    self.function = function
    self.computed = computed
    self.digits = digits
    self.isExplained = isExplained
    self.step = step
    finder = LocalBehaviourFinder(analysis: analysis, evaluator: evaluator)
    writer = CalculationWriter(
      function: function, evaluator: evaluator, digits: min(digits, 10))
  }

  /// The value at the point, or `nil` when the point is not a real number.
  func value(at point: Formula) -> Evaluation.Point? {
    guard let at = try? evaluator.number(point), at.isFinite else { return nil }
    let constant = function.formula.substituting(point)
    let value = evaluator.outcome(constant)
    return Evaluation.Point(
      at: at, latex: point.latex(), value: value.number,
      decimal: value.number == nil ? nil : evaluator.decimal(constant, digits: digits),
      float64: float64(computed, at: point), oneSided: nil, reason: value.reason,
      calculations: isExplained ? [writer.value(at: point)] : [])
  }

  /// The derivative at the point, or `nil` when the point is not a real number.
  func derivative(at point: Formula) -> Evaluation.Point? {
    guard let at = try? evaluator.number(point), at.isFinite else { return nil }
    let behaviour = finder.behaviour(at: point)
    let sides = behaviour.derivative
    let formulas = behaviour.derivativeFormulas
    let constant = sides.value == nil ? nil : formulas.left ?? formulas.right
    return Evaluation.Point(
      at: at, latex: point.latex(), value: sides.value,
      decimal: constant.flatMap { evaluator.decimal($0, digits: digits) },
      float64: behaviour.isOutsideDomain
        ? PrintedDouble(.nan) : float64(computed, at: point), oneSided: sides,
      reason: sides.value == nil ? sides.reason ?? Self.reasonWithoutDerivative(sides) : nil,
      calculations: isExplained ? calculations(at: point, behaviour) : [])
  }

  /// Why known one-sided derivatives give no derivative.
  private static func reasonWithoutDerivative(_ sides: OneSidedDerivatives) -> Reason {
    switch (sides.left, sides.right) {
    case (let left?, let right?) where left == right: Reason(.infiniteDerivatives)
    case (_?, _?): Reason(.differentDerivatives)
    default: Reason(.domainEnd)
    }
  }

  private func calculations(
    at point: Formula, _ behaviour: LocalBehaviour
  ) -> [ManualCalculation] {
    var result: [ManualCalculation] = []
    if let left = behaviour.formulas.left, left == behaviour.formulas.right {
      result.append(writer.derivative(left.derivative, at: point))
    } else {
      result += [true, false].compactMap {
        writer.oneSidedDerivative(at: point, fromLeft: $0, behaviour)
      }
    }
    if step.signum > 0 { result.append(writer.centralDifference(at: point, step: step)) }
    return result
  }

  private func float64(_ formula: Formula, at point: Formula) -> PrintedDouble {
    PrintedDouble(FloatProgram(formula: formula)(FloatProgram.constant(point)))
  }
}

extension ConstantEvaluator {
  /// The value of a constant formula to `digits` significant digits, rounded to nearest, or `nil`
  /// when they cannot be told.
  func decimal(_ constant: Formula, digits: Int) -> String? {
    if let value = try? exact.evaluate(constant, at: exact.number(0)) {
      if let rational = value.rational {
        return rational.decimal(significantDigits: digits, rounding: .nearest)
      }
      if let decimal = value.decimal(digits: digits) { return decimal }
    }
    var precision = 4 * digits + 128
    while precision <= 1 << 16 {
      let balls = BallArithmetic(precision: precision)
      if let ball = try? balls.evaluate(constant, at: balls.number(0)),
        let decimal = ball.nearestDecimal(digits: digits)
      {
        return decimal
      }
      precision *= 2
    }
    return nil
  }
}
