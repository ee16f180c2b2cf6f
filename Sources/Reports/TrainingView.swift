import Networks
import Proofs

/// The experiment with a network as templates show it.
struct TrainingView {
  let seed: String
  let epochs: Int
  let epochsBefore: Int
  let epochsAfter: Int
  let units: Int
  let samples: Int
  let margin: String
  let probeStep: String
  let runs: [RunView]
  /// Whether functions of the study are missing from the experiment.
  let isPartial: Bool
  let hasDiverged: Bool
  let isSingleRun: Bool
  /// Whether some unit was dead at any time.
  let hasDead: Bool
  /// The activations all of whose units were dead before training.
  let stillborn: ActivationList?
  /// Those whose units all died in the shock and were dead at the end.
  let lost: ActivationList?
  let hasLost: Bool
  /// Those without dead units whose loss at the end was below that right after the shock.
  let recovered: ActivationList?
  /// The activation whose loss before the shock was at least twice that of any other.
  let slowest: String?
  /// Those of constant pieces all of whose units were dead right after the shock, with a difference
  /// of the loss that is not 0 all the same: a shift carried some input across a jump.
  let crossed: ActivationList?
  /// The loss around the watched unit of the first run in which it is flat.
  let flat: FlatView?

  /// One activation.
  struct RunView {
    let title: String
    let lossBefore: String
    let lossAfterShock: String
    let lastLoss: String
    let deadBefore: Int
    let deadAfterShock: Int
    let deadAtEnd: Int
    let watched: String
    /// The epoch in which a number stopped being finite.
    let divergedAt: Int?
  }

  /// Activations of which the same is said.
  struct ActivationList {
    let titles: String
    let isSingleActivation: Bool

    /// `nil` for none.
    init?(_ titles: [String]) {
      guard !titles.isEmpty else { return nil }
      self.titles = titles.joined(separator: ", ")
      isSingleActivation = titles.count == 1
    }
  }

  /// The parameters of a unit around which the loss is flat.
  struct FlatView {
    let title: String
    let greatestSum: String
    let rows: [RowView]

    /// One parameter.
    struct RowView {
      let parameterLatex: String
      let below: String
      let above: String
      let quotient: String
    }
  }

  /// `w1` as `w_{1}`.
  private static func subscripted(_ parameter: String) -> String {
    let (letter, digits) = (parameter.prefix(1), parameter.dropFirst())
    return digits.isEmpty ? parameter : "\(letter)_{\(digits)}"
  }

  init(_ result: DyingUnitsResult, functions: [StudiedFunction], sections: [SectionView]) {
    let experiment = result.experiment
    seed = "\(experiment.seed)"
    epochsBefore = experiment.epochsBefore
    epochsAfter = experiment.epochsAfter
    epochs = experiment.epochsBefore + experiment.epochsAfter
    units = experiment.hiddenUnits
    samples = experiment.samples
    margin = experiment.margin.latex(significant: 6)
    probeStep = experiment.step.latex(significant: 6)
    func title(_ run: DyingUnitsResult.Run) -> String {
      sections.first { $0.identifier == run.activation }?.title ?? run.activation
    }
    runs = result.runs.map { run in
      let before = run.epochs.last { $0.epoch <= experiment.epochsBefore }
      let quotients = run.probeAfterShock?.differences.map(\.centralDifference.magnitude) ?? []
      return RunView(
        title: title(run), lossBefore: before?.loss.latex(significant: 4) ?? unknownLatex,
        lossAfterShock: run.afterShock?.loss.latex(significant: 4) ?? unknownLatex,
        lastLoss: run.divergedAt == nil
          ? run.epochs.last?.loss.latex(significant: 4) ?? unknownLatex : unknownLatex,
        deadBefore: before?.deadUnits ?? 0, deadAfterShock: run.afterShock?.deadUnits ?? 0,
        deadAtEnd: run.epochs.last?.deadUnits ?? 0,
        watched: quotients.max()?.latex(significant: 3) ?? unknownLatex,
        divergedAt: run.divergedAt)
    }
    isPartial = runs.count < sections.count
    hasDiverged = runs.contains { $0.divergedAt != nil }
    isSingleRun = runs.count == 1
    hasDead = result.runs.contains { run in
      (run.epochs + [run.afterShock].compactMap { $0 }).contains { $0.deadUnits > 0 }
    }
    func list(_ isMeant: (DyingUnitsResult.Run) -> Bool) -> ActivationList? {
      ActivationList(result.runs.filter(isMeant).map(title))
    }
    let units = experiment.hiddenUnits
    stillborn = list { $0.isStillborn(units: units) }
    lost = list { run in
      !run.isStillborn(units: units)
        && [run.afterShock, run.epochs.last].allSatisfy { $0?.deadUnits == units }
    }
    hasLost = lost != nil
    recovered = list { run in
      guard let shocked = run.afterShock, let last = run.epochs.last, run.divergedAt == nil
      else { return false }
      return last.deadUnits == 0 && last.loss < shocked.loss
    }
    crossed = list { run in
      let function = functions.first { $0.identifier == run.activation }
      return run.afterShock?.deadUnits == units && run.probeAfterShock?.isFlat == false
        && function?.analysis.hasConstantPieces == true
    }
    let losses = result.runs.map { run in
      (title(run), run.epochs.last { $0.epoch <= experiment.epochsBefore }?.loss ?? .nan)
    }.sorted { $0.1 > $1.1 }
    slowest = losses.count > 1 && losses[0].1 >= 2 * losses[1].1 ? losses[0].0 : nil
    let flatRun = result.runs.first { $0.probeAfterShock?.isFlat ?? false }
    flat = flatRun.flatMap { run in
      run.probeAfterShock.map { probe in
        FlatView(
          title: title(run), greatestSum: probe.greatestSum.latex(significant: 4),
          rows: probe.differences.map {
            FlatView.RowView(
              parameterLatex: Self.subscripted($0.parameter), below: $0.lossBelow.latex,
              above: $0.lossAbove.latex,
              quotient: $0.centralDifference.latex)
          })
      }
    }
  }
}

extension DyingUnitsResult.Run {
  /// Whether all hidden units were dead before the first epoch.
  func isStillborn(units: Int) -> Bool { epochs.first?.deadUnits == units }
}
