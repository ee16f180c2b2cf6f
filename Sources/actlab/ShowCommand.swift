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

  @Flag(help: "Print the derivative.")
  var derivative = false

  @Option(help: "The format: the bare notation, JSON that holds it, or Markdown that shows it.")
  var format = DocumentFormat.text

  @OptionGroup var catalogue: CatalogueOptions
  @OptionGroup var output: OutputOptions

  mutating func run() async throws {
    try output.check()
    let parsed = try catalogue.load().function(function)
    let formula = derivative ? parsed.derivative : parsed.formula
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
    switch format {
    case .text: try output.write(text.hasSuffix("\n") ? text : text + "\n")
    case .md: try output.write(form.markdown(of: text))
    case .json:
      try output.write(
        JSONOutput.data(
          PrintedFunction(
            name: parsed.name, variable: variable, isDerivative: derivative,
            notation: form.rawValue, text: text)))
    }
  }

  /// A name that Swift and Python accept.
  private static func identifier(_ name: String) -> String {
    let letters = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    return letters.first?.isNumber == true ? "_" + letters : letters
  }
}

/// A function in one notation, as `actlab show --format json` prints it.
private struct PrintedFunction: Encodable {
  let schema = "actlab.show.v1"
  /// The name in the catalogue, or null.
  @Nullable var name: String?
  /// The variable.
  let variable: String
  /// Whether it is the derivative that is printed.
  let isDerivative: Bool
  /// The notation.
  let notation: String
  /// The function in it.
  let text: String
}

extension ShowCommand.PrintedForm {
  /// Markdown that shows the text: LaTeX and MathML as a formula, all else as code.
  fileprivate func markdown(of text: String) -> String {
    let lines = text.hasSuffix("\n") ? text : text + "\n"
    return switch self {
    case .latex: "$$\n\(lines)$$\n"
    case .mathml: lines
    case .text, .swift, .python: "```\(self == .text ? "" : rawValue)\n\(lines)```\n"
    }
  }
}
