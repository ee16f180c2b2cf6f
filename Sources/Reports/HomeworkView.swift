import Analysis
import Foundation
import Installation
import Networks
import Proofs
import Reals
import Robustness

/// The homework as its template shows it.
struct HomeworkView {
  let command: String
  let functions: [GradientView]
  let forward: [ForwardRowView]
  let meanLoss: String
  let gradients: [GradientRowView]
  let check: CheckView?
  let training: TrainingTableView
  let initial: AttackedView
  let trained: AttackedView
  let shift: BoundaryShiftView
  /// Whether all samples of the network as it is given are √2/4 away from its boundary.
  let isInitialByHand: Bool
  /// Whether the network classified all samples rightly before the training too.
  let wasRight: Bool
  /// Whether both networks have nearer examples than the answer sheet says.
  let isAnswerSheetBeaten: Bool
  let thresholds: [ThresholdView]
  let jump: JumpView
  /// The threshold for which adversarial examples are shown, and these.
  let exampleThreshold: String
  let examples: [JumpExampleView]

  init(_ homework: Homework, language: Language) throws {
    let writer = try NetworkWriter(language: language, decimals: 4)
    let words = try TableWriter(
      notation: .latex, phrases: Phrases(language: language, module: "Reports"))
    command = homework.command
    let badge = try ProofBadge(language: language)
    functions = zip(homework.functions, homework.formal).map {
      GradientView($0, words, badge: badge.text(of: $1, [.kinks, .derivative, .regions]))
    }
    forward = homework.forward.samples.enumerated().map {
      ForwardRowView($1, number: $0 + 1, writer)
    }
    meanLoss = homework.forward.meanLoss.map(writer.fixed) ?? "—"
    gradients = homework.gradients.samples.enumerated().map {
      GradientRowView($1, number: $0 + 1, writer)
    }
    check = homework.gradients.check.map { CheckView($0, writer) }
    training = TrainingTableView(homework.training, writer)
    initial = AttackedView(homework.initial, writer)
    trained = AttackedView(homework.trained, writer)
    let distances = [homework.initial, homework.trained].map {
      $0.answers.map(\.distance.upper).min() ?? .infinity
    }
    shift = BoundaryShiftView(homework, writer)
    isInitialByHand = homework.initial.answers.allSatisfy {
      ($0.distance.upper - 2.0.squareRoot() / 4).magnitude < 1e-9
    }
    wasRight = homework.initial.right == homework.initial.answers.count
    isAnswerSheetBeaten = distances[0] < 0.36 && distances[1] < 0.31
    thresholds = homework.thresholds.map { ThresholdView($0, writer) }
    jump = JumpView(homework.thresholds, trained: homework.trained, writer)
    exampleThreshold = homework.example.threshold
    examples = JumpExampleView.both(homework.example, writer)
  }
}

/// One function of problem 1.
struct GradientView {
  let identifier: String
  let title: String
  let definition: String
  let pieces: [DerivativePieceView]
  let regions: [RegionView]
  let undefinedAt: String
  let kinks: [KinkView]
  let hasUndefined: Bool
  let isUndefinedAtOnePoint: Bool
  /// Whether Coq has checked derivative and regions.
  let badge: String

  init(_ subject: StudySubject, _ words: TableWriter, badge: String) {
    self.badge = badge
    identifier = subject.identifier
    title = subject.title
    definition = words.definition(of: subject.analysis.function)
    let regions = subject.analysis.regions.first
    self.regions = (regions?.pieces ?? []).map { region in
      RegionView(
        // A bar would end the cell of the table.
        kind: words.phrase("region.\(region.kind.rawValue)").replacing("|", with: "\\|"),
        interval: words.notation.interval(
          from: region.from, to: region.to, fromClosed: region.fromClosed,
          toClosed: region.toClosed))
    }
    let undefined = regions?.undefinedAt ?? []
    undefinedAt = undefined.map { place in
      switch place {
      case .point(let point): words.number(point)
      case .interval(let interval): words.notation.interval(interval)
      }
    }.joined(separator: ", ")
    hasUndefined = !undefined.isEmpty
    if case .point? = undefined.first, undefined.count == 1 {
      isUndefinedAtOnePoint = true
    } else {
      isUndefinedAtOnePoint = false
    }
    kinks = subject.analysis.differentiability.exceptions.map { KinkView($0, words) }
    pieces = subject.analysis.pieces.map { piece in
      DerivativePieceView(
        latex: piece.derivativeLatex,
        interval: words.notation.interval(
          from: piece.from, to: piece.to, fromClosed: false, toClosed: false))
    }
  }
}

