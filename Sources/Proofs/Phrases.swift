import Foundation
import Installation

/// The short phrases of one language, by key.
public struct Phrases: Sendable {
  private let phrases: [String: String]

  /// Reads `file`.json of the folder named after `language` in the resources of `module`.
  ///
  /// - Throws: `MissingResource`, or the error of reading or decoding the file.
  public init(language: Language, module: String, file: String = "phrases") throws {
    let url = try Resources.url("\(language.rawValue)/\(file).json", module: module)
    phrases = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: url))
  }

  /// The phrase for `key`, or the key itself where there is none.
  public subscript(key: String) -> String { phrases[key] ?? key }
}
