/// A language in which prose is written.
public enum Language: String, Codable, Hashable, Sendable, CaseIterable {
  /// English.
  case en
  /// Russian.
  case ru
}
