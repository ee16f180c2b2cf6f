import Accuracy
import Analysis
import Formulas
import Proofs
import Reals

/// A kink with finite one-sided derivatives, and what the schemes tend to there.
struct KinkRow {
  let at: String
  let left: String
  let right: String
  let rightOperand: String
  let mean: String
  let step: String

  init?(_ kink: Differentiability.Kink) {
    guard kink.kind == .corner, let left = kink.left?.rational, let right = kink.right?.rational,
      let mean = (left + right) / 2
    else { return nil }
    at = kink.at.latex
    self.left = left.latex
    self.right = right.latex
    rightOperand = right.signum < 0 ? "(\(right.latex))" : right.latex
    self.mean = mean.latex
    step = (right - left).latex
  }
}

extension DifferenceTable.Row {
  /// What one scheme gives here.
  func estimate(_ scheme: FiniteDifferenceScheme) -> DifferenceTable.Estimate? {
    estimates.first { $0.scheme == scheme }
  }

  /// The distance of the float64 central difference from the exact one.
  var roundingError: Double? {
    guard let central = estimate(.central), let exact = central.exact?.double else { return nil }
    let error = (central.float64.value - exact).magnitude
    return error.isFinite ? error : nil
  }

  /// The distance of the float64 central difference from the derivative, where there is one.
  var methodError: Double? {
    guard derivative.differentiable == .proved, let slope = derivative.right ?? derivative.left,
      let exact = slope.double, let central = estimate(.central)
    else { return nil }
    let error = (central.float64.value - exact).magnitude
    return error.isFinite ? error : nil
  }
}

/// A row of the table of difference quotients.
struct StencilRow {
  let at: String
  let before: String
  let value: String
  let after: String
  let backward: String
  let central: String
  let forward: String
  let leftDerivative: String
  let rightDerivative: String

  init(_ row: DifferenceTable.Row) {
    at = row.latex
    func text(_ number: ExactNumber?) -> String { number?.tableLatex(digits: 7) ?? unknownLatex }
    before = text(row.before.exact)
    value = text(row.centre.exact)
    after = text(row.after.exact)
    backward = text(row.estimate(.backward)?.exact)
    central = text(row.estimate(.central)?.exact)
    forward = text(row.estimate(.forward)?.exact)
    leftDerivative = text(row.derivative.left)
    rightDerivative = text(row.derivative.right)
  }
}

/// A row of the numeric checks of value and derivative.
struct ValueRow {
  let at: String
  let value: String
  let slope: String
  let central: String
  let error: String

  init(value: Evaluation.Point, slope: Evaluation.Point?, differences: DifferenceTable.Row?) {
    at = value.latex
    self.value = value.value.tableLatex
    self.slope = (slope?.value).tableLatex
    central = differences?.estimate(.central)?.float64.latex ?? unknownLatex
    error = differences?.methodError?.latex(significant: 2) ?? unknownLatex
  }
}

/// A row of the first experiments: what was expected, what came out.
struct ExperimentRow {
  let at: String
  let isKink: Bool
  let expected: String
  let float: String
  let exact: String

  init(_ row: DifferenceTable.Row) {
    let central = row.estimate(.central)
    at = row.latex
    isKink = row.straddled.contains(where: \.isCentre)
    float = central?.float64.latex ?? unknownLatex
    exact = (central?.exact).tableLatex
    let derivative = row.derivative.right ?? row.derivative.left
    expected = (isKink ? central?.limit : derivative).tableLatex
  }
}

/// A calculation by hand.
struct ManualView {
  let at: String
  let steps: [String]
  let quotientSteps: [String]
  let hasQuotient: Bool

  init(_ point: Evaluation.Point, quotient: Evaluation.Point?, symbol: String) {
    at = point.latex
    func lines(_ subject: ManualCalculation.Subject) -> [String] {
      (point.calculations + (quotient?.calculations ?? [])).filter { $0.subject == subject }
        .flatMap(\.steps)
        .filter { $0.note != .definition }
        .map { step in
          "\(step.left) \(step.relation) \(step.right)".naming(symbol)
        }
    }
    steps = lines(.value)
    quotientSteps = lines(.centralDifference)
    hasQuotient = !quotientSteps.isEmpty
  }
}

/// A row that compares hand and script.
struct ManualRow {
  let at: String
  let valueExact: String
  let valueFloat: String
  let centralExact: String
  let centralFloat: String
  let difference: String

  init(_ row: DifferenceTable.Row) {
    let central = row.estimate(.central)
    at = row.latex
    valueExact = row.centre.exact.tableLatex
    valueFloat = row.centre.float64.description
    centralExact = (central?.exact).tableLatex
    centralFloat = central?.float64.description ?? "—"
    difference = row.roundingError?.latex(significant: 2) ?? unknownLatex
  }
}

extension String {
  /// With `symbol` in place of the letter f wherever that is applied to something.
  fileprivate func naming(_ symbol: String) -> String {
    var text = ""
    var isAfterLetter = false
    var rest = self[...]
    while let character = rest.popFirst() {
      let isName = character == "f" && rest.first == "(" && !isAfterLetter
      text += isName ? symbol : String(character)
      isAfterLetter = character.isLetter
    }
    return text
  }
}
