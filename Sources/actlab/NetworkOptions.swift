import ActivationLab
import ArgumentParser
import Foundation

/// Which network, and what is changed of it.
struct NetworkOptions: ParsableArguments {
  @Option(
    help: .init(
      "Replace the activation of all layers that have one, by a name or formula.", valueName: "F"))
  var activation: TextArgument?

  @Option(help: "The loss: bce (of a logit), cross-entropy (of the softmax) or mse.")
  var loss: LossChoice?

  @Option(
    help: .init(
      """
      What is taken for the derivative at kinks: pytorch, jax, tensorflow, formula (the branch that \
      the formula takes there), left, right, zero, or a number. For typed formulas the frameworks' \
      rules mean formula.
      """, valueName: "rule"))
  var kinks = TextArgument("pytorch")

  @OptionGroup var catalogue: CatalogueOptions

  /// A loss.
  enum LossChoice: String, CaseIterable, ExpressibleByArgument {
    case bce
    case crossEntropy = "cross-entropy"
    case mse

    /// The loss of the module.
    var loss: Loss {
      switch self {
      case .bce: .binaryCrossEntropyWithLogits
      case .crossEntropy: .softmaxCrossEntropy
      case .mse: .meanSquaredError
      }
    }
  }

  /// What is taken at kinks.
  func rule() throws -> KinkRule {
    guard let rule = KinkRule(kinks.text) else {
      throw CommandError.usage(
        "there is no rule '\(kinks.text)' for kinks",
        remedy: "Write pytorch, jax, tensorflow, formula, left, right, zero, or a number.")
    }
    return rule
  }

  /// The network that `model` names: `xor`, or a file.
  func network(_ model: TextArgument) throws -> Network {
    let catalogue = try catalogue.load()
    let rule = try rule()
    let network =
      model.text == "xor"
      ? try Network.xor(rule: rule)
      : try Network(contentsOf: URL(filePath: model.text), catalogue: catalogue, rule: rule)
    return try changed(network, catalogue, rule)
  }

  /// The network with the loss and the activation that were chosen.
  func changed(_ network: Network, _ catalogue: Catalogue, _ rule: KinkRule) throws -> Network {
    var network = network
    if let activation {
      network = network.withActivation(
        ActivationFunction(
          try catalogue.parser.parse(activation.text), catalogue: catalogue, rule: rule))
    }
    return try Network(layers: network.layers, loss: loss?.loss ?? network.loss)
  }
}

/// Which data.
struct DataOptions: ParsableArguments {
  @Option(
    help: .init(
      """
      The data: xor, moons, circles or spirals, with a number of points as in moons:200; or a CSV \
      file.
      """, valueName: "data"))
  var data: TextArgument

  @Option(
    help: .init(
      """
      The label column of a CSV file, by name or number; none for no labels (default: label, \
      target, class or y, else one column more than the network has inputs).
      """, valueName: "column"))
  var label: TextArgument?

  @Option(help: .init("The seed of built-in data, and of training.", valueName: "n"))
  var seed: UInt64 = 1

  /// The data for a network with so many inputs.
  func load(inputCount: Int) throws -> DataSet {
    if let builtIn = try DataSet(builtIn: data.text, seed: seed) { return builtIn }
    let file = URL(filePath: data.text)
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw CommandError.file(
        "there is no file '\(data.text)', and no built-in data of that name",
        remedy: "The built-in data are \(DataSet.builtInNames.joined(separator: ", ")).")
    }
    let column: DataSet.LabelColumn =
      switch label?.text {
      case nil: .automatic
      case "none": .none
      case let name?: .named(name)
      }
    return try DataSet(csv: file, label: column, inputCount: inputCount)
  }
}
