/// The language of a figure's own words.
public enum FigureLanguage: String, Codable, CaseIterable, Sendable {
  /// English.
  case english = "en"
  /// Russian.
  case russian = "ru"

  /// One of two texts.
  func choose(en english: String, ru russian: String) -> String {
    switch self {
    case .english: english
    case .russian: russian
    }
  }
}
