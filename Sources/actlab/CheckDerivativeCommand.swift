import ActivationLab
import ArgumentParser

/// `actlab check-derivative`.
struct CheckDerivativeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-derivative",
    abstract: "Grade a formula for the derivative of a function.",
    discussion: """
      The formula is right if, wherever the function has a derivative (a one-sided one at an end of \
      the domain), it has that value. Where the function has none, a value between the finite \
      one-sided limits of the derivative (at a kink: within the Clarke subdifferential) is a \
      convention, and no error; any other value there is one. Exit code 0 if the formula is proved right, else 1.
      """)

  @Argument(help: .init("A name of the catalogue, or a formula.", valueName: "F"))
  var function: TextArgument

  @Argument(help: .init("The derivative, a formula in the same variable.", valueName: "formula"))
  var answer: TextArgument

  @OptionGroup var catalogue: CatalogueOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  mutating func run() async throws {
    try output.check()
    let catalogue = try catalogue.load()
    let grade = DerivativeGrade(
      of: try catalogue.function(function), answer: try catalogue.function(answer))
    try document.write(
      grade, to: output,
      text: { try DerivativeGradeRenderer(language: $0).text(of: grade) },
      markdown: { try DerivativeGradeRenderer(language: $0).markdown(of: grade) })
    if grade.verdict != .proved { throw Findings() }
  }
}
