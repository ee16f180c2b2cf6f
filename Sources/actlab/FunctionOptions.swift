import ActivationLab
import ArgumentParser
import Foundation

/// Where names of functions come from.
struct CatalogueOptions: ParsableArguments {
  @Option(
    help: .init(
      "Add the entries of FILE, in the format that 'actlab list --format json' prints.",
      valueName: "file"), completion: .file(extensions: ["json"]))
  var catalogue: TextArgument?

  /// The built-in entries with those of the file.
  func load() throws -> Catalogue {
    guard let catalogue else { return .builtIn }
    return try Catalogue.builtIn.merging(contentsOf: URL(filePath: catalogue.text))
  }
}

extension Catalogue {
  /// The function that `argument` names or writes.
  func function(_ argument: TextArgument) throws -> ParsedFunction {
    try parser.parse(argument.text)
  }

  /// The analysis of `function`, with the frameworks' conventions at its kinks.
  func analysis(
    of function: ParsedFunction, over window: Window = .standard
  ) -> FunctionAnalysis {
    FunctionAnalysis(
      of: function, over: window, conventions: derivativeConventions(for: function))
  }

  /// The same with what the independent checker says to the signs that it rests on.
  func verifiedAnalysis(of function: ParsedFunction, over window: Window) -> VerifiedAnalysis {
    let (analysis, claims) = FunctionAnalysis.withClaims(
      of: function, over: window, conventions: derivativeConventions(for: function))
    return VerifiedAnalysis(analysis: analysis, verification: Verification(of: claims))
  }
}
