import Foundation
import Formulas
import Installation
import Reals

/// The short phrases of one language, by key.
public struct Phrases: Sendable {
  private let phrases: [String: String]

  /// Reads `file`.json of the folder named after `language` in the resources of `module`, and the
  /// words for reasons, which are among the phrases of Proofs.
  ///
  /// - Throws: `MissingResource`, or the error of reading or decoding a file.
  public init(language: Language, module: String, file: String = "phrases") throws {
    func read(_ file: String, _ module: String) throws -> [String: String] {
      let url = try Resources.url("\(language.rawValue)/\(file).json", module: module)
      return try JSONDecoder().decode([String: String].self, from: Data(contentsOf: url))
    }
    phrases = try read("phrases", "Proofs").merging(read(file, module)) { $1 }
  }

  /// The phrase for `key`, or the key itself where there is none.
  public subscript(key: String) -> String { phrases[key] ?? key }

  /// A reason in words; a kind without a phrase `reason.<kind>` keeps its English wording, which the
  /// English phrases therefore need not repeat.
  ///
  /// - Parameter written: how a formula is written; the name of a function is read as its value at the
  ///   variable.
  public func text(of reason: Reason, written: (Formula) -> String) -> String {
    reason.text(
      wording: { phrases["reason.\($0.rawValue)"] ?? $0.wording },
      written: { argument in
        (try? FormulaParser().parse(argument)).map { written($0.formula) } ?? argument
      })
  }

  /// A reason in words with its formulas in LaTeX between dollar signs.
  func markdown(of reason: Reason, variable: String) -> String {
    text(of: reason) { "$\($0.latex(variable: variable))$" }
  }
}
