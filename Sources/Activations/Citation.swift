/// A publication.
public struct Citation: Hashable, Sendable {
  /// The authors, each as initials and family name.
  public let authors: [String]

  /// The title.
  public let title: String

  /// The year in which it appeared.
  public let year: Int

  /// Where to find it: an arXiv number, or the venue.
  public let identifier: String?

  /// A publication with the given data.
  public init(authors: [String], title: String, year: Int, identifier: String? = nil) {
    self.authors = authors
    self.title = title
    self.year = year
    self.identifier = identifier
  }
}

extension Citation: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case authors, title, year, identifier
  }

  /// Reads a citation; all but `identifier` is required.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(onlyKeyedBy: CodingKeys.self)
    self.init(
      authors: try container.decode([String].self, forKey: .authors),
      title: try container.decode(String.self, forKey: .title),
      year: try container.decode(Int.self, forKey: .year),
      identifier: try container.decodeIfPresent(String.self, forKey: .identifier))
  }
}
