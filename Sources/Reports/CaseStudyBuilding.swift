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
  /// - Parameters:
  ///   - command: the command that makes the study again.
  ///   - records: what Coq has said of proofs before; by default all that can be found.
  /// - Throws: `MissingProgram` if there is no `python3`, ``PythonSessionError`` if it fails.
  public init(
    of subjects: [StudySubject], command: String, records: ProofRecords? = nil
  ) async throws {
    let records = try records ?? ProofRecords()
    var functions = subjects.map { StudiedFunction($0, records: records) }
    let cells = PythonCells(subjects, functions)
    let probes = zip(subjects, functions).map { Probe.all($0, $1) }
    let large = subjects.map { LargeValue.probes($0) }
    let compared = Array(probes.joined())
    let session = try await PythonSession(
      cells: cells.cells.map(\.source),
      probes: compared.flatMap { [$0.valueExpression, $0.differenceExpression] }
        + large.joined().map(\.expression))
    var printed = zip(session.texts, session.values).map { ScriptedNumber(text: $0, number: $1) }[
      ...]
    for (index, probes) in probes.enumerated() {
      functions[index].scripted = probes.compactMap { ScriptedPoint($0, from: &printed) }
    }
    for (index, large) in large.enumerated() {
      functions[index].largeValues = large.compactMap { probe in
        printed.popFirst().map { LargeValue(at: probe.at, exact: probe.exact, script: $0) }
      }
    }
    self.init(
      command: command, step: Rational.studyStep.description, functions: functions,
      cells: zip(cells.cells, session.outputs).map { cell, output in
        PythonCell(name: cell.name, source: cell.source, output: output)
      }, formats: ExponentialThreshold.all,
      agreement: Agreement(
        zip(compared, functions.flatMap(\.scripted)).flatMap { ours, python in
          [(ours.value, python.value.number), (ours.difference, python.difference.number)]
        }),
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
  /// The function for a network, or `nil` unless it is defined on all of ℝ.
  fileprivate var activation: (name: String, function: ActivationFunction)? {
    let domain = analysis.domain
    guard domain.verdict == .proved, domain.intervals.count == 1,
      domain.intervals.first?.from == .minusInfinity, domain.intervals.first?.to == .infinity
    else { return nil }
    return (identifier, ActivationFunction(function))
  }
}

extension StudiedFunction {
  /// The facts about one function.
  init(_ subject: StudySubject, records: ProofRecords) {
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
    let points = StudyPoints(analysis)
    self.init(
      identifier: subject.identifier,
      titles: Dictionary(
        uniqueKeysWithValues: Language.allCases.map { ($0.rawValue, subject.title) }),
      symbol: subject.symbol, analysis: analysis, theory: differences(points.theory),
      experiment: differences(points.experiment), byHand: differences(points.byHand),
      calculations: evaluation(.value, points.byHand, explained: true),
      quotients: evaluation(.derivative, points.byHand, explained: true),
      values: evaluation(.value, points.checks),
      slopes: evaluation(.derivative, points.checks),
      formal: FormalProof(subject, records: records))
  }
}

extension PythonCells {
  /// The cells for `subjects`, at the points of the tables of `functions`.
  init(_ subjects: [StudySubject], _ functions: [StudiedFunction]) {
    self.init(taken: Set(subjects.flatMap { [$0.python.name, $0.python.derivativeName] }))
    for (subject, function) in zip(subjects, functions) {
      let points = function.experiment.arguments
      if subject.analysis.kinks.isEmpty {
        appendValues(subject.python, at: points)
      } else {
        appendDifferences(subject.python, at: points)
      }
      let corner = subject.analysis.differentiability.exceptions.first { CornerRow($0) != nil }
      if let at = corner?.at.double { appendSchemes(subject.python, at: at) }
    }
    let overflows = subjects.contains { $0.analysis.traps.contains(where: \.isExponentialOverflow) }
    appendLargeValues(subjects.map(\.python), showsExponential: overflows)
    if subjects.contains(where: \.analysis.isNaiveSoftplus) { appendStableSoftplus() }
    appendManual(zip(subjects, functions).map { ($0.python, $1.byHand.arguments) })
  }
}

extension DifferenceTable? {
  /// The float64 arguments of the rows.
  fileprivate var arguments: [Double] { self?.rows.map(\.float64.value) ?? [] }
}

/// A point at which Python computes value and central difference, with our own numbers.
private struct Probe {
  let function: String
  let at: Double
  let value: Double
  let difference: Double

  var valueExpression: String { "\(function)(\(at))" }
  var differenceExpression: String { "approx_derivative(\(function), \(at))" }

  /// The points of the tables that quote the script.
  static func all(_ subject: StudySubject, _ function: StudiedFunction) -> [Probe] {
    [function.byHand, function.experiment].compactMap { $0 }.flatMap(\.rows).map { row in
      let central = row.estimates.first { $0.scheme == .central }?.float64.value ?? .nan
      return Probe(
        function: subject.python.name, at: row.float64.value, value: row.centre.float64.value,
        difference: central)
    }
  }
}

extension ScriptedPoint {
  /// The next two of the numbers that Python computed, if they are left.
  fileprivate init?(_ probe: Probe, from printed: inout ArraySlice<ScriptedNumber>) {
    guard let value = printed.popFirst(), let difference = printed.popFirst() else { return nil }
    self.init(at: probe.at, value: value, difference: difference)
  }
}

extension LargeValue {
  /// The values to ask Python for, with their true ones.
  fileprivate static func probes(
    _ subject: StudySubject
  ) -> [(at: Int, exact: ExactNumber?, expression: String)] {
    let points = PythonCells.largeArguments
    let exact = Evaluation(
      of: subject.function, analysis: subject.analysis, quantity: .value,
      at: points.map { .number(Rational($0)) }, isExplained: false)
    return zip(points, exact.points).map {
      ($0, $1.value, "\(subject.python.name)(\($0))")
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