/// A point without derivative.
struct KinkView {
  let at: String
  let left: String
  let right: String
  let taken: String
  let isTaken: Bool

  init(_ exception: Differentiability.Kink, _ words: TableWriter) {
    at = words.number(exception.at)
    left = words.number(exception.left)
    right = words.number(exception.right)
    taken = exception.conventions.map { "\($0.framework): \(words.number($0.value))" }
      .joined(separator: ", ")
    isTaken = !taken.isEmpty
  }
}

/// The derivative on one piece.
struct DerivativePieceView {
  let latex: String
  let interval: String
}

/// A region of the gradient.
struct RegionView {
  let kind: String
  let interval: String
}

/// One sample of the forward pass.
struct ForwardRowView {
  let number: Int
  let input: String
  let target: String
  let sums: String
  let hidden: String
  let output: String
  let probability: String
  let loss: String

  init(_ row: ForwardTable.Row, number: Int, _ writer: NetworkWriter) {
    self.number = number
    input = "(\(writer.rounded(row.input)))"
    target = row.label.map(writer.all) ?? "—"
    sums = "(\(writer.rounded(row.sums.first ?? [])))"
    hidden = "(\(writer.rounded(row.hidden.first ?? [])))"
    output = writer.rounded(row.outputs)
    probability = (row.probabilities ?? []).map(writer.fixed).joined(separator: ", ")
    loss = row.loss.map(writer.fixed) ?? "—"
  }
}

/// The gradients of one sample, all digits.
struct GradientRowView {
  let number: Int
  let input: String
  let target: String
  let outputWeights: String
  let outputBias: String
  let hiddenWeights: [String]
  let hiddenBias: String

  init(_ row: GradientTable.Row, number: Int, _ writer: NetworkWriter) {
    self.number = number
    input = "(\(writer.rounded(row.input)))"
    target = writer.all(row.label)
    let (hidden, output) = (row.layers.first, row.layers.last)
    outputWeights = writer.all(output?.weights.first ?? [])
    outputBias = (output?.bias ?? []).map(writer.all).joined(separator: ", ")
    hiddenWeights = (hidden?.weights ?? []).map(writer.all)
    hiddenBias = writer.all(hidden?.bias ?? [])
  }
}

/// What the gradient check found.
struct CheckView {
  let passed: Int
  let failed: Int
  let kinks: Int
  let isConfirmed: Bool
  let entries: [Entry]

  struct Entry {
    let sample: Int
    let parameter: String
    let left: String
    let right: String
    let taken: String
  }

  init(_ check: GradientCheck, _ writer: NetworkWriter) {
    passed = check.passed
    failed = check.failed.count
    kinks = check.atKinks.count
    isConfirmed = check.failed.isEmpty
    entries = check.atKinks.map { entry in
      Entry(
        sample: entry.sample, parameter: "\(entry.parameter)", left: writer.rounded(entry.left),
        right: writer.rounded(entry.right), taken: writer.rounded(entry.derivative))
    }
  }
}

/// The table of the training, and what its comment says.
struct TrainingTableView {
  let rows: [Row]
  let first: String
  let last: String
  let final: String
  let share: String
  let isFalling: Bool
  let rises: Int
  let hasRises: Bool
  let halvedAt: Int?
  let deadUnits: Int
  let hasDead: Bool
  let allRight: Bool

  struct Row {
    let epoch: Int
    let loss: String
  }

  init(_ run: TrainingRun, _ writer: NetworkWriter) {
    let losses = run.epochs.map(\.loss)
    let shown = run.epochs.filter { $0.epoch.isMultiple(of: 10) }
    rows = shown.map { Row(epoch: $0.epoch, loss: writer.fixed($0.loss)) }
    first = losses.first.map(writer.fixed) ?? "—"
    last = losses.last.map(writer.fixed) ?? "—"
    final = writer.fixed(run.finalLoss)
    share = run.finalAccuracy.map(writer.rounded) ?? "—"
    allRight = run.finalAccuracy == 1
    isFalling = zip(shown, shown.dropFirst()).allSatisfy { $0.loss > $1.loss }
    rises = zip(losses, losses.dropFirst()).count { $0 < $1 }
    hasRises = rises > 0
    halvedAt = losses.first.flatMap { start in
      run.epochs.first { $0.loss <= start / 2 }?.epoch
    }
    deadUnits = (run.epochs.last?.layers ?? []).reduce(0) { $0 + $1.deadUnits }
    hasDead = deadUnits > 0
  }
}
