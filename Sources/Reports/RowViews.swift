import Accuracy
import Analysis
import Formulas
import Proofs
import Reals

/// A corner with finite one-sided derivatives, and what the schemes tend to there.
struct CornerRow {
  let at: String
  let left: String
  let right: String
  let rightOperand: String
  let mean: String
  let step: String

  init?(_ kink: Differentiability.Kink) {
    guard kink.kind == .corner, let left = kink.left, let right = kink.right,
      let a = left.exactFormula, let b = right.exactFormula,
      let mean = ExactNumber(exactly: (a + b) / 2), let step = ExactNumber(exactly: b - a)
    else { return nil }
    at = kink.at.latex
    self.left = left.latex
    self.right = right.latex
    rightOperand = b.rational.map { $0.signum >= 0 } ?? false ? right.latex : "(\(right.latex))"
    self.mean = mean.latex
    self.step = step.latex
  }
}

extension DifferenceTable.Row {
  /// What one scheme gives here.
  func estimate(_ scheme: FiniteDifferenceScheme) -> DifferenceTable.Estimate? {
    estimates.first { $0.scheme == scheme }
  }

  /// The distance of the script's central difference from the derivative, where there is one.
  func methodError(of script: ScriptedPoint?) -> Double? {
    guard derivative.differentiable == .proved, let slope = derivative.right ?? derivative.left,
      let exact = slope.double, let central = script?.difference.number
    else { return nil }
    let error = (central - exact).magnitude
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

  init(
    value: Evaluation.Point, slope: Evaluation.Point?, differences: DifferenceTable.Row?,
    script: ScriptedPoint?
  ) {
    at = value.latex
    self.value = value.value.tableLatex
    self.slope = (slope?.value).tableLatex
    central = script?.difference.number?.latex ?? unknownLatex
    error = differences?.methodError(of: script)?.latex(significant: 2) ?? unknownLatex
  }
}

/// A row of the first experiments: what was expected, what came out.
struct ExperimentRow {
  let at: String
  /// What the script printed.
  let script: String
  let exact: String
  /// The derivative, where there is one.
  let slope: String?
  /// Whether that is one-sided, at an end of the domain.
  let isEnd: Bool
  /// The mean of the one-sided derivatives at a corner.
  let mean: String?
  /// Why there is no derivative, in other cases.
  let isUnbounded: Bool
  let isBreak: Bool
  let isCusp: Bool
  let isSteep: Bool
  let isIsolated: Bool
  /// Between what the quotients from the two sides oscillate, where there is no limit.
  let oscillation: OscillationView?
  let isOutside: Bool
  let isUnknown: Bool
  /// What the quotient tends to at a discontinuity, if that is a number.
  let limit: String?

  init(_ row: DifferenceTable.Row, of analysis: FunctionAnalysis, script: ScriptedPoint?) {
    let central = row.estimate(.central)
    at = row.latex
    self.script = (script?.difference).code
    exact = (central?.exact).tableLatex
    let kink = analysis.differentiability.exceptions.first { $0.at.decimal == row.at.decimal }
    let (left, right) = (row.derivative.left, row.derivative.right)
    let isDifferentiable = row.derivative.differentiable == .proved
    slope = isDifferentiable ? (right ?? left)?.tableLatex : nil
    isEnd = isDifferentiable && (left == nil || right == nil)
    mean = kink.flatMap { CornerRow($0)?.mean }
    let limit = kink?.kind == .discontinuity ? central?.limit : nil
    isUnbounded = limit.map { !$0.isFinite } ?? false
    isBreak = kink?.kind == .discontinuity && limit == nil
    self.limit = limit.flatMap { $0.isFinite ? $0.tableLatex : nil }
    isCusp = kink?.kind == .cusp
    isSteep = kink?.kind == .verticalTangent || (kink?.kind == .corner && mean == nil)
    isIsolated = kink?.kind == .isolated
    oscillation = kink.flatMap { $0.kind == .oscillating ? OscillationView($0) : nil }
    let isKnown =
      slope != nil || oscillation != nil || kink != nil && kink?.kind != .oscillating
    isOutside = !isKnown && analysis.domain.contains(row.float64.value) == false
    isUnknown = !isKnown && !isOutside
  }
}

/// Between what the difference quotients at a point oscillate, over both sides.
struct OscillationView {
  let least: String
  let greatest: String

