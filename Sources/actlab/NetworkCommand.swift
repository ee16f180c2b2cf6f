import ActivationLab
import ArgumentParser

/// `actlab network`.
struct NetworkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "network",
    abstract: "Compute with networks: forward passes, gradients, training.",
    discussion: """
      A MODEL is a file, JSON (actlab.network.v1) or ONNX, or 'xor', the built-in network of the \
      exclusive or.
      """,
    subcommands: [ForwardCommand.self, GradientsCommand.self, TrainCommand.self])
}

/// `actlab network forward`.
struct ForwardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forward",
    abstract: "Pre-activations, hidden outputs, predictions and losses for each point.")

  @Argument(help: .init("A model file, or xor.", valueName: "model"))
  var model: TextArgument

  @Option(help: .init("Digits after the point in tables, 0 to 17.", valueName: "n"))
  var digits = 4

  @OptionGroup var data: DataOptions
  @OptionGroup var network: NetworkOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (0...17).contains(digits) else {
      throw ValidationError("The number of digits must be between 0 and 17, not \(digits).")
    }
  }

  mutating func run() async throws {
    try output.check()
    let network = try network.network(model)
    let table = try ForwardTable(network, on: data.load(inputCount: network.inputCount))
    try document.write(
      table, to: output,
      text: { try ForwardRenderer(language: $0, decimals: digits).text(of: table) },
      markdown: { try ForwardRenderer(language: $0, decimals: digits).markdown(of: table) })
  }
}

/// `actlab network gradients`.
struct GradientsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradients",
    abstract: "Gradients of the loss of each sample, checked by differences that know kinks.",
    discussion: """
      A parameter whose difference meets a kink of some unit neither passes nor fails: it is listed \
      with the derivatives from both sides. Exit code 1 if a difference away from kinks does not \
      confirm a derivative.
      """)

  @Argument(help: .init("A model file, or xor.", valueName: "model"))
  var model: TextArgument

  @Option(help: .init("The step of the central differences.", valueName: "h"))
  var step = 1e-5

  @OptionGroup var data: DataOptions
  @OptionGroup var network: NetworkOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard step > 0, step < 1 else {
      throw ValidationError("The step must be between 0 and 1, not \(step).")
    }
  }

  mutating func run() async throws {
    try output.check()
    let network = try network.network(model)
    let table = try GradientTable(
      network, on: data.load(inputCount: network.inputCount), step: step)
    try document.write(
      table, to: output, text: { try GradientRenderer(language: $0).text(of: table) },
      markdown: { try GradientRenderer(language: $0).markdown(of: table) })
    if table.check?.failed.isEmpty == false { throw Findings() }
  }
}
