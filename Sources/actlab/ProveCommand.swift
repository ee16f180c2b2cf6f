import ActivationLab
import ArgumentParser
import Foundation

/// `actlab prove`.
struct ProveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Prove what the analysis says: in prose, or as a Coq file that a machine checks.",
    discussion: """
      Without --coq and --check the proofs are printed as prose, in Markdown. --coq writes a file \
      for Coq 8.16 with Coquelicot and Interval, in which every claim is a theorem about the formula \
      as it is written, and --check lets coqc check it. A claim that is refuted has its negation as \
      theorem. The first check compiles the library of lemmas, which takes about a minute.

      Exit code 0 only if every claim that has a theorem is accepted, 1 if one is not, 69 if coqc is \
      missing.
      """)

  @Argument(help: .init("A name of the catalogue, or a formula.", valueName: "F"))
  var function: TextArgument

  @Option(
    help: .init(
      "What to prove, separated by commas: continuity, kinks, derivative, smoothness, lipschitz, "
        + "monotonicity, regions, values, or all.", valueName: "kinds"))
  var claims = "all"

  @Option(
    help: .init("Write the Coq file.", valueName: "file"), completion: .file(extensions: ["v"]))
  var coq: TextArgument?

  @Flag(help: "Let coqc check the theorems, and print its verdicts.")
  var check = false

  @Option(help: .init("The window of the gradient regions.", valueName: "from:to"))
  var over = TextArgument("-5:5")

  @Option(help: .init("How long coqc may take, in seconds.", valueName: "seconds"))
  var timeout = 120

  @Option(help: .init("How much memory coqc may take, in MiB.", valueName: "MiB"))
  var memory = 4096

  @OptionGroup var catalogue: CatalogueOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...1_000_000).contains(timeout) else {
      throw ValidationError("--timeout takes a number of seconds from 1 to 1000000.")
    }
    guard (256...1_000_000_000).contains(memory) else {
      throw ValidationError("--memory takes a number of MiB from 256 to 1000000000.")
    }
  }

  mutating func run() async throws {
    let kinds = try Self.kinds(claims)
    try output.check()
    if let coq, coq.text == "-" {
      throw CommandError.usage(
        "standard output takes the table", remedy: "Name a file for --coq.")
    }
    let file = coq.map { OutputFile(URL(filePath: $0.text), replacing: output.force) }
    try file?.check()
    let catalogue = try catalogue.load()
    let window = try NumberReader().window(over)
    let parsed = try catalogue.function(function)
    let analysis = catalogue.analysis(of: parsed, over: window)
    guard file != nil || check else {
      let prose = try ProofProse(language: document.language.language)
      return try output.write(prose.markdown(of: analysis, kinds: kinds))
    }
    let proof = CoqProof(
      of: analysis, formula: parsed.formula, source: parsed.name == nil ? parsed.source : nil,
      claims: kinds)
    if let coq, !proof.isAttempted {
      let note = "no claim has a theorem; '\(coq.text)' is not written"
      let translation = try ErrorTranslation(language: document.language.language)
      Terminal.standardError(translation.text(of: note) ?? note)
    } else {
      try file?.write(Data(proof.text.utf8))
    }
    let checked = check && proof.isAttempted ? try await checked(proof) : nil
    let table = ProofTable(proof, of: analysis.function, checked: checked)
    try document.write(
      table, to: output,
      text: { try ProofTableRenderer(language: $0).text(of: table) },
      markdown: { try ProofTableRenderer(language: $0).markdown(of: table) })
    if check, !table.isAccepted { throw Findings() }
  }

  /// What Coq says, unless the user interrupts it.
  private func checked(_ proof: CoqProof) async throws -> CheckedProof {
    let limits = CoqInstallation.Limits(time: .seconds(timeout), memory: memory)
    return try await Interruption.cancelling {
      try await CoqChecker(limits: limits).check(proof)
    }
  }

  /// The kinds of claims that the option names.
  private static func kinds(_ text: String) throws -> Set<ClaimKind> {
    let choices = ClaimKind.allCases.filter { $0 != .domain }
    var kinds: Set<ClaimKind> = []
    for name in text.split(separator: ",").map(String.init) {
      if name == "all" {
        kinds.formUnion(choices)
      } else if let kind = choices.first(where: { $0.rawValue == name }) {
        kinds.insert(kind)
      } else {
        throw CommandError.usage(
          "there are no claims '\(name)'",
          remedy: "Choose among \(choices.map(\.rawValue).joined(separator: ", ")), all.")
      }
    }
    guard !kinds.isEmpty else {
      throw CommandError.usage("--claims names nothing", remedy: "Leave it out for all claims.")
    }
    return kinds
  }
}
