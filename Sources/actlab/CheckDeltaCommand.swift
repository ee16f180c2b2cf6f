import ActivationLab
import ArgumentParser

/// `actlab check-delta`.
struct CheckDeltaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-delta",
    abstract: "Grade a δ(ε) for the continuity of a function.",
    discussion: """
      The claim is that for all ε > 0 and all x of the domain, |x - a| < δ(ε) implies \
      |f(x) - f(a)| < ε; with --uniform, the same for all pairs of points. It is proved, or refuted \
      with an ε and points, with the bound below which δ serves where that is known.

      δ is a formula in eps, such as 'min(1, eps/7)'; epsilon and ε mean the same, and a is the \
      point. Exit code 0 if it is proved, else 1.
      """)

  @Argument(help: .init("A name of the catalogue, or a formula.", valueName: "F"))
  var function: TextArgument

  @Option(help: .init("The point, an exact constant such as -1, 1/3 or sqrt(2).", valueName: "a"))
  var at: TextArgument?

  @Option(help: .init("δ, a formula in eps.", valueName: "formula"))
  var delta: TextArgument

  @Flag(help: "The claim is about all pairs of points, not about one point.")
  var uniform = false

  @OptionGroup var catalogue: CatalogueOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if uniform && at != nil { throw ValidationError("--uniform takes no point: leave out --at.") }
    if !uniform && at == nil { throw ValidationError("Give the point with --at, or --uniform.") }
  }

  mutating func run() async throws {
    try output.check()
    let catalogue = try catalogue.load()
    let function = try catalogue.function(function)
    let point = try at.map { try NumberReader().point($0) }
    let formula = try catalogue.parser.parse(
      delta.text, variable: "eps", aliases: ["epsilon"],
      constants: point.map { ["a": $0] } ?? [:])
    let grade =
      point.map { DeltaGrade(of: function, delta: formula, at: $0) }
      ?? DeltaGrade(uniformlyOf: function, delta: formula)
    try document.write(
      grade, to: output,
      text: { try DeltaGradeRenderer(language: $0).text(of: grade) },
      markdown: { try DeltaGradeRenderer(language: $0).markdown(of: grade) })
    if grade.verdict != .proved { throw Findings() }
  }
}
