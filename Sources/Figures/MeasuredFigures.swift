// Figures of what other modules measured: names and numbers are taken over, nothing is computed.

import Accuracy
import Foundation
import Installation
import Networks
import Reals

extension FiniteDifferenceScheme {
  /// The name in legends.
  func name(in language: Language) -> String {
    switch self {
    case .central: language.choose(en: "central", ru: "центральная")
    case .forward: language.choose(en: "forward", ru: "правая")
    case .backward: language.choose(en: "backward", ru: "левая")
    case .fivePoint: language.choose(en: "five-point", ru: "пятиточечная")
    case .richardson: language.choose(en: "Richardson", ru: "Ричардсон")
    }
  }
}

extension FunctionFigure {
  /// Adds the float64 differences of one scheme as points.
  ///
  /// - Parameters:
  ///   - table: the differences; those that are not finite are left out.
  ///   - scheme: which of the table's schemes.
  ///   - function: the function's name, put before the legend's text if there is more than one.
  ///   - family: which function of the figure this is.
  ///   - areLabelled: whether the values are written beside the points.
  public mutating func addDifferences(
    of table: DifferenceTable, scheme: FiniteDifferenceScheme = .central, function: String? = nil,
    family: Int, areLabelled: Bool, language: Language
  ) {
    let points = table.rows.compactMap { row -> Mark? in
      let estimate = row.estimates.first { $0.scheme == scheme }
      guard let x = row.at.finite, let y = estimate?.float64.value, y.isFinite else { return nil }
      return Mark(at: FigurePoint(x: x, y: y), label: areLabelled ? Self.short(y) : "")
    }
    let words = language.choose(en: "finite differences", ru: "конечные разности")
    let name = [function.map { "\($0): " } ?? "", words, ", ε = \(table.step.short)"].joined()
    differences.append(Differences(name: name, family: family, points: points))
  }
}

extension ErrorSweepFigure {
  /// The errors of a sweep, with each scheme's best step marked.
  ///
  /// A scheme without a reference to measure against has no curve.
  public init(_ sweep: StepSweep, title: String, language: Language) {
    self.init(
      title: title, language: language,
      schemes: sweep.curves.filter { $0.reference != nil }.map { curve in
        Scheme(
          name: curve.scheme.name(in: language),
          errors: curve.points.compactMap { point in
            point.error.map { FigurePoint(x: point.stepFloat64.value, y: $0.value) }
          },
          bestStep: curve.best?.stepFloat64.value)
      })
  }
}

extension TrainingFigure {
  /// The training of an experiment, with the shock marked.
  ///
  /// - Parameter names: the legend's name of an activation; by default its own.
  public init(
    _ result: DyingUnitsResult, title: String, language: Language,
    names: (String) -> String = { $0 }
  ) {
    self.init(
      title: title, language: language,
      runs: result.runs.map { run in
        Run(
          name: names(run.activation), losses: run.epochs.map(\.loss),
          deadUnits: run.epochs.map(\.deadUnits), lossAfterEvent: run.afterShock?.loss,
          deadUnitsAfterEvent: run.afterShock?.deadUnits)
      })
    event = Event(
      epoch: result.experiment.epochsBefore, label: language.choose(en: "shock", ru: "удар"))
  }
}

extension TrainingFigure {
  /// The losses of one training, from its first epoch on; and the dead units of all layers, if they
  /// were counted.
  public init(_ run: TrainingRun, title: String, language: Language) {
    let dead = run.epochs.map { epoch in
      (epoch.layers ?? []).reduce(0) { $0 + $1.deadUnits }
    }
    let isDiagnosed = run.epochs.first?.layers != nil
    self.init(
      title: title, language: language,
      runs: [
        Run(
          name: run.network.layers.first?.activation ?? "",
          // Nothing is known before the first epoch.
          losses: [.nan] + run.epochs.map(\.loss),
          deadUnits: isDiagnosed ? Array(dead.prefix(1)) + dead : [])
      ])
  }
}
