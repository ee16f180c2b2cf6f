import Accuracy
import Analysis
import Formulas
import Installation
import Networks
import Proofs
import Reals

extension CaseStudy {
  /// Gathers the facts about `subjects`: difference quotients, values, calculations by hand, the
  /// run of the Python cells, the training of small networks.
  ///
  /// - Parameter command: the command that makes the study again.
  /// - Throws: `MissingProgram` if there is no `python3`, ``PythonSessionError`` if it fails.
  public init(of subjects: [StudySubject], command: String) async throws {
    let functions = subjects.map { StudiedFunction($0) }
    let cells = PythonCells(subjects)
    let probes = zip(subjects, functions).flatMap { Probe.all($0, $1) }
    let session = try await PythonSession(
      cells: cells.cells.map(\.source), probes: probes.map(\.expression))
    self.init(
      command: command, step: Rational.studyStep.description, functions: functions,
      cells: zip(cells.cells, session.outputs).map { cell, output in
        PythonCell(name: cell.name, source: cell.source, output: output)
      }, formats: ExponentialThreshold.all,
      agreement: Agreement(zip(probes, session.values).map { ($0.value, $1) }),
      training: Self.training(subjects))
  }

  /// The training of networks with those functions that are defined on all of ℝ.
  private static func training(_ subjects: [StudySubject]) -> DyingUnitsResult? {
    let activations = subjects.compactMap(\.activation)
    return activations.isEmpty ? nil : DyingUnitsExperiment().run(activations)
  }
}

extension Rational {
  /// ε = 0.001, the step of the assignment.
  static let studyStep = Rational(1, over: 1000) ?? 1
}

extension StudySubject {
  /// The function for a network; at a kink its derivative is PyTorch's, else that from the right.
  /// `nil` unless it is defined on all of ℝ.
  fileprivate var activation: ScalarFunction? {
    let domain = analysis.domain
    guard domain.verdict == .proved, domain.intervals.count == 1,
      domain.intervals.first?.from == .minusInfinity, domain.intervals.first?.to == .infinity,
      let derivative = Formula(text: analysis.derivative.formula)
    else { return nil }
    let value = CompiledFormula(function.formula).value
    let slope = CompiledFormula(derivative).value
    let kinks = analysis.differentiability.exceptions.compactMap { kink -> (Double, Double)? in
      guard let at = Double(kink.at.decimal) else { return nil }
      let convention = kink.conventions.first { $0.framework == "PyTorch" }?.value
      guard let chosen = convention ?? kink.right ?? kink.left, let slope = Double(chosen.decimal)
      else { return nil }
      return (at, slope)
    }
    return ScalarFunction(identifier, value: value) { x in
      kinks.first { $0.0 == x }?.1 ?? slope(x)
    }
  }

  /// The points at which there is no derivative, at most five, in order.
  var kinks: [ExactNumber] { Array(analysis.differentiability.exceptions.map(\.at).prefix(5)) }

  /// The kinks, and points a distance before the first and after the last.
  fileprivate func pointsAroundKinks(before: Formula, after: Formula) -> [Formula] {
    let formulas = kinks.compactMap(\.constantFormula)
    guard let first = formulas.first, let last = formulas.last else { return [] }
    return [first.moved(by: -before)] + formulas + [last.moved(by: after)]
  }
}

extension StudiedFunction {
  /// The facts about one function.
  init(_ subject: StudySubject) {
    let (function, analysis) = (subject.function, subject.analysis)
    func differences(_ points: [Formula]) -> DifferenceTable? {
      DifferenceTable(
        of: function, analysis: analysis, at: points, step: .studyStep,
        schemes: [.backward, .central, .forward])
    }
    func evaluation(_ quantity: Evaluation.Quantity, _ points: [Formula], explained: Bool = false)
      -> Evaluation
    {
      Evaluation(
        of: function, analysis: analysis, quantity: quantity, at: points, isExplained: explained)
    }
    let isKinked = !subject.kinks.isEmpty
    let checks: [Formula] = [-5, 0, 5]
    let halves: [Formula] = [-(1 / 2), 0, 1 / 2]
    let theory = isKinked ? subject.pointsAroundKinks(before: 1, after: 1) : [-1, 0, 1]
    let experiment = isKinked ? subject.pointsAroundKinks(before: 1, after: 2) : checks
    self.init(
      identifier: subject.identifier,
      titles: Dictionary(
        uniqueKeysWithValues: Language.allCases.map { ($0.rawValue, subject.title) }),
      symbol: subject.symbol, analysis: analysis, theory: differences(theory),
      experiment: differences(experiment), byHand: differences(halves),
      calculations: evaluation(.value, halves, explained: true),
      quotients: evaluation(.derivative, halves, explained: true),
      values: evaluation(.value, checks),
      slopes: evaluation(.derivative, checks))
  }
}

