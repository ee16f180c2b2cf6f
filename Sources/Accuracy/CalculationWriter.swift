import Analysis
import Calculus
import Formulas
import Reals

/// Writes down how values, derivatives and differences are found by hand.
struct CalculationWriter {
  let function: ParsedFunction
  let evaluator: ConstantEvaluator
  /// The significant digits to carry, at most 30; more are taken where they cancel.
  let digits: Int

  /// f(z) step by step.
  func value(at point: Formula) -> ManualCalculation {
    calculation(.value, of: symbol("f", function.variableName)) { hand throws(EvaluationError) in
      _ = try write(function.formula, called: "f", at: point, in: &hand)
    }
  }

  /// f′(z) from the formula that the derivative has near z.
  func derivative(_ formula: Formula, at point: Formula) -> ManualCalculation {
    calculation(.derivative, of: symbol("f'", function.variableName)) {
      hand throws(EvaluationError) in
      _ = try write(formula, called: "f'", at: point, in: &hand)
    }
  }

  /// (f(z + ε) − f(z − ε))/(2ε) step by step, for a positive step.
  func centralDifference(at point: Formula, step: Rational) -> ManualCalculation {
    let (after, before) = (shifted(point, by: step), shifted(point, by: -step))
    let width = Formula.number(step + step)
    let name = "D_{\\varepsilon}f(\(point.latex()))"
    return calculation(.centralDifference, of: name) { hand throws(EvaluationError) in
      let variable = function.variableName
      let numerator = "f(\(variable) + \\varepsilon) - f(\(variable) - \\varepsilon)"
      hand.write(
        .equal(
          "D_{\\varepsilon}f(\(variable))", "\\frac{\(numerator)}{2\\varepsilon}", .definition))
      let values = "f(\(after.latex())) - f(\(before.latex()))"
      hand.write(.equal(name, "\\frac{\(values)}{\(width.latex())}", .substitute))
      let upper = try write(function.formula, called: "f", at: after, in: &hand)
      let lower = try write(
        function.formula, called: "f", at: before, isDefined: true, in: &hand)
      let difference = Formula(.sum([Self.known(upper), Formula(.negation(Self.known(lower)))]))
      let result = try hand.value(of: Formula(.quotient(difference, width)))
      write(result: result, of: name, in: &hand)
    }
  }

  // MARK: Parts

  /// Writes the evaluation of `formula` at the point, with its definition unless that was written
  /// before, and returns the value.
  private func write(
    _ formula: Formula, called name: String, at point: Formula, isDefined: Bool = false,
    in hand: inout HandCalculation
  ) throws(EvaluationError) -> ShownNumber {
    let variable = function.variableName
    var selection = BranchSelection(
      evaluator: evaluator, point: point, variable: variable, symbol: symbol(name, variable))
    if !isDefined {
      hand.write(
        .equal(symbol(name, variable), formula.latex(variable: variable), .definition))
    }
    let selected = try selection.select(formula)
    selection.steps.forEach { hand.write($0) }
    let value = symbol(name, point.latex())
    let substituted = selected.substituting(point)
    hand.write(.equal(value, substituted.latex(), .substitute))
    let result = try hand.value(of: substituted)
    if substituted.rational == nil { write(result: result, of: value, in: &hand) }
    return result
  }

  private func write(
    result: ShownNumber, of name: String, in hand: inout HandCalculation
  ) {
    let isExact = result.digits == nil
    hand.write(
      ManualCalculation.Step(
        left: name, right: result.latex, relation: isExact ? "=" : "\\approx", exact: isExact,
        digits: result.digits, note: .result))
  }

  /// A formula that the hand calculation knows the value of.
  private static func known(_ number: ShownNumber) -> Formula {
    number.digits == nil ? number.formula : number.value
  }

  private func symbol(_ name: String, _ argument: String) -> String { "\(name)(\(argument))" }

  /// Carries more digits until at least four of the result are left.
  private func calculation(
    _ subject: ManualCalculation.Subject, of name: String,
    _ body: (inout HandCalculation) throws(EvaluationError) -> Void
  ) -> ManualCalculation {
    let first = min(max(digits, 4), 30)
    for carried in [first, 20, 30] where carried >= first {
      var hand = HandCalculation(evaluator: evaluator, digits: carried)
      do throws(EvaluationError) {
        try body(&hand)
        if let left = hand.steps.last?.digits, left < 4, carried < 30 { continue }
        return ManualCalculation(subject: subject, steps: hand.steps)
      } catch {
        guard case .undefined = error else { continue }
        return ManualCalculation(
          subject: subject, steps: hand.steps + [.equal(name, "", .undefined)])
      }
    }
    return ManualCalculation(subject: subject, steps: [])
  }
}
