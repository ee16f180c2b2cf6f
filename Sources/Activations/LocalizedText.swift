/// A short text in the languages of the reports.
public struct LocalizedText: Hashable, Sendable {
  /// The text in English.
  public let english: String

  /// The text in Russian.
  public let russian: String

  /// The text in both languages; without a Russian one the English text serves for both.
  public init(_ english: String, _ russian: String? = nil) {
    self.english = english
    self.russian = russian ?? english
  }
}

extension LocalizedText: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case english = "en"
    case russian = "ru"
  }

  /// Reads the texts; `en` is required.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(onlyKeyedBy: CodingKeys.self)
    self.init(
      try container.decode(String.self, forKey: .english),
      try container.decodeIfPresent(String.self, forKey: .russian))
  }
}