extension PythonCells {
  /// The cells for `subjects`.
  init(_ subjects: [StudySubject]) {
    self.init()
    for subject in subjects {
      let kinks = subject.kinks.compactMap { Double($0.decimal) }
      if let first = kinks.first, let last = kinks.last {
        appendDifferences(subject.python, at: [first - 1] + kinks + [last + 2])
        let corner = subject.analysis.differentiability.exceptions.first { $0.kind == .corner }
        if let at = corner.flatMap({ Double($0.at.decimal) }) {
          appendSchemes(subject.python, at: at)
        }
      } else {
        appendValues(subject.python, at: [-5, 0, 5])
      }
    }
    let overflows = subjects.contains { $0.analysis.traps.contains { $0.kind == .overflow } }
    appendLargeValues(subjects.map(\.python), showsExponential: overflows)
    if subjects.contains(where: \.analysis.isNaiveSoftplus) { appendStableSoftplus() }
    appendManual(subjects.map(\.python), at: [-0.5, 0, 0.5])
  }
}

/// A number that Python computes, with our own.
private struct Probe {
  let expression: String
  let value: Double

  /// Values and central differences at the points of the tables.
  static func all(_ subject: StudySubject, _ function: StudiedFunction) -> [Probe] {
    [function.byHand, function.experiment].compactMap { $0 }.flatMap(\.rows).flatMap { row in
      let (name, at) = (subject.python.name, row.float64.value)
      let central = row.estimates.first { $0.scheme == .central }?.float64.value ?? .nan
      return [
        Probe(expression: "\(name)(\(at))", value: row.centre.float64.value),
        Probe(expression: "approx_derivative(\(name), \(at))", value: central),
      ]
    }
  }
}

extension Agreement {
  /// The comparison of pairs of our numbers and Python's; those that neither could compute are left
  /// out.
  init(_ pairs: [(ours: Double, python: Double?)]) {
    var compared = 0
    var identical = 0
    var greatest = 0.0
    for (ours, python) in pairs where ours.isFinite || python != nil {
      compared += 1
      guard let python, ours.isFinite else {
        greatest = .infinity
        continue
      }
      if ours == python {
        identical += 1
      } else {
        greatest = max(greatest, (ours - python).magnitude / max(ours.magnitude, python.magnitude))
      }
    }
    self.init(
      compared: compared, identical: identical,
      greatestRelativeDifference: greatest.isFinite ? greatest : 1)
  }
}

extension ExponentialThreshold {
  /// The formats of practice. With p bits of precision and greatest exponent e, exp overflows above
  /// ln((2 − 2^−p)·2^e), and 1 + exp(z) is rounded to 1 below −p·ln 2.
  static let all = [
    ("float64", "709.782712893383996788", "-36.7368005696771013991"),
    ("float32", "88.7228390818706767736", "-16.635532333438687426"),
    ("float16", "11.0901107185269510362", "-7.62461898615939840359"),
    ("bfloat16", "88.7208840768371962548", "-5.54517744447956247534"),
  ].map { format, overflow, absorption in
    func number(_ text: String) -> ExactNumber {
      ExactNumber(exact: nil, decimal: text, enclosure: [text, text])
    }
    return ExponentialThreshold(
      format: format, overflow: number(overflow), absorption: number(absorption))
  }
}

extension ExactNumber {
  /// A formula without variable for the number: exact where that is known, else its decimal.
  fileprivate var constantFormula: Formula? {
    try? FormulaParser().parseConstant(exact ?? decimal)
  }
}

extension Formula {
  /// The sum with `distance`, as a number where both are.
  fileprivate func moved(by distance: Formula) -> Formula {
    if let a = rational, let b = distance.rational { return .number(a + b) }
    return self + distance
  }
}
