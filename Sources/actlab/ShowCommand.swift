import ActivationLab
import ArgumentParser

/// `actlab show`.
struct ShowCommand: AsyncParsableCommand {
  /// A notation in which formulas are printed.
  enum PrintedForm: String, CaseIterable, ExpressibleByArgument {
    case text, latex, mathml, swift, python
  }

  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a function as formula text, LaTeX, MathML or code.")

  @Argument(help: .init("A name of the catalogue, or a formula.", valueName: "F"))
  var function: TextArgument

  @Option(name: .customLong("as"), help: "The notation.")
  var form = PrintedForm.text

  @Flag(help: "Print the derivative, by the rules for differentiable parts.")
  var derivative = false

  @OptionGroup var catalogue: CatalogueOptions
  @OptionGroup var output: OutputOptions

  mutating func run() async throws {
    try output.check()
    let parsed = try catalogue.load().function(function)
    let formula = derivative ? parsed.formula.derivative : parsed.formula
    let variable = parsed.variableName
    let name = (parsed.name.map(Self.identifier) ?? "f") + (derivative ? "_derivative" : "")
    let text =
      switch form {
      case .text: formula.text(variable: variable, width: 80)
      case .latex: formula.latex(variable: variable)
      case .mathml: formula.mathML(variable: variable, isBlock: true)
      case .swift: formula.swift(functionName: name, variable: variable)
      case .python: formula.python(functionName: name, variable: variable)
      }
    try output.write(text.hasSuffix("\n") ? text : text + "\n")
  }

  /// A name that Swift and Python accept.
  private static func identifier(_ name: String) -> String {
    let letters = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    return letters.first?.isNumber == true ? "_" + letters : letters
  }
}
