import Analysis
import Calculus
import Formulas
import Reals

extension CalculationWriter {
  /// The derivative from one side as the limit of the difference quotient, worked out; `nil` where
  /// the side is outside the domain or nothing is known of it.
  func oneSidedDerivative(
    at point: Formula, fromLeft: Bool, _ behaviour: LocalBehaviour
  ) -> ManualCalculation? {
    let sides = (behaviour.formulas, behaviour.derivative)
    guard let side = fromLeft ? sides.0.left : sides.0.right,
      let derivative = fromLeft ? sides.1.left : sides.1.right,
      let value = evaluator.formula(behaviour.value)
    else { return nil }
    let subject: ManualCalculation.Subject = fromLeft ? .leftDerivative : .rightDerivative
    let sign = fromLeft ? "-" : "+"
    let limit = "\\lim_{h \\to 0^{\(sign)}} "
    let at = point.latex()
    let name = "f'_{\(sign)}(\(at))"

    let definition = limit + "\\frac{f(\(at) + h) - f(\(at))}{h}"
    let shiftedSide = side.substituting(point.rational?.isZero == true ? .x : point + .x)
    let increment = Formula(.sum([shiftedSide, Formula(.negation(value))]))
    let quotient = Formula(.quotient(increment, .x))
    let substituted = limit + quotient.latex(variable: "h")
    var steps: [ManualCalculation.Step] = [
      .equal(name, definition, .definition), .equal(definition, substituted, .substitute),
    ]
    var last = substituted
    if let simple = NormalForm(quotient)?.formula, simple.isPolynomial {
      let simplified = limit + limitOperand(simple)
      steps.append(.equal(last, simplified, .simplify))
      last = simplified
    } else if derivative.isFinite, evaluator.comparison(side.substituting(point), value) == 0 {
      let slope = side.derivative.substituting(point)
      steps.append(.equal(last, slope.latex(), .limit))
      last = slope.latex()
    }
    let end = rightSide(derivative)
    if end.latex != last {
      steps.append(
        ManualCalculation.Step(
          left: last, right: end.latex, relation: end.isExact ? "=" : "\\approx",
          exact: end.isExact, digits: end.isExact ? nil : 20, note: .limit))
    }
    return ManualCalculation(subject: subject, steps: steps)
  }

  private func limitOperand(_ formula: Formula) -> String {
    let text = formula.latex(variable: "h")
    if case .sum = formula.operation { return "\\left(\(text)\\right)" }
    return formula.rational.map { $0.signum < 0 } == true ? "\\left(\(text)\\right)" : text
  }

  private func rightSide(_ number: ExactNumber) -> (latex: String, isExact: Bool) {
    if number == .infinity { return ("+\\infty", true) }
    if number == .minusInfinity { return ("-\\infty", true) }
    if let formula = evaluator.formula(number) { return (formula.latex(), true) }
    return (number.decimal, false)
  }
}

extension Formula {
  /// Whether it is a polynomial as written.
  fileprivate var isPolynomial: Bool {
    switch operation {
    case .variable, .number: true
    case .sum, .product, .negation: operation.children.allSatisfy(\.isPolynomial)
    case .power(let base, let exponent):
      base.isPolynomial && (exponent.rational?.exactInt ?? -1) >= 0
    case .quotient(let f, let g): f.isPolynomial && g.rational != nil
    default: false
    }
  }
}
