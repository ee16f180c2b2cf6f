/// A language in which prose is written; its raw value names the folders of templates.
public enum Language: String, Codable, Hashable, Sendable, CaseIterable {
  /// English.
  case en
  /// Russian.
  case ru

  /// One of two texts.
  public func choose(en english: String, ru russian: String) -> String {
    switch self {
    case .en: english
    case .ru: russian
    }
  }
}

extension Surroundings {
  /// The language that the environment asks for: Russian or, for all others, English.
  ///
  /// Of `LC_ALL`, `LC_MESSAGES` and `LANG`, the first that is not empty counts.
  public var language: Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first
    return locale?.lowercased().hasPrefix("ru") == true ? .ru : .en
  }
}
