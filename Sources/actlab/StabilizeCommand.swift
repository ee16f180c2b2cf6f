import ActivationLab
import ArgumentParser

/// `actlab stabilize`.
struct StabilizeCommand: AsyncParsableCommand {
  /// What is printed.
  enum Emission: String, CaseIterable, ExpressibleByArgument {
    case text, swift, c, python, pytorch
  }

  /// The formats; of those of 8 bits no source is emitted.
  enum Precision: String, CaseIterable, ExpressibleByArgument {
    case float64, float32, float16, bfloat16

    /// The format.
    var format: FloatFormat { FloatFormat(rawValue: rawValue) ?? .float32 }
  }

  static let configuration = CommandConfiguration(
    commandName: "stabilize",
    abstract: "Find a form of a formula that stays accurate in floating point.",
    discussion: """
      The form is measured beside the formula as written: on sampled inputs, on all of a format of \
      16 bits. Its steps are in float64, so that there they leave no room to spare. Sources stand alone; C, Swift and Python give the same bits.
      """)

  @Argument(help: .init("A name of the catalogue, or a formula.", valueName: "F"))
  var function: TextArgument

  @Option(help: "The format that results are rounded to.")
  var dtype = Precision.float32

  @Option(name: .customLong("of"), help: "What is computed.")
  var quantity = AccuracyReport.Quantity.value

  @Option(help: "The form with its errors, or the source of a function f.")
  var emit = Emission.text

  @Flag(
    help: "Measure every input of float32 (minutes) instead of a sample.")
  var certify = false

  @OptionGroup var catalogue: CatalogueOptions
  @OptionGroup var document: DocumentOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if emit != .text && document.format != .text {
      throw ValidationError("--format is for --emit text; a source has one format.")
    }
    if certify && dtype == .float64 {
      throw ValidationError(
        "--certify is for formats of up to 32 bits; of float64 only samples are tried.")
    }
  }

  mutating func run() async throws {
    try output.check()
    let function = try catalogue.load().function(function)
    switch emit {
    case .text:
      let result = Stabilization(
        of: function, quantity: quantity, form: try await form(of: function, quantity))
      try output.keeping {
        try document.write(
          result, to: $0,
          text: { try StabilizationRenderer(language: $0).text(of: result) },
          markdown: { try StabilizationRenderer(language: $0).markdown(of: result) })
      }
    case .pytorch:
      let emission = PyTorchEmission(
        value: try await form(of: function, .value),
        derivative: try await form(of: function, .derivative))
      try write(source: emission.source())
    case .c: try write(source: try await form(of: function, quantity).source(in: .c))
    case .swift: try write(source: try await form(of: function, quantity).source(in: .swift))
    case .python: try write(source: try await form(of: function, quantity).source(in: .python))
    }
  }

  private func write(source: String) throws { try output.keeping { try $0.write(source) } }

  private func form(
    of function: ParsedFunction, _ quantity: AccuracyReport.Quantity
  ) async throws -> StableForm {
    let formula = quantity == .value ? function.formula : function.derivative
    let domain = quantity == .value ? nil : SweptDerivative.domain(of: function)
    guard let form = StableForm(of: formula, format: dtype.format, on: domain) else {
      throw CommandError.usage(
        "no stable form of '\(formula.text())' is known",
        remedy: "Write the formula without nested conditions.")
    }
    guard form.error.inputs > 0 else {
      throw CommandError.usage(
        "'\(formula.text())' has no value at any input tried",
        remedy: "Its domain may be empty: see 'actlab analyze'.")
    }
    guard certify else { return form }
    return try await form.certified { sweep, implementation, subject in
      let report = try await sweep.measured(implementation, as: subject)
      guard report.isComplete else {
        throw CommandError.interrupted("interrupted: not every input was tried")
      }
      return report
    }
  }
}

extension AccuracyReport.Quantity: ExpressibleByArgument {}
