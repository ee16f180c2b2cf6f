import ActivationLab
import ArgumentParser
import Foundation

extension Optimizer.Method: ExpressibleByArgument {}
extension TrainingPlan.Order: ExpressibleByArgument {}
extension Network.Initialisation: ExpressibleByArgument {}

/// `actlab network train`.
struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a network; the same seed gives the same bytes.",
    discussion: """
      MODEL is a file, xor, or an architecture such as 2-16-16-2, which gets --activation (relu by \
      default) and weights drawn by --initialise (he by default).

      With --checkpoint the state is written as training goes on, and --resume goes on from there, \
      to the very same weights. An interruption (Ctrl-C) writes it too, and ends with exit code 130.
      """)

  @Argument(help: .init("A model file, xor, or an architecture.", valueName: "model"))
  var model: TextArgument

  @Option(help: "The method.")
  var optimizer = Optimizer.Method.sgd

  @Option(
    help: .init(
      "The learning rate (default: 0.1; rmsprop 0.01; adam, adamw 0.001).", valueName: "r"))
  var rate: Double?

  @Option(
    help: .init("The momentum of momentum and nesterov, below 1 (default: 0.9).", valueName: "m"))
  var momentum: Double?

  @Option(help: .init("The weight decay of adamw (default: 0.01).", valueName: "l"))
  var weightDecay: Double?

  @Option(help: .init("The samples of a step.", valueName: "n"))
  var batch = 1

  @Option(help: .init("The number of epochs.", valueName: "n"))
  var epochs = 100

  @Option(help: "The order of the samples in an epoch.")
  var order = TrainingPlan.Order.fixed

  @Option(help: "Draw new weights: he or xavier.")
  var initialise: Network.Initialisation?

  @Flag(help: "Examine each layer after each epoch: dead units, gradient norms, saturation.")
  var diagnose = false

  @Option(
    name: .customLong("save"),
    help: .init("Write the trained model to FILE (.json or .onnx).", valueName: "file"))
  var save: TextArgument?

  @Option(help: .init("Write a row for each epoch to FILE (.csv or .json).", valueName: "file"))
  var log: TextArgument?

  @Option(
    help: .init(
      "Draw the losses to FILE (.svg, .png, .pdf or .vl.json).", valueName: "file"))
  var figure: TextArgument?

  @Option(
    help: .init("Draw what the network decides, for two inputs, to FILE.", valueName: "file"))
  var boundary: TextArgument?

  @Option(help: .init("Keep the state of the training in FILE.", valueName: "file"))
  var checkpoint: TextArgument?

  @Flag(help: "Go on from the checkpoint, if there is one.")
  var resume = false

  @Option(help: .init("Show every n-th epoch (default: ten of them).", valueName: "n"))
  var every: Int?

  @Flag(help: "Say on standard error how long training took.")
  var timings = false

  @OptionGroup var data: DataOptions
  @OptionGroup var network: NetworkOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...1_000_000).contains(batch) else {
      throw ValidationError("A batch has 1 to 1000000 samples, not \(batch).")
    }
    guard (0...10_000_000).contains(epochs) else {
      throw ValidationError("The number of epochs must be between 0 and 10000000, not \(epochs).")
    }
    for (name, number) in [("rate", rate), ("momentum", momentum), ("decay", weightDecay)] {
      guard let number else { continue }
      guard number.isFinite, number >= 0 else {
        throw ValidationError("The \(name) must be a number that is not negative, not \(number).")
      }
    }
    if let momentum {
      guard [.momentum, .nesterov].contains(optimizer) else {
        throw ValidationError("--momentum is for the optimizers momentum and nesterov.")
      }
      guard momentum < 1 else {
        throw ValidationError("The momentum must be below 1, not \(momentum).")
      }
    }
    if weightDecay != nil, optimizer != .adamw {
      throw ValidationError("--weight-decay is for the optimizer adamw.")
    }
    if resume && checkpoint == nil { throw ValidationError("--resume needs --checkpoint.") }
    if let every, every < 1 { throw ValidationError("--every needs a number above 0.") }
  }

  mutating func run() async throws {
    try output.check()
    let files = try TrainingOutputs(self)
    let network = try start()
    let data = try data.load(inputCount: network.inputCount)
    let map = boundary == nil ? nil : DecisionMap(network, around: data, cells: 1)
    if boundary != nil, map == nil {
      throw CommandError.usage("--boundary needs a network and data of two inputs")
    }
    var method = Optimizer(optimizer, rate: rate)
    if let momentum { method.momentum = momentum }
    if let weightDecay { method.weightDecay = weightDecay }
    let plan = TrainingPlan(
      optimizer: method, batch: batch, epochs: epochs, order: order, seed: self.data.seed)
    let (run, trained) = try train(network, on: data, plan)
    try await files.write(run, trained, on: data, language: document.language.language)
    try document.write(
      run, to: output,
      text: { try TrainingRenderer(language: $0, interval: every).text(of: run) },
      markdown: { try TrainingRenderer(language: $0, interval: every).markdown(of: run) })
    if run.divergedAt != nil { throw Findings() }
  }

  /// The network before training.
  private func start() throws -> Network {
    let catalogue = try network.catalogue.load()
    let rule = try network.rule()
    let hidden = ActivationFunction(
      try catalogue.parser.parse(network.activation?.text ?? "relu"), catalogue: catalogue,
      rule: rule)
    if let made = try Network(architecture: model.text, hidden: hidden) {
      let changed = try Network(layers: made.layers, loss: network.loss?.loss ?? made.loss)
      return changed.initialised(initialise ?? .he, seed: data.seed)
    }
    let given = try network.network(model)
    return initialise.map { given.initialised($0, seed: data.seed) } ?? given
  }

  private func train(
    _ network: Network, on data: DataSet, _ plan: TrainingPlan
  ) throws -> (TrainingRun, Network) {
    let file = checkpoint.map { URL(filePath: $0.text) }
    var kept: TrainingCheckpoint?
    if let file {
      let exists = FileManager.default.fileExists(atPath: file.path)
      // What is there may be another training's.
      try OutputFile(file, replacing: output.force || resume).check()
      if resume, exists { kept = try TrainingCheckpoint(contentsOf: file) }
      if let kept, kept.epoch > epochs {
        throw CommandError.usage(
          "the checkpoint is of epoch \(kept.epoch), beyond --epochs \(epochs)",
          remedy: "Ask for more epochs, or begin anew with another --checkpoint.")
      }
      if resume, !exists { Terminal.standardError("no checkpoint yet: training begins") }
    }
    let clock = ContinuousClock()
    var (saved, shown) = (clock.now, clock.now)
    var interval = Duration.milliseconds(200)
    func keep(_ checkpoint: TrainingCheckpoint) throws {
      guard let file else { return }
      let begin = clock.now
      try OutputFile(file, replacing: true).write(checkpoint.data())
      saved = clock.now
      // Long files are written less often.
      interval = max(interval, (saved - begin) * 10)
    }
    Interruption.postpone()
    defer { Interruption.handle() }
    let result = try TrainingRun.train(
      network, on: data, plan: plan, isDiagnosed: diagnose, resuming: kept
    ) { epoch, checkpoint in
      if Interruption.isRequested {
        try keep(checkpoint())
        let remedy = file.map { "Go on with --checkpoint '\($0.path)' --resume." }
        throw CommandError.interrupted("interrupted after epoch \(epoch.epoch)", remedy: remedy)
      }
      let now = clock.now
      if file != nil, now - saved > interval || epoch.epoch == plan.epochs {
        try keep(checkpoint())
      }
      if now - shown > .seconds(1) {
        Terminal.standardError("epoch \(epoch.epoch) of \(plan.epochs): loss \(epoch.loss)")
        shown = now
      }
      return true
    }
    if timings {
      let epochs = max(result.run.epochs.count - (kept?.epoch ?? 0), 1)
      let time = result.duration / .milliseconds(1)
      Terminal.standardError(
        String(format: "epochs: %d in %.3f ms, %.4f ms each", epochs, time, time / Double(epochs)))
    }
    return (result.run, result.network)
  }
}