  init?(_ kink: Differentiability.Kink) {
    guard let oscillation = kink.oscillation else { return nil }
    func values(_ sides: Oscillation.Sides) -> [ExactNumber] {
      [sides.left, sides.right].compactMap { $0 }
    }
    guard let low = values(oscillation.liminf).min(by: { ($0.double ?? 0) < ($1.double ?? 0) }),
      let high = values(oscillation.limsup).max(by: { ($0.double ?? 0) < ($1.double ?? 0) })
    else { return nil }
    (least, greatest) = (low.latex, high.latex)
  }
}

extension ScriptedNumber? {
  /// What Python printed, as code in Markdown; a dash where it was not asked.
  var code: String { self.map { "`\($0.text)`" } ?? "—" }
}

/// A calculation by hand.
struct ManualView {
  let at: String
  let steps: [String]
  let quotientSteps: [String]
  let hasQuotient: Bool

  init(_ point: Evaluation.Point, quotient: Evaluation.Point?, symbol: String, phrases: Phrases) {
    at = point.latex
    func lines(_ subject: ManualCalculation.Subject) -> [String] {
      (point.calculations + (quotient?.calculations ?? [])).filter { $0.subject == subject }
        .flatMap(\.steps)
        .filter { $0.note != .definition }
        .map { step in
          guard step.note == .undefined else {
            return "\(step.left) \(step.relation) \(step.right)".naming(symbol)
          }
          let left = subject == .value ? "f(\(point.latex))" : step.left
          return "\(left) \\text{ — \(phrases["manual.undefined"])}".naming(symbol)
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
  let value: Comparison
  let central: Comparison
  /// The distance between the central differences by hand and by script.
  let discrepancy: String

  /// The same quantity by hand and by script.
  struct Comparison {
    /// What the calculation by hand arrives at, as it is written there.
    let hand: String
    let script: String
    /// The distance of what is written from the exact value.
    let handError: Double?
    /// The distance of the script's result from the exact value.
    let scriptError: Double?
    /// The distance between both.
    let distance: Double?

    init(
      _ calculation: ManualCalculation?, exact: ExactNumber?, script: ScriptedNumber?,
      phrases: Phrases
    ) {
      let result = calculation?.steps.last
      let isUndefined = result?.note == .undefined
      hand =
        result.map { isUndefined ? "\\text{\(phrases["manual.undefined"])}" : $0.right }
        ?? unknownLatex
      self.script = script.code
      let truth = exact?.double
      let written =
        result?.digits.flatMap { digits in
          exact.flatMap { RoundedDecimal($0.decimal, significant: digits) }.flatMap {
            Double($0.text)
          }
        } ?? truth
      func distance(_ a: Double?, _ b: Double?) -> Double? {
        guard let a, let b, !isUndefined, (a - b).isFinite else { return nil }
        return (a - b).magnitude
      }
      handError = distance(written, truth)
      scriptError = distance(script?.number, truth)
      self.distance = distance(written, script?.number)
    }
  }

  init(
    _ row: DifferenceTable.Row, value: Evaluation.Point?, quotient: Evaluation.Point?,
    script: ScriptedPoint?, phrases: Phrases
  ) {
    at = row.latex
    self.value = Comparison(
      value?.calculations.first { $0.subject == .value }, exact: row.centre.exact,
      script: script?.value, phrases: phrases)
    let estimate = row.estimate(.central)
    central = Comparison(
      quotient?.calculations.first { $0.subject == .centralDifference }, exact: estimate?.exact,
      script: script?.difference, phrases: phrases)
    discrepancy = central.distance?.latex(significant: 2) ?? unknownLatex
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
