import Analysis
import Formulas
import Installation

/// Writes what is known of a function as proofs in prose: Markdown with LaTeX formulas.
///
/// The prose is in templates, which branch on the facts of the analysis. What is not decided is
/// said to be so, with the reason that the analysis gives.
public struct ProofWriter: Sendable {
  private let library: TemplateLibrary
  private let phrases: Phrases

  /// A writer of proofs in `language`.
  ///
  /// - Throws: the error of finding or reading the templates.
  public init(language: Language) throws {
    library = try TemplateLibrary(language: language, module: "Proofs")
    phrases = try Phrases(language: language, module: "Proofs")
  }

  /// The proofs about one function, where `symbol` is its name in LaTeX; of a function with an empty
  /// domain only the definition.
  ///
  /// - Throws: ``MissingTemplate`` if a template is missing.
  public func proof(of analysis: FunctionAnalysis, symbol: String = "f") throws -> FunctionProof {
    let function = FunctionView(analysis, symbol: symbol, phrases: phrases)
    let definition = try library.render("definition", DefinitionView(function: function))
    guard !function.domain.isEmpty else {
      return FunctionProof(
        definition: definition, continuity: "", differentiability: "", smoothness: "",
        derivation: "", uniformDelta: nil, isExplicit: false)
    }
    let continuity = ContinuityView(analysis, function: function, phrases: phrases)
    return FunctionProof(
      definition: definition,
      continuity: try library.render("continuity", continuity),
      differentiability: try library.render(
        "differentiability", DifferentiabilityView(analysis, function: function)),
      smoothness: try library.render(
        "smoothness", SmoothnessView(analysis, function: function, phrases: phrases)),
      derivation: try library.render(
        "derivation", DerivationView(analysis, function: function, phrases: phrases)),
      uniformDelta: function.domain.isConnected
        ? continuity.lipschitz.flatMap { $0.constant.isZero ? nil : $0.delta } : nil,
      isExplicit: continuity.isExplicit)
  }
}

/// The proofs about one function, each as Markdown without a heading.
public struct FunctionProof: Hashable, Sendable {
  /// The formula and the natural domain with its gaps.
  public let definition: String
  /// Continuity by ε and δ, or the ε that no δ serves.
  public let continuity: String
  /// One-sided derivatives at every joint as limits of difference quotients.
  public let differentiability: String
  /// The smoothness class.
  public let smoothness: String
  /// The derivative, rule by rule.
  public let derivation: String
  /// The δ in LaTeX that serves every ε at all points alike, where the proof of continuity has one.
  public let uniformDelta: String?
  /// Whether the proof of continuity names a δ for every point, or the refutation an ε₀.
  public let isExplicit: Bool
}

/// What the definition's template refers to.
struct DefinitionView {
  let function: FunctionView
}