/// The files that a training writes beside its document.
private struct TrainingOutputs {
  private let model: (file: OutputFile, isONNX: Bool)?
  private let log: (file: OutputFile, isCSV: Bool)?
  private let figure: FigureFile?
  private let boundary: FigureFile?

  /// Checks that all of them can be written.
  init(_ command: TrainCommand) throws {
    let force = command.output.force
    try Self.checkDistinct([
      ("--save", command.save), ("--log", command.log), ("--figure", command.figure),
      ("--boundary", command.boundary), ("--checkpoint", command.checkpoint),
      ("--output", command.output.isStandardOutput ? nil : command.output.output),
    ])
    func file(_ argument: TextArgument?, _ first: String, _ second: String) throws
      -> (file: OutputFile, isFirst: Bool)?
    {
      guard let argument else { return nil }
      let name = argument.text.lowercased()
      guard name.hasSuffix(first) || name.hasSuffix(second) else {
        throw CommandError.usage(
          "the format of '\(argument.text)' is not known",
          remedy: "Give it a name that ends in \(first) or \(second).")
      }
      let file = OutputFile(URL(filePath: argument.text), replacing: force)
      try file.check()
      return (file, name.hasSuffix(first))
    }
    model = try file(command.save, ".onnx", ".json").map { ($0.file, $0.isFirst) }
    log = try file(command.log, ".csv", ".json").map { ($0.file, $0.isFirst) }
    func figure(_ argument: TextArgument?) throws -> FigureFile? {
      guard let argument else { return nil }
      if argument.text == "-" {
        throw CommandError.usage(
          "standard output takes the table", remedy: "Name a file for the figure.")
      }
      return try FigureFile(argument, replacing: force)
    }
    self.figure = try figure(command.figure)
    boundary = try figure(command.boundary)
  }

  /// What one option writes, another must not replace.
  private static func checkDistinct(_ files: [(option: String, file: TextArgument?)]) throws {
    var taken: [String: String] = [:]
    for (option, file) in files {
      guard let file else { continue }
      let path = URL(filePath: file.text).standardizedFileURL.path
      if let other = taken.updateValue(option, forKey: path) {
        throw CommandError.usage(
          "\(other) and \(option) name the same file, '\(file.text)'",
          remedy: "Give each a file of its own.")
      }
    }
  }

  func write(
    _ run: TrainingRun, _ network: Network, on data: DataSet, language: Language
  ) async throws {
    if let model { try model.file.write(model.isONNX ? network.onnx() : network.json()) }
    if let log { try log.file.write(log.isCSV ? Data(run.csv.utf8) : JSONOutput.data(run)) }
    let name = "\(run.network.architecture) \(run.network.layers.first?.activation ?? "")"
    let title = language.choose(en: "\(name) on \(run.data)", ru: "\(name), данные \(run.data)")
    if let figure {
      try await figure.write(
        TrainingFigure(run, title: title, language: language).specification)
    }
    if let boundary, let map = DecisionMap(network, around: data) {
      try await boundary.write(
        DecisionFigure(map, title: title, language: language).specification)
    }
  }
}
