import Analysis
import Formulas
import Reals

extension DifferenceTable {
  /// The difference quotients of `function` at constant points.
  ///
  /// - Parameters:
  ///   - analysis: what is known of the function; its joints say which points a stencil straddles.
  ///   - step: ε.
  /// - Returns: `nil` unless the step is positive.
  public init?(
    of function: ParsedFunction, analysis: FunctionAnalysis, at points: [Formula], step: Rational,
    schemes: [FiniteDifferenceScheme] = FiniteDifferenceScheme.allCases
  ) {
    guard step.signum > 0 else { return nil }
    let builder = DifferenceTableBuilder(
      formula: function.formula, analysis: analysis, step: step, schemes: schemes)
    guard let exactStep = try? builder.evaluator.number(.number(step)) else { return nil }
    self.init(
      function: analysis.function, step: exactStep, stepFloat64: PrintedDouble(builder.eps),
      schemes: schemes, rows: points.compactMap(builder.row))
  }
}

/// Builds the rows of one table.
private struct DifferenceTableBuilder {
  let formula: Formula
  let step: Rational
  let schemes: [FiniteDifferenceScheme]
  let evaluator = ConstantEvaluator()
  let finder: LocalBehaviourFinder
  let program: FloatProgram
  let eps: Double

  init(
    formula: Formula, analysis: FunctionAnalysis, step: Rational, schemes: [FiniteDifferenceScheme]
  ) {
    self.formula = formula
    self.step = step
    self.schemes = schemes
    finder = LocalBehaviourFinder(analysis: analysis, evaluator: evaluator)
    program = FloatProgram(formula: formula)
    eps = FloatProgram.constant(.number(step))
  }

  /// The row of one point, or `nil` when the point itself is not a real number.
  func row(_ point: Formula) -> DifferenceTable.Row? {
    guard let at = try? evaluator.number(point), at.isFinite else { return nil }
    let z = FloatProgram.constant(point)
    let behaviour = finder.behaviour(at: point)
    let straddled = straddledJoints(around: point)
    return DifferenceTable.Row(
      at: at, latex: point.latex(), float64: PrintedDouble(z),
      before: value(shifted(point, by: -step), z - eps), centre: value(point, z),
      after: value(shifted(point, by: step), z + eps), derivative: behaviour.derivative,
      estimates: schemes.map { estimate($0, point, z, behaviour, straddled) },
      straddled: straddled.map { description($0, point) })
  }

  private func value(_ argument: Formula, _ rounded: Double) -> DifferenceTable.StencilValue {
    let value = evaluator.outcome(formula.substituting(argument))
    return DifferenceTable.StencilValue(
      at: (try? evaluator.number(argument)) ?? ExactNumber.infinity, exact: value.number,
      float64: PrintedDouble(program(rounded)), reason: value.reason)
  }

  // MARK: Estimates

  private func estimate(
    _ scheme: FiniteDifferenceScheme, _ point: Formula, _ z: Double, _ behaviour: LocalBehaviour,
    _ straddled: [Joint]
  ) -> DifferenceTable.Estimate {
    let quotient = scheme.quotient(of: formula, at: point, step: step)
    let exact = quotient.map { evaluator.outcome($0) }
    let float64 = scheme.float64(at: z, step: eps, of: program.callAsFunction)
    let limit = scheme.limit(at: behaviour, evaluator: evaluator)
    return DifferenceTable.Estimate(
      scheme: scheme, exact: exact?.number, float64: PrintedDouble(float64),
      exactError: errors(exact?.number == nil ? nil : quotient, behaviour),
      float64Error: errors(Rational(exactly: float64).map(Formula.number), behaviour),
      straddles: straddled.filter { isInside($0, scheme, point) }.map(\.at), limit: limit,
      reason: exact?.reason
        ?? (limit == nil ? behaviour.derivative.reason ?? Reason(.noLimit) : nil))
  }

  private func errors(
    _ approximation: Formula?, _ behaviour: LocalBehaviour
  ) -> DifferenceTable.SignedErrors {
    func error(_ side: Formula?) -> ExactNumber? {
      guard let approximation, let side else { return nil }
      return try? evaluator.number(approximation - side)
    }
    let sides = behaviour.derivativeFormulas
    let left = error(sides.left)
    return .init(left: left, right: sides.left == sides.right ? left : error(sides.right))
  }

  // MARK: Points inside the stencils

  /// The joints inside some scheme's stencil at which the function is not known to be
  /// differentiable.
  private func straddledJoints(around point: Formula) -> [Joint] {
    finder.analysis.joints.filter { joint in
      joint.differentiable != .proved && schemes.contains { isInside(joint, $0, point) }
    }
  }

  /// Whether the joint is the point itself, or between the outer nodes: strictly for a kink, for at
  /// an outer node a kink does no harm; a jump does.
  private func isInside(
    _ joint: Joint, _ scheme: FiniteDifferenceScheme, _ point: Formula
  ) -> Bool {
    if evaluator.comparison(point, to: joint.at) == 0 { return true }
    guard let first = scheme.nodes.first?.offset, let last = scheme.nodes.last?.offset else {
      return false
    }
    guard let before = evaluator.comparison(shifted(point, by: first * step), to: joint.at),
      let after = evaluator.comparison(shifted(point, by: last * step), to: joint.at)
    else { return false }
    return joint.continuous == .proved ? before < 0 && after > 0 : before <= 0 && after >= 0
  }

  private func description(_ joint: Joint, _ point: Formula) -> StraddledPoint {
    let behaviour = finder.behaviour(at: joint)
    return StraddledPoint(
      at: joint.at, latex: joint.latex, isCentre: evaluator.comparison(point, to: joint.at) == 0,
      derivative: behaviour.derivative, continuous: behaviour.continuous,
      limits: schemes.map { $0.limit(at: behaviour, evaluator: evaluator) })
  }
}
