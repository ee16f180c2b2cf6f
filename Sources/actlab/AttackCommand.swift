import ActivationLab
import ArgumentParser
import Foundation

/// `actlab attack`.
struct AttackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attack",
    abstract: "Find the optimal adversarial example of each point, and prove it.",
    discussion: """
      The bounds of the distance are proved. 'actlab attack verify FILE' checks a certificate \
      that --certificate wrote, with a program that shares no code with the search.
      """,
    subcommands: [AttackSearchCommand.self, AttackVerifyCommand.self],
    defaultSubcommand: AttackSearchCommand.self)
}

/// `actlab attack MODEL`.
struct AttackSearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find the nearest input of another class (the default).",
    discussion: """
      The class of a point is its label, or what the network says where there is no label column. \
      A single output means class 1 where it is above 0, else the greatest output counts; ties \
      count as reached. With --target, an input counts where no class is above that one. Exit code \
      1 if the bounds of a distance did not meet in time; Ctrl-C prints what is proved, and ends \
      with 130.
      """)

  @Argument(help: .init("A model file, or xor.", valueName: "model"))
  var model: TextArgument

  @Option(help: .init("Only this point, counted from 1.", valueName: "i"))
  var sample: Int?

  @Option(help: "How perturbations are measured: l2, linf or l1.")
  var norm = PerturbationNorm.l2

  @Option(help: .init("Only inputs with all components between two numbers.", valueName: "lo:hi"))
  var box: TextArgument?

  @Option(help: .init("The class to reach, counted from 0 (default: any other).", valueName: "c"))
  var target: Int?

  @Option(
    help: .init(
      """
      The gap of the bounds at which to stop (default: rounding for piecewise linear \
      activations, 1e-6 for others).
      """, valueName: "gap"))
  var tolerance: Double?

  @Option(
    help: .init("Stop after so many seconds for a point, with what is proved.", valueName: "s"))
  var timeLimit: Double?

  @Option(help: .init("Write a certificate of the lower bounds.", valueName: "file"))
  var certificate: TextArgument?

  @Option(
    help: .init(
      """
      Draw decisions, points, witnesses and the balls within which nothing changes, for two \
      inputs, to FILE (.svg, .png, .pdf or .vl.json).
      """, valueName: "file"))
  var figure: TextArgument?

  @Flag(help: "Say on standard error how long the search took for each point.")
  var timings = false

  @OptionGroup var data: DataOptions
  @OptionGroup var network: NetworkOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let tolerance, !(tolerance >= 0 && tolerance.isFinite) {
      throw ValidationError("The tolerance must be a number that is not negative.")
    }
    if let timeLimit, !(timeLimit > 0) {
      throw ValidationError("The time limit must be above 0 seconds, not \(timeLimit).")
    }
  }

  mutating func run() async throws {
    try output.check()
    let certificateFile = certificate.map {
      OutputFile(URL(filePath: $0.text), replacing: output.force)
    }
    try certificateFile?.check()
    if let figure, figure.text == "-" {
      throw CommandError.usage(
        "standard output takes the table", remedy: "Name a file for the figure.")
    }
    let figureFile = try figure.map { try FigureFile($0, replacing: output.force) }
    let network = try network.network(model)
    let points = try data.load(inputCount: network.inputCount)
    try points.check(for: network)
    guard figure == nil || network.inputCount == 2 else {
      throw CommandError.usage("--figure needs a network and data of two inputs")
    }
    let attackable = try AttackableNetwork(network)
    guard certificate == nil || attackable.canBeCertified else {
      throw CommandError.usage(
        "no certificate can be written: a curved activation has an irrational breakpoint",
        remedy: "Leave --certificate out; the bounds are proved all the same.")
    }
    var attack = AdversarialAttack(attackable)
    attack.norm = norm
    attack.box = try box.map(interval)
    attack.target = target
    attack.tolerance = tolerance
    attack.recordsProof = certificate != nil
    let (answers, isInterrupted) = try search(attack, points)
    if let certificateFile, let text = AttackCertificate(attackable, answers: answers) {
      try certificateFile.write(text.data())
    }
    let results = answers.map(\.result)
    if let figureFile, let map = DecisionMap(network, around: points, reach: results.reach) {
      let language = document.language.language
      var drawing = DecisionFigure(
        map, title: language.choose(en: "Optimal attacks", ru: "Оптимальные атаки"),
        language: language)
      drawing.balls = results.filter(\.distance.lower.isFinite).map {
        DecisionFigure.Ball($0, box: attack.box)
      }
      try await figureFile.write(drawing.specification)
    }
    let (name, target) = (model.text, target)
    try document.write(
      results, to: output,
      text: {
        try AttackRenderer(language: $0).text(
          of: results, model: name, target: target)
      },
      markdown: {
        try AttackRenderer(language: $0).markdown(
          of: results, model: name, target: target)
      })
    if isInterrupted {
      throw CommandError.interrupted(
        "interrupted: the table holds what was proved until then, for \(results.count) of "
          + "\(sample == nil ? points.inputs.count : 1) points")
    }
    if results.contains(where: { $0.status == .gap }) { throw Findings() }
  }

  private func search(
    _ attack: AdversarialAttack, _ points: DataSet
  ) throws -> (answers: [AdversarialAttack.Answer], isInterrupted: Bool) {
    var chosen = Array(points.inputs.indices)
    if let sample {
      guard (1...points.inputs.count).contains(sample) else {
        throw CommandError.usage(
          "there is no sample \(sample)",
          remedy: "The data have \(points.inputs.count) points, counted from 1.")
      }
      chosen = [sample - 1]
    }
    let labels = try points.inputs.indices.map { try label(points, $0) }
    Interruption.postpone()
    defer { Interruption.handle() }
    var attack = attack
    var answers: [AdversarialAttack.Answer] = []
    var unsuitable: [AttackError] = []
    for index in chosen where !Interruption.isRequested {
      if chosen.count > 1, isatty(STDERR_FILENO) == 1 {
        Terminal.standardError("sample \(index + 1) of \(points.inputs.count)")
      }
      let begin = ContinuousClock.now
      let end = timeLimit.map { begin + .seconds($0) }
      attack.shouldStop = {
        Interruption.isRequested || (end.map { ContinuousClock.now > $0 } ?? false)
      }
      let answer: AdversarialAttack.Answer
      do throws(AttackError) {
        answer = try attack.optimum(
          of: points.inputs[index], label: labels[index], sample: index + 1)
      } catch {
        guard chosen.count > 1 else { throw error }
        unsuitable.append(error)
        continue
      }
      if timings {
        let time = (ContinuousClock.now - begin) / .milliseconds(1)
        Terminal.standardError(String(format: "sample %d: %.3f ms", index + 1, time))
      }
      answers.append(answer)
    }
    // One unsuitable point among others is left out; where all are, there is nothing to show.
    if answers.isEmpty, !Interruption.isRequested, let first = unsuitable.first { throw first }
    for error in unsuitable { Terminal.standardError("left out: \(error)") }
    return (answers, Interruption.isRequested)
  }

  private func label(_ points: DataSet, _ index: Int) throws -> Int? {
    guard let label = points.labels?[index] else { return nil }
    guard let place = Int(exactly: label) else {
      throw CommandError.usage(
        "the label \(label) of point \(index + 1) is no class",
        remedy: "Classes are counted from 0; --label none leaves labels out.")
    }
    return place
  }

  private func interval(_ text: TextArgument) throws -> ClosedRange<Double> {
    let parts = text.text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let lower = Double(parts[0]), let upper = Double(parts[1]),
      lower.isFinite, upper.isFinite, lower < upper
    else {
      throw CommandError.usage(
        "'\(text.text)' is no box",
        remedy: "Write two numbers, the smaller first, such as --box 0:1.")
    }
    return lower...upper
  }
}

/// `actlab attack verify`.
struct AttackVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a certificate, sharing no code with the search.",
    discussion: """
      A certificate holds its own network; with --model it must be that of the model. Exit code 1 \
      if the certificate does not prove what it claims.
      """)

  @Argument(help: .init("A certificate.", valueName: "file"))
  var file: TextArgument

  @Option(
    help: .init("Reject certificates of any network but this model file's.", valueName: "model"))
  var model: TextArgument?

  @OptionGroup var network: NetworkOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if model == nil, network.activation != nil {
      throw ValidationError("--activation says how to change the --model; name one.")
    }
  }

  mutating func run() async throws {
    try output.check()
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: file.text))
    } catch {
      throw CommandError.file("'\(file.text)' cannot be read")
    }
    let expected = try model.map { try AttackableNetwork(network.network($0)) }
    let verification = CertificateVerification(
      of: data, ofNetwork: try expected.map { try $0.written() })
    try document.write(
      verification, to: output,
      text: { try CertificateRenderer(language: $0).text(of: verification) },
      markdown: { try CertificateRenderer(language: $0).markdown(of: verification) })
    if !verification.isVerified { throw Findings() }
  }
}

extension PerturbationNorm: ExpressibleByArgument {}
